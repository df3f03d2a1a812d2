"""Pictures of transfers, several calls and conferences."""

from dataclasses import replace
from functools import partial

from scripts.gallery import picture
from scripts.gallery.handover import main_window, with_lines
from softphone.domain.calls.incoming_policy import ReceptionRules
from softphone.domain.calls.transfer import TransferKind, TransferPhase
from softphone.domain.problems import CallRefused
from softphone.domain.telephone.call import CallKey, CallState
from softphone.services.state.app_state import AppState
from softphone.services.state.calls import TransferView
from tests.samples.groups import MUSTER, NOW_S


@picture("transfer-free", show=main_window)
def free() -> AppState:
    return replace(with_lines(), identity=None)


@picture("transfer-narrow", TransferPhase.TALKING, show=partial(main_window, width=360, tab=1))
@picture("transfer-busy", TransferPhase.TARGET_GONE, show=main_window)
@picture("transfer-calling", TransferPhase.CALLING, show=partial(main_window, width=700))
@picture("transfer-talking", TransferPhase.TALKING, show=main_window)
def asking(phase: TransferPhase) -> AppState:
    state = with_lines()
    live = state.calls[1]
    waits = replace(live, held_here=True)
    target = replace(
        live, key=CallKey(8), headline=MUSTER.name, detail="030 23125 410", answered_at_s=NOW_S - 7, message=None
    )
    transfer = TransferView(
        live.key, TransferKind.ASK, phase, waits, MUSTER.name, "030 23125 410", MUSTER, CallKey(8), True
    )
    talks = phase is TransferPhase.TALKING
    gone = phase is TransferPhase.TARGET_GONE
    problem = CallRefused(486, "Busy Here") if gone else None
    transfer = replace(transfer, can_connect=talks, can_take_back=True, problem=problem)
    calls = (waits,) if gone else (waits, target)
    return replace(state, calls=calls, transfers=(transfer,), handovers=(), identity=None)


@picture("transfer-direct-left", False, True, show=partial(main_window, width=960))
@picture("transfer-direct-colleague", False, show=main_window)
@picture("transfer-direct-outside", True, show=main_window)
def directly(waits_here: bool, left: bool = False) -> AppState:
    """To somebody outside, who is rung from here; or to a colleague, the call of ours over or not."""
    state = with_lines()
    live = replace(state.calls[1], held_here=waits_here)
    name = "0171 3920012" if waits_here else "451"
    target = replace(live, key=CallKey(8), state=CallState.DIALING, headline=name, answered_at_s=None, message=None)
    phase = TransferPhase.CALLING if waits_here else TransferPhase.CONNECTING
    transfer = TransferView(
        live.key, TransferKind.DIRECT, phase, live, name, "", None, CallKey(8) if waits_here else None, True
    )
    transfer = replace(transfer, can_take_back=True, left_at_s=NOW_S - 3 if left else None)
    calls = (live, target) if waits_here else () if left else (live,)
    return replace(state, calls=calls, transfers=(transfer,), handovers=(), identity=None)


@picture("transfer-beside-small", show=partial(main_window, width=700, tab=1))
@picture("transfer-beside", show=main_window)
def beside() -> AppState:
    """One spoken with, one on hold, one that knocks; nobody else may disturb."""
    state = with_lines()
    live = replace(state.calls[1], referred_by="Notariat Niemand", answered_itself=True)
    calls = (state.calls[0], live, replace(state.calls[2], waits=True))
    return replace(state, calls=calls, identity=None, reception=ReceptionRules(dnd=True))


@picture("transfer-conference", show=main_window)
def conference() -> AppState:
    state = with_lines()
    talks = (call for call in state.calls if call.state is CallState.ACTIVE)
    both = tuple(replace(call, in_conference=True, held_here=False) for call in talks)
    return replace(state, calls=both, identity=None, conference=tuple(call.key for call in both))
