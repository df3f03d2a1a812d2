"""The gate's tables: bounded, and swept."""

from typing import cast

from softphone.telephony.engine.gate.flows.line import NetworkPeer
from softphone.telephony.engine.gate.tables import (
    ENDED_DIALOG_S,
    INVITE_S,
    MOST_DIALOGS,
    TRANSACTION_S,
    UNCONFIRMED_DIALOG_S,
    DialogTable,
    GateDialog,
    MergeKey,
    ReceivedRequest,
    ReceivedTable,
    SentRequest,
    SentTable,
)
from softphone.telephony.engine.gate.wire.message import WireMessage

LINE = cast("NetworkPeer", object())


def sent(number: int, method: str = "INVITE", status: int = 0) -> SentRequest:
    return SentRequest(f"in{number}", method, LINE, WireMessage(), 0, frozenset(), 0.0, status)


def received(number: int, method: str = "INVITE", status: int = 0) -> ReceivedRequest:
    merge = MergeKey("l", f"c{number}", "f", 1, method)
    key = (f"b{number}", "h", 1, f"c{number}")
    return ReceivedRequest(key, merge, [], [], "", "", LINE, False, 0.0, status)


def dialog(number: int, confirmed: bool = False, ended_s: float | None = None, used_s: float = 0.0) -> GateDialog:
    return GateDialog(f"d{number}", LINE, (f"c{number}", "t"), [], {}, confirmed, ended_s, used_s)


def test_the_oldest_request_goes_with_all_that_leads_to_it() -> None:
    out, into = SentTable(most=2), ReceivedTable(most=2)
    for number in range(3):
        out.put(f"out{number}", sent(number))
        into.put(f"in{number}", received(number))
    assert (len(out), len(into)) == (2, 2)
    assert (out.find("out0"), out.branch_of("in0")) == (None, None)
    first = received(0)
    assert (into.find("in0"), into.branch_of(first.key), into.first_of(first.merge)) == (None, None, None)
    assert out.branch_of("in2") == "out2"


def test_an_invite_may_ring_long_and_all_else_ends_with_its_transaction() -> None:
    out, into = SentTable(), ReceivedTable()
    for number, (method, status) in enumerate([("INVITE", 180), ("INVITE", 200), ("BYE", 0)]):
        out.put(f"out{number}", sent(number, method, status))
        into.put(f"in{number}", received(number, method, status))
    out.sweep(TRANSACTION_S + 1)
    into.sweep(TRANSACTION_S + 1)
    assert (out.find("out0") is not None, len(out), len(into)) == (True, 1, 1)
    out.sweep(INVITE_S + 1)
    into.sweep(INVITE_S + 1)
    assert (len(out), len(into), out.branch_of("in0"), into.branch_of(received(0).key)) == (0, 0, None, None)


def test_unanswered_requests_of_a_line() -> None:
    table = SentTable()
    for number, (method, status) in enumerate([("INVITE", 0), ("INVITE", 100), ("INVITE", 180), ("ACK", 0)]):
        table.put(f"out{number}", sent(number, method, status))
    assert [request.inner_branch for request in table.unanswered(LINE)] == ["in0", "in1"]
    assert not list(table.unanswered(cast("NetworkPeer", object())))


def test_dialogs_end_after_their_end_or_unconfirmed_and_never_while_they_run() -> None:
    table = DialogTable()
    for number, one in enumerate([dialog(0, True), dialog(1, True, 10.0), dialog(2)]):
        table.put(one)
        assert table.find(f"c{number}", "t") is table.by_token(f"d{number}") is one
    table.sweep(10.0 + ENDED_DIALOG_S + 1)
    assert [table.by_token(f"d{n}") is not None for n in range(3)] == [True, False, True]
    table.sweep(UNCONFIRMED_DIALOG_S + 1)
    table.sweep(1e9)
    assert (len(table), table.find("c2", "t"), table.find("c0", "t") is not None) == (1, None, True)


def test_a_full_table_drops_unconfirmed_dialogs_before_running_ones() -> None:
    table = DialogTable()
    running = dialog(0, confirmed=True)
    table.put(running)
    for number in range(1, MOST_DIALOGS + 50):
        table.put(dialog(number, used_s=number))
    assert len(table) == MOST_DIALOGS
    assert table.find("c0", "t") is running
