"""Calls from a bare SIP caller straight to the telephones, without devices: 180, card, answer, processor time."""

import contextlib
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QRect

from softphone.demo.stage import DemoStage
from tests.integration.peers import wait_until

from .baresip_phone import WITHOUT_DEVICES, baresip
from .bench_plan import BenchPlan
from .eye import Eye, Sight, middle_of, windows_of
from .figures import Figure, Samples
from .our_phone import Vorzimmer, vorzimmer
from .processes import cpu_percents
from .raw_caller import RawCall, RawCaller
from .telephones import Telephone, contact

MS_PER_S = 1000


def measure(plan: BenchPlan, folder: Path, stage: DemoStage, eye: Eye) -> Iterator[Figure]:
    with vorzimmer(stage, "--audio", "null") as ours, _caller(stage) as caller:
        with baresip(stage.pbx, folder / "calls", WITHOUT_DEVICES) as peer:
            yield _to_180(plan, stage, caller, ours, peer)
            yield _to_sound(plan, stage, caller, ours, peer)
        yield _to_card(plan, stage, caller, ours, eye)
        our_shares = in_a_call(plan, stage, caller, ours)
        with baresip(stage.pbx, folder / "looped", WITHOUT_DEVICES) as peer:
            peer_shares = in_a_call(plan, stage, caller, peer)
    yield cpu_figure("processor in a call (PCMU, no devices)", our_shares, peer_shares, "")


def cpu_figure(what: str, ours: list[list[float]], peer: list[list[float]], note: str) -> Figure:
    """Of the sums over all processes of a telephone; the note says how much the window and the engine took."""
    window, engine = (Samples.of([shares[index] for shares in ours]).median for index in (0, 1))
    split = f"window {window:.1f}, engine {engine:.1f}" + (f"; {note}" if note else "")
    totals = [Samples.of([sum(shares) for shares in one]) for one in (ours, peer)]
    return Figure(what, "% of a core", totals[0], totals[1], "baresip", split)


@contextlib.contextmanager
def _caller(stage: DemoStage) -> Iterator[RawCaller]:
    caller = RawCaller(str(stage.pbx.ready["domain"]))
    try:
        yield caller
    finally:
        caller.close()


def _to_180(plan: BenchPlan, stage: DemoStage, caller: RawCaller, ours: Telephone, peer: Telephone) -> Figure:
    times: dict[str, list[float]] = {ours.name: [], peer.name: []}
    for number in range(plan.calls + 1):
        for phone in (ours, peer):
            call = caller.invite(contact(stage.pbx, phone.user))
            took_ms = MS_PER_S * call.ringing()
            _give_up(call, phone)
            if number:
                times[phone.name].append(took_ms)
    return Figure("INVITE → 180", "ms", Samples.of(times[ours.name]), Samples.of(times[peer.name]), peer.name)


def _give_up(call: RawCall, phone: Telephone) -> None:
    phone.wait_ringing()
    call.cancel()
    phone.wait_idle()


def _to_sound(plan: BenchPlan, stage: DemoStage, caller: RawCaller, ours: Telephone, peer: Telephone) -> Figure:
    times: dict[str, list[float]] = {ours.name: [], peer.name: []}
    for _ in range(plan.answers):
        for phone in (ours, peer):
            times[phone.name].append(MS_PER_S * answered_s(stage, caller, phone)[0])
    return Figure(
        "answer → first RTP packet (no devices)",
        "ms",
        Samples.of(times[ours.name]),
        Samples.of(times[peer.name]),
        peer.name,
    )


def answered_s(
    stage: DemoStage, caller: RawCaller, phone: Telephone, *, audible: bool = False
) -> tuple[float, float]:
    """Seconds from the command to the first packet, and to the first that is not silent (0.0 unless asked for)."""
    call = caller.invite(contact(stage.pbx, phone.user))
    call.ringing()
    phone.wait_ringing()
    sent_s = _answer_while_listening(call, phone, audible)
    call.hang_up()
    phone.wait_idle()
    return call.first_rtp_s - sent_s, (call.audible_rtp_s - sent_s) if audible else 0.0


def _answer_while_listening(call: RawCall, phone: Telephone, audible: bool) -> float:
    """The command is given in a thread of its own, since its answer may wait for what the caller has to do."""
    sent: list[float] = []
    thread = threading.Thread(target=lambda: sent.append(phone.answer()), name="answer", daemon=True)
    thread.start()
    call.until("sound", lambda: call.audible_rtp_s if audible else call.first_rtp_s)
    call.until("answer to the command", lambda: not thread.is_alive())
    return sent[0]


def _to_card(plan: BenchPlan, stage: DemoStage, caller: RawCaller, ours: Vorzimmer, eye: Eye) -> Figure:
    region = _card_region(stage, caller, ours)
    sights: list[tuple[float, Sight]] = []
    for _ in range(plan.cards):
        before = eye.look(region)
        call = caller.invite(contact(stage.pbx, ours.user))
        sights.append((call.sent_s, eye.wait_changed(region, before)))
        call.ringing()
        _give_up(call, ours)
        eye.wait_same(region, before)
    resolution = Samples.of([MS_PER_S * sight.look_s for _, sight in sights])
    note = f"seen in the pixels of the X screen, one look each {resolution.median:.0f} ms"
    took = Samples.of([MS_PER_S * (sight.at_s - sent_s) for sent_s, sight in sights])
    return Figure("INVITE → card painted", "ms", took, note=note)


def _card_region(stage: DemoStage, caller: RawCaller, ours: Vorzimmer) -> QRect:
    """Found out by a call that is not counted: the window that is there only while it rings."""
    pid = ours.pids()[0]
    wait_until(lambda: not ours.ask("status")["calls"], "the last card stays")
    usual = windows_of(pid)
    call = caller.invite(contact(stage.pbx, ours.user))
    call.ringing()
    wait_until(lambda: bool(windows_of(pid).keys() - usual.keys()), "no card appears")
    places = windows_of(pid)
    _give_up(call, ours)
    wait_until(lambda: windows_of(pid).keys() == usual.keys(), "the card does not go away")
    return middle_of(next(place for window, place in places.items() if window not in usual))


def in_a_call(plan: BenchPlan, stage: DemoStage, caller: RawCaller, phone: Telephone) -> list[list[float]]:
    """Shares of a core of its processes while the caller sends back what it hears."""
    call = caller.invite(contact(stage.pbx, phone.user))
    call.ringing()
    phone.wait_ringing()
    _answer_while_listening(call, phone, audible=False)
    shares: list[list[float]] = []
    pids = phone.pids()
    meter = threading.Thread(
        target=lambda: shares.extend(cpu_percents(pids, plan.cpu_s, plan.cpu_times)), name="cpu", daemon=True
    )
    settled_s = time.monotonic() + plan.settle_s
    call.talk(lambda: time.monotonic() > settled_s, plan.settle_s + 5)
    meter.start()
    call.talk(lambda: not meter.is_alive(), plan.metering_s + 5)
    call.hang_up()
    phone.wait_idle()
    return shares
