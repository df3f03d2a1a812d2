"""What can be wrong with a setting or with the administrator's policy, in sentences."""

from typing import assert_never

from PySide6.QtCore import QCoreApplication

from softphone.domain import problems as p

translate = QCoreApplication.translate
OptionProblem = p.OptionRefused | p.OptionLocked | p.NoSuchOption | p.PolicyUnusable


def option_text(problem: OptionProblem) -> str:
    match problem:
        case p.OptionRefused(key, why, takes):
            return _refused(key, why, takes)
        case p.OptionLocked(key):
            text = translate("Problems", "The setting “{key}” is decided by your administrator. Please ask there.")
            return text.format(key=key)
        case p.NoSuchOption(key):
            text = translate("Problems", "There is no setting “{key}”. Please look at the list of the settings.")
            return text.format(key=key)
        case p.PolicyUnusable(file, detail):
            text = translate(
                "Problems", "The administrator's settings in {file} are not in force ({why}). Please tell them."
            )
            return text.format(file=file, why=detail or "–")
        case _:
            assert_never(problem)


def _refused(key: str, why: p.OptionFault, takes: str) -> str:
    if why is p.OptionFault.NOT_PRINTABLE:
        text = translate("Problems", "The setting “{key}” takes only characters that can be shown.")
        return text.format(key=key)
    text = translate("Problems", "The setting “{key}” does not take this. Possible: {takes}.")
    return text.format(key=key, takes=takes)
