"""The `softphone ctl` commands about handing over, calling on behalf, and the leader's replies."""

from collections.abc import Callable
from typing import Any

from softphone.control.server import Handler, refusal
from softphone.domain.executive.leader_message import ReplyChoice
from softphone.domain.problems import Problem
from softphone.domain.telephone.call import CallKey
from softphone.services.actions import Actions
from softphone.services.core.outcomes import Outcome

Json = dict[str, Any]


class HandoverCommands:
    """The part of ControlCommands' table that is about leaders' calls."""

    def __init__(self, actions: Actions, result: Callable[[Problem | None], Json]) -> None:
        self._actions = actions
        self._result = result

    def table(self) -> dict[str, Handler]:
        return {
            "push": self._push,
            "take-back": self._take_back,
            "consult": self._to_target("ask"),
            "transfer": self._to_target("send_on"),
            "complete-transfer": self._of_calls("connect"),
            "swap": self._of_calls("swap"),
            "conference": self._conference("merge"),
            "leave-conference": self._conference("leave"),
            "split-conference": self._of_calls("split"),
            "note": self._note,
            "identity": self._identity,
            "dial-as": self._dial_as,
            "reply": self._reply,
            "retrieve": self._of_leader("retrieve"),
            "bridge": self._of_leader("bridge"),
            "pick-up": self._of_leader("pick_up"),
        }

    async def _push(self, arguments: Json) -> Json:
        leader = _text(arguments, "leader") if arguments.get("leader") else None
        return self._result(await self._actions.handover.push_to_leader(_key(arguments), leader))

    async def _take_back(self, arguments: Json) -> Json:
        """What was asked about first, or a call that is on its way to a leader."""
        key = _key(arguments)
        asked = [t for t in self._actions.state.value.transfers if t.can_take_back]
        if any(key in (None, t.key, t.target_key) for t in asked):
            return self._result(await self._actions.transfers.take_back(key))
        return self._result(await self._actions.handover.take_back(key))

    def _to_target(self, name: str) -> Handler:
        async def handle(arguments: Json) -> Json:
            action: Callable[[str, CallKey | None], Outcome] = getattr(self._actions.transfers, name)
            return self._result(await action(_text(arguments, "target"), _key(arguments)))

        return handle

    def _of_calls(self, name: str) -> Handler:
        async def handle(arguments: Json) -> Json:
            action: Callable[[CallKey | None], Outcome] = getattr(self._actions.transfers, name)
            return self._result(await action(_key(arguments)))

        return handle

    def _conference(self, name: str) -> Handler:
        async def handle(_: Json) -> Json:
            action: Callable[[], Outcome] = getattr(self._actions.transfers, name)
            return self._result(await action())

        return handle

    async def _note(self, arguments: Json) -> Json:
        return self._result(await self._actions.handover.send_note(_needed_key(arguments), _text(arguments, "text")))

    async def _identity(self, arguments: Json) -> Json:
        """Without a leader: as oneself again."""
        leader = _text(arguments, "leader") if arguments.get("leader") else None
        return self._result(await self._actions.handover.choose_identity(leader))

    async def _dial_as(self, arguments: Json) -> Json:
        leader, target = _text(arguments, "leader"), _text(arguments, "target")
        return self._result(await self._actions.handover.dial_as(leader, target))

    async def _reply(self, arguments: Json) -> Json:
        choice = next((c for c in ReplyChoice if c.value == _text(arguments, "choice")), None)
        if choice is None:
            return refusal("BadArguments", f"choice: one of {', '.join(c.value for c in ReplyChoice)}")
        return self._result(await self._actions.handover.reply(_needed_key(arguments), choice))

    def _of_leader(self, name: str) -> Handler:
        async def handle(arguments: Json) -> Json:
            action: Callable[[str], Outcome] = getattr(self._actions.handover, name)
            return self._result(await action(_text(arguments, "leader")))

        return handle


def _key(arguments: Json) -> CallKey | None:
    return _needed_key(arguments) if arguments.get("key") is not None else None


def _needed_key(arguments: Json) -> CallKey:
    value = arguments["key"]
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError("key: a whole number is needed")
    return CallKey(value)


def _text(arguments: Json, name: str) -> str:
    value = arguments[name]
    if not isinstance(value, str):
        raise TypeError(f"{name}: a text is needed")
    return value


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
