"""The OPTIONS ping on our flow: sent among our own requests, answered within a limit."""

from collections.abc import Callable

from softphone.domain.account.account import Transport
from softphone.domain.account.server_list import Server
from softphone.telephony.engine.registration.options_ping import LIMIT_S, OptionsPing
from softphone.telephony.engine.registration.server_lookup import ProbeTarget

SERVER = Server("192.0.2.1", 5061)
OVER_TLS, OVER_UDP = ProbeTarget(SERVER, Transport.TLS), ProbeTarget(SERVER, Transport.UDP)


class Apart:
    """A stand-in for the separate socket, over UDP."""

    def __init__(self) -> None:
        self.asked: list[ProbeTarget] = []

    def probe(self, target: ProbeTarget, done: Callable[[bool], None]) -> None:
        self.asked.append(target)
        done(True)


class Bench:
    """`sent`: how often the flow was asked."""

    def __init__(self, can_send: bool = True) -> None:
        self.sent = 0
        self.told: list[bool] = []
        self._can_send = can_send
        self.probe = OptionsPing(Apart(), self._ask)
        self.probe.tick(100.0)

    def ask_about(self, target: ProbeTarget) -> None:
        self.probe.probe(target, self.told.append)

    def _ask(self) -> bool:
        self.sent += 1
        return self._can_send


def test_over_udp_a_socket_apart_asks() -> None:
    apart, told = Apart(), list[bool]()
    OptionsPing(apart, lambda: False).probe(OVER_UDP, told.append)
    assert (apart.asked, told) == ([OVER_UDP], [True])


def test_an_answer_in_time_is_a_sign_of_life_and_counts_once() -> None:
    bench = Bench()
    bench.ask_about(OVER_TLS)
    bench.probe.tick(100.0 + LIMIT_S)
    bench.probe.on_answer()
    bench.probe.on_answer()
    bench.probe.tick(100.0 + 2 * LIMIT_S)
    assert (bench.sent, bench.told) == (1, [True])


def test_silence_is_none() -> None:
    bench = Bench()
    bench.ask_about(OVER_TLS)
    bench.probe.tick(100.1 + LIMIT_S)
    assert bench.told == [False]


def test_a_flow_over_which_nothing_can_be_sent_is_dead() -> None:
    bench = Bench(can_send=False)
    bench.ask_about(OVER_TLS)
    assert bench.told == [False]
