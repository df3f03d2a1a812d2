"""Numbers as typed, shown, compared and dialled."""

import phonenumbers
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from phonenumbers import shortnumberinfo

from softphone.domain.calls.sip_headers import parse_name_addr
from softphone.domain.numbers.phone_numbers import (
    clean_dialled,
    dial_uri,
    display,
    is_emergency,
    match_key,
    pasted,
    same_number,
    to_e164,
)
from softphone.domain.problems import NotANumber

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


SPELLINGS = (
    "03023125410", "030 23125-410", "(030) 23125 / 410", "+493023125410", "+49 (0)30 23125–410", "0049 30 23125410",
    "sip:+493023125410@pbx.example", "sips:03023125410@pbx.example;transport=tls", "tel:+49-30-23125410",
    "sip:+493023125410;phone-context=pbx.example@pbx.example;user=phone", "\u202a030\u00a023125\u2011410\u202c",
    "tel:%2B493023125410",
)  # fmt: skip


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_spelling_has_one_key(spelling: str) -> None:
    assert match_key(spelling, "DE", "pbx.example") == "+493023125410"


def test_mobile_numbers_have_one_key() -> None:
    spellings = ("0176 12345678", "+4917612345678", "0049 176 12345678", "+49 (0) 176/1234-5678")
    assert {match_key(one, "DE") for one in spellings} == {"+4917612345678"}


PEOPLE = {"DE": "+4917612345678", "AT": "+436641234567", "CH": "+41791234567"}
GAPS = st.sampled_from(["", " ", "/", "-", ".", "\u00a0", "\u202f", "\u2013"])


@given(st.sampled_from(sorted(PEOPLE)), st.integers(0, 8), st.lists(GAPS, min_size=11, max_size=11))
def test_every_spelling_of_a_mobile_number_is_the_same_person(region: str, way: int, gaps: list[str]) -> None:
    e164 = PEOPLE[region]
    land, own = e164[:3], "".join(f"{digit}{gap}" for digit, gap in zip(e164[3:], gaps, strict=False))
    spelling = (
        f"0{own}", f"{land} {own}", f"{land} (0){own}", f"{land}(0) {own}", f"00{land[1:]} {own}",
        f"00{land[1:]} (0){own}", f"sip:{e164}@pbx.example;user=phone", f"sip:00{e164[1:]}@x.example", f"tel:{e164}",
    )[way]  # fmt: skip
    assert match_key(spelling, region, "pbx.example") == e164
    assert match_key(pasted(spelling, region), region, "pbx.example") == e164


@given(st.sampled_from(sorted(PEOPLE)), st.sampled_from(["0", "9", "0 ", "0-", "*31#", "#31#"]))
def test_a_number_with_a_prefix_that_the_program_does_not_know_is_nobody_elses(region: str, prefix: str) -> None:
    """The prefix for outside lines is unknown: it is dialled as it is, and identifies no person."""
    digits = "".join(c for c in f"{prefix}0{PEOPLE[region][3:]}" if c not in " -")
    assert match_key(f"{prefix}0{PEOPLE[region][3:]}", region) == digits
    assert clean_dialled(f"{prefix}0{PEOPLE[region][3:]}", region) == digits


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("410", "410"),
        ("sip:410@pbx.example", "410"),
        ("sip:410@PBX.example:5061;transport=tls", "410"),
        ("sip:410@other.example", "410@other.example"),
        ("Lea.Muster@pbx.example", "lea.muster"),
        ("*11", "*11"),
        ("", ""),
        ("sip:@", ""),
        ("anonymous", "anonymous"),
    ],
)
def test_what_is_no_public_number_is_its_own_key(text: str, key: str) -> None:
    assert match_key(text, "DE", "pbx.example") == key


@given(st.sampled_from(EXAMPLES), st.sampled_from(["DE", "US", "CH"]))
def test_the_key_of_a_number_as_shown_dialled_and_sent_is_its_e164(e164: str, region: str) -> None:
    shown = display(e164, region)
    for spelling in (e164, shown, f"sip:{e164}@pbx.example", f"tel:{e164}", pasted(shown, region)):
        assert match_key(spelling, region, "pbx.example") == e164


@given(TYPED, REGIONS)
@example(":+０", "DE")
def test_a_key_is_the_key_of_itself(text: str, region: str) -> None:
    key = match_key(text, region)
    assert not key.startswith("+") or match_key(key, region) == key or "@" in key


EMERGENCY = [
    (number, region)
    for region in sorted(phonenumbers.SUPPORTED_SHORT_REGIONS)
    for number in ("110", "112", "911", "999", "144", "15", "000", "113", "118", "061")
    if shortnumberinfo.is_emergency_number(number, region)
]
BETWEEN = st.lists(st.sampled_from(["", " ", "\u00a0", "-", "\u2011", "\u200e", "(", ")"]), min_size=4, max_size=4)


@given(st.sampled_from(EMERGENCY), BETWEEN, st.sampled_from(["", "tel:", "callto:"]))
def test_emergency_numbers_are_dialled_as_they_are(case: tuple[str, str], between: list[str], scheme: str) -> None:
    number, region = case
    typed = scheme + "".join(b + digit for b, digit in zip(between, number, strict=False)) + between[-1]
    assert is_emergency(typed, region)
    assert clean_dialled(typed, region) == number
    assert clean_dialled(pasted(typed, region), region) == number
    assert dial_uri(number, "pbx.example") == f"sip:{number}@pbx.example"
    assert display(number, region) == number
    assert match_key(number, region) == number


@pytest.mark.parametrize(("text", "region"), [("112", "XX"), ("110", "DE"), ("112", "DE")])
def test_110_and_112_are_emergency_numbers(text: str, region: str) -> None:
    assert is_emergency(text, region)


@pytest.mark.parametrize("text", ["1121", "0112", "+49112", "112@pbx.example", "115", "", "lea", "#112"])
def test_numbers_that_only_look_like_it_are_not(text: str) -> None:
    assert not is_emergency(text, "DE")


@given(TYPED, REGIONS)
def test_pasting_does_not_change_what_is_dialled(text: str, region: str) -> None:
    field = pasted(text, region)
    assert "\n" not in field
    assert pasted(field, region) == field
    dialled = clean_dialled(text, region)
    if isinstance(dialled, str) and "%" not in text and not ("/" in text and len(dialled) > 18):
        assert clean_dialled(field, region) == dialled


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("+49 (0)30 23125-410", "+49 30 23125-410"),
        ("  030\u00a023125\u2011410\r\n", "030 23125-410"),
        ("tel:+49-30-23125410;phone-context=x", "+49-30-23125410"),
        ("sip:lea%20muster", "lea muster"),
        ("Tel.: 030 / 23125 410, Fax 030 / 23125 411", "030 / 23125 410"),
        ("Dr. Lea Muster\n+49 30 23125410\nBerlin", "+49 30 23125410"),
        ("\u202a(030) 23125 410\u202c", "(030) 23125 410"),
        ("Erika  Mustermann", "Erika Mustermann"),
        ("lea.muster@pbx.example", "lea.muster@pbx.example"),
        ("+49 30 23125433 ext. 12", "030 23125433"),
        ("030 23125433 Durchwahl 12", "030 23125433"),
        ("0176 12345678 / 030 23125433", "0176 12345678"),
    ],
)
def test_what_is_pasted_becomes_readable(text: str, field: str) -> None:
    assert pasted(text, "DE") == field
