"""Which of the portal's calls is the one on the telephone, line states, and feature codes."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.lines.line_state import LineEvent, LineEventKind, LineState, state_of, with_event
from softphone.domain.lines.portal_calls import OwnCall, Personality, PortalCall, PortalCallState, same_call
from softphone.domain.numbers.feature_codes import FeatureCodes, codes_of, digits_of, on_behalf_string

OWN = OwnCall("", True, True, "+4989111222", "lea@x", 100.0)
LISTED = PortalCall(
    "c1", Personality.TERMINATOR, PortalCallState.ACTIVE, "t1", "Erika", "089 111222", "lea@x", False, 99.0
)


def test_the_platforms_id_names_the_call() -> None:
    other = replace(LISTED, call_id="c2", tracking_id="t2")
    assert same_call(replace(OWN, tracking_id="t2"), (LISTED, other), "DE") == other
    assert same_call(replace(OWN, tracking_id="t3"), (LISTED, other), "DE") is None


def test_without_an_id_nothing_may_speak_against_it() -> None:
    assert same_call(OWN, (LISTED,), "DE") == LISTED
    for wrong in (
        replace(LISTED, personality=Personality.ORIGINATOR),
        replace(LISTED, state=PortalCallState.ALERTING),
        replace(LISTED, leader_id="max@x"),
    ):
        assert same_call(OWN, (wrong,), "DE") is None


def test_two_that_could_be_it_are_none_unless_one_began_with_it() -> None:
    twin = replace(LISTED, call_id="c2", started_at_s=50.0)
    assert same_call(OWN, (LISTED, twin), "DE") == LISTED
    assert same_call(OWN, (LISTED, replace(twin, started_at_s=100.0)), "DE") is None


calls = st.builds(
    PortalCall,
    st.sampled_from("abc"),
    st.none(),
    st.sampled_from([*PortalCallState, None]),
    st.sampled_from(["", "t"]),
)
events = st.builds(
    LineEvent,
    st.sampled_from(["lea", "max"]),
    st.sampled_from(list(LineEventKind)),
    st.lists(calls, max_size=2).map(tuple),
)


@given(st.lists(events, max_size=15))
def test_a_line_is_known_only_after_a_snapshot_and_free_only_without_calls(story: list[LineEvent]) -> None:
    lines: dict[str, dict[str, PortalCall]] = {}
    seen: set[str] = set()
    for event in story:
        lines = with_event(lines, event)  # type: ignore[assignment]
        seen |= {event.user_id} if event.kind is LineEventKind.SNAPSHOT else set()
        for user in ("lea", "max"):
            assert (state_of(lines, user) is None) == (user not in seen)
    for user, known in lines.items():
        open_calls = [c for c in known.values() if c.state is not PortalCallState.RELEASED]
        assert (state_of(lines, user) is LineState.FREE) == (not open_calls)


def test_codes_come_by_their_names_and_only_dialable_ones() -> None:
    listed = {"executive-assistant call push": " #63 ", "Call Retrieve": "*11; rm", "Something": "#99"}
    assert codes_of(listed) == FeatureCodes(push="#63")


def test_a_leader_is_named_by_the_shortest_number_as_dialled_at_home() -> None:
    assert digits_of(("+493023125410", "410"), "DE") == "410"
    assert digits_of(("+493023125410",), "DE") == "03023125410"
    assert digits_of((), "DE") is None
    assert on_behalf_string("#64", "410", "089111") == "#64410*089111"
