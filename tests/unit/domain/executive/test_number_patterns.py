"""Numbers and patterns while they are typed agree with what the form's check refuses."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.executive.draft import Draft, faults
from softphone.domain.executive.number_patterns import PatternFault, pattern_fault, split_pasted, wrong_character
from softphone.domain.executive.settings import CallsFrom, Criterion, Field, GroupSettings

STORED = Criterion("VIP", True, CallsFrom.SPECIFIED_ONLY)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("+49 (0)30 555-010", None),
        ("069 9000942*", None),
        ("4??", None),
        ("", PatternFault.EMPTY),
        ("030x", PatternFault.CHARACTER),
        ("030+49", PatternFault.PLUS_PLACE),
        ("+", PatternFault.PLUS_PLACE),
        ("0*30", PatternFault.STAR_PLACE),
        ("1" * 162, PatternFault.TOO_LONG),
    ],
)
def test_the_reason_is_named(text: str, fault: PatternFault | None) -> None:
    assert pattern_fault(text) is fault


def test_the_wrong_character_is_named() -> None:
    assert wrong_character("030 5x5y") == "x"


def test_a_pasted_list_becomes_single_numbers() -> None:
    assert split_pasted("030 1;030 2, 030 3\n\n 030 4 ") == ("030 1", "030 2", "030 3", "030 4")


@given(text=st.text("0123456789+?*() /.-xé", min_size=1, max_size=12))
def test_what_the_field_accepts_can_be_saved_and_what_it_refuses_cannot(text: str) -> None:
    stored = Draft(GroupSettings(criteria=(STORED,)))
    draft = Draft(GroupSettings(criteria=(replace(STORED, numbers=(text,)),)))
    refused = any(fault.field is Field.NUMBERS for fault in faults(stored, draft))
    assert refused == (pattern_fault(text) is not None)
