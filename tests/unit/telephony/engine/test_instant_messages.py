"""Message summaries that arrive outside a subscription."""

import pytest

from softphone.domain.telephone.events import MessageWaiting
from softphone.telephony.engine.instant_messages import messages_waiting


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Messages-Waiting: yes\r\nVoice-Message: 2/8 (0/2)\r\n", MessageWaiting(2, 8, 0, 2)),
        ("Messages-Waiting: no\r\n", MessageWaiting(0, 0)),
        ("messages-waiting: YES\r\n", MessageWaiting(1, 0)),
        ("nothing of the kind", None),
    ],
)
def test_message_summaries(body: str, expected: MessageWaiting | None) -> None:
    assert messages_waiting("NOTIFY sip:a@x SIP/2.0\r\nEvent: message-summary\r\n\r\n" + body) == expected
