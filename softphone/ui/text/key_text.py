"""Why a key does not act everywhere, in words."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from softphone.domain.options.key_combinations import GrabFault

translate = QCoreApplication.translate


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
