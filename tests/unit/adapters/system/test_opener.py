"""Starting programs without a shell."""

import subprocess
import sys
from pathlib import Path

import pytest

from softphone.adapters.system.opener import DesktopOpener, own_environment


def test_a_program_gets_its_arguments_as_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []

    class Started(subprocess.Popen):  # type: ignore[type-arg]
        def __init__(self, *args: object, **kwargs: object) -> None:
            super().__init__(*args, **kwargs)  # type: ignore[call-overload]
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Started)
    out = tmp_path / "out"
    code = "import sys; open(sys.argv[1], 'w').write(sys.argv[2])"
    DesktopOpener().run_program((sys.executable, "-c", code, str(out), "$(id); `x` | \"y\" 'z'"))
    assert started[0].wait(20) == 0
    assert out.read_text() == "$(id); `x` | \"y\" 'z'"


def test_a_program_that_is_missing_is_an_os_error() -> None:
    with pytest.raises(OSError, match="none"):
        DesktopOpener().run_program(("/none/such",))


def test_a_frozen_program_gives_back_the_users_library_path(monkeypatch: pytest.MonkeyPatch) -> None:
    changed = {"LD_LIBRARY_PATH": "/bundle", "LD_LIBRARY_PATH_ORIG": "/mine", "HOME": "/h"}
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert own_environment(changed) == {"LD_LIBRARY_PATH": "/mine", "HOME": "/h"}
    assert own_environment({"LD_LIBRARY_PATH": "/bundle"}) == {}
    monkeypatch.setattr(sys, "frozen", False, raising=False)
    assert own_environment({"LD_LIBRARY_PATH": "/mine"}) == {"LD_LIBRARY_PATH": "/mine"}
