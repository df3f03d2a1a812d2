"""vCards as Android, Apple, Outlook, Google and Nextcloud export them: people, kinds of numbers, pictures."""

import base64

import pytest

from softphone.adapters.address_books.vcards import read_card, read_vcards
from softphone.domain.contacts.contact import Contact, ContactSource, Imported, NumberKind, SourceKind, tidy_all
from softphone.domain.contacts.import_note import ImportFault, ImportNote

SOURCE = ContactSource("vcard:x", SourceKind.VCARD, "x", region="DE")
PNG = b"\x89PNG\r\n\x1a\n0123"
BOM = b"\xef\xbb\xbf"


def card(*lines: str) -> str:
    return "\r\n".join(("BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", ""))


def read(text: str) -> tuple[Imported, tuple[Contact, ...]]:
    imported = read_vcards(text.encode(), SOURCE)
    return imported, tidy_all(imported.contacts, "DE")


ADA, OTTO = card("FN:Ada", "TEL:030 23125410"), card("FN:Otto", "TEL:030 23125411")


@pytest.mark.parametrize(
    "data",
    [
        BOM + ADA.encode() + BOM + OTTO.encode(),
        (ADA.strip() + OTTO).encode(),
        ADA.strip().encode() + BOM + OTTO.encode(),
        (ADA + OTTO).encode("utf-16"),
        (ADA + OTTO).encode("utf-16-le"),
        ("\ufeff" + ADA + "\ufeff" + OTTO).encode("utf-16-le"),
        (ADA + OTTO).replace("\r\n", "\r").encode(),
        (ADA + OTTO).replace("\r\n", "\r\n\r\n").encode(),
        (ADA.replace("END:VCARD\r\n", "") + OTTO).encode(),
        (ADA + OTTO).lower().encode(),
        (ADA + OTTO).replace("BEGIN", " BEGIN").encode(),
    ],
)
def test_cards_joined_in_any_way_are_all_read(data: bytes) -> None:
    imported = read_vcards(data, SOURCE)
    assert ([contact.full_name.title() for contact in imported.contacts], imported.skipped) == (["Ada", "Otto"], 0)


def test_a_card_that_ends_with_the_file_is_counted() -> None:
    imported = read_vcards((ADA + OTTO[: OTTO.index("411")]).encode(), SOURCE)
    assert ([contact.full_name for contact in imported.contacts], imported.skipped) == (["Ada"], 1)


@pytest.mark.parametrize(
    "kind",
    ["KIND:group", "X-ADDRESSBOOKSERVER-KIND:group", "kind:GROUP", "KIND;VALUE=text:group", "item1.KIND:group"],
)
def test_a_group_is_no_person(kind: str) -> None:
    imported, people = read(card("FN:Lieferanten", kind, "MEMBER:urn:uuid:2") + ADA)
    assert ([person.name for person in people], imported.skipped) == (["Ada"], 0)
    _, (firm,) = read(card("FN:Beispiel AG", "KIND:org", "TEL:030 23125410"))
    assert firm.name == "Beispiel AG"


def test_the_card_of_an_assistant_inside_anothers_is_not_the_persons() -> None:
    inner = "BEGIN:VCARD\r\nVERSION:2.1\r\nFN:Nele\r\nTEL:030 23125400\r\nEND:VCARD"
    for agent in (f"AGENT:\r\n{inner}", f"AGENT:{inner}"):
        _, (ada,) = read(card("FN:Ada", agent, "TEL:030 23125410"))
        assert (ada.name, [number.key for number in ada.numbers]) == ("Ada", ["+493023125410"])


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (["TEL;TYPE=WORK,FAX:{}"], NumberKind.FAX),
        (["TEL;TYPE=FAX;TYPE=HOME:{}"], NumberKind.FAX),
        (["TEL;WORK;FAX:{}"], NumberKind.FAX),
        (['TEL;VALUE=uri;TYPE="work,fax":tel:{}'], NumberKind.FAX),
        (["item1.TEL;type=pref:{}", "item1.X-ABLabel:Fax Büro"], NumberKind.FAX),
        (["item1.TEL:{}", "item1.X-ABLabel:_$!<HomeFAX>!$_"], NumberKind.FAX),
        (["item1.TEL:{}", "item1.X-ABLabel:_$!<Work>!$_"], NumberKind.WORK),
        (["item1.TEL;type=HOME:{}", "item1.X-ABLabel:Diensthandy"], NumberKind.MOBILE),
        (["item1.TEL:{}", "item1.X-ABLabel:Durchwahl"], NumberKind.EXTENSION),
        (["item1.X-ABLabel:Telefax", "item1.TEL:{}"], NumberKind.FAX),
        (["TEL;X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=42=C3=BC=72=6F):{}"], NumberKind.WORK),
        (["TEL;X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=46=61=78):{}"], NumberKind.FAX),
        (["TEL;X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=42=C3=\r\n=BC=72=6F):{}"], NumberKind.WORK),
        (["TEL;X-CUSTOM(Notruf):{}"], NumberKind.OTHER),
        (["TEL;CELL:{}"], NumberKind.MOBILE),
        (["TEL;TYPE=iPhone;TYPE=VOICE:{}"], NumberKind.MOBILE),
        (["TEL;TYPE=MAIN:{}"], NumberKind.WORK),
        (["TEL;TYPE=VOICE:{}"], NumberKind.OTHER),
        (["TEL:{}"], NumberKind.OTHER),
        (["TEL;TYPE=X-Notdienst:{}"], NumberKind.OTHER),
        (["TEL;Büro:{}"], NumberKind.WORK),
        (["TEL;TYPE=Fax Büro:{}"], NumberKind.FAX),
        (["TEL;TYPE=work;:{}"], NumberKind.WORK),
        (["TEL;;WORK:{}"], NumberKind.WORK),
        (["TEL; TYPE=work :{}"], NumberKind.WORK),
        (['TEL;TYPE="work:{}'], NumberKind.WORK),
        (['TEL;TYPE="work;fax":{}'], NumberKind.FAX),
        (["TEL;TYPE=HOME\\,CELL:{}"], NumberKind.MOBILE),
        (["TEL;X-LABEL=Fax Büro:{}"], NumberKind.FAX),
        (["TEL;WORK;ENCODING=QUOTED-PRINTABLE:{}"], NumberKind.WORK),
        (["TEL;TYPE=Büro (Berlin: Mitte):{}"], NumberKind.WORK),
    ],
)
def test_the_kind_is_what_label_or_type_say(lines: list[str], kind: NumberKind) -> None:
    _, (ada,) = read(card("FN:Ada", *(line.format("+49-30-23125410") for line in lines)))
    assert [(number.key, number.kind) for number in ada.numbers] == [("+493023125410", kind)]


def test_a_fax_is_never_called_by_default_though_it_is_first_or_preferred() -> None:
    fax = "TEL;TYPE=FAX;TYPE=PREF:030 23125499"
    _, (ada, otto) = read(card("FN:Ada", fax, "TEL:030 23125410") + card("FN:Otto", fax))
    assert ada.main_number == ada.numbers[0]
    assert ada.numbers[0].key == "+493023125410"
    assert otto.main_number is None


@pytest.mark.parametrize("preferred", ["TYPE=PREF", "TYPE=work,pref", "PREF=1", "PREF"])
def test_the_preferred_number_is_called_by_default(preferred: str) -> None:
    _, (ada,) = read(card("FN:Ada", "TEL;TYPE=home:030 23125411", f"TEL;{preferred}:030 23125410"))
    assert ada.main_number is not None
    assert ada.main_number.key == "+493023125410"


@pytest.mark.parametrize(
    ("value", "keys"),
    [
        ("tel:+49-30-23125410;ext=12", ["+493023125410"]),
        ("tel:23125410;phone-context=+4930", ["+493023125410"]),
        ("+49 (0)30 23125-410/411", ["+493023125410"]),
        ("030 23125410 / 0176 12345678", ["+493023125410", "+4917612345678"]),
        ("+49 30 23125410 ext. 12", ["+493023125410"]),
        ("+493023125410p12", ["+493023125410"]),
        ("410", ["410"]),
    ],
)
def test_a_telephone_line_gives_the_numbers_meant(value: str, keys: list[str]) -> None:
    _, (ada,) = read(card("FN:Ada", f"TEL;TYPE=work:{value}"))
    assert [number.key for number in ada.numbers] == keys


@pytest.mark.parametrize(
    "lines",
    [
        ["X-MS-CARDPICTURE;TYPE=PNG;ENCODING=BASE64:", " {0}", " {1}", ""],
        ["X-MS-CARDPICTURE;ENCODING=b;TYPE=PNG:{0}{1}"],
        ["PHOTO;VALUE=uri:http://pictures.example/x.png", "X-MS-CARDPICTURE;TYPE=PNG;ENCODING=BASE64:", " {0}{1}"],
        ["PHOTO;ENCODING=b;TYPE=png:{0}", "{1}", ""],
    ],
)
def test_the_picture_of_outlook_is_found(lines: list[str]) -> None:
    encoded = base64.b64encode(PNG).decode()
    photo = "\r\n".join(lines).format(encoded[:8], encoded[8:])
    imported, (ada,) = read(card("FN:Ada", photo, "TEL:030 23125410"))
    assert imported.photos[ada.photo] == PNG
    assert [number.key for number in ada.numbers] == ["+493023125410"]


@pytest.mark.parametrize("name", ["Beispiel, Ada", "Beispiel\\, Ada", "Dr. Beispiel, Ada, MBA"])
def test_a_bare_comma_does_not_cut_a_name_or_the_second_number(name: str) -> None:
    _, (ada,) = read(card(f"FN:{name}", "TEL:030 23125410, 0176 12345678"))
    assert ada.name == name.replace("\\", "")
    assert [number.key for number in ada.numbers] == ["+493023125410", "+4917612345678"]


def test_a_number_destroyed_by_a_spreadsheet_is_nobodys_and_named() -> None:
    imported, (ada,) = read(card("FN:Ada", "TEL;TYPE=work:4,93E+12"))
    assert [(number.text, number.key) for number in ada.numbers] == [("4,93E+12", "")]
    assert imported.notes == (ImportNote(1, ImportFault.DAMAGED_NUMBER, "4,93E+12"),)


@pytest.mark.parametrize("before", ["", "\ufeff", "\r\n\r\n", " \ufeff\n"])
@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_a_folded_card_of_a_server_is_read_whole(before: str, end: str) -> None:
    text = card(
        "FN:Ada Bei", " spiel", "TEL;TYPE=work;", " TYPE=fax:030 2312", " 5499", "TEL;TYPE=", " cell:0176 12345678"
    )
    found = read_card(before + text.replace("\r\n", end), SOURCE, "1")
    assert found is not None
    (ada,) = tidy_all((found[0],), "DE")
    assert ada.name == "Ada Beispiel"
    assert [(number.key, number.kind.value) for number in ada.numbers] == [
        ("+4917612345678", "mobile"),
        ("+493023125499", "fax"),
    ]
