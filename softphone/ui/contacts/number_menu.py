"""Menu for a number anywhere in the windows: copy it, or add it to the contacts."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from softphone.services.actions import Actions

translate = QCoreApplication.translate


def number_menu(parent: QWidget, actions: Actions, name: str, number: str) -> QMenu:
    """Nothing is possible without a number: a hidden caller has none."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    copy = menu.addAction(translate("NumberMenu", "Copy number"))
    copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(number))
    add = menu.addAction(translate("NumberMenu", "Add to contacts …"))
    add.triggered.connect(lambda: ask_name(parent, actions, name, number))
    for action in (copy, add):
        action.setEnabled(bool(number))
    return menu


def ask_name(parent: QWidget, actions: Actions, name: str, number: str) -> QInputDialog:
    dialog = QInputDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(translate("NumberMenu", "Add to contacts"))
    dialog.setLabelText(translate("NumberMenu", "Name for {number}").format(number=number))
    dialog.setOkButtonText(translate("NumberMenu", "Add"))
    dialog.setCancelButtonText(translate("NumberMenu", "Cancel"))
    dialog.setTextValue(name)
    dialog.textValueSelected.connect(lambda text: actions.contacts.add(text, number))
    dialog.open()
    return dialog
