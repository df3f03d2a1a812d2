"""Why a key does not act everywhere, in words."""

from PySide6.QtCore import QCoreApplication

from softphone.domain.options.key_combinations import GrabFault
from softphone.ui.text.translatable import QT_TRANSLATE_NOOP

translate = QCoreApplication.translate


def grab_fault_words(fault: GrabFault) -> str:
    return translate("Keys", _FAULTS[fault])


_FAULTS: dict[GrabFault, str] = {
    GrabFault.TAKEN: QT_TRANSLATE_NOOP(
        "Keys", "Another program uses these keys: they work only in this program's windows."
    ),
    GrabFault.NOT_ON_KEYBOARD: QT_TRANSLATE_NOOP("Keys", "This keyboard has no such key."),
    GrabFault.NO_WAY: QT_TRANSLATE_NOOP("Keys", "Here these keys work only in this program's windows."),
}


def no_way_words() -> str:
    """Once for the page; the desktop can do what it does not let programs do."""
    return translate(
        "Keys",
        "This desktop offers programs no system-wide keys. In its own settings you can assign "
        "a key to the command “softphone ctl answer”.",
    )
