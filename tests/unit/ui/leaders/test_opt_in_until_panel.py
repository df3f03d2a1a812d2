"""The menu "Eingeloggt bis …" of a leader, the text of the row, and the notice at the end."""

from datetime import datetime

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from softphone.services.state.app_state import Notice
from softphone.services.state.groups import OptInView
from softphone.ui.leaders.leader_row_text import leader_accessible, leader_detail
from softphone.ui.leaders.opt_in_until_panel import OptInUntilMenu
from softphone.ui.main_window.main_window import MainWindow
from softphone.ui.main_window.toast_text import notice_entry
from softphone.ui.widgets.clock import ticker
from tests.samples import groups as sample_groups
from tests.samples.actions import FakeActions
from tests.samples.groups import MUSTER, NOW_S


def test_the_row_says_until_when() -> None:
    until_s = datetime(2026, 11, 23, 14, 0).timestamp()
    group = sample_groups.group(MUSTER, opt_in=OptInView(True, True, until_s=until_s))
    assert leader_detail(group).parts[0] == "until 14:00"
    assert "until 14:00" in leader_accessible(group)
    out = sample_groups.group(MUSTER, opt_in=OptInView(False, False, until_s=until_s))
    assert leader_detail(out).parts[0] == "All calls"


def entries(menu: OptInUntilMenu) -> list[QAction]:
    return [entry for entry in menu.actions() if not entry.isSeparator()]


def test_the_menu_offers_a_few_ends_and_any_other(qtbot: QtBot, window: MainWindow, actions: FakeActions) -> None:
    ticker().set_clock(lambda: NOW_S)
    try:
        until = OptInView(True, True, until_s=NOW_S + 60)
        menu = OptInUntilMenu(actions, sample_groups.group(MUSTER, opt_in=until), window)
        words = [entry.text() for entry in entries(menu)]
        assert words[:3] == ["Log out", "Logged in until 11:30", "Logged in until 12:00"]
        assert words[-1] == "Stay logged in after 10:43"
        entries(menu)[1].trigger()
        entries(menu)[-1].trigger()
        first = datetime(2026, 11, 23, 11, 30).timestamp()
        assert actions.asked == [
            ("groups.opt_in_until", MUSTER.user_id, first),
            ("groups.opt_in_until", MUSTER.user_id, None),
        ]
        window.leader_list.until.open_for(
            sample_groups.group(
                MUSTER,
            ),
            QPoint(5, 5),
        )
        QTest.keyClicks(window.leader_list.until.field.edit, "25")
        window.leader_list.until.button.click()
        assert "time of day" in window.leader_list.until.field.problem.text
        window.leader_list.until.field.edit.setText("13:15")
        window.leader_list.until.button.click()
        assert actions.asked[-1][-1] == datetime(2026, 11, 23, 13, 15).timestamp()
    finally:
        ticker().set_clock(lambda: datetime.now().timestamp())


def test_the_menu_key_opens_the_menu_of_the_chosen_row(qtbot: QtBot, window: MainWindow) -> None:
    window.leader_list.select_number(1)
    with qtbot.waitSignal(window.leader_list.view.menu_asked) as asked:
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
        QApplication.sendEvent(window.leader_list.view.viewport(), event)
    assert asked.args is not None
    assert asked.args[0] == MUSTER.user_id
    opened = QApplication.activePopupWidget()
    assert isinstance(opened, OptInUntilMenu)
    opened.close()


def test_the_end_of_a_duty_is_a_notice_with_its_time() -> None:
    end_s = datetime(2026, 11, 23, 14, 0).timestamp()
    assert notice_entry(Notice(1, "duty-ended", "Lea", end_s))[2] == "Logged out for Lea at 14:00, as chosen"
    assert "closed at 14:00" in notice_entry(Notice(1, "duty-ended-late", "Lea", end_s))[2]
