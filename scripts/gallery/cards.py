"""Pictures of the call windows with invented calls."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from scripts.gallery import picture
from softphone.domain.executive.settings import AlertingMode
from softphone.domain.problems import CallRefused
from softphone.domain.telephone.call import CallEnd, CallState, Direction, Quality, Ring
from softphone.services.state.app_state import AppState
from softphone.ui.calls.call_panel import CallPanel
from softphone.ui.calls.call_strip import CallStrip
from softphone.ui.calls.compact_call_bar import CompactCallBar
from softphone.ui.incoming.incoming_call_window import IncomingCallWindow
from softphone.ui.incoming.silent_card_window import SilentCardWindow
from softphone.ui.incoming.silent_panel import SilentPanel
from tests.samples import calls as f
from tests.samples import groups as sample_groups
from tests.samples.actions import FakeActions
from tests.samples.groups import BEISPIEL, ENTWURF, MUSTER, NOW_S, VERSUCH

FILE = "{language}-{theme}-{scale}-{name}"
StateWidget = SilentPanel | CallPanel | CompactCallBar


def floating(make: Callable[[FakeActions], QWidget], state: AppState) -> QWidget:
    actions = FakeActions()
    window = make(actions)
    actions.state.set(state)
    return window


def embedded(make: Callable[[FakeActions], StateWidget], width: int, margins: int, state: AppState) -> QWidget:
    frame, widget = QWidget(), make(FakeActions())
    column = QVBoxLayout(frame)
    column.setContentsMargins(margins, margins, margins, margins)
    column.addWidget(widget)
    column.addStretch(1)
    frame.setFixedSize(width, 560)
    frame.show()
    widget.show_state(state)
    if isinstance(widget, CallPanel) and state.calls:
        open_everything(widget.strips[state.calls[1].key])
    return frame


def open_everything(strip: CallStrip) -> None:
    if not strip.controls.isHidden():
        strip.controls.quality.setChecked(True)
        strip.controls.pad.setChecked(True)


@picture("card-one", show=partial(floating, IncomingCallWindow), file=FILE)
def one_call() -> AppState:
    return f.state_of(f.ringing(1, "Erika Mustermann", "0152 28817386", MUSTER, 18))


@picture("card-three", show=partial(floating, IncomingCallWindow), file=FILE)
def three_calls() -> AppState:
    return f.state_of(
        f.ringing(1, "Notariat Niemand", "040 66969 512", ENTWURF, 7, can_send_to_voicemail=True),
        f.ringing(3, "Hotel Wolkenheim", "0221 4710 100", BEISPIEL, 6),
        f.ringing(5, "0221 4710 233", "", VERSUCH, 3),
        f.ringing(7, "", "", None, 2),
    )


@picture("card-hard", show=partial(floating, IncomingCallWindow), file=FILE)
def hard_cases() -> AppState:
    name = "Prof. Dr. Maximiliane Musterfrau-Beispielhausen – Erika Mustermann-Ottenhofen von und zu Nirgendwo"
    return f.state_of(f.ringing(1, name, "+49 30 23125 41012345", None, 75, ring_silenced=True))


@picture("card-scripts", show=partial(floating, IncomingCallWindow), file=FILE)
def other_scripts() -> AppState:
    """Right to left, and signs that few fonts have."""
    return f.state_of(
        f.ringing(1, "شركة المثال الطويلة 030", "+49 30 23125 433", MUSTER, 4),
        f.ringing(3, "📞 Büro Muster 🎉", "0221 4710 100", BEISPIEL, 2),
    )


@picture("card-closing", show=partial(floating, IncomingCallWindow), file=FILE)
def closing() -> AppState:
    over = f.ended(1, CallEnd.ANSWERED_ELSEWHERE)
    return f.state_of(over, f.ringing(3, "Hotel Wolkenheim", "0221 4710 100", BEISPIEL, 6))


@picture("silent-panel", show=partial(embedded, SilentPanel, 680, 0), file=FILE)
@picture("silent-float", show=partial(floating, SilentCardWindow), file=FILE)
def silent() -> AppState:
    call = f.ringing(1, "Notariat Niemand", "040 66969 512", None, 24, ring=Ring.SILENT)
    return f.state_of(call, own_group=sample_groups.own_group(AlertingMode.SEQUENTIAL))


@picture("bar", show=partial(embedded, CompactCallBar, 360, 0), file=FILE)
@picture("panel-calls", show=partial(embedded, CallPanel, 496, 16), file=FILE)
def conversations() -> AppState:
    quality = Quality(0.2, 4.0, 38.0, 4.3, "G.722", True)
    return f.state_of(
        f.talking(1, "Max Theater", "030 23125 100", BEISPIEL, 300, held_here=True),
        f.talking(3, "Erika Mustermann", "0152 28817386", MUSTER, 252, quality=quality),
        f.ringing(5, "Notariat Niemand", "040 66969 512", ENTWURF, 6),
    )


@picture("panel-calls2", show=partial(embedded, CallPanel, 496, 16), file=FILE)
def more_conversations() -> AppState:
    dialing = f.ringing(2, "Sina Fiktiv", "030 23125 433", None, 3, state=CallState.REMOTE_RINGING)
    dialing = type(dialing)(**{n: getattr(dialing, n) for n in dialing.__slots__} | {"direction": Direction.OUTGOING})
    return f.state_of(
        dialing,
        f.talking(3, "Erika Mustermann", "0152 28817386", MUSTER, 252, muted=True, held_there=True),
        f.ended(5, CallEnd.HUNG_UP_THERE, answered_at_s=NOW_S - 60),
        f.ended(7, CallEnd.FAILED, leader=None, problem=CallRefused(486, "Busy Here")),
    )


@picture("panel-empty", show=partial(embedded, CallPanel, 496, 16), file=FILE)
def no_calls() -> AppState:
    return AppState()
