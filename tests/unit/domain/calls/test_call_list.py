"""Calls from their beginning to their end, and the reason of every end."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.calls import call_list
from softphone.domain.calls.call_list import Calls
from softphone.domain.telephone.call import Call, CallEnd, CallKey, CallState, Direction, InviteFacts, Quality, Ring
from softphone.domain.telephone.events import (
    AudioChanged,
    CallAnswered,
    CallEnded,
    CommandFailed,
    DtmfReceived,
    EngineLost,
    EngineReady,
    Event,
    HoldChanged,
    IncomingCall,
    MessageWaiting,
    MuteChanged,
    QualityMeasured,
    RemoteRinging,
)

IN, OUT = CallKey(1), CallKey(2)
QUALITY = Quality(0.0, 1.0, 20.0, 4.3)
ELSEWHERE = 'SIP;cause=200;text="Call completed elsewhere"'
SILENT = InviteFacts(alert_info=("<urn:alert:service:silent>",))
Step = Event | Callable[[Calls], Calls]


def after(*steps: Step) -> Call:
    """The first call after these steps, one second apart."""
    calls: Calls = ()
    for now_s, step in enumerate(steps):
        calls = step(calls) if callable(step) else call_list.reduce(calls, step, float(now_s))
    return calls[0]


def dial(calls: Calls) -> Calls:
    return call_list.dialled(calls, OUT, "sip:100@pbx.example", 0.0)


def ringing(invite: InviteFacts = InviteFacts()) -> IncomingCall:  # noqa: B008 - a frozen value
    return IncomingCall(IN, invite)


def rejecting(calls: Calls) -> Calls:
    return call_list.rejecting(calls, IN)


def redirecting(calls: Calls) -> Calls:
    return call_list.redirecting(calls, IN)


def hanging_up(calls: Calls) -> Calls:
    return call_list.hanging_up(call_list.hanging_up(calls, IN), OUT)


def here(key: CallKey, status: int) -> CallEnded:
    return CallEnded(key, status, "x", by_remote=False)


def there(key: CallKey, status: int, reason: str = "") -> CallEnded:
    return CallEnded(key, status, "x", by_remote=True, reason=reason)


@pytest.mark.parametrize(
    ("steps", "end"),
    [
        ((ringing(), there(IN, 487)), CallEnd.MISSED),
        ((ringing(), there(IN, 487, ELSEWHERE)), CallEnd.ANSWERED_ELSEWHERE),
        ((ringing(), there(IN, 487, "SIP;cause=487")), CallEnd.MISSED),
        ((ringing(SILENT), there(IN, 487)), CallEnd.HUNG_UP_THERE),
        ((ringing(SILENT), there(IN, 487, ELSEWHERE)), CallEnd.ANSWERED_ELSEWHERE),
        ((ringing(), rejecting, here(IN, 486)), CallEnd.REJECTED_HERE),
        ((ringing(), rejecting, there(IN, 487, ELSEWHERE)), CallEnd.ANSWERED_ELSEWHERE),
        ((ringing(), rejecting, there(IN, 487)), CallEnd.REJECTED_HERE),
        ((ringing(), hanging_up, here(IN, 603)), CallEnd.REJECTED_HERE),
        ((ringing(), redirecting, here(IN, 302)), CallEnd.SENT_TO_VOICEMAIL),
        ((ringing(), here(IN, 302)), CallEnd.SENT_TO_VOICEMAIL),
        ((ringing(), here(IN, 486)), CallEnd.MISSED),
        ((ringing(), here(IN, 480)), CallEnd.MISSED),
        ((ringing(SILENT), here(IN, 480)), CallEnd.HUNG_UP_THERE),
        ((ringing(), here(IN, 603)), CallEnd.REJECTED_HERE),
        ((ringing(), here(IN, 488)), CallEnd.FAILED),
        ((ringing(), CallAnswered(IN), there(IN, 200)), CallEnd.HUNG_UP_THERE),
        ((ringing(), CallAnswered(IN), hanging_up, here(IN, 200)), CallEnd.HUNG_UP_HERE),
        ((ringing(), CallAnswered(IN), here(IN, 408)), CallEnd.FAILED),
        ((ringing(), CallAnswered(IN), EngineLost(-9)), CallEnd.ENGINE_LOST),
        ((ringing(), EngineLost(-9)), CallEnd.MISSED),
        ((ringing(SILENT), EngineLost(-9)), CallEnd.ENGINE_LOST),
        ((dial, RemoteRinging(OUT, 180), there(OUT, 486)), CallEnd.FAILED),
        ((dial, here(OUT, 408)), CallEnd.FAILED),
        ((dial, hanging_up, here(OUT, 487)), CallEnd.HUNG_UP_HERE),
        ((dial, here(OUT, 487)), CallEnd.HUNG_UP_HERE),
        ((dial, CallAnswered(OUT), there(OUT, 200)), CallEnd.HUNG_UP_THERE),
    ],
)
def test_every_end_has_its_word(steps: tuple[Step, ...], end: CallEnd) -> None:
    call = after(*steps)
    assert (call.state, call.end) == (CallState.ENDED, end)
    assert call.ended_at_s == len(steps) - 1


def test_a_ring_that_was_decided_to_be_silent_is_not_missed_either() -> None:
    call = after(ringing(), lambda calls: call_list.ring_decided(calls, IN, Ring.SILENT), there(IN, 487))
    assert call.end is CallEnd.HUNG_UP_THERE


def test_an_incoming_call_keeps_what_its_invite_said() -> None:
    call = after(ringing(SILENT))
    assert (call.direction, call.state, call.ring, call.invite) == (
        Direction.INCOMING,
        CallState.RINGING,
        Ring.SILENT,
        SILENT,
    )


def test_a_call_of_ours_goes_from_dialling_over_ringing_to_talking() -> None:
    assert after(dial).state is CallState.DIALING
    assert after(dial, RemoteRinging(OUT, 180)).state is CallState.REMOTE_RINGING
    answered = after(dial, RemoteRinging(OUT, 180), CallAnswered(OUT))
    assert (answered.state, answered.answered_at_s) == (CallState.ACTIVE, 2.0)
    assert after(dial, CallAnswered(OUT), RemoteRinging(OUT, 180)).state is CallState.ACTIVE


def test_hold_mute_quality_and_silence_are_kept_with_the_call() -> None:
    call = after(
        ringing(),
        lambda calls: call_list.silenced(calls, IN),
        CallAnswered(IN),
        HoldChanged(IN, True, False),
        MuteChanged(IN, True),
        QualityMeasured(IN, QUALITY),
    )
    assert (call.held_here, call.held_there, call.muted, call.ring_silenced) == (True, False, True, True)
    assert call.quality == QUALITY


def test_a_rejection_that_failed_is_forgotten_but_a_failed_hold_changes_nothing() -> None:
    assert after(ringing(), rejecting, CommandFailed(IN, "Reject"), there(IN, 487)).end is CallEnd.MISSED
    assert after(ringing(), rejecting, CommandFailed(IN, "Hold"), there(IN, 487)).end is CallEnd.REJECTED_HERE


def test_only_calls_that_are_not_over_are_open() -> None:
    calls = call_list.reduce(dial(()), ringing(), 1.0)
    calls = call_list.reduce(calls, there(IN, 487), 5.0)
    assert [c.key for c in call_list.open_calls(calls)] == [OUT]
    assert call_list.find(calls, CallKey(9)) is None


KEYS = st.sampled_from([CallKey(n) for n in range(1, 5)])
REASONS = st.sampled_from(["", ELSEWHERE, "SIP;cause=487", "\x00;;="])
EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.builds(IncomingCall, KEYS, st.sampled_from([InviteFacts(), SILENT])),
    st.builds(RemoteRinging, KEYS, st.sampled_from([180, 183])),
    st.builds(CallAnswered, KEYS),
    st.builds(HoldChanged, KEYS, st.booleans(), st.booleans()),
    st.builds(MuteChanged, KEYS, st.booleans()),
    st.builds(CallEnded, KEYS, st.integers(0, 699), st.just("x"), st.booleans(), REASONS),
    st.builds(CommandFailed, st.none() | KEYS, st.sampled_from(["Reject", "hang_up", "Hold", ""])),
    st.builds(DtmfReceived, KEYS, st.just("1")),
    st.builds(QualityMeasured, KEYS, st.just(QUALITY)),
    st.builds(EngineLost, st.none() | st.integers()),
    st.sampled_from([EngineReady(1, "x"), MessageWaiting(0, 0), AudioChanged((), (), None, None, ())]),
)
INTENTS = st.sampled_from([call_list.rejecting, call_list.redirecting, call_list.hanging_up, call_list.silenced])
STEPS = st.lists(st.one_of(EVENTS, st.tuples(INTENTS, KEYS), st.tuples(st.just("dial"), KEYS)), max_size=30)


@given(STEPS)
def test_no_order_of_events_breaks_what_always_holds(steps: list[object]) -> None:
    calls: Calls = ()
    for now_s, step in enumerate(steps):
        before, calls = calls, _step(calls, step, float(now_s))
        assert [c.key for c in calls[: len(before)]] == [c.key for c in before]
        for old, new in zip(before, calls, strict=False):
            assert old.state is not CallState.ENDED or new == old
        for call in calls:
            _check(call)


def _step(calls: Calls, step: object, now_s: float) -> Calls:
    if isinstance(step, tuple):
        what, key = step
        return call_list.dialled(calls, key, "sip:x@y", now_s) if what == "dial" else what(calls, key)
    return call_list.reduce(calls, step, now_s)  # type: ignore[arg-type]


def _check(call: Call) -> None:
    ended = call.state is CallState.ENDED
    assert ended == (call.end is not None) == (call.ended_at_s is not None)
    assert not (call.state is CallState.ACTIVE and call.answered_at_s is None)
    if call.end is CallEnd.MISSED:
        assert call.direction is Direction.INCOMING
        assert call.answered_at_s is None
        assert call.ring is not Ring.SILENT
    if call.end is CallEnd.ANSWERED_ELSEWHERE:
        assert call.answered_at_s is None


def test_two_events_about_one_call_never_make_two_calls() -> None:
    calls = call_list.reduce(call_list.reduce((), ringing(), 0.0), ringing(SILENT), 1.0)
    assert len(calls) == 1
    assert calls[0].ring is Ring.NORMAL
    assert len(call_list.dialled(dial(()), OUT, "other", 1.0)) == 1
