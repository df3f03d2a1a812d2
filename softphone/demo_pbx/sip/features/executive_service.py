"""Executive service: push, call on behalf, retrieve, pick-up and bridge for assistants."""

from collections.abc import Iterator

from softphone.demo_pbx.model.plans import Caller, CallerClass
from softphone.demo_pbx.model.platform import Executive, Platform, User
from softphone.demo_pbx.model.telephony_port import CallActionError
from softphone.demo_pbx.sip.calls.call import Call
from softphone.demo_pbx.sip.calls.call_registry import CallRegistry
from softphone.demo_pbx.sip.calls.call_view import account_of
from softphone.demo_pbx.sip.calls.leg import Leg, LegState
from softphone.demo_pbx.sip.calls.plan_run import Attempt
from softphone.demo_pbx.sip.calls.sip_caller import SipCaller
from softphone.demo_pbx.sip.calls.switchboard import Switchboard
from softphone.demo_pbx.sip.calls.transfer import BlindTransfer
from softphone.demo_pbx.sip.features.bridge import Bridge
from softphone.demo_pbx.sip.features.call_push import CallPush
from softphone.demo_pbx.sip.features.click_to_dial import ClickToDial, ClickToDialLeg
from softphone.demo_pbx.sip.features.pick_up import PickUp
from softphone.demo_pbx.sip.transport.registrar import Registrar


class ExecutiveService:
    """Every refusal is a CallActionError."""

    def __init__(self, board: Switchboard, book: CallRegistry, registrar: Registrar) -> None:
        self._board, self._book, self._registrar = board, book, registrar

    @property
    def platform(self) -> Platform:
        return self._board.platform

    def push(self, user: User, call_id: str = "") -> None:
        """Without an id: the held executive call, else the active one."""
        found = [(call, leg) for call, leg in self._joined(user.name) if call_id in ("", call.id)]
        if call_id and not found:
            raise CallActionError(404, "Dieses Gespräch gibt es nicht.", "There is no such call.")
        mine = sorted(((call, leg) for call, leg in found if leg.executive), key=lambda pair: not pair[1].holding)
        if not mine:
            raise CallActionError(403, "Kein angenommener Anruf eines Leiters.", "No answered executive call.")
        call, leg = mine[0]
        leader = self.platform.users[leg.executive]
        executive = self.executive_for(user, leader)
        CallPush(self._board, call, leg, user, leader, executive).start()

    def on_behalf(self, assistant: User, leader: str, address: str) -> str:
        """The assistant's telephones ring first."""
        executive = self.leader_of(assistant, leader)
        identity = self._identity(assistant, executive)
        if not address:
            raise CallActionError(400, "Die Zielrufnummer fehlt.", "The address is missing.")
        legs = self._own_telephones(assistant, identity, executive)
        if not legs:
            raise CallActionError(409, "Es ist kein Telefon angemeldet.", "No telephone is registered.")
        call = self._book.prepare(legs[0], Attempt(identity, address, b""))
        ClickToDial(self._board, call, legs).start()
        return call.id

    def dial_on_behalf(self, caller: SipCaller, assistant: User, leader: User, target: str) -> None:
        caller.party = self._identity(assistant, leader)
        caller.executive = leader.name
        attempt = Attempt(caller.party, target, caller.remote_sdp, caller.content_type, caller.offer_fields)
        self._book.open(caller, attempt)

    def retrieve(self, caller: SipCaller, user: User, leader: User) -> None:
        call, leg = self._active_of(leader)
        caller.executive = "" if user is leader else leader.name
        self._book.transfers.take_place(caller, call, leg)

    def bridge(self, caller: SipCaller, user: User, leader: User) -> None:
        call, leg = self._active_of(leader)
        caller.executive = "" if user is leader else leader.name
        Bridge(self._board.endpoint, call, leg, caller).start()

    def pick_up(self, caller: SipCaller, user: User, extension: str) -> None:
        owner = self.platform.find(extension)
        if owner is None:
            raise CallActionError(404, "Diese Nummer gibt es nicht.", "Nobody has this number.")
        if owner.group != user.group:
            self.executive_for(user, owner)
        call = self._ringing_at(owner.name)
        caller.executive = owner.name if owner.executive is not None and owner is not user else ""
        if isinstance(call.transfer, CallPush | BlindTransfer):
            call.transfer.picked_up(caller)
        else:
            PickUp(self._board.endpoint, call, caller).start()

    def leader_of(self, user: User, text: str) -> User:
        """The leader that was named by user id, extension or number; without a name the only one it can be."""
        if text:
            leader = self.platform.find(text)
            if leader is None or leader.executive is None:
                raise CallActionError(404, "Diesen Leiter gibt es nicht.", "There is no such executive.")
            self.executive_for(user, leader)
            return leader
        own = [user] if user.executive is not None else self._leaders_of(user)
        if len(own) != 1:
            raise CallActionError(484, "Welcher Leiter?", "Which executive?")
        return own[0]

    def executive_for(self, user: User, leader: User) -> Executive:
        executive = leader.executive
        known = executive is not None and (
            user is leader or user.name in [link.user for link in executive.assistants]
        )
        if executive is None or not known:
            raise CallActionError(403, "Nicht erlaubt", "Not allowed")
        return executive

    def _leaders_of(self, user: User) -> list[User]:
        groups = [(leader, leader.executive) for leader in self.platform.users.values()]
        return [leader for leader, group in groups if group and user.name in [link.user for link in group.assistants]]

    def _identity(self, assistant: User, leader: User) -> Caller:
        return Caller(leader.display, leader.number or leader.extension, CallerClass.INTERNAL, assistant.name)

    def _own_telephones(self, assistant: User, identity: Caller, leader: User) -> list[ClickToDialLeg]:
        endpoint, aor = self._board.endpoint, self._board.aor(assistant.name)
        bindings = self._registrar.bindings(assistant.name)
        legs = [ClickToDialLeg(endpoint, identity, assistant.name, aor, binding) for binding in bindings]
        for leg in legs:
            leg.executive = leader.name
        return legs

    def _joined(self, user: str) -> Iterator[tuple[Call, Leg]]:
        """The user's legs in answered calls without an operation in progress."""
        for call in self._book.active():
            for leg in call.legs():
                peer = call.peer_of(leg)
                here = account_of(leg.party.user) == user and leg.state is LegState.UP
                if here and call.transfer is None and peer is not None and peer.state is LegState.UP:
                    yield call, leg

    def _active_of(self, leader: User) -> tuple[Call, Leg]:
        found = sorted(self._joined(leader.name), key=lambda pair: pair[1].holding)
        own = [(call, leg) for call, leg in found if not leg.executive]
        if not own:
            raise CallActionError(404, "Der Leiter führt kein Gespräch.", "The executive has no active call.")
        return own[0]

    def _ringing_at(self, name: str) -> Call:
        for call in self._book.active():
            ringing = [leg for leg in call.legs() if leg.state is LegState.RINGING and leg is not call.caller_leg]
            may = call.status != 200 or isinstance(call.transfer, CallPush | BlindTransfer)
            if may and any(account_of(leg.party.user) == name for leg in ringing):
                return call
        raise CallActionError(404, "Dort klingelt nichts.", "Nothing is ringing there.")
