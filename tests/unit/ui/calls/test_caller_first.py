"""Who calls is painted in every place, in every name and number mode, however long the leader's name is."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from softphone.domain.calls.caller_id import LeaderIdentity
from softphone.domain.problems import EngineStopped
from softphone.domain.telephone.call import Call, CallEnd, CallKey, CallState, Direction, InviteFacts
from softphone.services.calls.view_builder import call_view, described
from softphone.services.core.session_context import SessionContext
from softphone.services.journal.journal_service import JournalService
from softphone.services.state.calls import CallView
from softphone.services.state.groups import LeaderRef
from softphone.services.state.state_store import StateStore
from softphone.ui.calls.call_strip import CallStrip
from softphone.ui.calls.compact_call_bar import CompactCallBar
from softphone.ui.incoming.incoming_call_window import IncomingCallWindow
from softphone.ui.incoming.incoming_row import IncomingRow
from softphone.ui.journal import journal_delegate
from softphone.ui.journal.recent_list import RecentList
from softphone.ui.leaders import leader_list_delegate
from softphone.ui.leaders.leader_list import LeaderList
from softphone.ui.shell.tray import Tray
from softphone.ui.text.call_text import call_summary
from softphone.ui.widgets.clock import ticker
from softphone.ui.widgets.lists import row_text
from tests.samples.actions import FakeActions
from tests.samples.calls import state_of
from tests.samples.groups import MUSTER, NOW_S, group
from tests.samples.services import FakeClock

LEADERS_NUMBER, CALLERS_NUMBER = "+493023125100", "+4915228817386"
SHOWN_NUMBER, SURNAME = "01522 8817386", "Mustermann"
LEADERS = (
    "Lea Muster",
    "Prof. Dr.-Ing. Maximiliane Muster",
    "Prof. Dr.-Ing. habil. Maximiliane Hohenstein-Wittelsbach-Muster",
)
MODES = ("{caller}", "{leader}", "{leader} – {caller}", "{caller} – {leader}")
CALLER = "Erika Mustermann"


def the_call(leader: LeaderRef, mode: str, number: str) -> CallView:
    """A call for `leader` as the program reads it from its INVITE."""
    identity = LeaderIdentity(leader.user_id, leader.name, (LEADERS_NUMBER,))
    context = SessionContext(leaders=lambda: (identity,), ref=lambda who: leader if who == leader.user_id else None)
    shown = mode.format(leader=leader.name, caller=CALLER)
    invite = InviteFacts(
        from_=f'"{shown}" <sip:{number}@pbx.example>;tag=1',
        to="<sip:anna@pbx.example>",
        diversion=(f"<sip:{leader.user_id}>;reason=unconditional",),
    )
    call = Call(CallKey(1), Direction.INCOMING, CallState.RINGING, NOW_S - 5, invite)
    return call_view(call, described(invite, context), context, EngineStopped())


@pytest.fixture(autouse=True)
def still_clock() -> None:
    ticker().set_clock(lambda: NOW_S)


@pytest.fixture(params=LEADERS, ids=("short", "long", "longest"))
def leader(request: pytest.FixtureRequest) -> LeaderRef:
    return replace(MUSTER, name=request.param)


@pytest.fixture(params=MODES)
def mode(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=(CALLERS_NUMBER, LEADERS_NUMBER), ids=("callers-number", "leaders-number"))
def call(leader: LeaderRef, mode: str, request: pytest.FixtureRequest) -> CallView:
    return the_call(leader, mode, request.param)


@pytest.fixture
def expected(call: CallView, mode: str) -> str:
    """The surname, where the mode gives none the number; where both are the leader's nobody knows who calls."""
    if "{caller}" in mode:
        return SURNAME
    return call.number or "Number not transmitted"


def names_a_leader_only(mode: str) -> bool:
    return "{caller}" not in mode


def test_the_strip_and_the_pinned_bar(qtbot: QtBot, call: CallView, expected: str) -> None:
    strip, bar = CallStrip(FakeActions()), CompactCallBar(FakeActions())
    for widget, width in ((strip, 360), (bar, 340)):
        qtbot.addWidget(widget)
        widget.resize(width, 90)
        widget.show()
    state = state_of(call)
    strip.show_call(call, state, NOW_S)
    bar.show_state(state)
    shown = (strip.caller.shown, bar.caller.shown)
    qtbot.waitUntil(lambda: all(expected.split()[-1] in text() for text in shown))


def test_the_card(qtbot: QtBot, call: CallView, expected: str, mode: str) -> None:
    told: list[tuple[str, str]] = []
    actions = FakeActions()
    window = IncomingCallWindow(actions, lambda title, text: told.append((title, text)))
    qtbot.addWidget(window)
    actions.state.set(state_of(call))
    qtbot.waitUntil(lambda: window.card.caller.width() > 0)
    painted = " ".join(window.card.caller.lines(window.card.caller.width()))
    if names_a_leader_only(mode):
        assert "Muster" in painted
        assert not call.number or window.card.number.text() == call.number
    else:
        assert expected in painted
    ((title, text),) = told
    assert expected in title
    assert expected in text
    row = IncomingRow(actions)
    qtbot.addWidget(row)
    row.resize(360, row.height())
    row.show_call(call, state_of(call), NOW_S)
    row.show()
    assert expected.split()[-1] in row.caller.shown()
    actions.state.set(state_of())


def test_title_and_tray(qtbot: QtBot, call: CallView, expected: str) -> None:
    tray = Tray(FakeActions())
    tray.show_state(state_of(call))
    assert expected in tray.icon.toolTip().splitlines()[0]
    assert call_summary(call, NOW_S) == f"{call.name or expected} is ringing"
    assert isinstance(tray.icon, QSystemTrayIcon)


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that the lists paint, shortened as on the screen."""
    texts: list[str] = []

    class Recorder(QPainter):
        def drawText(self, *args: Any) -> None:  # type: ignore[override]
            texts.append(str(args[-1]))

    def draw(painter: QPainter, *args: Any, **more: Any) -> int:
        picture = QImage(10, 10, QImage.Format.Format_RGB32)
        recorder = Recorder(picture)
        try:
            return row_text.draw_text(recorder, *args, **more)
        finally:
            recorder.end()

    for module in (journal_delegate, leader_list_delegate):
        monkeypatch.setattr(module, "draw_text", draw)
    return texts


def test_the_leaders_row(qtbot: QtBot, call: CallView, expected: str, painted: list[str]) -> None:
    assert call.leader is not None
    rows = LeaderList()
    qtbot.addWidget(rows)
    rows.resize(320, 200)
    caller = call.name or call.number or "?"
    rows.show_groups((replace(group(call.leader), ringing_caller=caller),), "")
    rows.show()
    qtbot.waitUntil(lambda: bool(painted))
    wanted = "Unknown caller" if caller == "?" else expected
    assert any(wanted in text for text in painted)


def test_the_journal(qtbot: QtBot, call: CallView, expected: str, painted: list[str]) -> None:
    state = StateStore()
    JournalService(state, FakeClock()).record(
        replace(call, state=CallState.ENDED, end=CallEnd.FAILED, ended_at_s=NOW_S)
    )
    recent = RecentList()
    qtbot.addWidget(recent)
    recent.resize(360, 300)
    recent.show_state(state.value)
    recent.show()
    qtbot.waitUntil(lambda: bool(painted))
    assert any(expected in text for text in painted)
