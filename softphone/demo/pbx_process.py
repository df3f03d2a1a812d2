"""The demo PBX as a child process: start, read its ready line, control, stop."""

import json
import queue
import subprocess
import threading
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from softphone.own_program import program_command

READY_LIMIT_S = 20.0
ANSWER_LIMIT_S = 10.0
Json = dict[str, Any]


class DemoError(RuntimeError):
    """The demo PBX did not start or did not answer."""


class DemoPbx:
    """A running demo PBX. Closing its stdin ends it; `stop` waits for that and ends it by its pid otherwise."""

    def __init__(self, process: "subprocess.Popen[bytes]", ready: Json) -> None:
        self._process = process
        self.ready = ready

    @classmethod
    def start(cls, *extra: str, data_dir: Path | None = None) -> "DemoPbx":
        command = [*program_command(), "--run-demo-pbx", *extra]
        if data_dir is not None:
            command += ["--data-dir", str(data_dir)]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        try:
            return cls(process, _first_line(process))
        except DemoError:
            process.kill()
            process.wait()
            _close_pipes(process)
            raise

    @property
    def pid(self) -> int:
        return self._process.pid

    def user(self, name: str) -> Json:
        """The entry of the ready line for `name` (without domain)."""
        return next(dict(user) for user in self.ready["users"] if user["sip_user"] == name)

    def get(self, path: str) -> Any:
        return self._ask("GET", path, None)

    def post(self, path: str, **values: Any) -> Any:
        return self._ask("POST", path, values)

    def delete(self, path: str) -> Any:
        return self._ask("DELETE", path, None)

    def call(
        self, to: str, caller: str | Json = "outside", *, hold_s: float | None = None, media: str = "tone"
    ) -> str:
        """A robot rings `to`; the call's id."""
        fields: Json = {"to": to, "from": caller, "media": media}
        if hold_s is not None:
            fields["hold_s"] = hold_s
        return str(self.post("/call", **fields)["call_id"])

    def _ask(self, method: str, path: str, body: Any) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(  # noqa: S310 -- the loopback address our own child printed
            self.ready["control"] + path, data=data, method=method, headers={"Content-Type": "application/json"}
        )
        try:
            with _opener().open(request, timeout=ANSWER_LIMIT_S) as answer:
                return json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            raise DemoError(f"{method} {path}: {error.code} {error.read()[:200]!r}") from error
        except OSError as error:
            raise DemoError(f"{method} {path}: {error}") from error

    def kill(self) -> None:
        """Kills the process, for tests of how the client reacts."""
        self._process.kill()
        self._process.wait()
        _close_pipes(self._process)

    def stop(self) -> int:
        if self._process.stdin and not self._process.stdin.closed:
            self._process.stdin.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        _close_pipes(self._process)
        return self._process.returncode


def _close_pipes(process: "subprocess.Popen[bytes]") -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe:
            pipe.close()


def _opener() -> urllib.request.OpenerDirector:
    """Without any proxy of the environment: the control address is on the loopback."""
    return urllib.request.build_opener(urllib.request.ProxyHandler({}))


def _first_line(process: "subprocess.Popen[bytes]") -> Json:
    lines: queue.Queue[bytes] = queue.Queue()
    out = process.stdout
    if out is None:
        raise DemoError("no output of the demo PBX")
    threading.Thread(target=lambda: lines.put(out.readline()), daemon=True, name="demo-pbx-ready").start()
    try:
        line = lines.get(timeout=READY_LIMIT_S)
        ready = json.loads(line)
    except (queue.Empty, ValueError) as error:
        raise DemoError(f"the demo PBX did not get ready: {error!r}") from error
    return dict(ready)
