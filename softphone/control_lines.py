"""`softphone ctl`: calling a mailbox. What lines and features do stands in `status`."""

from collections.abc import Callable
from typing import Any

from softphone.control_server import Handler
from softphone.domain.problems import Problem
from softphone.services.actions import Actions

Json = dict[str, Any]


class LineCommands:
    def __init__(self, actions: Actions, result: Callable[[Problem | None], Json]) -> None:
        self._actions, self._result = actions, result

    def table(self) -> dict[str, Handler]:
        return {"mailbox": self._mailbox}

    async def _mailbox(self, arguments: Json) -> Json:
        """Without a leader: the own one."""
        leader = arguments.get("leader")
        if not isinstance(leader, str | None):
            raise TypeError("leader: a text is needed")
        return self._result(await self._actions.lines.call_mailbox(leader))
