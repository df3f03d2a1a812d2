"""Hold and resume of one call: repeats the re-INVITE until it goes through."""

from typing import Protocol

import pjsua2 as pj

REPEAT_S = 0.1
"""pjsip refuses while another re-INVITE of this call is open."""
ANSWER_LIMIT_S = 1.5
"""After that the re-INVITE is taken as refused (491 when both sides hold at once, RFC 3261 section 14.1)."""
GIVE_UP_S = 6.0


class Holdable(Protocol):
    @property
    def has_media(self) -> bool: ...

    def setHold(self, prm: pj.CallOpParam) -> None: ...

    def reinvite(self, prm: pj.CallOpParam) -> None: ...


class HoldRequest:
    """The last `request` wins; `confirm` reports the state of the media."""

    def __init__(self, call: Holdable) -> None:
        self._call = call
        self._wanted: bool | None = None
        self._next_s = 0.0
        self._limit_s: float | None = None
        self.is_held = False

    def request(self, held: bool) -> None:
        self._wanted = held if held is not self.is_held or self._wanted is not None else None
        self._next_s = 0.0
        self._limit_s = None

    def confirm(self, held: bool) -> None:
        self.is_held = held
        if self._wanted is held:
            self._wanted = None

    def tick(self, now_s: float) -> bool:
        """False once, when the request is given up."""
        if self._wanted is None or now_s < self._next_s:
            return True
        if self._limit_s is None:
            self._limit_s = now_s + GIVE_UP_S
        elif now_s > self._limit_s:
            self._wanted = None
            return False
        self._next_s = now_s + (ANSWER_LIMIT_S if self._ask(self._wanted) else REPEAT_S)
        return True

    def _ask(self, held: bool) -> bool:
        operation = pj.CallOpParam(True)
        try:
            if not self._call.has_media:
                return False
            if held:
                self._call.setHold(operation)
            else:
                operation.opt.flag = pj.PJSUA_CALL_UNHOLD
                self._call.reinvite(operation)
        except pj.Error:
            return False
        return True
