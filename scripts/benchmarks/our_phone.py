"""Our program, as `softphone ctl` reaches it; the socket is kept open, so that only the program is timed."""

import contextlib
import json
import socket
import time
from collections.abc import Iterator
from typing import Any

from softphone.demo.stage import ClientProcess, DemoStage
from tests.integration.peers import wait_until

from .processes import family
from .telephones import OUR_USER

Json = dict[str, Any]


class Vorzimmer:
    """A signed-in program with its windows."""

    name = "Vorzimmer"
    user = OUR_USER

    def __init__(self, program: ClientProcess) -> None:
        self.program = program
        self._line = ControlLine(program.profile.socket_name)

    def close(self) -> None:
        self._line.close()

    def pids(self) -> list[int]:
        """The window's process first, then the engine's, then any others."""
        window = self.program.process.pid
        engine = int(self.ask("status")["engine"]["pid"])
        return [window, engine, *(pid for pid in family(window) if pid not in (window, engine))]

    def ask(self, command: str, **arguments: Any) -> Json:
        return self._line.ask(command, **arguments)

    def answer(self) -> float:
        """When the command was sent."""
        sent_s = self._line.send("answer")
        self._line.read()
        return sent_s

    def wait_ringing(self) -> None:
        wait_until(lambda: "ringing" in self._states(), "the call does not ring at our program")

    def wait_idle(self) -> None:
        wait_until(lambda: not self._states() - {"ended"}, "the call does not end at our program")

    def _states(self) -> set[str]:
        return {str(call["state"]) for call in self.ask("status")["calls"]}

    def dial(self, number: str) -> None:
        answer = self.ask("dial", target=number)
        if not answer["ok"]:
            raise RuntimeError(f"dial: {answer}")

    def hang_up(self) -> None:
        self.ask("hangup")


class ControlLine:
    """A bare connection to the program's control socket."""

    def __init__(self, name: str, limit_s: float = 0.0) -> None:
        self._socket = _connected(name, limit_s)
        self._reader = self._socket.makefile("rb")

    def close(self) -> None:
        self._reader.close()
        self._socket.close()

    def send(self, command: str, **arguments: Any) -> float:
        data = json.dumps({"command": command, "arguments": arguments}).encode() + b"\n"
        sent_s = time.monotonic()
        self._socket.sendall(data)
        return sent_s

    def read(self) -> Json:
        return dict(json.loads(self._reader.readline()))

    def ask(self, command: str, **arguments: Any) -> Json:
        self.send(command, **arguments)
        return self.read()

    def wait_phase(self, *wanted: str) -> tuple[str, float]:
        """Follows the events to the first of these sign-in phases; the phase and when it came."""
        self.send("events")
        while True:
            line = self.read()
            phase = line.get("sign_in", {}).get("phase")
            if phase in wanted:
                return str(phase), time.monotonic()


def _connected(name: str, limit_s: float) -> socket.socket:
    end = time.monotonic() + limit_s
    while True:
        made = socket.socket(socket.AF_UNIX)
        try:
            made.connect(name)
        except OSError:
            made.close()
            if time.monotonic() > end:
                raise
            time.sleep(0.002)
        else:
            made.settimeout(120)
            return made


@contextlib.contextmanager
def vorzimmer(stage: DemoStage, *extra: str, environment: dict[str, str] | None = None) -> Iterator[Vorzimmer]:
    """Signed in; the measuring caller speaks with it directly."""
    program = stage.start_program(OUR_USER, *extra, env=environment, accept_calls_from="anyone")
    try:
        program.wait_running()
        program.wait("sign-in", lambda s: s["sign_in"]["phase"] == "ready")
        ours = Vorzimmer(program)
        try:
            yield ours
        finally:
            ours.close()
    finally:
        program.stop()
        stage.programs.remove(program)
