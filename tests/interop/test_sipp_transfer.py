"""REFER and Replaces with sipp."""

from pathlib import Path

import pytest

from softphone.domain.account.account import Transport
from softphone.domain.telephone.call import CallKey
from softphone.domain.telephone.commands import Answer, HangUp, Transfer
from softphone.domain.telephone.events import CallEnded, CallReferred, IncomingCall, TransferChanged
from tests.interop.recorder import scenario
from tests.interop.sipp import BOTH, Bench, sipp_calls, we_call
from tests.interop.sipp_script import Callee, Caller, must_hold, pause, receive, sdp

pytestmark = pytest.mark.peer
CAROL = "sip:carol@127.0.0.1"


def answered() -> Callee:
    return Callee().invited().answer("200 OK", body=sdp()).gets("ACK")


def notified(script: Callee, status: str, state: str) -> Callee:
    """What became of the call to which sipp was sent."""
    script.asks(
        "NOTIFY",
        "Event: refer",
        f"Subscription-State: {state}",
        body=f"SIP/2.0 {status}",
        content_type="message/sipfrag;version=2.0",
    )
    return script.gets_status(200)


async def dialled(bench: Bench) -> CallKey:
    key = bench.alice.dial(bench.callee)
    await bench.alice.answered(key)
    return key


@BOTH
@scenario("we send sipp on: REFER, 202, NOTIFY 100 and 200", "sipp", "{transport}")
def test_sipp_is_sent_on(tmp_path: Path, transport: Transport) -> None:
    script = answered().gets("REFER", must_hold("sip:carol@", "Refer-To")).reply("202 Accepted")
    notified(script, "100 Trying", "active;expires=60")
    notified(script, "200 OK", "terminated;reason=noresource")

    async def story(bench: Bench) -> None:
        key = await dialled(bench)
        bench.alice.send(Transfer(key, CAROL))
        assert (await bench.alice.wait(TransferChanged, lambda e: e.final)).status == 200
        bench.alice.send(HangUp(key))
        await bench.alice.ended(key)

    we_call(tmp_path, script.ended_by_us(), story, transport)


@scenario("we send sipp on, the target is busy: said, the call stands", "sipp")
def test_sipp_is_sent_on_in_vain(tmp_path: Path) -> None:
    script = notified(answered().gets("REFER").reply("202 Accepted"), "100 Trying", "active;expires=60")
    notified(script, "486 Busy Here", "terminated;reason=noresource")

    async def story(bench: Bench) -> None:
        key = await dialled(bench)
        bench.alice.send(Transfer(key, CAROL))
        assert (await bench.alice.wait(TransferChanged, lambda e: e.final)).status == 486
        assert bench.alice.seen(CallEnded) is None
        bench.alice.send(HangUp(key))
        await bench.alice.ended(key)

    we_call(tmp_path, script.ended_by_us(), story)


@scenario("sipp refuses the REFER with {status}", "sipp")
@pytest.mark.parametrize("status", [403, 405, 501, 603])
def test_a_refused_refer_is_told(tmp_path: Path, status: int) -> None:
    script = answered().gets("REFER").reply(f"{status} No")

    async def story(bench: Bench) -> None:
        key = await dialled(bench)
        bench.alice.send(Transfer(key, CAROL))
        assert (await bench.alice.wait(TransferChanged, lambda e: e.final)).status == status
        bench.alice.send(HangUp(key))
        await bench.alice.ended(key)

    we_call(tmp_path, script.ended_by_us(), story)


@scenario("sipp accepts the REFER and hangs up at once", "sipp")
def test_a_bye_right_after_the_refer(tmp_path: Path) -> None:
    script = answered().gets("REFER").reply("202 Accepted").hangs_up()

    async def story(bench: Bench) -> None:
        key = await dialled(bench)
        bench.alice.send(Transfer(key, CAROL))
        assert (await bench.alice.ended(key)).by_remote

    we_call(tmp_path, script, story)


@scenario("sipp sends us on: 202, INVITE to the target, NOTIFY with its answer", "sipp")
def test_sipp_sends_us_on(tmp_path: Path) -> None:
    """The target does not exist: the new call fails; sipp gets 100 first and the end later."""
    script = Caller().asks("INVITE", body=sdp()).answered().asks("ACK")
    script.asks("REFER", "Refer-To: <sip:nobody@127.0.0.1:9>", "Referred-By: <sip:sipp@127.0.0.1>").gets_status(202)
    script.gets("NOTIFY", must_hold("sipfrag", "Content-Type"), must_hold("SIP/2.0 100")).reply("200 OK")
    script.hangs_up()

    async def story(bench: Bench) -> None:
        key = (await bench.alice.incoming()).key
        bench.alice.send(Answer(key))
        referred = await bench.alice.wait(CallReferred)
        assert (referred.key, referred.target.startswith("sip:nobody@127.0.0.1")) == (key, True)
        bench.alice.send(HangUp(referred.new_key))
        assert (await bench.alice.ended(key)).by_remote

    sipp_calls(tmp_path, script, story)


@scenario("REFER with a target that is none: refused, the call goes on", "sipp")
@pytest.mark.parametrize("target", ["<tel:x", "<>", "nonsense", "<http://example.org/>"])
def test_a_refer_to_nothing(tmp_path: Path, target: str) -> None:
    script = Caller().asks("INVITE", body=sdp()).answered().asks("ACK")
    script.asks("REFER", f"Refer-To: {target}")
    refusals = [receive(response=s, optional="true", next="heard") for s in (400, 403, 416, 488, 500, 501)]
    script.add(*refusals, receive(response=603), '<label id="heard"/>').add(pause(50)).hangs_up()

    async def story(bench: Bench) -> None:
        key = (await bench.alice.incoming()).key
        bench.alice.send(Answer(key))
        assert (await bench.alice.ended(key)).status == 200
        assert bench.alice.seen(CallReferred) is None

    sipp_calls(tmp_path, script, story)


@BOTH
@scenario("INVITE with Replaces for a call that is not there: 481, nothing rings", "sipp", "{transport}")
def test_replaces_of_an_unknown_call(tmp_path: Path, transport: Transport) -> None:
    unknown = "Replaces: nothing@127.0.0.1;to-tag=a;from-tag=b"
    script = Caller().asks("INVITE", unknown, "Require: replaces", body=sdp()).passing(100)
    script.gets_status(481).acks_refusal()

    async def story(bench: Bench) -> None:
        bench.at_end = lambda bench: _nothing_rang(bench)

    sipp_calls(tmp_path, script, story, transport)


def _nothing_rang(bench: Bench) -> None:
    assert bench.alice.seen(IncomingCall) is None
