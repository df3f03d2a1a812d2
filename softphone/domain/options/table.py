"""The table of all user settings, the source of pages, `softphone ctl`, policy files and docs.

A new setting: declare it here, give it words in ui/settings/option_text.py, run `make settings-page`.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Any, Generic, TypeVar

from softphone.domain.account.account import CallSource, Language, SecurityAgreement
from softphone.domain.audio.volume import LOUDEST_PERCENT
from softphone.domain.calls.caller_page import OpenAt, is_page, is_program
from softphone.domain.calls.incoming_policy import DndMode
from softphone.domain.options.kinds import (
    AddressList,
    Choice,
    KeyCombination,
    Kind,
    OptionFaultError,
    Plain,
    Template,
    Text,
    TextList,
    Toggle,
    WholeNumber,
)
from softphone.domain.problems import NoSuchOption, OptionRefused, ProblemError

T = TypeVar("T")


class Section(Enum):
    """Pages of the settings, in this order; empty ones are not shown."""

    ACCOUNT = "account"
    GENERAL = "general"
    CALLS = "calls"
    KEYS = "keys"
    SOUND = "sound"
    CONTACTS = "contacts"
    JOURNAL = "journal"
    NETWORK = "network"
    DIAGNOSTICS = "diagnostics"


class ThemeChoice(Enum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class CloseAction(Enum):
    """The effect of closing the main window."""

    KEEP_RUNNING = "keep-running"
    QUIT = "quit"


class LogLevel(Enum):
    NORMAL = "normal"
    DETAILED = "detailed"


@dataclass(frozen=True, slots=True)
class Option(Generic[T]):
    """A setting. `key` is its permanent name, "section.words-with-hyphens".

    `own_page`: drawn by a special page (microphone, loudspeaker …), not by the generated one.
    """

    key: str
    kind: Kind[T]
    default: T
    own_page: bool = False

    @property
    def section(self) -> Section:
        return Section(self.key.partition(".")[0])

    def read(self, raw: object) -> T:
        """Parses a stored or policy value; raises ProblemError(OptionRefused) for an invalid one."""
        try:
            return self.kind.read(raw)
        except OptionFaultError as error:
            raise ProblemError(OptionRefused(self.key, error.fault, self.kind.takes)) from error

    def read_text(self, text: str) -> T:
        """Parses typed text; raises ProblemError(OptionRefused) for an invalid one."""
        try:
            return self.kind.read_text(text)
        except OptionFaultError as error:
            raise ProblemError(OptionRefused(self.key, error.fault, self.kind.takes)) from error

    def plain(self, value: T) -> Plain:
        return self.kind.plain(value)


AnyOption = Option[Any]

_NO_TEXTS: tuple[str, ...] = ()
ACCEPT_CALLS_FROM = Option("account.accept-calls-from", Choice(CallSource), CallSource.PLATFORM)
ACCEPT_ADDRESSES = Option("account.accept-addresses", AddressList(), _NO_TEXTS)
SECURITY_AGREEMENT = Option("account.security-agreement", Choice(SecurityAgreement), SecurityAgreement.AUTOMATIC)
WILDCARD_CERTIFICATES = Option("account.wildcard-certificates", Toggle(), True)

LANGUAGE = Option("general.language", Choice(Language), Language.SYSTEM)
THEME = Option("general.theme", Choice(ThemeChoice), ThemeChoice.SYSTEM)
CLOSE_WINDOW = Option("general.close-window", Choice(CloseAction), CloseAction.KEEP_RUNNING)

DND = Option("calls.do-not-disturb", Toggle(), False)
DND_MEANS = Option("calls.do-not-disturb-means", Choice(DndMode), DndMode.BUSY)
DND_LEADERS_RING = Option("calls.do-not-disturb-leaders-ring", Toggle(), False)
AUTO_ANSWER_NUMBERS = Option("calls.auto-answer-numbers", TextList(longest=64), _NO_TEXTS)
FOLLOW_TRANSFERS = Option("calls.follow-transfers", Toggle(), True)
AUTO_ANSWER_WHEN_ASKED = Option("calls.auto-answer-when-asked", Toggle(), False)
OPEN_FOR_CALLER = Option("calls.open-for-caller", Choice(OpenAt), OpenAt.NEVER)
CALLER_PAGE = Option("calls.caller-page", Template(is_page, "https://crm.example/?tel={number}&name={name}"), "")
CALLER_PROGRAM = Option("calls.caller-program", Template(is_program, '/opt/crm/open --number "{number}"'), "")

MICROPHONE = Option("sound.microphone", Text(), "", own_page=True)
SPEAKER = Option("sound.speaker", Text(), "", own_page=True)
RINGERS = Option("sound.ringers", TextList(), _NO_TEXTS, own_page=True)
ECHO_CANCELLATION = Option("sound.echo-cancellation", Toggle(), True, own_page=True)
NOISE_SUPPRESSION = Option("sound.noise-suppression", Toggle(), True, own_page=True)

ECHO_NUMBER = Option("sound.echo-number", Text(), "")
HEADSET_KEYS = Option("sound.headset-keys", Toggle(), True)
_PERCENT = WholeNumber(0, LOUDEST_PERCENT, "%")
SPEAKER_VOLUME = Option("sound.speaker-volume", _PERCENT, LOUDEST_PERCENT, own_page=True)
RINGER_VOLUME = Option("sound.ringer-volume", _PERCENT, LOUDEST_PERCENT, own_page=True)

_EVERYWHERE, _HERE = KeyCombination(everywhere=True), KeyCombination()
KEYS_EVERYWHERE = Option("keys.everywhere", Toggle(), True)
ANSWER_KEY = Option("keys.answer", _EVERYWHERE, "Ctrl+Alt+A")
NEXT_CALL_KEY = Option("keys.next-call", _EVERYWHERE, "Ctrl+Alt+N")
SILENCE_KEY = Option("keys.silence", _EVERYWHERE, "Ctrl+Alt+S")
END_KEY = Option("keys.end", _EVERYWHERE, "Ctrl+Alt+H")
DIAL_KEY = Option("keys.dial", _HERE, "Ctrl+L")
IDENTITY_KEY = Option("keys.identity", _HERE, "Ctrl+I")
MUTE_KEY = Option("keys.mute", _HERE, "Ctrl+M")
HOLD_KEY = Option("keys.hold", _HERE, "Ctrl+Shift+H")
PAD_KEY = Option("keys.pad", _HERE, "Ctrl+D")
TRANSFER_KEY = Option("keys.transfer", _HERE, "Ctrl+T")
SWAP_KEY = Option("keys.swap", _HERE, "Ctrl+Shift+M")
CONFERENCE_KEY = Option("keys.conference", _HERE, "Ctrl+Shift+K")
HANG_UP_KEY = Option("keys.hang-up", _HERE, "Ctrl+Shift+A")
DND_KEY = Option("keys.do-not-disturb", _HERE, "Ctrl+Shift+D")
EDIT_KEY = Option("keys.edit", _HERE, "Ctrl+E")
JOURNAL_KEY = Option("keys.journal", _HERE, "Ctrl+J")
SEARCH_KEY = Option("keys.search", _HERE, "Ctrl+F")
CONTACTS_KEY = Option("keys.contacts", _HERE, "Ctrl+Shift+B")
MAILBOX_KEY = Option("keys.mailbox", _HERE, "Ctrl+Shift+V")
SETTINGS_KEY = Option("keys.settings", _HERE, "Ctrl+,")
COMMANDS_KEY = Option("keys.commands", _HERE, "Ctrl+K")
KEYS_KEY = Option("keys.keys", _HERE, "F1")

_DSCP = WholeNumber(0, 63)
DSCP_SIGNALLING = Option("network.dscp-signalling", _DSCP, 24)
DSCP_MEDIA = Option("network.dscp-media", _DSCP, 46)

KEEP_JOURNAL_DAYS = Option("journal.keep-days", WholeNumber(0, 3650, "d"), 0)

SELF_TEST = Option("diagnostics.self-test", Toggle(), True)
SIP_TRACE = Option("diagnostics.sip-trace", Toggle(), True)
LOG_LEVEL = Option("diagnostics.log-level", Choice(LogLevel), LogLevel.NORMAL)

OPTIONS: tuple[AnyOption, ...] = tuple(one for one in list(vars().values()) if isinstance(one, Option))
"""All options defined above."""

KEY_OPTIONS: tuple[Option[str], ...] = tuple(one for one in OPTIONS if isinstance(one.kind, KeyCombination))
EVERYWHERE_KEYS = (ANSWER_KEY, NEXT_CALL_KEY, SILENCE_KEY, END_KEY)
_BY_KEY = {option.key: option for option in OPTIONS}


def option_of(key: str) -> AnyOption:
    """Raises ProblemError(NoSuchOption) for an unknown key."""
    option = _BY_KEY.get(key)
    if option is None:
        raise ProblemError(NoSuchOption(key))
    return option
