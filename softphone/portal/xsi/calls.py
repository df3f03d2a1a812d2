"""Calls of the signed-in user over Xsi-Actions: list, call push, call on behalf, feature codes."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar
from urllib.parse import urlencode

from softphone.domain.lines.portal_calls import PortalCall
from softphone.domain.numbers.feature_codes import FeatureCodes, codes_of
from softphone.domain.problems import PortalRefused, ProblemError
from softphone.portal.http.address import path_segment
from softphone.portal.xsi import call_documents as reading
from softphone.safe_xml import DocumentUnusable

V = TypeVar("V")
Request = Callable[[str, str], Awaitable[bytes]]
"""Method and path below the user; the body of the answer, or ProblemError."""

_GONE = 404
_MOST_CALLS = 20


class XsiCalls:
    """Fulfils `services.core.ports.CallPortal`."""

    def __init__(self, request: Request, unusable: Callable[[str], ProblemError]) -> None:
        self._request = request
        self._unusable = unusable

    async def listed(self) -> tuple[PortalCall, ...]:
        """The running calls in full; one that ends while they are read is left out."""
        ids = self._understood(reading.read_call_ids, await self._request("GET", "calls"))
        read = await asyncio.gather(*(self._one(call_id) for call_id in ids[:_MOST_CALLS]))
        return tuple(call for call in read if call is not None)

    async def push(self, call_id: str) -> None:
        await self._request("PUT", f"calls/{path_segment(call_id)}/ExecutiveAssistantCallPush")

    async def start_on_behalf(self, leader_id: str, target: str) -> str:
        query = urlencode({"executiveAddress": leader_id, "address": target})
        answer = await self._request("POST", f"calls/ExecutiveAssistantInitiateCall?{query}")
        return self._understood(reading.read_started, answer)

    async def feature_codes(self) -> FeatureCodes:
        return codes_of(self._understood(reading.read_feature_codes, await self._request("GET", "profile/Fac")))

    async def _one(self, call_id: str) -> PortalCall | None:
        try:
            body = await self._request("GET", f"calls/{path_segment(call_id)}")
        except ProblemError as error:
            if isinstance(error.problem, PortalRefused) and error.problem.status == _GONE:
                return None
            raise
        return self._understood(reading.read_call, body)

    def _understood(self, read: Callable[[bytes], V], body: bytes) -> V:
        try:
            return read(body)
        except DocumentUnusable as error:
            raise self._unusable(str(error)) from error
