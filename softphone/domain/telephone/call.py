"""Calls as values; `calls/call_list` applies events to them."""

from dataclasses import dataclass
from enum import Enum
from typing import NewType

CallKey = NewType("CallKey", int)


class Direction(Enum):
    INCOMING = "incoming"
    OUTGOING = "outgoing"


class CallState(Enum):
    DIALING = "dialing"
    REMOTE_RINGING = "remote-ringing"
    RINGING = "ringing"
    ACTIVE = "active"
    ENDED = "ended"


class Ring(Enum):
    """How an incoming call rings, from its Alert-Info."""

    NORMAL = "normal"
    SPLASH = "splash"
    SILENT = "silent"


class CallEnd(Enum):
    """The reason a call ended; missed are MISSED and what rang when the program ended.

    `PROGRAM_CLOSED`: somebody quit while it rang. The other two: the program was killed; the next start told.
    """

    HUNG_UP_HERE = "hung-up-here"
    HUNG_UP_THERE = "hung-up-there"
    REJECTED_HERE = "rejected-here"
    SENT_TO_VOICEMAIL = "sent-to-voicemail"
    HANDED_OVER = "handed-over"
    MISSED = "missed"
    ANSWERED_ELSEWHERE = "answered-elsewhere"
    FAILED = "failed"
    ENGINE_LOST = "engine-lost"
    PROGRAM_CLOSED = "program-closed"
    PROGRAM_ENDED_RINGING = "program-ended-ringing"
    PROGRAM_ENDED_TALKING = "program-ended-talking"


@dataclass(frozen=True, slots=True)
class InviteFacts:
    """Header values of an INVITE as received, copied in the callback.

    `from_stranger`: it did not come from the account's server, so nothing it says of its caller is confirmed.
    """

    request_uri: str = ""
    from_: str = ""
    to: str = ""
    p_asserted_identity: tuple[str, ...] = ()
    remote_party_id: tuple[str, ...] = ()
    diversion: tuple[str, ...] = ()
    history_info: tuple[str, ...] = ()
    alert_info: tuple[str, ...] = ()
    call_info: tuple[str, ...] = ()
    answer_mode: tuple[str, ...] = ()
    privacy: str = ""
    sip_call_id: str = ""
    tracking_id: str = ""
    from_stranger: bool = False


@dataclass(frozen=True, slots=True)
class Quality:
    """One reading of a call's media; loss in percent, times in ms, MOS 1.0-4.5 (E-model estimate)."""

    loss_percent: float
    jitter_ms: float
    round_trip_ms: float | None
    mos: float
    codec: str = ""
    encrypted: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """A call. Times are seconds since the epoch, None for what has not happened.

    `intent` is the requested end until the engine confirms it; `party`: the new peer after a transfer.
    `unconfirmed`: answered, but the caller's telephone has not said so; `sound_lost`: nothing comes from there.
    """

    key: CallKey
    direction: Direction
    state: CallState
    started_at_s: float
    invite: InviteFacts | None = None
    dialled: str = ""
    answered_at_s: float | None = None
    ended_at_s: float | None = None
    ring: Ring = Ring.NORMAL
    held_here: bool = False
    held_there: bool = False
    muted: bool = False
    unconfirmed: bool = False
    sound_lost: bool = False
    ring_silenced: bool = False
    quality: Quality | None = None
    encrypted: bool | None = None
    end: CallEnd | None = None
    end_status: int = 0
    end_text: str = ""
    intent: CallEnd | None = None
    party: InviteFacts | None = None
