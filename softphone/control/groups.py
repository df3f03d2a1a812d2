"""`softphone ctl`: divert, being logged in until a time, and looking whether the portal has changed."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from softphone.control.server import Handler
from softphone.domain.executive import opt_out_timer as duty_end
from softphone.domain.problems import Problem
from softphone.services.actions import Actions
from softphone.services.diagnostics.status_json import status_json
from softphone.services.state.groups import OwnSwitch

Json = dict[str, Any]


class DutyCommands:
    """`result` turns a problem, or None, into the answer."""

    def __init__(
        self, actions: Actions, result: Callable[[Problem | None], Json], now: Callable[[], datetime]
    ) -> None:
        self._actions, self._result, self._now = actions, result, now

    def table(self) -> dict[str, Handler]:
        return {
            "divert": self._divert,
            "own": self._own,
            "portal-check": self._portal_check,
            "portal-later": self._later,
        }

    async def opt_in_until(self, leader: str, until: str) -> Json:
        """The word never takes an end away."""
        until_s = None if until == "never" else moment(until, self._now())
        return self._result(await self._actions.duties.opt_in_until(leader, until_s))

    async def _divert(self, arguments: Json) -> Json:
        on, number = arguments["on"], arguments.get("number", "")
        if on not in ("on", "off") or not isinstance(number, str):
            raise ValueError("on: on or off; number: a text")
        return self._result(await self._actions.duties.set_divert(on == "on", number))

    async def _own(self, arguments: Json) -> Json:
        on = arguments["on"]
        if on not in ("on", "off"):
            raise ValueError("on: on or off")
        return self._result(await self._actions.duties.switch_own(OwnSwitch(arguments["what"]), on == "on"))

    async def _portal_check(self, _: Json) -> Json:
        answer = self._result(await self._actions.duties.check_portal())
        return {**answer, "portal_change": status_json(self._actions.state.value)["portal_change"]}

    async def _later(self, _: Json) -> Json:
        self._actions.duties.postpone_portal_change()
        return {"ok": True}


def moment(text: str, now: datetime) -> float:
    """The next time the clock shows that; ValueError for what is no time of a day."""
    found = duty_end.next_at(text, now)
    if found is None:
        raise ValueError(f"{text!r} is no time of day such as 14:00")
    return found.timestamp()
