"""The pjsua2 endpoint: configuration, event loop turns, shutdown. Runs on the owning thread."""

import contextlib
import ctypes
import logging
import os
import sys
import time
from collections.abc import Callable, Iterator

import pjsua2 as pj

from softphone.domain.certificates import CertificateReport, report
from softphone.telephony.engine.pjsip import codecs, jitter_buffer
from softphone.telephony.engine.pjsip.connection_limit import ConnectionLimit, Handle
from softphone.telephony.engine.pjsip.errors import guarded
from softphone.telephony.engine.pjsip.keep_call_on_timeout import KeepCallOnTimeout
from softphone.telephony.engine.pjsip.sip_trace_file import MESSAGE_LEVEL, SipTrace, TraceFile
from softphone.telephony.engine_options import EngineOptions

log = logging.getLogger(__name__)

# pj_ssl_cert_verify_flag_t of pjlib (pj/ssl_sock.h).
ISSUER_NOT_FOUND, UNTRUSTED, ISSUER_MISMATCH = 1 << 0, 1 << 1, 1 << 5
CHAIN_TOO_LONG, IDENTITY_NOT_MATCH = 1 << 8, 1 << 30


def report_of(info: pj.TlsInfo, now_s: float) -> CertificateReport | None:
    """None when the fault was not the certificate's."""
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


MAX_CALLS = 32
"""The pinned wheel is built with PJSUA_MAX_CALLS=4 and silently takes 4 [measured]; a fifth call gets 486."""


CLOCK_HZ = 16000
FRAME_MS = 10
TransportListener = Callable[[int, int, bool, str, CertificateReport | None], None]
"""Transport type, flow, whether it is connected, the fault of socket or certificate as text, the certificate."""


RefusalListener = Callable[[int, str, str], None]
"""Status, reason and the INVITE that pjsip rejected."""


class Endpoint(pj.Endpoint):
    """Uses pjsua2's null sound device; miniaudio drives the real devices."""

    def __init__(self, options: EngineOptions, on_transport: TransportListener, on_refusal: RefusalListener) -> None:
        super().__init__()
        self._options = options
        self._on_transport = on_transport
        self._on_refusal = on_refusal
        self._clock_runs = False
        self._stun_server = ""
        self.trace = TraceFile(options.log_folder)
        self.trace.enable(options.keep_trace)
        self._log_writer = SipTrace(self.trace)
        self._connections = ConnectionLimit[Handle](self._close_flow, time.sleep)
        self._keep_calls = KeepCallOnTimeout()

    def start(self) -> None:
        with _quiet_stdout():
            self.libCreate()
        self.libInit(self._settings())
        self._log_writer.__disown__()  # the library deletes its log writer itself
        for codec in self.codecEnum2():
            self.codecSetPriority(codec.codecId, codecs.PRIORITIES.get(codec.codecId, 0))
        self.libStart()
        self.audDevManager().setNoDev()

    def run_clock(self, running: bool) -> None:
        """Starts or stops the media clock; it costs 1.4 % of a core [measured], so it runs only during calls."""
        if running != self._clock_runs:
            self._clock_runs = running
            devices = self.audDevManager()
            devices.setNullDev() if running else devices.setNoDev()

    def use_stun(self, server: str) -> None:
        """Queries the STUN server in the background; media that start before its answer go without it."""
        if server and server != self._stun_server:
            self._stun_server = server
            servers = pj.StringVector()
            servers.append(server)
            self.natUpdateStunServers(servers, False)

    def move_to_new_network(self, restart_listeners: bool) -> None:
        """Over TLS no listener is needed, and a new one would accept connections (`mute_tls_listener`)."""
        param = pj.IpChangeParam()
        param.restartListener = restart_listeners
        self.handleIpChange(param)

    def close_flows(self, flows: frozenset[int]) -> None:
        """Makes the next request open a new connection; open transactions keep the old ones."""
        self._connections.close_flows(flows)

    def turn(self, wait_ms: int) -> None:
        self._keep_calls.reapply()
        self.libHandleEvents(wait_ms)
        self._connections.enforce(time.monotonic())

    def end(self) -> None:
        """Ends the library; every call, account and port must be dropped before."""
        self.libDestroy(pj.PJSUA_DESTROY_NO_NETWORK)
        self.trace.enable(False)

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
            (self._connections.opened if connected else self._connections.closed)(prm.hnd)
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
        """Does nothing more than the log: these callbacks only add details to later events."""


def _set_log(config: pj.LogConfig, writer: SipTrace) -> None:
    """Turns decoration off, as the file has the time. `consoleLevel` is also the writer's level."""
    config.level = config.consoleLevel = MESSAGE_LEVEL
    config.msgLogging = 1
    config.decor = 0
    config.writer = writer


def _set_media(config: pj.MediaConfig) -> None:
    """Frames of 10 ms: each longer frame adds its length to the delay."""
    config.clockRate = config.sndClockRate = CLOCK_HZ
    config.audioFramePtime = FRAME_MS
    config.noVad = True
    config.ecTailLen = 0
    jitter_buffer.configure(config)


def _kind_of(transport: str) -> int:
    kinds = {"udp": pj.PJSIP_TRANSPORT_UDP, "tcp": pj.PJSIP_TRANSPORT_TCP, "tls": pj.PJSIP_TRANSPORT_TLS}
    return int(kinds.get(transport.lower()[:3], pj.PJSIP_TRANSPORT_UNSPECIFIED))


@contextlib.contextmanager
def _quiet_stdout() -> Iterator[None]:
    """WORKAROUND(pjsua2 2.15.1): libCreate prints to stdout before its log is configured."""
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
