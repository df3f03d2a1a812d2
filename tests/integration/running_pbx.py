"""The demo PBX as a process of its own, asked over its control interface."""

import contextlib
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx

START = [sys.executable, "-m", "softphone.demo_pbx.main"]
PATIENCE_S = 20.0


@dataclass
class RunningPbx:
    process: "subprocess.Popen[str]"
    ready: dict[str, Any]
    client: httpx.Client

    def ask(self, path: str, body: Any = None) -> Any:
        url = f"{self.ready['control']}/{path}"
        answer = self.client.get(url) if body is None else self.client.post(url, json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def wait_for_call(self, call_id: str, **wanted: object) -> dict[str, Any]:
        """Waits until the call shows all of `wanted`; True means any value."""
        end = time.monotonic() + PATIENCE_S
        while True:
            call: dict[str, Any] = self.ask(f"call/{call_id}")
            if all(call[key] == value or (value is True and call[key]) for key, value in wanted.items()):
                return call
            assert time.monotonic() < end, call
            time.sleep(0.02)

    def user(self, name: str) -> dict[str, Any]:
        return next(user for user in self.ready["users"] if user["sip_user"] == name)


@contextlib.contextmanager
def running_pbx(*arguments: str) -> Iterator[RunningPbx]:
    with (
        subprocess.Popen([*START, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process,
        httpx.Client(trust_env=False, timeout=PATIENCE_S) as client,
    ):
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield RunningPbx(process, json.loads(process.stdout.readline()), client)
        finally:
            process.stdin.close()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(PATIENCE_S)
            process.kill()
