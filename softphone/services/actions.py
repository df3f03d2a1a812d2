"""What a person (or `softphone ctl`) can ask of the program. Everything here returns at once and never raises.

The outcome arrives in `AppState`; the futures are for callers that must know whether the thing happened.
"""

import asyncio
from collections.abc import Callable
from typing import Protocol

from softphone.domain.account.account import Account, AudioWish, Language
from softphone.domain.contacts.contact import Contact
from softphone.domain.contacts.csv_import import CsvField
from softphone.domain.executive.draft import Draft as Draft
from softphone.domain.executive.leader_message import ReplyChoice
from softphone.domain.journal.entry import JournalQuery
from softphone.domain.options.table import AnyOption, Option
from softphone.domain.problems import Problem
from softphone.domain.telephone.audio_test import ProbeResult, SoundTest
from softphone.domain.telephone.call import CallKey
from softphone.domain.telephone.ringtone import Melody
from softphone.services.core.outcomes import Outcome
from softphone.services.state.app_state import AppState
from softphone.services.state.contacts import ContactQuery, Found
from softphone.services.state.groups import OwnSwitch
from softphone.services.state.journal import JournalRow
from softphone.services.state.observable import Observable
from softphone.services.state.options import T


class Actions(Protocol):
    @property
    def state(self) -> Observable[AppState]: ...

    @property
    def account(self) -> Account | None: ...

    @property
    def duties(self) -> "DutyActions": ...

    @property
    def editor(self) -> "EditorActions":
        """The group editor, and rules from a ringing card."""

    @property
    def contacts(self) -> "ContactActions": ...

    @property
    def journal(self) -> "JournalActions": ...

    @property
    def handover(self) -> "HandoverActions":
        """Handing over, calling on behalf, the leader's replies."""

    @property
    def self_test(self) -> "SelfTestActions": ...

    @property
    def diagnostics(self) -> "DiagnosticsActions": ...

    @property
    def options(self) -> "OptionActions":
        """The settings of the typed table (domain/options/table.py)."""

    @property
    def reception(self) -> "ReceptionActions":
        """Do not disturb, and whose calls are answered by themselves."""

    @property
    def transfers(self) -> "TransferActions":
        """Passing calls on to anybody."""

    @property
    def sound(self) -> "SoundActions":
        """Trying microphone, loudspeaker and ringers."""

    @property
    def lines(self) -> "LineActions":
        """Mailboxes; what lines and features do stands in the state."""

    def sign_in(self, account: Account, password: str, keep_password: bool, sip_password: str = "") -> Outcome:
        """`sip_password` where it differs from the portal's; empty: the same one."""

    def sign_out(self) -> Outcome: ...

    def sign_in_again(self) -> Outcome: ...

    def dial(self, target: str) -> Outcome: ...

    def redial(self) -> Outcome:
        """What was dialled last, also before this start."""

    def answer(self, key: CallKey | None = None) -> Outcome: ...

    def reject(self, key: CallKey | None = None) -> Outcome: ...

    def send_to_voicemail(self, key: CallKey) -> Outcome: ...

    def silence(self, key: CallKey | None = None) -> Outcome: ...

    def hang_up(self, key: CallKey | None = None) -> Outcome: ...

    def hold(self, key: CallKey | None = None) -> Outcome: ...

    def resume(self, key: CallKey | None = None) -> Outcome: ...

    def set_muted(self, muted: bool, key: CallKey | None = None) -> Outcome: ...

    def send_dtmf(self, digits: str, key: CallKey | None = None) -> Outcome: ...

    def set_opted_in(self, leader_id: str, on: bool) -> Outcome: ...

    def set_audio(self, wish: AudioWish) -> Outcome: ...

    def set_language(self, language: Language) -> Outcome: ...

    def dismiss_notice(self, notice_id: int) -> None: ...

    def quit(self) -> Outcome: ...


class ContactActions(Protocol):
    """Reading answers at once; a change arrives in `AppState.contacts`."""

    def find(self, text: str, limit: int) -> tuple[Found, ...]:
        """Whom the typed words or digits may mean: leaders, favourites, internal, contacts, journal; each once."""

    def page(self, query: ContactQuery, limit: int) -> tuple[Contact, ...]:
        """Sorted by name; without a text all of the source, favourites first."""

    def get(self, key: str) -> Contact | None: ...

    def photo(self, contact: Contact) -> bytes | None: ...

    def set_favourite(self, key: str, on: bool) -> Outcome: ...

    def import_vcards(self, file: str, name: str) -> Outcome:
        """A file of the same name replaces what was imported under it."""

    def preview_csv(self, file: str, encoding: str = "") -> Outcome:
        """Looks at a CSV file and guesses its columns: `AppState.contacts.csv`."""

    def set_csv_field(self, column: int, field: CsvField) -> Outcome: ...

    def import_csv(self, name: str) -> Outcome:
        """Takes over what the preview shows."""

    def drop_csv(self) -> Outcome: ...

    def add_address_book(self, name: str, url: str, user: str, password: str, ca_file: str = "") -> Outcome:
        """CardDAV; kept only where the server let us in. The password goes to the keyring."""

    def refresh(self, source_id: str | None = None) -> Outcome:
        """Fetches an address book or a directory anew; None: all of them."""

    def delete_source(self, source_id: str) -> Outcome: ...


class DiagnosticsActions(Protocol):
    def save(self, file: str, full_names: bool = False) -> "Outcome":
        """A bundle for somebody who looks for a fault; without `full_names` people are stand-ins in it."""


class DutyActions(Protocol):
    """Everything returns at once; the outcome arrives in `AppState`."""

    def set_divert(self, enabled: bool, number: str) -> Outcome:
        """Weiterleitung Assistenz: to this number, or off (then the number does not matter)."""

    def opt_in_until(self, leader_id: str, until_s: float | None) -> Outcome:
        """Logs in where needed and out again at that time (seconds since the epoch); None: no end any more."""

    def switch_own(self, which: OwnSwitch, on: bool) -> Outcome:
        """The leader's own filter, or the own silent notification."""

    def check_portal(self) -> Outcome:
        """Compares the portal with what is in force, now; tells in `AppState.portal_change`, applies nothing."""

    def postpone_portal_change(self) -> None:
        """Quiet about the difference known by now, until there is another one."""


class EditorActions(Protocol):
    """Everything returns at once; the outcome arrives in `AppState.editor`."""

    def open(self, leader_id: str) -> Outcome:
        """Reads the leader's documents afresh (own user id: the own group)."""

    def change(self, draft: Draft) -> Outcome:
        """The form as it now stands; nothing is sent."""

    def save(self) -> Outcome:
        """Writes only what changed; a document somebody else changed meanwhile ends in CONFLICT, unwritten."""

    def settle(self, keep_mine: bool) -> Outcome:
        """Ends a conflict: ours over theirs (then saves), or theirs into the form where they touched it."""

    def discard(self) -> Outcome:
        """Back to what is stored."""

    def undo(self) -> Outcome:
        """Takes the last save back, by writing what was there before."""

    def close(self) -> Outcome: ...

    def write_rule(self, key: CallKey, always: bool) -> Outcome:
        """From a leader's call: a criterion for this caller's number; the outcome arrives in `AppState.rule`."""

    def undo_rule(self) -> Outcome:
        """Takes the last rule back, by writing what was there before."""


class HandoverActions(Protocol):
    """Like Actions: returns at once, never raises; what came of it stands in AppState."""

    def push_to_leader(self, key: CallKey | None = None, leader_id: str | None = None) -> Outcome:
        """Hands the call to the leader it is for, or to the one named; settles when it rings there, or why not."""

    def take_back(self, key: CallKey | None = None) -> Outcome: ...

    def send_note(self, key: CallKey, text: str) -> Outcome: ...

    def choose_identity(self, leader_id: str | None) -> Outcome:
        """As whom the next call goes out; None: as oneself."""

    def dial_as(self, leader_id: str, target: str) -> Outcome: ...

    def reply(self, key: CallKey, choice: ReplyChoice) -> Outcome: ...

    def retrieve(self, leader_id: str) -> Outcome:
        """Takes the leader's call over to this telephone."""

    def bridge(self, leader_id: str) -> Outcome:
        """Joins the leader's call."""

    def pick_up(self, leader_id: str) -> Outcome:
        """Answers what rings at the leader."""


class JournalActions(Protocol):
    """Reading answers at once; a change arrives in `AppState.journal`, `journal_counts` and `journal_revision`."""

    def page(self, query: JournalQuery, after: JournalRow | None, limit: int) -> tuple[JournalRow, ...]:
        """The next rows behind `after`, in the order of the query; empty where the journal cannot be read."""

    def row(self, entry_id: int) -> JournalRow | None:
        """One entry; None where there is none with that id."""

    def set_note(self, entry_id: int, note: str) -> Outcome: ...

    def promise(self, entry_id: int, until_s: float | None) -> Outcome:
        """A call-back promised until then (seconds since the epoch); None takes the promise back."""

    def set_done(self, entry_id: int, done: bool) -> Outcome: ...

    def set_missed_done(self) -> Outcome:
        """Every missed call is seen to; promised call-backs stay open."""

    def delete(self, entry_id: int) -> Outcome: ...

    def export(
        self, file: str, heading: tuple[str, ...], cells: Callable[[JournalRow], tuple[str, ...]], query: JournalQuery
    ) -> Outcome:
        """CSV (RFC 4180) of every row the query is about."""


class LineActions(Protocol):
    """Like Actions: returns at once, never raises."""

    def call_mailbox(self, leader_id: str | None = None) -> Outcome:
        """Calls the own mailbox, or a leader's; settles when it is answered, or why not."""


class OptionActions(Protocol):
    """Like Actions: returns at once, never raises; the settings in force stand in `AppState.options`."""

    def set(self, option: Option[T], value: T) -> "Outcome": ...

    def set_text(self, key: str, text: str) -> "Outcome":
        """As a person types it: "on", "30", "dark"; lists one text a line."""

    def reset(self, option: AnyOption) -> "Outcome":
        """Back to what holds without the user's choice."""

    def reset_key(self, key: str) -> "Outcome": ...


class ReceptionActions(Protocol):
    def set_dnd(self, on: bool) -> Outcome:
        """The other rules are settings of the typed table."""


class SelfTestActions(Protocol):
    def run(self) -> "Outcome":
        """Looks at everything once; resolves when all is looked at, whatever came of it (see AppState.self_test)."""


class SoundActions(Protocol):
    """Like Actions: returns at once, never raises; what came of it stands in `AppState.sound_test`."""

    def watch_levels(self, on: bool) -> None:
        """Keeps the microphone open outside calls, for its level; the levels stand in `AppState.audio`."""

    def start_test(self, test: SoundTest, melody: Melody = Melody.CLASSIC) -> Outcome:
        """Resolves when the test is over. It gives way to every call. `melody` is what RING rings with."""

    def stop_test(self) -> Outcome: ...

    def call_echo(self) -> Outcome:
        """Calls the number that sends back what it hears; resolves when it rings or is refused."""

    def set_ring_tone(self, leader_id: str, melody: Melody) -> Outcome:
        """`leader_id` "": calls of one's own."""

    def probe(self) -> "asyncio.Future[tuple[ProbeResult, ...] | Problem]":
        """Opens every device for a moment, unheard: one result for each, or why it could not be tried now."""


class TransferActions(Protocol):
    """Like Actions: returns at once, never raises; what came of it stands in AppState.transfers.

    `target` is a leader's user id, a number or a SIP address; `key` the caller's call, None: the one it can mean.
    """

    def ask(self, target: str, key: CallKey | None = None) -> Outcome:
        """Holds the caller and calls the target ("Erst fragen"); settles when it rings there."""

    def send_on(self, target: str, key: CallKey | None = None) -> Outcome:
        """Passes the call on without asking ("Direkt"); settles when the other side took it up, or why not."""

    def connect(self, key: CallKey | None = None) -> Outcome:
        """Caller and target talk to each other, we are out ("Verbinden")."""

    def take_back(self, key: CallKey | None = None) -> Outcome:
        """Ends the consultation and takes the caller back from hold ("Zurücknehmen")."""

    def swap(self, key: CallKey | None = None) -> Outcome:
        """To the call on hold, the one spoken with on hold ("Makeln")."""

    def merge(self) -> Outcome:
        """Both calls and oneself in one conversation ("Konferenz")."""

    def split(self, key: CallKey | None = None) -> Outcome:
        """Ends the conference and goes on with that call, the other one on hold."""

    def leave(self) -> Outcome:
        """Leaves the conference; the two others go on talking."""
