"""The running calls and the call lists of one user, as the portal shows them."""

import datetime
from typing import Any

from softphone.demo_pbx.call_log import CallKind, CallLog, LoggedCall
from softphone.demo_pbx.model import Platform, User
from softphone.demo_pbx.telephony_port import Telephony
from softphone.demo_pbx.xsi_membership import user_id
from softphone.demo_pbx.xsi_xml import Node, branch, leaf, optional


class CallBook:
    """Reads the SIP side's calls; a user sees the own ones."""

    def __init__(self, platform: Platform, telephony: Telephony) -> None:
        self._platform = platform
        self._telephony = telephony
        self._log = CallLog(platform)
        telephony.subscribe(self._log.on_event)

    def logs_document(self, user: User) -> Node:
        lists = [branch(kind.value, *map(_entry, self._log.of(user, kind))) for kind in CallKind]
        return branch("CallLogs", *lists)

    def calls_document(self, user: User) -> Node:
        where = f"/v2.0/user/{user_id(self._platform, user)}/calls"
        calls = [
            branch("call", leaf("callId", call["id"]), leaf("uri", f"{where}/{call['id']}"))
            for call in self._of(user)
        ]
        return branch("Calls", *calls)

    def call_document(self, user: User, call_id: str) -> Node | None:
        for call in self._of(user):
            if call["id"] == call_id:
                return self._call(user, call)
        return None

    def release(self, user: User, call_id: str) -> bool:
        """Only who placed or answered a call may end it; one that merely rings is somebody else's."""
        for call in self._of(user):
            if call["id"] == call_id and (_placed_by(user, call) or call["answered_by"] == user.name):
                return self._telephony.hang_up(call_id)
        return False

    def _of(self, user: User) -> list[dict[str, Any]]:
        return [call for call in self._telephony.calls() if _placed_by(user, call) or _rings(user, call)]

    def _call(self, user: User, call: dict[str, Any]) -> Node:
        """`executiveUserId` is what tells an assistant for certain whose call it is."""
        callee = self._platform.find(call["dialled"])
        placed = _placed_by(user, call)
        leader = None
        if not placed and callee is not None and callee is not user and callee.executive is not None:
            leader = user_id(self._platform, callee)
        name, number = (call["caller_name"], call["caller_number"])
        if placed:
            name, number = (callee.display, callee.number) if callee else ("", call["dialled"])
        return branch(
            "Call",
            leaf("callId", call["id"]),
            leaf("extTrackingId", call["id"]),
            leaf("personality", "Originator" if placed else "Terminator"),
            leaf("state", "Active" if call["state"] == "answered" else "Alerting"),
            branch("remoteParty", optional("name", name), optional("address", number and f"tel:{number}")),
            leaf("startTime", _milliseconds(call["since"])),
            optional("executiveUserId", leader),
        )


def _placed_by(user: User, call: dict[str, Any]) -> bool:
    return call["caller_number"] in (user.number, user.extension)


def _rings(user: User, call: dict[str, Any]) -> bool:
    return any(leg["target"] == user.name for leg in call["legs"])


def _entry(call: LoggedCall) -> Node:
    return branch(
        "callLogsEntry",
        leaf("phoneNumber", call.number or "Unavailable"),
        leaf("name", call.name or "Unavailable"),
        leaf("time", call.at.isoformat(timespec="milliseconds")),
        leaf("callLogId", call.call_id),
    )


def _milliseconds(iso: str) -> int:
    return int(datetime.datetime.fromisoformat(iso).timestamp() * 1000)
