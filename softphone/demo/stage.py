"""Demo stage: a demo PBX with real programs signed in, shared by `--demo`, the tour and the end-to-end tests."""

import contextlib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

from softphone.control import client as ctl
from softphone.demo.pbx_process import DemoPbx
from softphone.own_program import program_command
from softphone.paths import profile

Json = dict[str, Any]
POLL_S = 0.03


class StageError(AssertionError):
    """An expected event did not happen; the text says what was seen instead."""


class ClientProcess:
    """A running client program, controlled over its socket like `softphone ctl`."""

    def __init__(self, name: str, folder: Path, command: list[str], env: dict[str, str]) -> None:
        self.name = name
        self.profile = profile(folder)
        self._output = (folder / "output.log").open("ab")
        self.process = subprocess.Popen(
            command, env=env, stdin=subprocess.PIPE, stdout=self._output, stderr=subprocess.STDOUT
        )

    def ctl(self, command: str, **arguments: Any) -> Json:
        """The program's answer; `ok` False with the reason where it refused."""
        return ctl.ask(self.profile.socket_name, {"command": command, "arguments": arguments})

    def do(self, command: str, **arguments: Any) -> Json:
        """Like `ctl`, but a refusal is an error."""
        answer = self.ctl(command, **arguments)
        if not answer.get("ok"):
            raise StageError(f"{self.name}: {command} {arguments}: {answer}")
        return answer

    def status(self) -> Json:
        return self.do("status")

    def wait_running(self, limit_s: float = 30.0) -> None:
        end = time.monotonic() + limit_s
        while not self.ctl("status").get("ok"):
            if self.process.poll() is not None or time.monotonic() > end:
                raise StageError(f"{self.name} did not start: {self.output()[-2000:]}")
            time.sleep(POLL_S)

    def wait(self, what: str, fits: Callable[[Json], Any], limit_s: float = 20.0) -> Json:
        """The first status that fits; `what` names it in the error, with what was there instead."""
        end = time.monotonic() + limit_s
        while True:
            status = self.status()
            if fits(status):
                return status
            if time.monotonic() > end:
                raise StageError(f"{self.name}: {what} did not come; last seen: {status}")
            time.sleep(POLL_S)

    def output(self) -> str:
        return (self.profile.folder / "output.log").read_text(encoding="utf-8", errors="replace")

    def let_end(self) -> None:
        """Closes its standard input, with which it ends."""
        if self.process.stdin is not None:
            with contextlib.suppress(OSError):
                self.process.stdin.close()

    def stop(self, limit_s: float = 15.0) -> int:
        """Asks it to quit; ended by its pid where it does not. The exit status."""
        if self.process.poll() is None:
            with contextlib.suppress(OSError):
                ctl.ask(self.profile.socket_name, {"command": "quit"}, limit_ms=int(limit_s * 1000))
        try:
            self.process.wait(limit_s)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.let_end()
        self._output.close()
        return self.process.returncode


class DemoStage:
    """Context manager: the PBX, and programs started with `start_program`; all end with it."""

    def __init__(self, *pbx_arguments: str, folder: Path | None = None) -> None:
        self._made = folder is None
        self.folder = folder or Path(tempfile.mkdtemp(prefix="vorzimmer-demo-"))
        self.programs: list[ClientProcess] = []
        try:
            self.pbx = DemoPbx.start(*pbx_arguments, data_dir=self.folder / "pbx")
        except BaseException:
            self._remove_folder()
            raise

    def __enter__(self) -> "DemoStage":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        for program in self.programs:
            program.let_end()
        for program in self.programs:
            program.stop()
        self.pbx.stop()
        self._remove_folder()

    def _remove_folder(self) -> None:
        if self._made:
            shutil.rmtree(self.folder, ignore_errors=True)

    def start_program(
        self,
        user: str,
        *extra: str,
        env: dict[str, str] | None = None,
        password: str | None = None,
        sip_password: str | None = None,
        **account: str,
    ) -> ClientProcess:
        """A client for `user`; `account` overrides keys of the provisioning file (transport="tls", …)."""
        folder = self.folder / user
        folder.mkdir(mode=0o700, exist_ok=True)
        file = self._write_provisioning(user, folder, (password, sip_password), account)
        command = [*program_command(), "--profile", str(folder), "--provision", str(file), "--quit-on-close"]
        command += ["--end-with-stdin", *extra]
        environment = {**os.environ, "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring", **(env or {})}
        program = ClientProcess(user, folder, command, environment)
        self.programs.append(program)
        return program

    def _write_provisioning(
        self, user: str, folder: Path, passwords: tuple[str | None, str | None], account: dict[str, str]
    ) -> Path:
        """`passwords` of the portal and of the telephone; None: the right one."""
        entry, (portal, sip) = self.pbx.user(user), passwords
        _write_secret(folder / "password", portal or str(entry["password"]))
        _write_secret(folder / "sip-password", sip or str(entry["sip_password"]))
        file = folder / "account.toml"
        file.write_text(provisioning_text(self.pbx.ready, entry, account), encoding="utf-8")
        return file


_ENCRYPTION = {"udp": "auto", "tcp": "auto", "tls": "optional"}
"""The demo PBX speaks RTP only: over TLS an account must allow that; without TLS none was ever asked for."""


def provisioning_text(ready: Json, entry: Json, account: dict[str, str]) -> str:
    """The provisioning file of one demo user."""
    transport = account.get("transport", "udp")
    port = ready["sip"][transport]
    domain = ready["domain"]
    portal = account.get("portal", ready["portal"])
    return f"""password_file = "password"
voicemail_target = "sip:vm-{{leader}}@{domain}"
echo_target = "900"
region = "DE"

[portal]
url = "{portal}"
user = "{entry["user"]}"
ca_file = '{ready["ca_file"]}'

[sip]
user = "{entry["sip_user"]}"
domain = "{domain}"
auth_user = "{entry["sip_user"]}"
password_file = "sip-password"
registrar = "sip:{domain}"
outbound_proxy = "sip:127.0.0.1:{port};transport={transport}"
transport = "{transport}"
encryption = "{_ENCRYPTION[transport]}"
ca_file = '{account.get("sip_ca_file", ready["ca_file"])}'
display_name = "{entry["name"]}"
accept_calls_from = "{account.get("accept_calls_from", "platform")}"
security_agreement = "{account.get("security_agreement", "automatic")}"

[ui]
language = "{account.get("language", "de")}"

[feature_codes]
{_codes(account)}"""


def _codes(account: dict[str, str]) -> str:
    """Feature codes of the account (`push_code="#63"`) for portals that list none."""
    named = {key.removesuffix("_code"): code for key, code in account.items() if key.endswith("_code")}
    return "".join(f'{name} = "{code}"\n' for name, code in named.items())


def _write_secret(file: Path, text: str) -> None:
    """Readable for this user alone from the first moment on."""
    file.unlink(missing_ok=True)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(text + "\n")
