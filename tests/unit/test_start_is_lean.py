"""Modules that a start must not load."""

import subprocess
import sys

LATER = ("vobject", "pytz", "softphone.ui.settings.settings_dialog", "softphone.ui.group_editor.editor_window")


def test_large_and_seldom_used_modules_wait_until_they_are_wanted() -> None:
    code = f"import sys, softphone.bootstrap; print([name for name in {LATER!r} if name in sys.modules])"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=50, check=True)
    assert said.stdout.strip() == "[]"
