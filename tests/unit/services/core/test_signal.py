"""Signals: every listener gets every value, whatever becomes of the others."""

import logging

import pytest

from softphone.services.core.signal import Signal


def test_all_listeners_get_the_values_in_the_order_of_connection() -> None:
    signal, heard = Signal[str, int](), list[tuple[str, str, int]]()
    signal.connect(lambda name, number: heard.append(("first", name, number)))
    signal.connect(lambda name, number: heard.append(("second", name, number)))
    signal.emit("key", 1)
    assert heard == [("first", "key", 1), ("second", "key", 1)]


def test_a_signal_without_listeners_and_without_values() -> None:
    signal, heard = Signal[()](), list[str]()
    signal.emit()
    signal.connect(lambda: heard.append("emitted"))
    signal.emit()
    assert heard == ["emitted"]


def test_a_listener_that_fails_is_logged_and_the_others_run(caplog: pytest.LogCaptureFixture) -> None:
    def fail(number: int) -> None:
        raise ValueError(number)

    signal, heard = Signal[int](), list[int]()
    signal.connect(fail)
    signal.connect(heard.append)
    with caplog.at_level(logging.ERROR):
        signal.emit(1)
    assert heard == [1]
    assert [record.getMessage() for record in caplog.records] == ["a listener failed"]


def test_a_listener_that_is_connected_meanwhile_waits_for_the_next_value() -> None:
    signal, heard = Signal[int](), list[int]()
    signal.connect(lambda number: signal.connect(heard.append))
    signal.emit(1)
    assert heard == []
