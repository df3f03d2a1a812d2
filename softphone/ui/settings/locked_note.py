"""Says which settings of a page the administrator has decided, where the page draws their controls itself."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from softphone.domain.options.table import AnyOption
from softphone.services.state.options import OptionsView
from softphone.ui.settings.option_text import option_words
from softphone.ui.widgets.labels.icon_label import IconLabel
from softphone.ui.widgets.labels.text_label import TextLabel

translate = QCoreApplication.translate


class LockedNote(QWidget):
    """Lock and sentence; hidden while nothing is locked."""

    def __init__(self, controls: Mapping[AnyOption, QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.controls = controls
        self.words = TextLabel("", "label", "text", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 12, 0, 12)
        row.setSpacing(6)
        row.addWidget(IconLabel("lock-simple-fill", "text2", 14), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)

    def show_options(self, view: OptionsView) -> None:
        """The controls of what is locked cannot be touched."""
        locked = [option for option in self.controls if view.row(option).locked]
        for option, control in self.controls.items():
            control.setEnabled(option not in locked)
        text = translate("Options", "Set by your administrator, so it cannot be changed here: {settings}.")
        self.words.setText(text.format(settings=", ".join(option_words(option).label for option in locked)))
        self.setVisible(bool(locked))
