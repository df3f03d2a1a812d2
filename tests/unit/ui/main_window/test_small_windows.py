"""Small windows and large fonts: elements disappear whole; nothing is cut and nothing overlaps."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from scripts.gallery import handover
from softphone.domain.account.account import Language
from softphone.domain.calls.transfer import TransferKind, TransferPhase
from softphone.services.state.app_state import AppState
from softphone.services.state.calls import TransferView
from softphone.ui.group_editor.editor_window import GroupEditorWindow
from softphone.ui.incoming.incoming_call_window import IncomingCallWindow
from softphone.ui.incoming.silent_card_window import SilentCardWindow
from softphone.ui.leader_details.portal_age_footer import PortalAgeFooter, edit_button, name_edit_button
from softphone.ui.main_window.main_window import MainWindow
from softphone.ui.shell import i18n
from softphone.ui.widgets.clock import ticker
from softphone.ui.widgets.controls.buttons import Button
from tests.samples import app_state as sample
from tests.samples import calls as call_fakes
from tests.samples import calls as sample_calls
from tests.samples import group_editor as fakes
from tests.samples.actions import FakeActions
from tests.samples.groups import ENTWURF, MUSTER, NOW_S, SCREENING


@pytest.fixture
def large(german: None, qapp: QApplication) -> Iterator[None]:
    """A font two fifths larger."""
    before = qapp.font()
    font = QFont(before)
    font.setPixelSize(18)
    qapp.setFont(font)
    yield
    qapp.setFont(before)


@pytest.fixture
def actions() -> Iterator[FakeActions]:
    ticker().set_clock(lambda: NOW_S)
    made = FakeActions()
    yield made
    made.state.set(AppState())


def cut(window: QWidget) -> list[str]:
    """Buttons whose word has no room; those that may give it away whole are none of them."""
    buttons = [button for button in window.findChildren(Button) if button.isVisible()]
    return [button.text() for button in buttons if button.width() < button.minimumSizeHint().width()]


def whole(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect() == widget.rect()


def shown(qtbot: QtBot, actions: FakeActions, state: AppState, width: int, height: int) -> MainWindow:
    window = MainWindow(actions)
    qtbot.addWidget(window)
    window.resize(width, height)
    window.show()
    actions.state.set(state)
    qtbot.wait(1)
    return window


def test_no_word_on_the_card_is_cut_in_a_large_font(qtbot: QtBot, large: None, actions: FakeActions) -> None:
    card = IncomingCallWindow(actions)
    qtbot.addWidget(card)
    actions.state.set(
        call_fakes.state_of(call_fakes.ringing(1, "Erika Mustermann", "0152", MUSTER, 7, can_send_to_voicemail=True))
    )
    qtbot.waitUntil(card.isVisible)
    assert cut(card) == []


def test_no_word_on_the_silent_card_is_cut_in_a_large_font(qtbot: QtBot, large: None, actions: FakeActions) -> None:
    card = SilentCardWindow(actions)
    qtbot.addWidget(card)
    actions.state.set(sample.leader_state())
    qtbot.waitUntil(card.isVisible)
    assert cut(card) == []


def test_a_card_of_the_usual_font_keeps_its_width(qtbot: QtBot, actions: FakeActions) -> None:
    card = SilentCardWindow(actions)
    qtbot.addWidget(card)
    actions.state.set(sample.leader_state())
    assert card.card_rect().width() == 396


def test_in_a_low_window_the_silent_card_scrolls_instead_of_being_squeezed(
    qtbot: QtBot, german: None, actions: FakeActions
) -> None:
    window = shown(qtbot, actions, sample.leader_state(), 700, 480)
    (card,) = window.silent.cards.values()
    qtbot.waitUntil(lambda: card.height() >= card.minimumSizeHint().height())
    assert window.journal.view.height() > 0
    assert cut(card) == []


def test_the_foot_of_the_details_keeps_its_buttons_whole(qtbot: QtBot, large: None, actions: FakeActions) -> None:
    window = shown(qtbot, actions, handover.with_lines(), 1120, 720)
    assert window.details.foot.isVisible()
    assert cut(window.details.foot) == []


def test_a_call_on_hold_says_so_beside_another_in_a_small_window(
    qtbot: QtBot, german: None, actions: FakeActions
) -> None:
    window = shown(qtbot, actions, sample.assistant_state(), 700, 640)
    held = next(call for call in sample_calls.calls() if call.held_here)
    label = window.calls.strips[held.key].state_label
    assert label.isVisible()
    assert label.icon.isVisible()
    assert label.text().startswith("Gehalten")
    assert label.words.width() >= label.words.sizeHint().width()


@pytest.mark.parametrize("width", [240, 280, 297, 340, 420])
@pytest.mark.parametrize("language", list(Language))
def test_without_its_word_the_button_in_the_foot_is_square(
    qtbot: QtBot, qapp: QApplication, actions: FakeActions, language: Language, width: int
) -> None:
    i18n.install(qapp, language)
    column = QWidget()
    qtbot.addWidget(column)
    foot = PortalAgeFooter(actions, column)
    edit = edit_button()
    name_edit_button(edit)
    foot.add_button(edit)
    foot.show_sign_in(sample.signed_in())
    foot.setGeometry(0, 0, width, 56)
    column.resize(width, 56)
    column.show()
    foot._row.activate()
    button = foot.button
    assert button.width() in (button.height(), button.sizeHint().width())


@pytest.mark.parametrize("phase", [TransferPhase.CALLING, TransferPhase.TALKING])
def test_whoever_is_asked_stands_whole_below_the_caller_in_a_narrow_window(
    qtbot: QtBot, large: None, actions: FakeActions, phase: TransferPhase
) -> None:
    caller = call_fakes.talking(3, "Erika Mustermann", "0152 28817386", MUSTER, 252, held_here=True)
    there = call_fakes.talking(4, ENTWURF.name, ENTWURF.number, None, 20)
    asked = TransferView(
        key=caller.key,
        kind=TransferKind.ASK,
        phase=phase,
        call=caller,
        target=ENTWURF.name,
        target_number="",
        leader=ENTWURF,
        target_key=there.key,
        rings_there=True,
        can_connect=True,
        can_take_back=True,
    )
    state = replace(sample.assistant_state(), calls=(caller, there), transfers=(asked,))
    window = shown(qtbot, actions, state, 700, 640)
    strip = window.calls.strips[caller.key].transfer
    assert {strip.connect_both.isVisible(), strip.take_back.isVisible()} == {True}
    assert cut(strip) == []
    qtbot.waitUntil(lambda: strip.title.height() >= strip.title.heightForWidth(strip.title.width()))
    qtbot.waitUntil(lambda: strip.sentence.height() >= strip.sentence.heightForWidth(strip.sentence.width()))


def test_the_buttons_at_the_head_of_the_details_keep_out_of_the_scroll_bars_way(
    qtbot: QtBot, large: None, actions: FakeActions
) -> None:
    window = shown(qtbot, actions, handover.with_lines(), 1120, 720)
    buttons = (window.details.call, window.details.behalf)
    qtbot.waitUntil(lambda: all(map(whole, buttons)))
    assert [button for button in buttons if button.width() < button.sizeHint().width()] == []


@pytest.mark.parametrize("leaving", [True, False])
def test_the_foot_of_the_editor_keeps_its_buttons_and_its_words(qtbot: QtBot, large: None, leaving: bool) -> None:
    actions = FakeActions()
    window = GroupEditorWindow(actions)
    qtbot.addWidget(window, before_close_func=lambda _window: actions.state.set(sample.assistant_state()))
    actions.state.subscribe(window.show_state)
    actions.state.set(replace(actions.state.value, editor=fakes.view()))
    actions.editor.change(fakes.draft(screening=replace(SCREENING, enabled=False)))
    window.resize(window.minimumWidth(), 640)
    window.foot.show_leaving(leaving)
    assert window.foot.stay.isVisible() is leaving
    qtbot.waitUntil(lambda: cut(window.foot) == [])
    words = window.foot.words
    qtbot.waitUntil(lambda: words.width() >= 150 and words.height() >= words.heightForWidth(words.width()))


def test_on_a_small_screen_the_calls_come_before_the_journal(qtbot: QtBot, actions: FakeActions) -> None:
    """A held, an active and a ringing call at 960 × 500, which is Full HD at 200 %."""
    window = shown(qtbot, actions, sample.assistant_state(), 960, 500)
    strips = window.calls.strips.values()
    assert len(strips) == 3
    buttons = [button for strip in strips for button in (strip.answer, strip.controls.hang_up, strip.resume)]
    seen = [button for button in buttons if button.isVisible()]
    assert len(seen) == 3
    assert all(whole(button) for button in seen)
