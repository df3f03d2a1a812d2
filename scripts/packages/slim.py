"""Parts that the one-folder program leaves out, by reason; read by packaging/softphone.spec.

A file pattern matches a part of the path in the folder, a module its dotted beginning. The list is guarded by the
smoke test, which imports every module of ours, and by a window on a screen.
"""

import os
import sys
from collections import Counter
from pathlib import Path

Entry = tuple[str, str, str]
"""Name in the folder, file, kind."""

MODULES = {
    "telephone geography": (
        "phonenumbers.geodata", "phonenumbers.carrierdata", "phonenumbers.tzdata", "phonenumbers.geocoder",
        "phonenumbers.carrier", "phonenumbers.timezone",
    ),
    "numpy's tools": (
        "numpy.f2py", "numpy.testing", "numpy.ma", "numpy.polynomial", "numpy.random", "numpy.fft", "numpy.distutils",
        "numpy.ctypeslib", "numpy._core.tests",
    ),
    "lxml's tools": (
        "lxml.html", "lxml.objectify", "lxml.isoschematron", "lxml.cssselect", "lxml.sax", "lxml.builder",
    ),
    "Python's tools": (
        "unittest", "doctest", "pdb", "bdb", "cmd", "code", "codeop", "pydoc", "pydoc_data", "_pydecimal", "_pyio",
        "lib2to3", "ensurepip", "idlelib", "turtle", "xmlrpc", "curses", "readline", "rlcompleter", "test",
        "distutils", "setuptools", "pkg_resources", "tkinter",
    ),
    "command lines of libraries": (
        "httpx._main", "keyring.cli", "xsdata.codegen", "xsdata.cli", "vobject.ics_diff", "vobject.change_tz",
        "click", "rich", "pygments", "trio",
    ),
    "development": ("pytest", "hypothesis", "mypy", "yaml", "PIL"),
    "Qt modules without a use here": (
        "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtQuickWidgets", "PySide6.QtDesigner", "PySide6.QtHelp",
        "PySide6.QtUiTools", "PySide6.QtTest", "PySide6.QtSql",
    ),
}  # fmt: skip
FILES = {
    "numpy's tools": (
        "numpy/random/", "numpy/fft/", "numpy/f2py/", "numpy/_core/_multiarray_tests",
        "numpy/_core/_operand_flag_tests", "numpy/_core/_rational_tests", "numpy/_core/_struct_ufunc_tests",
        "numpy/_core/_umath_tests", "numpy/_core/_simd", "numpy/_core/lib/", "numpy/_core/include/", "numpy-",
    ),
    "lxml's tools": (
        "lxml/html/", "lxml/objectify", "lxml/isoschematron", "lxml/sax", "lxml/builder", "lxml/includes",
    ),
    "Python's tools": (
        "lib-dynload/readline", "libreadline", "libtinfo", "_codecs_cn", "_codecs_hk", "_codecs_jp", "_codecs_kr",
        "_codecs_tw", "_codecs_iso2022", "_multibytecodec", "_testcapi", "_testbuffer", "_ctypes_test", "_xxtestfuzz",
        "libtcl", "libtk", "_tkinter", "_tcl_data", "_tk_data",
    ),
    "time zones of pytz": ("pytz/zoneinfo", "dateutil/zoneinfo"),
    "Qt's translations but qtbase": ("PySide6/Qt/translations/", "PySide6/translations/"),
    "Qt's picture formats but PNG and SVG": (
        *(
            f"imageformats/{prefix}{name}"
            for prefix in ("libq", "q", "libqlib")
            for name in ("gif", "icns", "ico", "jpeg", "tga", "tiff", "wbmp", "webp")
        ),
        "libjpeg.so", "libtiff", "libwebp",
    ),
    "Qt's OpenGL": (
        "Qt6OpenGL", "xcbglintegrations", "wayland-graphics-integration", "libxcb-glx", "opengl32sw", "d3dcompiler",
    ),
    "Qt's devices and networks": (
        "plugins/generic", "plugins/networkinformation", "plugins/tls", "QtDBus.", "libivi-shell", "libqt-shell",
        "libfullscreen-shell", "libwl-shell", "Qt6WlShellIntegration", "platforms/libqminimal.", "platforms/qminimal",
        "platforms/qdirect2d", "libvulkan",
    ),
    "Qt modules without a use here": (
        "Qt6Qml", "Qt6Quick", "Qt6Designer", "Qt6Pdf", "Qt6VirtualKeyboard", "Qt6Labs", "Qt6Sql", "Qt6Test",
        "Qt6EglFS", "Qt6EglFs", "PySide6/Qt/qml", "plugins/sqldrivers", "plugins/qmltooling", "plugins/designer",
        "plugins/virtualkeyboard", "plugins/egldeviceintegrations", "platforminputcontexts/libqtvirtualkeyboard",
        "platforminputcontexts/qtvirtualkeyboard", "platforms/libqeglfs", "platforms/libqminimalegl",
        "platforms/libqlinuxfb", "platforms/libqvkkhrdisplay", "platforms/libqvnc",
    ),
    "the GTK theme": (
        "platformthemes/libqgtk3", "libgdk", "libgtk", "libcairo", "libpango", "libatk", "libatspi", "libepoxy",
        "libgio-2.0", "libgobject-2.0", "libgmodule-2.0", "libfribidi", "libthai", "libdatrie", "libharfbuzz",
        "libgraphite2", "libpixman",
    ),
}  # fmt: skip
_SYSTEM = """
libstdc++.so.6 libgcc_s.so.1 libmvec.so.1 libX11.so.6 libX11-xcb.so.1 libXau.so.6 libXdmcp.so.6 libXext.so.6
libXcomposite.so.1 libXcursor.so.1 libXdamage.so.1 libXfixes.so.3 libXi.so.6 libXinerama.so.1 libXrandr.so.2
libXrender.so.1 libxcb.so.1 libxcb-shm.so.0 libxcb-render.so.0 libxcb-randr.so.0 libxcb-shape.so.0
libxcb-sync.so.1 libxcb-xfixes.so.0 libbsd.so.0 libmd.so.0 libdbus-1.so.3 libsystemd.so.0 libgcrypt.so.20
libgpg-error.so.0 libcap.so.2 liblz4.so.1 libglib-2.0.so.0 libgthread-2.0.so.0 libpcre2-8.so.0 libmount.so.1
libblkid.so.1 libselinux.so.1 libfontconfig.so.1 libfreetype.so.6 libpng16.so.16 libbrotlidec.so.1
libbrotlicommon.so.1 libexpat.so.1 libkrb5.so.3 libk5crypto.so.3 libkrb5support.so.0 libgssapi_krb5.so.2
libcom_err.so.2 libkeyutils.so.1 libcrypto.so.3 libssl.so.3 libz.so.1 libzstd.so.1 libuuid.so.1 libsqlite3.so.0
liblzma.so.5
"""
SYSTEM = frozenset(_SYSTEM.split())
"""Libraries of every Linux desktop since 2022, with security updates of their own: packages depend on them."""
KEPT = frozenset({"qtbase_de.qm", "qtbase_en.qm"})
NUMPY = "numpy's tools"


class Slim:
    """Answers what goes into the folder, and counts what each reason saved."""

    def __init__(self, numpy_version: str, platform: str = sys.platform, *, portable: bool = False) -> None:
        """`portable` keeps the system's libraries; numpy 1 imports all its parts at once, so nothing of it may go."""
        skipped = {NUMPY} if int(numpy_version.split(".")[0]) < 2 else set()
        self._modules = {why: names for why, names in MODULES.items() if why not in skipped}
        self._files = {why: parts for why, parts in FILES.items() if why not in skipped}
        self._system = SYSTEM if platform.startswith("linux") and not portable else frozenset()
        self._saved: Counter[str] = Counter()

    @property
    def excludes(self) -> list[str]:
        return [name for names in self._modules.values() for name in names]

    def wanted(self, entry: Entry) -> bool:
        """For a row of binaries or data."""
        path = entry[0].replace("\\", "/")
        if path.rpartition("/")[2] in KEPT:
            return True
        if path in self._system:
            return self._left_out("libraries of the system", entry)
        why = next((why for why, parts in self._files.items() if any(part in path for part in parts)), None)
        return why is None or self._left_out(why, entry)

    def wanted_module(self, entry: Entry) -> bool:
        for why, names in self._modules.items():
            if any(entry[0] == name or entry[0].startswith(f"{name}.") for name in names):
                return self._left_out(why, entry)
        return True

    def _left_out(self, why: str, entry: Entry) -> bool:
        file = Path(entry[1]) if entry[1] else None
        if entry[2] != "SYMLINK" and file is not None and file.is_file():
            self._saved[why] += file.stat().st_size
        return False

    def report(self) -> str:
        return "\n".join(f"left out: {size / 1e6:6.1f} MB  {why}" for why, size in self._saved.most_common())


def of_this_machine() -> Slim:
    """PORTABLE=1 in the environment keeps the system's libraries in the folder."""
    import numpy

    return Slim(numpy.__version__, portable=bool(os.environ.get("PORTABLE")))
