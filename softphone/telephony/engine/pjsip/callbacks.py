"""The pjsua2 objects: every callback copies what it knows into a value and hands it on; nothing else lives here."""

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

import pjsua2 as pj

from softphone.telephony.engine.pjsip.binding_check import is_bound, names_old_flow
from softphone.telephony.engine.pjsip.guarded_callback import guarded
from softphone.telephony.engine.pjsip.invite_headers import retry_after_s
from softphone.telephony.engine.pjsip.offered_codecs import has_codec_of_ours


class CallFault(Enum):
    """SILENT: no answer at all. BROKEN: the connection. REFUSED: 503, the server has no room for it."""

    SILENT = "silent"
    BROKEN = "broken"
    REFUSED = "refused"


NO_MEDIA = -1
ACCEPTED, OK, NOT_ACCEPTABLE, DECLINE = 202, 200, 488, 603
FAULTS = {
    (pj.PJSIP_EVENT_TIMER, 408): CallFault.SILENT,
    (pj.PJSIP_EVENT_TRANSPORT_ERROR, 503): CallFault.BROKEN,
    (pj.PJSIP_EVENT_RX_MSG, 503): CallFault.REFUSED,
}
"""What ended the transaction, and with which status: pjsip itself gives 408 and 503 where nobody did."""


@dataclass(frozen=True, slots=True)
class AudioState:
    """The first audio line of a call; `status` and `direction` in pjsua's numbers."""

    index: int
    status: int
    direction: int


@dataclass(frozen=True, slots=True)
class CallSnapshot:
    """`fault`: how the server failed, where that is what the call ended with."""

    state: int
    status: int
    reason: str
    audio: AudioState | None
    fault: CallFault | None = None


class CallListener(Protocol):
    def on_state(self, snapshot: CallSnapshot) -> None: ...

    def on_heard(self) -> None:
        """The server has answered our INVITE, with whatever."""

    def on_media(self, snapshot: CallSnapshot) -> None: ...

    def on_request(self, method: str, message: str) -> None: ...

    def on_redirected(self) -> None: ...

    def on_digit(self, digit: str) -> None: ...

    def on_transfer(self, status: int, reason: str, final: bool) -> None: ...

    def on_referred(self, refer_to: str) -> "PjCall | None": ...

    def on_replaces(self, invite: str) -> bool: ...

    def on_replaced(self, call_id: int) -> "PjCall | None": ...

    def report_failure(self, callback: str, error: Exception) -> None: ...


class AccountListener(Protocol):
    def on_registration(
        self,
        account: "PjAccount",
        status: int,
        reason: str,
        expires_s: int,
        answered_from: str,
        wait_s: float | None,
        old_flow: bool,
    ) -> None:
        """`answered_from`: "address:port" of the server, empty where nobody answered; `wait_s`: its Retry-After."""

    def on_incoming(self, account: "PjAccount", call_id: int, message: str) -> None: ...

    def on_message_summary(self, message: str) -> None: ...

    def on_text(self, sender: str, content_type: str, text: str) -> None: ...

    def on_text_status(self, text: str, status: int, reason: str) -> None: ...

    def on_alive(self, account: "PjAccount") -> None:
        """The server has answered a question of ours (`ask_options`)."""

    def report_failure(self, callback: str, error: Exception) -> None: ...


class PjAccount(pj.Account):
    """`server`: the one it is sent to, empty where the account's own words say it all."""

    def __init__(self, listener: AccountListener, server: str = "") -> None:
        super().__init__()
        self._listener = listener
        self.server = server

    def ask_options(self, uri: str) -> None:
        """The way of all requests of this account, over its present flow; raises pj.Error."""
        request = pj.SendRequestParam()
        request.method, request.txOption.targetUri = "OPTIONS", uri
        self.sendRequest(request)

    @guarded
    def onSendRequest(self, prm: pj.OnSendRequestParam) -> None:
        if prm.e.body.tsxState.type == pj.PJSIP_EVENT_RX_MSG:
            self._listener.on_alive(self)

    @guarded
    def onRegState(self, prm: pj.OnRegStateParam) -> None:
        status, answer = int(prm.code), str(prm.rdata.wholeMsg)
        expires_s = int(prm.expiration) if status // 100 != OK // 100 or is_bound(answer) else 0
        where, wait_s = str(prm.rdata.srcAddress), retry_after_s(answer)
        old_flow = status == OK and names_old_flow(answer)
        self._listener.on_registration(self, status, str(prm.reason), expires_s, where, wait_s, old_flow)

    @guarded
    def onIncomingCall(self, prm: pj.OnIncomingCallParam) -> None:
        self._listener.on_incoming(self, int(prm.callId), str(prm.rdata.wholeMsg))

    @guarded
    def onMwiInfo(self, prm: pj.OnMwiInfoParam) -> None:
        self._listener.on_message_summary(str(prm.rdata.wholeMsg))

    @guarded
    def onInstantMessage(self, prm: pj.OnInstantMessageParam) -> None:
        self._listener.on_text(str(prm.fromUri), str(prm.contentType), str(prm.msgBody))

    @guarded
    def onInstantMessageStatus(self, prm: pj.OnInstantMessageStatusParam) -> None:
        self._listener.on_text_status(str(prm.msgBody), int(prm.code), str(prm.reason))

    def report_failure(self, callback: str, error: Exception) -> None:
        self._listener.report_failure(callback, error)


class _Nobody:
    """Hears what pjsip still tells of a call that is over."""

    def on_state(self, snapshot: CallSnapshot) -> None: ...

    def on_heard(self) -> None: ...

    def on_media(self, snapshot: CallSnapshot) -> None: ...

    def on_request(self, method: str, message: str) -> None: ...

    def on_redirected(self) -> None: ...

    def on_digit(self, digit: str) -> None: ...

    def on_transfer(self, status: int, reason: str, final: bool) -> None: ...

    def on_referred(self, refer_to: str) -> "PjCall | None":
        return None

    def on_replaces(self, invite: str) -> bool:
        return False

    def on_replaced(self, call_id: int) -> "PjCall | None":
        return None

    def report_failure(self, callback: str, error: Exception) -> None: ...


class PjCall(pj.Call):
    """Whoever makes one keeps it: a Call that is dropped answers 603 [design.md, decision 3]."""

    def __init__(self, account: PjAccount, listener: CallListener, call_id: int = pj.PJSUA_INVALID_ID) -> None:
        super().__init__(account, call_id)
        self._listener: CallListener = listener

    def let_go(self) -> None:
        """Breaks the circle, so that this object goes when its call does and not at some later collection.

        pjsip gives the place of a call that is over to another one; a Call deleted after that would hang that up.
        """
        self._listener = _Nobody()

    def snapshot(self, fault: CallFault | None = None) -> CallSnapshot:
        info = self.getInfo()
        return CallSnapshot(int(info.state), int(info.lastStatusCode), str(info.lastReason), _audio_of(info), fault)

    @guarded
    def onCallState(self, prm: pj.OnCallStateParam) -> None:
        self._listener.on_state(self.snapshot(_fault_of(prm.e)))

    @guarded
    def onCallMediaState(self, prm: pj.OnCallMediaStateParam) -> None:
        self._listener.on_media(self.snapshot())

    @guarded
    def onCallRxReinvite(self, prm: pj.OnCallRxReinviteParam) -> None:
        if not has_codec_of_ours(str(prm.offer.wholeSdp)):
            prm.statusCode = NOT_ACCEPTABLE

    @guarded
    def onCallTsxState(self, prm: pj.OnCallTsxStateParam) -> None:
        change = prm.e.body.tsxState
        if change.type != pj.PJSIP_EVENT_RX_MSG:
            return
        if change.tsx.role == pj.PJSIP_ROLE_UAS:
            self._listener.on_request(str(change.tsx.method), str(change.src.rdata.wholeMsg))
        elif change.tsx.method == "INVITE":
            self._listener.on_heard()

    @guarded
    def onDtmfDigit(self, prm: pj.OnDtmfDigitParam) -> None:
        self._listener.on_digit(str(prm.digit))

    @guarded
    def onCallTransferRequest(self, prm: pj.OnCallTransferRequestParam) -> None:
        """pjsip makes the call to which we are sent, and tells the sender how it goes (NOTIFY)."""
        prm.statusCode = DECLINE
        call = self._listener.on_referred(str(prm.dstUri))
        if call is not None:
            prm.newCall = call
            call.thisown = True  # SWIG takes a pointer that is set as given away; this one stays ours
            prm.statusCode = ACCEPTED

    @guarded
    def onCallTransferStatus(self, prm: pj.OnCallTransferStatusParam) -> None:
        self._listener.on_transfer(int(prm.statusCode), str(prm.reason), bool(prm.finalNotify))

    @guarded
    def onCallReplaceRequest(self, prm: pj.OnCallReplaceRequestParam) -> None:
        prm.statusCode = DECLINE
        if self._listener.on_replaces(str(prm.rdata.wholeMsg)):
            prm.statusCode = OK

    @guarded
    def onCallReplaced(self, prm: pj.OnCallReplacedParam) -> None:
        """pjsip answers the new call by itself and ends this one."""
        call = self._listener.on_replaced(int(prm.newCallId))
        if call is not None:
            prm.newCall = call
            call.thisown = True

    def onCallRedirected(self, prm: pj.OnCallRedirectedParam) -> int:
        """A call goes where the person dialled, not where an answer points to."""
        self._listener.on_redirected()
        return int(pj.PJSIP_REDIRECT_STOP)

    def report_failure(self, callback: str, error: Exception) -> None:
        self._listener.report_failure(callback, error)


def _fault_of(event: pj.SipEvent) -> CallFault | None:
    if event.type != pj.PJSIP_EVENT_TSX_STATE:
        return None
    change = event.body.tsxState
    if change.tsx.role != pj.PJSIP_ROLE_UAC or change.tsx.method != "INVITE":
        return None
    return FAULTS.get((int(change.type), int(change.tsx.statusCode)))


def _audio_of(info: pj.CallInfo) -> AudioState | None:
    for media in info.media:
        if media.type == pj.PJMEDIA_TYPE_AUDIO:
            return AudioState(int(media.index), int(media.status), int(media.dir))
    return None
