"""Feature access codes: what dialling one means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.demo_pbx.rules.access_codes import Feature, FeatureCall, parse_feature

DIGITS = st.text("0123456789", max_size=12)


@pytest.mark.parametrize(
    ("dialled", "meaning"),
    [
        ("#61", FeatureCall(Feature.FILTER_ON)),
        ("#62410", FeatureCall(Feature.FILTER_OFF, "410")),
        ("#63", FeatureCall(Feature.PUSH)),
        ("#64410*0301234567", FeatureCall(Feature.ON_BEHALF, "410", "0301234567")),
        ("#64+493023125410*+4930", FeatureCall(Feature.ON_BEHALF, "+493023125410", "+4930")),
        ("#64410", FeatureCall(Feature.ON_BEHALF, "410")),
        ("*11", FeatureCall(Feature.RETRIEVE)),
        ("*15410", FeatureCall(Feature.BRIDGE, "410")),
        ("*98433", FeatureCall(Feature.PICK_UP, "433")),
        ("", None),
        ("410", None),
        ("#", None),
        ("*9", None),
        ("vm-lea.muster", None),
    ],
)
def test_a_code_and_what_follows_it(dialled: str, meaning: FeatureCall | None) -> None:
    assert parse_feature(dialled) == meaning


@given(DIGITS, DIGITS)
def test_an_identity_and_a_target_come_apart_again(leader: str, target: str) -> None:
    assert parse_feature(f"#64{leader}*{target}") == FeatureCall(Feature.ON_BEHALF, leader, target)


@given(st.text(max_size=30))
def test_no_dialled_text_fails(dialled: str) -> None:
    found = parse_feature(dialled)
    assert found is None or dialled.startswith(found.feature.value)
