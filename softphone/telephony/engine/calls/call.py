"""One call inside the engine: executes its commands and posts its events."""

import time
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
    SoundLost,
    TransferChanged,
    Unconfirmed,
)
from softphone.telephony.engine.audio.media_port import MediaPort
from softphone.telephony.engine.calls.call_audio import CallAudio
from softphone.telephony.engine.calls.call_protocols import CallOwner, DeviceUse, NoDevices, discard
from softphone.telephony.engine.calls.early_sound import EarlySound
from softphone.telephony.engine.calls.hold import HoldRequest
from softphone.telephony.engine.calls.media_sources import MediaSources
from softphone.telephony.engine.calls.party import PartyWatch
from softphone.telephony.engine.calls.quality import RtcpReading, SoundSilence, measured
from softphone.telephony.engine.pjsip.callbacks import CallFault, CallSnapshot, PjAccount, PjCall
from softphone.telephony.engine.pjsip.invite_headers import facts_of, reason_of
from softphone.telephony.engine.tones.ringback import Ringback

OK, MOVED, NOT_OK, NO_ANSWER = 200, 302, 300, 408
ANNOUNCEMENT_S = 1.2
"""The tone takes 0.8 s, and a closed loudspeaker needs a moment to open."""
NO_REQUIRE_REPLACES = 1
"""PJSUA_XFER_NO_REQUIRE_REPLACES, missing from the wheel's names: some telephones refuse the Require."""
RINGING_STATUSES = (180, 181, 182, 183)
TAKEN_BACK = (410, 503)
"""The statuses pjsip gives a call that it ends because the network has changed."""
AGAIN_S = 0.5
DTMF_DIGITS = frozenset("0123456789*#ABCD")
UNAVAILABLE_NOW = 480
CONFIRMED_WITHIN_S = 2.0
SILENCE_LIMIT_S = 6.0
"""A working server answers 100 within a second; pjsip repeats the INVITE for 32 s."""


class EngineCall:
    """Outgoing calls need `dial`; incoming ones are created with pjsip's `call_id`."""

    def __init__(
        self,
        key: CallKey,
        account: PjAccount,
        post: Callable[[Event], None],
        devices: DeviceUse,
        port: MediaPort,
        ringback: Ringback,
        owner: "CallOwner[EngineCall]",
        call_id: int = pj.PJSUA_INVALID_ID,
    ) -> None:
        self.key = key
        self.account = account
        self.server = account.server
        self.ended: CallEnded | None = None
        self.pending_dial: Dial | None = None
        self._dial_order: Dial | None = None
        self.fault: CallFault | None = None
        self.party = PartyWatch()
        self._pj = PjCall(account, self, call_id)  # first: pjsip must find a referenced Call object
        self._audio = CallAudio(self._pj, port)
        self._sources = MediaSources(self._pj)
        self._post = post
        self._devices = devices
        self._ringback = ringback
        self._owner = owner
        self._outgoing = call_id == pj.PJSUA_INVALID_ID
        self._answered = self._ended_here = self._redirected = self.network_changed = False
        self._confirmed = self._posted_unconfirmed = False
        self._confirmed_by_s: float | None = None
        self._silence = SoundSilence()
        self._hold = HoldRequest(self._pj)
        self._held_there = False
        self._posted_ringing: RemoteRinging | None = None
        self._early_sound = EarlySound()
        self._posted_secured: MediaSecured | None = None
        self._answer_at_s: float | None = None
        self._rings_until_s: float | None = None
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
        """Whether pjsip failed to make a referred call."""
        return self.ended is None and self._pj.getId() == pj.PJSUA_INVALID_ID

    def media(self) -> pj.AudioMedia | None:
        return self._audio.media() if self.ended is None else None

    # ------------------------------------------------------------ commands

    def begin_referred(self) -> None:
        """Prepares a call that pjsip makes itself (REFER)."""
        self._devices.acquire(self.key)

    def dial(self, order: Dial, now_s: float) -> None:
        self._devices.acquire(self.key)
        self._pj.makeCall(order.target, _operation(headers=order.headers))
        self.pending_dial, self._dial_order, self._silent_since_s = order, order, now_s

    def ring(self, until_s: float) -> None:
        self._rings_until_s = until_s
        self._pj.answer(_operation(180))

    def answer_announced(self, now_s: float) -> None:
        """Answers after the announcement tone, so that the user is not heard unknowingly."""
        self._devices.acquire(self.key)
        self._answer_at_s = now_s + ANNOUNCEMENT_S

    def answer(self) -> None:
        self._answer_at_s = None
        self._devices.acquire(self.key)
        self._pj.answer(_operation(200))

    def reject(self, status: int, redirect_to: str) -> None:
        self._ended_here = True
        headers = (("Contact", f"<{redirect_to}>"),) if redirect_to else ()
        self._pj.answer(_operation(302 if redirect_to else status, headers))

    def hang_up(self) -> None:
        self._ended_here, self.pending_dial = True, None
        if self._answered and not self._confirmed:
            self._pj.send_bye()
        self._pj.hangup(_operation(0 if self._answered or self._outgoing else UNAVAILABLE_NOW))

    def hold(self) -> None:
        self._audio.detach()
        self._hold.request(True)

    def resume(self) -> None:
        self._audio.detached = False
        self._hold.request(False)

    def on_network_change(self, flow_is_lost: bool) -> None:
        """Marks an unanswered outgoing call for redialling: pjsip cancels it when the network changes.

        Over a lost TCP or TLS flow it cannot even cancel, and would notice after half a minute.
        """
        if self._dial_order is not None and not (self._answered or self._ended_here):
            self.network_changed, self.pending_dial = True, self._dial_order
            self.fault = CallFault.SILENT if flow_is_lost else None

    def schedule_contact_update(self, now_s: float) -> None:
        """Sends the new Contact in a re-INVITE, after pjsip's own one if any; held calls stay on hold."""
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

    def take_over(self, old: "EngineCall") -> None:
        """Takes over the state of the replaced call. A held call stays held, so that nobody listens in."""
        self._answered = old.is_answered
        self._audio.set_muted(old._audio.is_muted)
        self._audio.detached = old._hold.is_held
        if old._hold.is_held:
            self._hold.request(True)
        old.retire()

    def retire(self) -> None:
        """Stops posting events and using devices: the key belongs to another call now."""
        self._ringback.stop(self.key)
        self._post = discard
        self._devices = NoDevices()

    def tick(self, now_s: float) -> None:
        if self._answer_at_s is not None and now_s >= self._answer_at_s and self.ended is None:
            self._answer_now()
        if self._silent_since_s is not None and now_s - self._silent_since_s > SILENCE_LIMIT_S:
            self._silent_since_s, self.fault = None, self.fault or CallFault.SILENT
        self._watch_confirmation(now_s)
        self._watch_early_sound(now_s)
        if self._rings_until_s is not None and now_s >= self._rings_until_s:
            self._end_ringing()
        if self._contact_at_s is not None and now_s >= self._contact_at_s and self.is_answered:
            self._contact_at_s = None if self._reinvite() else now_s + AGAIN_S
        if self.ended is None:
            self._sources.tick(now_s)
        if not self._hold.tick(now_s):
            self._post(CommandFailed(self.key, "Hold", 0, "the other side did not agree"))
            self._audio.detached = False
            self.on_media(self._pj.snapshot())

    def _watch_confirmation(self, now_s: float) -> None:
        """Posts an answered call whose caller has not confirmed the answer (ACK) in time."""
        if not self._answered or self._confirmed or self.ended is not None or self._posted_unconfirmed:
            return
        self._confirmed_by_s = self._confirmed_by_s or now_s + CONFIRMED_WITHIN_S
        if now_s >= self._confirmed_by_s:
            self._posted_unconfirmed = True
            self._post(Unconfirmed(self.key, True))

    def _watch_early_sound(self, now_s: float) -> None:
        """Plays the ringing tone while the early media is silent."""
        if self._posted_ringing is None or self._answered or self.ended is not None or not self._audio.joined:
            return
        if self._early_sound.is_missing(self._audio.heard_level, now_s):
            self._ringback.start(self.key)
        elif self._early_sound.was_heard:
            self._ringback.stop(self.key)

    def _end_ringing(self) -> None:
        """Ends a call that nobody has answered; the journal shows it as missed."""
        self._rings_until_s = None
        if self.ended is None and not self._answered:
            self._pj.answer(_operation(UNAVAILABLE_NOW))

    def _reinvite(self) -> bool:
        """False while another re-INVITE of this call awaits its answer, or without media."""
        operation = pj.CallOpParam(True)
        operation.opt.flag = pj.PJSUA_CALL_UPDATE_CONTACT
        try:
            if not self._pj.has_media:
                return False
            self._pj.reinvite(operation)
        except pj.Error:
            return False
        return True

    def _answer_now(self) -> None:
        try:
            self.answer()
        except pj.Error as error:
            self._post(CommandFailed(self.key, "Answer", 0, str(error.reason)))

    def measure(self, now_s: float) -> None:
        now = self._audio.reading() if self._answered else None
        if (silent := self._silence.read(now, now_s)) is not None:
            self._post(SoundLost(self.key, silent))
        if now is not None:
            self._post(QualityMeasured(self.key, measured(self._reading, now)))
            self._reading = now

    # ------------------------------------------------------------ events from pjsip (already copied)

    def on_state(self, snapshot: CallSnapshot) -> None:
        if snapshot.state == pj.PJSIP_INV_STATE_EARLY and self._outgoing:
            self._on_ringing(snapshot)
        elif snapshot.state == pj.PJSIP_INV_STATE_CONNECTING and not self._outgoing:
            self._on_answered()  # the sound runs from our 200 on, whether its ACK comes or not
        elif snapshot.state == pj.PJSIP_INV_STATE_CONFIRMED:
            self._on_confirmed()
        elif snapshot.state == pj.PJSIP_INV_STATE_DISCONNECTED:
            self._on_ended(snapshot)

    def on_response(self) -> None:
        self._silent_since_s = None

    def on_media(self, snapshot: CallSnapshot) -> None:
        self._audio.follow(snapshot.audio)
        self._sources.follow(snapshot.audio, self._audio.encrypted or self.account.uses_ice, time.monotonic())
        self._reading = None
        self._owner.media_changed()
        self._post_hold(snapshot)
        if self._audio.joined:
            self._post_secured()
        if self._outgoing and not self._answered and self._audio.joined:
            self._on_ringing(snapshot)

    def on_request(self, method: str, message: str) -> None:
        if method in ("CANCEL", "BYE"):
            self._reason, self._bye_came = reason_of(message), True
        elif method in ("INVITE", "UPDATE") and self._answered:
            self._post_party(facts_of(message))

    def on_redirected(self) -> None:
        self._redirected = True

    def on_digit(self, digit: str) -> None:
        """pjsip takes what stands behind `Signal=` in an INFO for a digit, a line end too."""
        if digit in DTMF_DIGITS:
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
        self.pending_dial = None  # the server has accepted it
        ringing = RemoteRinging(self.key, snapshot.status, early_media=self._audio.joined)
        if not ringing.early_media:
            self._ringback.start(self.key)
        if ringing != self._posted_ringing:
            self._posted_ringing = ringing
            self._post(ringing)

    def _post_party(self, facts: InviteFacts) -> None:
        party = self.party.changed(facts)
        if party is not None:
            self._post(PartyChanged(self.key, party))

    def _on_confirmed(self) -> None:
        self._confirmed = True
        self._on_answered()
        if self._posted_unconfirmed:
            self._posted_unconfirmed = False
            self._post(Unconfirmed(self.key, False))

    def _on_answered(self) -> None:
        self._ringback.stop(self.key)
        self.pending_dial = None
        self._rings_until_s = None
        if not self._answered:
            self._answered = True
            self._post(CallAnswered(self.key))

    def _on_ended(self, snapshot: CallSnapshot) -> None:
        """Stores the end for `conclude`: the message with the Reason may come later in the same turn."""
        self._ringback.stop(self.key)
        self._devices.release(self.key)
        taken_back = self.network_changed and not self._ended_here and snapshot.status in TAKEN_BACK
        self.fault = snapshot.fault or (CallFault.BROKEN if taken_back else None)
        status, text = (MOVED, "Moved Temporarily") if self._redirected else (snapshot.status, snapshot.reason)
        if self._ended_here and self._answered and not self._confirmed:
            status, text = OK, "OK"  # pjsip knows no such end and says 603
        self.ended = CallEnded(self.key, status, text, by_remote=not self._ended_here)

    def conclude(self) -> CallEnded | None:
        """The final event of an ended call, with the Reason of its CANCEL or BYE."""
        if self.ended is None:
            return None
        end = replace(self.ended, reason=self._reason)
        return _lost(end) if self._answered and end.by_remote and not self._bye_came else end

    def release(self) -> None:
        """Lets the pjsip object be freed with the last reference, on this thread."""
        self._pj.release()

    @property
    def slot_is_reused(self) -> bool:
        """Whether pjsip already uses this ended call's slot for another call."""
        return self._pj.isActive()

    def _post_secured(self) -> None:
        secured = MediaSecured(self.key, self._audio.encrypted)
        if secured != self._posted_secured:
            self._posted_secured = secured
            self._post(secured)

    def _post_hold(self, snapshot: CallSnapshot) -> None:
        if snapshot.audio is None:
            return
        here = snapshot.audio.status == pj.PJSUA_CALL_MEDIA_LOCAL_HOLD
        there = self._held_there if here else snapshot.audio.status == pj.PJSUA_CALL_MEDIA_REMOTE_HOLD
        changed = (here, there) != (self._hold.is_held, self._held_there)
        self._held_there = there
        self._hold.confirm(here)
        if changed:
            self._post(HoldChanged(self.key, here, there))


def _lost(end: CallEnded) -> CallEnded:
    """The end of a call without BYE: pjsip gave up after a 481 or when the session timer expired."""
    return replace(end, status=end.status if end.status >= NOT_OK else NO_ANSWER, by_remote=False)


def _operation(status: int = 0, headers: tuple[tuple[str, str], ...] = ()) -> pj.CallOpParam:
    operation = pj.CallOpParam(True)
    operation.statusCode = status
    for name, value in headers:
        header = pj.SipHeader()
        header.hName, header.hValue = name, value
        operation.txOption.headers.append(header)
    return operation
