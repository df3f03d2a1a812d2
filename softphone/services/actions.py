"""What a person (or `softphone ctl`) can ask of the program. Everything here returns at once and never raises.

The outcome arrives in `AppState`; the futures are for callers that must know whether the thing happened.
"""

import asyncio
from collections.abc import Callable
from typing import Protocol

from softphone.domain.account.account import Account, AudioSettings, Passwords
from softphone.domain.contacts.contact import Contact
from softphone.domain.contacts.csv_columns import CsvField
from softphone.domain.executive.draft import Draft as Draft
from softphone.domain.executive.leader_message import ReplyChoice
from softphone.domain.journal.entry import JournalQuery
from softphone.domain.options.table import AnyOption, Option
from softphone.domain.problems import Problem
from softphone.domain.telephone.audio_test import AudioTestKind, ProbeResult
from softphone.domain.telephone.call import CallKey
from softphone.domain.telephone.ringtone import Ringtone
from softphone.services.core.outcomes import Outcome
from softphone.services.state.app_state import AppState
from softphone.services.state.contacts import ContactQuery, Found
from softphone.services.state.groups import OwnSwitch
from softphone.services.state.journal import JournalRow
from softphone.services.state.observable import Observable
from softphone.services.state.options import T


class Actions(Protocol):
    """Everything that a person can do, one group of actions a property; the services fulfil the groups themselves."""

    @property
    def state(self) -> Observable[AppState]: ...

    @property
    def account(self) -> Account | None: ...

    @property
    def audio(self) -> "AudioActions": ...

    @property
    def audio_test(self) -> "AudioTestActions": ...

    @property
    def call_push(self) -> "CallPushActions": ...

    @property
    def calls(self) -> "CallActions": ...

    @property
    def caller_page(self) -> "CallerPageActions": ...

    @property
    def conference(self) -> "ConferenceActions": ...

    @property
    def contacts(self) -> "ContactActions": ...

    @property
    def diagnostics(self) -> "DiagnosticsActions": ...

    @property
    def divert(self) -> "DivertActions": ...

    @property
    def editor(self) -> "EditorActions": ...

    @property
    def feature_codes(self) -> "FeatureCodeActions": ...

    @property
    def groups(self) -> "GroupActions": ...

    @property
    def journal(self) -> "JournalActions": ...

    @property
    def mailboxes(self) -> "MailboxActions": ...

    @property
    def notices(self) -> "NoticeActions": ...

    @property
    def on_behalf(self) -> "OnBehalfActions": ...

    @property
    def options(self) -> "OptionActions": ...

    @property
    def own_group(self) -> "OwnGroupActions": ...

    @property
    def portal_changes(self) -> "PortalChangeActions": ...

    @property
    def replies(self) -> "ReplyActions": ...

    @property
    def ringtones(self) -> "RingtoneActions": ...

    @property
    def self_test(self) -> "SelfTestActions": ...

    @property
    def session(self) -> "SessionActions": ...

    @property
    def transfers(self) -> "TransferActions": ...

    def quit(self) -> Outcome:
        """Hangs up, unregisters and ends the program."""


class AudioActions(Protocol):
    """Choice of devices, volumes and voice processing; shown in `AppState.audio`."""

    def set(self, wish: AudioSettings) -> Outcome: ...


class AudioTestActions(Protocol):
    """Tests of microphone, loudspeaker and ringers; shown in `AppState.sound_test`."""

    def watch_levels(self, on: bool) -> None:
        """Keeps the microphone open outside calls; the levels are in `AppState.audio`."""

    def start_test(self, test: AudioTestKind, ringtone: Ringtone = Ringtone.CLASSIC) -> Outcome:
        """Resolves when the test is over. Every call ends it. `ringtone` is what RING plays."""

    def stop_test(self) -> Outcome: ...

    def call_echo(self) -> Outcome:
        """Calls the echo service; resolves when it rings or is refused."""

    def probe(self) -> "asyncio.Future[tuple[ProbeResult, ...] | Problem]":
        """Opens every device briefly and silently: one result for each, or why that is not possible now."""


class CallActions(Protocol):
    """Dialling and the call controls. Without a key: the one call that the action can mean."""

    def dial(self, target: str) -> Outcome: ...

    def redial(self) -> Outcome:
        """Dials the last number again, also one of an earlier start."""

    def answer(self, key: CallKey | None = None) -> Outcome: ...

    def reject(self, key: CallKey | None = None) -> Outcome: ...

    def send_to_voicemail(self, key: CallKey) -> Outcome: ...

    def silence(self, key: CallKey | None = None) -> Outcome: ...

    def hang_up(self, key: CallKey | None = None) -> Outcome: ...

    def hold(self, key: CallKey | None = None) -> Outcome: ...

    def resume(self, key: CallKey | None = None) -> Outcome: ...

    def set_muted(self, muted: bool, key: CallKey | None = None) -> Outcome: ...

    def send_dtmf(self, digits: str, key: CallKey | None = None) -> Outcome: ...

    def set_note(self, text: str, key: CallKey | None = None) -> Outcome:
        """A note about a running call, kept with its journal entry."""


class CallPushActions(Protocol):
    """Call push: an answered call goes to its leader; shown in `AppState.handovers`."""

    def push(self, key: CallKey | None = None, leader_id: str | None = None) -> Outcome:
        """To the leader the call is for, or to the one named; resolves when it rings there, or with the reason."""

    def take_back(self, key: CallKey | None = None) -> Outcome: ...

    def send_note(self, key: CallKey, text: str) -> Outcome: ...


class CallerPageActions(Protocol):
    def open(self, key: CallKey | None = None) -> Outcome:
        """Opens the page or runs the program that the settings name for a caller."""


class ConferenceActions(Protocol):
    """Swapping two calls, and conferences of three; shown in `AppState.conference`."""

    def swap(self, key: CallKey | None = None) -> Outcome:
        """Resumes the held call and holds the active one ("Makeln")."""

    def merge(self) -> Outcome:
        """Joins both calls in a conference ("Konferenz")."""

    def split(self, key: CallKey | None = None) -> Outcome:
        """Ends the conference and continues with that call; the other one is held."""

    def leave(self) -> Outcome:
        """Leaves the conference; the two others stay connected."""


class ContactActions(Protocol):
    """Reading answers at once; a change arrives in `AppState.contacts`."""

    def find(self, text: str, limit: int) -> tuple[Found, ...]:
        """Whom the typed words or digits may mean: leaders, favourites, internal, contacts, journal; each once."""

    def page(self, query: ContactQuery, limit: int) -> tuple[Contact, ...]:
        """Sorted by name; without a text all of the source, favourites first."""

    def get(self, key: str) -> Contact | None: ...

    def photo(self, contact: Contact) -> bytes | None: ...

    def set_favourite(self, key: str, on: bool) -> Outcome: ...

    def add(self, name: str, number: str) -> Outcome:
        """A contact of one's own; the same number again renames it."""

    def remove(self, key: str) -> Outcome:
        """Only one's own contacts."""

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
    def save(self, file: str, full_names: bool = False) -> Outcome:
        """A bundle for somebody who looks for a fault; without `full_names` people are stand-ins in it."""


class DivertActions(Protocol):
    """The assistant's divert ("Weiterleitung Assistenz"); shown in `AppState.divert`."""

    def set_divert(self, enabled: bool, number: str) -> Outcome:
        """`number` does not matter when the divert is switched off."""


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


class FeatureCodeActions(Protocol):
    """Calls of a leader, taken over by dialling the platform's feature codes."""

    def retrieve(self, leader_id: str) -> Outcome:
        """Moves the leader's call to this telephone."""

    def bridge(self, leader_id: str) -> Outcome:
        """Joins the leader's call."""

    def pick_up(self, leader_id: str) -> Outcome:
        """Answers the call that rings at the leader."""


class GroupActions(Protocol):
    """Opt-in to the leaders' groups; shown in `AppState.groups`."""

    def set_opted_in(self, leader_id: str, on: bool) -> Outcome: ...

    def opt_in_until(self, leader_id: str, until_s: float | None) -> Outcome:
        """Opts in where needed, and out at that time (seconds since the epoch); None clears the scheduled opt-out."""


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


class MailboxActions(Protocol):
    def call(self, leader_id: str | None = None) -> Outcome:
        """Calls the own mailbox, or a leader's; resolves when it is answered, or with the reason."""


class NoticeActions(Protocol):
    def dismiss(self, notice_id: int) -> None: ...


class OnBehalfActions(Protocol):
    """Calls on behalf of a leader; the chosen identity is shown in `AppState.identity`."""

    def choose(self, leader_id: str | None) -> Outcome:
        """Identity of the next call; None: the user's own."""

    def dial(self, leader_id: str, target: str) -> Outcome: ...


class OptionActions(Protocol):
    """Like Actions: returns at once, never raises; the settings in force stand in `AppState.options`."""

    def set(self, option: Option[T], value: T) -> Outcome: ...

    def set_text(self, key: str, text: str) -> Outcome:
        """As a person types it: "on", "30", "dark"; lists one text a line."""

    def reset(self, option: AnyOption) -> Outcome:
        """Back to what holds without the user's choice."""

    def reset_key(self, key: str) -> Outcome: ...


class OwnGroupActions(Protocol):
    """The leader's own switches; shown in `AppState.own_group`."""

    def switch(self, which: OwnSwitch, on: bool) -> Outcome: ...


class PortalChangeActions(Protocol):
    """Changes made at the portal since the sign-in; shown in `AppState.portal_change`, never applied."""

    def check(self) -> Outcome: ...

    def postpone(self) -> None:
        """Hides the present difference until there is another one."""


class ReplyActions(Protocol):
    """The leader's replies to the assistants about a ringing call; shown in `AppState.replies`."""

    def reply(self, key: CallKey, choice: ReplyChoice) -> Outcome: ...


class RingtoneActions(Protocol):
    def choose(self, leader_id: str, ringtone: Ringtone) -> Outcome:
        """`leader_id` "": the user's own calls."""


class SelfTestActions(Protocol):
    def run(self) -> Outcome:
        """Looks at everything once; resolves when all is looked at, whatever came of it (see AppState.self_test)."""


class SessionActions(Protocol):
    """Signing in and out; shown in `AppState.sign_in`."""

    def sign_in(self, account: Account, passwords: Passwords, keep_password: bool) -> Outcome: ...

    def sign_out(self) -> Outcome: ...

    def sign_in_again(self) -> Outcome: ...


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
