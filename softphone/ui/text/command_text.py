"""The commands of services/commands.py in words: beside their key, and on buttons and in menus."""

from typing import NamedTuple

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from softphone.domain.options.table import Option
from softphone.services.commands import COMMANDS, UserCommand


class _Words(NamedTuple):
    """`label`: in the command palette and on the keys page; of two commands with one key only the first has one.

    `QT_TRANSLATE_NOOP` returns the English text, which PySide6 types as object.
    """

    label: object
    button: object = ""


def command_label(command: UserCommand) -> str:
    return _translated(_WORDS[command.name].label)


def palette_label(command: UserCommand) -> str:
    """The label, else the word of the menu entry without its dots."""
    return command_label(command) or button_word(command).rstrip(" …")


def button_word(command: UserCommand) -> str:
    return _translated(_WORDS[command.name].button)


def key_labels() -> dict[str, str]:
    """The command of each key, by the name of its option."""
    keyed = ((command.key, command_label(command)) for command in COMMANDS)
    return {key.key: label for key, label in keyed if isinstance(key, Option) and label}


def _translated(source: object) -> str:
    return QCoreApplication.translate("Commands", str(source)) if source else ""


_WORDS = {
    "dial-field": _Words(QT_TRANSLATE_NOOP("Commands", "Go to the dial field")),
    "identity": _Words(QT_TRANSLATE_NOOP("Commands", "Choose who to call as")),
    "pass-on": _Words(QT_TRANSLATE_NOOP("Commands", "Hand over the call")),
    "journal": _Words(QT_TRANSLATE_NOOP("Commands", "Go to the journal")),
    "search": _Words(QT_TRANSLATE_NOOP("Commands", "Search the whole journal")),
    "edit": _Words(QT_TRANSLATE_NOOP("Commands", "Edit the leader's settings")),
    "find-command": _Words(QT_TRANSLATE_NOOP("Commands", "Find a command")),
    "show-keys": _Words(QT_TRANSLATE_NOOP("Commands", "Show all keys")),
    "contacts": _Words(
        QT_TRANSLATE_NOOP("Commands", "Open the contacts"), QT_TRANSLATE_NOOP("Commands", "Contacts …")
    ),
    "mailbox": _Words(
        QT_TRANSLATE_NOOP("Commands", "Call voicemail"), QT_TRANSLATE_NOOP("Commands", "Call voicemail")
    ),
    "settings": _Words(
        QT_TRANSLATE_NOOP("Commands", "Open the settings"), QT_TRANSLATE_NOOP("Commands", "Settings …")
    ),
    "dnd": _Words(
        QT_TRANSLATE_NOOP("Commands", "Do not disturb on or off"), QT_TRANSLATE_NOOP("Commands", "Do not disturb")
    ),
    "mute": _Words(QT_TRANSLATE_NOOP("Commands", "Mute or unmute"), QT_TRANSLATE_NOOP("Commands", "Mute")),
    "unmute": _Words("", QT_TRANSLATE_NOOP("Commands", "Unmute")),
    "hold": _Words(QT_TRANSLATE_NOOP("Commands", "Hold or resume"), QT_TRANSLATE_NOOP("Commands", "Hold")),
    "resume": _Words("", QT_TRANSLATE_NOOP("Commands", "Resume")),
    "keypad": _Words(QT_TRANSLATE_NOOP("Commands", "Keypad for the call"), QT_TRANSLATE_NOOP("Commands", "Keypad")),
    "open-for-caller": _Words("", QT_TRANSLATE_NOOP("Commands", "Open for the caller")),
    "hangup": _Words(QT_TRANSLATE_NOOP("Commands", "Hang up"), QT_TRANSLATE_NOOP("Commands", "Hang up")),
    "swap": _Words(QT_TRANSLATE_NOOP("Commands", "Swap two calls"), QT_TRANSLATE_NOOP("Commands", "Swap")),
    "conference": _Words(
        QT_TRANSLATE_NOOP("Commands", "Conference with both calls"), QT_TRANSLATE_NOOP("Commands", "Conference")
    ),
    "leave-conference": _Words("", QT_TRANSLATE_NOOP("Commands", "Leave")),
    "split-conference": _Words("", QT_TRANSLATE_NOOP("Commands", "Only this one")),
    "complete-transfer": _Words("", QT_TRANSLATE_NOOP("Commands", "Connect")),
    "take-back": _Words("", QT_TRANSLATE_NOOP("Commands", "Take back")),
    "pick-up": _Words("", QT_TRANSLATE_NOOP("Commands", "Pick up")),
    "retrieve": _Words("", QT_TRANSLATE_NOOP("Commands", "Take over")),
    "bridge": _Words("", QT_TRANSLATE_NOOP("Commands", "Join in")),
    "answer": _Words(QT_TRANSLATE_NOOP("Commands", "Answer the top call"), QT_TRANSLATE_NOOP("Commands", "Answer")),
    "reject": _Words("", QT_TRANSLATE_NOOP("Commands", "Decline")),
    "next-call": _Words(QT_TRANSLATE_NOOP("Commands", "Next ringing call on top")),
    "silence": _Words(QT_TRANSLATE_NOOP("Commands", "Silence all ringing")),
    "end": _Words(QT_TRANSLATE_NOOP("Commands", "Hang up, from anywhere")),
    "redial": _Words(""),
    "sign-in-again": _Words("", QT_TRANSLATE_NOOP("Commands", "Sign in again")),
    "self-test": _Words("", QT_TRANSLATE_NOOP("Commands", "Self-test …")),
    "sign-out": _Words("", QT_TRANSLATE_NOOP("Commands", "Sign out")),
    "quit": _Words("", QT_TRANSLATE_NOOP("Commands", "Quit")),
}
