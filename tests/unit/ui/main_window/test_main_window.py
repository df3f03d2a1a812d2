"""The main window: three layouts, keys, dialling, journal, one banner, toasts."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from softphone.domain import problems as p
from softphone.domain.account.account import Language
from softphone.domain.account.sign_in import SignInPhase
from softphone.domain.telephone.call import CallEnd
from softphone.services.state.app_state import Notice
from softphone.services.state.groups import OwnSwitch, SwitchView
from softphone.services.state.session import RegistrationView
from softphone.ui.journal.journal_text import journal_icon, journal_outcome
from softphone.ui.main_window.banner_text import banner_text
from softphone.ui.main_window.columns import Page, Width, width_class
from softphone.ui.main_window.main_window import MainWindow
from softphone.ui.main_window.status_text import StatusTone, reachability
from softphone.ui.shell import i18n
from softphone.ui.widgets.clock import ticker
from softphone.ui.widgets.containers.banner import BannerTone
from softphone.ui.widgets.controls.buttons import Button
from softphone.ui.widgets.tool_tip import tool_tip
from tests.samples import app_state as sample
from tests.samples import groups as sample_groups
from tests.samples.actions import FakeActions
from tests.samples.groups import MUSTER, NOW_S, SCHABLONE


@pytest.fixture
def actions() -> FakeActions:
    return FakeActions()


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, actions: FakeActions) -> Iterator[MainWindow]:
    i18n.install(qapp, Language.ENGLISH)
    ticker().set_clock(lambda: NOW_S)
    made = MainWindow(actions)
    qtbot.addWidget(made)
    actions.state.set(sample.assistant_state())
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("px", "expected"),
    [(1040, Width.WIDE), (1039, Width.MIDDLE), (640, Width.MIDDLE), (639, Width.NARROW), (320, Width.NARROW)],
)
def test_the_width_decides_the_layout(qapp: QApplication, px: int, expected: Width) -> None:
    assert width_class(px) is expected


def test_a_wide_window_shows_three_columns(window: MainWindow) -> None:
    window.resize(1120, 720)
    assert window.leader_list.isVisible()
    assert window.calls.isVisible()
    assert window.journal.isVisible()
    assert window.details.isVisible()
    assert not window.tabs.isVisible()
    assert window.leader_list.width() == 327
    assert window.details.width() == 295


def test_in_a_middle_window_the_details_open_over_the_rest_and_esc_takes_them_away(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.resize(760, 640)
    assert not window.details.isVisible()
    QTest.keyClick(window.leader_list.view, Qt.Key.Key_Return)
    assert window.details.isVisible()
    assert window.columns.shut.isVisible()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.details.isVisible()
    assert window.journal.isVisible()


def test_a_narrow_window_shows_one_page_at_a_time(window: MainWindow) -> None:
    window.resize(360, 720)
    assert window.tabs.isVisible()
    assert window.leader_list.isVisible()
    assert not window.journal.isVisible()
    window.tabs.tabs[Page.CALLS.value].click()
    assert window.calls.isVisible()
    assert not window.leader_list.isVisible()
    assert not window.journal.isVisible()
    window.tabs.tabs[Page.JOURNAL.value].click()
    assert window.journal.isVisible()
    assert not window.calls.isVisible()


def test_the_live_call_is_pinned_in_a_narrow_window_only(window: MainWindow) -> None:
    assert not window.call_bar.isVisible()
    window.resize(360, 720)
    assert window.call_bar.isVisible()


def test_growing_again_brings_everything_back(window: MainWindow) -> None:
    window.resize(360, 720)
    window.tabs.tabs[Page.JOURNAL.value].click()
    window.resize(1120, 720)
    assert window.leader_list.isVisible()
    assert window.calls.isVisible()
    assert window.journal.isVisible()


def test_nothing_is_wider_than_the_narrowest_window(window: MainWindow) -> None:
    window.resize(320, 600)
    assert window.width() == 320
    assert window.toolbar.width() == 320
    assert window.status.width() == 320


def test_a_leader_without_groups_has_the_own_group_beside_the_calls(window: MainWindow, actions: FakeActions) -> None:
    actions.state.set(sample.leader_state())
    window.resize(1000, 720)
    assert not window.leader_list.isVisible()
    assert window.leader.isVisible()
    assert window.silent.isVisible()
    assert [row.name.text() for row in window.leader.rows] == [
        "Nele Probe",
        "Paul Attrappe",
        "Sina Fiktiv",
        "Olaf Modell",
    ]
    assert window.leader.filter.switch.look.on
    assert window.leader.filter.detail.text() == "All calls"


def test_the_leader_switches_the_filter_and_the_silent_notification(window: MainWindow, actions: FakeActions) -> None:
    actions.state.set(sample.leader_state())
    window.resize(1000, 720)
    window.leader.filter.switch.click()
    window.leader.silent.switch.click()
    assert actions.asked[-2:] == [
        ("own_group.switch", OwnSwitch.FILTER, False),
        ("own_group.switch", OwnSwitch.SILENT, False),
    ]
    refused = SwitchView(True, True, problem=p.PortalRefused(403, "Nicht erlaubt"))
    actions.state.set(
        replace(sample.leader_state(), own_group=replace(sample_groups.own_group(), filter_switch=refused))
    )
    assert "Nicht erlaubt" in window.leader.refused.text
    assert window.leader.filter.switch.look.refused


def test_who_is_both_reaches_either_side(qtbot: QtBot, window: MainWindow, actions: FakeActions) -> None:
    actions.state.set(sample.assistant_state(own_group=sample_groups.own_group()))
    assert window.details.isVisible()
    window.leader_list.own.click()
    assert window.leader.isVisible()
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.details.name.text() == "Prof. Ada Entwurf"
    assert window.details.isVisible()


def test_a_plain_telephone_has_neither_side(window: MainWindow, actions: FakeActions) -> None:
    actions.state.set(sample.assistant_state(groups=(), sign_in=sample.signed_in(False, False)))
    assert not window.leader_list.isVisible()
    assert not window.side.isVisible()
    assert window.calls.isVisible()


def test_the_details_show_the_eight_parameters_of_the_chosen_leader(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    texts = window.details.parameters.texts
    assert window.details.name.text() == "Jonas Beispiel"
    assert len(texts) == 8
    assert texts[0] == ("Filter", "Advanced filter")


def test_keys_of_the_leaders(qtbot: QtBot, window: MainWindow, actions: FakeActions) -> None:
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window, Qt.Key.Key_7, both)
    assert actions.asked == [("groups.set_opted_in", SCHABLONE.user_id, True)]


def test_the_dial_key_and_return_call_what_was_typed(qtbot: QtBot, window: MainWindow, actions: FakeActions) -> None:
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    edit = window.toolbar.dial.edit
    assert edit.hasFocus()
    QTest.keyClicks(edit, "030 23125 420")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert actions.asked == [("calls.dial", "030 23125 420")]
    actions.settle()
    assert edit.text() == ""


def test_what_cannot_be_dialled_stays_with_its_problem_until_it_is_changed(
    qtbot: QtBot, window: MainWindow, actions: FakeActions
) -> None:
    actions.problem = p.NotANumber("030 23x", 7)
    dial = window.toolbar.dial
    dial.offer("030 23x")
    dial.button.click()
    actions.settle()
    assert dial.problem.isVisible()
    assert dial.problem.text == "This is not a telephone number: “x” at position 7."
    assert dial.edit.text() == "030 23x"
    dial.take_focus()
    QTest.keyClick(dial.edit, Qt.Key.Key_End)
    QTest.keyClick(dial.edit, Qt.Key.Key_Backspace)
    assert not dial.problem.isVisible()


def test_pasted_text_stays_as_it_was_pasted(window: MainWindow) -> None:
    QGuiApplication.clipboard().setText("+49 (30) 231-25/420")
    window.toolbar.dial.take_focus()
    window.toolbar.dial.edit.paste()
    assert window.toolbar.dial.edit.text() == "+49 (30) 231-25/420"


def test_a_journal_row_offers_its_number_and_calls_nothing(
    qtbot: QtBot, window: MainWindow, actions: FakeActions
) -> None:
    view = window.journal.view
    view.setCurrentIndex(window.journal.rows.index(1))
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert window.toolbar.dial.edit.text() == "0221 4710 233"
    assert actions.asked == []


def test_the_journal_shows_the_missed_ones_alone_when_asked(window: MainWindow) -> None:
    assert window.journal.rows.rowCount() == 8
    window.journal.missed.click()
    assert window.journal.rows.rowCount() == 1
    window.journal.all.click()
    assert window.journal.rows.rowCount() == 8


def test_only_a_missed_call_looks_missed() -> None:
    icons = {row.end: journal_icon(row) for row in sample.journal()}
    assert [end for end, icon in icons.items() if icon == "phone-x-fill"] == [CallEnd.MISSED]


def test_an_outcome_loses_its_less_important_part_first() -> None:
    assert journal_outcome(sample.journal()[0]) == ("Answered · 2 min", "Answered")


def test_the_banner_is_one_and_the_most_serious() -> None:
    lost = RegistrationView(False, problem=p.RegistrationUnreachable("pbx.example"))
    audio = replace(sample.audio(), problems=((p.DeviceSide.SPEAKER, p.NoSoundDevice(p.DeviceSide.SPEAKER)),))
    limited = replace(sample.signed_in(), phase=SignInPhase.LIMITED, problem=p.PortalTimedOut("pbx.example"))
    everything = sample.assistant_state(registration=lost, audio=audio, sign_in=limited)
    found = [
        banner_text(replace(everything, problems=(p.EngineStopped(),))),
        banner_text(everything),
        banner_text(replace(everything, registration=RegistrationView(True))),
        banner_text(sample.assistant_state(audio=audio)),
    ]
    assert [(b.title, b.tone) for b in found if b] == [
        ("Telephone restarting", BannerTone.END),
        ("Not reachable", BannerTone.END),
        ("Limited", BannerTone.WAIT),
        ("Sound", BannerTone.WAIT),
    ]
    assert banner_text(sample.assistant_state()) is None


def test_a_journal_that_cannot_be_kept_is_said() -> None:
    banner = banner_text(
        replace(sample.assistant_state(), problems=(p.NotPossibleNow(p.Obstacle.JOURNAL_NOT_WRITTEN),))
    )
    assert banner is not None
    assert "will be lost when you quit" in banner.text


def test_the_banner_comes_goes_and_tries_again(window: MainWindow, actions: FakeActions) -> None:
    assert not window.banner.isVisible()
    trouble = RegistrationView(False, problem=p.RegistrationUnreachable("pbx.example"))
    actions.state.set(sample.assistant_state(registration=trouble))
    assert "pbx.example" in window.banner.text
    window.banner.button.click()
    assert actions.asked == [("session.sign_in_again",)]
    actions.state.set(sample.assistant_state())
    assert not window.banner.isVisible()


@pytest.mark.parametrize(
    ("phase", "registration", "tone"),
    [
        (SignInPhase.READY, RegistrationView(True), StatusTone.GOOD),
        (SignInPhase.SIGNED_OUT, RegistrationView(), StatusTone.BAD),
        (SignInPhase.REGISTERING, RegistrationView(trying=True), StatusTone.WAITING),
        (SignInPhase.LIMITED, RegistrationView(problem=p.RegistrationRefused(403)), StatusTone.BAD),
        (SignInPhase.LIMITED, RegistrationView(True), StatusTone.LIMITED),
    ],
)
def test_the_status_line_never_claims_more_than_is_so(
    phase: SignInPhase, registration: RegistrationView, tone: StatusTone
) -> None:
    sign_in = replace(sample.signed_in(), phase=phase, problem=p.PortalTimedOut("x"))
    assert reachability(sample.assistant_state(sign_in=sign_in, registration=registration)).tone is tone


IN_CLEAR = RegistrationView(True, since_s=NOW_S - 60, transport="udp", in_clear=True)


def test_a_connection_in_clear_is_said_behind_the_state_and_explained_by_its_tip(
    window: MainWindow, actions: FakeActions
) -> None:
    reach = window.status.reach
    encrypted = reach.label.text()
    assert "encrypted" not in encrypted + tool_tip(reach)
    actions.state.set(sample.assistant_state(registration=IN_CLEAR))
    assert reach.label.text().startswith("Reachable since")
    assert reach.label.text().endswith(" · not encrypted")
    assert "others on the network can see who calls whom" in tool_tip(reach)


def test_nothing_is_said_of_encryption_while_there_is_no_registration(
    window: MainWindow, actions: FakeActions
) -> None:
    actions.state.set(sample.assistant_state(registration=replace(IN_CLEAR, registered=False, trying=True)))
    assert "encrypted" not in window.status.reach.label.text() + tool_tip(window.status.reach)


def test_the_narrow_status_line_keeps_the_state_and_leaves_the_encryption_to_the_tip(
    window: MainWindow, actions: FakeActions
) -> None:
    actions.state.set(sample.assistant_state(registration=IN_CLEAR))
    reach = window.status.reach
    window.status.resize(reach.sizeHint().width() + 20, window.status.height())
    assert reach.label.text().startswith("Reachable since")
    assert "encrypted" not in reach.label.text()
    assert "encrypted" in tool_tip(reach)


def test_the_narrow_status_line_leaves_items_out_instead_of_shortening_them(window: MainWindow) -> None:
    window.resize(320, 600)
    status = window.status
    shown = [item for item in (status.reach, status.device, status.portal) if item.isVisible()]
    assert status.reach in shown
    assert all(item.width() >= item.sizeHint().width() for item in shown)
    assert shown[-1].geometry().right() < 320


def test_toasts_are_three_at_most_and_are_dismissed_by_their_number(window: MainWindow, actions: FakeActions) -> None:
    notices = tuple(Notice(number, "opted-in", f"Leiter {number}") for number in range(1, 6))
    actions.state.set(sample.assistant_state(notices=notices))
    assert window.toasts.texts == tuple(f"Logged in for Leiter {number}" for number in (3, 4, 5))
    window.toasts.expired.emit(4)
    assert actions.asked == [("notices.dismiss", 4)]
    actions.state.set(sample.assistant_state(notices=notices[:1]))
    assert window.toasts.texts == ("Logged in for Leiter 1",)


def test_the_language_changes_everywhere_while_the_window_is_open(
    qtbot: QtBot, qapp: QApplication, window: MainWindow
) -> None:
    i18n.install(qapp, Language.GERMAN)
    qtbot.waitUntil(lambda: window.toolbar.dial.button.text() == "Anrufen")
    assert window.status.reach.label.text() == "Erreichbar seit 08:02"
    assert window.details.parameters.texts[3] == ("Benachrichtigung", "Gleichzeitig")
    assert window.tabs.tabs[0].text() == "Leiter"
    i18n.install(qapp, Language.ENGLISH)
    qtbot.waitUntil(lambda: window.toolbar.dial.button.text() == "Call")


def test_no_label_reads_its_text_as_markup(window: MainWindow, actions: FakeActions) -> None:
    hostile = replace(MUSTER, name="<b>fett</b>", number="<i>1</i>")
    actions.state.set(sample.assistant_state(groups=(sample_groups.group(hostile, ringing_caller="<u>x</u>"),)))
    labels = window.findChildren(QLabel)
    assert window.details.name.text() == "<b>fett</b>"
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}


def test_f6_goes_round_the_columns(qtbot: QtBot, window: MainWindow) -> None:
    columns = (window.toolbar, window.leader_list, window.calls, window.journal, window.side)
    visited = []
    for _ in range(5):
        QTest.keyClick(window, Qt.Key.Key_F6)
        focus = window.focusWidget()
        visited.append(next(c for c in columns if c is focus or c.isAncestorOf(focus)))
    assert visited == list(columns)


def test_closing_is_told_and_ends_nothing_by_itself(qtbot: QtBot, window: MainWindow, actions: FakeActions) -> None:
    with qtbot.waitSignal(window.closing):
        window.close()
    assert actions.asked == []


@pytest.mark.parametrize("width", [320, 360, 640, 760, 1039])
def test_no_button_of_a_call_leaves_the_window_at_any_width(window: MainWindow, width: int) -> None:
    window.resize(width, 720)
    window.on_tab_chosen(Page.CALLS.value)
    for strip in window.calls.strips.values():
        for button in strip.findChildren(Button):
            if button.isVisible():
                assert button.mapTo(strip, button.rect().topRight()).x() < strip.width()
        assert strip.mapTo(window, strip.rect().topRight()).x() < window.width()


def test_a_silent_notification_keeps_its_height_and_the_journal_scrolls(
    window: MainWindow, actions: FakeActions
) -> None:
    """Four assistants, replies in two rows, and more journal than there is room for."""
    window.resize(1000, 720)
    actions.state.set(sample.leader_state())
    QApplication.processEvents()
    (card,) = window.silent.cards.values()
    assert card.height() >= card.minimumSizeHint().height()
