"""Requests of a call's peer to transfer us (REFER) or to replace the call (INVITE with Replaces)."""

import logging
from collections.abc import Callable

from softphone.domain.calls.referral import read_referral
from softphone.domain.telephone.call import CallKey
from softphone.domain.telephone.events import CallReferred, Event, PartyChanged
from softphone.telephony.engine.calls.call import EngineCall
from softphone.telephony.engine.pjsip.callbacks import PjCall
from softphone.telephony.engine.pjsip.invite_headers import facts_of

log = logging.getLogger(__name__)


class Referrals:
    """Decides inside pjsip's callbacks. One referral per call at a time.

    `begin` creates the call for a new key, `replace` the call that takes the key of another one.
    """

    def __init__(
        self,
        post: Callable[[Event], None],
        begin: Callable[[EngineCall], EngineCall],
        replace: Callable[[EngineCall, int], EngineCall],
    ) -> None:
        self._post, self._begin, self._replace = post, begin, replace
        self._followed: dict[CallKey, EngineCall] = {}
        self._invites: dict[CallKey, str] = {}
        self.allowed = True

    def follow(self, call: EngineCall, refer_to: str) -> PjCall | None:
        """The call that pjsip makes next; None: declined."""
        referral = read_referral(refer_to) if self.allowed else None
        running = self._followed.get(call.key)
        under_way = running is not None and running.ended is None
        if referral is None or under_way or not call.is_answered:
            log.warning("a referral on call %d is declined", call.key)
            return None
        new = self._followed[call.key] = self._begin(call)
        self._post(CallReferred(call.key, new.key, referral.target))
        return new.leg

    def may_replace(self, call: EngineCall, invite: str) -> bool:
        """pjsip has already matched the dialog (RFC 3891); an early one only for an outgoing call."""
        if call.ended is not None:
            return False
        self._invites[call.key] = invite
        return True

    def replace(self, call: EngineCall, call_id: int) -> PjCall:
        new = self._replace(call, call_id)
        self._post(PartyChanged(call.key, facts_of(self._invites.pop(call.key, ""))))
        return new.leg

    def remove(self, key: CallKey) -> None:
        self._followed.pop(key, None)
        self._invites.pop(key, None)
