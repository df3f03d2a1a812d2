"""What a sound server or a recording has to show within some seconds."""

import asyncio
from pathlib import Path

from tests.integration.pulse import PulseServer
from tests.integration.tones import read_pcm

LIMIT_S = 10.0


def streams_of(pulse: PulseServer, kind: str, device: str) -> int:
    """How many streams of kind "sink-inputs" or "source-outputs" are on a device."""
    what = "sinks" if kind == "sink-inputs" else "sources"
    numbers = {line.split("\t")[1]: line.split("\t")[0] for line in pulse.control("list", "short", what).splitlines()}
    rows = [line.split("\t") for line in pulse.control("list", "short", kind).splitlines() if line]
    return sum(1 for row in rows if row[1] == numbers.get(device, "-"))


async def until_streams(pulse: PulseServer, kind: str, device: str, count: int) -> None:
    async with asyncio.timeout(LIMIT_S):
        while streams_of(pulse, kind, device) != count:
            await asyncio.sleep(0.05)


async def heard(file: Path, seconds: float) -> None:
    """Until that much sound is in the file, or with 0 for a second of recording."""
    async with asyncio.timeout(LIMIT_S):
        while True:
            sound = read_pcm(file)
            loud = float((abs(sound) > 500).sum()) / 16000
            if (seconds and loud > seconds / 2) or (not seconds and len(sound) > 16000):
                return
            await asyncio.sleep(0.05)
