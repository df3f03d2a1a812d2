"""What a response or the end of a subscription leads to."""

import pytest

from softphone.telephony.engine.subscriptions.response_policy import LONGEST_PAUSE_S, NextStep, of_answer, of_end


@pytest.mark.parametrize(
    ("status", "then"),
    [
        (200, NextStep.KEEP), (202, NextStep.KEEP), (481, NextStep.AGAIN), (489, NextStep.UNKNOWN_PACKAGE),
        (501, NextStep.UNKNOWN_PACKAGE), (403, NextStep.NEVER),
        (404, NextStep.NEVER), (401, NextStep.NEVER), (302, NextStep.NEVER), (603, NextStep.NEVER),
        (408, NextStep.LATER), (480, NextStep.LATER), (500, NextStep.LATER), (503, NextStep.LATER),
    ],
)  # fmt: skip
def test_what_an_answer_leads_to(status: int, then: NextStep) -> None:
    assert of_answer(status).then is then


@pytest.mark.parametrize(
    ("reason", "then"),
    [
        ("deactivated", NextStep.AGAIN), ("timeout", NextStep.AGAIN), ("probation", NextStep.LATER),
        ("giveup", NextStep.LATER), ("noresource", NextStep.NEVER), ("rejected", NextStep.NEVER),
        ("invariant", NextStep.NEVER), ("", NextStep.LATER), ("something-new", NextStep.LATER),
        ("Deactivated", NextStep.AGAIN),
    ],
)  # fmt: skip
def test_what_an_end_leads_to(reason: str, then: NextStep) -> None:
    assert of_end(reason).then is then


def test_a_pause_the_server_asks_for_is_kept_within_reason() -> None:
    assert of_answer(503, 7).after_s == 7
    assert of_answer(404, 7).then is NextStep.LATER
    assert of_end("probation", 10**9).after_s == LONGEST_PAUSE_S
