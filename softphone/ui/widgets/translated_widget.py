"""Mixin that redraws a widget's texts when the program's language changes."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    _Base = QWidget
else:
    _Base = object


class TranslatedWidget(_Base):
    """Comes before the Qt class in the list of bases, so that Qt calls its event handler."""

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Sets every text of the widget in the current language."""
        raise NotImplementedError
