"""SIP MESSAGE requests: sending with confirmation, and parsing of those that arrive."""

import random
from itertools import count

from softphone.domain.executive.leader_message import LeaderMessage, MessageKind, compose, parse
from softphone.domain.problems import CallRefused, EngineStopped, NotPossibleNow, Obstacle, Problem
from softphone.domain.telephone.commands import SendMessage
from softphone.domain.telephone.events import EngineLost, Event, MessageFailed, MessageReceived, MessageSent
from softphone.services.core.outcomes import Outcome, pending, settle
from softphone.services.core.ports import Clock, Engine, Spawn
from softphone.services.core.signal import Signal

SENDING_LIMIT_S = 35.0
"""A little longer than a request can stay unanswered (RFC 3261 timer F, 32 s)."""


_RANDOM = random.SystemRandom()


def new_id() -> str:
    """Unguessable, so that a receipt with this id comes from a recipient of the message."""
    return f"{_RANDOM.getrandbits(64):016x}"


class SipMessages:
    """Sends messages; `received(sender, message)` has those that arrive, with the From as received."""

    def __init__(self, engine: Engine, clock: Clock, spawn: Spawn) -> None:
        self._engine, self._clock, self._spawn = engine, clock, spawn
        self._numbers = count(1)
        self._open: dict[int, Outcome] = {}
        self.received = Signal[str, LeaderMessage]()

    def send(self, target: str, message: LeaderMessage) -> Outcome:
        """`target` is a SIP URI; settles when the other side has it."""
        number = next(self._numbers)
        outcome = self._open[number] = pending()
        self._engine.send(SendMessage(number, target, compose(message)))
        self._spawn(self._limit(number), f"message {number}")
        return outcome

    def acknowledge(self, target: str, message: LeaderMessage, text: str) -> None:
        if message.id:
            self.send(target, LeaderMessage(MessageKind.READ, text, message.id))

    def on_event(self, event: Event) -> None:
        match event:
            case MessageSent(number):
                self._settle(number, None)
            case MessageFailed(number, status, reason):
                self._settle(
                    number, CallRefused(status, reason) if status else NotPossibleNow(Obstacle.COMMAND_FAILED)
                )
            case EngineLost(exit_code):
                for number in tuple(self._open):
                    self._settle(number, EngineStopped(exit_code))
            case MessageReceived(sender, text):
                message = parse(text)
                if message is not None:
                    self.received.emit(sender, message)
            case _:
                pass

    def _settle(self, number: int, problem: Problem | None) -> None:
        outcome = self._open.pop(number, None)
        if outcome is not None:
            settle(outcome, problem)

    async def _limit(self, number: int) -> None:
        await self._clock.sleep(SENDING_LIMIT_S)
        self._settle(number, NotPossibleNow(Obstacle.NO_CONFIRMATION))
