"""Registry of running calls and the most recent ended ones."""

import itertools
from collections import OrderedDict

from softphone.demo_pbx.sip.calls.call import Call
from softphone.demo_pbx.sip.calls.leg import CallerLeg, Leg, LegState
from softphone.demo_pbx.sip.calls.plan_run import Attempt
from softphone.demo_pbx.sip.calls.robots import RobotCallee
from softphone.demo_pbx.sip.calls.switchboard import Switchboard
from softphone.demo_pbx.sip.calls.transfer import TransferHandler

KEPT_CALLS = 200


class CallRegistry:
    """Opens calls and finds them by id, leg or ringing robot."""

    def __init__(self, board: Switchboard) -> None:
        self._board = board
        self._transfers = TransferHandler(board.endpoint, board, self.call_of)
        self._active: dict[str, Call] = {}
        self._past: OrderedDict[str, Call] = OrderedDict()
        self._numbers = itertools.count(1)
        board.busy = self._is_busy

    @property
    def transfers(self) -> TransferHandler:
        return self._transfers

    def open(self, caller: CallerLeg, attempt: Attempt) -> Call:
        call = self.prepare(caller, attempt)
        call.start()
        return call

    def prepare(self, caller: CallerLeg, attempt: Attempt) -> Call:
        """Registers a call without starting it."""
        call = Call(f"c{next(self._numbers)}", self._board, self._transfers, caller, attempt, self._changed)
        self._active[call.id] = call
        return call

    def active(self) -> list[Call]:
        return list(self._active.values())

    def find(self, call_id: str) -> Call | None:
        return self._active.get(call_id) or self._past.get(call_id)

    def call_of(self, leg: Leg) -> Call | None:
        return next((call for call in self._active.values() if leg in call.legs()), None)

    def ringing_robots(self, user: str) -> list[RobotCallee]:
        legs = [leg for call in self._active.values() for leg in call.legs()]
        return [leg for leg in legs if isinstance(leg, RobotCallee) and leg.party.user == user and leg.can_answer]

    def _is_busy(self, user: str) -> bool:
        legs = [leg for call in self._active.values() for leg in call.legs()]
        return any(leg.party.user == user and leg.state is LegState.UP for leg in legs)

    def _changed(self, call: Call) -> None:
        if call.ended and self._active.pop(call.id, None) is not None:
            self._past[call.id] = call
            while len(self._past) > KEPT_CALLS:
                self._past.popitem(last=False)
