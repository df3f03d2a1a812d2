"""Names for screen readers: every visible control has one."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from softphone.services.state.app_state import AppState
from softphone.ui.group_editor.editor_window import GroupEditorWindow
from softphone.ui.settings.settings_dialog import SettingsDialog
from softphone.ui.widgets.clock import ticker
from tests.samples.groups import NOW_S
from tests.unit.ui.every_window import WINDOWS

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)


@pytest.fixture(params=WINDOWS, ids=str)
def window(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[QWidget]:
    ticker().set_clock(lambda: NOW_S)
    made, actions = WINDOWS[request.param]()
    qtbot.addWidget(made)
    made.show()
    yield made
    actions.state.set(AppState())
    made.hide()


def pages(window: QWidget) -> Iterator[None]:
    """Every page the window can turn to, one after the other."""
    if isinstance(window, SettingsDialog):
        for place in range(len(window.nav)):
            window.show_page(place)
            yield
    elif isinstance(window, GroupEditorWindow):
        for place in range(window.tabs.count()):
            window.tabs.setCurrentIndex(place)
            yield
    else:
        yield


def name(widget: QWidget) -> str:
    """The name that Qt gives to a screen reader: accessible name, button text, or the buddy label."""
    words = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
    return words.strip() or _buddys_words(widget)


def _buddys_words(widget: QWidget) -> str:
    labels = widget.window().findChildren(QLabel)
    return next((label.text() for label in labels if label.buddy() is widget), "")


def controls(window: QWidget) -> list[QWidget]:
    """The controls the user can reach now, without those that Qt builds inside of them."""
    parts = [part for kind in CONTROLS for part in window.findChildren(kind) if part.isVisible()]
    return [part for part in parts if not isinstance(part, QScrollBar | QHeaderView) and not _is_qts_own(part)]


def _is_qts_own(part: QWidget) -> bool:
    above = part.parentWidget()
    assert above is not None
    inside = isinstance(above, QComboBox | QLineEdit) or above.metaObject().className() == "QComboBoxPrivateContainer"
    return inside or part.objectName().startswith("qt_")


def place_of(widget: QWidget) -> str:
    """For the message of a test that fails."""
    above, names = widget.parentWidget(), [type(widget).__name__]
    while above is not None:
        names.append(type(above).__name__)
        above = above.parentWidget()
    return " in ".join(name for name in names if name not in {"QWidget", "QStackedWidget", "QScrollArea"})


def test_every_control_has_a_name(window: QWidget) -> None:
    seen = 0
    for _page in pages(window):
        found = controls(window)
        assert [place_of(part) for part in found if not name(part)] == []
        seen += len(found)
    assert seen
