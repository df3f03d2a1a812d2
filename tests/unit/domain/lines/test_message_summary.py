"""Message summaries as servers write them (RFC 3842)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.lines.message_summary import MessageSummary, read_summary
from softphone.domain.telephone.events import MessageWaiting
from softphone.telephony.engine.instant_messages import messages_waiting

COUNTS = st.integers(0, 99_999)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Messages-Waiting: yes\r\nVoice-Message: 2/8 (0/2)\r\n", MessageSummary(2, 8, 0, 2)),
        ("Messages-Waiting: yes\nvoice-message:1/0\n", MessageSummary(1, 0)),
        ("Messages-Waiting: no\r\n", MessageSummary()),
        ("messages-waiting: YES", MessageSummary(1)),
        (
            "Messages-Waiting: yes\r\nMessage-Account: sip:vm@pbx.example\r\nVoice-Message: 4/1 (1/0)\r\n",
            MessageSummary(4, 1, 1, 0, "sip:vm@pbx.example"),
        ),
        ("Fax-Message: 3/0\r\n", None),
        ("", None),
    ],
)
def test_what_is_said(body: str, expected: MessageSummary | None) -> None:
    assert read_summary(body) == expected


@given(COUNTS, COUNTS, COUNTS, COUNTS)
def test_counts_survive(new: int, old: int, urgent_new: int, urgent_old: int) -> None:
    summary = read_summary(f"Messages-Waiting: yes\r\nVoice-Message: {new}/{old} ({urgent_new}/{urgent_old})\r\n")
    assert summary == MessageSummary(new, old, min(urgent_new, new), min(urgent_old, old))


@given(st.text())
def test_nothing_it_is_given_makes_it_raise(text: str) -> None:
    for body in (text, f"Voice-Message: {text}"):
        found = read_summary(body) or MessageSummary()
        assert 0 <= found.urgent_new <= found.new
        assert 0 <= found.urgent_old <= found.old


def test_the_own_mailbox_comes_as_a_whole_notify() -> None:
    notify = (
        "NOTIFY sip:x SIP/2.0\r\nEvent: message-summary\r\n\r\nMessages-Waiting: yes\r\nVoice-Message: 2/1 (1/0)\r\n"
    )
    assert messages_waiting(notify) == MessageWaiting(2, 1, 1, 0)
    assert messages_waiting("NOTIFY sip:x SIP/2.0\r\nEvent: message-summary\r\n\r\n") is None
