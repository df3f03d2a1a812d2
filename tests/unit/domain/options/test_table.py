"""The typed table of settings: what is read is what was written, and everything else is refused with a reason."""

import contextlib
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.options.kinds import (
    AddressList,
    Choice,
    Kind,
    OptionFaultError,
    Text,
    TextList,
    Toggle,
    WholeNumber,
)
from softphone.domain.options.search import Searchable, found
from softphone.domain.options.table import OPTIONS, THEME, AnyOption, Section, ThemeChoice, option_of
from softphone.domain.problems import NoSuchOption, OptionFault, OptionRefused, ProblemError

KEY = re.compile(r"[a-z]+\.[a-z0-9]+(-[a-z0-9]+)*")
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
KINDS: tuple[Kind[Any], ...] = (
    Toggle(),
    WholeNumber(0, 3650, "d"),
    WholeNumber(-5, 5),
    Text(20),
    Choice(ThemeChoice),
    TextList(3, 10),
    AddressList(),
)
KIND = st.sampled_from(KINDS)


def test_every_key_is_lasting_readable_and_there_once() -> None:
    keys = [option.key for option in OPTIONS]
    assert len(set(keys)) == len(keys)
    assert all(KEY.fullmatch(key) for key in keys)
    assert {option.section for option in OPTIONS} <= set(Section)


@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.key)
def test_a_default_is_a_value_the_option_takes_and_can_be_stored(option: AnyOption) -> None:
    stored = json.loads(json.dumps(option.plain(option.default)))
    assert option.read(stored) == option.default
    assert option_of(option.key) is option


@given(kind=KIND, raw=ANYTHING)
def test_whatever_is_read_comes_back_after_it_was_stored(kind: Kind[Any], raw: object) -> None:
    try:
        value = kind.read(raw)
    except OptionFaultError:
        return
    assert kind.read(json.loads(json.dumps(kind.plain(value)))) == value
    hash(value)


@given(kind=KIND, text=st.text())
def test_what_is_typed_is_taken_or_refused_and_never_more(kind: Kind[Any], text: str) -> None:
    with contextlib.suppress(OptionFaultError):
        value = kind.read_text(text)
        assert kind.read(kind.plain(value)) == value


@given(number=st.integers(-100, 100))
def test_a_number_outside_its_range_is_refused_in_both_ways(number: int) -> None:
    kind = WholeNumber(-5, 5)
    if -5 <= number <= 5:
        assert kind.read(number) == kind.read_text(str(number)) == number
        return
    reading: tuple[Callable[[], int], ...] = (lambda: kind.read(number), lambda: kind.read_text(str(number)))
    for read in reading:
        with pytest.raises(OptionFaultError) as caught:
            read()
        assert caught.value.fault is OptionFault.OUT_OF_RANGE


@pytest.mark.parametrize(
    ("kind", "raw", "fault"),
    [
        (Toggle(), 1, OptionFault.WRONG_KIND),
        (Toggle(), "on", OptionFault.WRONG_KIND),
        (WholeNumber(0, 9), True, OptionFault.WRONG_KIND),
        (WholeNumber(0, 9), 3.0, OptionFault.WRONG_KIND),
        (Text(3), "four", OptionFault.OUT_OF_RANGE),
        (Text(3), "a\tb", OptionFault.NOT_PRINTABLE),
        (Text(3), "\ud800", OptionFault.NOT_PRINTABLE),
        (Choice(ThemeChoice), "pink", OptionFault.NOT_OFFERED),
        (Choice(ThemeChoice), 1, OptionFault.WRONG_KIND),
        (TextList(1, 3), ["a", "b"], OptionFault.OUT_OF_RANGE),
        (TextList(1, 3), "abc", OptionFault.WRONG_KIND),
        (TextList(1, 3), [1], OptionFault.WRONG_KIND),
    ],
)
def test_each_fault_has_its_reason(kind: Kind[Any], raw: object, fault: OptionFault) -> None:
    with pytest.raises(OptionFaultError) as caught:
        kind.read(raw)
    assert caught.value.fault is fault


@pytest.mark.parametrize(("text", "value"), [("on", True), (" OFF ", False), ("true", True)])
def test_a_switch_is_typed_as_people_do(text: str, value: bool) -> None:
    assert Toggle().read_text(text) is value


def test_a_list_is_typed_one_text_a_line() -> None:
    assert TextList().read_text("a\n\n b \n") == ("a", "b")
    assert TextList().read_text("") == ()


def test_a_refusal_names_the_setting_and_what_it_takes() -> None:
    with pytest.raises(ProblemError) as caught:
        THEME.read_text("pink")
    assert caught.value.problem == OptionRefused(THEME.key, OptionFault.NOT_OFFERED, "system, light, dark")


@given(key=st.text())
def test_an_unknown_key_is_told_as_such(key: str) -> None:
    if key not in {option.key for option in OPTIONS}:
        with pytest.raises(ProblemError) as caught:
            option_of(key)
        assert caught.value.problem == NoSuchOption(key)


WORDS = (
    Searchable("a.x", "Erscheinungsbild", "Helle oder dunkle Farben"),
    Searchable("a.y", "Farben der Leiter", "Wer welche hat"),
    Searchable("a.z", "Größe", ""),
)


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("farben", ["a.y", "a.x"]),
        ("FARB dunk", ["a.x"]),
        ("groesse", ["a.z"]),
        ("a.y", ["a.y"]),
        ("nirgends", []),
        ("  ", []),
    ],
)
def test_settings_are_found_by_words_of_label_and_explanation(query: str, keys: list[str]) -> None:
    assert [one.key for one in found(WORDS, query)] == keys


@given(query=st.text())
def test_a_search_only_ever_finds_what_is_there(query: str) -> None:
    hits = found(WORDS, query)
    assert set(hits) <= set(WORDS)
    assert len(hits) == len(set(hits))


@given(place=st.integers(0, 2))
def test_everything_is_found_by_its_own_label(place: int) -> None:
    assert WORDS[place] in found(WORDS, WORDS[place].label)


@pytest.mark.parametrize("entry", ["192.0.2.7", "192.0.2.0/24", "192.0.2.9/24", "2001:db8::1", "2001:db8::/32"])
def test_addresses_and_networks_are_taken(entry: str) -> None:
    assert AddressList().read([entry]) == (entry,)
    assert AddressList().read_text(f"{entry}\n\n") == (entry,)


@pytest.mark.parametrize("entry", ["sbc.example", "192.0.2.0/33", "192.0.2", "192.0.2.1:5060", "*"])
def test_a_list_of_addresses_refuses_what_is_none(entry: str) -> None:
    with pytest.raises(OptionFaultError) as refused:
        AddressList().read(["192.0.2.1", entry])
    assert refused.value.fault is OptionFault.NOT_AN_ADDRESS
