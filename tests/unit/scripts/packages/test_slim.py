"""What the one-folder program leaves out, and what it keeps."""

import pytest

from scripts.packages.slim import MODULES, NUMPY, SYSTEM, Slim


def binary(name: str) -> tuple[str, str, str]:
    return name, "", "BINARY"


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/lib/libQt6Quick.so.6",
        "PySide6/Qt/plugins/imageformats/libqtiff.so",
        "PySide6/Qt/translations/qtbase_fr.qm",
        r"PySide6\opengl32sw.dll",
        "numpy/fft/_pocketfft_umath.so",
        "libssl.so.3",
    ],
)
def test_left_out(name: str) -> None:
    assert not Slim("2.4.6", "linux").wanted(binary(name))


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/imageformats/libqsvg.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "pjsua2/_pjsua2.so",
    ],
)
def test_kept(name: str) -> None:
    assert Slim("2.4.6", "linux").wanted(binary(name))


def test_the_systems_libraries_stay_in_a_portable_folder_and_on_windows() -> None:
    assert all(Slim("2.4.6", "linux", portable=True).wanted(binary(name)) for name in SYSTEM)
    assert Slim("2.4.6", "win32").wanted(binary("libssl.so.3"))


def test_numpy_1_stays_whole() -> None:
    old, new = Slim("1.26.4", "win32"), Slim("2.4.6", "win32")
    assert not set(MODULES[NUMPY]) & set(old.excludes)
    assert set(MODULES[NUMPY]) < set(new.excludes)
    assert old.wanted(binary("numpy/fft/_pocketfft.pyd"))


def test_modules_go_with_all_below_them_and_no_other() -> None:
    slim = Slim("2.4.6", "linux")
    assert not slim.wanted_module(("phonenumbers.geodata.data0", "", "PYMODULE"))
    assert slim.wanted_module(("phonenumbers.geodatabase", "", "PYMODULE"))
    assert slim.wanted_module(("codecs", "", "PYMODULE"))  # beside `code`
