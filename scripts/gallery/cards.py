"""Draws the call windows with invented calls into PNG files beside the drawings: OUT_DIR [de|en] [dark]."""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from softphone.domain.account.account import Language  # noqa: E402
from softphone.domain.executive.settings import AlertingMode  # noqa: E402
from softphone.domain.problems import CallRefused  # noqa: E402
from softphone.domain.telephone.call import CallEnd, CallState, Direction, Quality, Ring  # noqa: E402
from softphone.services.state.app_state import AppState  # noqa: E402
from softphone.ui.calls.call_panel import CallPanel  # noqa: E402
from softphone.ui.calls.call_strip import CallStrip  # noqa: E402
from softphone.ui.calls.compact_call_bar import CompactCallBar  # noqa: E402
from softphone.ui.incoming.incoming_call_window import IncomingCallWindow  # noqa: E402
from softphone.ui.incoming.silent_card_window import SilentCardWindow  # noqa: E402
from softphone.ui.incoming.silent_panel import SilentPanel  # noqa: E402
from softphone.ui.shell import i18n  # noqa: E402
from softphone.ui.theme.theme import theme  # noqa: E402
from softphone.ui.widgets.clock import ticker  # noqa: E402
from tests.samples import calls as f  # noqa: E402
from tests.samples import groups as sample_groups  # noqa: E402
from tests.samples.actions import FakeActions  # noqa: E402
from tests.samples.groups import BEISPIEL, ENTWURF, MUSTER, NOW_S, VERSUCH  # noqa: E402


def one_call() -> AppState:
    return f.state_of(f.ringing(1, "Erika Mustermann", "0152 28817386", MUSTER, 18))


def three_calls() -> AppState:
    return f.state_of(
        f.ringing(1, "Notariat Niemand", "040 66969 512", ENTWURF, 7, can_send_to_voicemail=True),
        f.ringing(3, "Hotel Wolkenheim", "0221 4710 100", BEISPIEL, 6),
        f.ringing(5, "0221 4710 233", "", VERSUCH, 3),
        f.ringing(7, "", "", None, 2),
    )


def hard_cases() -> AppState:
    name = "Prof. Dr. Maximiliane Musterfrau-Beispielhausen – Erika Mustermann-Ottenhofen von und zu Nirgendwo"
    return f.state_of(f.ringing(1, name, "+49 30 23125 41012345", None, 75, ring_silenced=True))


def other_scripts() -> AppState:
    """Right to left, and signs that few fonts have."""
    return f.state_of(
        f.ringing(1, "شركة المثال الطويلة 030", "+49 30 23125 433", MUSTER, 4),
        f.ringing(3, "📞 Büro Muster 🎉", "0221 4710 100", BEISPIEL, 2),
    )


def closing() -> AppState:
    over = f.ended(1, CallEnd.ANSWERED_ELSEWHERE)
    return f.state_of(over, f.ringing(3, "Hotel Wolkenheim", "0221 4710 100", BEISPIEL, 6))


def silent() -> AppState:
    call = f.ringing(1, "Notariat Niemand", "040 66969 512", None, 24, ring=Ring.SILENT)
    return f.state_of(call, own_group=sample_groups.own_group(AlertingMode.SEQUENTIAL))


def conversations() -> AppState:
    quality = Quality(0.2, 4.0, 38.0, 4.3, "G.722", True)
    return f.state_of(
        f.talking(1, "Max Theater", "030 23125 100", BEISPIEL, 300, held_here=True),
        f.talking(3, "Erika Mustermann", "0152 28817386", MUSTER, 252, quality=quality),
        f.ringing(5, "Notariat Niemand", "040 66969 512", ENTWURF, 6),
    )


def more_conversations() -> AppState:
    dialing = f.ringing(2, "Sina Fiktiv", "030 23125 433", None, 3, state=CallState.REMOTE_RINGING)
    dialing = type(dialing)(**{n: getattr(dialing, n) for n in dialing.__slots__} | {"direction": Direction.OUTGOING})
    return f.state_of(
        dialing,
        f.talking(3, "Erika Mustermann", "0152 28817386", MUSTER, 252, muted=True, held_there=True),
        f.ended(5, CallEnd.HUNG_UP_THERE, answered_at_s=NOW_S - 60),
        f.ended(7, CallEnd.FAILED, leader=None, problem=CallRefused(486, "Busy Here")),
    )


StateWidget = SilentPanel | CallPanel | CompactCallBar


def shoot(widget: QWidget, path: Path, app: QApplication, background: bool = False) -> None:
    for _ in range(6):
        app.processEvents()
    shot = widget.grab()
    if background:
        canvas = QPixmap(shot.size())
        canvas.setDevicePixelRatio(shot.devicePixelRatio())
        canvas.fill(QColor("#E9EDEB") if not theme().dark else QColor("#101413"))
        painter = QPainter(canvas)
        painter.drawPixmap(0, 0, shot)
        painter.end()
        shot = canvas
    shot.save(str(path))


def floating(make: Callable[[FakeActions], QWidget], state: AppState, path: Path, app: QApplication) -> None:
    actions = FakeActions()
    window = make(actions)
    actions.state.set(state)
    shoot(window, path, app, background=True)
    window.hide()


def embedded(widget: StateWidget, state: AppState, width: int, margins: int, path: Path, app: QApplication) -> None:
    frame = QWidget()
    column = QVBoxLayout(frame)
    column.setContentsMargins(margins, margins, margins, margins)
    column.addWidget(widget)
    column.addStretch(1)
    frame.setFixedSize(width, 560)
    frame.show()
    widget.show_state(state)
    if isinstance(widget, CallPanel) and state.calls:
        open_everything(widget.strips[state.calls[1].key])
    shoot(frame, path, app)
    frame.hide()


def open_everything(strip: CallStrip) -> None:
    if not strip.controls.isHidden():
        strip.controls.quality.setChecked(True)
        strip.controls.pad.setChecked(True)


def main() -> None:
    out, language, dark = Path(sys.argv[1]), "en" if "en" in sys.argv else "de", "dark" in sys.argv
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    theme().set_dark(dark)
    theme().apply(app)
    i18n.install(app, Language(language))
    ticker().set_clock(lambda: NOW_S)
    tag = f"{language}-{'dark' if dark else 'light'}-{round(app.devicePixelRatio() * 100)}"
    for name, state in (
        ("one", one_call()),
        ("three", three_calls()),
        ("hard", hard_cases()),
        ("scripts", other_scripts()),
        ("closing", closing()),
    ):
        floating(lambda a: IncomingCallWindow(a), state, out / f"{tag}-card-{name}.png", app)
    floating(lambda a: SilentCardWindow(a), silent(), out / f"{tag}-silent-float.png", app)
    embedded(SilentPanel(FakeActions()), silent(), 680, 0, out / f"{tag}-silent-panel.png", app)
    for name, state in (("calls", conversations()), ("calls2", more_conversations()), ("empty", AppState())):
        embedded(CallPanel(FakeActions()), state, 496, 16, out / f"{tag}-panel-{name}.png", app)
    embedded(CompactCallBar(FakeActions()), conversations(), 360, 0, out / f"{tag}-bar.png", app)


if __name__ == "__main__":
    main()
