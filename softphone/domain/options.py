"""Every setting of the user in one typed table: pages, `softphone ctl`, policy files and docs come from it.

A new setting: declare it here, give it words in ui/option_words.py, run `make settings-page`.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Any, Generic, TypeVar

from softphone.domain.loudness import LOUDEST_PERCENT
from softphone.domain.option_kinds import Choice, Kind, OptionFaultError, Plain, Text, TextList, Toggle, WholeNumber
from softphone.domain.problems import NoSuchOption, OptionRefused, ProblemError
from softphone.domain.reception import DndMode
from softphone.domain.settings import Language

T = TypeVar("T")


class Section(Enum):
    """Pages of the settings, in this order; the ones that hold nothing are not shown."""

    GENERAL = "general"
    CALLS = "calls"
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
    """What closing the main window does."""

    KEEP_RUNNING = "keep-running"
    QUIT = "quit"


class LogLevel(Enum):
    NORMAL = "normal"
    DETAILED = "detailed"


@dataclass(frozen=True, slots=True)
class Option(Generic[T]):
    """One setting. `key` is its lasting name, "section.words-with-hyphens".

    `own_page`: drawn by a page made for it (microphone, loudspeaker …), not by the generated one.
    """

    key: str
    kind: Kind[T]
    default: T
    own_page: bool = False

    @property
    def section(self) -> Section:
        return Section(self.key.partition(".")[0])

    def read(self, raw: object) -> T:
        """A stored value or one of a policy file; ProblemError(OptionRefused) for what does not fit."""
        try:
            return self.kind.read(raw)
        except OptionFaultError as error:
            raise ProblemError(OptionRefused(self.key, error.fault, self.kind.takes)) from error

    def read_text(self, text: str) -> T:
        """What a person typed; ProblemError(OptionRefused) for what does not fit."""
        try:
            return self.kind.read_text(text)
        except OptionFaultError as error:
            raise ProblemError(OptionRefused(self.key, error.fault, self.kind.takes)) from error

    def plain(self, value: T) -> Plain:
        return self.kind.plain(value)


AnyOption = Option[Any]

LANGUAGE = Option("general.language", Choice(Language), Language.SYSTEM)
THEME = Option("general.theme", Choice(ThemeChoice), ThemeChoice.SYSTEM)
CLOSE_WINDOW = Option("general.close-window", Choice(CloseAction), CloseAction.KEEP_RUNNING)

_NO_TEXTS: tuple[str, ...] = ()
DND = Option("calls.do-not-disturb", Toggle(), False)
DND_MEANS = Option("calls.do-not-disturb-means", Choice(DndMode), DndMode.BUSY)
DND_LEADERS_RING = Option("calls.do-not-disturb-leaders-ring", Toggle(), False)
AUTO_ANSWER_NUMBERS = Option("calls.auto-answer-numbers", TextList(longest=64), _NO_TEXTS)
FOLLOW_TRANSFERS = Option("calls.follow-transfers", Toggle(), True)
AUTO_ANSWER_WHEN_ASKED = Option("calls.auto-answer-when-asked", Toggle(), False)

MICROPHONE = Option("sound.microphone", Text(), "", own_page=True)
SPEAKER = Option("sound.speaker", Text(), "", own_page=True)
RINGERS = Option("sound.ringers", TextList(), _NO_TEXTS, own_page=True)
ECHO_CANCELLATION = Option("sound.echo-cancellation", Toggle(), True, own_page=True)
NOISE_SUPPRESSION = Option("sound.noise-suppression", Toggle(), True, own_page=True)

HEADSET_KEYS = Option("sound.headset-keys", Toggle(), True)
_PERCENT = WholeNumber(0, LOUDEST_PERCENT, "%")
SPEAKER_VOLUME = Option("sound.speaker-volume", _PERCENT, LOUDEST_PERCENT, own_page=True)
RINGER_VOLUME = Option("sound.ringer-volume", _PERCENT, LOUDEST_PERCENT, own_page=True)

SIP_TRACE = Option("diagnostics.sip-trace", Toggle(), True)
LOG_LEVEL = Option("diagnostics.log-level", Choice(LogLevel), LogLevel.NORMAL)

OPTIONS: tuple[AnyOption, ...] = tuple(one for one in list(vars().values()) if isinstance(one, Option))
"""All that stand above: none can be forgotten."""

_BY_KEY = {option.key: option for option in OPTIONS}


def option_of(key: str) -> AnyOption:
    """ProblemError(NoSuchOption) where the table has no such key."""
    option = _BY_KEY.get(key)
    if option is None:
        raise ProblemError(NoSuchOption(key))
    return option
