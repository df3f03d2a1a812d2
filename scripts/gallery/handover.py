"""Pictures of hand-over, identity and replies."""

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from scripts.gallery import picture
from softphone.domain.executive.call_push import PushMethod, PushPhase
from softphone.domain.executive.leader_message import ReplyChoice
from softphone.domain.lines.line_state import LineState
from softphone.domain.numbers.feature_codes import DEFAULT_CODES
from softphone.domain.problems import PortalRefused
from softphone.domain.telephone.call import CallKey, CallState
from softphone.services.state.app_state import AppState
from softphone.services.state.calls import CallMessage, Delivery, HandoverView, IdentityView, NoteView, ReplyView
from softphone.ui.incoming.incoming_call_window import IncomingCallWindow
from softphone.ui.main_window.main_window import MainWindow
from tests.samples import app_state as s
from tests.samples.actions import FakeActions
from tests.samples.groups import MUSTER, NOW_S, VORLAGE

NOTE = CallMessage("Dr. Lea Muster", "Bitte durchstellen.", NOW_S, ReplyChoice.THROUGH, MUSTER)


def main_window(state: AppState, width: int = 1120, leader: int = 0, tab: int = 0) -> QWidget:
    """The main window over `state`; a leader's row or a tab chosen where its number is given."""
    actions = FakeActions()
    actions.state.set(state)
    window = MainWindow(actions)
    if leader:
        window.leader_list.select_number(leader)
    if tab:
        window.on_tab_chosen(tab)
    window.resize(width, 720)
    return window


def incoming(state: AppState) -> QWidget:
    actions = FakeActions()
    window = IncomingCallWindow(actions)
    actions.state.set(state)
    return window


def with_lines() -> AppState:
    state = s.assistant_state()
    states = (LineState.FREE, LineState.FREE, LineState.IN_CALL, LineState.RINGING, None, LineState.FREE, None)
    groups = tuple(replace(g, line_state=line) for g, line in zip(state.groups, states, strict=True))
    return replace(state, groups=groups, feature_codes=DEFAULT_CODES)


@picture("over", show=partial(main_window, leader=3))
def handed_over() -> AppState:
    state = with_lines()
    gone = replace(state.calls[1], headline="Notariat Niemand", detail="040 66969 512", on_behalf_of=MUSTER)
    handover = HandoverView(
        CallKey(3), MUSTER, PushMethod.PORTAL, PushPhase.PUSHING, gone, NOW_S - 7, NOW_S + 13, can_take_back=True,
        note=NoteView("Vertrag, heute noch", Delivery.READ),
    )  # fmt: skip
    calls = tuple(c for c in state.calls if c.key == 1)
    return replace(state, calls=calls, handovers=(handover,), identity=IdentityView(MUSTER, CallKey(9)))


@picture("refused", show=main_window)
def refused() -> AppState:
    state = with_lines()
    problem = PortalRefused(403, "Anrufübergabe nicht erlaubt")
    live = state.calls[1]
    handover = HandoverView(live.key, MUSTER, PushMethod.PORTAL, PushPhase.REFUSED, live, problem=problem)
    return replace(state, calls=(replace(live, message=NOTE),), handovers=(handover,), identity=None)


@picture("recalled", show=main_window)
def recalled() -> AppState:
    state = with_lines()
    back = replace(state.calls[1], recalled_from=MUSTER)
    return replace(state, calls=(back,), identity=IdentityView(VORLAGE, problem=PortalRefused(403, "Nicht erlaubt")))


@picture("card", show=incoming)
def card() -> AppState:
    state = with_lines()
    ringing = replace(state.calls[1], state=CallState.RINGING, answered_at_s=None, message=NOTE)
    return replace(state, calls=(replace(ringing, recalled_from=MUSTER, started_at_s=NOW_S - 9),))


@picture("silent", show=main_window)
def silent() -> AppState:
    reply = ReplyView(CallKey(7), ReplyChoice.TWO_MINUTES, Delivery.READ, ("Nele Probe",))
    return replace(s.leader_state(), replies=(reply,))
