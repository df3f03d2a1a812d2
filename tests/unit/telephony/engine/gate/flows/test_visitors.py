"""Callers other than the hop: one peer for an address, as many as the table holds."""

from softphone.domain.account.account import CallSource, SecurityAgreement, Transport
from softphone.telephony.engine.gate.flows.visitors import MOST_VISITORS, Visitors
from tests.unit.telephony.engine.gate.stage import FakeLine, VisitorFlow


class OpenLine(FakeLine):
    """Over an unconnected socket."""

    def __init__(self) -> None:
        super().__init__(Transport.UDP, SecurityAgreement.OFF)
        self.unconnected = VisitorFlow()

    @property
    def flow(self) -> VisitorFlow:
        return self.unconnected


def visitors() -> Visitors:
    return Visitors(lambda visitor, data: None, lambda: 1)


def test_an_address_is_one_visitor_and_its_answers_go_there() -> None:
    line, known = OpenLine(), visitors()
    first = known.over_datagrams(line, ("192.0.2.7", 5060))
    assert first is not None
    assert first is known.over_datagrams(line, ("192.0.2.7", 5060))
    assert first is not known.over_datagrams(line, ("192.0.2.7", 5061))
    assert not first.is_platform
    first.send(b"x")
    assert line.unconnected.out == [b"x"]


def test_a_line_without_a_flow_or_for_the_platform_alone_has_none() -> None:
    known = visitors()
    assert known.over_datagrams(FakeLine(Transport.UDP, SecurityAgreement.OFF), ("192.0.2.7", 1)) is None
    line = OpenLine()
    line.config = type(line.config)("f1", line.config.target, accepts=CallSource.PLATFORM)
    assert known.over_datagrams(line, ("192.0.2.7", 1)) is None


def test_the_oldest_goes_beyond_the_limit() -> None:
    line, known = OpenLine(), visitors()
    first = known.over_datagrams(line, ("192.0.2.7", 1))
    for port in range(2, MOST_VISITORS + 2):
        known.over_datagrams(line, ("192.0.2.7", port))
    assert known.over_datagrams(line, ("192.0.2.7", 1)) is not first
