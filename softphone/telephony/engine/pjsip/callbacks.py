"""pjsua2 accounts and calls: every callback copies its data into a value and passes it to a listener."""

import logging
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

import pjsua2 as pj

from softphone.telephony.engine.pjsip.binding_check import is_bound
from softphone.telephony.engine.pjsip.codecs import offers_our_codec
from softphone.telephony.engine.pjsip.errors import error_text, guarded
from softphone.telephony.engine.pjsip.invite_headers import is_from_gate, retry_after_s
from softphone.telephony.engine.pjsip.srtp_keys import set_new_keys

log = logging.getLogger(__name__)


class CallFault(Enum):
    """SILENT: no answer. BROKEN: the connection or its security agreement (494) is gone. REFUSED: 503, overloaded."""

    SILENT = "silent"
    BROKEN = "broken"
    REFUSED = "refused"


RUNNING_MEDIA = (pj.PJSUA_CALL_MEDIA_ACTIVE, pj.PJSUA_CALL_MEDIA_LOCAL_HOLD, pj.PJSUA_CALL_MEDIA_REMOTE_HOLD)
ACCEPTED, OK, NOT_ACCEPTABLE, DECLINE = 202, 200, 488, 603
FAULTS = {
    (pj.PJSIP_EVENT_TIMER, 408): CallFault.SILENT,
    (pj.PJSIP_EVENT_TRANSPORT_ERROR, 503): CallFault.BROKEN,
    (pj.PJSIP_EVENT_RX_MSG, 503): CallFault.REFUSED,
}
"""By event and status; pjsip itself sets 408 on a time-out and 503 on a transport error."""


@dataclass(frozen=True, slots=True)
class AudioState:
    """The first audio line of a call; `status` and `direction` in pjsua's numbers."""

    index: int
    status: int
    direction: int


@dataclass(frozen=True, slots=True)
class CallSnapshot:
    """`fault`: how the server failed, where that ended the call."""

    state: int
    status: int
    reason: str
    audio: AudioState | None
    fault: CallFault | None = None


class CallListener(Protocol):
    def on_state(self, snapshot: CallSnapshot) -> None: ...

    def on_response(self) -> None:
        """The server has answered our INVITE, with any status."""

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
        wait_s: float | None,
    ) -> None:
        """`wait_s`: the server's Retry-After."""

    def on_incoming(self, account: "PjAccount", call_id: int, message: str) -> None: ...

    def on_message_summary(self, message: str) -> None: ...

    def on_text(self, sender: str, content_type: str, text: str) -> None: ...

    def on_text_status(self, text: str, status: int, reason: str) -> None: ...

    def on_alive(self, account: "PjAccount") -> None:
        """The server has answered our OPTIONS (`ask_options`)."""

    def report_failure(self, callback: str, error: Exception) -> None: ...


class PjAccount(pj.Account):
    """`server`: the looked-up server, empty where the account names it itself."""

    def __init__(self, listener: AccountListener, server: str = "", uses_ice: bool = False) -> None:
        super().__init__()
        self._listener = listener
        self.server, self.uses_ice = server, uses_ice
        self._config = pj.AccountConfig()

    def begin(self, config: pj.AccountConfig) -> None:
        """Creates pjsip's account, the default of its kind; raises pj.Error."""
        self._config = config
        self._set_keys()
        self.create(config, True)

    def change(self, config: pj.AccountConfig) -> None:
        """Raises pj.Error."""
        self._config = config
        self._set_keys()
        self.modify(config)

    def renew_keys(self) -> None:
        """SRTP keys for the next call, once a call has taken those before; sends no REGISTER."""
        if not self._set_keys():
            return
        try:
            self.modify(self._config)
        except pj.Error as error:
            log.warning("the SRTP keys stay those of the last call: %s", error_text(error))

    def _set_keys(self) -> bool:
        encrypts = self._config.mediaConfig.srtpUse != pj.PJMEDIA_SRTP_DISABLED
        if encrypts:
            set_new_keys(self._config.mediaConfig)
        return encrypts

    def ask_options(self, uri: str) -> None:
        """Sends OPTIONS like any request of this account, over its present flow; raises pj.Error."""
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
        self._listener.on_registration(self, status, str(prm.reason), expires_s, retry_after_s(answer))

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


class _IgnoringListener:
    """Ignores what pjsip still reports about an ended call."""

    def on_state(self, snapshot: CallSnapshot) -> None: ...

    def on_response(self) -> None: ...

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
    """Must be kept referenced: a Call object that is dropped answers 603."""

    def __init__(self, account: PjAccount, listener: CallListener, call_id: int = pj.PJSUA_INVALID_ID) -> None:
        super().__init__(account, call_id)
        self._listener: CallListener = listener

    def release(self) -> None:
        """Breaks the reference cycle, so that this object is freed with its call and not at a later collection.

        pjsip reuses the slot of an ended call; a Call object deleted after that would hang up the other call.
        """
        self._listener = _IgnoringListener()

    def send_bye(self) -> None:
        """pjsip itself would wait for the ACK first; raises pj.Error."""
        request = pj.CallSendRequestParam()
        request.method = "BYE"
        self.sendRequest(request)

    def snapshot(self, fault: CallFault | None = None) -> CallSnapshot:
        info = self.getInfo()
        return CallSnapshot(int(info.state), int(info.lastStatusCode), str(info.lastReason), _audio_of(info), fault)

    @property
    def has_media(self) -> bool:
        """False in a call that pjsip is ending: a re-INVITE would abort (endpoint.c:939 of 2.15)."""
        audio = self.snapshot().audio
        return audio is not None and audio.status in RUNNING_MEDIA

    @guarded
    def onCallState(self, prm: pj.OnCallStateParam) -> None:
        self._listener.on_state(self.snapshot(_fault_of(prm.e)))

    @guarded
    def onCallMediaState(self, prm: pj.OnCallMediaStateParam) -> None:
        self._listener.on_media(self.snapshot())

    @guarded
    def onCallRxReinvite(self, prm: pj.OnCallRxReinviteParam) -> None:
        if not offers_our_codec(str(prm.offer.wholeSdp)):
            prm.statusCode = NOT_ACCEPTABLE

    @guarded
    def onCallTsxState(self, prm: pj.OnCallTsxStateParam) -> None:
        change = prm.e.body.tsxState
        if change.type != pj.PJSIP_EVENT_RX_MSG:
            return
        if change.tsx.role == pj.PJSIP_ROLE_UAS:
            self._listener.on_request(str(change.tsx.method), str(change.src.rdata.wholeMsg))
        elif change.tsx.method == "INVITE":
            self._listener.on_response()

    @guarded
    def onDtmfDigit(self, prm: pj.OnDtmfDigitParam) -> None:
        self._listener.on_digit(str(prm.digit))

    @guarded
    def onCallTransferRequest(self, prm: pj.OnCallTransferRequestParam) -> None:
        """pjsip makes the referred call itself and reports its progress to the sender (NOTIFY)."""
        prm.statusCode = DECLINE
        call = self._listener.on_referred(str(prm.dstUri))
        if call is not None:
            prm.newCall = call
            call.thisown = True  # SWIG gives up ownership of a pointer that is assigned; we keep it
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
        """pjsip answers the new call itself and ends this one."""
        call = self._listener.on_replaced(int(prm.newCallId))
        if call is not None:
            prm.newCall = call
            call.thisown = True

    def onCallRedirected(self, prm: pj.OnCallRedirectedParam) -> int:
        """Stops redirection: a call goes only where the user dialled."""
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
    if change.type == pj.PJSIP_EVENT_RX_MSG and is_from_gate(str(change.src.rdata.wholeMsg)):
        return CallFault.BROKEN
    return FAULTS.get((int(change.type), int(change.tsx.statusCode)))


def _audio_of(info: pj.CallInfo) -> AudioState | None:
    for media in info.media:
        if media.type == pj.PJMEDIA_TYPE_AUDIO:
            return AudioState(int(media.index), int(media.status), int(media.dir))
    return None
