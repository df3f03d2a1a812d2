"""Observable: one change is published once, in order, to every listener."""

import logging

import pytest

from softphone.services.state.observable import Observable


def test_a_block_of_changes_is_published_once_with_its_last_value() -> None:
    number, seen = Observable(0), list[int]()
    number.subscribe(seen.append)
    with number.one_change():
        number.set(1)
        with number.one_change():
            number.set(2)
        assert number.value == 2
        number.set(3)
    assert seen == [0, 3]


def test_a_block_that_ends_where_it_began_is_not_published() -> None:
    number, seen = Observable(0), list[int]()
    number.subscribe(seen.append)
    with number.one_change():
        number.set(1)
        number.set(0)
    assert seen == [0]


def test_what_changed_before_a_failure_is_published() -> None:
    number, seen = Observable(0), list[int]()
    number.subscribe(seen.append)

    def set_and_fail() -> None:
        with number.one_change():
            number.set(1)
            raise ValueError

    with pytest.raises(ValueError):
        set_and_fail()
    number.set(2)
    assert seen == [0, 1, 2]


def test_no_listener_gets_an_older_value_after_a_newer_one() -> None:
    """The first listener answers every odd number with the next even one."""
    number, seen = Observable(0), list[int]()
    number.subscribe(lambda value: number.set(value + value % 2))
    number.subscribe(seen.append)
    number.set(1)
    number.set(4)
    assert seen == [0, 1, 2, 4]


def test_a_listener_that_fails_is_logged_and_the_others_run(caplog: pytest.LogCaptureFixture) -> None:
    def fail_later(value: int) -> None:
        if value:
            raise ValueError(value)

    number, seen = Observable(0), list[int]()
    number.subscribe(fail_later)
    unsubscribe = number.subscribe(seen.append)
    with caplog.at_level(logging.ERROR):
        number.set(1)
    unsubscribe()
    number.set(0)
    assert seen == [0, 1]
    assert [record.getMessage() for record in caplog.records] == ["a listener failed"]
