"""A link received as a system event is offered like one of the command line."""

from PySide6.QtCore import QCoreApplication, QObject, QUrl
from PySide6.QtGui import QFileOpenEvent
from pytestqt.qtbot import QtBot

from softphone.ui.shell.link_opener import LinkOpener


def test_a_link_is_handed_on_and_a_file_is_not(qtbot: QtBot) -> None:
    opened: list[str] = []
    target = QObject()
    opener = LinkOpener(opened.append, target)
    target.installEventFilter(opener)
    for url in ("tel:+49301234567", "sip:lea@pbx.example", "file:///etc/passwd"):
        QCoreApplication.sendEvent(target, QFileOpenEvent(QUrl(url)))
    assert opened == ["tel:+49301234567", "sip:lea@pbx.example"]
