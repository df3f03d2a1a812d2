"""Actions for tests: each request is recorded as ("group.method", *arguments), its outcome stays open until `settle`.

Every group implements its Protocol explicitly: mypy refuses a test that asks for what the program does not have.
"""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from softphone.domain.account.account import Account, AudioSettings, Passwords
from softphone.domain.contacts.contact import Contact
from softphone.domain.contacts.csv_columns import CsvField
from softphone.domain.contacts.search_index import ContactIndex
from softphone.domain.executive.draft import Draft, changes, faults
from softphone.domain.executive.leader_message import ReplyChoice
from softphone.domain.journal.entry import JournalQuery
from softphone.domain.options.table import AnyOption, Option
from softphone.domain.problems import Problem
from softphone.domain.telephone.audio_test import AudioTestKind, ProbeResult
from softphone.domain.telephone.call import CallKey
from softphone.domain.telephone.ringtone import Ringtone
from softphone.services.actions import (
    AudioActions,
    AudioTestActions,
    CallActions,
    CallerPageActions,
    CallPushActions,
    ConferenceActions,
    ContactActions,
    DiagnosticsActions,
    DivertActions,
    EditorActions,
    FeatureCodeActions,
    GroupActions,
    JournalActions,
    MailboxActions,
    NoticeActions,
    OnBehalfActions,
    OptionActions,
    OwnGroupActions,
    PortalChangeActions,
    ReplyActions,
    RingtoneActions,
    SelfTestActions,
    SessionActions,
    TransferActions,
)
from softphone.services.core.outcomes import Outcome
from softphone.services.state.app_state import AppState
from softphone.services.state.contacts import ContactQuery, Found
from softphone.services.state.group_editor import EditorView
from softphone.services.state.groups import OwnSwitch
from softphone.services.state.journal import JournalRow
from softphone.services.state.observable import Observable
from softphone.services.state.options import T
from tests.samples.contact_views import PEOPLE
from tests.samples.requests import IMMEDIATE, Group, Requests


class FakeContactActions(Group, ContactActions):
    """The real search over `people`; `found` is what the dial field gets."""

    found: tuple[Found, ...] = ()
    people: tuple[Contact, ...] = PEOPLE

    def __init__(self, requests: Requests) -> None:
        super().__init__(requests)
        self.photos: dict[str, bytes] = {}

    def find(self, text: str, limit: int) -> tuple[Found, ...]:
        return self.found[:limit] if text else ()

    def page(self, query: ContactQuery, limit: int) -> tuple[Contact, ...]:
        index = ContactIndex(self.people)
        every = index.find(query.text, 99) if query.text else tuple(index)
        return tuple(
            c for c in every if query.source in (None, c.source) and (c.favourite or not query.favourites_only)
        )

    def get(self, key: str) -> Contact | None:
        return next((contact for contact in self.people if contact.key == key), None)

    def photo(self, contact: Contact) -> bytes | None:
        return self.photos.get(contact.photo)

    def set_favourite(self, key: str, on: bool) -> Outcome:
        return self._requests.ask("contacts.set_favourite", key, on)

    def add(self, name: str, number: str) -> Outcome:
        return self._requests.ask("contacts.add", name, number)

    def remove(self, key: str) -> Outcome:
        return self._requests.ask("contacts.remove", key)

    def import_vcards(self, file: str, name: str) -> Outcome:
        return self._requests.ask("contacts.import_vcards", file, name)

    def preview_csv(self, file: str, encoding: str = "") -> Outcome:
        return self._requests.ask("contacts.preview_csv", file, encoding)

    def set_csv_field(self, column: int, field: CsvField) -> Outcome:
        return self._requests.ask("contacts.set_csv_field", column, field)

    def import_csv(self, name: str) -> Outcome:
        return self._requests.ask("contacts.import_csv", name)

    def drop_csv(self) -> Outcome:
        return self._requests.ask("contacts.drop_csv")

    def add_address_book(self, name: str, url: str, user: str, password: str, ca_file: str = "") -> Outcome:
        return self._requests.ask("contacts.add_address_book", name, url, user, password, ca_file)

    def refresh(self, source_id: str | None = None) -> Outcome:
        return self._requests.ask("contacts.refresh", source_id)

    def delete_source(self, source_id: str) -> Outcome:
        return self._requests.ask("contacts.delete_source", source_id)


class FakeEditorActions(Group, EditorActions):
    """Keeps the draft of an open editor as the service does, and writes nothing."""

    def __init__(self, requests: Requests, state: Observable[AppState]) -> None:
        super().__init__(requests)
        self._state = state

    def open(self, leader_id: str) -> Outcome:
        return self._requests.ask("editor.open", leader_id)

    def change(self, draft: Draft) -> Outcome:
        view = self._state.value.editor
        if view is not None:
            self.show(replace(view, draft=draft))
        return self._requests.ask("editor.change", draft)

    def save(self) -> Outcome:
        return self._requests.ask("editor.save")

    def settle(self, keep_mine: bool) -> Outcome:
        return self._requests.ask("editor.settle", keep_mine)

    def discard(self) -> Outcome:
        view = self._state.value.editor
        if view is not None:
            self.show(replace(view, draft=view.stored))
        return self._requests.ask("editor.discard")

    def undo(self) -> Outcome:
        return self._requests.ask("editor.undo")

    def close(self) -> Outcome:
        self.show(None)
        return self._requests.ask("editor.close")

    def write_rule(self, key: CallKey, always: bool) -> Outcome:
        return self._requests.ask("editor.write_rule", key, always)

    def undo_rule(self) -> Outcome:
        return self._requests.ask("editor.undo_rule")

    def show(self, view: EditorView | None) -> None:
        if view is not None:
            found = changes(view.stored, view.draft), faults(view.stored, view.draft)
            view = replace(view, changes=found[0], faults=found[1])
        self._state.set(replace(self._state.value, editor=view))


class FakeAudioActions(Group, AudioActions):
    def set(self, wish: AudioSettings) -> Outcome:
        return self._requests.ask("audio.set", wish)


class FakeAudioTestActions(Group, AudioTestActions):
    def watch_levels(self, on: bool) -> None:
        self._requests.record("audio_test.watch_levels", on)

    def start_test(self, test: AudioTestKind, ringtone: Ringtone = Ringtone.CLASSIC) -> Outcome:
        return self._requests.ask("audio_test.start_test", test, ringtone)

    def stop_test(self) -> Outcome:
        return self._requests.ask("audio_test.stop_test")

    def call_echo(self) -> Outcome:
        return self._requests.ask("audio_test.call_echo")

    def probe(self) -> "asyncio.Future[tuple[ProbeResult, ...] | Problem]":
        self._requests.record("audio_test.probe")
        results: asyncio.Future[tuple[ProbeResult, ...] | Problem] = asyncio.Future(loop=IMMEDIATE)
        results.set_result(())
        return results


class FakeCallActions(Group, CallActions):
    def dial(self, target: str) -> Outcome:
        return self._requests.ask("calls.dial", target)

    def redial(self) -> Outcome:
        return self._requests.ask("calls.redial")

    def answer(self, key: CallKey | None = None) -> Outcome:
        return self._requests.ask("calls.answer", key)

    def reject(self, key: CallKey | None = None) -> Outcome:
        return self._requests.ask("calls.reject", key)

    def send_to_voicemail(self, key: CallKey) -> Outcome:
        return self._requests.ask("calls.send_to_voicemail", key)

    def silence(self, key: CallKey | None = None) -> Outcome:
        return self._requests.ask("calls.silence", key)

    def hang_up(self, key: CallKey | None = None) -> Outcome:
        return self._requests.ask("calls.hang_up", key)

    def hold(self, key: CallKey | None = None) -> Outcome:
        return self._requests.ask("calls.hold", key)

    def resume(self, key: CallKey | None = None) -> Outcome:
        return self._requests.ask("calls.resume", key)

    def set_muted(self, muted: bool, key: CallKey | None = None) -> Outcome:
        return self._requests.ask("calls.set_muted", muted, key)

    def send_dtmf(self, digits: str, key: CallKey | None = None) -> Outcome:
        return self._requests.ask("calls.send_dtmf", digits, key)

    def set_note(self, text: str, key: CallKey | None = None) -> Outcome:
        return self._requests.ask("calls.set_note", text, key)


class FakeCallPushActions(Group, CallPushActions):
    def push(self, key: CallKey | None = None, leader_id: str | None = None) -> Outcome:
        return self._requests.ask("call_push.push", key, leader_id)

    def take_back(self, key: CallKey | None = None) -> Outcome:
        return self._requests.ask("call_push.take_back", key)

    def send_note(self, key: CallKey, text: str) -> Outcome:
        return self._requests.ask("call_push.send_note", key, text)


class FakeConferenceActions(Group, ConferenceActions):
    def swap(self, key: CallKey | None = None) -> Outcome:
        return self._requests.ask("conference.swap", key)

    def merge(self) -> Outcome:
        return self._requests.ask("conference.merge")

    def split(self, key: CallKey | None = None) -> Outcome:
        return self._requests.ask("conference.split", key)

    def leave(self) -> Outcome:
        return self._requests.ask("conference.leave")


class FakeDiagnosticsActions(Group, DiagnosticsActions):
    def save(self, file: str, full_names: bool = False) -> Outcome:
        return self._requests.ask("diagnostics.save", file, full_names)


class FakeDivertActions(Group, DivertActions):
    def set_divert(self, enabled: bool, number: str) -> Outcome:
        return self._requests.ask("divert.set_divert", enabled, number)


class FakeFeatureCodeActions(Group, FeatureCodeActions):
    def retrieve(self, leader_id: str) -> Outcome:
        return self._requests.ask("feature_codes.retrieve", leader_id)

    def bridge(self, leader_id: str) -> Outcome:
        return self._requests.ask("feature_codes.bridge", leader_id)

    def pick_up(self, leader_id: str) -> Outcome:
        return self._requests.ask("feature_codes.pick_up", leader_id)


class FakeGroupActions(Group, GroupActions):
    def set_opted_in(self, leader_id: str, on: bool) -> Outcome:
        return self._requests.ask("groups.set_opted_in", leader_id, on)

    def opt_in_until(self, leader_id: str, until_s: float | None) -> Outcome:
        return self._requests.ask("groups.opt_in_until", leader_id, until_s)


class FakeJournalActions(Group, JournalActions):
    """A journal of `rows`; a test that needs more than their order puts a JournalService here."""

    rows: tuple[JournalRow, ...] = ()

    def page(self, query: JournalQuery, after: JournalRow | None, limit: int) -> tuple[JournalRow, ...]:
        return self.rows[:limit]

    def row(self, entry_id: int) -> JournalRow | None:
        return next((row for row in self.rows if row.id == entry_id), None)

    def set_note(self, entry_id: int, note: str) -> Outcome:
        return self._requests.ask("journal.set_note", entry_id, note)

    def promise(self, entry_id: int, until_s: float | None) -> Outcome:
        return self._requests.ask("journal.promise", entry_id, until_s)

    def set_done(self, entry_id: int, done: bool) -> Outcome:
        return self._requests.ask("journal.set_done", entry_id, done)

    def set_missed_done(self) -> Outcome:
        return self._requests.ask("journal.set_missed_done")

    def delete(self, entry_id: int) -> Outcome:
        return self._requests.ask("journal.delete", entry_id)

    def export(
        self, file: str, heading: tuple[str, ...], cells: Callable[[JournalRow], tuple[str, ...]], query: JournalQuery
    ) -> Outcome:
        return self._requests.ask("journal.export", file, heading, cells, query)


class FakeCallerPageActions(Group, CallerPageActions):
    def open(self, key: CallKey | None = None) -> Outcome:
        return self._requests.ask("caller_page.open", key)


class FakeMailboxActions(Group, MailboxActions):
    def call(self, leader_id: str | None = None) -> Outcome:
        return self._requests.ask("mailboxes.call", leader_id)


class FakeNoticeActions(Group, NoticeActions):
    def dismiss(self, notice_id: int) -> None:
        self._requests.record("notices.dismiss", notice_id)


class FakeOnBehalfActions(Group, OnBehalfActions):
    def choose(self, leader_id: str | None) -> Outcome:
        return self._requests.ask("on_behalf.choose", leader_id)

    def dial(self, leader_id: str, target: str) -> Outcome:
        return self._requests.ask("on_behalf.dial", leader_id, target)


class FakeOptionActions(Group, OptionActions):
    def set(self, option: Option[T], value: T) -> Outcome:
        return self._requests.ask("options.set", option, value)

    def set_text(self, key: str, text: str) -> Outcome:
        return self._requests.ask("options.set_text", key, text)

    def reset(self, option: AnyOption) -> Outcome:
        return self._requests.ask("options.reset", option)

    def reset_key(self, key: str) -> Outcome:
        return self._requests.ask("options.reset_key", key)


class FakeOwnGroupActions(Group, OwnGroupActions):
    def switch(self, which: OwnSwitch, on: bool) -> Outcome:
        return self._requests.ask("own_group.switch", which, on)


class FakePortalChangeActions(Group, PortalChangeActions):
    def check(self) -> Outcome:
        return self._requests.ask("portal_changes.check")

    def postpone(self) -> None:
        self._requests.record("portal_changes.postpone")


class FakeReplyActions(Group, ReplyActions):
    def reply(self, key: CallKey, choice: ReplyChoice) -> Outcome:
        return self._requests.ask("replies.reply", key, choice)


class FakeRingtoneActions(Group, RingtoneActions):
    def choose(self, leader_id: str, ringtone: Ringtone) -> Outcome:
        return self._requests.ask("ringtones.choose", leader_id, ringtone)


class FakeSelfTestActions(Group, SelfTestActions):
    def run(self) -> Outcome:
        return self._requests.ask("self_test.run")


class FakeSessionActions(Group, SessionActions):
    def sign_in(self, account: Account, passwords: Passwords, keep_password: bool) -> Outcome:
        return self._requests.ask("session.sign_in", account, passwords, keep_password)

    def sign_out(self) -> Outcome:
        return self._requests.ask("session.sign_out")

    def sign_in_again(self) -> Outcome:
        return self._requests.ask("session.sign_in_again")


class FakeTransferActions(Group, TransferActions):
    def ask(self, target: str, key: CallKey | None = None) -> Outcome:
        return self._requests.ask("transfers.ask", target, key)

    def send_on(self, target: str, key: CallKey | None = None) -> Outcome:
        return self._requests.ask("transfers.send_on", target, key)

    def connect(self, key: CallKey | None = None) -> Outcome:
        return self._requests.ask("transfers.connect", key)

    def take_back(self, key: CallKey | None = None) -> Outcome:
        return self._requests.ask("transfers.take_back", key)


class FakeActions:
    """All groups over one list of requests; `at_once` settles every outcome as it is made.

    No group holds the actions: windows that listen to their state have to go with the test, not with the collector.
    """

    def __init__(
        self, state: Observable[AppState] | None = None, account: Account | None = None, at_once: bool = False
    ) -> None:
        self.requests = requests = Requests(at_once)
        self.state = state or Observable(AppState())
        self.account = account
        self.audio = FakeAudioActions(requests)
        self.audio_test = FakeAudioTestActions(requests)
        self.call_push = FakeCallPushActions(requests)
        self.calls = FakeCallActions(requests)
        self.caller_page = FakeCallerPageActions(requests)
        self.conference = FakeConferenceActions(requests)
        self.contacts = FakeContactActions(requests)
        self.diagnostics = FakeDiagnosticsActions(requests)
        self.divert = FakeDivertActions(requests)
        self.editor = FakeEditorActions(requests, self.state)
        self.feature_codes = FakeFeatureCodeActions(requests)
        self.groups = FakeGroupActions(requests)
        self.journal: JournalActions = FakeJournalActions(requests)
        self.mailboxes = FakeMailboxActions(requests)
        self.notices = FakeNoticeActions(requests)
        self.on_behalf = FakeOnBehalfActions(requests)
        self.options: OptionActions = FakeOptionActions(requests)
        self.own_group = FakeOwnGroupActions(requests)
        self.portal_changes = FakePortalChangeActions(requests)
        self.replies = FakeReplyActions(requests)
        self.ringtones = FakeRingtoneActions(requests)
        self.self_test = FakeSelfTestActions(requests)
        self.session = FakeSessionActions(requests)
        self.transfers = FakeTransferActions(requests)

    @property
    def asked(self) -> list[tuple[Any, ...]]:
        return self.requests.asked

    @property
    def problem(self) -> Problem | None:
        return self.requests.problem

    @problem.setter
    def problem(self, problem: Problem | None) -> None:
        self.requests.problem = problem

    def settle(self) -> None:
        self.requests.settle()

    def quit(self) -> Outcome:
        return self.requests.ask("quit")

    def show(self, **changes: Any) -> None:
        """Changes these parts of the state."""
        self.state.set(replace(self.state.value, **changes))
