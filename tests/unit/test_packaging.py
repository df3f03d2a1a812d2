"""What is installed is what is here: every package and every data file is named in pyproject.toml."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SETUPTOOLS = PROJECT["tool"]["setuptools"]


def test_every_folder_with_modules_is_a_package_and_so_is_installed() -> None:
    folders = {file.parent for file in (ROOT / "softphone").rglob("*.py")}
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []


def test_data_files_in_packages_are_named() -> None:
    data = {file for file in (ROOT / "softphone").rglob("*") if file.suffix in {".toml", ".json", ".svg", ".css"}}
    named = {
        file
        for package, patterns in SETUPTOOLS["package-data"].items()
        if package not in SETUPTOOLS["package-dir"]
        for pattern in patterns
        for file in (ROOT / package.replace(".", "/")).glob(pattern)
    }
    assert data <= named


def test_the_frozen_program_takes_the_same_data() -> None:
    spec = (ROOT / "packaging" / "softphone.spec").read_text(encoding="utf-8")
    for part in ("resources", "translations", "scenario.toml"):
        assert part in spec
