"""Whether one can be reached, in words; also which banner the window carries."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication

from softphone.domain import problems as p
from softphone.domain.account.sign_in import SignInPhase
from softphone.services.state.app_state import AppState
from softphone.services.state.audio import AudioView
from softphone.ui.text.call_text import encryption_words
from softphone.ui.text.time_format import clock

translate = QCoreApplication.translate


class StatusTone(Enum):
    GOOD = "good"
    WAITING = "waiting"
    LIMITED = "limited"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Status:
    tone: StatusTone
    text: str


@dataclass(frozen=True, slots=True)
class DeviceStatus:
    text: str
    good: bool


def reachability(state: AppState) -> Status:
    """What the status line says; a running attempt is said before an old refusal."""
    phase = state.sign_in.phase
    if phase is SignInPhase.SIGNED_OUT:
        return Status(StatusTone.BAD, translate("Status", "Signed out"))
    if phase is SignInPhase.SIGNING_OUT:
        return Status(StatusTone.WAITING, translate("Status", "Signing out …"))
    if state.registration.registered:
        return _registered(state)
    asking = state.registration.trying and state.registration.problem is None
    if not asking and (phase is SignInPhase.LIMITED or state.registration.problem is not None):
        return Status(StatusTone.BAD, unreachable_words(state))
    return Status(StatusTone.WAITING, translate("Status", "Signing in …"))


def _registered(state: AppState) -> Status:
    if state.sign_in.phase is SignInPhase.LIMITED and state.sign_in.problem is not None:
        return Status(StatusTone.LIMITED, limited_words(state.sign_in.problem))
    since = state.registration.since_s
    if since is None:
        return Status(StatusTone.GOOD, translate("Status", "Reachable"))
    return Status(StatusTone.GOOD, translate("Status", "Reachable since {time}").format(time=clock(since)))


def clear_words(state: AppState) -> str:
    """Behind the state of the registration; empty while nothing is sent in clear."""
    return encryption_words(False) if _is_in_clear(state) else ""


def clear_sentence(state: AppState) -> str:
    """The keys of SRTP are in the signalling, so the sound is as readable as that."""
    if not _is_in_clear(state):
        return ""
    return translate(
        "Status",
        "The connection to the telephone server is not encrypted: others on the network can see who calls whom,"
        " and listen.",
    )


def _is_in_clear(state: AppState) -> bool:
    return state.registration.registered and state.registration.in_clear


def limited_words(problem: p.Problem) -> str:
    """Short enough for one line; the banner has the whole sentence."""
    match problem:
        case p.PortalUnreachable() | p.PortalTimedOut() | p.PortalOverloaded() | p.PortalAnswerUnusable():
            return translate("Status", "Limited: the portal does not answer")
        case p.CredentialsRefused() | p.PortalRefused() | p.CertificateRefused() | p.PlainHttpRefused():
            return translate("Status", "Limited: the portal refuses")
        case _:
            return translate("Status", "Limited")


def unreachable_words(state: AppState) -> str:
    since = state.registration.since_s
    if since is None:
        return translate("Status", "Not reachable")
    return translate("Status", "Not reachable since {time}").format(time=clock(since))


def device_words(audio: AudioView) -> DeviceStatus:
    """The loudspeaker in use stands for the sound; a silent stand-in is said plainly."""
    if audio.speaker.using is None:
        return DeviceStatus(translate("Status", "No sound device"), good=False)
    return DeviceStatus(audio.speaker.using, good=True)
