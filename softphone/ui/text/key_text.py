"""Why a key does not act everywhere, in words."""

from PySide6.QtCore import QCoreApplication

from softphone.domain.options.key_combinations import GrabFault
from softphone.ui.text.translatable import QT_TRANSLATE_NOOP

translate = QCoreApplication.translate


def grab_fault_words(fault: GrabFault) -> str:
    return translate("Keys", _FAULTS[fault])


_FAULTS: dict[GrabFault, str] = {
    GrabFault.TAKEN: QT_TRANSLATE_NOOP(
        "Keys", "Another program has these keys: they act in this program's windows only."
    ),
    GrabFault.NOT_ON_KEYBOARD: QT_TRANSLATE_NOOP("Keys", "This keyboard has no such key."),
    GrabFault.NO_WAY: QT_TRANSLATE_NOOP("Keys", "Here these keys act in this program's windows only."),
}


def no_way_words() -> str:
    """Once for the page; the desktop can do what it does not let programs do."""
    return translate(
        "Keys",
        "This desktop gives programs no keys that act everywhere. In its own settings you can give a key to the "
        "command “softphone ctl answer”.",
    )
