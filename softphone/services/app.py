"""The program without its windows: joins the services and fulfils Actions."""

import asyncio
import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from softphone.domain.account.account import Account, AudioWish, Language
from softphone.domain.options.admin_policy import Policy
from softphone.domain.options.table import ECHO_NUMBER, FOLLOW_TRANSFERS, HEADSET_KEYS, KEEP_JOURNAL_DAYS, LANGUAGE
from softphone.domain.telephone.call import CallKey, Direction
from softphone.domain.telephone.commands import FollowReferrals, Shutdown
from softphone.domain.telephone.events import CallEnded, EngineLost, Event
from softphone.services.actions import (
    ContactActions,
    DutyActions,
    HandoverActions,
    JournalActions,
    LineActions,
    ReceptionActions,
    SoundActions,
    TransferActions,
)
from softphone.services.audio.audio_service import AudioService
from softphone.services.audio.audio_test_service import SoundTestService
from softphone.services.audio.headset_service import HeadsetService
from softphone.services.audio.microphone_service import MicrophoneService
from softphone.services.audio.ringtone_service import RingToneService
from softphone.services.calls.call_service import CallService
from softphone.services.calls.incoming_policy_service import ReceptionService
from softphone.services.calls.view_builder import CallContext
from softphone.services.contacts.contact_ports import ContactParts
from softphone.services.contacts.contact_service import ContactService
from softphone.services.core.outcomes import Outcome, pending, settle, settled
from softphone.services.core.ports import (
    Clock,
    Engine,
    GlobalKeys,
    Headsets,
    JournalStore,
    NetworkWatch,
    PortalFactory,
    Secrets,
    Spawn,
    Store,
)
from softphone.services.core.task_spawner import each_step_within
from softphone.services.diagnostics.diagnostics_service import DiagnosticsService
from softphone.services.diagnostics.self_test_service import SelfTestService
from softphone.services.executive_calls.executive_calls import HandoverService
from softphone.services.group_editor.editing_context import Editing
from softphone.services.group_editor.editor_service import EditorService
from softphone.services.groups.assistant_service import AssistantService
from softphone.services.groups.own_group_service import LeaderService
from softphone.services.journal.journal_service import JournalService
from softphone.services.lines.line_monitor import Lines
from softphone.services.options.global_key_service import GlobalKeyService
from softphone.services.options.options_service import OptionsService
from softphone.services.session.network_service import NetworkService
from softphone.services.session.portal_change_poller import DutyService, PortalWatch
from softphone.services.session.portal_session import PortalService
from softphone.services.session.registration_service import RegistrationService
from softphone.services.session.session_context import PbxContext
from softphone.services.session.sign_in_service import SignInService
from softphone.services.session.stored_account import Passwords, RememberedAccount
from softphone.services.state.app_state import AppState
from softphone.services.state.observable import Observable
from softphone.services.state.state_store import StateHolder
from softphone.services.transfer.transfers import PassingOn


class App:
    """Everything a person or `softphone ctl` can ask for; the state says what came of it."""

    def __init__(
        self,
        engine: Engine,
        portal_factory: PortalFactory,
        secrets: Secrets,
        clock: Clock,
        store: Store,
        spawn: Spawn,
        jitter: Callable[[], float] = random.random,
        journal_store: JournalStore | None = None,
        policy: Policy | None = None,
        for_this_run: Mapping[str, Any] | None = None,
        contact_parts: ContactParts | None = None,
    ) -> None:
        self._state = StateHolder()
        spawn = each_step_within(self._state.changes, spawn)
        self._engine, self._spawn = engine, spawn
        self._options = OptionsService(store, self._state, policy, for_this_run)
        self._left = asyncio.Event()
        self._headset: HeadsetService | None = None
        self._global_keys: GlobalKeyService | None = None
        self._follows = True
        self._assistant = AssistantService(clock, spawn, store, self._state)
        leader = LeaderService(clock, spawn, self._state)
        self._portal = PortalService(portal_factory, clock, spawn, self._assistant, leader, jitter)
        self._editor = EditorService(
            clock, spawn, self._state, Editing(self._portal, self._assistant, leader, self._state)
        )
        self._telephone = RegistrationService(engine, clock, spawn, self._state, jitter)
        remembered = RememberedAccount(store, secrets)
        self._sign_in = SignInService(self._portal, self._telephone, remembered, clock, spawn, self._state)
        self._audio = AudioService(engine, self._options, self._state)
        self._microphone = MicrophoneService(clock, self._state)
        ring_tones = RingToneService(store, self._state)
        self._sound_test = SoundTestService(engine, clock, self._state, self.dial, ring_tones)
        self._journal = JournalService(self._state, clock, journal_store)
        self._contacts = ContactService(
            clock, spawn, self._state, secrets, self._journal, contact_parts or ContactParts()
        )
        self._calls = CallService(engine, clock, spawn, self._state, self._journal, self._call_context)
        self._calls.melody_for = ring_tones.melody_for
        watch = PortalWatch(clock, spawn, self._state, self._portal, self._assistant, leader, jitter)
        self._duties = DutyService(self._assistant, watch, leader)
        context = self._pbx_context()
        self._handover = HandoverService(
            engine, clock, spawn, self._state, self._calls, self._assistant, context, jitter
        )
        self._network = NetworkService(engine, spawn)
        self._transfers = PassingOn(engine, clock, spawn, self._state, self._calls, context)
        self._handover.on_push = self._transfers.handed_over
        self._handover.wait_here = self._transfers.send_on
        self._reception = ReceptionService(clock, spawn, self._options, self._state, self._calls)
        self._diagnostics = DiagnosticsService(
            engine,
            clock,
            spawn,
            self._state,
            self._options,
            lambda: self.account,
            lambda: (*self._sign_in.secrets, *self._contacts.secrets),
        )
        self._lines = Lines(engine, self._state, self._calls, self._assistant, leader, context)
        self._self_test = SelfTestService(
            clock,
            spawn,
            self._state,
            secrets,
            account=lambda: self.account if self._sign_in.signed_in else None,
            portal=lambda: self._portal.portal,
            probe=self._sound_test.probe,
        )
        self._join()

    @property
    def state(self) -> Observable[AppState]:
        return self._state.observable

    @property
    def account(self) -> Account | None:
        return self._sign_in.account

    @property
    def editor(self) -> EditorService:
        return self._editor

    @property
    def duties(self) -> DutyActions:
        return self._duties

    @property
    def journal(self) -> JournalActions:
        return self._journal

    @property
    def handover(self) -> HandoverActions:
        return self._handover

    @property
    def self_test(self) -> SelfTestService:
        return self._self_test

    @property
    def diagnostics(self) -> DiagnosticsService:
        return self._diagnostics

    @property
    def options(self) -> OptionsService:
        return self._options

    @property
    def reception(self) -> ReceptionActions:
        return self._reception

    @property
    def transfers(self) -> TransferActions:
        return self._transfers

    @property
    def sound(self) -> SoundActions:
        return self._sound_test

    @property
    def lines(self) -> LineActions:
        return self._lines

    @property
    def contacts(self) -> ContactActions:
        return self._contacts

    def use_headsets(self, headsets: Headsets) -> None:
        """Keys and lights of headsets, as long as the user wants them."""
        self._headset = HeadsetService(headsets, self._state, self._calls, self._transfers.swap)
        self._options.subscribe(HEADSET_KEYS, self._headset.use)

    def close_headsets(self) -> None:
        if self._headset is not None:
            self._headset.use(False)

    def use_global_keys(self, keys: GlobalKeys, pressed: Callable[[str], None]) -> None:
        """`pressed` hears the name of the setting whose key was pressed, wherever that was."""
        self._global_keys = GlobalKeyService(keys, self._options, self._state, pressed)

    def close_global_keys(self) -> None:
        if self._global_keys is not None:
            self._global_keys.close()

    def start(self, account: Account | None = None) -> Outcome:
        """Signs in by itself where the account (the given one, else the remembered one) has a kept password."""
        outcome = pending()
        self._spawn(self._start(account, outcome), "start")
        return outcome

    def tell(self, token: str, argument: str) -> None:
        """One notice, shown until it is dismissed or has been read."""
        self._state.notify(token, argument)

    def watch_network(self, watch: NetworkWatch) -> None:
        """From now on the telephone follows the machine's network."""
        self._network.begin(watch)

    def load_contacts(self) -> Outcome:
        """Reads the kept contacts in the background."""
        return self._contacts.load()

    async def until_left(self) -> None:
        """Returns when somebody asked to quit."""
        await self._left.wait()

    def sign_in(self, account: Account, password: str, keep_password: bool, sip_password: str = "") -> Outcome:
        return self._sign_in.sign_in(account, Passwords(password, sip_password), keep_password)

    def sign_out(self) -> Outcome:
        return self._sign_in.sign_out()

    def sign_in_again(self) -> Outcome:
        return self._sign_in.sign_in_again()

    def dial(self, target: str) -> Outcome:
        return self._calls.dial(target)

    def redial(self) -> Outcome:
        return self._calls.redial()

    def answer(self, key: CallKey | None = None) -> Outcome:
        return self._calls.answer(key)

    def reject(self, key: CallKey | None = None) -> Outcome:
        return self._calls.reject(key)

    def send_to_voicemail(self, key: CallKey) -> Outcome:
        return self._calls.send_to_voicemail(key)

    def silence(self, key: CallKey | None = None) -> Outcome:
        return self._calls.silence(key)

    def hang_up(self, key: CallKey | None = None) -> Outcome:
        return self._calls.hang_up(key)

    def hold(self, key: CallKey | None = None) -> Outcome:
        return self._calls.hold(key)

    def resume(self, key: CallKey | None = None) -> Outcome:
        return self._calls.resume(key)

    def set_muted(self, muted: bool, key: CallKey | None = None) -> Outcome:
        return self._calls.set_muted(muted, key)

    def send_dtmf(self, digits: str, key: CallKey | None = None) -> Outcome:
        return self._calls.send_dtmf(digits, key)

    def set_opted_in(self, leader_id: str, on: bool) -> Outcome:
        return self._assistant.set_opted_in(leader_id, on)

    def set_audio(self, wish: AudioWish) -> Outcome:
        return self._audio.set(wish)

    def set_language(self, language: Language) -> Outcome:
        return self._options.set(LANGUAGE, language)

    def dismiss_notice(self, notice_id: int) -> None:
        self._state.dismiss(notice_id)

    def quit(self) -> Outcome:
        """The engine hangs up and unregisters; the program ends when `until_left` returns."""
        if not self._left.is_set():
            self._left.set()
            self._portal.end()
            self._engine.send(Shutdown())
        return settled()

    def _join(self) -> None:
        self._options.subscribe(ECHO_NUMBER, self._sound_test.use_echo_target)
        self._options.subscribe(FOLLOW_TRANSFERS, self._on_follow_transfers)
        self._options.subscribe(LANGUAGE, lambda language: self._state.update(language=language))
        self._audio.on_wish = self._note_audio
        self._portal.on_end = self._on_portal_end
        self._network.on_ready = self._portal.hurry
        self._portal.on_loaded = self._contacts.signed_in
        self._assistant.on_leaders = self._leaders_known
        self._assistant.divert.own_numbers = lambda: self._sign_in.own_numbers
        self._journal.ref = self._assistant.ref
        self._journal.region = lambda: self.account.region if self.account is not None else "DE"
        self._journal.keep_days = lambda: self._options.value(KEEP_JOURNAL_DAYS)
        self._journal.refresh()
        self._options.subscribe(KEEP_JOURNAL_DAYS, lambda _: self._journal.tidy())
        self._state.update(last_dialled=_last_dialled(self._state.value))
        self._contacts.account = lambda: self._sign_in.account if self._sign_in.signed_in else None
        self._contacts.portal = lambda: self._portal.portal
        self._contacts.book.on_change = self._calls.refresh
        self._calls.on_ringing = self._assistant.show_ringing
        self._sign_in.on_account = self._use_choices_of
        self._handover.on_lines = self._lines.watch.told
        self._lines.watch.on_other_filter = lambda: self._duties.check_portal()
        self._engine.subscribe(self._on_event)

    def _on_follow_transfers(self, follow: bool) -> None:
        """The engine follows until it is told otherwise."""
        if follow is not self._follows:
            self._follows = follow
            self._engine.send(FollowReferrals(follow))

    def _leaders_known(self) -> None:
        self._calls.refresh()
        self._journal.refresh()
        self._handover.follow()

    def _on_portal_end(self) -> None:
        self._editor.end()
        self._handover.end()
        self._transfers.forget_all()
        self._lines.end()

    async def _start(self, account: Account | None, outcome: Outcome) -> None:
        settle(outcome, await self._sign_in.start(account))

    def _on_event(self, event: Event) -> None:
        """The telephone first: it decides whether there is an engine at all."""
        if self._left.is_set() and isinstance(event, EngineLost):
            return
        with self._state.changes():
            self._telephone.handle(event)
            self._audio.handle(event)
            self._sound_test.handle(event)
            self._calls.handle(event)
            self._microphone.handle(event)
            self._handover.handle(event)
            self._transfers.handle(event)
            self._lines.handle(event)
            if isinstance(event, CallEnded | EngineLost) and not self._calls.speaking:
                self._audio.no_call()

    def _use_choices_of(self, account: Account) -> None:
        """What a provisioned account says about devices and language, unless the user has said something else."""
        self._audio.use_provisioned(account.audio)
        self._options.suggest(ECHO_NUMBER, account.echo_target)
        self._options.suggest(LANGUAGE, account.language)

    def _note_audio(self, wish: AudioWish) -> None:
        if self.account is not None:
            self._sign_in.replace_account(replace(self.account, audio=wish))

    def _pbx_context(self) -> PbxContext:
        return PbxContext(
            account=lambda: self._sign_in.account if self._sign_in.signed_in else None,
            portal=lambda: self._portal.portal,
            identities=lambda: self._assistant.identities,
            ref=self._assistant.ref,
            codes=lambda: self._state.value.feature_codes,
            colleague=self._contacts.colleague_numbers,
        )

    def _call_context(self) -> CallContext:
        return CallContext(
            account=self._sign_in.account if self._sign_in.signed_in else None,
            leaders=self._assistant.identities,
            ref=self._assistant.ref,
            own_numbers=self._sign_in.own_numbers,
            roles=self._sign_in.roles,
            name_of=self._contacts.name_of,
        )


def _last_dialled(state: AppState) -> str:
    """Of an earlier session, as the journal has it."""
    outgoing = (row.number for row in state.journal if row.direction is Direction.OUTGOING and row.number)
    return next(outgoing, "")
