"""Log files, crash reports and the diagnostics bundle (zip) of a profile."""

import logging
import os
import platform
import sys
import tempfile
import time
import zipfile
from collections.abc import Awaitable, Callable, Mapping
from importlib import metadata
from pathlib import Path

from softphone import PRODUCT_NAME, __version__, crash
from softphone.domain.account.account import Passwords
from softphone.domain.problems import NotPossibleNow, Obstacle, ProblemError
from softphone.paths import Profile

log = logging.getLogger(__name__)

MOST_OF_A_LOG_BYTES = 1_000_000
_PACKAGES = ("PySide6-Essentials", "pjsua2-python", "qasync", "miniaudio", "pywebrtc-audio", "httpx", "keyring")


class ProfileDiagnostics:
    def __init__(
        self, profile: Profile, processes: tuple[str, ...], passwords: Callable[[], Awaitable[Passwords | None]]
    ) -> None:
        self.log_folder, self.home = str(profile.log_folder), str(Path.home())
        self._folder, self._processes, self._passwords = profile.log_folder, processes, passwords

    def facts(self) -> Mapping[str, str]:
        packages = {name: _version(name) for name in _PACKAGES}
        return {
            "product": f"{PRODUCT_NAME} {__version__}",
            "system": platform.platform(),
            "python": sys.version,
            "desktop": os.environ.get("XDG_CURRENT_DESKTOP", ""),
            "session": os.environ.get("XDG_SESSION_TYPE", ""),
            "time": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
            **packages,
        }

    def logs(self) -> Mapping[str, str]:
        patterns = ("*.log", "*.log.[0-9]", crash.REPORTS)
        files = sorted({file for pattern in patterns for file in self._folder.glob(pattern)})
        return {file.name: _end_of(file) for file in files}

    def crash_reports(self) -> tuple[str, ...]:
        for process in self._processes:
            crash.reports(self._folder, process)
        return tuple(str(file) for file in crash.reports(self._folder))

    async def secrets(self) -> tuple[str, ...]:
        """Empty when the keyring is unreachable: the program writes no secret into its logs anyway."""
        try:
            known = await self._passwords()
        except ProblemError:
            known = None
        return tuple({known.portal, known.for_sip} - {""}) if known is not None else ()

    def write(self, file: str, parts: Mapping[str, str]) -> None:
        try:
            _swap_in(Path(file), parts)
        except OSError as error:
            log.warning("bundle not written: %s", error)
            raise ProblemError(NotPossibleNow(Obstacle.FILE_NOT_WRITTEN)) from error


def _swap_in(file: Path, parts: Mapping[str, str]) -> None:
    """Readable for this user only, and never half a file under the wanted name."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".vorzimmer-", suffix=".zip")
    try:
        with os.fdopen(handle, "wb") as out, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
            for part, text in parts.items():
                packed.writestr(part, text.encode("utf-8", "replace"))
        Path(name).replace(file)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _end_of(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            left_out = max(0, file.stat().st_size - MOST_OF_A_LOG_BYTES)
            opened.seek(left_out)
            if left_out:
                opened.readline()  # half a line could be a secret that has lost its name
            return opened.read(MOST_OF_A_LOG_BYTES).decode("utf-8", "replace")
    except OSError as error:
        return f"not readable: {error.strerror}"


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "?"
