"""Files of the Linux packages: versions, options, licences and completions agree with the program."""

import argparse
import json
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from scripts.packages import completion, dist_table, licences, sbom
from scripts.packages.inner_libraries import INNER_LIBRARIES
from softphone import __version__
from softphone.__main__ import build_parser
from softphone.control.commands import COMMANDS

PACKAGING = Path(__file__).parents[4] / "packaging"


def text(name: str) -> str:
    return (PACKAGING / name).read_text(encoding="utf-8")


def shown_options() -> set[str]:
    actions = build_parser()._actions
    return {one for a in actions if a.help != argparse.SUPPRESS for one in a.option_strings if one.startswith("--")}


def test_every_file_names_the_programs_version() -> None:
    assert text("debian/changelog").startswith(f"vorzimmer ({__version__}) ")
    assert f'"Vorzimmer {__version__}"' in text("linux/softphone.1")
    (release, *_) = ElementTree.fromstring(text("linux/org.vorzimmer.softphone.metainfo.xml")).iter("release")
    assert release.get("version") == __version__


def test_the_man_page_has_every_option() -> None:
    page = text("linux/softphone.1").replace("\\-", "-")
    assert [option for option in shown_options() - {"--help"} if f" {option}" not in page] == []


def test_the_completions_have_every_option_and_command(tmp_path: Path) -> None:
    completion.write(tmp_path)
    bash = (tmp_path / completion.FILES["bash"]).read_text()
    for name in (*shown_options(), *COMMANDS):
        assert re.search(rf"[\s\"]{re.escape(name)}[\s\"]", bash), name
    assert all(f" -a {name} " in completion.fish() for name in COMMANDS)
    assert all(f"'{name}:" in completion.zsh() for name in COMMANDS)


@pytest.mark.skipif(sys.platform == "win32", reason="needs bash")
def test_bash_completes(tmp_path: Path) -> None:
    completion.write(tmp_path)
    code = f'. "{tmp_path / completion.FILES["bash"]}"; COMP_WORDS=(softphone ctl hang); COMP_CWORD=2; _softphone; '
    done = subprocess.run(
        ["bash", "-c", code + 'echo "${COMPREPLY[@]}"'], capture_output=True, text=True, check=True, timeout=20
    )
    assert done.stdout == "hangup\n"


def test_the_copyright_names_every_distribution_and_inner_library() -> None:
    said = text("debian/copyright").lower().replace("_", "-")
    absent = {"pywin32-ctypes"}  # Windows only
    assert [name for name in licences.locked_names() if name not in said and name not in absent] == []
    words = {library.name.split()[0].lower() for library in INNER_LIBRARIES} - {"mit", "webrtc"}
    assert [word for word in words if word not in said and word.removeprefix("lib") not in said] == []


def test_every_distribution_states_its_licence() -> None:
    rows = list(licences.components())
    assert len(rows) > 30
    assert [row.name for row in rows if row.licence == "?"] == []


def test_the_licences_are_written_with_an_index(tmp_path: Path) -> None:
    licences.write(tmp_path / "licences")
    said = (tmp_path / "licences" / "README.txt").read_text(encoding="utf-8")
    assert "pjsua2-python" in said
    assert "OpenSSL 1.0.2k (inside pjsua2-python (Linux)): OpenSSL" in said
    for name in ("GPL-3.txt", "CPython.txt", "OpenSSL-1.0.2.txt", "phosphor-icons.txt"):
        assert (tmp_path / "licences" / name).stat().st_size > 500


def test_the_bill_of_materials_is_the_same_each_time_and_has_no_test_tools() -> None:
    rows = list(licences.components())
    bill = sbom.bill(rows)
    assert bill == sbom.bill(rows)
    names = [component["name"] for component in bill["components"]]
    assert {"numpy", "PJSIP", "Qt", "OpenSSL"} < set(names)
    assert not {"pytest", "mypy", "ruff"} & set(names)
    references = [component["bom-ref"] for component in bill["components"]]
    assert len(set(references)) == len(references)
    assert json.loads(json.dumps(bill)) == bill


def test_the_table_of_packages_agrees_with_its_sums(tmp_path: Path) -> None:
    (tmp_path / "a.deb").write_bytes(b"x" * 1_500_000)
    (tmp_path / "a.txt").touch()
    (row,) = dist_table.table(tmp_path).splitlines()
    assert row.split()[:3] == ["a.deb", "1.5", "MB"]
    assert dist_table.sums(tmp_path).split()[0] == row.split()[3]


@pytest.mark.skipif(sys.platform == "win32", reason="needs bash")
def test_every_script_is_bash_and_executable() -> None:
    scripts = [file for file in PACKAGING.rglob("*.sh") if file.read_text().startswith("#!")]
    assert len(scripts) >= 10
    for file in scripts:
        subprocess.run(["bash", "-n", str(file)], check=True, timeout=20)
        assert file.stat().st_mode & 0o111, file
