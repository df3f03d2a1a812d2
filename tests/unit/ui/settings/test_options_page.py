"""The generated pages of the settings: every option has words and a control, the search leads to it by keyboard."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from scripts.settings_page import FILE, page
from softphone.domain.account.account import Language
from softphone.domain.options.kinds import Choice, KeyCombination, Text, TextList, Toggle, WholeNumber
from softphone.domain.options.table import (
    CLOSE_WINDOW,
    ECHO_CANCELLATION,
    LANGUAGE,
    MICROPHONE,
    OPTIONS,
    THEME,
    AnyOption,
    Option,
    Section,
    ThemeChoice,
)
from softphone.domain.problems import OptionFault, OptionRefused
from softphone.services.state.options import OptionsView
from softphone.ui.settings.option_fields import IntegerField, ListField, TextField, ToggleField, field_for
from softphone.ui.settings.option_text import choice_words, option_words, section_words
from softphone.ui.settings.options_page import drawn_by_rows
from softphone.ui.settings.settings_dialog import SettingsDialog
from softphone.ui.shell import i18n
from tests.samples import app_state as sample
from tests.samples.actions import FakeActions


@pytest.fixture
def actions() -> FakeActions:
    return FakeActions()


@pytest.fixture
def dialog(qtbot: QtBot, actions: FakeActions) -> SettingsDialog:
    made = SettingsDialog(actions)
    qtbot.addWidget(made)
    made.show_state(sample.assistant_state())
    made.show()
    return made


def with_options(view: OptionsView, actions: FakeActions, dialog: SettingsDialog) -> None:
    actions.state.set(sample.assistant_state(options=view))
    dialog.show_state(actions.state.value)


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.GERMAN])
def test_every_option_and_every_value_has_words(qapp: QApplication, language: Language) -> None:
    i18n.install(qapp, language)
    labels = [option_words(option).label for option in OPTIONS]
    assert len(set(labels)) == len(labels)
    for option in OPTIONS:
        says_itself = isinstance(option.kind, KeyCombination)
        assert option_words(option).explanation.endswith("." if not says_itself else "")
        if isinstance(option.kind, Choice):
            words = [choice_words(value) for value in option.kind.of]
            assert all(words)
            assert len(set(words)) == len(words)
    assert len({section_words(section) for section in Section}) == len(Section)


def test_every_option_is_drawn_by_exactly_one_page(dialog: SettingsDialog) -> None:
    drawn = [key for page in dialog.sections.values() for key in page.rows]
    assert len(set(drawn)) == len(drawn)
    assert set(drawn) == {option.key for option in OPTIONS if not option.own_page}
    assert all(drawn_by_rows(section) for section in dialog.sections if section is not Section.SOUND)


def test_a_choice_is_asked_for_and_a_reset_too(dialog: SettingsDialog, actions: FakeActions) -> None:
    row = dialog.sections[Section.GENERAL].rows[THEME.key]
    select = row.field.select  # type: ignore[attr-defined]
    select.activated.emit(select.findData(ThemeChoice.DARK))
    assert actions.asked == [("options.set", THEME, ThemeChoice.DARK)]
    assert not row.reset.isVisibleTo(row)
    with_options(sample.options(general__theme=ThemeChoice.DARK), actions, dialog)
    assert select.currentText() == "Dark"
    assert row.reset.isVisibleTo(row)
    row.reset.click()
    assert actions.asked[-1] == ("options.reset", THEME)


def test_a_locked_setting_says_who_decided_and_cannot_be_touched(
    dialog: SettingsDialog, actions: FakeActions
) -> None:
    rows = tuple(replace(row, locked=row.option is THEME) for row in OptionsView().rows)
    with_options(OptionsView(rows), actions, dialog)
    row = dialog.sections[Section.GENERAL].rows[THEME.key]
    assert not row.field.isEnabled()
    assert row.locked_line.isVisibleTo(row)
    assert "administrator" in row.locked.text()
    assert row.lock.name == "lock-simple-fill"
    assert dialog.sections[Section.GENERAL].rows[CLOSE_WINDOW.key].field.isEnabled()


def test_what_a_page_of_its_own_draws_is_locked_there_and_named(dialog: SettingsDialog, actions: FakeActions) -> None:
    assert not dialog.sound_locks.isVisibleTo(dialog.sound)
    rows = tuple(replace(row, locked=row.option in (MICROPHONE, ECHO_CANCELLATION)) for row in OptionsView().rows)
    with_options(OptionsView(rows), actions, dialog)
    assert dialog.sound_locks.isVisibleTo(dialog.sound)
    assert dialog.sound_locks.words.text().endswith("here: Microphone, Suppress echo.")
    assert not dialog.sound.microphone.box.isEnabled()
    assert not dialog.sound.echo.isEnabled()
    assert dialog.sound.noise.isEnabled()


def test_every_setting_with_a_page_of_its_own_can_be_locked_there(dialog: SettingsDialog) -> None:
    own = {option for option in OPTIONS if option.own_page}
    assert set(dialog.sound_locks.controls) == own


def test_a_refused_value_is_told_below_and_gives_way(dialog: SettingsDialog, actions: FakeActions) -> None:
    actions.problem = OptionRefused(THEME.key, OptionFault.NOT_OFFERED, "system, light, dark")
    row = dialog.sections[Section.GENERAL].rows[THEME.key]
    row.field.show_value(ThemeChoice.DARK)
    row.on_chosen(ThemeChoice.DARK)
    actions.settle()
    assert "Possible: system, light, dark" in row.problem.text
    assert row.field.select.currentData() is ThemeChoice.SYSTEM  # type: ignore[attr-defined]


def pressed(qtbot: QtBot, widget: QWidget, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(widget, key)


def test_the_search_leads_to_the_setting_by_keyboard_alone(qtbot: QtBot, dialog: SettingsDialog) -> None:
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert dialog.side.search.hasFocus()
    QTest.keyClicks(dialog.side.search, "follows its colours")
    assert [dialog.side.hits.item(row).text() for row in range(dialog.side.hits.rowCount())] == ["Appearance"]
    pressed(qtbot, dialog.side.search, Qt.Key.Key_Return)
    row = dialog.sections[Section.GENERAL].rows[THEME.key]
    assert dialog.pages.currentWidget().isAncestorOf(row)  # type: ignore[union-attr]
    assert row.field.select.hasFocus()  # type: ignore[attr-defined]
    assert dialog.side.search.text() == ""


def test_arrows_choose_among_the_hits_and_escape_ends_the_search(qtbot: QtBot, dialog: SettingsDialog) -> None:
    field = dialog.side.search
    QTest.keyClicks(field, "the")
    assert dialog.side.hits.rowCount() > 2
    pressed(qtbot, field, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up)
    assert dialog.side.results.currentIndex().row() == 1
    pressed(qtbot, field, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.side.pages.isVisibleTo(dialog)


def test_a_search_without_a_hit_says_so(qtbot: QtBot, dialog: SettingsDialog) -> None:
    QTest.keyClicks(dialog.side.search, "xyzzy")
    assert dialog.side.nothing.isVisibleTo(dialog)
    pressed(qtbot, dialog.side.search, Qt.Key.Key_Return)
    assert dialog.side.search.text() == "xyzzy"


def test_a_hit_of_the_sound_page_leads_there(qtbot: QtBot, dialog: SettingsDialog) -> None:
    QTest.keyClicks(dialog.side.search, "suppress echo")
    pressed(qtbot, dialog.side.search, Qt.Key.Key_Return)
    assert dialog.nav[1].isChecked()


def test_the_language_of_the_search_follows_the_windows(
    qtbot: QtBot, qapp: QApplication, dialog: SettingsDialog
) -> None:
    i18n.install(qapp, Language.GERMAN)
    qtbot.waitUntil(lambda: dialog.windowTitle().startswith("Einstellungen"))
    QTest.keyClicks(dialog.side.search, "sprache")
    assert dialog.side.hits.item(0).text() == "Sprache"
    i18n.install(qapp, Language.ENGLISH)


def chosen_by(option: AnyOption, qtbot: QtBot) -> tuple[QWidget, list[object]]:
    field, heard = field_for(option), list[object]()
    qtbot.addWidget(field)
    field.chosen.connect(heard.append)
    field.show()
    return field, heard


def test_showing_a_value_is_never_taken_for_a_choice(qtbot: QtBot) -> None:
    none: tuple[str, ...] = ()
    options = (
        Option("general.a", Toggle(), True),
        Option("general.b", WholeNumber(0, 30, "d"), 7),
        Option("general.c", Text(), "x"),
        Option("general.d", TextList(), none),
        LANGUAGE,
    )
    for option in options:
        field, heard = chosen_by(option, qtbot)
        field.show_value(option.default)  # type: ignore[attr-defined]
        assert heard == []


def test_a_switch_is_clicked(qtbot: QtBot) -> None:
    field, heard = chosen_by(Option("general.a", Toggle(), False), qtbot)
    assert isinstance(field, ToggleField)
    field.box.click()
    assert heard == [True]


def test_a_number_has_its_range_and_its_unit(qtbot: QtBot) -> None:
    field, heard = chosen_by(Option("general.b", WholeNumber(0, 30, "d"), 7), qtbot)
    assert isinstance(field, IntegerField)
    assert (field.spin.minimum(), field.spin.maximum(), field.spin.suffix()) == (0, 30, " days")
    field.show_value(7)
    field.spin.stepUp()
    assert heard == [8]


def test_a_text_is_taken_over_when_it_is_finished(qtbot: QtBot) -> None:
    field, heard = chosen_by(Option("general.c", Text(), ""), qtbot)
    assert isinstance(field, TextField)
    QTest.keyClicks(field.edit, "Kontor")
    assert heard == []
    pressed(qtbot, field.edit, Qt.Key.Key_Return)
    assert heard == ["Kontor"]


def test_a_list_is_taken_over_when_it_is_left(qtbot: QtBot) -> None:
    none: tuple[str, ...] = ()
    field, heard = chosen_by(Option("general.d", TextList(), none), qtbot)
    assert isinstance(field, ListField)
    field.activateWindow()
    qtbot.waitUntil(field.isActiveWindow)
    field.edit.setFocus()
    field.edit.setPlainText("Saal\n\n Headset")
    field.edit.clearFocus()
    assert heard == [("Saal", " Headset")]


def test_the_page_of_the_settings_in_the_docs_is_up_to_date() -> None:
    """`make settings-page` writes it."""
    assert FILE.read_text(encoding="utf-8") == page()
