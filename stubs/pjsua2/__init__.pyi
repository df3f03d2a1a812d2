# ruff: noqa: N802, N815
"""The part of pjsua2 2.15.1 that the engine uses; the wheel carries no types. Names are the library's own."""

from collections.abc import Iterator
from types import ModuleType
from typing import Generic, TypeVar

T = TypeVar("T")

_pjsua2: ModuleType
PJSUA_INVALID_ID: int
PJSUA_DESTROY_NO_NETWORK: int
PJSUA_CALL_UNHOLD: int
PJSUA_CALL_UPDATE_CONTACT: int
PJSUA_CALL_MEDIA_ACTIVE: int
PJSUA_CALL_MEDIA_LOCAL_HOLD: int
PJSUA_CALL_MEDIA_REMOTE_HOLD: int
PJSIP_TRANSPORT_UNSPECIFIED: int
PJSIP_TRANSPORT_UDP: int
PJSIP_TRANSPORT_TCP: int
PJSIP_TRANSPORT_TLS: int
PJSIP_TP_STATE_CONNECTED: int
PJSIP_TP_STATE_DISCONNECTED: int
PJSIP_INV_STATE_EARLY: int
PJSIP_INV_STATE_CONNECTING: int
PJSIP_INV_STATE_CONFIRMED: int
PJSIP_INV_STATE_DISCONNECTED: int
PJSIP_EVENT_RX_MSG: int
PJSIP_EVENT_TIMER: int
PJSIP_EVENT_TRANSPORT_ERROR: int
PJSIP_EVENT_TSX_STATE: int
PJSIP_ROLE_UAC: int
PJSIP_ROLE_UAS: int
PJSIP_REDIRECT_STOP: int
PJMEDIA_TYPE_AUDIO: int
PJMEDIA_FORMAT_PCM: int
PJMEDIA_FRAME_TYPE_AUDIO: int
PJ_QOS_PARAM_HAS_DSCP: int
PJMEDIA_SRTP_DISABLED: int
PJMEDIA_SRTP_OPTIONAL: int
PJMEDIA_SRTP_MANDATORY: int
PJ_SSL_SOCK_PROTO_TLS1_2: int

class Error(Exception):
    status: int
    title: str
    reason: str
    def info(self, multi_line: bool = ...) -> str: ...

class _Vector(Generic[T]):
    def append(self, item: T) -> None: ...
    def clear(self) -> None: ...
    def __iter__(self) -> Iterator[T]: ...
    def __len__(self) -> int: ...

class ByteVector(_Vector[int]):
    def __init__(self, data: bytes = ...) -> None: ...
    def __bytes__(self) -> bytes: ...
    @property
    def this(self) -> int: ...

class StringVector(_Vector[str]):
    def __init__(self) -> None: ...

class SockOpt:
    level: int
    optName: int
    def setOptValInt(self, value: int) -> None: ...

class SockOptParams:
    sockOpts: _Vector[SockOpt]

class TlsConfig:
    CaListFile: str
    proto: int
    verifyServer: bool
    msecTimeout: int
    sockOptParams: SockOptParams

class TransportInfo:
    localAddress: str

class pj_qos_params:  # noqa: N801
    flags: int
    dscp_val: int

class TransportConfig:
    qosParams: pj_qos_params
    port: int
    portRange: int
    randomizePort: bool
    boundAddress: str
    publicAddress: str
    tlsConfig: TlsConfig
    sockOptParams: SockOptParams

class LogEntry:
    level: int
    msg: str
    threadName: str

class LogWriter:
    def __init__(self) -> None: ...
    def __disown__(self) -> object: ...
    def write(self, entry: LogEntry) -> None: ...

class LogConfig:
    level: int
    consoleLevel: int
    msgLogging: int
    filename: str
    decor: int
    writer: LogWriter

class UaConfig:
    maxCalls: int
    threadCnt: int
    mainThreadOnly: bool
    userAgent: str

class EnumPointer:
    def __int__(self) -> int: ...
    def disown(self) -> None: ...

class MediaConfig:
    clockRate: int
    sndClockRate: int
    audioFramePtime: int
    threadCnt: int
    hasIoqueue: bool
    noVad: bool
    jbDiscardAlgo: EnumPointer
    jbInit: int
    jbMinPre: int
    jbMaxPre: int
    jbMax: int
    ecTailLen: int

class EpConfig:
    logConfig: LogConfig
    uaConfig: UaConfig
    medConfig: MediaConfig

class CodecInfo:
    codecId: str
    priority: int

class Version:
    full: str

class AudDevManager:
    def setNullDev(self) -> None: ...
    def setNoDev(self) -> None: ...

class TimeVal:
    sec: int

class SslCertName:
    name: str

class SslCertInfo:
    subjectCn: str
    subjectInfo: str
    issuerCn: str
    issuerInfo: str
    validityStart: TimeVal
    validityEnd: TimeVal
    subjectAltName: _Vector[SslCertName]
    def isEmpty(self) -> bool: ...

class TlsInfo:
    remoteCertInfo: SslCertInfo
    verifyStatus: int
    verifyMsgs: _Vector[str]

class _TransportHandle:
    def __int__(self) -> int: ...

class SdpSession:
    wholeSdp: str

class OnCallRxReinviteParam:
    offer: SdpSession
    statusCode: int

class OnTransportStateParam:
    hnd: _TransportHandle
    type: str
    state: int
    lastError: int
    tlsInfo: TlsInfo

class OnRejectedIncomingCallParam:
    statusCode: int
    reason: str
    rdata: SipRxData

class IpChangeParam:
    restartListener: bool

class Endpoint:
    def libVersion(self) -> Version: ...
    def libCreate(self) -> None: ...
    def libInit(self, config: EpConfig) -> None: ...
    def libStart(self) -> None: ...
    def libHandleEvents(self, msec_timeout: int) -> int: ...
    def libDestroy(self, flags: int = ...) -> None: ...
    def utilStrError(self, status: int) -> str: ...
    def transportCreate(self, kind: int, config: TransportConfig) -> int: ...
    def transportGetInfo(self, id: int) -> TransportInfo: ...
    def transportClose(self, transport_id: int) -> None: ...
    def transportShutdown(self, handle: object) -> None: ...
    def audDevManager(self) -> AudDevManager: ...
    def codecEnum2(self) -> _Vector[CodecInfo]: ...
    def codecSetPriority(self, codec_id: str, priority: int) -> None: ...
    def natUpdateStunServers(self, servers: StringVector, wait: bool) -> None: ...
    def handleIpChange(self, param: IpChangeParam) -> None: ...

class AuthCredInfo:
    def __init__(self, scheme: str, realm: str, username: str, data_type: int, data: str) -> None: ...

class AccountRegConfig:
    registrarUri: str
    contactParams: str
    registerOnAdd: bool
    disableRegOnModify: bool
    timeoutSec: int
    retryIntervalSec: int
    firstRetryIntervalSec: int
    dropCallsOnFail: bool
    proxyUse: int

class AccountSipConfig:
    authCreds: _Vector[AuthCredInfo]
    proxies: _Vector[str]
    transportId: int

class AccountNatConfig:
    contactRewriteUse: int
    viaRewriteUse: int
    sdpNatRewriteUse: int
    sipOutboundUse: int
    udpKaIntervalSec: int
    sipStunUse: int
    mediaStunUse: int
    iceEnabled: bool

class SrtpCrypto:
    name: str
    key: str
    flags: int

class SrtpCryptoVector:
    def clear(self) -> None: ...
    def append(self, crypto: SrtpCrypto) -> None: ...

class SrtpOpt:
    cryptos: SrtpCryptoVector

class AccountMediaConfig:
    srtpOpt: SrtpOpt
    srtpUse: int
    srtpSecureSignaling: int
    transportConfig: TransportConfig

class AccountMwiConfig:
    enabled: bool

class AccountIpChangeConfig:
    shutdownTp: bool
    hangupCalls: bool

class AccountConfig:
    idUri: str
    regConfig: AccountRegConfig
    sipConfig: AccountSipConfig
    natConfig: AccountNatConfig
    mediaConfig: AccountMediaConfig
    mwiConfig: AccountMwiConfig
    ipChangeConfig: AccountIpChangeConfig

class SipRxData:
    wholeMsg: str
    srcAddress: str

class OnRegStateParam:
    rdata: SipRxData
    code: int
    reason: str
    expiration: int

class OnIncomingCallParam:
    callId: int
    rdata: SipRxData

class OnMwiInfoParam:
    rdata: SipRxData

class Account:
    def create(self, config: AccountConfig, make_default: bool = ...) -> None: ...
    def modify(self, config: AccountConfig) -> None: ...
    def shutdown(self) -> None: ...
    def setRegistration(self, renew: bool) -> None: ...
    def sendRequest(self, prm: SendRequestParam) -> None: ...

class SipHeader:
    hName: str
    hValue: str

class SipTxOption:
    targetUri: str
    headers: _Vector[SipHeader]

class CallSetting:
    flag: int

class CallOpParam:
    statusCode: int
    options: int
    opt: CallSetting
    txOption: SipTxOption
    def __init__(self, use_default_setting: bool = ...) -> None: ...

class CallMediaInfo:
    index: int
    type: int
    dir: int
    status: int

class CallInfo:
    state: int
    lastStatusCode: int
    lastReason: str
    media: _Vector[CallMediaInfo]

class MathStat:
    n: int
    last: int
    mean: int

class RtcpStreamStat:
    pkt: int
    loss: int
    jitterUsec: MathStat

class RtcpStat:
    rxStat: RtcpStreamStat
    rttUsec: MathStat

class StreamStat:
    rtcp: RtcpStat

class StreamInfo:
    codecName: str
    remoteRtpAddress: str

class MediaTransportInfo:
    localRtpName: str
    localRtcpName: str
    srcRtpName: str

class OnCallStateParam:
    e: SipEvent

class OnCallMediaStateParam: ...

class SipTransaction:
    role: int
    method: str
    statusCode: int

class TsxStateEventSrc:
    rdata: SipRxData

class TsxStateEvent:
    type: int
    src: TsxStateEventSrc
    tsx: SipTransaction

class SipEventBody:
    tsxState: TsxStateEvent

class SipEvent:
    type: int
    body: SipEventBody

class OnCallTsxStateParam:
    e: SipEvent

class SendRequestParam:
    method: str
    txOption: SipTxOption

class OnSendRequestParam:
    e: SipEvent

class OnDtmfDigitParam:
    digit: str

class OnCallTransferRequestParam:
    dstUri: str
    statusCode: int
    newCall: Call

class OnCallReplaceRequestParam:
    rdata: SipRxData
    statusCode: int

class OnCallReplacedParam:
    newCallId: int
    newCall: Call

class OnCallRedirectedParam:
    targetUri: str

class AudioMediaTransmitParam:
    level: float

class AudioMedia:
    def getTxLevel(self) -> int: ...
    def startTransmit(self, sink: AudioMedia) -> None: ...
    def startTransmit2(self, sink: AudioMedia, param: AudioMediaTransmitParam) -> None: ...
    def stopTransmit(self, sink: AudioMedia) -> None: ...
    def adjustTxLevel(self, level: float) -> None: ...

class AudioMediaPlayer(AudioMedia):
    def createPlayer(self, file_name: str, options: int = ...) -> None: ...

class AudioMediaRecorder(AudioMedia):
    def createRecorder(self, file_name: str) -> None: ...

class OnInstantMessageParam:
    fromUri: str
    contentType: str
    msgBody: str

class OnInstantMessageStatusParam:
    toUri: str
    msgBody: str
    code: int
    reason: str

class OnCallTransferStatusParam:
    statusCode: int
    reason: str
    finalNotify: bool
    cont: bool

class SendInstantMessageParam:
    contentType: str
    content: str

class BuddyConfig:
    uri: str
    subscribe: bool

class Buddy:
    def create(self, account: Account, config: BuddyConfig) -> None: ...
    def sendInstantMessage(self, prm: SendInstantMessageParam) -> None: ...

class CallSendRequestParam:
    method: str
    txOption: SipTxOption

class Call:
    thisown: bool
    def __init__(self, account: Account, call_id: int = ...) -> None: ...
    def getId(self) -> int: ...
    def isActive(self) -> bool: ...
    def getInfo(self) -> CallInfo: ...
    def getAudioMedia(self, index: int) -> AudioMedia: ...
    def makeCall(self, target: str, prm: CallOpParam) -> None: ...
    def answer(self, prm: CallOpParam) -> None: ...
    def hangup(self, prm: CallOpParam) -> None: ...
    def setHold(self, prm: CallOpParam) -> None: ...
    def reinvite(self, prm: CallOpParam) -> None: ...
    def dialDtmf(self, digits: str) -> None: ...
    def xfer(self, dest: str, prm: CallOpParam) -> None: ...
    def xferReplaces(self, dest: Call, prm: CallOpParam) -> None: ...
    def dump(self, with_media: bool, indent: str) -> str: ...
    def sendRequest(self, prm: CallSendRequestParam) -> None: ...
    def getStreamInfo(self, index: int) -> StreamInfo: ...
    def getStreamStat(self, index: int) -> StreamStat: ...
    def getMedTransportInfo(self, index: int) -> MediaTransportInfo: ...

class MediaFormatAudio:
    def init(
        self, format_id: int, clock_rate: int, channel_count: int, frame_time_usec: int, bits_per_sample: int
    ) -> None: ...

class MediaFrame:
    type: int
    buf: ByteVector
    size: int

class AudioMediaPort(AudioMedia):
    def createPort(self, name: str, form: MediaFormatAudio) -> None: ...

class ToneDesc:
    freq1: int
    freq2: int
    on_msec: int
    off_msec: int
    volume: int

class ToneDescVector(_Vector[ToneDesc]): ...

class ToneGenerator(AudioMedia):
    def createToneGenerator(self) -> None: ...
    def play(self, tones: ToneDescVector, loop: bool = ...) -> None: ...
    def stop(self) -> None: ...
