"""Where things are kept: one folder per profile, and a socket only this user reaches."""

import hashlib
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import platformdirs

APPLICATION = "vorzimmer"


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile's folder; everything the program writes lies below it, apart from the socket."""

    folder: Path

    @property
    def store_file(self) -> Path:
        return self.folder / "settings.json"

    @property
    def lock_file(self) -> Path:
        return self.folder / "lock"

    @property
    def journal_file(self) -> Path:
        return self.folder / "journal.db"

    @property
    def contacts_file(self) -> Path:
        return self.folder / "contacts.db"

    @property
    def log_folder(self) -> Path:
        return self.folder / "logs"

    @property
    def is_kept(self) -> bool:
        """Whether something can be written there."""
        return os.access(self.folder, os.W_OK)

    @property
    def unkept_lock_file(self) -> Path:
        """The lock of a profile that cannot be written."""
        return _runtime_folder() / f"{self._name}.lock"

    @property
    def socket_name(self) -> str:
        """Unix: a path in a folder of this user alone; Windows: a pipe's name."""
        return self._name if sys.platform == "win32" else str(_runtime_folder() / f"{self._name}.sock")

    @property
    def _name(self) -> str:
        digest = hashlib.sha256(str(self.folder.resolve()).encode()).hexdigest()[:16]
        return f"{APPLICATION}-{digest}"

    def prepare(self) -> "Profile":
        """Makes the folders, for this user only, those of an older version too. Raises OSError where it cannot."""
        for folder in (self.folder, self.log_folder):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            if sys.platform != "win32" and folder.stat().st_uid == os.getuid():
                folder.chmod(0o700)
        return self


def profile(folder: Path | None) -> Profile:
    """The profile at `folder`, or the user's own one."""
    return Profile(folder if folder else Path(platformdirs.user_data_dir(APPLICATION, appauthor=False)))


def _runtime_folder() -> Path:
    """Short, since a socket's path may have about 100 characters; never shared with another user."""
    given = os.environ.get("XDG_RUNTIME_DIR", "")
    if given and Path(given).is_dir() and os.access(given, os.W_OK) and Path(given).stat().st_uid == os.getuid():
        folder = Path(given) / APPLICATION
    else:
        folder = Path(tempfile.gettempdir()) / f"{APPLICATION}-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    state = folder.lstat()
    if state.st_uid != os.getuid() or state.st_mode & 0o077 or folder.is_symlink():
        raise PermissionError(f"{folder} is not a folder of this user alone")
    return folder
