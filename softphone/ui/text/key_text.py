"""The actions that have keys, in words: on the page of the keys and among the commands."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from softphone.domain.options.key_combinations import GrabFault

translate = QCoreApplication.translate


def key_labels() -> dict[str, str]:
    """What the key of each setting does, by the setting's name."""
    return {
        "keys.answer": translate("Keys", "Answer the call on top"),
        "keys.next-call": translate("Keys", "Next ringing call to the top"),
        "keys.silence": translate("Keys", "Silence all that rings"),
        "keys.end": translate("Keys", "Hang up, from anywhere"),
        "keys.dial": translate("Keys", "To the dial field"),
        "keys.identity": translate("Keys", "Choose as whom to call"),
        "keys.mute": translate("Keys", "Microphone off or on"),
        "keys.hold": translate("Keys", "Hold or take back"),
        "keys.pad": translate("Keys", "Keypad of the call"),
        "keys.transfer": translate("Keys", "Pass the call on"),
        "keys.swap": translate("Keys", "Swap two calls"),
        "keys.conference": translate("Keys", "Conference of both calls"),
        "keys.hang-up": translate("Keys", "Hang up"),
        "keys.do-not-disturb": translate("Keys", "Do not disturb on or off"),
        "keys.edit": translate("Keys", "Edit the leader's settings"),
        "keys.journal": translate("Keys", "To the journal"),
        "keys.search": translate("Keys", "Search the whole journal"),
        "keys.contacts": translate("Keys", "Open the contacts"),
        "keys.mailbox": translate("Keys", "Call voicemail"),
        "keys.settings": translate("Keys", "Open the settings"),
        "keys.commands": translate("Keys", "Find a command"),
        "keys.keys": translate("Keys", "Show all keys"),
    }


def grab_fault_words(fault: GrabFault) -> str:
    return _FAULTS[fault]()


def _taken() -> str:
    return translate("Keys", "Another program has these keys: they act in this program's windows only.")


def _not_on_keyboard() -> str:
    return translate("Keys", "This keyboard has no such key.")


def _no_way() -> str:
    return translate("Keys", "Here these keys act in this program's windows only.")


_FAULTS: dict[GrabFault, Callable[[], str]] = {
    GrabFault.TAKEN: _taken,
    GrabFault.NOT_ON_KEYBOARD: _not_on_keyboard,
    GrabFault.NO_WAY: _no_way,
}


def no_way_words() -> str:
    """Once for the page; the desktop can do what it does not let programs do."""
    return translate(
        "Keys",
        "This desktop gives programs no keys that act everywhere. In its own settings you can give a key to the "
        "command “softphone ctl answer”.",
    )
