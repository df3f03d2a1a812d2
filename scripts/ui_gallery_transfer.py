"""Draws passing calls on, several calls and conferences into PNG files: OUT_DIR [de|en] [dark]."""

import sys
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts.ui_gallery_handover import save, with_lines  # noqa: E402
from softphone.domain.calls import CallKey  # noqa: E402
from softphone.domain.problems import CallRefused  # noqa: E402
from softphone.domain.settings import Language  # noqa: E402
from softphone.domain.transfer import TransferKind, TransferPhase  # noqa: E402
from softphone.services.views import AppState, TransferView  # noqa: E402
from softphone.ui import i18n  # noqa: E402
from softphone.ui.main_window import MainWindow  # noqa: E402
from softphone.ui.theme import theme  # noqa: E402
from softphone.ui.ticker import ticker  # noqa: E402
from tests.unit.ui import sample_state as s  # noqa: E402


def asking(phase: TransferPhase) -> AppState:
    state = with_lines()
    live = state.calls[1]
    waits = replace(live, held_here=True)
    target = replace(
        live, key=CallKey(8), headline=s.MUSTER.name, detail="030 23125 410", answered_at_s=s.NOW_S - 7, message=None
    )
    transfer = TransferView(
        live.key, TransferKind.ASK, phase, waits, s.MUSTER.name, "030 23125 410", s.MUSTER, CallKey(8), True
    )
    talks = phase is TransferPhase.TALKING
    gone = phase is TransferPhase.TARGET_GONE
    problem = CallRefused(486, "Busy Here") if gone else None
    transfer = replace(transfer, can_connect=talks, can_take_back=True, problem=problem)
    calls = (waits,) if gone else (waits, target)
    return replace(state, calls=calls, transfers=(transfer,), handovers=(), identity=None)


def main() -> None:
    out, words = Path(sys.argv[1]), sys.argv[2:]
    language = Language.ENGLISH if "en" in words else Language.GERMAN
    app = QApplication(sys.argv[:1])
    theme().apply(app)
    if "dark" in words:
        theme().set_dark(True)
    i18n.install(app, language)
    ticker().set_clock(lambda: s.NOW_S)
    name = f"{language.value}{'-dark' if 'dark' in words else ''}"
    for part, state, width in (
        ("free", replace(with_lines(), identity=None), 1120),
        ("talking", asking(TransferPhase.TALKING), 1120),
        ("calling", asking(TransferPhase.CALLING), 700),
        ("busy", asking(TransferPhase.TARGET_GONE), 1120),
        ("narrow", asking(TransferPhase.TALKING), 360),
    ):
        actions = s.FakeActions()
        actions.state.set(state)
        window = MainWindow(actions)  # type: ignore[arg-type]
        save(window, app, out / f"transfer-{part}-{name}.png", width, 720)


if __name__ == "__main__":
    main()
