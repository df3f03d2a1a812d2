"""What can be wrong with a setting or with the administrator's policy, in sentences."""

from typing import assert_never

from PySide6.QtCore import QCoreApplication

from softphone.domain import problems as p
from softphone.domain.calls.caller_page import PLACEHOLDERS
from softphone.ui.text.command_text import key_labels
from softphone.ui.text.translatable import QT_TRANSLATE_NOOP

translate = QCoreApplication.translate
OptionProblem = p.OptionRefused | p.OptionLocked | p.NoSuchOption | p.PolicyUnusable


def option_text(problem: OptionProblem) -> str:
    match problem:
        case p.OptionRefused(key, why, takes):
            return _refused(key, why, takes)
        case p.OptionLocked(key):
            text = translate("Problems", "The setting “{key}” is set by your administrator. Please ask them.")
            return text.format(key=key)
        case p.NoSuchOption(key):
            text = translate("Problems", "There is no setting “{key}”. Please check the list of settings.")
            return text.format(key=key)
        case p.PolicyUnusable(file, detail):
            text = translate(
                "Problems",
                "The administrator's settings in {file} do not apply ({why}). Please tell your administrator.",
            )
            return text.format(file=file, why=detail or "–")
        case _:
            assert_never(problem)


def _refused(key: str, why: p.OptionFault, takes: str) -> str:
    if why in _KEY_FAULTS:
        return translate("Problems", _KEY_FAULTS[why]).format(other=key_labels().get(takes, takes))
    if why is p.OptionFault.NOT_PRINTABLE:
        text = translate("Problems", "The setting “{key}” accepts only printable characters.")
        return text.format(key=key)
    if why is p.OptionFault.NOT_AN_ADDRESS:
        text = translate("Problems", "“{key}” takes addresses and networks, one a line: 192.0.2.7, 192.0.2.0/24.")
        return text.format(key=key)
    if why is p.OptionFault.NOT_A_TEMPLATE:
        text = translate(
            "Problems",
            "“{key}” takes a full address or path with {placeholders}. Example: {example}",
        )
        shown = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
        return text.format(key=key, placeholders=shown, example=takes)
    text = translate("Problems", "The setting “{key}” does not accept this. Possible: {takes}.")
    return text.format(key=key, takes=takes)


_KEY_FAULTS = {
    p.OptionFault.NO_KEY: QT_TRANSLATE_NOOP(
        "Problems", "This key cannot be used. Please choose a letter, a digit or a function key."
    ),
    p.OptionFault.KEY_TOO_PLAIN: QT_TRANSLATE_NOOP(
        "Problems", "You might type this by mistake. Please add Ctrl or Alt, or use a function key."
    ),
    p.OptionFault.KEY_FIXED: QT_TRANSLATE_NOOP(
        "Problems", "These keys have a fixed meaning in the windows. Please choose others."
    ),
    p.OptionFault.KEY_TYPES: QT_TRANSLATE_NOOP(
        "Problems", "On many keyboards this types a character, like @ or €. Please choose others."
    ),
    p.OptionFault.KEY_IN_USE: QT_TRANSLATE_NOOP(
        "Problems", "“{other}” already uses these keys. Please choose others, or change it first."
    ),
}
