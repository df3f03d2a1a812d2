"""Opens a page or a program for a caller: when it rings, when it is answered, or at a click."""

import logging

from softphone.domain.calls.caller_page import CallerFacts, OpenAt, page_for, program_for
from softphone.domain.options.table import CALLER_PAGE, CALLER_PROGRAM, OPEN_FOR_CALLER
from softphone.domain.problems import NotPossibleNow, Obstacle, Problem
from softphone.domain.telephone.call import CallKey, CallState, Direction, Ring
from softphone.domain.telephone.events import CallAnswered, CallEnded, EngineLost, Event, IncomingCall
from softphone.services.calls.call_service import CallService
from softphone.services.core.outcomes import Outcome, settled
from softphone.services.core.ports import SystemOpener
from softphone.services.options.options_service import OptionsService
from softphone.services.state.calls import CallView
from softphone.services.state.state_store import StateStore

log = logging.getLogger(__name__)


class CallerPageService:
    """Opens once a call by itself, and never for a call that did not come from the account's server."""

    def __init__(self, options: OptionsService, state: StateStore, calls: CallService) -> None:
        self._options, self._state, self._calls = options, state, calls
        self._opener: SystemOpener | None = None
        self._opened: set[CallKey] = set()

    def use(self, opener: SystemOpener) -> None:
        self._opener = opener

    def open(self, key: CallKey | None = None) -> Outcome:
        """Without a key for the newest call."""
        shown = [view for view in self._state.value.calls if key in (None, view.key)]
        return settled(self._open(shown[-1]) if shown else NotPossibleNow(Obstacle.NOT_ACTIVE))

    def on_event(self, event: Event) -> None:
        match event:
            case IncomingCall(key):
                self._open_by_itself(key, OpenAt.RINGING)
            case CallAnswered(key):
                self._open_by_itself(key, OpenAt.ANSWERED)
            case CallEnded(key):
                self._opened.discard(key)
            case EngineLost():
                self._opened.clear()
            case _:
                pass

    def _open_by_itself(self, key: CallKey, now: OpenAt) -> None:
        view = next((view for view in self._state.value.calls if view.key == key), None)
        wanted = self._options.value(OPEN_FOR_CALLER) is now and key not in self._opened
        if view is None or not wanted or not self._may_open(view):
            return
        self._opened.add(key)
        problem = self._open(view)
        if problem is not None:
            self._state.notify("caller-page-failed")

    def _may_open(self, view: CallView) -> bool:
        call = self._calls.find(view.key)
        from_stranger = call is not None and call.invite is not None and call.invite.from_stranger
        rings_here = view.direction is Direction.INCOMING and view.ring is not Ring.SILENT
        is_call = rings_here if view.state is CallState.RINGING else view.state is CallState.ACTIVE
        return is_call and bool(view.name or view.number) and not from_stranger

    def _open(self, view: CallView) -> Problem | None:
        page, program = self._options.value(CALLER_PAGE), self._options.value(CALLER_PROGRAM)
        if self._options.value(OPEN_FOR_CALLER) is OpenAt.NEVER or not (page or program):
            return NotPossibleNow(Obstacle.NO_CALLER_PAGE)
        if self._opener is None:
            return NotPossibleNow(Obstacle.CALLER_PAGE_FAILED)
        facts = _facts(view)
        try:
            if page:
                self._opener.open_page(page_for(page, facts))
            if program:
                self._opener.run_program(program_for(program, facts))
        except OSError as error:
            log.info("nothing was opened for the caller: %s", error.strerror)
            return NotPossibleNow(Obstacle.CALLER_PAGE_FAILED)
        return None


def _facts(view: CallView) -> CallerFacts:
    leader = view.on_behalf_of or view.leader
    return CallerFacts(
        number=view.public_number or view.number,
        name=view.name if view.name != view.number else "",
        leader=leader.name if leader is not None else "",
        incoming=view.direction is Direction.INCOMING,
    )
