"""What a person (or `softphone ctl`) can ask about trying the sound devices."""

import asyncio
from typing import Protocol

from softphone.domain.melody import Melody
from softphone.domain.problems import Problem
from softphone.domain.sound_test import ProbeResult, SoundTest
from softphone.services.actions import Outcome


class SoundActions(Protocol):
    """Like Actions: returns at once, never raises; what came of it stands in `AppState.sound_test`."""

    def watch_levels(self, on: bool) -> None:
        """Keeps the microphone open outside calls, for its level; the levels stand in `AppState.audio`."""

    def start_test(self, test: SoundTest, melody: Melody = Melody.CLASSIC) -> Outcome:
        """Resolves when the test is over. It gives way to every call. `melody` is what RING rings with."""

    def stop_test(self) -> Outcome: ...

    def call_echo(self) -> Outcome:
        """Calls the number that sends back what it hears; resolves when it rings or is refused."""

    def set_ring_tone(self, leader_id: str, melody: Melody) -> Outcome:
        """`leader_id` "": calls of one's own."""

    def probe(self) -> "asyncio.Future[tuple[ProbeResult, ...] | Problem]":
        """Opens every device for a moment, unheard: one result for each, or why it could not be tried now."""
