"""The settings: pages at the left, the chosen one at the right; every change holds at once."""

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QStackedWidget, QWidget

from softphone import PRODUCT_NAME
from softphone.domain.options.search import Searchable
from softphone.domain.options.table import (
    ECHO_CANCELLATION,
    MICROPHONE,
    NOISE_SUPPRESSION,
    OPTIONS,
    RINGER_VOLUME,
    RINGERS,
    SPEAKER,
    SPEAKER_VOLUME,
    AnyOption,
    Section,
    option_of,
)
from softphone.services.actions import Actions
from softphone.services.state.app_state import AppState
from softphone.ui.audio.audio_page import AudioPage
from softphone.ui.audio.ringtones_page import RingtonesPage
from softphone.ui.diagnostics.diagnostics_page import DiagnosticsPage
from softphone.ui.settings.account_page import AccountPage
from softphone.ui.settings.keys_page import KeysPage
from softphone.ui.settings.locked_note import LockedNote
from softphone.ui.settings.option_text import choice_words, option_words, section_words
from softphone.ui.settings.options_page import OptionsPage, drawn_by_rows
from softphone.ui.settings.settings_nav import NavButton, SettingsNav
from softphone.ui.theme.theme import theme
from softphone.ui.widgets.containers.settings_rows import SettingsPage
from softphone.ui.widgets.first_size import set_first_size
from softphone.ui.widgets.layouts import make_column, make_row
from softphone.ui.widgets.shortcuts import add_key
from softphone.ui.widgets.translated_widget import TranslatedWidget

translate = QCoreApplication.translate
_ICONS = {
    Section.ACCOUNT: ("user", "user"),
    Section.SOUND: ("headset", "headset-fill"),
    Section.GENERAL: ("gear-six", "gear-six"),
    Section.CALLS: ("phone", "phone"),
    Section.KEYS: ("keyboard", "keyboard"),
    Section.CONTACTS: ("identification-card", "identification-card"),
    Section.JOURNAL: ("clock", "clock"),
    Section.NETWORK: ("plugs-bold", "plugs-bold"),
    Section.DIAGNOSTICS: ("info", "info"),
}
"""Every section, in the order of the navigation."""


class SettingsDialog(TranslatedWidget, QDialog):
    """Not modal: a call can be taken while it is open. Ctrl+F searches."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.account, self.sound = AccountPage(actions), AudioPage(actions)
        self.ring_tones = RingtonesPage(actions)
        self.sound_locks = LockedNote(_controls_of(self.sound))
        self.sound.column.insertWidget(1, self.sound_locks)
        self.diagnostics = DiagnosticsPage(actions)
        self._above: dict[Section, SettingsPage] = {
            Section.ACCOUNT: self.account,
            Section.SOUND: self.sound,
            Section.DIAGNOSTICS: self.diagnostics,
        }
        shown = [section for section in Section if section in self._above or drawn_by_rows(section)]
        self.sections = {section: OptionsPage(section, actions, section not in self._above) for section in shown}
        self.sections[Section.KEYS] = KeysPage(actions)
        self.pages = QStackedWidget()
        self.nav = self._make_pages()
        self.side = SettingsNav(self.nav)
        self.side.jumped.connect(self.on_jump)
        self._lay_out()
        add_key(self, "Ctrl+F", self.side.take_focus)
        self.show_page(0)
        self.retranslate()

    def show_page(self, index: int) -> None:
        self.nav[index].setChecked(True)
        self.pages.setCurrentIndex(index)

    def show_section(self, section: Section) -> None:
        self.show_page(self._places[section])
        self.nav[self._places[section]].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_state(self, state: AppState) -> None:
        self.account.show_state(state)
        self.sound.show_state(state)
        self.ring_tones.show_state(state)
        self.diagnostics.show_state(state)
        self.sound_locks.show_options(state.options)
        for page in self.sections.values():
            page.show_state(state)

    def on_jump(self, key: str) -> None:
        """To the page of this option, with the focus on it."""
        section = option_of(key).section
        self.show_page(self._places[section])
        row = self.sections[section].rows.get(key) if section in self.sections else None
        area = self.pages.currentWidget()
        if row is None:
            self.nav[self._places[section]].setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif isinstance(area, QScrollArea):
            row.take_focus()
            area.ensureWidgetVisible(row)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme().color("surface"))

    def _make_pages(self) -> tuple[NavButton, ...]:
        """Account and sound stand first; the places of the others follow the table."""
        pages: list[tuple[Section | None, str, str, QWidget]] = []
        for section, (icon, active) in _ICONS.items():
            if section in self.sections:
                pages.append((section, icon, active, self._page(section)))
            if section is Section.SOUND:
                self._ring_place = len(pages)
                pages.append((None, "bell", "bell-ringing-fill", self.ring_tones))
        self._places = {section: place for place, (section, *_) in enumerate(pages) if section is not None}
        buttons = tuple(NavButton(icon, active) for _, icon, active, _ in pages)
        for place, (button, (_, _, _, page)) in enumerate(zip(buttons, pages, strict=True)):
            self.pages.addWidget(_scrolled(page))
            button.clicked.connect(lambda _checked=False, index=place: self.show_page(index))
        return buttons

    def _page(self, section: Section) -> QWidget:
        """The page made for the section, if there is one, and the table's rows below it."""
        above, rows = self._above.get(section), self.sections[section]
        return rows if above is None else _below(above, rows)

    def _lay_out(self) -> None:
        row = make_row(self, 0)
        row.addWidget(self.side)
        row.addWidget(self.pages, 1)
        set_first_size(self, QSize(840, 620), QSize(560, 420))

    def retranslate(self) -> None:
        self.setWindowTitle(translate("SettingsDialog", "Settings") + f" – {PRODUCT_NAME}")
        self.nav[self._ring_place].setText(translate("SettingsDialog", "Ringing by leader"))
        for section, place in self._places.items():
            self.nav[place].setText(section_words(section))
        self.side.offer(tuple(_searchable(option) for option in OPTIONS))


def _searchable(option: AnyOption) -> Searchable:
    words = option_words(option)
    values = " ".join(choice_words(value) for value in getattr(option.kind, "of", ()))
    return Searchable(option.key, words.label, f"{words.explanation} {section_words(option.section)} {values}")


def _controls_of(sound: AudioPage) -> dict[AnyOption, QWidget]:
    return {
        MICROPHONE: sound.microphone.box,
        SPEAKER: sound.speaker.box,
        SPEAKER_VOLUME: sound.volume,
        RINGERS: sound.ringers,
        RINGER_VOLUME: sound.ring_volume,
        ECHO_CANCELLATION: sound.echo,
        NOISE_SUPPRESSION: sound.noise,
    }


def _below(page: SettingsPage, further: OptionsPage) -> QWidget:
    """One page for the scroll area: the drawn one, and the table's rows below it."""
    page.column.setContentsMargins(28, 16, 28, 0)
    both = QWidget()
    column = make_column(both, 0)
    column.addWidget(page)
    column.addWidget(further)
    column.addStretch(1)
    further.setVisible(bool(further.rows))
    return both


def _scrolled(page: QWidget) -> QScrollArea:
    page.setProperty("plain", True)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    return area
