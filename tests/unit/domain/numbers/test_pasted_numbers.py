"""Numbers out of mails, PDFs, letters and web pages: the number meant, never a shorter, longer or other one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.numbers.number_characters import ascii_of
from softphone.domain.numbers.phone_numbers import clean_dialled, match_key, pasted

MEANT = "+493023125410"


def dialled(text: str) -> str | None:
    cleaned = clean_dialled(pasted(text, "DE"), "DE")
    return cleaned if isinstance(cleaned, str) else None


@pytest.mark.parametrize(
    "text",
    [
        "+49 (0)30/23125-410", "+49 [0] 30 23125410", "+49 {0}30 23125410", "+49 (030) 23125410", "+49 030 23125410",
        "+4903023125410", "0049 030 23125410", "49 (0) 30 23125410", "(+49) 30 23125410", "(+49)(0)30 23125410",
        "+0049 30 23125410", "++49 30 23125410", "+49 (0) 30 23125 410 (Durchwahl)", "0049(0)3023125410",
        "＋４９ ３０ ２３１２５４１０", "（030）23125410", "0\ufe0f\u20e330 23125410", "+49 30\u200b23125410",
        "030 23125-410/411", "030/23125-410/-411", "030 23125410/11", "030 23125-410 - 415", "030 23125-410, -411",
        "030 23125-410/411/412", "030 23125410 / 0176 12345678", "030 23125410; 030 23125411",
        "030 23125410\n030 23125411", "030 23125410 oder 0176 1234567",
        "Büro: +49 30 23125410 | Mobil: +49 176 12345678",
        "[030 23125410](tel:+493023125410)", "[Anrufen](tel:+49-30-23125410)", "**030 23125410**", "*030 23125410*",
        "`030 23125410`", "* 030 23125410", "- 030 23125410", "<tel:+493023125410>",
        '<a href="tel:+493023125410">030 23125410</a>', "+49&nbsp;30&nbsp;23125410", "„030 23125410“",
        "030 23125410,",
        "Tel.:030 23125410", "Tel.030 23125410", "T: 030 23125410", "T +49 30 23125410", "☎ 030 23125410",
        "📞 +49 30 23125410", "Fon: 030-23125410", "Rufnummer 030 23125410", "M +49 30 23125410",
        "Fax: 030 23125499\nTel: 030 23125410", "Fax 030 23125499, Tel. 030 23125410",
        "Phone: +49 30 2312 5410 Fax: +49 30 2312 5499", "030 23125410 p12", "+493023125410p12", "030 23125410,12",
        "+49 30 23125410 x12", "030 23125-\n410", "030|23125410", "030_23125410", "030 23125410¹",
        "0 30 / 2 31 25 - 4 10", "030/231/25410", "030 231/25410", "030 23125/410",
        "1. 030 23125410", "030 23125410*", "030 23125410 [1]", "030 23125/-410", "> 030 23125410",
        "| Tel | 030 23125410 |", "030\\-23125\\-410", "030 23125-410 ff.", "Tel.+49 30 23125410",
        "+49 30 23125410 • +49 176 12345678", "+49 30 23125410 · Fax +49 30 23125499", "Tel:\t030\t23125410",
        "٠٣٠٢٣١٢٥٤١٠", "&#43;49 30 23125410", "+４９（０）３０ー２３１２５４１０", "[Büro](<tel:+49 30 23125410>)",
        "F +49 30 23125499 T +49 30 23125410", "030 23125499 (Fax) 030 23125410", "030-23125410ext12",
        "Telefax: 030 23125499 Telefon: 030 23125410", "030 23125410<tel:+493023125410>",
        "tel:+49+30+23125410", "tel:23125410;phone-context=+4930", "tel:03023125410;phone-context=+49",
        "sip:23125410;phone-context=+4930@pbx.example",
    ],
)  # fmt: skip
def test_the_number_meant_is_dialled(text: str) -> None:
    assert match_key(dialled(text) or "", "DE") == MEANT


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("030 23125-0", "030231250"), ("030 23125-0/-410", "030231250"), ("0211 8371/2002", "021183712002"),
        ("05251 1234/5678", "0525112345678"), ("0800 FLOWERS", "08003569377"), ("Tel. 410", "410"),
        ("Durchwahl 410", "410"), ("410", "410"), ("Tel: 110", "110"), ("tel:112;phone-context=+49", "112"),
        ("tel:410;phone-context=pbx.example", "410"), ("*21*030123#", "*21*030123#"), ("#31#0301234567",
        "#31#0301234567"),
        ("+39 (0)6 1234567", "+39061234567"), ("+39 06 1234567", "+39061234567"), ("+43 (0) 664 1234567",
        "+436641234567"),
        ("+44 (0) 20 7946 0018", "+442079460018"), ("+1 (650) 253-0000", "+16502530000"),
        ("030 23125410411", "03023125410411"),
    ],
)  # fmt: skip
def test_other_numbers_are_left_as_they_are_meant(text: str, number: str) -> None:
    assert dialled(text) == number


SEPARATORS = st.sampled_from(
    "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe63\uff0d\u30fb\uff65\u00b7\u2022\u2027\u2219\u22c5./\u2044\u2215"
    "\uff0f \u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u205f\u3000\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e"
    "\u202a\u202c|_"
)
AREA = st.sampled_from(("030", "+4930", "+49 30", "+49 (0)30", "004930", "0049 30", "(030)", "+49(0) 30", "+49 030"))


@given(AREA, SEPARATORS, SEPARATORS)
def test_every_separator_of_unicode_leaves_the_number(area: str, first: str, second: str) -> None:
    assert match_key(dialled(f"{area}{first}23125{second}410") or "", "DE") == MEANT


@given(st.characters())
def test_a_sign_in_ascii_is_ascii_or_unchanged(character: str) -> None:
    sign = ascii_of(character)
    assert sign.isascii() or sign == character
    assert "".join(map(ascii_of, sign)) == sign
