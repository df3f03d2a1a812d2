"""The settings in words: what each is called, what it does, what its values mean."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication

from softphone.domain.account.account import CallSource, Language, SecurityAgreement
from softphone.domain.calls.caller_page import OpenAt
from softphone.domain.calls.incoming_policy import DndMode
from softphone.domain.options.table import AnyOption, CloseAction, LogLevel, Section, ThemeChoice
from softphone.ui.text.command_text import key_labels

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class OptionText:
    label: str
    explanation: str


def option_words(option: AnyOption) -> OptionText:
    return _words()[option.key]


def _words() -> dict[str, OptionText]:
    return {
        "account.accept-calls-from": OptionText(
            translate("Options", "Calls are taken"),
            translate("Options", "Only the account's server vouches for who calls. Others can give any name."),
        ),
        "account.accept-addresses": OptionText(
            translate("Options", "Addresses that may call directly"),
            translate("Options", "Addresses or networks (192.0.2.0/24), one a line, for the choice above."),
        ),
        "account.security-agreement": OptionText(
            translate("Options", "Security agreement (mediasec)"),
            translate("Options", "Some providers, Telekom for one, take only telephones that ask for it."),
        ),
        "account.wildcard-certificates": OptionText(
            translate("Options", "Wildcard certificates"),
            translate("Options", "With TLS, a certificate for *.example.com is good for sip.example.com."),
        ),
        "network.dscp-signalling": OptionText(
            translate("Options", "Priority mark of signalling (DSCP)"),
            translate("Options", "Networks that are set up for it carry marked packets first; 0 for no mark."),
        ),
        "network.dscp-media": OptionText(
            translate("Options", "Priority mark of sound (DSCP)"),
            translate("Options", "46 is usual for telephony. Windows sends marks only with a group policy."),
        ),
        "general.language": OptionText(
            translate("Options", "Language"),
            translate(
                "Options", "Language of all windows; takes effect at once. Terms of the portal stay as they are."
            ),
        ),
        "general.theme": OptionText(
            translate("Options", "Appearance"),
            translate("Options", "Light or dark colours; “same as system” follows its changes."),
        ),
        "general.close-window": OptionText(
            translate("Options", "Closing the window"),
            translate("Options", "Calls only arrive while the program runs. Without a tray, closing always quits."),
        ),
        "calls.do-not-disturb": OptionText(
            translate("Dnd", "Do not disturb"),
            translate("Options", "No call rings; a bar in the window shows this while it is on."),
        ),
        "calls.do-not-disturb-means": OptionText(
            translate("Options", "Do not disturb means"),
            translate("Options", "How calls are treated in the meantime. The journal lists them as missed."),
        ),
        "calls.do-not-disturb-leaders-ring": OptionText(
            translate("Options", "Calls for leaders still ring"),
            translate("Options", "Do not disturb then applies only to your own calls."),
        ),
        "calls.follow-transfers": OptionText(
            translate("Options", "Follow transfers by the other party"),
            translate("Options", "If the other party transfers you, the new number is called automatically."),
        ),
        "calls.auto-answer-numbers": OptionText(
            translate("Options", "Answer automatically: these numbers"),
            translate(
                "Options", "Their calls are answered after a clear tone, unless you are talking. One per line."
            ),
        ),
        "calls.auto-answer-when-asked": OptionText(
            translate("Options", "Answer automatically when the platform asks"),
            translate("Options", "For announcements and intercoms. The caller hears you at once."),
        ),
        "calls.open-for-caller": OptionText(
            translate("Options", "Open for a caller"),
            translate("Options", "When the page or the program below is opened, with who calls and for whom."),
        ),
        "calls.caller-page": OptionText(
            translate("Options", "Page for a caller"),
            translate("Options", "An address with {number}, {digits}, {name}, {leader} or {direction} in it."),
        ),
        "calls.caller-program": OptionText(
            translate("Options", "Program for a caller"),
            translate("Options", "Its full path and arguments, with the same words in braces. No shell runs it."),
        ),
        "sound.microphone": OptionText(
            translate("AudioPage", "Microphone"), translate("Options", "The microphone for your calls.")
        ),
        "sound.speaker": OptionText(
            translate("AudioPage", "Speaker"), translate("Options", "The loudspeaker or headset for your calls.")
        ),
        "sound.ringers": OptionText(
            translate("AudioPage", "Ring on"), translate("Options", "All devices that ring, by name.")
        ),
        "sound.echo-cancellation": OptionText(
            translate("AudioPage", "Suppress echo"),
            translate("Options", "Removes the loudspeaker's sound from the microphone signal."),
        ),
        "sound.noise-suppression": OptionText(
            translate("AudioPage", "Reduce background noise"),
            translate("Options", "Makes keyboard and voices around you quieter for the other party."),
        ),
        "journal.keep-days": OptionText(
            translate("Options", "Keep the journal for"),
            translate("Options", "Older calls are deleted for good; 0 keeps all. Promised call-backs always stay."),
        ),
        "diagnostics.self-test": OptionText(
            translate("Options", "Daily self-test"),
            translate("Options", "Checks everything after the first sign-in of the day. It makes no sound."),
        ),
        "diagnostics.sip-trace": OptionText(
            translate("Options", "SIP trace"),
            translate(
                "Options", "The last messages from and to the telephone server, 3 MB at most, without passwords."
            ),
        ),
        "keys.everywhere": OptionText(
            translate("Keys", "Call keys work everywhere"),
            translate("Keys", "The first four also work while you are typing in another program."),
        ),
        **{key: OptionText(label, "") for key, label in key_labels().items()},
        "sound.echo-number": OptionText(
            translate("Options", "Number for the echo test"),
            translate("Options", "A number that plays back what it hears. Empty: no echo test."),
        ),
        "sound.headset-keys": OptionText(
            translate("Options", "Headset buttons and lights"),
            translate(
                "Options", "Answer, hang up and mute on the headset; its lights show ringing, talking and muted."
            ),
        ),
        "sound.speaker-volume": OptionText(
            translate("AudioPage", "Volume of the other party's voice"),
            translate("Options", "In this program; the system's own volume stays as it is."),
        ),
        "sound.ringer-volume": OptionText(
            translate("AudioPage", "Ring volume"),
            translate("Options", "In this program; the system's own volume stays as it is."),
        ),
        "diagnostics.log-level": OptionText(
            translate("Options", "Log"),
            translate("Options", "How much is written to the log files on this computer. Never passwords."),
        ),
    }


def choice_words(value: object) -> str:
    """One value of a choice."""
    match value:
        case Language.GERMAN:
            return "Deutsch"
        case Language.ENGLISH:
            return "English"
        case Language.SYSTEM | ThemeChoice.SYSTEM:
            return translate("Options", "Same as system")
    return _choices()[value]


def _choices() -> dict[Any, str]:
    return {
        CallSource.PLATFORM: translate("Options", "From the account's server only"),
        CallSource.LISTED: translate("Options", "Also from the addresses below"),
        CallSource.ANYONE: translate("Options", "From everywhere"),
        SecurityAgreement.AUTOMATIC: translate("Options", "Where the server offers it"),
        SecurityAgreement.MEDIASEC: translate("Options", "Always"),
        SecurityAgreement.OFF: translate("Options", "Never"),
        ThemeChoice.LIGHT: translate("Options", "Light"),
        ThemeChoice.DARK: translate("Options", "Dark"),
        CloseAction.KEEP_RUNNING: translate("Options", "Keeps running in the tray"),
        CloseAction.QUIT: translate("Options", "Quits the program"),
        OpenAt.NEVER: translate("Options", "Nothing"),
        OpenAt.CLICK: translate("Options", "By click only"),
        OpenAt.RINGING: translate("Options", "When it rings"),
        OpenAt.ANSWERED: translate("Options", "When the call is answered"),
        DndMode.BUSY: translate("Options", "Callers hear the busy tone"),
        DndMode.SILENT: translate("Options", "Calls are shown without a sound"),
        LogLevel.NORMAL: translate("Options", "Normal"),
        LogLevel.DETAILED: translate("Options", "Detailed, for troubleshooting"),
    }


def unit_words(unit: str) -> str:
    """Behind a number, with the space before it."""
    units = {
        "d": translate("Options", "days"),
        "s": translate("Options", "seconds"),
        "min": translate("Options", "minutes"),
    }
    return f" {units.get(unit, unit)}" if unit else ""


def section_words(section: Section) -> str:
    match section:
        case Section.ACCOUNT:
            return translate("SettingsDialog", "Account")
        case Section.GENERAL:
            return translate("Options", "General")
        case Section.CALLS:
            return translate("Options", "Calls")
        case Section.KEYS:
            return translate("Options", "Keys")
        case Section.SOUND:
            return translate("SettingsDialog", "Sound")
        case Section.CONTACTS:
            return translate("Options", "Contacts")
        case Section.JOURNAL:
            return translate("Options", "Journal")
        case Section.NETWORK:
            return translate("Options", "Network")
        case Section.DIAGNOSTICS:
            return translate("Options", "Diagnostics")
