"""Do not disturb, and answering chosen callers by itself: what the user allowed, applied to every incoming call."""

from softphone.domain.calls.caller_id import CallerIdView
from softphone.domain.calls.incoming_policy import Arrival, Reception, ReceptionRules, answer_after_s, receive
from softphone.domain.options.table import (
    AUTO_ANSWER_NUMBERS,
    AUTO_ANSWER_WHEN_ASKED,
    DND,
    DND_LEADERS_RING,
    DND_MEANS,
    AnyOption,
)
from softphone.domain.telephone.call import Call, CallKey, InviteFacts, Ring
from softphone.services.calls.arrival_policies import ArrivalAction, Decision
from softphone.services.calls.call_service import CallService
from softphone.services.core.ports import Clock, Spawn
from softphone.services.core.session_context import SessionContext
from softphone.services.options.options_service import OptionsService
from softphone.services.state.state_store import StateStore

_RULES: tuple[AnyOption, ...] = (DND, DND_MEANS, DND_LEADERS_RING, AUTO_ANSWER_NUMBERS, AUTO_ANSWER_WHEN_ASKED)


class IncomingPolicyService:
    """Owns `AppState.reception`."""

    def __init__(
        self,
        clock: Clock,
        spawn: Spawn,
        options: OptionsService,
        state: StateStore,
        calls: CallService,
        context: SessionContext,
    ) -> None:
        self._clock, self._spawn, self._options, self._state = clock, spawn, options, state
        self._calls, self._context = calls, context
        for option in _RULES:
            options.subscribe(option, lambda _: self._on_rules())

    def _on_rules(self) -> None:
        options = self._options
        rules = ReceptionRules(
            dnd=options.value(DND),
            dnd_mode=options.value(DND_MEANS),
            dnd_leaders_ring=options.value(DND_LEADERS_RING),
            numbers=options.value(AUTO_ANSWER_NUMBERS),
            asked=options.value(AUTO_ANSWER_WHEN_ASKED),
        )
        if rules != self._state.value.reception:
            self._state.update(reception=rules)

    def decide(self, call: Call, caller: CallerIdView) -> Decision | None:
        """Neither do-not-disturb nor automatic answering applies to a leader's own silent copy.

        No call is answered automatically that did not come from the account's server.
        """
        if call.ring is Ring.SILENT:
            return None
        invite = call.invite or InviteFacts()
        asked = answer_after_s(invite.call_info, invite.alert_info, invite.answer_mode)
        after_s = None if invite.from_stranger else asked
        number = "" if invite.from_stranger else caller.number
        arrival = Arrival(number, caller.leader_id is not None, self._calls.talking, after_s)
        match receive(arrival, self._state.value.reception, self._context.region):
            case Reception.REFUSE:
                return Decision(ArrivalAction.REFUSE)
            case Reception.QUIET:
                return Decision(ArrivalAction.QUIET)
            case Reception.ANSWER if not after_s:
                return Decision(ArrivalAction.ANNOUNCE)
            case Reception.ANSWER:
                self._spawn(self._answer_later(call.key, after_s or 0.0), f"answer call {call.key}")
        return None

    async def _answer_later(self, key: CallKey, after_s: float) -> None:
        await self._clock.sleep(after_s)
        if not self._calls.talking:
            self._calls.answer_announced(key)
