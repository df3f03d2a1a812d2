"""Sound devices for the pictures: a headset that hears somebody speak, on a PulseAudio of our own."""

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.integration.pulse import FEED, pulse_server
from tests.integration.tones import babble

HEADSET, MICROPHONE = "Headset Kontor 40", "Headset Kontor 40 – Mikrofon"
SPEECH_S = 600.0


@contextlib.contextmanager
def desk_sound() -> Iterator[dict[str, str]]:
    """What a program's environment needs in order to hear and be heard there."""
    with tempfile.TemporaryDirectory(prefix="vz-desk-") as name:
        folder = Path(name)
        with pulse_server(folder, HEADSET, MICROPHONE) as pulse, pulse.playing(FEED, babble(SPEECH_S), folder):
            yield {"PULSE_SERVER": pulse.environment["PULSE_SERVER"]}
