"""What leader and assistants write to each other: round trip, and no body breaks it."""

from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.executive.leader_message import (
    LONGEST_BODY,
    LeaderMessage,
    MessageKind,
    ReplyChoice,
    compose,
    parse,
)
from softphone.domain.plain_text import plain

ids = st.text("0123456789abcdef", min_size=8, max_size=64)
words = st.text(max_size=60).map(lambda text: plain(text, 60)).filter(bool)


@given(ids, st.sampled_from(list(ReplyChoice)), words, words, words)
def test_a_reply_comes_back_as_it_was_written(
    id_: str, choice: ReplyChoice, text: str, caller: str, call: str
) -> None:
    message = LeaderMessage(MessageKind.REPLY, text, id_, choice, caller, call)
    assert parse(compose(message)) == message


@given(st.text(max_size=300))
def test_any_body_is_read_or_refused(body: str) -> None:
    message = parse(body)
    assert message is None or "\n" not in message.text


@given(st.text(max_size=80), st.sampled_from(["reply", "note", "read", "plain", "x", ""]))
def test_a_first_line_that_is_not_well_formed_is_nothing(rest: str, kind: str) -> None:
    message = parse(f"vorzimmer/1 {kind} {rest}")
    assert message is None or message.kind.value == kind


def test_a_stranger_sees_the_sentence() -> None:
    body = compose(LeaderMessage(MessageKind.REPLY, "Bitte durchstellen.", "ab" * 8, ReplyChoice.THROUGH))
    assert body.splitlines()[1] == "Bitte durchstellen."


def test_a_plain_word_is_a_plain_word() -> None:
    assert parse("Bin gleich da") == LeaderMessage(MessageKind.PLAIN, "Bin gleich da")


def test_nothing_and_too_much_are_not_read() -> None:
    assert parse(" \n") is None
    assert parse("x" * (LONGEST_BODY + 1)) is None
