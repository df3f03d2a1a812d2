"""With sound devices of a PulseAudio server: round trip through the echo, answer to sound, processor time."""

import time
from collections.abc import Iterator
from pathlib import Path

from softphone.demo.stage import DemoStage
from tests.integration.peers import wait_until

from .baresip_phone import OF_PULSEAUDIO, baresip
from .bench_plan import BenchPlan
from .calls import answered_s, cpu_figure
from .figures import Figure, Samples
from .our_phone import vorzimmer
from .processes import cpu_percents
from .raw_caller import RawCaller
from .sound_desk import SoundDesk, sound_desk
from .telephones import Telephone

ECHO = "900"
MS_PER_S = 1000


def measure(plan: BenchPlan, folder: Path, stage: DemoStage) -> Iterator[Figure]:
    with sound_desk(folder / "sound") as desk:
        with vorzimmer(stage, environment=desk.environment) as ours:
            ours_trip, our_shares = _round_trip(plan, stage, desk, ours)
            ours_first, ours_audible = _answers(plan, stage, desk, ours)
        with baresip(stage.pbx, folder / "devices", OF_PULSEAUDIO, desk.environment) as peer:
            peer_trip, peer_shares = _round_trip(plan, stage, desk, peer)
            peer_first, peer_audible = _answers(plan, stage, desk, peer)
    note = f"{len(ours_trip)} and {len(peer_trip)} of {plan.clicks} clicks came back"
    trips = Samples.of(ours_trip), Samples.of(peer_trip)
    yield Figure("round trip device to device, echo at the PBX", "ms", *trips, "baresip", note)
    note = "ours with echo canceller and noise suppression, baresip without"
    yield cpu_figure("processor in a call (G.722, devices)", our_shares, peer_shares, note)
    yield Figure("answer → first RTP packet (devices)", "ms", ours_first, peer_first, "baresip")
    yield Figure("answer → microphone heard (devices)", "ms", ours_audible, peer_audible, "baresip")


def _round_trip(
    plan: BenchPlan, stage: DemoStage, desk: SoundDesk, phone: Telephone
) -> tuple[list[float], list[list[float]]]:
    """Delays, and the shares of a core of its processes in the same call."""
    phone.dial(ECHO)
    wait_until(
        lambda: any(call["state"] == "answered" for call in stage.pbx.get("/calls")), "the echo does not answer"
    )
    time.sleep(plan.settle_s)
    delays = desk.round_trips_ms(plan.clicks)
    with desk.steady_tone(plan.metering_s + 5):
        shares = cpu_percents(phone.pids(), plan.cpu_s, plan.cpu_times)
    phone.hang_up()
    wait_until(lambda: not stage.pbx.get("/calls"), "the call to the echo does not end")
    return delays, shares


def _answers(plan: BenchPlan, stage: DemoStage, desk: SoundDesk, phone: Telephone) -> tuple[Samples, Samples]:
    """Milliseconds to the first packet and to the first audible one, while a tone lies on the microphone."""
    caller = RawCaller(str(stage.pbx.ready["domain"]))
    try:
        with desk.steady_tone(plan.answers * 3.0 + 10):
            taken = [answered_s(stage, caller, phone, audible=True) for _ in range(plan.answers)]
    finally:
        caller.close()
    first, audible = ([MS_PER_S * one[index] for one in taken] for index in (0, 1))
    return Samples.of(first), Samples.of(audible)
