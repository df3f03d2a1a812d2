"""The smaller libicudata: read back with the same reader, and by the system's loader."""

import ctypes
import shutil
import sys
from pathlib import Path

import PySide6
import pytest

from scripts.packages import elf, icu_data

needs_elf = pytest.mark.skipif(sys.platform != "linux", reason="Qt's libicudata is an ELF library on Linux only")


def test_a_table_survives_packing() -> None:
    items = [("icudt73l/coll/de.res", b"german"), ("icudt73l/root.res", b"x" * 33)]
    head, again = icu_data.items_of(icu_data.packed(b"\x10\x00" + bytes(14), items))
    assert head == b"\x10\x00" + bytes(14)
    assert [(name, item.rstrip(b"\xaa")) for name, item in again] == items


@pytest.mark.parametrize(
    ("name", "stays"),
    [
        ("root.res", True),
        ("de.res", True),
        ("fr.res", False),
        ("nfc.nrm", True),
        ("unames.icu", False),
        ("coll/sv.res", True),
        ("coll/zh_Hant.res", False),
        ("zone/de.res", False),
        ("zoneinfo64.res", True),
        ("ibm-37.cnv", False),
    ],
)
def test_what_stays(name: str, stays: bool) -> None:
    assert icu_data.kept(f"icudt73l/{name}") is stays


@needs_elf
def test_the_smaller_library_is_loaded_and_holds_whole_items(tmp_path: Path) -> None:
    (original,) = (Path(PySide6.__file__).parent / "Qt" / "lib").glob("libicudata.so.*")
    file = tmp_path / original.name
    shutil.copy(original, file)
    file.write_bytes(icu_data.smaller(original.read_bytes()))
    assert file.stat().st_size < original.stat().st_size / 5
    assert elf.loads(file.read_bytes())
    data = elf.data_symbol(file.read_bytes(), b"icudt")
    version = original.name.rpartition(".")[2]
    loaded = (ctypes.c_char * len(data)).in_dll(ctypes.CDLL(str(file)), f"icudt{version}_dat")
    assert loaded.raw == data
    before = dict(icu_data.items_of(elf.data_symbol(original.read_bytes(), b"icudt"))[1])
    for name, item in icu_data.items_of(data)[1]:
        assert item.rstrip(b"\xaa") == before[name].rstrip(b"\xaa")
