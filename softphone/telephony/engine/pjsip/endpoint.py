"""The pjsua2 endpoint: configuration, event loop turns, shutdown. Runs on the owning thread."""

import contextlib
import ctypes
import logging
import os
import sys
from collections.abc import Callable, Iterator

import pjsua2 as pj

from softphone.telephony.engine.pjsip import codecs, jitter_buffer
from softphone.telephony.engine.pjsip.errors import guarded
from softphone.telephony.engine.pjsip.keep_call_on_timeout import KeepCallOnTimeout
from softphone.telephony.engine.pjsip.random_state import RANDOM_STATE
from softphone.telephony.engine.pjsip.sip_trace_file import WARNING_LEVEL, PjsipLog, TraceFile
from softphone.telephony.engine_options import EngineOptions

log = logging.getLogger(__name__)

MAX_CALLS = 32
"""The pinned wheel is built with PJSUA_MAX_CALLS=4 and silently takes 4 [measured]; a fifth call gets 486."""


CLOCK_HZ = 16000
FRAME_MS = 10
RefusalListener = Callable[[int, str, str], None]
"""Status, reason and the INVITE that pjsip rejected."""


class Endpoint(pj.Endpoint):
    """Uses pjsua2's null sound device; miniaudio drives the real devices."""

    def __init__(self, options: EngineOptions, on_refusal: RefusalListener) -> None:
        super().__init__()
        self._options = options
        self._on_refusal = on_refusal
        self._clock_runs = False
        self._stun_server = ""
        self.trace = TraceFile(options.log_folder)
        self.trace.enable(options.keep_trace)
        self._log_writer = PjsipLog()
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
        RANDOM_STATE.refill()

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

    def move_to_new_network(self) -> None:
        """pjsip registers and re-INVITEs by itself; its own socket is on the loopback and stays."""
        param = pj.IpChangeParam()
        param.restartListener = False
        self.handleIpChange(param)

    def turn(self, wait_ms: int) -> None:
        RANDOM_STATE.refill()
        self._keep_calls.reapply()
        self.libHandleEvents(wait_ms)

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
    def onRejectedIncomingCall(self, prm: pj.OnRejectedIncomingCallParam) -> None:
        self._on_refusal(int(prm.statusCode), str(prm.reason), str(prm.rdata.wholeMsg))

    def report_failure(self, callback: str, error: Exception) -> None:
        """Does nothing more than the log: these callbacks only add details to later events."""


def _set_log(config: pj.LogConfig, writer: PjsipLog) -> None:
    """Only warnings; the gate writes the trace. `consoleLevel` is also the writer's level."""
    config.level = config.consoleLevel = WARNING_LEVEL
    config.msgLogging = 0
    config.decor = 0
    config.writer = writer


def _set_media(config: pj.MediaConfig) -> None:
    """Frames of 10 ms: each longer frame adds its length to the delay."""
    config.threadCnt, config.hasIoqueue = 0, False  # sound packets come in the turns, without a thread that polls
    config.clockRate = config.sndClockRate = CLOCK_HZ
    config.audioFramePtime = FRAME_MS
    config.noVad = True
    config.ecTailLen = 0
    jitter_buffer.configure(config)


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
