"""Two letters and a colour for every person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.contacts.initials import COLOURS, assign_colours, initials


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Dr. Lea Muster", "LM"),
        ("Prof. Dr.-Ing. Jan Klein", "JK"),
        ("Anna-Lena Groß-Berg", "AG"),
        ("Otto", "OT"),
        ("Ludwig van Beethoven", "LB"),
        ("Karl Theodor Maria zu Guttenberg", "KG"),
        ("Ö", "Ö"),
        ("dr", "DR"),
        ("100", "10"),
        ("", "?"),
        (" – ", "?"),
    ],
)
def test_initials_are_of_the_first_and_last_name(name: str, letters: str) -> None:
    assert initials(name) == letters


@given(st.text())
def test_initials_are_never_empty_and_never_more_than_two(name: str) -> None:
    assert 1 <= len(initials(name)) <= 2
    assert not set(initials(name)) & set(" \t\r\n")


NAMES = st.text("abcdefgh", min_size=1, max_size=2)


@given(st.dictionaries(NAMES, st.integers(-3, 20), max_size=12), st.lists(NAMES, max_size=12))
def test_every_leader_has_an_own_place_that_stays(known: dict[str, int], leaders: list[str]) -> None:
    places = assign_colours(known, leaders)
    assert set(leaders) <= set(places)
    assert len(set(places.values())) == len(places)
    assert all(place >= 0 for place in places.values())
    assert dict(assign_colours(places, leaders)) == dict(places)
    assert dict(assign_colours(places, list(reversed(leaders)))) == dict(places)


@given(st.lists(NAMES, unique=True, max_size=12), st.lists(NAMES, max_size=12))
def test_a_leader_who_is_still_there_never_changes_colour(first: list[str], second: list[str]) -> None:
    before = assign_colours({}, first)
    after = assign_colours(before, second)
    assert all(after[leader] == before[leader] for leader in second if leader in before)


@given(st.lists(NAMES, unique=True, max_size=COLOURS))
def test_up_to_eight_leaders_have_eight_different_colours(leaders: list[str]) -> None:
    assert sorted(assign_colours({}, leaders).values()) == list(range(len(leaders)))


def test_the_ninth_leader_takes_the_first_colour_again_with_a_double_spine() -> None:
    places = assign_colours({}, [f"l{n}" for n in range(9)])
    assert (places["l8"] % COLOURS, places["l8"] >= COLOURS) == (0, True)


def test_a_colour_of_somebody_gone_is_given_away_only_when_all_eight_were_used() -> None:
    known = {f"l{n}": n for n in range(7)}
    assert assign_colours(known, ["new"])["new"] == 7
    full = {**known, "l7": 7}
    places = assign_colours(full, ["l0", "l1", "new"])
    assert places["new"] == 2
    assert "l2" not in places


def test_what_was_stored_wrongly_is_given_anew() -> None:
    places = assign_colours({"a": 0, "b": 0, "c": -1, "d": True}, ["a", "b", "c", "d"])
    assert places["a"] == 0
    assert sorted(places.values()) == [0, 1, 2, 3]
