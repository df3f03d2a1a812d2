"""tel: and sip: links: they offer a number and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.numbers.phone_numbers import clean_dialled
from softphone.domain.numbers.tel_links import link_target
from softphone.domain.problems import NotPossibleNow, Obstacle


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("tel:+49-30-23125410", "+49-30-23125410"),
        ("TEL:+493023125410;ext=12", "+493023125410"),
        ("tel:%2B49%2030%2023125410", "+49 30 23125410"),
        ("tel:+49(0)30-23125410", "+4930-23125410"),
        ("callto://030 23125410", "030 23125410"),
        ("callto:+493023125410", "+493023125410"),
        ("sip:410@pbx.example;transport=tcp", "410"),
        ("sip:410@PBX.example:5061", "410"),
        ("sips:lea.muster@other.example?subject=x", "lea.muster@other.example"),
        ("sip:lea:geheim@pbx.example", ["lea", "muster"][0]),
        ("tel:112", "112"),
        ("tel:*11%23", "*11#"),
    ],
)
def test_a_link_offers_its_number(url: str, target: str) -> None:
    assert link_target(url, "DE", "pbx.example") == target


@pytest.mark.parametrize(
    "url", ["", "tel:", "tel://", "http://pbx.example/", "mailto:lea@pbx.example", "030 23125410", "sip:", "sip:@x",
            "tel:ruf mich an", "javascript:alert(1)", "tel:" + "1" * 3000, "--profile", "sip:a@b@c@d <x>"]
)  # fmt: skip
def test_what_is_no_link_gets_a_sentence(url: str) -> None:
    assert link_target(url, "DE", "pbx.example") == NotPossibleNow(Obstacle.NOT_A_LINK)


@given(st.text(), st.sampled_from(["tel:", "sip:", "callto:", "sips://", ""]))
def test_whatever_is_offered_can_be_dialled(text: str, scheme: str) -> None:
    target = link_target(scheme + text, "DE", "pbx.example")
    if isinstance(target, str):
        assert isinstance(clean_dialled(target, "DE"), str)
        assert "\n" not in target
        assert "?" not in target
    else:
        assert target == NotPossibleNow(Obstacle.NOT_A_LINK)


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("tel:+49+30+23125410", "+49 30 23125410"),
        ("tel:0049+30+23125410", "0049 30 23125410"),
        ("tel:%20+49%2030%2023125410", "+49 30 23125410"),
        ("tel:+49%C2%A030%C2%A023125410", "+49 30 23125410"),
        ("sip:+49+30+23125410@pbx.example", "+49 30 23125410"),
        ("tel:///%2B493023125410", "+493023125410"),
        ("callto:tel:+493023125410", "+493023125410"),
        ("tel:+493023125410p12", "+493023125410"),
        ("tel:030-23125410ext12", "030-23125410"),
        ("tel:+49-30-23125410,,12#", "+49-30-23125410"),
        ("tel:++49+30+23125410", "+49 30 23125410"),
        ("tel:+49+(0)+30+23125410", "+49 30 23125410"),
        ("tel:+49%2030%2023125%E2%80%93410", "+49 30 23125-410"),
        ("tel:+4930 23125-410/411", "+4930 23125-410"),
        ("tel:0800-FLOWERS", "0800-3569377"),
        ("tel:+493023125410;postd=12", "+493023125410"),
        ("tel:03023125410%2Cw12", "03023125410"),
        ("tel:23125410;phone-context=+4930", "+493023125410"),
        ("tel:410;phone-context=%2B493023125", "+493023125410"),
        ("tel:7042;phone-context=+1-914-555", "+19145557042"),
        ("tel:112;phone-context=+49", "112"),
        ("tel:410;phone-context=pbx.example", "410"),
        ("sip:lea;x=1@other.example", "lea@other.example"),
        ("sip:23125410;phone-context=+4930@pbx.example;user=phone", "+493023125410"),
    ],
)
def test_a_link_is_understood_as_web_forms_and_registries_write_it(url: str, target: str) -> None:
    assert link_target(url, "DE", "pbx.example") == target


@pytest.mark.parametrize(
    "url", ["sip:x%40evil@pbx.example", "sip:x%40evil", "tel:x%40evil", "tel:030@evil.example", "tel:tel:x%40evil",
            "tel:lea", "tel:1-800-FLOWERS",
            "sip:x%2540evil%40evil@pbx.example", "sip:a@b%40evil", "callto:x%40evil@pbx.example"]
)  # fmt: skip
def test_an_address_hidden_in_a_link_or_a_name_for_a_number_is_refused(url: str) -> None:
    assert link_target(url, "DE", "pbx.example") == NotPossibleNow(Obstacle.NOT_A_LINK)
