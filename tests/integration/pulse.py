"""A PulseAudio server without hardware: null sinks stand for loudspeakers, remapped monitors for microphones."""

import contextlib
import os
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.integration.peers import need, running, wait_until

RATE_HZ = 16000
FEED = "mic_feed"
"""What is played into this sink is what the microphone "Test Mic" hears."""
MICROPHONE = "Test Mic"
SPEAKER = "Test Speaker"
HEADSET = "Test Headset"

FORMAT = f"--rate={RATE_HZ} --channels=1 --format=s16le --raw".split()


@dataclass(frozen=True)
class PulseServer:
    """`environment` is what a program needs to talk to this server and to no other."""

    environment: dict[str, str]
    process: contextlib.ExitStack
    start: Callable[["PulseServer"], None]

    def restart(self) -> None:
        """As after a crash: every stream is cut, and the same devices are there again."""
        self.process.close()
        self.start(self)

    def control(self, *arguments: str) -> str:
        done = subprocess.run(
            ["pactl", *arguments], env=self.environment, check=True, capture_output=True, text=True, timeout=10
        )
        return done.stdout.strip()

    def add_speaker(self, name: str, description: str) -> str:
        """The module's number, for `remove`."""
        return self.control(
            "load-module", "module-null-sink", f"sink_name={name}", "rate=48000", _described("sink", description)
        )

    def add_microphone(self, name: str, description: str, hears: str) -> str:
        """A microphone that hears what the sink `hears` plays."""
        return self.control(
            "load-module",
            "module-remap-source",
            f"source_name={name}",
            f"master={hears}.monitor",
            "remix=no",
            _described("source", description),
        )

    def remove(self, module: str) -> None:
        self.control("unload-module", module)

    @contextlib.contextmanager
    def playing(self, sink: str, pcm: bytes, folder: Path) -> Iterator[None]:
        """Play 16-bit mono PCM of 16 kHz into a sink while the block runs."""
        file = folder / f"{sink}.pcm"
        file.write_bytes(pcm)
        command = ["nice", "-n", "-10", "pacat", "--playback", "-d", sink, "--latency-msec=400", *FORMAT, str(file)]
        with running(command, folder / f"{sink}.play.log", self.environment):
            yield

    @contextlib.contextmanager
    def recording(self, source: str, into: Path) -> Iterator[Path]:
        """Record what a source gives; read the file after the block."""
        command = ["nice", "-n", "-10", "pacat", "--record", "-d", source, "--latency-msec=30", *FORMAT, str(into)]
        with running(command, into.with_suffix(".log"), self.environment):
            wait_until(lambda: into.exists() and into.stat().st_size > 0, f"{source} gives nothing")
            yield into


def _answers(environment: dict[str, str]) -> bool:
    """Its socket is there a moment before it listens."""
    asked = subprocess.run(["pactl", "info"], env=environment, check=False, capture_output=True, timeout=10)
    return asked.returncode == 0


def _described(what: str, description: str) -> str:
    return f'{what}_properties=device.description="{description.replace(" ", chr(92) + " ")}"'


@contextlib.contextmanager
def pulse_server(folder: Path, speaker: str = SPEAKER, microphone: str = MICROPHONE) -> Iterator[PulseServer]:
    """A loudspeaker, and a microphone that hears the sink `mic_feed`."""
    need("pulseaudio", "pactl", "pacat")
    runtime = folder / "pulse"
    runtime.mkdir(mode=0o700, parents=True)
    socket = runtime / "native"
    private = {"HOME": str(runtime), "XDG_RUNTIME_DIR": str(runtime), "PULSE_RUNTIME_PATH": str(runtime)}
    environment = {**os.environ, **private, "PULSE_SERVER": f"unix:{socket}"}

    def start(server: PulseServer) -> None:
        socket.unlink(missing_ok=True)
        server.process.enter_context(running(_command(socket), folder / "pulse.log", environment))
        wait_until(lambda: _answers(environment), "pulseaudio did not start")
        server.add_speaker("speaker", speaker)
        server.add_speaker(FEED, "Feed")
        server.add_microphone("mic", microphone, hears=FEED)
        server.control("set-default-sink", "speaker")
        server.control("set-default-source", "mic")

    with contextlib.ExitStack() as process:
        server = PulseServer(environment, process, start)
        start(server)
        yield server


def _command(socket: Path) -> list[str]:
    native = f"module-native-protocol-unix socket={socket} auth-anonymous=1"
    return [
        *["pulseaudio", "-n", "--daemonize=no", "--system=false", "--exit-idle-time=-1", "--use-pid-file=no"],
        *["--disallow-exit", "--high-priority=yes", "--realtime=no", "--log-level=error"],
        *("-L", native),
    ]
