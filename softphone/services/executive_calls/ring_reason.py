"""Why a call rings here and what comes next, from the settings in force: never more sure than they are."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from softphone.domain.executive.filter_rules import Schedules, matches_pattern
from softphone.domain.executive.schedule_hours import Hours, hours_at
from softphone.domain.executive.settings import (
    AlertingMode,
    CallsFrom,
    Criterion,
    Filtering,
    FilteringMode,
    GroupSettings,
    NumberMode,
    RolloverAction,
)
from softphone.domain.platform_facts import RING_LENGTH_S
from softphone.domain.telephone.call import CallEnd
from softphone.services.group_editor.simulation import Known
from softphone.services.state.calls import CallView
from softphone.services.state.groups import GroupView

CLOCKS_DIFFER = timedelta(minutes=1)
TOLERANCE_S = 2.0
"""The platform's own timer and ours start at different moments; within this they mean the same."""


class StepKind(Enum):
    """What the platform does when nobody answers in time."""

    NEXT_ASSISTANT = "next-assistant"
    VOICEMAIL = "voicemail"
    FORWARD = "forward"
    NO_ANSWER_PROCESSING = "no-answer-processing"


class Closing(Enum):
    """How a ringing call ended, as far as it is known here."""

    CALLER_GAVE_UP = "caller-gave-up"
    MOVED_ON = "moved-on"
    ANSWERED_ELSEWHERE = "answered-elsewhere"
    ANSWERED_HERE = "answered-here"
    REJECTED_HERE = "rejected-here"
    SENT_TO_VOICEMAIL = "sent-to-voicemail"
    BROKEN_OFF = "broken-off"


@dataclass(frozen=True, slots=True)
class RingReason:
    """None in a field: the portal did not say, so nothing is claimed. `hours`: in which the criterion holds now."""

    filtering: Filtering | None
    alerting: AlertingMode | None
    criterion: Criterion | None = None
    hours: Hours | None = None


@dataclass(frozen=True, slots=True)
class NextStep:
    """`total_s` counts from the moment the call arrived here; approximate, because rings are converted."""

    kind: StepKind
    total_s: float

    def remaining_s(self, call: CallView, now_s: float) -> float:
        return max(0.0, self.total_s - max(0.0, now_s - call.started_at_s))


_ROLLOVER = {
    RolloverAction.VOICE_MESSAGING: StepKind.VOICEMAIL,
    RolloverAction.FORWARD: StepKind.FORWARD,
    RolloverAction.NO_ANSWER_PROCESSING: StepKind.NO_ANSWER_PROCESSING,
}


@dataclass(frozen=True, slots=True)
class ShownCaller:
    """The public number that came with the call; empty where none did."""

    number: str = ""
    region: str = "DE"


NOT_SHOWN = ShownCaller()


def ring_reason(
    settings: GroupSettings | None,
    known: Known = (),
    at: datetime | None = None,
    caller: ShownCaller = NOT_SHOWN,
) -> RingReason | None:
    """Why a leader's call rings at an assistant; None where the settings in force do not explain it.

    `at`: when it began to ring, in local time.
    """
    if settings is None:
        return None
    mode = settings.alerting.mode if settings.alerting else None
    schedules = {ref: schedule for ref, schedule in known if schedule is not None}
    criterion = _only_criterion(settings, schedules, at, caller)
    reason = RingReason(_filtering(settings), mode, criterion, _hours(criterion, schedules, at))
    return None if reason.filtering is None and reason.alerting is None else reason


def reason_of(group: GroupView | None, call: CallView) -> RingReason | None:
    """Why this call for this leader rings here."""
    return _reason(group, call.started_at_s, call.public_number) if group is not None else None


def group_reason(group: GroupView) -> RingReason | None:
    """Why the call that rings for this leader rings here; None while none does."""
    return _reason(group, group.ringing_since_s, group.ringing_number) if group.ringing_caller else None


def _reason(group: GroupView, since_s: float | None, number: str) -> RingReason | None:
    at = datetime.fromtimestamp(since_s) if since_s is not None else None
    return ring_reason(group.settings, group.schedules, at, ShownCaller(number, group.region))


def next_step(settings: GroupSettings | None, ring_s: float = RING_LENGTH_S) -> NextStep | None:
    """The next thing the platform does with a call nobody takes."""
    alerting = settings.alerting if settings is not None else None
    if alerting is None:
        return None
    if alerting.mode is AlertingMode.SEQUENTIAL:
        return NextStep(StepKind.NEXT_ASSISTANT, alerting.next_assistant_rings * ring_s)
    if alerting.mode is not AlertingMode.SIMULTANEOUS or not alerting.rollover_enabled:
        return None
    kind = _ROLLOVER.get(alerting.rollover_action) if alerting.rollover_action else None
    return NextStep(kind, float(alerting.rollover_wait_s)) if kind is not None else None


def closing(call: CallView, step: NextStep | None) -> Closing | None:
    """How this call stopped ringing here; None while it rings."""
    if call.answered_at_s is not None:
        return Closing.ANSWERED_HERE
    if call.end is CallEnd.MISSED:
        return Closing.MOVED_ON if _ended_with(call, step) else Closing.CALLER_GAVE_UP
    return _CLOSINGS.get(call.end) if call.end is not None else None


_CLOSINGS = {
    CallEnd.HUNG_UP_HERE: Closing.REJECTED_HERE,
    CallEnd.HUNG_UP_THERE: Closing.CALLER_GAVE_UP,
    CallEnd.REJECTED_HERE: Closing.REJECTED_HERE,
    CallEnd.SENT_TO_VOICEMAIL: Closing.SENT_TO_VOICEMAIL,
    CallEnd.ANSWERED_ELSEWHERE: Closing.ANSWERED_ELSEWHERE,
    CallEnd.HANDED_OVER: Closing.ANSWERED_HERE,
    CallEnd.FAILED: Closing.BROKEN_OFF,
    CallEnd.ENGINE_LOST: Closing.BROKEN_OFF,
    CallEnd.PROGRAM_CLOSED: Closing.BROKEN_OFF,
    CallEnd.PROGRAM_ENDED_RINGING: Closing.BROKEN_OFF,
    CallEnd.PROGRAM_ENDED_TALKING: Closing.BROKEN_OFF,
}


def _filtering(settings: GroupSettings) -> Filtering | None:
    """Only a filter that is on and known explains anything."""
    filtering = settings.filtering
    if filtering is None or not filtering.enabled:
        return None
    known = filtering.mode is FilteringMode.ADVANCED or (filtering.mode is not None and filtering.simple_filter)
    return filtering if known else None


def _only_criterion(
    settings: GroupSettings, schedules: Schedules, at: datetime | None, caller: ShownCaller
) -> Criterion | None:
    """The one active criterion that can have sent this call here now; None where it could be another."""
    filtering = _filtering(settings)
    if filtering is None or filtering.mode is not FilteringMode.ADVANCED:
        return None
    active = {activation.name for activation in filtering.criteria if activation.active}
    known = {criterion.name for criterion in settings.criteria}
    sending = [c for c in settings.criteria if c.name in active and c.send_to_assistants]
    possible = [c for c in sending if _may_hold(c, schedules, at) and _may_be_about(c, settings, caller)]
    return possible[0] if len(possible) == 1 and active <= known else None


def _may_hold(criterion: Criterion, schedules: Schedules, at: datetime | None) -> bool:
    """An unknown schedule may; so may a known one within the minute in which two clocks can differ."""
    refs = [ref for ref in (criterion.time_schedule, criterion.holiday_schedule) if ref in schedules]
    if at is None:
        return True
    moments = (at - CLOCKS_DIFFER, at, at + CLOCKS_DIFFER)
    return all(any(schedules[ref].holds_at(moment) for moment in moments) for ref in refs if ref is not None)


def _may_be_about(criterion: Criterion, settings: GroupSettings, caller: ShownCaller) -> bool:
    """No for certain numbers alone, where the caller's own is shown, is public, and is none of them.

    An extension in the list may belong to a colleague who is shown with a public number.
    """
    alerting = settings.alerting
    shown = alerting is not None and alerting.number_mode is NumberMode.ORIGINATOR and bool(caller.number)
    if criterion.calls_from is not CallsFrom.SPECIFIED_ONLY or not shown:
        return True
    public = all(number.lstrip().startswith(("+", "0")) for number in criterion.numbers)
    return not public or any(matches_pattern(n, caller.number, caller.region) for n in criterion.numbers)


def _hours(criterion: Criterion | None, schedules: Schedules, at: datetime | None) -> Hours | None:
    ref = criterion.time_schedule if criterion is not None else None
    schedule = schedules.get(ref) if ref is not None else None
    return hours_at(schedule, at) if schedule is not None and at is not None else None


def _ended_with(call: CallView, step: NextStep | None) -> bool:
    """The end fell on the platform's own timer, so the caller may well still be on the line."""
    if step is None or call.ended_at_s is None:
        return False
    return abs(call.ended_at_s - call.started_at_s - step.total_s) <= TOLERANCE_S
