"""The list of calls: events of the engine and actions of the user."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import count
from typing import Any

from softphone.domain.calls import call_list
from softphone.domain.calls.call_list import Calls
from softphone.domain.calls.caller_id import CallerIdView
from softphone.domain.journal.entry import LONGEST_NOTE
from softphone.domain.numbers.phone_numbers import clean_dialled, dial_uri
from softphone.domain.problems import (
    CallRefused,
    EngineStopped,
    NoSuchCall,
    NotANumber,
    NotPossibleNow,
    Obstacle,
    Problem,
)
from softphone.domain.telephone.call import Call, CallEnd, CallKey, CallState, Direction, Ring
from softphone.domain.telephone.commands import (
    Answer,
    Dial,
    HangUp,
    Hold,
    Reject,
    Resume,
    SendDtmf,
    SetMute,
    StartRinging,
    StopRinging,
)
from softphone.domain.telephone.events import (
    CallAnswered,
    CallEnded,
    CallRerouted,
    EngineLost,
    Event,
    HoldChanged,
    IncomingCall,
    MuteChanged,
)
from softphone.domain.telephone.ringtone import Ringtone
from softphone.services.calls.annotations import NO_ANNOTATION, CallAnnotation
from softphone.services.calls.arrival_policies import ArrivalAction, ArrivalPolicy, decide
from softphone.services.calls.call_predicates import (
    is_active,
    is_answered,
    is_being_set_up,
    is_heard,
    is_held,
    is_ringing,
    is_ringing_there,
    is_talking,
    ringing_by_leader,
)
from softphone.services.calls.confirmations import CallConfirmations
from softphone.services.calls.view_builder import (
    call_view,
    described,
    keep_s,
    ring_for,
    voicemail_uri,
)
from softphone.services.core.outcomes import Outcome, settled
from softphone.services.core.ports import CallClock, Engine, Spawn
from softphone.services.core.session_context import SessionContext
from softphone.services.core.signal import Signal
from softphone.services.journal.journal_service import JournalService
from softphone.services.state.calls import CallView
from softphone.services.state.groups import LeaderRef
from softphone.services.state.state_store import StateStore, one_change

DIAL_LIMIT_S = 60.0
"""Longer than an INVITE can stay unanswered (RFC 3261 timer B, 32 s), so the engine reports first."""
DTMF_REFUSAL_S = 0.3
"""Tens of times what the engine needs to refuse digits that the other side cannot take."""
BUSY = 486
"""The status the engine gives a call for which it has no place."""
NO_ROOM = frozenset({BUSY, 480})
"""480: too many calls a second."""
MOST_CLOSING = 4
DTMF_DIGITS = "0123456789*#ABCD"


class CallService:
    """Owns `AppState.calls`; every call that is over goes to the journal once."""

    def __init__(
        self,
        engine: Engine,
        clock: CallClock,
        spawn: Spawn,
        state: StateStore,
        journal: JournalService,
        context: SessionContext,
        ringtone_for: Callable[[str | None], Ringtone],
    ) -> None:
        self._engine, self._clock, self._spawn, self._state = engine, clock, spawn, state
        self._journal, self._context, self._ringtone_for = journal, context, ringtone_for
        self._confirmations = CallConfirmations(clock, spawn)
        self._calls: Calls = ()
        self._callers: dict[CallKey, CallerIdView] = {}
        self._keys = count(2, 2)
        self._labels: dict[CallKey, CallAnnotation] = {}
        self._leaders: dict[CallKey, LeaderRef] = {}
        self._answering: set[CallKey] = set()
        self.arrival_policies: tuple[ArrivalPolicy, ...] = ()
        self.conference: tuple[CallKey, ...] = ()
        self._lost = EngineStopped()
        self.ringing_changed = Signal[Mapping[str, CallView]]()

    @property
    def talking(self) -> bool:
        """Whether a conversation is active and not on hold; a further call then only signals call waiting."""
        return any(is_talking(call) for call in self._calls)

    @property
    def speaking(self) -> bool:
        return any(call.state is CallState.ACTIVE for call in self._calls)

    def refresh(self) -> None:
        """Describes the callers again after a change of the leaders or contacts."""
        context = self._context
        if context.portal() is None:
            return  # signing out: what is known of the calls stays
        for call in call_list.open_calls(self._calls):
            if call.key in self._callers:
                self._callers[call.key] = described(call.invite, context)
        self._publish()

    def on_event(self, event: Event) -> None:
        if isinstance(event, IncomingCall):
            self._make_room_for(event.key)
        elif isinstance(event, EngineLost):
            self._lost = EngineStopped(event.exit_code)
        elif isinstance(event, CallRerouted):
            self._state.notify("rerouted")
        self._clock.keep_steady(bool(self._calls) or isinstance(event, IncomingCall))
        before, self._calls = self._calls, call_list.reduce(self._calls, event, self._clock.now_s())
        if self._calls != before:
            self._after(event, before)
        self._confirmations.on_event(event)

    @one_change
    def dial(self, target: str) -> Outcome:
        key, outcome = self.place(target)
        call = self.find(key)
        if call is not None:
            self._state.update(last_dialled=call.dialled)
        return outcome

    def redial(self) -> Outcome:
        last = self._state.value.last_dialled
        return self.dial(last) if last else settled(NotPossibleNow(Obstacle.NOTHING_DIALLED))

    def place(
        self, target: str, label: CallAnnotation = NO_ANNOTATION, until_answered: bool = False
    ) -> tuple[CallKey, Outcome]:
        """The new call's key, and an outcome that settles when the other side rings or, if wanted, answers."""
        key = CallKey(next(self._keys))
        account = self._context.account()
        problem = self._cannot_dial()
        if problem is not None or account is None:
            return key, settled(problem or NotPossibleNow(Obstacle.SIGNED_OUT))
        cleaned = clean_dialled(target, account.region)
        if not isinstance(cleaned, str):
            return key, settled(cleaned)
        self.hold_others(key)
        self._labels[key] = label
        self._change(call_list.dialled(self._calls, key, cleaned, self._clock.now_s()))
        fits = is_answered if until_answered else is_ringing_there
        outcome = self._confirmations.expect(key, Dial, fits, self._why_not_through, DIAL_LIMIT_S)
        self._engine.send(Dial(key, dial_uri(cleaned, account.sip.domain)))
        self._write_ahead(())
        return key, outcome

    def handing_over(self, key: CallKey, under_way: bool) -> None:
        """Marks a call that ends by a transfer, so that the journal does not call it hung up."""
        self._change(call_list.handing_over(self._calls, key, under_way))

    def find(self, key: CallKey) -> Call | None:
        return call_list.find(self._calls, key)

    def closing(self) -> None:
        """The program is being closed while calls may ring."""
        self._change(call_list.closing(self._calls))

    @property
    def open(self) -> Calls:
        return call_list.open_calls(self._calls)

    def caller(self, key: CallKey) -> CallerIdView | None:
        return self._callers.get(key)

    def label(self, key: CallKey, **changes: Any) -> None:
        """Adds annotations to this call."""
        self._labels[key] = replace(self._labels.get(key, NO_ANNOTATION), **changes)
        self._publish()

    def ring(self, key: CallKey) -> None:
        """Rings for a call whose decision was postponed."""
        call = self.find(key)
        if call is not None and is_heard(call):
            self._ring(call)

    def talked_in(self, key: CallKey | None) -> Call | Problem:
        """The current conversation, or the active call with this key, held or not."""
        return self._first(key, Obstacle.NOT_ACTIVE, is_talking, is_active)

    def answer(self, key: CallKey | None = None) -> Outcome:
        call = self._ringing(key)
        if not isinstance(call, Call):
            return settled(call)
        self._answering.add(call.key)
        self.hold_others(call.key)
        self._engine.send(Answer(call.key))
        return self._confirmations.expect(call.key, Answer, lambda event: isinstance(event, CallAnswered))

    def reject(self, key: CallKey | None = None) -> Outcome:
        call = self._ringing(key)
        if not isinstance(call, Call):
            return settled(call)
        self._change(call_list.rejecting(self._calls, call.key))
        self._engine.send(Reject(call.key))
        return self._expect_end(call.key, Reject)

    def send_to_voicemail(self, key: CallKey) -> Outcome:
        call = self._ringing(key)
        if not isinstance(call, Call):
            return settled(call)
        uri = voicemail_uri(self._callers.get(call.key), self._context)
        if uri is None:
            return settled(NotPossibleNow(Obstacle.NO_VOICEMAIL))
        self._change(call_list.redirecting(self._calls, call.key))
        self._engine.send(Reject(call.key, 302, uri))
        return self._expect_end(call.key, Reject)

    def silence(self, key: CallKey | None = None) -> Outcome:
        """Without a key all that ring."""
        loud = [call for call in self._calls if is_ringing(call) and call.ring is not Ring.SILENT]
        chosen = [call for call in loud if key is None or call.key == key]
        if not chosen:
            return settled(self._misfit(key, Obstacle.NOT_RINGING))
        for call in chosen:
            self._engine.send(StopRinging(call.key))
            self._change(call_list.silenced(self._calls, call.key))
        return settled()

    def set_note(self, text: str, key: CallKey | None = None) -> Outcome:
        call = self._first(key, Obstacle.NOT_ACTIVE, is_talking, is_active, is_ringing, is_being_set_up)
        if not isinstance(call, Call):
            return settled(call)
        self.label(call.key, note=text.strip()[:LONGEST_NOTE])
        return settled()

    def hang_up(self, key: CallKey | None = None) -> Outcome:
        call = self._first(key, Obstacle.RINGING, is_talking, is_being_set_up, is_active)
        if not isinstance(call, Call):
            return settled(call)
        self._change(call_list.hanging_up(self._calls, call.key))
        self._engine.send(HangUp(call.key))
        return self._expect_end(call.key, HangUp)

    def hold(self, key: CallKey | None = None) -> Outcome:
        """Holds all calls of a conference together; so do `resume` and `set_muted`."""
        call = self._first(key, Obstacle.NOT_ACTIVE, is_talking)
        if not isinstance(call, Call):
            return settled(call)
        for key in self._partners(call.key):
            self._engine.send(Hold(key))
        return self._confirmations.expect(call.key, Hold, lambda e: isinstance(e, HoldChanged) and e.held_here)

    def resume(self, key: CallKey | None = None) -> Outcome:
        call = self._first(key, Obstacle.NOT_HELD, is_held)
        if not isinstance(call, Call):
            return settled(call)
        self.hold_others(call.key)
        for key in self._partners(call.key):
            self._engine.send(Resume(key))
        return self._confirmations.expect(call.key, Resume, lambda e: isinstance(e, HoldChanged) and not e.held_here)

    def set_muted(self, muted: bool, key: CallKey | None = None) -> Outcome:
        call = self._first(key, Obstacle.NOT_ACTIVE, is_talking, is_active)
        if not isinstance(call, Call):
            return settled(call)
        if call.muted is muted:
            return settled()
        for partner in self._partners(call.key):
            self._engine.send(SetMute(partner, muted))
        return self._confirmations.expect(
            call.key, SetMute, lambda event: isinstance(event, MuteChanged) and event.muted is muted
        )

    def send_dtmf(self, digits: str, key: CallKey | None = None) -> Outcome:
        """The engine confirms no digits: what it does not refuse at once counts as sent."""
        wanted = digits.upper()
        wrong = next((at for at, digit in enumerate(wanted) if digit not in DTMF_DIGITS), None)
        if not wanted or wrong is not None:
            return settled(NotANumber(digits, None if wrong is None else wrong + 1))
        call = self._first(key, Obstacle.NOT_ACTIVE, is_talking)
        if not isinstance(call, Call):
            return settled(call)
        self._engine.send(SendDtmf(call.key, wanted))
        return self._confirmations.expect(
            call.key, SendDtmf, lambda event: False, limit_s=DTMF_REFUSAL_S, at_limit=None
        )

    def _partners(self, key: CallKey) -> tuple[CallKey, ...]:
        """The calls that are held, resumed and muted together with this one."""
        return self.conference if key in self.conference else (key,)

    def _cannot_dial(self) -> Problem | None:
        account = self._context.account()
        if account is None:
            return NotPossibleNow(Obstacle.SIGNED_OUT)
        if not account.sip.user:
            return NotPossibleNow(Obstacle.NO_TELEPHONE)
        return None if self._state.value.engine_running else self._lost

    def _expect_end(self, key: CallKey, command: type[Reject] | type[HangUp]) -> Outcome:
        return self._confirmations.expect(key, command, lambda event: False, lambda ended: None)

    def hold_others(self, key: CallKey) -> None:
        """Puts other conversations on hold."""
        together = self._partners(key)
        for call in self._calls:
            if call.key not in (key, *together) and is_talking(call):
                self._engine.send(Hold(call.key))

    def _ringing(self, key: CallKey | None) -> Call | Problem:
        """The oldest, and one that is heard before one that is only shown."""
        return self._first(key, Obstacle.NOT_RINGING, is_heard, is_ringing)

    def _first(self, key: CallKey | None, why: Obstacle, *choices: Callable[[Call], bool]) -> Call | Problem:
        """The call with this key, or the oldest that fits the first choice, then the next; else why not."""
        for fits in choices:
            for call in self._calls:
                if fits(call) and key in (None, call.key):
                    return call
        return self._misfit(key, why)

    def _misfit(self, key: CallKey | None, why: Obstacle) -> Problem:
        known = any(key in (None, call.key) for call in call_list.open_calls(self._calls))
        return NotPossibleNow(why) if known else NoSuchCall(key)

    def _make_room_for(self, key: CallKey) -> None:
        """A new engine counts from the start: a call of the old one that is over must not hide the new one."""
        self._calls = tuple(call for call in self._calls if call.key != key or call.ended_at_s is None)

    def _after(self, event: Event, before: Calls) -> None:
        if any(is_talking(call) for call in before) and not self.talking:
            self._ring_aloud()
        if isinstance(event, IncomingCall):
            self._announce(event)
        self._hide_refused(event)
        self._publish()
        self._write_ahead(before)
        was_open = {call.key for call in call_list.open_calls(before)}
        for call in self._calls:
            if call.state is CallState.ENDED and call.key in was_open:
                self._finish(call)
        self._forget_oldest()

    def _hide_refused(self, event: Event) -> None:
        """A call that the engine refused for want of room is told by its row and notice, not by a card."""
        call = self.find(event.key) if isinstance(event, CallEnded) else None
        if call is not None and call.end is CallEnd.MISSED and call.intent is None and call.end_status in NO_ROOM:
            self._labels[call.key] = replace(self._label(call.key), unseen=True)

    def _forget_oldest(self) -> None:
        """Of many calls that end within seconds only the newest keep their closing words."""
        over = [call for call in self._calls if call.state is CallState.ENDED]
        for call in over[:-MOST_CLOSING]:
            self._forget(call)

    def _write_ahead(self, before: Calls) -> None:
        """Begins the journal rows of new and newly answered calls: a killed program leaves a trace of them."""
        known = {(call.key, call.state is CallState.ACTIVE) for call in call_list.open_calls(before)}
        for call in call_list.open_calls(self._calls):
            is_new = (call.key, call.state is CallState.ACTIVE) not in known
            if is_new and not self._label(call.key).hidden:
                self._journal.begin(self._view(call, self._context))

    def _announce(self, event: IncomingCall) -> None:
        context = self._context
        caller = described(event.invite, context)
        ring = ring_for(caller, context.roles())
        self._callers[event.key] = caller
        self._calls = call_list.ring_decided(self._calls, event.key, ring)
        call = call_list.find(self._calls, event.key)
        if call is not None:
            self._receive(call, caller)

    def _receive(self, call: Call, caller: CallerIdView) -> None:
        """The views are published once, after the decision."""
        decision = decide(self.arrival_policies, call, caller)
        self._labels[call.key] = replace(NO_ANNOTATION, **decision.annotations)
        match decision.action:
            case ArrivalAction.ANSWER:
                self.hold_others(call.key)
                self._engine.send(Answer(call.key))
            case ArrivalAction.RING if call.ring is not Ring.SILENT:
                self._ring(call, waiting=self.talking)
            case ArrivalAction.REFUSE:
                self._labels[call.key] = CallAnnotation(unseen=True)
                self._calls = call_list.turned_away(self._calls, call.key)
                self._engine.send(Reject(call.key))
            case ArrivalAction.QUIET:
                self._calls = call_list.silenced(self._calls, call.key)
            case ArrivalAction.ANNOUNCE:
                self.answer_announced(call.key)

    def answer_announced(self, key: CallKey) -> None:
        """Answers after a tone; the call is marked as answered automatically as long as it lasts."""
        call = self.find(key)
        if call is not None and is_ringing(call):
            self.label(key, answered_itself=True)
            self._answering.add(key)
            self._engine.send(Answer(key, announced=True))

    def _ring_aloud(self) -> None:
        """Rings for calls that only signalled call waiting, now that the conversation is over."""
        for call in self._calls:
            if is_heard(call) and not call.ring_silenced and call.key not in self._answering:
                self._engine.send(StopRinging(call.key))
                self._ring(call)

    def _ring(self, call: Call, waiting: bool = False) -> None:
        caller = self._callers.get(call.key)
        ringtone = self._ringtone_for(caller.leader_id if caller is not None else None)
        self._engine.send(StartRinging(call.key, call.ring, waiting, ringtone))

    def _finish(self, call: Call) -> None:
        if call.end is CallEnd.MISSED and call.end_status == BUSY and call.intent is None:
            self._state.notify("missed-busy", self._view(call, self._context).headline)
        if not self._label(call.key).hidden:
            self._journal.record(self._view(call, self._context))
        self._spawn(self._forget_later(call), f"forget call {call.key}")

    async def _forget_later(self, call: Call) -> None:
        await self._clock.sleep(keep_s(call))
        self._forget(call)

    def _forget(self, call: Call) -> None:
        if call in self._calls:
            self._callers.pop(call.key, None)
            self._labels.pop(call.key, None)
            self._leaders.pop(call.key, None)
            self._answering.discard(call.key)
            self._change(tuple(other for other in self._calls if other != call))

    def _change(self, calls: Calls) -> None:
        self._calls = calls
        self._publish()

    def _publish(self) -> None:
        context = self._context
        views = tuple(self._view(call, context) for call in self._calls if self._is_shown(call))
        self._clock.keep_steady(bool(self._calls))
        self._state.update(calls=views)
        self.ringing_changed.emit(ringing_by_leader(views))

    def _view(self, call: Call, context: SessionContext) -> CallView:
        caller = self._callers.get(call.key) if call.direction is Direction.INCOMING else None
        together = len(self._partners(call.key)) > 1
        view = call_view(call, caller, context, self._lost, self._label(call.key), self.talking, together)
        return self._with_leader(view, context)

    def _with_leader(self, view: CallView, context: SessionContext) -> CallView:
        """A call keeps its leader while the program signs out, which forgets the leaders first."""
        if view.leader is not None:
            self._leaders[view.key] = view.leader
        elif context.portal() is None:
            return replace(view, leader=self._leaders.get(view.key))
        return view

    def _is_shown(self, call: Call) -> bool:
        label = self._label(call.key)
        return not (label.hidden or label.unseen)

    def _label(self, key: CallKey) -> CallAnnotation:
        return self._labels.get(key, NO_ANNOTATION)

    def _why_not_through(self, ended: CallEnded) -> Problem:
        if ended.status < 300:
            return NotPossibleNow(Obstacle.HUNG_UP)
        return CallRefused(ended.status, ended.status_text, self._context.only_encrypted)
