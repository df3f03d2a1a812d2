"""The engine's pure parts: next hop, verdicts, pauses, headers, message-summary, standing orders, backends."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from miniaudio import Backend

from softphone.domain.account.account import AudioWish, SipAccount, Transport
from softphone.domain.telephone.call import CallKey, Ring
from softphone.domain.telephone.commands import HangUp, Register, SetAudio, Unregister, WatchLines, WatchMailboxes
from softphone.domain.telephone.events import MessageWaiting, RegistrationState
from softphone.telephony.engine.audio.devices import candidate_backends
from softphone.telephony.engine.audio.level_meter import LevelMeter
from softphone.telephony.engine.instant_messages import messages_waiting
from softphone.telephony.engine.pjsip.invite_headers import facts_of, headers_of, reason_of
from softphone.telephony.engine.pjsip.next_hop import is_loopback, next_hop
from softphone.telephony.engine.registration.registration_reporter import verdict
from softphone.telephony.engine.registration.registration_timers import Backoff
from softphone.telephony.engine.tones.ringtones import RingTone
from softphone.telephony.replayed_commands import ReplayedCommands

INVITE = (
    'INVITE sip:a@127.0.0.1:5060 SIP/2.0\r\nf: "L" <sip:l@x>;tag=1\r\nTo: <sip:a@x>\r\ni: abc@x\r\n'
    "Diversion: <sip:boss@x>;reason=deflection\r\nHistory-Info: <sip:one@x>;index=1,\r\n <sip:two@x>;index=1.1\r\n"
    "Alert-Info: <http://127.0.0.1/Bellcore-dr5>\r\nDIVERSION: <sip:second@x>\r\n\r\nv=0\r\nDiversion: body\r\n"
)


def test_an_invite_is_copied_as_received() -> None:
    facts = facts_of(INVITE)
    assert (facts.request_uri, facts.sip_call_id) == ("sip:a@127.0.0.1:5060", "abc@x")
    assert facts.from_ == '"L" <sip:l@x>;tag=1'
    assert facts.diversion == ("<sip:boss@x>;reason=deflection", "<sip:second@x>")
    assert facts.history_info == ("<sip:one@x>;index=1, <sip:two@x>;index=1.1",)
    assert facts.alert_info == ("<http://127.0.0.1/Bellcore-dr5>",)
    assert facts.p_asserted_identity == ()


@given(st.text())
def test_no_text_breaks_the_reading_of_headers(text: str) -> None:
    facts_of(text)
    reason_of(text)
    messages_waiting(text)


@given(
    st.dictionaries(st.from_regex(r"[A-Z][a-z]{2,8}", fullmatch=True), st.from_regex(r"[!-~]{1,20}", fullmatch=True))
)
def test_headers_come_back_as_written(headers: dict[str, str]) -> None:
    message = "BYE sip:a@x SIP/2.0\r\n" + "".join(f"{k}: {v}\r\n" for k, v in headers.items()) + "\r\nbody: no"
    assert headers_of(message) == {name.lower(): (value,) for name, value in headers.items()}


def test_the_reason_of_a_cancel() -> None:
    cancel = 'CANCEL sip:a@x SIP/2.0\r\nReason: SIP;cause=200;text="Call completed elsewhere"\r\n\r\n'
    assert reason_of(cancel) == 'SIP;cause=200;text="Call completed elsewhere"'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Messages-Waiting: yes\r\nVoice-Message: 2/8 (0/2)\r\n", MessageWaiting(2, 8, 0, 2)),
        ("Messages-Waiting: no\r\n", MessageWaiting(0, 0)),
        ("messages-waiting: YES\r\n", MessageWaiting(1, 0)),
        ("nothing of the kind", None),
    ],
)
def test_message_summaries(body: str, expected: MessageWaiting | None) -> None:
    assert messages_waiting("NOTIFY sip:a@x SIP/2.0\r\nEvent: message-summary\r\n\r\n" + body) == expected


def account(**fields: object) -> SipAccount:
    given = {"user": "a", "domain": "pbx.example", "auth_user": "a", **fields}
    return SipAccount(**given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("of", "host", "registrar", "route"),
    [
        (account(), "pbx.example", "sip:pbx.example", "sip:pbx.example;lr"),
        (account(registrar="fritz.box:5062"), "fritz.box", "sip:fritz.box:5062", "sip:fritz.box:5062;lr"),
        (
            account(outbound_proxy="sip:127.0.0.1:5071;transport=tls;lr", transport=Transport.TLS),
            "127.0.0.1",
            "sip:pbx.example;transport=tls",
            "sip:127.0.0.1:5071;lr;transport=tls",
        ),
        (account(registrar="<sip:[::1]:5060>"), "[::1]", "sip:[::1]:5060", "sip:[::1]:5060;lr"),
        (account(registrar="2001:db8::1"), "[2001:db8::1]", "sip:[2001:db8::1]", "sip:[2001:db8::1];lr"),
    ],
)
def test_the_next_hop_of_an_account(of: SipAccount, host: str, registrar: str, route: str) -> None:
    hop = next_hop(of)
    assert (hop.host, hop.registrar_uri, *hop.routes) == (host, registrar, route)
    assert hop.route_registers is bool(of.outbound_proxy)


@given(st.text(), st.text())
def test_any_address_gives_some_next_hop(registrar: str, proxy: str) -> None:
    next_hop(account(registrar=registrar, outbound_proxy=proxy))


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "[::1]", "localhost", "pbx.localhost", "LOCALHOST"])
def test_loopback_hosts(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["192.0.2.1", "pbx.example", "localhost.example", "", "0.0.0.0"])
def test_hosts_that_are_no_loopback(host: str) -> None:
    assert not is_loopback(host)


@given(st.integers(-10, 1000))
def test_every_status_has_a_verdict(status: int) -> None:
    assert (verdict(status) is RegistrationState.REGISTERED) is (200 <= status < 300)


@pytest.mark.parametrize("status", [401, 403, 404, 407, 603])
def test_refusals(status: int) -> None:
    assert verdict(status) is RegistrationState.REFUSED


@pytest.mark.parametrize("status", [0, 171060, 408, 480, 500, 502, 503, 504])
def test_trouble_on_the_way(status: int) -> None:
    assert verdict(status) is RegistrationState.UNREACHABLE


@given(st.lists(st.floats(0, 1, exclude_max=True), min_size=12, max_size=12))
def test_pauses_double_within_bounds(chances: list[float]) -> None:
    left = iter(chances)
    backoff = Backoff(chance=lambda: next(left))
    pauses = [backoff.pause_s() for _ in chances]
    for position, pause in enumerate(pauses):
        plain = min(60.0, 2.0**position)
        assert plain * 0.8 <= pause <= min(60.0, plain * 1.2)
    backoff.reset()


def test_a_reset_starts_with_a_second_again() -> None:
    backoff = Backoff(chance=lambda: 0.5)
    assert [backoff.pause_s() for _ in range(8)] == [1, 2, 4, 8, 16, 32, 60, 60]
    backoff.reset()
    assert backoff.pause_s() == 1


REGISTER = Register(SipAccount("a", "x", "a"), "secret")
AUDIO = SetAudio(AudioWish("Mic"))


def test_lasting_orders_are_replayed_sound_before_registration() -> None:
    orders = ReplayedCommands()
    assert [orders.remember(c) for c in (REGISTER, AUDIO, HangUp(CallKey(2)))] == [True, True, False]
    assert orders.replay() == (AUDIO, REGISTER)


def test_who_is_watched_is_said_to_the_next_engine_too() -> None:
    orders = ReplayedCommands()
    lines, mailboxes = WatchLines(("sip:a@x",)), WatchMailboxes(())
    assert all(orders.remember(c) for c in (WatchLines(()), mailboxes, REGISTER, lines))
    assert orders.replay() == (lines, mailboxes, REGISTER)


def test_after_signing_out_nobody_is_registered_again() -> None:
    orders = ReplayedCommands()
    orders.remember(REGISTER)
    orders.remember(Unregister())
    assert orders.replay() == ()


def test_a_password_is_not_shown() -> None:
    assert "secret" not in repr(REGISTER)


@given(st.lists(st.integers(0, 5000), max_size=40))
def test_a_normal_ring_never_ends_and_never_runs_short(pieces: list[int]) -> None:
    ring = RingTone(Ring.NORMAL)
    sound = b"".join(ring.supply(count) for count in pieces)
    assert len(sound) == 2 * sum(pieces)
    assert not ring.finished
    assert sound == RingTone(Ring.NORMAL).supply(sum(pieces))


def test_a_splash_sounds_once() -> None:
    ring = RingTone(Ring.SPLASH)
    assert any(ring.supply(16000))
    assert ring.finished
    assert not any(ring.supply(16000))


def test_levels_are_below_full_scale() -> None:
    meter = LevelMeter()
    assert meter.read_dbfs() == -100
    meter.add((16384).to_bytes(2, "little") * 160)
    assert meter.read_dbfs() == pytest.approx(-6.02, abs=0.01)
    assert meter.read_dbfs() == -100


def test_only_sound_systems_that_can_answer_are_asked(tmp_path: Path) -> None:
    assert candidate_backends("linux", tmp_path) == (Backend.PULSEAUDIO,)
    (tmp_path / "proc/asound").mkdir(parents=True)
    (tmp_path / "proc/asound/cards").write_text("--- no soundcards ---\n")
    assert candidate_backends("linux", tmp_path) == (Backend.PULSEAUDIO,)
    (tmp_path / "proc/asound/cards").write_text(" 0 [PCH]: HDA-Intel\n")
    assert candidate_backends("linux", tmp_path) == (Backend.PULSEAUDIO, Backend.ALSA)
    assert candidate_backends("darwin", tmp_path) == candidate_backends("win32", tmp_path) == (None,)
