"""Executive/assistant settings as values, as stored by the portal.

An enum field that is None holds a value this program does not
know; the portal layer keeps such a value untouched in the document.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Fetched(Generic[T]):
    """A document as read: its value, and the original bytes, which a later write preserves."""

    value: T
    source: bytes


class FilteringMode(Enum):
    SIMPLE = "Simple"
    ADVANCED = "Advanced"


class SimpleFilter(Enum):
    ALL = "All Calls"
    INTERNAL = "All Internal Calls"
    EXTERNAL = "All External Calls"


class ScreeningAlert(Enum):
    SILENT = "Silent"
    RING_SPLASH = "Ring Splash"


class AlertingMode(Enum):
    SIMULTANEOUS = "Simultaneous"
    SEQUENTIAL = "Sequential"


class NameMode(Enum):
    """Which name the platform shows at the assistant (Anrufinformation Name)."""

    EXECUTIVE = "Executive"
    EXECUTIVE_ORIGINATOR = "Executive-Originator"
    ORIGINATOR_EXECUTIVE = "Originator-Executive"
    ORIGINATOR = "Originator"
    CUSTOM = "Custom"


class NumberMode(Enum):
    """Which number the platform shows at the assistant (Anrufinformation Rufnummer)."""

    EXECUTIVE = "Executive"
    ORIGINATOR = "Originator"
    CUSTOM = "Custom"


class RolloverAction(Enum):
    VOICE_MESSAGING = "Voice Messaging"
    FORWARD = "Forward"
    NO_ANSWER_PROCESSING = "No Answer Processing"


class CallsFrom(Enum):
    ANY = "Any"
    ANY_INTERNAL = "Any Internal"
    ANY_EXTERNAL = "Any External"
    SPECIFIED_ONLY = "Specified Only"


class ScheduleLevel(Enum):
    ENTERPRISE = "Enterprise"
    GROUP = "Group"
    USER = "User"


class CalledNumberKind(Enum):
    PRIMARY = "Primary"
    ALTERNATE = "Alternate"
    MOBILITY = "Mobility"


@dataclass(frozen=True, slots=True)
class CriterionActivation:
    name: str
    active: bool


@dataclass(frozen=True, slots=True)
class Filtering:
    enabled: bool
    mode: FilteringMode | None
    simple_filter: SimpleFilter | None
    criteria: tuple[CriterionActivation, ...] = ()


@dataclass(frozen=True, slots=True)
class ScheduleRef:
    level: ScheduleLevel | None
    name: str


@dataclass(frozen=True, slots=True)
class CalledNumber:
    kind: CalledNumberKind | None
    alternate_id: int | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion of the advanced filter; `send_to_assistants` False means: never filter what matches."""

    name: str
    send_to_assistants: bool
    calls_from: CallsFrom | None = CallsFrom.ANY
    include_anonymous: bool = False
    include_unavailable: bool = False
    numbers: tuple[str, ...] = ()
    time_schedule: ScheduleRef | None = None
    holiday_schedule: ScheduleRef | None = None
    called_numbers: tuple[CalledNumber, ...] = ()


@dataclass(frozen=True, slots=True)
class Screening:
    """The leader's own notification while the assistants are alerted (stille / parallele Benachrichtigung)."""

    enabled: bool
    alert: ScreeningAlert | None
    mobility: bool = False
    anywhere: bool = False
    shared_call_appearance: bool = False


@dataclass(frozen=True, slots=True)
class Alerting:
    mode: AlertingMode | None
    name_mode: NameMode | None
    number_mode: NumberMode | None
    custom_name: str | None = None
    custom_number: str | None = None
    recall_rings: int = 4
    next_assistant_rings: int = 3
    rollover_enabled: bool = False
    rollover_wait_s: int = 30
    rollover_action: RolloverAction | None = RolloverAction.VOICE_MESSAGING
    rollover_number: str | None = None


@dataclass(frozen=True, slots=True)
class ExecutiveEntry:
    """A leader in the assistant's own list."""

    user_id: str
    first_name: str
    last_name: str
    opted_in: bool


@dataclass(frozen=True, slots=True)
class AssistantSettings:
    """The document services/ExecutiveAssistant: divert and the groups this assistant belongs to."""

    divert_enabled: bool
    divert_number: str | None
    executives: tuple[ExecutiveEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class AssistantEntry:
    """An assistant in a leader's list (services/Executive/Assistants), in the leader's order."""

    user_id: str
    first_name: str
    last_name: str
    opted_in: bool | None = None


@dataclass(frozen=True, slots=True)
class Assistants:
    allow_opt_in: bool
    entries: tuple[AssistantEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupSettings:
    """Everything the portal stores for a leader; a part that could not be read is None."""

    filtering: Filtering | None = None
    screening: Screening | None = None
    alerting: Alerting | None = None
    criteria: tuple[Criterion, ...] = ()


@dataclass(frozen=True, slots=True)
class PortalProfile:
    """A user's profile on the platform; numbers as the portal writes them, None where it names none."""

    user_id: str
    first_name: str
    last_name: str
    number: str | None = None
    extension: str | None = None


@dataclass(frozen=True, slots=True)
class Roles:
    is_executive: bool
    is_assistant: bool


# Ranges of the portal's fields, ends included.
RINGS = range(2, 21)
ROLLOVER_WAIT_S = range(7201)
LONGEST_CRITERION_NAME = 50
LONGEST_SCHEDULE_NAME = 40
LONGEST_CUSTOM_NAME = 61
LONGEST_NUMBER = 161
MOST_CRITERION_NUMBERS = 12
ALTERNATE_IDS = range(1, 11)


class Field(Enum):
    """A field whose value the platform would refuse."""

    RECALL_RINGS = "callPushRecallNumberOfRings"
    NEXT_ASSISTANT_RINGS = "nextAssistantNumberOfRings"
    CUSTOM_NAME = "alertingCustomCallingLineIdName"
    ROLLOVER_WAIT = "rolloverWaitTimeSeconds"
    ROLLOVER_NUMBER = "rolloverForwardToPhoneNumber"
    CRITERION_NAME = "criteriaName"
    NUMBERS = "phoneNumberList"
    SCHEDULE = "timeSchedule"
    HOLIDAY_SCHEDULE = "holidaySchedule"
    CALLED_NUMBER = "alternateNumberId"


def alerting_faults(alerting: Alerting) -> frozenset[Field]:
    """The fields that are out of range or missing for the chosen mode."""
    custom = alerting.name_mode is NameMode.CUSTOM
    forward = alerting.rollover_enabled and alerting.rollover_action is RolloverAction.FORWARD
    checks = {
        Field.RECALL_RINGS: alerting.recall_rings in RINGS,
        Field.NEXT_ASSISTANT_RINGS: alerting.next_assistant_rings in RINGS,
        Field.CUSTOM_NAME: _fits(alerting.custom_name, LONGEST_CUSTOM_NAME, custom),
        Field.ROLLOVER_WAIT: alerting.rollover_wait_s in ROLLOVER_WAIT_S,
        Field.ROLLOVER_NUMBER: _fits(alerting.rollover_number, LONGEST_NUMBER, forward),
    }
    return _faults(checks)


def criterion_faults(criterion: Criterion) -> frozenset[Field]:
    checks = {
        Field.CRITERION_NAME: _fits(criterion.name, LONGEST_CRITERION_NAME, True),
        Field.NUMBERS: len(criterion.numbers) <= MOST_CRITERION_NUMBERS
        and all(_fits(number, LONGEST_NUMBER, True) for number in criterion.numbers),
        Field.SCHEDULE: _schedule_fits(criterion.time_schedule),
        Field.HOLIDAY_SCHEDULE: _schedule_fits(criterion.holiday_schedule),
        Field.CALLED_NUMBER: all(_called_fits(called) for called in criterion.called_numbers),
    }
    return _faults(checks)


def _faults(checks: dict[Field, bool]) -> frozenset[Field]:
    return frozenset(field for field, sound in checks.items() if not sound)


def _fits(text: str | None, longest: int, needed: bool) -> bool:
    """A text may be absent where the mode does not need it, but never empty or too long."""
    return not needed if text is None else bool(text.strip()) and len(text) <= longest


def _schedule_fits(schedule: ScheduleRef | None) -> bool:
    return schedule is None or _fits(schedule.name, LONGEST_SCHEDULE_NAME, True)


def _called_fits(called: CalledNumber) -> bool:
    return called.kind is not CalledNumberKind.ALTERNATE or called.alternate_id in ALTERNATE_IDS
