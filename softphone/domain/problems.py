"""All problems shown to the user: one closed union, one sentence each in the UI."""

from dataclasses import dataclass
from enum import Enum, StrEnum

from softphone.domain.certificates import CertificateReport


class DeviceSide(Enum):
    MICROPHONE = "microphone"
    SPEAKER = "speaker"
    RINGER = "ringer"


@dataclass(frozen=True, slots=True)
class PortalUnreachable:
    """`ignored_proxy`: the variable of a proxy that cannot be used; the portal was asked without it."""

    host: str
    detail: str = ""
    ignored_proxy: str = ""


@dataclass(frozen=True, slots=True)
class PortalTimedOut:
    host: str


@dataclass(frozen=True, slots=True)
class CredentialsRefused:
    """401 from the portal: user name or password."""

    host: str


@dataclass(frozen=True, slots=True)
class PortalRefused:
    """A refusal by the portal (403, 404, 4xx, 5xx with ErrorInfo); `words` is its own text, may be empty."""

    status: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class PortalOverloaded:
    retry_after_s: float


@dataclass(frozen=True, slots=True)
class PortalAnswerUnusable:
    """An answer that violates the interface: not XML, too large, hostile, truncated."""

    host: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class PortalShowsOtherwise:
    """The portal took a change, and the reading after it shows another value; a bool is a switch."""

    wanted: bool | str
    shown: bool | str


@dataclass(frozen=True, slots=True)
class CertificateRefused:
    """`certificate`: its contents, where readable; `by_telephone`: the SIP server's, not the portal's."""

    host: str
    detail: str = ""
    certificate: CertificateReport | None = None
    by_telephone: bool = False


@dataclass(frozen=True, slots=True)
class PlainHttpRefused:
    """Plain HTTP is allowed on the loopback only."""

    host: str


@dataclass(frozen=True, slots=True)
class RegistrationRefused:
    """`retry_at_s`: the next attempt, None where only the user can try again."""

    status: int
    reason: str = ""
    retry_at_s: float | None = None


@dataclass(frozen=True, slots=True)
class RegistrationUnreachable:
    """No answer from the registrar or no connection to it; retried with a growing pause."""

    host: str
    status: int = 0
    reason: str = ""
    over_tls: bool = False


@dataclass(frozen=True, slots=True)
class NetworkMissing:
    """This machine has no network address: no cable, no wireless network."""


@dataclass(frozen=True, slots=True)
class EngineNotResponding:
    """The engine process stands still; it is replaced when it does not go on within seconds."""


@dataclass(frozen=True, slots=True)
class EngineStopped:
    """The telephony process died and is being restarted."""

    exit_code: int | None = None


@dataclass(frozen=True, slots=True)
class KeyringMissing:
    """No system keyring, or (`detail` KEYRING_SILENT) one that does not answer: the password is asked for again."""

    detail: str = ""


KEYRING_SILENT = "no answer"


@dataclass(frozen=True, slots=True)
class NoSoundDevice:
    side: DeviceSide


@dataclass(frozen=True, slots=True)
class DeviceMissing:
    """The chosen device is missing; `using` replaces it."""

    side: DeviceSide
    wish: str
    using: str | None


@dataclass(frozen=True, slots=True)
class DeviceFailed:
    """The device is present but does not work; `detail` is the sound system's message."""

    side: DeviceSide
    detail: str = ""


@dataclass(frozen=True, slots=True)
class MicrophoneSilent:
    """The microphone of a call delivers only silence; `by_system`: the system has muted it."""

    by_system: bool


@dataclass(frozen=True, slots=True)
class CallRefused:
    """A call ended with a SIP final status. `only_encrypted`: the account requires SRTP."""

    status: int
    reason: str = ""
    only_encrypted: bool = False


@dataclass(frozen=True, slots=True)
class NotANumber:
    """The typed text cannot be dialled; `position` of the faulty character counts from 1."""

    text: str
    position: int | None = None


@dataclass(frozen=True, slots=True)
class ProvisioningInvalid:
    field: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class NoSuchCall:
    key: int | None = None


@dataclass(frozen=True, slots=True)
class NoSuchGroup:
    leader: str


class Obstacle(StrEnum):
    """Why a request does not fit the present state; the values are the stable tokens of `softphone ctl`."""

    BUSY = "busy"
    CALLER_HIDDEN = "caller-hidden"
    CALLER_PAGE_FAILED = "caller-page-failed"
    CALLER_NUMBER_UNKNOWN = "caller-number-unknown"
    CHANGED_MEANWHILE = "changed-meanwhile"
    COLUMNS_UNSURE = "columns-unsure"
    COMMAND_FAILED = "command-failed"
    CONTACTS_NEWER = "contacts-newer"
    CONTACTS_NOT_WRITTEN = "contacts-not-written"
    EDITOR_BUSY = "editor-busy"
    EDITOR_NOT_OPEN = "editor-not-open"
    PART_NOT_READ = "part-not-read"
    FILE_NOT_READ = "file-not-read"
    FILE_NOT_WRITTEN = "file-not-written"
    FILE_TOO_LARGE = "file-too-large"
    FILTER_IS_OFF = "filter-is-off"
    FILTER_IS_SIMPLE = "filter-is-simple"
    FORM_HAS_FAULTS = "form-has-faults"
    HUNG_UP = "hung-up"
    IMPORT_AGAIN = "import-again"
    JOURNAL_NEWER = "journal-newer"
    JOURNAL_NOT_WRITTEN = "journal-not-written"
    NEVER_RULE_WINS = "never-rule-wins"
    LINK_HOLDS_CODE = "link-holds-code"
    NO_ACCOUNT = "no-account"
    NO_ADDRESS_BOOK = "no-address-book"
    NO_CALLER_PAGE = "no-caller-page"
    NO_ASSISTANTS = "no-assistants"
    NO_CODE = "no-code"
    NO_CONFERENCE = "no-conference"
    NO_CONFIRMATION = "no-confirmation"
    NO_CONFLICT = "no-conflict"
    NO_CONTACTS_IN_FILE = "no-contacts-in-file"
    NO_CSV_OPEN = "no-csv-open"
    NO_DIVERT = "no-divert"
    NO_ECHO_TARGET = "no-echo-target"
    NO_LEADER = "no-leader"
    NO_LEADER_CALL = "no-leader-call"
    NO_NUMBERS_IN_FILE = "no-numbers-in-file"
    NO_OWN_GROUP = "no-own-group"
    NO_PORTAL = "no-portal"
    NO_SECOND_CALL = "no-second-call"
    NO_SOUND_TEST = "no-sound-test"
    NO_SUCH_CONTACT = "no-such-contact"
    NO_SUCH_ENTRY = "no-such-entry"
    NO_SUCH_SOURCE = "no-such-source"
    NO_TELEPHONE = "no-telephone"
    NO_VOICEMAIL = "no-voicemail"
    NO_WAY = "no-way"
    NOBODY_ASKED = "nobody-asked"
    NOT_A_LINK = "not-a-link"
    NOT_ACTIVE = "not-active"
    NOT_CALLED_BACK = "not-called-back"
    NOT_FETCHED = "not-fetched"
    NOT_HELD = "not-held"
    NOT_RINGING = "not-ringing"
    NOTHING_DIALLED = "nothing-dialled"
    NOTHING_HANDED_OVER = "nothing-handed-over"
    NOTHING_RECORDED = "nothing-recorded"
    NOTHING_TO_SEND = "nothing-to-send"
    NOTHING_TO_UNDO = "nothing-to-undo"
    PASSWORD_NEEDED = "password-needed"  # noqa: S105 - a token, no password
    PROFILE_NOT_WRITTEN = "profile-not-written"
    RINGING = "ringing"
    SETTINGS_NOT_WRITTEN = "settings-not-written"
    SIGNED_OUT = "signed-out"
    SOUND_TEST_GAVE_WAY = "sound-test-gave-way"
    SOUND_TEST_RUNS = "sound-test-runs"
    SOUND_TEST_STOPPED = "sound-test-stopped"
    SUPERSEDED = "superseded"
    TARGET_GONE = "target-gone"
    TARGET_LOST = "target-lost"
    TEXT_NOT_SENDABLE = "text-not-sendable"
    TIME_HAS_PASSED = "time-has-passed"
    TOO_MANY_CALLS = "too-many-calls"


@dataclass(frozen=True, slots=True)
class NotPossibleNow:
    """The request does not fit the present state."""

    why: Obstacle


class OptionFault(Enum):
    """The reason a setting refuses a value."""

    WRONG_KIND = "wrong-kind"
    OUT_OF_RANGE = "out-of-range"
    NOT_OFFERED = "not-offered"
    NOT_PRINTABLE = "not-printable"
    NOT_AN_ADDRESS = "not-an-address"
    NOT_A_TEMPLATE = "not-a-template"
    NO_KEY = "no-key"
    KEY_TOO_PLAIN = "key-too-plain"
    KEY_FIXED = "key-fixed"
    KEY_TYPES = "key-types"
    KEY_IN_USE = "key-in-use"


@dataclass(frozen=True, slots=True)
class OptionRefused:
    """`takes` describes the allowed values, readable in every language."""

    key: str
    why: OptionFault
    takes: str


@dataclass(frozen=True, slots=True)
class OptionLocked:
    """The administrator's policy has decided this setting."""

    key: str


@dataclass(frozen=True, slots=True)
class NoSuchOption:
    key: str


@dataclass(frozen=True, slots=True)
class PolicyUnusable:
    """A policy file, or the part of it named by `detail`, is ignored."""

    file: str
    detail: str = ""


class BookTrouble(Enum):
    """The fault of an address book server."""

    UNREACHABLE = "unreachable"
    TIMED_OUT = "timed-out"
    CREDENTIALS = "credentials"
    REFUSED = "refused"
    UNUSABLE = "unusable"
    NO_PASSWORDS = "no-passwords"
    OTHER_SERVER = "other-server"


@dataclass(frozen=True, slots=True)
class AddressBookFailed:
    """A CardDAV server failed; the contacts fetched before stay. `place`: the address on another server."""

    host: str
    trouble: BookTrouble
    place: str = ""


Problem = (
    PortalUnreachable
    | PortalTimedOut
    | CredentialsRefused
    | PortalRefused
    | PortalOverloaded
    | PortalAnswerUnusable
    | PortalShowsOtherwise
    | CertificateRefused
    | PlainHttpRefused
    | RegistrationRefused
    | RegistrationUnreachable
    | NetworkMissing
    | EngineNotResponding
    | EngineStopped
    | KeyringMissing
    | NoSoundDevice
    | DeviceMissing
    | DeviceFailed
    | MicrophoneSilent
    | CallRefused
    | NotANumber
    | ProvisioningInvalid
    | NoSuchCall
    | NoSuchGroup
    | NotPossibleNow
    | OptionRefused
    | OptionLocked
    | NoSuchOption
    | PolicyUnusable
    | AddressBookFailed
)


class ProblemError(Exception):
    """Carries a Problem across a port; the only error that adapters raise on purpose."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(repr(problem))
        self.problem = problem
