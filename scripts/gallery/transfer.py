"""Draws passing calls on, several calls and conferences into PNG files: OUT_DIR [de|en] [dark]."""

import sys
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts.ui_gallery_handover import save, with_lines  # noqa: E402
from softphone.domain.account.account import Language  # noqa: E402
from softphone.domain.calls.incoming_policy import ReceptionRules  # noqa: E402
from softphone.domain.calls.transfer import TransferKind, TransferPhase  # noqa: E402
from softphone.domain.problems import CallRefused  # noqa: E402
from softphone.domain.telephone.call import CallKey, CallState  # noqa: E402
from softphone.services.state.app_state import AppState  # noqa: E402
from softphone.services.state.calls import TransferView  # noqa: E402
from softphone.ui.main_window.main_window import MainWindow  # noqa: E402
from softphone.ui.shell import i18n  # noqa: E402
from softphone.ui.theme.theme import theme  # noqa: E402
from softphone.ui.widgets.clock import ticker  # noqa: E402
from tests.samples.actions import FakeActions  # noqa: E402
from tests.samples.groups import MUSTER, NOW_S  # noqa: E402


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


def beside() -> AppState:
    """One spoken with, one on hold, one that knocks; nobody else may disturb."""
    state = with_lines()
    live = replace(state.calls[1], referred_by="Notariat Niemand", answered_itself=True)
    calls = (state.calls[0], live, replace(state.calls[2], waits=True))
    return replace(state, calls=calls, identity=None, reception=ReceptionRules(dnd=True))


def conference() -> AppState:
    state = with_lines()
    talks = (call for call in state.calls if call.state is CallState.ACTIVE)
    both = tuple(replace(call, in_conference=True, held_here=False) for call in talks)
    return replace(state, calls=both, identity=None, conference=tuple(call.key for call in both))


def main() -> None:
    out, words = Path(sys.argv[1]), sys.argv[2:]
    language = Language.ENGLISH if "en" in words else Language.GERMAN
    app = QApplication(sys.argv[:1])
    theme().apply(app)
    if "dark" in words:
        theme().set_dark(True)
    i18n.install(app, language)
    ticker().set_clock(lambda: NOW_S)
    name = f"{language.value}{'-dark' if 'dark' in words else ''}"
    for part, state, width in (
        ("free", replace(with_lines(), identity=None), 1120),
        ("talking", asking(TransferPhase.TALKING), 1120),
        ("calling", asking(TransferPhase.CALLING), 700),
        ("busy", asking(TransferPhase.TARGET_GONE), 1120),
        ("direct-outside", directly(waits_here=True), 1120),
        ("direct-colleague", directly(waits_here=False), 1120),
        ("direct-left", directly(waits_here=False, left=True), 960),
        ("beside", beside(), 1120),
        ("conference", conference(), 1120),
        ("beside-small", beside(), 700),
        ("narrow", asking(TransferPhase.TALKING), 360),
    ):
        actions = FakeActions()
        actions.state.set(state)
        window = MainWindow(actions)
        if "small" in part or part == "narrow":
            window.on_tab_chosen(1)
        save(window, app, out / f"transfer-{part}-{name}.png", width, 720)


if __name__ == "__main__":
    main()
