"""The running calls and the call lists of one user, as the portal shows them."""

import datetime
from collections.abc import Mapping
from typing import Any

from softphone.demo_pbx.model.platform import Platform, User
from softphone.demo_pbx.model.telephony_port import CallActionError, Telephony
from softphone.demo_pbx.model.xml import Node, branch, leaf, optional
from softphone.demo_pbx.portal.call_log import CallKind, CallLog, LoggedCall
from softphone.demo_pbx.portal.xsi_membership import by_user_id, user_id

Half = tuple[Mapping[str, Any], Mapping[str, Any]]


class UserCalls:
    """Reads the SIP side's calls; a user sees the own half of each."""

    def __init__(self, platform: Platform, telephony: Telephony) -> None:
        self._platform = platform
        self.telephony = telephony
        self._log = CallLog(platform)
        telephony.subscribe(self._log.on_event)

    def logs_document(self, user: User) -> Node:
        lists = [branch(kind.value, *map(_entry, self._log.of(user, kind))) for kind in CallKind]
        return branch("CallLogs", *lists)

    def calls_document(self, user: User) -> Node:
        where = f"/v2.0/user/{user_id(self._platform, user)}/calls"
        ids = [str(call["id"]) for call, _ in self.halves(user)]
        return branch("Calls", *(branch("call", leaf("callId", one), leaf("uri", f"{where}/{one}")) for one in ids))

    def call_document(self, user: User, call_id: str) -> Node | None:
        for half in self.halves(user):
            if half[0]["id"] == call_id:
                return self.half_document(half, "Call")
        return None

    def release(self, user: User, call_id: str) -> bool:
        """Only a user who placed or answered the call may release it."""
        for call, party in self.halves(user):
            if call["id"] == call_id and (party["originator"] or party["state"] != "Alerting"):
                return self.telephony.hang_up(call_id)
        return False

    def push(self, user: User, call_id: str) -> None:
        """Raises CallActionError."""
        self.telephony.push_to_leader(user.name, call_id)

    def on_behalf(self, assistant: User, executive_address: str, address: str) -> Node:
        """Raises CallActionError. The executive by user id, extension or number, with `sip:` or `tel:` or without."""
        named = executive_address.removeprefix("sip:").removeprefix("tel:")
        leader = by_user_id(self._platform, named) or self._platform.find(named)
        if leader is None:
            raise CallActionError(404, "Diesen Leiter gibt es nicht.", "There is no such executive.")
        target = address.removeprefix("sip:").removeprefix("tel:")
        call_id = self.telephony.call_on_behalf(assistant.name, leader.name, target)
        return branch("CallStartInfo", leaf("callId", call_id), leaf("externalTrackingId", call_id))

    def halves(self, user: User) -> list[Half]:
        """At most one for each call: the side that talks before one that rings."""
        found: list[Half] = []
        for call in self.telephony.calls():
            mine = [party for party in call["parties"] if party["user"] == user.name]
            if mine:
                found.append((call, min(mine, key=lambda party: party["state"] == "Alerting")))
        return found

    def half_document(self, half: Half, root: str) -> Node:
        """`executiveUserId` names the leader of the call for certain."""
        call, party = half
        leader = party["executive"]
        return branch(
            root,
            leaf("callId", call["id"]),
            leaf("extTrackingId", call["id"]),
            leaf("personality", "Originator" if party["originator"] else "Terminator"),
            leaf("state", party["state"]),
            self._remote(party),
            leaf("startTime", _milliseconds(call["since"])),
            optional("executiveUserId", leader and user_id(self._platform, self._platform.users[leader])),
            optional("recallType", party["recall"]),
        )

    def _remote(self, party: Mapping[str, Any]) -> Node:
        remote = self._platform.users.get(party["remote_user"])
        number = party["remote_number"]
        return branch(
            "remoteParty",
            optional("name", party["remote_name"]),
            optional("address", number and f"tel:{number}"),
            optional("userId", user_id(self._platform, remote) if remote else None),
            leaf("callType", "Group" if remote else "Network"),
        )


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
