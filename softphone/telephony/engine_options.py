"""How an engine process is started; a plain value that both sides may import without loading pjsua2."""

from dataclasses import dataclass
from enum import Enum


class AudioMode(Enum):
    """AUTO takes the sound devices of the machine, NULL only ever the silent stand-in."""

    AUTO = "auto"
    NULL = "null"


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """`bind_address` empty: the loopback for a loopback registrar, else every address.

    `sip_port` 0 lets the system choose; a fixed one makes a restarted engine replace its old binding.
    `nameservers` empty: the system's; `server_check_s`: how often a better server than the present one is looked for;
    `server_pulse_s`: how often the present one is asked whether it is still there.
    `log_folder` gets the engine's log, its crash reports and, where wanted, the SIP trace; empty: nothing is written.
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
    log_folder: str = ""
    keep_trace: bool = False
