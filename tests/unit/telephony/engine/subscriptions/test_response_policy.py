"""What a response or the end of a subscription leads to."""

import pytest

from softphone.telephony.engine.subscriptions.response_policy import (
    LONGEST_PAUSE_S,
    of_answer,
    of_end,
)
from softphone.telephony.engine.subscriptions.response_policy import (
    SubscriptionStep as Step,
)


@pytest.mark.parametrize(
    ("status", "then"),
    [
        (200, Step.KEEP), (202, Step.KEEP), (481, Step.AGAIN), (489, Step.UNKNOWN_PACKAGE),
        (501, Step.UNKNOWN_PACKAGE), (403, Step.NEVER),
        (404, Step.NEVER), (401, Step.NEVER), (302, Step.NEVER), (603, Step.NEVER),
        (408, Step.LATER), (480, Step.LATER), (500, Step.LATER), (503, Step.LATER),
    ],
)  # fmt: skip
def test_what_an_answer_leads_to(status: int, then: Step) -> None:
    assert of_answer(status).then is then


@pytest.mark.parametrize(
    ("reason", "then"),
    [
        ("deactivated", Step.AGAIN), ("timeout", Step.AGAIN), ("probation", Step.LATER),
        ("giveup", Step.LATER), ("noresource", Step.NEVER), ("rejected", Step.NEVER),
        ("invariant", Step.NEVER), ("", Step.LATER), ("something-new", Step.LATER),
        ("Deactivated", Step.AGAIN),
    ],
)  # fmt: skip
def test_what_an_end_leads_to(reason: str, then: Step) -> None:
    assert of_end(reason).then is then


def test_a_pause_the_server_asks_for_is_kept_within_reason() -> None:
    assert of_answer(503, 7).after_s == 7
    assert of_answer(404, 7).then is Step.LATER
    assert of_end("probation", 10**9).after_s == LONGEST_PAUSE_S
