"""Words for calls: caller, reason, next step, end. The portal's terms stand as the portal has them."""

from enum import Enum
from typing import assert_never

from PySide6.QtCore import QCoreApplication, QLocale

from softphone.domain.telephone.call import CallEnd, CallState, Direction, Quality
from softphone.services.executive_calls.ring_reason import Closing, NextStep, StepKind
from softphone.services.state.calls import CallView
from softphone.ui.text.time_format import running, time_left

GOOD_MOS = 4.0
"""ITU-T G.107 annex B: from about here on people are satisfied."""


FAIR_MOS = 3.6
"""ITU-T G.107 annex B: below it many are dissatisfied."""


class QualityGrade(Enum):
    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


def grade(quality: Quality) -> QualityGrade:
    if quality.mos >= GOOD_MOS:
        return QualityGrade.GOOD
    return QualityGrade.FAIR if quality.mos >= FAIR_MOS else QualityGrade.POOR


def caller(call: CallView) -> str:
    """The other party without the leader: name, else number, else what is known of it."""
    if call.name or call.number:
        return call.name or call.number
    if call.leader is not None and call.headline:
        return QCoreApplication.translate("CallWords", "Number not transmitted")
    return QCoreApplication.translate("CallWords", "Anonymous")


def number_below(call: CallView) -> str:
    """The second line; empty where the number already stands in the first."""
    return call.number if call.name else ""


def call_summary(call: CallView, now_s: float) -> str:
    """Caller, time and mute in one line, for the title bar and the tray."""
    if call.state is CallState.RINGING and call.direction is Direction.INCOMING:
        return QCoreApplication.translate("CallWords", "{caller} is ringing").format(caller=caller(call))
    if call.held_here:
        return QCoreApplication.translate("CallWords", "{caller} on hold").format(caller=caller(call))
    time = running(now_s - call.answered_at_s) if call.answered_at_s is not None else ""
    muted = QCoreApplication.translate("CallWords", "muted") if call.muted else ""
    return " · ".join(part for part in (caller(call), time, muted) if part)


def card_head(call: CallView) -> str:
    """The head line of the card, as the portal's name mode wants it."""
    return call.headline or call.detail or QCoreApplication.translate("CallWords", "Anonymous")


def card_number(call: CallView) -> str:
    """The line below it, as the portal's number mode wants it; else the caller's own number."""
    shown = call.detail if call.headline else ""
    return shown or (call.number if call.number not in call.headline else "")


def for_whom(call: CallView) -> str:
    if call.leader is None:
        return QCoreApplication.translate("CallWords", "Direct call")
    return QCoreApplication.translate("CallWords", "for {leader}").format(leader=call.leader.name)


def _leader_words(call: CallView) -> str:
    if call.on_behalf_of is None:
        return for_whom(call)
    return QCoreApplication.translate("CallWords", "on behalf of {leader}").format(leader=call.on_behalf_of.name)


def second_line_variants(call: CallView) -> tuple[str, ...]:
    """Leader, number, whether it is encrypted; with less room the number goes first, and the lock says the last."""
    whom, number = (_leader_words(call) if call.leader else ""), number_below(call)
    if call.referred_by:
        whom = QCoreApplication.translate("CallWords", "transferred by {name}").format(name=call.referred_by)
    both = " · ".join(part for part in (whom, number) if part)
    secured = secured_words(call)
    whole = " · ".join(part for part in (both, secured) if part)
    short = " · ".join(part for part in (whom or number, secured) if part)
    return tuple(dict.fromkeys((whole, short, whom or number or secured)))


def secured_words(call: CallView) -> str:
    """Said of every conversation over the network, and of others where the account wishes encryption."""
    if call.encrypted is None or call.state is not CallState.ACTIVE:
        return ""
    told = call.encrypted or call.encryption_wanted or call.over_network
    return encryption_words(call.encrypted) if told else ""


def next_step_words(step: NextStep, remaining_s: float) -> str:
    """Always with "≈": rings are converted and the platform's clock is its own."""
    return _step_sentence(step.kind).format(time=time_left(remaining_s))


def _step_sentence(kind: StepKind) -> str:
    match kind:
        case StepKind.NEXT_ASSISTANT:
            return QCoreApplication.translate("CallWords", "Moves on in ≈ {time}")
        case StepKind.VOICEMAIL:
            return QCoreApplication.translate("CallWords", "Voicemail in ≈ {time}")
        case StepKind.FORWARD:
            return QCoreApplication.translate("CallWords", "Forwarded in ≈ {time}")
        case StepKind.NO_ANSWER_PROCESSING:
            return QCoreApplication.translate("CallWords", "Moves on in ≈ {time}")
        case _:
            assert_never(kind)


def closing_words(closing: Closing) -> str:
    match closing:
        case Closing.CALLER_GAVE_UP:
            return QCoreApplication.translate("CallWords", "Caller hung up")
        case Closing.MOVED_ON:
            return QCoreApplication.translate("CallWords", "No longer ringing here")
        case Closing.ANSWERED_ELSEWHERE:
            return QCoreApplication.translate("CallWords", "Answered elsewhere")
        case Closing.ANSWERED_HERE:
            return QCoreApplication.translate("CallWords", "Answered")
        case Closing.REJECTED_HERE:
            return QCoreApplication.translate("CallWords", "Declined")
        case Closing.SENT_TO_VOICEMAIL:
            return QCoreApplication.translate("CallWords", "Sent to voicemail")
        case Closing.BROKEN_OFF:
            return QCoreApplication.translate("CallWords", "Connection lost")
        case _:
            assert_never(closing)


def end_words(end: CallEnd) -> str:
    """How a call in the column ended; a refused one has a problem sentence of its own."""
    match end:
        case CallEnd.HUNG_UP_HERE:
            return QCoreApplication.translate("CallWords", "Call ended")
        case CallEnd.HUNG_UP_THERE:
            return QCoreApplication.translate("CallWords", "The other party hung up")
        case CallEnd.REJECTED_HERE:
            return QCoreApplication.translate("CallWords", "Declined")
        case CallEnd.SENT_TO_VOICEMAIL:
            return QCoreApplication.translate("CallWords", "Sent to voicemail")
        case CallEnd.HANDED_OVER:
            return QCoreApplication.translate("CallWords", "Handed over")
        case CallEnd.MISSED:
            return QCoreApplication.translate("CallWords", "Missed")
        case CallEnd.ANSWERED_ELSEWHERE:
            return QCoreApplication.translate("CallWords", "Answered elsewhere")
        case CallEnd.FAILED:
            return QCoreApplication.translate("CallWords", "Call failed")
        case CallEnd.ENGINE_LOST:
            return QCoreApplication.translate("CallWords", "Connection lost: the telephone was restarted")
        case CallEnd.PROGRAM_CLOSED | CallEnd.PROGRAM_ENDED_RINGING | CallEnd.PROGRAM_ENDED_TALKING:
            return QCoreApplication.translate("CallWords", "The program was closed")
        case _:
            assert_never(end)


def grade_words(grade_: QualityGrade) -> str:
    match grade_:
        case QualityGrade.GOOD:
            return QCoreApplication.translate("CallWords", "Good connection")
        case QualityGrade.FAIR:
            return QCoreApplication.translate("CallWords", "Fair connection")
        case QualityGrade.POOR:
            return QCoreApplication.translate("CallWords", "Poor connection")
        case _:
            assert_never(grade_)


def quality_words(quality: Quality) -> str:
    """Grade first, then what was measured; only what is known."""
    loss = QLocale().toString(quality.loss_percent, "f", 1)
    parts = [grade_words(grade(quality)), quality.codec]
    parts.append(QCoreApplication.translate("CallWords", "loss {percent} %").format(percent=loss))
    parts.append(QCoreApplication.translate("CallWords", "jitter {ms} ms").format(ms=round(quality.jitter_ms)))
    if quality.round_trip_ms is not None:
        trip = QCoreApplication.translate("CallWords", "round trip {ms} ms")
        parts.append(trip.format(ms=round(quality.round_trip_ms)))
    parts.append(encryption_words(quality.encrypted))
    return " · ".join(part for part in parts if part)


def encryption_words(encrypted: bool) -> str:
    if encrypted:
        return QCoreApplication.translate("CallWords", "encrypted")
    return QCoreApplication.translate("CallWords", "not encrypted")
