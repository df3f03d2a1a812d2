"""Start options of an engine process; importable on both sides without loading pjsua2."""

from dataclasses import dataclass
from enum import Enum


class AudioMode(Enum):
    """AUTO uses the machine's sound devices, NULL only the silent stand-in."""

    AUTO = "auto"
    NULL = "null"


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """`bind_address` empty: the loopback for a loopback registrar, else every address.

    `sip_port` 0 lets the system choose; a fixed one makes a restarted engine replace its old binding.
    `nameservers` empty: the system's; `server_check_s`: interval of checks for a preferred server;
    `server_pulse_s`: interval of liveness probes of the present server.
    `refusal_pause_s`: first pause after a refused registration.
    `ringing_limit_s` is longer than any platform's own: a caller that never gives up must not hold a place for ever.
    `log_folder` gets the log, crash reports and, if enabled, the SIP trace; empty: nothing is written.
    """

    audio: AudioMode = AudioMode.AUTO
    bind_address: str = ""
    sip_port: int = 0
    first_incoming_key: int = 1
    user_agent: str = "Vorzimmer"
    device_poll_s: float = 2.0
    nameservers: tuple[tuple[str, int], ...] = ()
    server_check_s: float = 60.0
    server_pulse_s: float = 30.0
    refusal_pause_s: float = 60.0
    ringing_limit_s: float = 180.0
    log_folder: str = ""
    keep_trace: bool = False
