"""One call inside the engine: carries out commands about it and tells what became of it."""

import logging
from collections.abc import Callable
from dataclasses import replace

import pjsua2 as pj

from softphone.domain.telephone.call import CallKey, InviteFacts
from softphone.domain.telephone.commands import Dial
from softphone.domain.telephone.events import (
    CallAnswered,
    CallEnded,
    CommandFailed,
    DtmfReceived,
    Event,
    HoldChanged,
    MediaSecured,
    MuteChanged,
    PartyChanged,
    QualityMeasured,
    RemoteRinging,
    TransferChanged,
)
from softphone.telephony.engine.audio.media_port import MediaPort
from softphone.telephony.engine.calls.call_audio import CallAudio
from softphone.telephony.engine.calls.call_protocols import CallOwner, DeviceUse, NoDevices, unheard
from softphone.telephony.engine.calls.hold import HoldRequest
from softphone.telephony.engine.calls.quality import RtcpReading, measured
from softphone.telephony.engine.pjsip.callbacks import CallFault, CallSnapshot, PjAccount, PjCall
from softphone.telephony.engine.pjsip.invite_headers import facts_of, reason_of
from softphone.telephony.engine.tones.ringback import Ringback

log = logging.getLogger(__name__)

MOVED, NOT_OK, NO_ANSWER = 302, 300, 408
ANNOUNCED_FOR_S = 1.2
"""The tone takes 0.8 s, and a loudspeaker that was closed needs a moment to open."""
NO_REQUIRE_REPLACES = 1
"""PJSUA_XFER_NO_REQUIRE_REPLACES, which the wheel does not name: some telephones refuse the Require."""
RINGING_STATUSES = (180, 181, 182, 183)
TAKEN_BACK = (410, 503)
"""What pjsip itself says of a call that it gives up because the network has changed."""
AGAIN_S = 0.5
SILENCE_LIMIT_S = 6.0
"""A server that lives says 100 within a second; pjsip goes on asking for 32 s."""


class EngineCall:
    """`outgoing` calls need `dial`, incoming ones were made from pjsip's `call_id`."""

    def __init__(
        self,
        key: CallKey,
        account: PjAccount,
        post: Callable[[Event], None],
        sound: DeviceUse,
        port: MediaPort,
        ringback: Ringback,
        owner: "CallOwner[EngineCall]",
        call_id: int = pj.PJSUA_INVALID_ID,
    ) -> None:
        self.key = key
        self.account = account
        self.ended: CallEnded | None = None
        self.order: Dial | None = None
        self._dialled: Dial | None = None
        self.fault: CallFault | None = None
        self.identity: tuple[str, ...] = ()
        self._pj = PjCall(account, self, call_id)  # first of all: pjsip must find a Call that is held
        self._audio = CallAudio(self._pj, port)
        self._post = post
        self._sound = sound
        self._ringback = ringback
        self._owner = owner
        self._outgoing = call_id == pj.PJSUA_INVALID_ID
        self._answered = self._ended_here = self._redirected = self.moving = False
        self._hold = HoldRequest(self._pj)
        self._held_there = False
        self._told_ringing: RemoteRinging | None = None
        self._told_secured: MediaSecured | None = None
        self._answer_at_s: float | None = None
        self._silent_since_s: float | None = None
        self._reason = ""
        self._bye_came = False
        self._contact_at_s: float | None = None
        self._reading: RtcpReading | None = None

    @property
    def leg(self) -> PjCall:
        return self._pj

    @property
    def is_answered(self) -> bool:
        return self._answered and self.ended is None

    @property
    def never_began(self) -> bool:
        """pjsip was to make this call itself and did not."""
        return self.ended is None and self._pj.getId() == pj.PJSUA_INVALID_ID

    def media(self) -> pj.AudioMedia | None:
        return self._audio.media() if self.ended is None else None

    # ------------------------------------------------------------ commands

    def begin(self) -> None:
        """pjsip makes this call itself (REFER)."""
        self._sound.acquire(self.key)

    def dial(self, order: Dial, now_s: float) -> None:
        self._sound.acquire(self.key)
        self._pj.makeCall(order.target, _operation(headers=order.headers))
        self.order, self._dialled, self._silent_since_s = order, order, now_s

    def ring(self) -> None:
        self._pj.answer(_operation(180))

    def answer_soon(self, now_s: float) -> None:
        """The tone first: who sits here knows of it before being heard."""
        self._sound.acquire(self.key)
        self._answer_at_s = now_s + ANNOUNCED_FOR_S

    def answer(self) -> None:
        self._answer_at_s = None
        self._sound.acquire(self.key)
        self._pj.answer(_operation(200))

    def reject(self, status: int, redirect_to: str) -> None:
        self._ended_here = True
        headers = (("Contact", f"<{redirect_to}>"),) if redirect_to else ()
        self._pj.answer(_operation(302 if redirect_to else status, headers))

    def hang_up(self) -> None:
        self._ended_here, self.order = True, None
        self._pj.hangup(_operation(0 if self._answered or self._outgoing else 603))

    def hold(self) -> None:
        self._audio.part()
        self._hold.want(True)

    def resume(self) -> None:
        self._audio.apart = False
        self._hold.want(False)

    def on_move(self, flow_is_lost: bool) -> None:
        """A call that nobody has answered yet has to go out again: pjsip takes it back when the network changes.

        Over TCP and TLS it cannot even do that, and would find out in half a minute.
        """
        if self._dialled is not None and not (self._answered or self._ended_here):
            self.moving, self.order = True, self._dialled
            self.fault = CallFault.SILENT if flow_is_lost else None

    def tell_contact(self, now_s: float) -> None:
        """In a re-INVITE, after the one that pjsip may have sent by itself; held calls stay on hold."""
        self._contact_at_s = now_s + AGAIN_S

    def set_muted(self, muted: bool) -> None:
        self._audio.set_muted(muted)
        self._post(MuteChanged(self.key, muted))

    def send_digits(self, digits: str) -> None:
        self._pj.dialDtmf(digits)

    def transfer(self, target: str) -> None:
        self._pj.xfer(f"<{target}>", _operation())

    def connect(self, other: "EngineCall") -> None:
        operation = _operation()
        operation.options = NO_REQUIRE_REPLACES
        self._pj.xferReplaces(other.leg, operation)

    def succeed(self, old: "EngineCall") -> None:
        """Stand where `old` stood. A call on hold stays on hold, so that nobody is heard unknowingly."""
        self._answered = old.is_answered
        self._audio.set_muted(old._audio.is_muted)
        self._audio.apart = old._hold.is_held
        if old._hold.is_held:
            self._hold.want(True)
        old.retire()

    def retire(self) -> None:
        """Only pjsip's end of this call is waited for; the key and the sound belong to another one now."""
        self._ringback.stop(self.key)
        self._post = unheard
        self._sound = NoDevices()

    def tick(self, now_s: float) -> None:
        if self._answer_at_s is not None and now_s >= self._answer_at_s and self.ended is None:
            self._answer_announced()
        if self._silent_since_s is not None and now_s - self._silent_since_s > SILENCE_LIMIT_S:
            self._silent_since_s, self.fault = None, self.fault or CallFault.SILENT
        if self._contact_at_s is not None and now_s >= self._contact_at_s and self.is_answered:
            self._contact_at_s = None if self._reinvite() else now_s + AGAIN_S
        if not self._hold.tick(now_s):
            self._post(CommandFailed(self.key, "Hold", 0, "the other side did not agree"))
            self._audio.apart = False
            self.on_media(self._pj.snapshot())

    def _reinvite(self) -> bool:
        """False while another re-INVITE of this call is open."""
        operation = pj.CallOpParam(True)
        operation.opt.flag = pj.PJSUA_CALL_UPDATE_CONTACT
        try:
            self._pj.reinvite(operation)
        except pj.Error:
            return False
        return True

    def _answer_announced(self) -> None:
        try:
            self.answer()
        except pj.Error as error:
            self._post(CommandFailed(self.key, "Answer", 0, str(error.reason)))

    def measure(self) -> None:
        if self._answered and (now := self._audio.reading()) is not None:
            self._post(QualityMeasured(self.key, measured(self._reading, now)))
            self._reading = now

    # ------------------------------------------------------------ what pjsip tells (already copied)

    def on_state(self, snapshot: CallSnapshot) -> None:
        if snapshot.state == pj.PJSIP_INV_STATE_EARLY and self._outgoing:
            self._on_ringing(snapshot)
        elif snapshot.state == pj.PJSIP_INV_STATE_CONFIRMED:
            self._on_answered()
        elif snapshot.state == pj.PJSIP_INV_STATE_DISCONNECTED:
            self._on_ended(snapshot)

    def on_heard(self) -> None:
        self._silent_since_s = None

    def on_media(self, snapshot: CallSnapshot) -> None:
        self._audio.follow(snapshot.audio)
        self._reading = None
        self._owner.media_changed()
        self._tell_hold(snapshot)
        if self._audio.joined:
            self._tell_secured()
        if self._outgoing and not self._answered and self._audio.joined:
            self._on_ringing(snapshot)

    def on_request(self, method: str, message: str) -> None:
        if method in ("CANCEL", "BYE"):
            self._reason, self._bye_came = reason_of(message), True
        elif method in ("INVITE", "UPDATE") and self._answered:
            self._tell_party(facts_of(message))

    def on_redirected(self) -> None:
        self._redirected = True

    def on_digit(self, digit: str) -> None:
        self._post(DtmfReceived(self.key, digit))

    def on_transfer(self, status: int, reason: str, final: bool) -> None:
        self._post(TransferChanged(self.key, status, reason, final))

    def on_referred(self, refer_to: str) -> PjCall | None:
        return self._owner.refer(self, refer_to)

    def on_replaces(self, invite: str) -> bool:
        return self._owner.may_be_replaced(self, invite)

    def on_replaced(self, call_id: int) -> PjCall | None:
        return self._owner.replace(self, call_id)

    def report_failure(self, callback: str, error: Exception) -> None:
        self._post(CommandFailed(self.key, callback, 0, str(error)))

    def _on_ringing(self, snapshot: CallSnapshot) -> None:
        if snapshot.status not in RINGING_STATUSES:
            return
        self.order = None  # the server has taken it
        ringing = RemoteRinging(self.key, snapshot.status, early_media=self._audio.joined)
        if ringing.early_media:
            self._ringback.stop(self.key)
        else:
            self._ringback.start(self.key)
        if ringing != self._told_ringing:
            self._told_ringing = ringing
            self._post(ringing)

    def _tell_party(self, facts: InviteFacts) -> None:
        """A platform that connects us with somebody else itself says so by a new asserted identity (RFC 5876)."""
        if facts.p_asserted_identity and facts.p_asserted_identity != self.identity:
            self.identity = facts.p_asserted_identity
            self._post(PartyChanged(self.key, facts))

    def _on_answered(self) -> None:
        self._ringback.stop(self.key)
        self.order = None
        if not self._answered:
            self._answered = True
            self._post(CallAnswered(self.key))

    def _on_ended(self, snapshot: CallSnapshot) -> None:
        """Kept, not posted: the message with the Reason may come right after, in the same turn (`conclude`)."""
        self._ringback.stop(self.key)
        self._sound.release(self.key)
        taken_back = self.moving and not self._ended_here and snapshot.status in TAKEN_BACK
        self.fault = snapshot.fault or (CallFault.BROKEN if taken_back else None)
        status, text = (MOVED, "Moved Temporarily") if self._redirected else (snapshot.status, snapshot.reason)
        self.ended = CallEnded(self.key, status, text, by_remote=not self._ended_here)

    def conclude(self) -> CallEnded | None:
        """The last event of a call that is over, with what its CANCEL or BYE gave as a reason."""
        if self.ended is None:
            return None
        end = replace(self.ended, reason=self._reason)
        return _broken_off(end) if self._answered and end.by_remote and not self._bye_came else end

    def let_go(self) -> None:
        """Nobody needs this call any more; its pjsip side is freed with the last reference, on this thread."""
        self._pj.let_go()

    @property
    def place_is_taken(self) -> bool:
        """A call that is over, but pjsip gave its place to the next one in the same turn."""
        return self._pj.isActive()

    def _tell_secured(self) -> None:
        secured = MediaSecured(self.key, self._audio.encrypted)
        if secured != self._told_secured:
            self._told_secured = secured
            self._post(secured)

    def _tell_hold(self, snapshot: CallSnapshot) -> None:
        if snapshot.audio is None:
            return
        here = snapshot.audio.status == pj.PJSUA_CALL_MEDIA_LOCAL_HOLD
        there = self._held_there if here else snapshot.audio.status == pj.PJSUA_CALL_MEDIA_REMOTE_HOLD
        changed = (here, there) != (self._hold.is_held, self._held_there)
        self._held_there = there
        self._hold.settle(here)
        if changed:
            self._post(HoldChanged(self.key, here, there))


def _broken_off(end: CallEnded) -> CallEnded:
    """Nobody said goodbye: pjsip gave it up, after a 481, or because nothing came within the session's time."""
    return replace(end, status=end.status if end.status >= NOT_OK else NO_ANSWER, by_remote=False)


def _operation(status: int = 0, headers: tuple[tuple[str, str], ...] = ()) -> pj.CallOpParam:
    operation = pj.CallOpParam(True)
    operation.statusCode = status
    for name, value in headers:
        header = pj.SipHeader()
        header.hName, header.hValue = name, value
        operation.txOption.headers.append(header)
    return operation
