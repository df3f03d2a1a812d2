"""Partial and full dialog-info add up to a line's state (RFC 4235, section 4.3); what is unknown is never free."""

from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.lines.dialog_info import (
    DialogInfo,
    DialogPhase,
    WatchedDialog,
    WatchedLine,
    line_state,
    line_update,
)
from softphone.domain.lines.line_state import LineState

RINGING = WatchedDialog("a", DialogPhase.EARLY)
SPEAKING = WatchedDialog("a", DialogPhase.CONFIRMED)
OVER = WatchedDialog("a", DialogPhase.TERMINATED)
DIALLING = WatchedDialog("b", DialogPhase.TRYING, outgoing=True)

dialogs = st.builds(WatchedDialog, st.sampled_from("abc"), st.sampled_from(DialogPhase), st.booleans())
documents = st.lists(dialogs, max_size=4, unique_by=lambda d: d.id).map(tuple)


def full(version: int, *calls: WatchedDialog) -> DialogInfo:
    return DialogInfo(version, True, calls)


def partial(version: int, *calls: WatchedDialog) -> DialogInfo:
    return DialogInfo(version, False, calls)


def after(*documents: DialogInfo) -> WatchedLine:
    line = WatchedLine()
    for document in documents:
        line = line_update(line, document).line
    return line


def test_nothing_heard_is_unknown() -> None:
    assert line_state(WatchedLine()) is None


def test_a_full_document_says_it_all() -> None:
    assert line_state(after(full(0))) is LineState.FREE
    assert line_state(after(full(0, RINGING))) is LineState.RINGING
    assert line_state(after(full(0, SPEAKING))) is LineState.IN_CALL
    assert line_state(after(full(0, OVER))) is LineState.FREE


def test_a_line_that_dials_is_busy_and_does_not_ring() -> None:
    assert line_state(after(full(0, DIALLING))) is LineState.IN_CALL


def test_speaking_wins_over_a_second_call_that_rings() -> None:
    assert line_state(after(full(0, SPEAKING, WatchedDialog("c", DialogPhase.EARLY)))) is LineState.IN_CALL


def test_the_next_partial_document_changes_what_it_names() -> None:
    assert line_state(after(full(3, RINGING), partial(4, SPEAKING))) is LineState.IN_CALL
    assert line_state(after(full(3, SPEAKING, DIALLING), partial(4, OVER))) is LineState.IN_CALL
    assert line_state(after(full(3, SPEAKING), partial(4, OVER))) is LineState.FREE


def test_an_old_partial_document_is_not_heard() -> None:
    line = after(full(3, SPEAKING))
    assert line_update(line, partial(3, OVER)).line == line
    assert line_update(line, partial(2, OVER)).line == line


def test_after_a_gap_nothing_is_said_until_the_whole_state_comes() -> None:
    update = line_update(after(full(3, SPEAKING)), partial(5, OVER))
    assert update.has_gap
    assert line_state(update.line) is None
    assert line_state(line_update(update.line, full(6)).line) is LineState.FREE


def test_a_partial_document_first_is_a_gap() -> None:
    update = line_update(WatchedLine(), partial(0, SPEAKING))
    assert update.has_gap
    assert line_state(update.line) is None


def test_a_server_that_counts_anew_is_believed() -> None:
    assert line_state(after(full(9, SPEAKING), full(0))) is LineState.FREE


@given(documents, st.lists(documents, max_size=6))
def test_partial_documents_in_order_give_the_same_as_one_full_one(
    first: tuple[WatchedDialog, ...], then: list[tuple[WatchedDialog, ...]]
) -> None:
    """The reference: a plain dictionary."""
    calls = {call.id: call for call in first}
    line = after(full(0, *first))
    for number, changed in enumerate(then, 1):
        calls.update({call.id: call for call in changed})
        line = line_update(line, partial(number, *changed)).line
    assert line_state(line) is line_state(after(full(0, *calls.values())))


@given(st.lists(st.builds(DialogInfo, st.integers(0, 6), st.booleans(), documents), max_size=8))
def test_free_is_said_only_after_a_full_document(told: list[DialogInfo]) -> None:
    if line_state(after(*told)) is not None:
        assert any(document.full for document in told)
