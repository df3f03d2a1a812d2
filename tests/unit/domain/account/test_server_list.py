"""The order of servers (RFC 3263, RFC 2782), and which of them is in use when some fail and come back."""

from collections import Counter
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.account.account import SipAccount, Transport
from softphone.domain.account.server_list import (
    LookupResult,
    NaptrRecord,
    Question,
    Server,
    ServerList,
    SrvRecord,
    in_order,
    may_vouch,
    srv_name,
)
from softphone.telephony.engine.gate.flows.next_hop import first_question, next_hop
from softphone.telephony.engine.pjsip.invite_headers import retry_after_s
from softphone.telephony.engine.registration.liveness import LivenessMonitor
from softphone.telephony.engine.registration.server_failover import UNPROBED_EVERY, ServerFailover
from softphone.telephony.engine.registration.server_lookup import ProbeTarget

RECORDS = st.lists(
    st.builds(
        SrvRecord,
        st.integers(0, 3),
        st.integers(0, 100),
        st.integers(1, 65535),
        st.sampled_from(["a.test.", "b.test.", "c.test.", "."]),
    ),
    max_size=12,
)


@given(RECORDS, st.floats(0, 1, exclude_max=True))
def test_every_server_stands_in_the_order_once_by_priority(records: list[SrvRecord], chance: float) -> None:
    ordered = in_order(records, lambda: chance)
    assert Counter(ordered) == Counter(r for r in records if r.target != ".")
    assert [r.priority for r in ordered] == sorted(r.priority for r in ordered)


def test_weights_share_the_load() -> None:
    heavy, light = SrvRecord(1, 90, 5060, "heavy."), SrvRecord(1, 10, 5060, "light.")
    random = Random(7)
    first = Counter(in_order((light, heavy), random.random)[0].target for _ in range(2000))
    assert 1650 < first["heavy."] < 1950


def test_the_best_naptr_record_of_the_transport_names_the_service() -> None:
    records = [
        NaptrRecord(20, 1, "s", "SIP+D2T", "late.test."),
        NaptrRecord(10, 5, "s", "sip+d2t", "best.test."),
        NaptrRecord(1, 1, "s", "SIP+D2U", "udp.test."),
        NaptrRecord(1, 1, "u", "SIP+D2T", "no-service.test."),
    ]
    assert srv_name("office.test", Transport.TCP, records) == "best.test"
    assert srv_name("office.test", Transport.TLS, records) == "_sips._tcp.office.test"


@pytest.mark.parametrize(
    ("target", "believed"),
    [("office.test.", True), ("SIP.Office.test", True), ("office.test.evil.", False), ("backoffice.test", False)],
)
def test_only_names_of_the_own_domain_vouch(target: str, believed: bool) -> None:
    assert may_vouch(target, ("office.test", "")) is believed


@pytest.mark.parametrize(
    ("registrar", "question", "needs"),
    [
        ("sip:office.test", Question("office.test", None, Transport.UDP), True),
        ("office.test:5070", Question("office.test", 5070, Transport.UDP), True),
        ("10.0.0.1", Question("10.0.0.1", None, Transport.UDP), False),
        ("[2001:db8::1]:5060", Question("2001:db8::1", 5060, Transport.UDP), False),
        ("localhost:5060", Question("localhost", 5060, Transport.UDP), False),
    ],
)
def test_what_has_to_be_looked_up(registrar: str, question: Question, needs: bool) -> None:
    asked = first_question(SipAccount("anna", "office.test", "anna", registrar))
    assert (asked, asked.needs_asking) == (question, needs)


def test_packets_go_to_the_chosen_server_and_names_stay_in_the_headers() -> None:
    plain = SipAccount("anna", "office.test", "anna", "sip:office.test", transport=Transport.TCP)
    hop = next_hop(plain, Server("10.0.0.1", 5070))
    assert (hop.host, hop.port, hop.registrar_uri) == ("10.0.0.1", 5070, "sip:office.test;transport=tcp")
    assert hop.routes == ()
    proxied = SipAccount("anna", "office.test", "anna", outbound_proxy="sbc.test")
    assert next_hop(proxied, Server("10.0.0.2", 5060)).routes == ("<sip:sbc.test;lr>",)


@given(st.integers(1, 5), st.lists(st.booleans(), max_size=20))
def test_a_list_goes_on_until_its_end_and_begins_again(size: int, failures: list[bool]) -> None:
    servers = ServerList(tuple(Server("10.0.0.1", 5060 + n) for n in range(size)), 0.0)
    seen = [servers.current]
    while (following := servers.after_failure()) is not None:
        servers = following
        seen.append(servers.current)
    assert seen == list(servers.servers)
    assert servers.from_the_start().is_preferred


# ---------------------------------------------------------------- the guide

FIRST, SECOND, THIRD = Server("10.0.0.1", 5060), Server("10.0.0.2", 5060), Server("10.0.0.3", 5060)
OFFICE = SipAccount("anna", "office.test", "anna", "sip:office.test")


class FakeFinder:
    def __init__(self) -> None:
        self.found: list[Callable[[LookupResult | None], None]] = []
        self.probed: list[tuple[ProbeTarget, Callable[[bool], None]]] = []

    def find(self, question: Question, domains: tuple[str, ...], done: Callable[[LookupResult | None], None]) -> None:
        self.found.append(done)

    def probe(self, target: ProbeTarget, done: Callable[[bool], None]) -> None:
        self.probed.append((target, done))

    def tick(self) -> None: ...


def guide(*servers: Server, ttl_s: float = 3600.0) -> tuple[ServerFailover, FakeFinder, list[str]]:
    finder, told = FakeFinder(), list[str]()
    made = ServerFailover(finder, 60.0, lambda: told.append("known"), lambda: told.append("better"))
    made.set_account(OFFICE)
    assert made.is_looking_up
    finder.found.pop()(LookupResult(servers, ttl_s) if servers else None)
    return made, finder, told


def test_servers_are_tried_one_after_the_other_and_then_from_the_first_on() -> None:
    made, _, told = guide(FIRST, SECOND)
    assert (made.server, told) == (FIRST, ["known"])
    assert (made.advance(), made.server) == (True, SECOND)
    assert (made.advance(), made.server) == (False, FIRST)


def test_without_an_answer_the_account_is_taken_as_it_is_written() -> None:
    made, _, told = guide()
    assert (made.server, made.advance(), told) == (None, False, ["known"])


def test_an_address_needs_no_looking_up() -> None:
    made, finder, _ = guide(FIRST)
    made.set_account(SipAccount("anna", "10.0.0.9", "anna", "10.0.0.9"))
    assert (made.is_looking_up, made.server, finder.found) == (False, None, [])


def test_the_same_account_keeps_its_place() -> None:
    made, finder, _ = guide(FIRST, SECOND)
    made.advance()
    made.set_account(OFFICE)
    assert (made.is_looking_up, made.server, finder.found) == (False, SECOND, [])


def test_the_first_server_is_looked_for_while_registered_elsewhere_and_taken_when_it_answers() -> None:
    made, finder, told = guide(FIRST, SECOND)
    made.advance()
    made.tick(30.0, True)
    assert finder.probed == []
    made.tick(61.0, True)
    made.tick(62.0, True)
    [(target, done)] = finder.probed
    assert target.server == FIRST
    done(False)
    assert (made.server, told) == (SECOND, ["known"])
    made.tick(122.0, True)
    finder.probed[1][1](True)
    assert (made.server, told) == (FIRST, ["known", "better"])


def test_a_server_that_never_answers_options_is_tried_now_and_then_all_the_same() -> None:
    made, finder, told = guide(FIRST, SECOND, ttl_s=1e6)
    made.advance()
    now_s = 0.0
    for _ in range(UNPROBED_EVERY):
        now_s += 700.0
        made.tick(now_s, True)
        finder.probed.pop()[1](False)
    assert told == ["known", "better"]


def test_at_the_first_server_nothing_is_probed_until_the_dns_answer_is_old() -> None:
    made, finder, told = guide(FIRST, SECOND, ttl_s=100.0)
    made.tick(99.0, True)
    assert (finder.found, finder.probed) == ([], [])
    made.tick(161.0, True)
    finder.found.pop()(LookupResult((THIRD, FIRST), 100.0))
    assert (made.server, finder.probed[0][0].server) == (FIRST, THIRD)
    finder.probed.pop()[1](True)
    assert (made.server, told) == (THIRD, ["known", "better"])


def test_a_server_that_is_no_longer_named_is_left() -> None:
    made, finder, told = guide(FIRST, ttl_s=100.0)
    made.tick(161.0, True)
    finder.found.pop()(LookupResult((SECOND,), 100.0))
    assert (made.server, told) == (SECOND, ["known", "better"])


def test_a_silent_nameserver_changes_nothing() -> None:
    made, finder, told = guide(FIRST, ttl_s=100.0)
    made.tick(161.0, True)
    finder.found.pop()(None)
    assert (made.server, told) == (FIRST, ["known"])


def test_when_all_have_failed_the_dns_is_asked_again_and_a_new_answer_is_used_at_once() -> None:
    made, finder, told = guide(FIRST)
    assert not made.advance()
    assert not made.advance()
    [asked] = finder.found
    asked(LookupResult((SECOND,), 100.0))
    assert (made.server, told) == (SECOND, ["known", "better"])


def test_on_another_network_a_name_that_nobody_knew_is_asked_for_again() -> None:
    made, finder, told = guide()
    made.look_up_again()
    finder.found.pop()(LookupResult((FIRST, SECOND), 100.0))
    assert (made.server, told) == (FIRST, ["known", "better"])


def test_an_answer_for_an_account_that_is_no_longer_in_force_is_dropped() -> None:
    made, finder, told = guide(FIRST)
    made.look_up_again()
    late = finder.found.pop()
    made.set_account(SipAccount("anna", "other.test", "anna", "sip:other.test"))
    late(LookupResult((THIRD,), 100.0))
    assert (made.server, told) == (None, ["known"])


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("120", 120.0), ("18000;duration=3600", 18000.0), ("17 (lunch)", 17.0), ("soon", None), ("-5", None)],
)
def test_how_long_a_server_wants_peace(header: str, seconds: float | None) -> None:
    assert retry_after_s(f"SIP/2.0 503 x\r\nRetry-After: {header}\r\n\r\n") == seconds


# ---------------------------------------------------------------- the pulse

HERE = ProbeTarget(FIRST, Transport.UDP)


def pulse() -> tuple[LivenessMonitor, FakeFinder, list[str]]:
    finder, told = FakeFinder(), list[str]()
    made = LivenessMonitor(finder, 30.0, lambda: told.append("silent"))
    return made, finder, told


def beats(made: LivenessMonitor, finder: FakeFinder, answers: list[bool]) -> None:
    now_s = 0.0
    made.tick(now_s, HERE)
    for alive in answers:
        now_s += 31.0
        made.tick(now_s, HERE)
        made.tick(now_s, HERE)
        [(_, done)] = finder.probed
        finder.probed.clear()
        done(alive)


@pytest.mark.parametrize(
    ("answers", "silences"),
    [
        ([True, True, True], 0),
        ([False, False, False, False], 0),
        ([True, False, True, False], 0),
        ([True, False, False], 1),
        ([True, False, False, False, False], 1),
        ([True, False, False, True, False, False], 2),
    ],
)
def test_only_a_server_that_used_to_answer_is_missed(answers: list[bool], silences: int) -> None:
    made, finder, told = pulse()
    beats(made, finder, answers)
    assert told == ["silent"] * silences


def test_a_late_answer_of_another_server_says_nothing() -> None:
    made, finder, told = pulse()
    beats(made, finder, [True, False])
    made.tick(100.0, HERE)
    [(_, done)] = finder.probed
    made.tick(101.0, ProbeTarget(SECOND, Transport.UDP))
    done(False)
    assert told == []


def test_nothing_to_watch_nothing_asked() -> None:
    made, finder, _ = pulse()
    made.tick(0.0, None)
    made.tick(100.0, None)
    assert finder.probed == []


def test_while_nothing_is_registered_nobody_looks_for_better() -> None:
    made, finder, _ = guide(FIRST, SECOND)
    made.advance()
    made.tick(5000.0, False)
    assert finder.probed == []
