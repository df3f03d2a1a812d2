"""Opens web pages and programs without a shell."""

import os
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence

_BUNDLED = "LD_LIBRARY_PATH"


class DesktopOpener:
    """Raises OSError where nothing could be started."""

    def open_page(self, url: str) -> None:
        """Opens an http(s) address in the user's browser."""
        if sys.platform == "win32":
            os.startfile(url)  # noqa: S606 - no shell is what is wanted
        else:
            self.run_program(("open" if sys.platform == "darwin" else "xdg-open", url))

    def run_program(self, arguments: Sequence[str]) -> None:
        process = subprocess.Popen(
            list(arguments),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=own_environment(os.environ),
            start_new_session=True,
        )
        threading.Thread(target=process.wait, daemon=True, name="opened-program").start()


def own_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment as the user has it: a frozen program puts its own libraries before the system's."""
    kept = {key: value for key, value in environment.items() if key not in (_BUNDLED, f"{_BUNDLED}_ORIG")}
    original = environment.get(f"{_BUNDLED}_ORIG")
    if not getattr(sys, "frozen", False):
        original = environment.get(_BUNDLED)
    return kept if original is None else {**kept, _BUNDLED: original}
