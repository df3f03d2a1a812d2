"""What may be diverted to, and what switching off keeps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.executive.divert import Divert, divert_target, edited_divert, leads_to
from softphone.domain.problems import NotANumber


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("030 23125-451", "03023125451"),
        ("+49 (0)30 23125451", "+493023125451"),
        ("451", "451"),
        ("paul@pbx.example", "paul@pbx.example"),
    ],
)
def test_digits_and_complete_addresses_are_targets(text: str, target: str) -> None:
    assert divert_target(text, "DE") == target


@pytest.mark.parametrize(("text", "position"), [("030 2x", 6), ("paul", 1), ("", None), ("12+3", 3)])
def test_what_is_no_target_is_named_with_its_place(text: str, position: int | None) -> None:
    assert divert_target(text, "DE") == NotANumber(text, position)


def test_switching_off_keeps_the_stored_number_and_asks_for_none() -> None:
    stored = Divert(True, "451")
    assert edited_divert(False, "nonsense!", stored, "DE") == Divert(False, "451")
    assert edited_divert(True, "452", stored, "DE") == Divert(True, "452")


@given(st.text(max_size=200))
def test_any_text_is_a_target_or_no_number(text: str) -> None:
    target = divert_target(text, "DE")
    assert isinstance(target, NotANumber) or (isinstance(target, str) and 0 < len(target) <= 161)


def test_a_number_is_recognised_however_it_is_written() -> None:
    own = ("+493023125450", "450")
    assert leads_to("030 23125 450", own, "DE")
    assert leads_to("450", own, "DE")
    assert leads_to("Lea@PBX.example", ("lea@pbx.example",), "DE")
    assert not leads_to("451", own, "DE")
    assert not leads_to("", own, "DE")
