"""Numbers as typed, shown, compared and dialled."""

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.phone_numbers import clean_dialled, dial_uri, display, same_number, to_e164
from softphone.domain.problems import NotANumber
from softphone.domain.sip_text import parse_name_addr

REGIONS = st.sampled_from(["DE", "AT", "CH", "IT", "US", "RU", "GB", "XX", "", "ß"])
TYPED = st.one_of(st.text(), st.text(alphabet="+0123456789 ()/-.*#@:;abz\u200b\u00a0–０", max_size=40))
EXAMPLES = [
    phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    for region in sorted(phonenumbers.SUPPORTED_REGIONS)
    if (number := phonenumbers.example_number(region)) is not None
]


@given(TYPED, REGIONS)
def test_any_text_is_a_number_or_declared_to_be_none(text: str, region: str) -> None:
    e164 = to_e164(text, region)
    assert e164 is None or (e164[0] == "+" and e164[1:].isascii() and e164[1:].isdigit())
    assert same_number(text, text, region) or e164 is None
    assert isinstance(display(text, region), str)


@given(TYPED, REGIONS)
def test_what_may_be_dialled_stays_as_it_is_when_cleaned_again(text: str, region: str) -> None:
    cleaned = clean_dialled(text, region)
    if isinstance(cleaned, str):
        assert clean_dialled(cleaned, region) == cleaned
        assert cleaned
    else:
        assert isinstance(cleaned, NotANumber)
        assert cleaned.position is None or 1 <= cleaned.position <= len(text)


@given(TYPED, REGIONS)
def test_what_may_be_dialled_makes_a_uri_that_says_the_same(text: str, region: str) -> None:
    cleaned = clean_dialled(text, region)
    if isinstance(cleaned, str):
        address = parse_name_addr(f"<{dial_uri(cleaned, 'pbx.example')}>")
        assert address is not None
        assert address.user == cleaned.partition("@")[0]
        assert " " not in address.uri


@given(st.sampled_from(EXAMPLES), st.sampled_from(["DE", "US", "CH"]))
def test_a_number_as_it_is_shown_is_still_the_same_number(e164: str, region: str) -> None:
    shown = display(e164, region)
    assert to_e164(shown, region) == e164
    assert same_number(shown, e164, region)
    cleaned = clean_dialled(shown, region)
    assert isinstance(cleaned, str)
    assert to_e164(cleaned, region) == e164


@pytest.mark.parametrize(
    "text", ["+49 30 23125410", "+49 (0)30 23125-410", "0049 30/23125.410", "030 23125 410", "(030) 23125–410"]
)
def test_the_usual_ways_of_writing_are_one_number(text: str) -> None:
    assert to_e164(text, "DE") == "+493023125410"
    assert display(text, "DE") == "030 23125410"
    assert same_number(text, "+493023125410", "DE")


@pytest.mark.parametrize(
    "text", ["410", "41012", "23125410", "110", "112", "lea.muster", "lea@pbx.example", "*11", ""]
)
def test_extensions_short_numbers_and_names_are_no_public_numbers_and_shown_unchanged(text: str) -> None:
    assert to_e164(text, "DE") is None
    assert display(text, "DE") == text


def test_a_foreign_number_is_shown_internationally() -> None:
    assert display("+41446681800", "DE") == "+41 44 668 18 00"
    assert display("+41446681800", "CH") == "044 668 18 00"


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("410", "410", True),
        ("410", "+493023125410", False),
        ("lea", "lea", True),
        ("", "", False),
        ("+493023125410", "+493023125411", False),
    ],
)
def test_an_extension_is_not_the_end_of_a_longer_number(a: str, b: str, same: bool) -> None:
    assert same_number(a, b, "DE") is same


@pytest.mark.parametrize(
    ("typed", "cleaned", "uri"),
    [
        ("+49 (0)30 23125-410", "+493023125410", "sip:+493023125410@pbx.example"),
        ("0049 (0) 30/23125.410", "00493023125410", "sip:00493023125410@pbx.example"),
        ("(030) 23125 410", "03023125410", "sip:03023125410@pbx.example"),
        ("tel:+49-30-23125410;phone-context=x", "+493023125410", "sip:+493023125410@pbx.example"),
        (" 112 ", "112", "sip:112@pbx.example"),
        ("#61", "#61", "sip:%2361@pbx.example"),
        ("*11", "*11", "sip:*11@pbx.example"),
        ("lea.muster", "lea.muster", "sip:lea.muster@pbx.example"),
        ("sip:lea@other.example;transport=tcp", "lea@other.example", "sip:lea@other.example"),
        ("\u202a030\u00a023125410\u202c", "03023125410", "sip:03023125410@pbx.example"),
    ],
)
def test_what_people_type_or_paste_is_dialled(typed: str, cleaned: str, uri: str) -> None:
    assert clean_dialled(typed, "DE") == cleaned
    assert dial_uri(cleaned, "pbx.example") == uri


@pytest.mark.parametrize(
    ("typed", "position"),
    [
        ("1+2", 2),
        ("lea muster", 4),
        ("a@b@c", 4),
        ("Ü", 1),
        ("x@", 2),
        ("030 12<3", 7),
        ("", None),
        ("+", None),
        ("-", None),
    ],
)
def test_what_cannot_be_dialled_is_named_with_its_place(typed: str, position: int | None) -> None:
    assert clean_dialled(typed, "DE") == NotANumber(typed, position)


def test_an_endless_number_is_refused() -> None:
    assert clean_dialled("1" * 162, "DE") == NotANumber("1" * 162)
    assert to_e164("1" * 100_000, "DE") is None


def test_a_complete_uri_stays_as_it_is() -> None:
    assert dial_uri("sips:lea@other.example:5061", "pbx.example") == "sips:lea@other.example:5061"
