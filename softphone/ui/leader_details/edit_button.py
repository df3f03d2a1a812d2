"""The button that opens the group editor, the same in both panels."""

from PySide6.QtCore import QCoreApplication

from softphone.domain.options.table import EDIT_KEY
from softphone.ui.keys.key_map import key_map
from softphone.ui.text.plain_tool_tip import plain_tool_tip
from softphone.ui.widgets.controls.buttons import Button, ButtonKind


def edit_button() -> Button:
    button = Button(ButtonKind.PLAIN, "", "pencil-simple")
    button.set_height("buttonSmall")
    name_edit_button(button)
    return button


def name_edit_button(button: Button) -> None:
    """The word, and the key in the tool tip: the foot has no room for a chip."""
    button.setText(QCoreApplication.translate("EditButton", "Edit"))
    button.setToolTip(plain_tool_tip(key_map().hint(button.text(), EDIT_KEY)))
