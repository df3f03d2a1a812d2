"""The state of the demo platform: users, leaders and what the portal stores for them. Mutable, one instance.

Strings are the wire values of the Xsi schema; nothing here is shared with the client. The SIP side reads it
for every call, the portal side reads and writes it, the scenario file fills it.
"""

from dataclasses import dataclass, field


@dataclass(slots=True)
class ScheduleRef:
    level: str
    name: str


@dataclass(slots=True)
class Criterion:
    name: str
    filter: bool = True
    active: bool = True
    calls_from: str = "Any"
    anonymous: bool = False
    unavailable: bool = False
    numbers: list[str] = field(default_factory=list)
    time_schedule: ScheduleRef | None = None
    holiday_schedule: ScheduleRef | None = None
    called: list[tuple[str, int | None]] = field(default_factory=list)


@dataclass(slots=True)
class AssistantLink:
    """One assistant in a leader's list, in ringing order."""

    user: str
    opted_in: bool = True


@dataclass(slots=True)
class Executive:
    """A leader's settings."""

    allow_opt_in: bool = True
    assistants: list[AssistantLink] = field(default_factory=list)
    filtering: bool = True
    mode: str = "Simple"
    simple_filter: str = "All Calls"
    criteria: list[Criterion] = field(default_factory=list)
    screening: bool = True
    screening_alert: str = "Silent"
    alert_mobility: bool = False
    alert_anywhere: bool = False
    alert_shared: bool = True
    alerting_mode: str = "Simultaneous"
    name_mode: str = "Executive-Originator"
    custom_name: str | None = None
    number_mode: str = "Originator"
    custom_number: str | None = None
    recall_rings: int = 4
    next_rings: int = 3
    rollover: bool = True
    rollover_wait_s: int = 45
    rollover_action: str = "Voice Messaging"
    rollover_number: str | None = None
    share_mailbox: bool = True
    extra_xml: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class User:
    """`robot`: "", "assistant" (answers on command or after `answer_after_s`), "mobile" (the same, and in no
    directory), "echo" or "tone". `personal`: the user's own telephone book, names and numbers.
    """

    name: str
    first: str
    last: str
    extension: str
    number: str
    password: str = field(repr=False)
    sip_password: str = field(repr=False)
    group: str = "kontor"
    executive: Executive | None = None
    is_assistant: bool = False
    divert: bool = False
    divert_number: str | None = None
    robot: str = ""
    answer_after_s: float | None = None
    no_answer_s: float = 20.0
    no_answer_to: str = "voicemail"
    voicemails: int = 0
    voicemails_heard: int = 0
    do_not_disturb: bool = False
    forward_always: str = ""
    alternates: list[str] = field(default_factory=list)
    mobility_number: str = ""
    call_waiting: bool = True
    personal: list[tuple[str, str]] = field(default_factory=list)

    @property
    def display(self) -> str:
        return f"{self.first} {self.last}".strip()


@dataclass(slots=True)
class Schedule:
    """Weekly hours: weekday 0 is Monday, minutes since midnight, end exclusive; `days` ISO dates for holidays."""

    level: str
    name: str
    weekly: list[tuple[int, int, int]] = field(default_factory=list)
    days: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Faults:
    """Faults that tests switch on in the portal. For the `kind` of each fault see portal/faults.py.

    `locked` names leaders whose opt-in is refused despite their permission.
    """

    next: list[dict[str, object]] = field(default_factory=list)
    delay_s: float = 0.0
    overload: bool = False
    down: bool = False
    locked: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Platform:
    """`ring_s`: the length of one ring (the sources give none); scenarios shorten it for tests.

    `xsi_events`: whether there is an event server at all; `xsi_events_redirect`: its channels are opened elsewhere.
    `packages_off`: event packages that SUBSCRIBE is refused for with 489.
    """

    domain: str = "pbx.example"
    users: dict[str, User] = field(default_factory=dict)
    schedules: list[Schedule] = field(default_factory=list)
    faults: Faults = field(default_factory=Faults)
    ring_s: float = 5.0
    voicemail_prefix: str = "vm-"
    xsi_events: bool = True
    xsi_events_redirect: bool = False
    packages_off: list[str] = field(default_factory=list)

    def find(self, dialled: str) -> User | None:
        """By name, `name@domain`, extension, or number in any of +49…, 0049…, 0…"""
        wanted = dialled.removeprefix("sip:").split(";")[0].split("@")[0]
        digits = wanted.replace(" ", "")
        if digits.startswith("00"):
            digits = "+" + digits[2:]
        elif digits.startswith("0"):
            digits = "+49" + digits[1:]
        for user in self.users.values():
            if wanted == user.name or wanted == user.extension or digits == user.number:
                return user
            if digits and (digits in user.alternates or digits == user.mobility_number):
                return user
        return None
