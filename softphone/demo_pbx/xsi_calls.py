"""The calls and call lists of one user, as the portal shows them."""

from typing import Any

from softphone.demo_pbx.model import User
from softphone.demo_pbx.telephony_port import Telephony
from softphone.demo_pbx.xsi_xml import Node, branch


class CallBook:
    """Reads the SIP side's calls."""

    def __init__(self, telephony: Telephony) -> None:
        self._telephony = telephony

    def logs_document(self, user: User) -> Node:
        return branch("CallLogs", branch("placed"), branch("received"), branch("missed"))

    def calls_document(self, user: User) -> Node:
        return branch("Calls")

    def call_document(self, user: User, call_id: str) -> Node | None:
        return None

    def release(self, user: User, call_id: str) -> bool:
        return False

    def _of(self, user: User) -> list[dict[str, Any]]:
        return []
