"""The program without its windows: builds and connects the services."""

import asyncio
import random
from collections.abc import Callable, Mapping
from typing import Any

from softphone.domain.account.account import Account, SipAccount
from softphone.domain.options.admin_policy import Policy
from softphone.domain.options.table import ECHO_NUMBER, FOLLOW_TRANSFERS, HEADSET_KEYS, KEEP_JOURNAL_DAYS, LANGUAGE
from softphone.domain.telephone.call import Direction
from softphone.domain.telephone.commands import FollowReferrals, Shutdown
from softphone.domain.telephone.events import CallEnded, EngineLost, Event
from softphone.services.audio.audio_service import AudioService
from softphone.services.audio.audio_test_service import AudioTestService
from softphone.services.audio.headset_service import HeadsetService
from softphone.services.audio.microphone_service import MicrophoneService
from softphone.services.audio.ringtone_service import RingtoneService
from softphone.services.calls.call_service import CallService
from softphone.services.calls.caller_page_service import CallerPageService
from softphone.services.calls.incoming_policy_service import IncomingPolicyService
from softphone.services.contacts.contact_ports import ContactParts
from softphone.services.contacts.contact_service import ContactService
from softphone.services.core.outcomes import Outcome, pending, settle, settled
from softphone.services.core.ports import (
    CallClock,
    Engine,
    GlobalKeys,
    Headsets,
    JournalStore,
    PortalFactory,
    Secrets,
    Spawn,
    Store,
)
from softphone.services.core.session_context import SessionContext
from softphone.services.core.task_spawner import each_step_within
from softphone.services.diagnostics.diagnostics_service import DiagnosticsService
from softphone.services.diagnostics.self_test_service import SelfTestService
from softphone.services.executive_calls.executive_calls import ExecutiveCalls
from softphone.services.group_editor.editing_context import Editing
from softphone.services.group_editor.editor_service import EditorService
from softphone.services.groups.assistant_service import AssistantService
from softphone.services.groups.own_group_service import OwnGroupService
from softphone.services.journal.journal_service import JournalService
from softphone.services.lines.line_subscriptions import LineSubscriptions
from softphone.services.lines.mailbox_service import MailboxService
from softphone.services.options.account_options import subscribe_account_options, suggestions, with_options
from softphone.services.options.global_key_service import GlobalKeyService
from softphone.services.options.options_service import OptionsService
from softphone.services.session.network_service import NetworkService
from softphone.services.session.portal_change_poller import PortalChangePoller
from softphone.services.session.portal_session import PortalSession
from softphone.services.session.registration_service import RegistrationService
from softphone.services.session.sign_in_service import SignInService
from softphone.services.session.stored_account import StoredAccount
from softphone.services.state.app_state import AppState
from softphone.services.state.state_store import StateStore
from softphone.services.transfer.conference_service import ConferenceService
from softphone.services.transfer.transfer_service import TransferService


class App:
    """All services: what a person or `softphone ctl` can request, and the state that results."""

    def __init__(
        self,
        engine: Engine,
        portal_factory: PortalFactory,
        secrets: Secrets,
        clock: CallClock,
        store: Store,
        spawn: Spawn,
        jitter: Callable[[], float] = random.random,
        journal_store: JournalStore | None = None,
        policy: Policy | None = None,
        for_this_run: Mapping[str, Any] | None = None,
        contact_parts: ContactParts | None = None,
    ) -> None:
        self._state = self.notices = StateStore()
        spawn = each_step_within(self._state.changes, spawn)
        self._engine, self._spawn = engine, spawn
        self._left = asyncio.Event()
        self._headset: HeadsetService | None = None
        self._global_keys: GlobalKeyService | None = None
        self._follows = True
        self.state = self._state.observable
        self.options = OptionsService(store, self._state, policy, for_this_run)
        context = self._session_context()
        self.groups = AssistantService(clock, spawn, store, self._state, context)
        self.divert = self.groups.divert
        self.own_group = OwnGroupService(clock, spawn, self._state)
        self._portal = PortalSession(portal_factory, clock, spawn, self.groups, self.own_group, jitter)
        self.portal_changes = PortalChangePoller(
            clock, spawn, self._state, self._portal, self.groups, self.own_group, jitter
        )
        editing = Editing(self._portal, self.groups, self.own_group, self._state)
        self.editor = EditorService(clock, spawn, self._state, editing)
        self._telephone = RegistrationService(engine, self._with_options, clock, spawn, self._state, jitter)
        remembered = StoredAccount(store, secrets)
        self.session = SignInService(self._portal, self._telephone, remembered, clock, spawn, self._state)
        self.network = NetworkService(engine, spawn)
        self.audio = AudioService(engine, self.options, self._state)
        self._microphone = MicrophoneService(clock, self._state)
        self.ringtones = RingtoneService(store, self._state)
        self.journal = JournalService(
            self._state, clock, journal_store, context, lambda: self.options.value(KEEP_JOURNAL_DAYS), spawn
        )
        self.contacts = ContactService(
            clock, spawn, self._state, secrets, self.journal, contact_parts or ContactParts(), context
        )
        self.calls = CallService(
            engine, clock, spawn, self._state, self.journal, context, self.ringtones.ringtone_for
        )
        self.caller_page = CallerPageService(self.options, self._state, self.calls)
        self.audio_test = AudioTestService(engine, clock, self._state, self.calls.dial)
        self.transfers = TransferService(engine, clock, spawn, self._state, self.calls, context)
        self.conference = ConferenceService(engine, clock, spawn, self._state, self.calls, self.transfers)
        self._executive = ExecutiveCalls(
            engine, clock, spawn, self._state, self.calls, self.transfers, self.groups, context, jitter
        )
        self.call_push, self.on_behalf = self._executive.call_push, self._executive.on_behalf
        self.replies, self.feature_codes = self._executive.replies, self._executive.feature_codes
        self._reception = IncomingPolicyService(clock, spawn, self.options, self._state, self.calls, context)
        self.calls.arrival_policies = (
            self.on_behalf.decide,  # first: a call that was requested here is no news to anybody
            self._executive.annotate,  # before the user's rules, so that a refused call is known for whose it was
            self._reception.decide,
        )
        self._lines = LineSubscriptions(engine, self._state, context)
        self.mailboxes = MailboxService(self._state, self.calls, context)
        self.diagnostics = DiagnosticsService(
            engine,
            clock,
            spawn,
            self._state,
            self.options,
            context,
            lambda: (*self.session.secrets, *self.contacts.secrets),
        )
        self.self_test = SelfTestService(
            clock,
            spawn,
            self._state,
            secrets,
            context,
            self.audio_test.probe,
        )
        self._listeners = self._in_event_order()
        self._join()

    @property
    def account(self) -> Account | None:
        return self.session.account

    def use_headsets(self, headsets: Headsets) -> None:
        """Connects keys and lights of headsets, while the option is on."""
        self._headset = HeadsetService(headsets, self._state, self.calls, self.conference)
        self.options.subscribe(HEADSET_KEYS, self._headset.use)

    def close_headsets(self) -> None:
        if self._headset is not None:
            self._headset.use(False)

    def use_global_keys(self, keys: GlobalKeys, pressed: Callable[[str], None]) -> None:
        """`pressed` gets the name of the option whose key was pressed in any window."""
        self._global_keys = GlobalKeyService(keys, self.options, self._state, pressed)

    def close_global_keys(self) -> None:
        if self._global_keys is not None:
            self._global_keys.close()

    def start(self, account: Account | None = None) -> Outcome:
        """Signs in automatically if the account (the given, else the stored one) has a stored password."""
        outcome = pending()
        self._spawn(self._start(account, outcome), "start")
        return outcome

    async def until_left(self) -> None:
        """Returns after `quit`."""
        await self._left.wait()

    def quit(self) -> Outcome:
        """The engine hangs up and unregisters; the program ends when `until_left` returns."""
        if not self._left.is_set():
            self._left.set()
            self.calls.closing()
            self._portal.end()
            self._engine.send(Shutdown())
        return settled()

    def _join(self) -> None:
        self.options.subscribe(ECHO_NUMBER, self.audio_test.use_echo_target)
        self.options.subscribe(FOLLOW_TRANSFERS, self._on_follow_transfers)
        subscribe_account_options(self.options, self._telephone.follow_options)
        self.options.subscribe(LANGUAGE, lambda language: self._state.update(language=language))
        for end in (self.editor.end, self._executive.end, self.transfers.drop_all, self.mailboxes.end):
            self._portal.ended.connect(end)
        self.network.ready.connect(self._portal.hurry)
        self._portal.loaded.connect(self.contacts.signed_in)
        for follow in (self.calls.refresh, self.journal.refresh, self._executive.follow):
            self.groups.leaders_changed.connect(follow)
        self.journal.refresh()
        self.options.subscribe(KEEP_JOURNAL_DAYS, lambda _: self.journal.tidy())
        self._state.update(last_dialled=_last_dialled(self._state.value))
        self.contacts.book.changed.connect(self.calls.refresh)
        self.calls.ringing_changed.connect(self.groups.show_ringing)
        self.session.account_changed.connect(self._use_choices_of)
        self._executive.line_events.states_changed.connect(self._lines.use_event_states)
        self._executive.line_events.broken.connect(self._telephone.check)
        self._lines.filter_differs.connect(self.portal_changes.check)
        self._lines.mailboxes_changed.connect(self.groups.show_mailboxes)
        for show_lines in (self.groups.show_lines, self.own_group.show_lines):
            self._lines.lines_changed.connect(show_lines)
        self._engine.subscribe(self._on_event)

    def _with_options(self, account: SipAccount) -> SipAccount:
        return with_options(account, self.options)

    def _on_follow_transfers(self, follow: bool) -> None:
        """An engine follows transfers by default, so only a change is sent."""
        if follow is not self._follows:
            self._follows = follow
            self._engine.send(FollowReferrals(follow))

    async def _start(self, account: Account | None, outcome: Outcome) -> None:
        settle(outcome, await self.session.start(account))

    def _on_event(self, event: Event) -> None:
        """One event, one broadcast of the state. An engine that ends because the program does is no loss."""
        if self._left.is_set() and isinstance(event, EngineLost):
            return
        with self._state.changes():
            for listener in self._listeners:
                listener(event)

    def _in_event_order(self) -> tuple[Callable[[Event], None], ...]:
        """The listeners of the engine, in the order in which they get each event."""
        return (
            self._telephone.on_event,  # first: sets `engine_running`, without which nobody sends anything
            self.audio.on_event,  # sends a new engine its devices, before a test wants their levels
            self.audio_test.on_event,
            self.calls.on_event,  # before all that look at the calls
            self._microphone.on_event,  # judges the call in which the user talks
            self._executive.on_event,  # reads the views of the calls
            self.conference.on_event,  # before the transfers, which keep views: a conference changes them
            self.transfers.on_event,
            self.caller_page.on_event,  # opens what the views above say
            self._lines.on_event,  # these three depend on no other
            self.mailboxes.on_event,
            self.diagnostics.on_event,
            self._clear_levels,  # last: no call may be left
        )

    def _clear_levels(self, event: Event) -> None:
        if isinstance(event, CallEnded | EngineLost) and not self.calls.speaking:
            self.audio.no_call()

    def _use_choices_of(self, account: Account) -> None:
        """Suggests what a provisioned account says; the user's own choices stand."""
        self.audio.suggest(account.audio)
        self.options.suggest_all(suggestions(account.sip))
        self.options.suggest(ECHO_NUMBER, account.echo_target)
        self.options.suggest(LANGUAGE, account.language)

    def _session_context(self) -> SessionContext:
        return SessionContext(
            account=lambda: self.session.account if self.session.signed_in else None,
            known_account=lambda: self.session.account,
            portal=lambda: self._portal.portal,
            roles=lambda: self.session.roles,
            own_numbers=lambda: self.session.own_numbers,
            leaders=lambda: self.groups.identities,
            ref=lambda leader_id: self.groups.ref(leader_id),
            codes=lambda: self._state.value.feature_codes,
            name_of=lambda number: self.contacts.name_of(number),
            colleague_numbers=lambda number: self.contacts.colleague_numbers(number),
        )


def _last_dialled(state: AppState) -> str:
    """The last dialled number of an earlier session, from the journal."""
    outgoing = (row.number for row in state.journal if row.direction is Direction.OUTGOING and row.number)
    return next(outgoing, "")
