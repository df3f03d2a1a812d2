"""Modules that are not read before the main window is painted."""

import subprocess
import sys

LIBRARIES = ("vobject", "pytz", "httpx", "dns", "xsdata", "cryptography", "multiprocessing.resource_tracker")
WINDOWS = (
    "softphone.ui.settings.settings_dialog",
    "softphone.ui.group_editor.editor_window",
    "softphone.ui.sign_in.sign_in_dialog",
    "softphone.ui.journal.journal_window",
    "softphone.ui.contacts.contacts_window",
)
OTHERS = (
    "softphone.adapters.address_books.carddav",
    "softphone.control.client",
    "softphone.portal.xsi.client",
)
LATER = LIBRARIES + WINDOWS + OTHERS


def said_by(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=50, check=True)
    return done.stdout.strip()


def test_large_and_seldom_used_modules_wait_until_they_are_wanted() -> None:
    code = f"import sys, softphone.bootstrap; print([name for name in {LATER!r} if name in sys.modules])"
    assert said_by(code) == "[]"


def test_no_hook_keeps_the_source_of_each_module() -> None:
    code = (
        "import builtins; from softphone import lean_start; lean_start.begin();"
        "import softphone.ui.main_window.main_window, linecache;"
        "print(builtins.__import__ is builtins.__orig_import__, len(linecache.cache) < 100)"
    )
    assert said_by(code) == "True True"
