"""Draws hand-over, identity and replies into PNG files beside the drawings: OUT_DIR [de|en] [dark]."""

import sys
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from softphone.domain.account.account import Language  # noqa: E402
from softphone.domain.executive.call_push import PushMethod, PushPhase  # noqa: E402
from softphone.domain.executive.leader_message import ReplyChoice  # noqa: E402
from softphone.domain.lines.line_state import LineState  # noqa: E402
from softphone.domain.numbers.feature_codes import DEFAULT_CODES  # noqa: E402
from softphone.domain.problems import PortalRefused  # noqa: E402
from softphone.domain.telephone.call import CallKey, CallState  # noqa: E402
from softphone.services.state.app_state import AppState  # noqa: E402
from softphone.services.state.calls import CallMessage, Delivery, HandoverView, IdentityView, NoteView, ReplyView  # noqa: E402
from softphone.ui.incoming.incoming_call_window import IncomingCallWindow  # noqa: E402
from softphone.ui.main_window.main_window import MainWindow  # noqa: E402
from softphone.ui.shell import i18n  # noqa: E402
from softphone.ui.theme.theme import theme  # noqa: E402
from softphone.ui.widgets.clock import ticker  # noqa: E402
from tests.samples import app_state as s  # noqa: E402
from tests.samples.actions import FakeActions  # noqa: E402
from tests.samples.groups import MUSTER, NOW_S, VORLAGE  # noqa: E402

NOTE = CallMessage("Dr. Lea Muster", "Bitte durchstellen.", NOW_S, ReplyChoice.THROUGH, MUSTER)


def with_lines() -> AppState:
    state = s.assistant_state()
    states = (LineState.FREE, LineState.FREE, LineState.IN_CALL, LineState.RINGING, None, LineState.FREE, None)
    groups = tuple(replace(g, line_state=line) for g, line in zip(state.groups, states, strict=True))
    return replace(state, groups=groups, feature_codes=DEFAULT_CODES)


def handed_over() -> AppState:
    state = with_lines()
    gone = replace(state.calls[1], headline="Notariat Niemand", detail="040 66969 512", on_behalf_of=MUSTER)
    handover = HandoverView(
        CallKey(3), MUSTER, PushMethod.PORTAL, PushPhase.PUSHING, gone, NOW_S - 7, NOW_S + 13, can_take_back=True,
        note=NoteView("Vertrag, heute noch", Delivery.READ),
    )  # fmt: skip
    calls = tuple(c for c in state.calls if c.key == 1)
    return replace(state, calls=calls, handovers=(handover,), identity=IdentityView(MUSTER, CallKey(9)))


def refused() -> AppState:
    state = with_lines()
    problem = PortalRefused(403, "Anrufübergabe nicht erlaubt")
    live = state.calls[1]
    handover = HandoverView(live.key, MUSTER, PushMethod.PORTAL, PushPhase.REFUSED, live, problem=problem)
    return replace(state, calls=(replace(live, message=NOTE),), handovers=(handover,), identity=None)


def recalled() -> AppState:
    state = with_lines()
    back = replace(state.calls[1], recalled_from=MUSTER)
    return replace(state, calls=(back,), identity=IdentityView(VORLAGE, problem=PortalRefused(403, "Nicht erlaubt")))


def card() -> AppState:
    state = with_lines()
    ringing = replace(state.calls[1], state=CallState.RINGING, answered_at_s=None, message=NOTE)
    return replace(state, calls=(replace(ringing, recalled_from=MUSTER, started_at_s=NOW_S - 9),))


def silent() -> AppState:
    reply = ReplyView(CallKey(7), ReplyChoice.TWO_MINUTES, Delivery.READ, ("Nele Probe",))
    return replace(s.leader_state(), replies=(reply,))


def save(window: QWidget, app: QApplication, file: Path, width: int, height: int) -> None:
    window.resize(width, height)
    window.show()
    for _ in range(30):
        app.processEvents()
    window.grab().save(str(file))
    window.close()


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
    for part, state in (
        ("over", handed_over()),
        ("refused", refused()),
        ("recalled", recalled()),
        ("silent", silent()),
    ):
        actions = FakeActions()
        actions.state.set(state)
        window = MainWindow(actions)
        if part == "over":
            window.leader_list.select_number(3)
        save(window, app, out / f"{part}-{name}.png", 1120, 720)
    actions = FakeActions()
    incoming = IncomingCallWindow(actions)
    actions.state.set(card())
    save(incoming, app, out / f"card-{name}.png", incoming.width(), incoming.height())


if __name__ == "__main__":
    main()
