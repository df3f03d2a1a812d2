"""No password where it does not belong; what is wrong with the provisioning is one clear line."""

import json
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from softphone.demo.stage import ClientProcess, DemoStage
from softphone.demo.tour import call_of
from softphone.own_program import program_command

from .conftest import assert_clean

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120)]

PASSWORD_FILES = {"password", "sip-password"}
SIP_ONLY = 'password_file = "password"\n[sip]\nuser = "anna"\ndomain = "127.0.0.1"\n'


@pytest.fixture(scope="module")
def verbose(stage: DemoStage, screen: dict[str, str]) -> ClientProcess:
    """A program that has logged everything it can: signed in, called, refused, signed out and in again."""
    program = stage.start_program("nele.probe", "--audio", "null", "--verbose", env=screen)
    program.wait_running()
    program.wait("sign-in", lambda s: s["sign_in"]["phase"] == "ready")
    stage.pbx.call("lea.muster", "outside")
    program.wait("a call", lambda s: call_of(s, "ringing"))
    program.do("answer")
    program.do("hangup")
    stage.pbx.post("/faults", garbage={"count": 1}, cut={"count": 1})
    program.ctl("sign-in-again")
    stage.pbx.delete("/faults")
    program.do("sign-out")
    program.do("sign-in")
    program.wait("sign-in", lambda s: s["sign_in"]["phase"] == "ready")
    return program


@pytest.fixture
def passwords(stage: DemoStage, verbose: ClientProcess) -> Iterator[tuple[str, ...]]:
    user = stage.pbx.user("nele.probe")
    found = (str(user["password"]), str(user["sip_password"]))
    assert all(len(one) >= 8 for one in found)
    yield found
    assert_clean(verbose)


def test_no_password_in_any_file_below_the_profile(verbose: ClientProcess, passwords: tuple[str, ...]) -> None:
    files = [f for f in verbose.profile.folder.rglob("*") if f.is_file() and f.name not in PASSWORD_FILES]
    assert {"settings.json", "vorzimmer.log", "output.log"} <= {file.name for file in files}
    for file in files:
        content = file.read_bytes()
        assert not [one for one in passwords if one.encode() in content], file


def test_no_password_in_the_process_list(verbose: ClientProcess, passwords: tuple[str, ...]) -> None:
    engine = verbose.status()["engine"]["pid"]
    for pid in (verbose.process.pid, engine):
        for name in ("cmdline", "environ"):
            content = Path(f"/proc/{pid}/{name}").read_bytes()
            assert content
            assert not [one for one in passwords if one.encode() in content]


def test_no_password_in_any_process_of_this_machine(passwords: tuple[str, ...]) -> None:
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            content = file.read_bytes()
        except OSError:
            continue
        assert not [one for one in passwords if one.encode() in content], file


def test_no_password_in_what_ctl_tells(verbose: ClientProcess, passwords: tuple[str, ...]) -> None:
    told = json.dumps(verbose.status(), ensure_ascii=False)
    assert not [one for one in passwords if one in told]


def test_settings_are_for_this_user_alone(verbose: ClientProcess) -> None:
    for file in (verbose.profile.store_file, verbose.profile.log_folder):
        assert file.stat().st_mode & 0o077 == 0, file


def test_without_a_keyring_the_status_says_so(verbose: ClientProcess) -> None:
    status = verbose.status()
    assert status["sign_in"]["keyring_problem"]["kind"] == "KeyringMissing"
    assert [p["kind"] for p in status["problems"] if p["where"] == "keyring"] == ["KeyringMissing"]


def test_a_remembered_account_without_a_keyring_asks_for_the_password(
    stage: DemoStage, screen: dict[str, str]
) -> None:
    first = stage.start_program("ada.entwurf", "--audio", "null", env=screen)
    first.wait_running()
    first.wait("sign-in", lambda s: s["sign_in"]["phase"] == "ready")
    assert first.stop() == 0
    env = {**os.environ, **screen, "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
    command = [*program_command(), "--profile", str(first.profile.folder), "--audio", "null"]
    again = ClientProcess("ada.entwurf", first.profile.folder, command, env)
    try:
        again.wait_running()
        status = again.wait("the account", lambda s: s["sign_in"]["needs_password"])
        assert status["sign_in"]["phase"] == "signed-out"
        assert status["sign_in"]["user_id"] == "ada.entwurf@pbx.example"
        assert again.ctl("sign-in")["problem"]["kind"] == "NoPassword"
        folder = first.profile.folder
        again.do("sign-in", password_file=str(folder / "password"), sip_password_file=str(folder / "sip-password"))
        assert again.status()["sign_in"]["phase"] == "ready"
    finally:
        assert again.stop() == 0


def test_a_keyring_backend_that_cannot_be_loaded_is_told_and_no_crash(screen: dict[str, str], tmp_path: Path) -> None:
    env = {**os.environ, **screen, "PYTHON_KEYRING_BACKEND": "keyring_of_last_year.Keyring"}
    folder = tmp_path / "profile"
    folder.mkdir(mode=0o700)
    program = ClientProcess("nobody", folder, [*program_command(), "--profile", str(folder), "--audio", "null"], env)
    try:
        program.wait_running()
        assert program.status()["sign_in"]["keyring_problem"]["kind"] == "KeyringMissing"
        assert_clean(program)
    finally:
        assert program.stop() == 0


def test_a_socket_folder_that_somebody_put_in_the_way_does_not_keep_from_telephoning(
    screen: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / f"vorzimmer-{os.getuid()}").symlink_to("/")
    env = {**os.environ, **screen, "TMPDIR": str(tmp_path), "XDG_RUNTIME_DIR": ""}
    command = [*program_command(), "--profile", str(tmp_path / "profile"), "--audio", "null"]
    log = tmp_path / "profile" / "logs" / "vorzimmer.log"
    with subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as program:
        try:
            while "engine" not in (text := log.read_text() if log.exists() else ""):
                assert program.poll() is None
                time.sleep(0.05)
            assert "not a folder of this user alone" in text
        finally:
            program.terminate()
        assert program.wait(30) == 0


# ------------------------------------------------------------- provisioning


def refused(folder: Path, text: str | bytes | None, screen: dict[str, str], mode: int = 0o600) -> tuple[int, str]:
    """Exit status and stderr of a start with this file."""
    file = folder / "account.toml"
    if text is not None:
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    (folder / "password").write_text("streng-geheim\n")
    (folder / "password").chmod(mode)
    command = [*program_command(), "--profile", str(folder / "profile"), "--provision", str(file)]
    done = subprocess.run(
        command, env={**os.environ, **screen}, capture_output=True, text=True, timeout=30, check=False
    )
    assert done.stdout == ""
    assert "streng-geheim" not in done.stderr
    return done.returncode, done.stderr


WRONG: dict[str, tuple[Any, str]] = {
    "an unknown key": (SIP_ONLY + 'colour = "red"\n', "sip.colour: unknown key"),
    "no TOML": ("[sip\n", "file: "),
    "no text": (b"\xff\xfe", "file: "),
    "no user": ("[sip]\n", "portal.user: missing"),
    "a password in it": (SIP_ONLY + 'password = "streng-geheim"\n', "sip.password: no secrets in this file"),
    "no such password file": (SIP_ONLY.replace('"password"', '"nowhere"'), "password_file: "),
    "no such file": (None, "file: No such file or directory"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_faulty_provisioning_file_is_one_clear_line_and_status_2(
    name: str, screen: dict[str, str], tmp_path: Path
) -> None:
    text, said = WRONG[name]
    code, line = refused(tmp_path, text, screen)
    assert (code, line.count("\n")) == (2, 1)
    assert line.startswith(f"softphone: provisioning file: {said}")


def test_a_password_file_that_others_may_read_is_refused(screen: dict[str, str], tmp_path: Path) -> None:
    code, line = refused(tmp_path, SIP_ONLY, screen, mode=0o644)
    assert code == 2
    assert line == "softphone: provisioning file: password_file: readable by others; chmod 600\n"
