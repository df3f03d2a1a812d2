"""The life of the pjsua2 library: one endpoint, its settings, its end. Everything here runs on the owning thread."""

import contextlib
import ctypes
import logging
import os
import sys
import time
from collections.abc import Callable, Iterator

import pjsua2 as pj

from softphone.domain.certificates import CertificateReport, report
from softphone.telephony.engine.pjsip import jitter_buffer
from softphone.telephony.engine.pjsip.connection_limit import ConnectionLimit, Handle
from softphone.telephony.engine.pjsip.guarded_callback import guarded
from softphone.telephony.engine.pjsip.keep_call_on_timeout import KeepCallOnTimeout
from softphone.telephony.engine.pjsip.sip_trace_file import MESSAGE_LEVEL, SipTrace, TraceFile
from softphone.telephony.engine_options import EngineOptions

# pj_ssl_cert_verify_flag_t of pjlib (pj/ssl_sock.h).
ISSUER_NOT_FOUND, UNTRUSTED, ISSUER_MISMATCH = 1 << 0, 1 << 1, 1 << 5
CHAIN_TOO_LONG, IDENTITY_NOT_MATCH = 1 << 8, 1 << 30


def report_of(info: pj.TlsInfo, now_s: float) -> CertificateReport | None:
    """None when it was not the certificate."""
    shown = info.remoteCertInfo
    if not info.verifyStatus or shown.isEmpty():
        return None
    return report(
        str(shown.subjectCn or shown.subjectInfo),
        str(shown.issuerCn or shown.issuerInfo),
        tuple(str(name.name) for name in shown.subjectAltName),
        (float(shown.validityStart.sec), float(shown.validityEnd.sec)),
        now_s,
        wrong_host=bool(info.verifyStatus & IDENTITY_NOT_MATCH),
        untrusted=bool(info.verifyStatus & (ISSUER_NOT_FOUND | UNTRUSTED | ISSUER_MISMATCH | CHAIN_TOO_LONG)),
        self_signed=str(shown.subjectInfo) == str(shown.issuerInfo),
    )


log = logging.getLogger(__name__)
MAX_CALLS = 32
"""A wish: the pinned wheel is built with PJSUA_MAX_CALLS=4 and silently takes 4 [measured]; a fifth hears 486."""


CLOCK_HZ = 16000
FRAME_MS = 10
CODEC_PRIORITIES = {"G722/16000/1": 255, "PCMA/8000/1": 254, "PCMU/8000/1": 253}
TransportListener = Callable[[int, int, bool, str, CertificateReport | None], None]
"""Transport type, flow, whether it is connected now, the socket's or certificate's fault in words, its details."""


RefusalListener = Callable[[int, str, str], None]
"""Status, reason and the INVITE that pjsip refused by itself."""


class Endpoint(pj.Endpoint):
    """pjsua2 on its null sound device; the real devices are miniaudio's."""

    def __init__(self, options: EngineOptions, on_transport: TransportListener, on_refusal: RefusalListener) -> None:
        super().__init__()
        self._options = options
        self._on_transport = on_transport
        self._on_refusal = on_refusal
        self._clock_runs = False
        self._stun_server = ""
        self.trace = TraceFile(options.log_folder)
        self.trace.keep(options.keep_trace)
        self._log_writer = SipTrace(self.trace)
        self._flows = ConnectionLimit[Handle](self._close_flow, time.sleep)
        self._kept_calls = KeepCallOnTimeout()

    def start(self) -> None:
        with _quiet_stdout():
            self.libCreate()
        self.libInit(self._settings())
        self._log_writer.__disown__()  # the library deletes its log writer itself
        for codec in self.codecEnum2():
            self.codecSetPriority(codec.codecId, CODEC_PRIORITIES.get(codec.codecId, 0))
        self.libStart()
        self.audDevManager().setNoDev()

    def run_clock(self, running: bool) -> None:
        """The media clock costs 1.4 % of a core [measured], so it runs only while there are calls."""
        if running != self._clock_runs:
            self._clock_runs = running
            devices = self.audDevManager()
            devices.setNullDev() if running else devices.setNoDev()

    def use_stun(self, server: str) -> None:
        """Asked in the background; media that begin before it has answered go without."""
        if server and server != self._stun_server:
            self._stun_server = server
            servers = pj.StringVector()
            servers.append(server)
            self.natUpdateStunServers(servers, False)

    def move_to_new_network(self, restart_listeners: bool) -> None:
        """Over TLS none is needed, and a new one would hear again (`deaf_listener`)."""
        param = pj.IpChangeParam()
        param.restartListener = restart_listeners
        self.handleIpChange(param)

    def leave_flows(self, flows: frozenset[int]) -> None:
        """The next request goes over a new connection; what is still under way on these keeps them."""
        self._flows.leave(flows)

    def turn(self, wait_ms: int) -> None:
        self._kept_calls.reapply()
        self.libHandleEvents(wait_ms)
        self._flows.settle(time.monotonic())

    def end(self) -> None:
        """Only after every call, account and port of ours is dropped."""
        self.libDestroy(pj.PJSUA_DESTROY_NO_NETWORK)
        self.trace.keep(False)

    def _settings(self) -> pj.EpConfig:
        config = pj.EpConfig()
        config.uaConfig.threadCnt = 0
        config.uaConfig.mainThreadOnly = True
        config.uaConfig.maxCalls = MAX_CALLS
        config.uaConfig.userAgent = self._options.user_agent
        _set_log(config.logConfig, self._log_writer)
        _set_media(config.medConfig)
        return config

    @guarded
    def onTransportState(self, prm: pj.OnTransportStateParam) -> None:
        connected = prm.state == pj.PJSIP_TP_STATE_CONNECTED
        if _kind_of(prm.type) != pj.PJSIP_TRANSPORT_UDP:
            (self._flows.opened if connected else self._flows.gone)(prm.hnd)
        if connected or prm.state == pj.PJSIP_TP_STATE_DISCONNECTED:
            fault = "" if connected else self._fault(prm)
            shown = None if connected else report_of(prm.tlsInfo, time.time())
            self._on_transport(_kind_of(prm.type), int(prm.hnd), connected, fault, shown)

    @guarded
    def onRejectedIncomingCall(self, prm: pj.OnRejectedIncomingCallParam) -> None:
        self._on_refusal(int(prm.statusCode), str(prm.reason), str(prm.rdata.wholeMsg))

    def _close_flow(self, handle: Handle) -> None:
        try:
            self.transportShutdown(handle)
        except pj.Error as error:
            log.info("a flow was gone already: %s", error.reason)

    def _fault(self, prm: pj.OnTransportStateParam) -> str:
        messages = [str(message) for message in prm.tlsInfo.verifyMsgs]
        if prm.tlsInfo.verifyStatus and messages:
            return "; ".join(messages)
        return str(self.utilStrError(prm.lastError)) if prm.lastError else ""

    def report_failure(self, callback: str, error: Exception) -> None:
        """Nothing hangs on these callbacks but the words of a later message; the log has it."""


def _set_log(config: pj.LogConfig, writer: SipTrace) -> None:
    """Without decoration: the file has the time. `consoleLevel` is that of the writer, too."""
    config.level = config.consoleLevel = MESSAGE_LEVEL
    config.msgLogging = 1
    config.decor = 0
    config.writer = writer


def _set_media(config: pj.MediaConfig) -> None:
    """10 ms frames [design.md, decision 4]."""
    config.clockRate = config.sndClockRate = CLOCK_HZ
    config.audioFramePtime = FRAME_MS
    config.noVad = True
    config.ecTailLen = 0
    jitter_buffer.settle(config)


def _kind_of(transport: str) -> int:
    kinds = {"udp": pj.PJSIP_TRANSPORT_UDP, "tcp": pj.PJSIP_TRANSPORT_TCP, "tls": pj.PJSIP_TRANSPORT_TLS}
    return int(kinds.get(transport.lower()[:3], pj.PJSIP_TRANSPORT_UNSPECIFIED))


@contextlib.contextmanager
def _quiet_stdout() -> Iterator[None]:
    """WORKAROUND(pjsua2 2.15.1): libCreate prints to stdout before it can be told not to."""
    sys.stdout.flush()
    kept = os.dup(1)
    try:
        with open(os.devnull, "wb") as nothing:  # noqa: PTH123 - a device, not a path of ours
            os.dup2(nothing.fileno(), 1)
        yield
    finally:
        with contextlib.suppress(OSError, TypeError, AttributeError):  # Windows has no library without a name
            ctypes.CDLL(None).fflush(None)  # C keeps what it printed for later where stdout is no terminal
        os.dup2(kept, 1)
        os.close(kept)
