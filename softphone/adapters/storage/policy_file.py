"""Reader for the administrator's policy: the machine's file, then the one of `--policy`; never fails."""

import sys
import tomllib
from collections.abc import Callable, Sequence
from functools import reduce
from pathlib import Path

import platformdirs

from softphone.adapters.storage.file_trust import trust_faults
from softphone.domain.options.admin_policy import Policy, joined, parse_policy
from softphone.domain.problems import PolicyUnusable, ProblemError
from softphone.paths import APPLICATION

NAME = "policy.toml"
POLICY_KEY, POLICY_VALUE = r"Software\Policies\Vorzimmer", "PolicyFile"
"""Below HKEY_LOCAL_MACHINE: the path of a policy, written by a group policy or by the MSI."""
LARGEST_BYTES = 256 * 1024


def machine_places() -> tuple[Path, ...]:
    """Strongest first. On Linux XDG_CONFIG_DIRS, which the user can set, cannot hide the file in /etc/xdg."""
    place = Path(platformdirs.site_config_dir(APPLICATION, appauthor=False)) / NAME
    fixed = [Path("/etc/xdg") / APPLICATION / NAME] if sys.platform.startswith("linux") else []
    return tuple(dict.fromkeys([*fixed, place]))


def registry_value(key: str, name: str) -> str:
    """A text below HKEY_LOCAL_MACHINE; empty where there is none."""
    if sys.platform != "win32":
        return ""
    import winreg

    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, key) as opened:
            return str(winreg.QueryValueEx(opened, name)[0])
    except OSError:
        return ""


def read_all(
    named: Path | None, machine: Sequence[Path] | None = None, registry: Callable[[str, str], str] = registry_value
) -> Policy:
    """Problems of a file are returned in `faults`. A missing file is a fault only where it is named."""
    places = [place for place in (machine_places() if machine is None else machine) if _is_there(place)]
    of_registry = registry(POLICY_KEY, POLICY_VALUE)
    first, last = ([Path(of_registry)] if of_registry else []), ([named] if named else [])
    return reduce(joined, [_read(file) for file in [*first, *places, *last]], Policy())


def _is_there(place: Path) -> bool:
    try:
        place.lstat()
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return True


def _read(file: Path) -> Policy:
    try:
        return parse_policy(tomllib.loads(_text(file)), str(file))
    except ProblemError as error:
        return Policy(files=(str(file),), faults=(error.problem,))
    except OSError as error:
        why = error.strerror or type(error).__name__
    except (ValueError, RecursionError) as error:
        why = str(error)
    return Policy(files=(str(file),), faults=(PolicyUnusable(str(file), why),))


def _text(file: Path) -> str:
    with file.open("rb") as opened:
        for fault in trust_faults(file, opened):
            raise ProblemError(PolicyUnusable(str(file), fault))
        content = opened.read(LARGEST_BYTES + 1)
    if len(content) > LARGEST_BYTES:
        raise ProblemError(PolicyUnusable(str(file), f"> {LARGEST_BYTES // 1024} KB"))
    return content.decode("utf-8-sig")
