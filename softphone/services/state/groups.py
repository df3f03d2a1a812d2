"""Leaders, opt-in, divert and the own group as the windows show them."""

from dataclasses import dataclass
from enum import Enum

from softphone.domain.executive.filter_rules import Schedule
from softphone.domain.executive.settings import GroupSettings, ScheduleRef
from softphone.domain.lines.line_state import LineState
from softphone.domain.lines.message_summary import MessageSummary
from softphone.domain.problems import Problem

UNKNOWN_CALLER = "?"
"""`GroupView.ringing_caller` of a call whose caller nobody knows."""


@dataclass(frozen=True, slots=True)
class LeaderRef:
    """A leader as every tab shows one: `colour` indexes tokens.json leaderOrder, `double_spine` from the ninth on."""

    user_id: str
    name: str
    initials: str
    colour: int
    double_spine: bool = False
    number: str = ""


@dataclass(frozen=True, slots=True)
class OptInView:
    """Confirmed is what the portal said last; `wish` differs from it only while a write is under way."""

    confirmed: bool
    wish: bool
    in_flight: bool = False
    reading_back: bool = False
    locked: bool = False
    problem: Problem | None = None
    until_s: float | None = None


@dataclass(frozen=True, slots=True)
class GroupView:
    """`call_waiting` None: the portal does not tell. `schedules`: what the criteria may name, as far as read."""

    leader: LeaderRef
    opt_in: OptInView
    settings: GroupSettings
    problem: Problem | None = None
    ringing_caller: str = ""
    others_on_duty: int | None = None
    line_state: LineState | None = None
    ringing_since_s: float | None = None
    ringing_number: str = ""
    region: str = "DE"
    call_waiting: bool | None = None
    schedules: tuple[tuple[ScheduleRef, Schedule | None], ...] = ()
    mailbox: MessageSummary | None = None
    colleagues: tuple["AssistantRef", ...] = ()


@dataclass(frozen=True, slots=True)
class DivertView:
    """Weiterleitung Assistenz. `enabled`, `number` as the portal confirmed them; the wish differs only in flight.

    `leads_to_self`, `leads_to_leader` (a user id): the target brings the call back to where it came from.
    """

    enabled: bool = False
    number: str = ""
    wished_enabled: bool = False
    wished_number: str = ""
    in_flight: bool = False
    reading_back: bool = False
    problem: Problem | None = None
    leads_to_self: bool = False
    leads_to_leader: str = ""


@dataclass(frozen=True, slots=True)
class AssistantRef:
    user_id: str
    name: str
    initials: str
    opted_in: bool | None
    line_state: LineState | None = None


class OwnSwitch(Enum):
    """What a leader switches without opening the editor."""

    FILTER = "filter"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class SwitchView:
    """Confirmed is what the portal said last; `wish` differs from it only while a write is under way."""

    confirmed: bool
    wish: bool
    in_flight: bool = False
    reading_back: bool = False
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class OwnGroupView:
    """The leader's own side: settings in force and assistants in ringing order; a switch is None where unread."""

    settings: GroupSettings
    assistants: tuple[AssistantRef, ...] = ()
    problem: Problem | None = None
    allow_opt_in: bool = True
    filter_switch: SwitchView | None = None
    silent_switch: SwitchView | None = None
