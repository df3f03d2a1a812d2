"""Pending confirmations: an outcome settles on the matching engine event or after a time limit."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import get_args

from softphone.domain.problems import CallRefused, EngineStopped, NoSuchCall, NotPossibleNow, Obstacle, Problem
from softphone.domain.telephone.call import CallKey
from softphone.domain.telephone.commands import Command
from softphone.domain.telephone.events import CallEnded, CommandFailed, EngineLost, Event
from softphone.services.core.outcomes import Outcome, pending, settle
from softphone.services.core.ports import Clock, Spawn

CONFIRMATION_LIMIT_S = 10.0
NOT_CONFIRMED = NotPossibleNow(Obstacle.NO_CONFIRMATION)
_NAMES = frozenset(command.__name__.lower() for command in get_args(Command))


@dataclass(frozen=True, slots=True)
class _Expectation:
    key: CallKey
    command: str
    fits: Callable[[Event], bool]
    when_over: Callable[[CallEnded], Problem | None]
    outcome: Outcome


class CallConfirmations:
    """Outcomes of commands about calls that the engine has not confirmed yet."""

    def __init__(self, clock: Clock, spawn: Spawn) -> None:
        self._clock, self._spawn = clock, spawn
        self._open: list[_Expectation] = []

    def expect(
        self,
        key: CallKey,
        command: type[Command],
        fits: Callable[[Event], bool],
        when_over: Callable[[CallEnded], Problem | None] = lambda ended: NoSuchCall(ended.key),
        limit_s: float = CONFIRMATION_LIMIT_S,
        at_limit: Problem | None = NOT_CONFIRMED,
    ) -> Outcome:
        """`fits`: the event that confirms the command. `when_over`: the problem when the call ends before.

        `at_limit`: the problem after the time limit; None for commands that the engine only reports when they fail.
        """
        expectation = _Expectation(key, command.__name__.lower(), fits, when_over, pending())
        self._open.append(expectation)
        self._spawn(self._limit(expectation, limit_s, at_limit), f"{expectation.command} {key}")
        return expectation.outcome

    def on_event(self, event: Event) -> None:
        match event:
            case EngineLost():
                self._settle(list(self._open), EngineStopped(event.exit_code))
            case CommandFailed():
                self._on_failed(event)
            case CallEnded():
                for expectation in self._of(event.key):
                    self._settle([expectation], expectation.when_over(event))
            case _:
                self._settle([e for e in self._of(getattr(event, "key", None)) if e.fits(event)], None)

    def _on_failed(self, event: CommandFailed) -> None:
        """Settles the named command; an unknown name means the oldest one about that call."""
        concerned = self._of(event.key)
        name = event.command.lower().replace("_", "").replace("-", "")
        named = [expectation for expectation in concerned if expectation.command == name]
        problem = CallRefused(event.status, event.reason) if event.status else NotPossibleNow(Obstacle.COMMAND_FAILED)
        self._settle((named if name in _NAMES else concerned)[:1], problem)

    async def _limit(self, expectation: _Expectation, limit_s: float, at_limit: Problem | None) -> None:
        await self._clock.sleep(limit_s)
        self._settle([expectation], at_limit)

    def _of(self, key: CallKey | None) -> list[_Expectation]:
        return [expectation for expectation in self._open if expectation.key == key]

    def _settle(self, expectations: list[_Expectation], problem: Problem | None) -> None:
        for expectation in expectations:
            settle(expectation.outcome, problem)
        self._open = [expectation for expectation in self._open if not expectation.outcome.done()]
