"""Reader for a provisioning file (TOML) and the password file it names."""

import stat
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

from softphone.adapters.storage.file_trust import trust_faults
from softphone.domain.account.account import Account
from softphone.domain.account.provisioning import parse_provisioning
from softphone.domain.problems import ProblemError, ProvisioningInvalid


@dataclass(frozen=True, slots=True)
class Provisioned:
    """`password` is None where the file has none. `sip_password` "" means the same as `password`."""

    account: Account
    password: str | None
    sip_password: str = ""

    def __repr__(self) -> str:
        return f"Provisioned(account={self.account!r})"


def read(file: Path) -> Provisioned:
    """Raises ProblemError(ProvisioningInvalid) for everything that is wrong with the file."""
    try:
        data = tomllib.loads(_text(file))
    except OSError as error:
        raise ProblemError(ProvisioningInvalid("file", _why(error))) from error
    except (ValueError, RecursionError) as error:
        raise ProblemError(ProvisioningInvalid("file", str(error))) from error
    parsed = parse_provisioning(data, str(file.parent.absolute()))
    password = read_password(Path(parsed.password_file)) if parsed.password_file else None
    sip_password = read_password(Path(parsed.sip_password_file)) if parsed.sip_password_file else ""
    return Provisioned(parsed.account, password, sip_password)


def _text(file: Path) -> str:
    """Whoever may write the file chooses the servers that get the password."""
    with file.open("rb") as opened:
        for fault in trust_faults(file, opened):
            raise ProblemError(ProvisioningInvalid("file", fault))
        return opened.read().decode("utf-8-sig")


def read_password(file: Path) -> str:
    """First line of a file that only this user may read."""
    try:
        if sys.platform != "win32" and file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise ProblemError(ProvisioningInvalid("password_file", "readable by others; chmod 600"))
        first = file.read_text(encoding="utf-8-sig").partition("\n")[0]
    except OSError as error:
        raise ProblemError(ProvisioningInvalid("password_file", f"{file}: {_why(error)}")) from error
    except UnicodeDecodeError as error:
        raise ProblemError(ProvisioningInvalid("password_file", "not UTF-8 text")) from error
    if not first:
        raise ProblemError(ProvisioningInvalid("password_file", "empty"))
    return first


def _why(error: OSError) -> str:
    return error.strerror or type(error).__name__
