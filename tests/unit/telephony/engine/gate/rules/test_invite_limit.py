"""The rate at which new calls are taken."""

from hypothesis import given
from hypothesis import strategies as st

from softphone.telephony.engine.gate.rules.invite_limit import InviteLimit


def test_a_burst_and_then_the_rate() -> None:
    limit = InviteLimit(per_s=10, burst=3)
    assert [limit.admit(100.0) for _ in range(5)] == [True, True, True, False, False]
    assert [limit.admit(100.11), limit.admit(100.11)] == [True, False]


@given(st.lists(st.floats(0, 0.5), max_size=200))
def test_never_more_than_burst_and_rate_together(pauses: list[float]) -> None:
    limit, now, admitted = InviteLimit(per_s=10, burst=20), 50.0, 0
    for pause in pauses:
        now += pause
        admitted += limit.admit(now)
        assert admitted <= 20 + (now - 50.0) * 10 + 1e-6
