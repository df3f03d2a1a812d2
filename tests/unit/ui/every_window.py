"""Every window of the program, filled with the sample state."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import (
    QWidget,
)

from scripts.gallery import editor, handover, transfer
from softphone.domain.calls.transfer import TransferPhase
from softphone.services.journal.journal_service import JournalService
from softphone.services.journal.memory_journal import MemoryJournal
from softphone.services.state.app_state import AppState
from softphone.services.state.diagnostics import DiagnosticsView
from softphone.services.state.state_store import StateStore
from softphone.ui.contacts.address_book_dialog import AddressBookDialog
from softphone.ui.contacts.contacts_window import ContactsWindow
from softphone.ui.contacts.csv_dialog import CsvDialog
from softphone.ui.incoming.incoming_call_window import IncomingCallWindow
from softphone.ui.incoming.silent_card_window import SilentCardWindow
from softphone.ui.journal.journal_window import JournalWindow
from softphone.ui.main_window.main_window import MainWindow
from softphone.ui.settings.settings_dialog import SettingsDialog
from softphone.ui.sign_in.sign_in_dialog import SignInDialog
from tests.samples import app_state as sample
from tests.samples import calls as call_fakes
from tests.samples import groups as sample_groups
from tests.samples.actions import FakeActions
from tests.samples.contact_views import PREVIEW, SOURCES
from tests.samples.groups import BEISPIEL, MUSTER, NOW_S

Made = tuple[QWidget, Any]


def with_state(make: Callable[[Any], QWidget], state: AppState) -> Made:
    actions = FakeActions()
    window = make(actions)
    actions.state.set(state)
    if isinstance(window, SettingsDialog | SignInDialog):
        window.show_state(state)
    return window, actions


def alone(make: Callable[[Any], QWidget]) -> Made:
    actions = FakeActions()
    return make(actions), actions


class JournalActions(FakeActions):
    """Actions with a journal in memory."""

    def __init__(self) -> None:
        holder = StateStore()
        super().__init__(holder.observable)
        self.journal = JournalService(holder, Clock(), MemoryJournal())


class Clock:
    def now_s(self) -> float:
        return NOW_S

    async def sleep(self, seconds: float) -> None:
        raise AssertionError("this clock does not sleep")


def journal() -> Made:
    actions = JournalActions()
    window = JournalWindow(actions)
    actions.state.set(FULL)
    return window, actions


def csv_dialog(actions: FakeActions) -> QWidget:
    dialog = CsvDialog(actions)
    dialog.show_preview(PREVIEW)
    return dialog


def sign_in(actions: FakeActions) -> QWidget:
    dialog = SignInDialog(actions)
    dialog.on_more()
    return dialog


def drawn(scene: Callable[[], QWidget]) -> Made:
    return scene(), FakeActions()


def ringing() -> AppState:
    return call_fakes.state_of(
        call_fakes.ringing(1, "Erika Mustermann", "0152 28817386", MUSTER, 7, can_send_to_voicemail=True),
        call_fakes.ringing(3, "Hotel Wolkenheim", "0221 4710 100", BEISPIEL, 6),
    )


FULL = sample.assistant_state(own_group=sample_groups.own_group(), contacts=SOURCES)
AUDIO = sample.assistant_state(audio=sample.audio_in_trouble(), diagnostics=DiagnosticsView("/logs"))


WINDOWS: dict[str, Callable[[], Made]] = {
    "sign-in": lambda: alone(sign_in),
    "assistant": lambda: with_state(MainWindow, FULL),
    "conference": lambda: with_state(MainWindow, transfer.conference()),
    "asking": lambda: with_state(MainWindow, transfer.asking(TransferPhase.TALKING)),
    "dnd": lambda: with_state(MainWindow, transfer.beside()),
    "handed-over": lambda: with_state(MainWindow, handover.handed_over()),
    "leader": lambda: with_state(MainWindow, sample.leader_state()),
    "incoming": lambda: with_state(IncomingCallWindow, ringing()),
    "silent": lambda: with_state(SilentCardWindow, sample.leader_state()),
    "journal": journal,
    "contacts": lambda: with_state(ContactsWindow, FULL),
    "csv": lambda: alone(csv_dialog),
    "address-book": lambda: alone(AddressBookDialog),
    "settings": lambda: with_state(SettingsDialog, AUDIO),
    "editor-form": lambda: drawn(editor.form),
    "editor-details": lambda: drawn(editor.details),
    "editor-conflict": lambda: drawn(editor.conflict),
    "editor-leaving": lambda: drawn(editor.leaving),
    "editor-assistants": lambda: drawn(editor.assistants),
}
