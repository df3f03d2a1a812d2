"""vCards of all three versions, and whatever else is in such files."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.adapters.address_books.vcard_text import plain_card
from softphone.adapters.address_books.vcards import read_card, read_vcards
from softphone.domain.contacts.contact import ContactSource, NumberKind, SourceKind, tidy_all

SOURCE = ContactSource("vcard:x", SourceKind.VCARD, "x", region="DE")
PNG = b"\x89PNG\r\n\x1a\n0123"
OLD = """BEGIN:VCARD\r
VERSION:2.1\r
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Wei=C3=9F;J=C3=BCrgen\r
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=BCrgen Wei=C3=9F\r
TEL;CELL:0152 28817386\r
TEL;WORK;FAX:089 99998 205\r
TEL;WORK;VOICE:089 99998 204\r
END:VCARD\r
"""
THREE = f"""BEGIN:VCARD
VERSION:3.0
UID:erika-1
N:Mustermann;Erika;;Dr.;
FN:Dr. Erika Mustermann
ORG:Phantasie \\, Söhne;Abteilung
TEL;TYPE=HOME,VOICE:069 90009 117
EMAIL;TYPE=INTERNET:erika@phantasie.example
PHOTO;ENCODING=b;TYPE=PNG:{base64.b64encode(PNG).decode()}
END:VCARD
"""
FOUR = f"""BEGIN:VCARD
VERSION:4.0
FN:Sina Fiktiv
item1.TEL;VALUE=uri;TYPE="voice,work":tel:+49-30-23125433
PHOTO:data:image/png;base64,{base64.b64encode(PNG).decode()}
END:VCARD
"""


def test_all_versions_are_read() -> None:
    imported = read_vcards((OLD + THREE + FOUR).encode(), SOURCE)
    assert imported.skipped == 0
    juergen, erika, sina = tidy_all(imported.contacts, "DE")
    assert (juergen.name, juergen.first_name, juergen.last_name) == ("Jürgen Weiß", "Jürgen", "Weiß")
    assert [number.kind for number in juergen.numbers] == [NumberKind.MOBILE, NumberKind.FAX, NumberKind.WORK]
    assert juergen.main_number is not None
    assert juergen.main_number.key == "+4915228817386"
    assert (erika.key, erika.name, erika.company) == ("vcard:x/erika-1", "Dr. Erika Mustermann", "Phantasie , Söhne")
    assert (erika.mail, erika.numbers[0].kind) == ("erika@phantasie.example", NumberKind.HOME)
    assert [(number.key, number.kind) for number in sina.numbers] == [("+493023125433", NumberKind.WORK)]
    assert imported.photos[erika.photo] == imported.photos[sina.photo] == PNG


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_files_of_older_programs_are_read(encoding: str) -> None:
    data = "BEGIN:VCARD\nVERSION:3.0\nFN:Jürgen Weiß\nN:Weiß;Jürgen\nTEL:089 99998204\nEND:VCARD\n".encode(encoding)
    assert [contact.name for contact in read_vcards(data, SOURCE).contacts] == ["Jürgen Weiß"]


def test_a_broken_card_is_counted_and_the_others_are_read() -> None:
    broken = "BEGIN:VCARD\nVERSION:3.0\nPHOTO;ENCODING=b:%%%\nN;ENCODING=QUOTED-PRINTABLE:=ZZ\nEND:VCARD\n"
    imported = read_vcards((THREE + broken + "rubbish\n" + FOUR).encode(), SOURCE)
    assert {"Dr. Erika Mustermann", "Sina Fiktiv"} <= {contact.name for contact in imported.contacts}
    assert len(imported.contacts) + imported.skipped == 3


def test_a_picture_at_an_address_is_not_fetched() -> None:
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:X\nTEL:110\nPHOTO;VALUE=uri:http://evil.example/x.png\nEND:VCARD\n"
    imported = read_vcards(card.encode(), SOURCE)
    assert imported.contacts[0].photo == ""
    assert imported.photos == {}


@pytest.mark.parametrize(
    "name",
    [
        b"FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:J=FCrgen Wei=DF",
        b"FN;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:J=FCrgen Wei=DF",
        b"FN;ENCODING=QUOTED-PRINTABLE:J=FCrgen Wei=DF",
        b"FN;ENCODING=QUOTED-PRINTABLE:J=C3=BCrgen Wei=C3=9F",
        b"FN;quoted-printable;charset=utf-8:J=C3=BCrgen Wei=C3=9F",
        b"FN;QUOTED-PRINTABLE;CHARSET=UTF-8:J=FCrgen Wei=DF",
        b"FN;QUOTED-PRINTABLE;CHARSET=X-KLINGON:J=FCrgen Wei=DF",
        b"FN;ENCODING=QUOTED-PRINTABLE:J=FCrgen =\r\nWei=DF",
        b"FN;ENCODING=QUOTED-PRINTABLE:J=\r\n=FCrgen Wei=DF",
        b"FN;CHARSET=ISO-8859-1:J\xfcrgen Wei\xdf",
        b"FN:J\xc3\xbcrgen Wei\xc3\r\n \x9f",
    ],
)
def test_names_of_old_telephones_and_mail_programs_are_read_in_every_encoding(name: bytes) -> None:
    imported = read_vcards(_card(name), SOURCE)
    assert ([contact.name for contact in imported.contacts], imported.skipped) == (["Jürgen Weiß"], 0)


def test_cards_in_two_encodings_in_one_file_are_both_readable() -> None:
    imported = read_vcards(_card("FN:Jürgen".encode()) + _card("FN:Käthe".encode("cp1252")), SOURCE)
    assert [contact.name for contact in imported.contacts] == ["Jürgen", "Käthe"]


@pytest.mark.parametrize(
    "junk",
    [
        b"PHOTO;JPEG;ENCODING=BASE64:/9j/4AAQSkZJRgABA",
        b"PHOTO;ENCODING=b;TYPE=JPEG:%%%%",
        b"PHOTO:data:image/jpeg;base64,/9j/4A",
        b"PHOTO;ENCODING=b;TYPE=JPEG:" + base64.b64encode(b"\xff\xd8\xff" + bytes(3_000_000)),
        b"item1.PHOTO;ENCODING=b:" + base64.b64encode(b"\xff\xd8\xff" + bytes(600_000)),
        b"KEY;ENCODING=BASE64:/9j/4AAQSkZJRgABA",
        b"LOGO;ENCODING=b:" + base64.b64encode(bytes(3_000_000)),
        b"ADR;WORK;ENCODING=QUOTED-PRINTABLE:;;Stra=DFe 1=0D=0A=\r\nHinten;Berlin",
        b"NOTE;CHARSET=X-KLINGON;ENCODING=QUOTED-PRINTABLE:=ZZ=FF",
    ],
)
def test_a_broken_or_huge_picture_or_address_does_not_cost_the_contact(junk: bytes) -> None:
    imported = read_vcards(_card(b"FN:Erika", junk), SOURCE)
    assert ([contact.name for contact in imported.contacts], imported.skipped) == (["Erika"], 0)
    assert [number.text for number in imported.contacts[0].numbers] == ["069 90009117"]
    assert imported.photos == {}


@pytest.mark.parametrize(
    "lines",
    [
        ["PHOTO;JPEG;ENCODING=BASE64:", " {0}", " {1}", ""],
        ["PHOTO;ENCODING=b;TYPE=PNG:{0}", " {1}"],
        ["PHOTO;BASE64:{0}", "\t{1}"],
        ["item2.PHOTO;X-ABCROP-RECTANGLE=ABClipRect_1&0&0&640&640&x==;ENCODING=b;TYPE=PNG:{0}{1}"],
        ['PHOTO;ENCODING=b;TYPE="image:png":{0}{1}'],
        ["PHOTO:data:image/png;base64,{0}{1}"],
        ["PHOTO;VALUE=uri:data:image/png;base64,{0}", " {1}"],
    ],
)
def test_a_picture_is_found_however_it_is_folded(lines: list[str]) -> None:
    encoded = base64.b64encode(PNG).decode()
    photo = "\r\n".join(lines).format(encoded[:8], encoded[8:]).encode()
    assert list(read_vcards(_card(b"FN:Erika", photo), SOURCE).photos.values()) == [PNG]


def test_nothing_of_a_card_that_cannot_be_read_stands_in_a_log(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    read_vcards(_card(b"FN:Erika", b"Geheime Zeile ohne Doppelpunkt", b"TEL;=;=:1"), SOURCE)
    assert "Geheim" not in caplog.text
    assert "Geheim" not in capsys.readouterr().err


def test_a_card_from_a_server_may_have_either_line_end() -> None:
    text = _card(b"FN;QUOTED-PRINTABLE:J=\r\n=FCrgen").decode()
    for card in (text, text.replace("\r\n", "\n")):
        read = read_card(card, SOURCE, "1")
        assert read is not None
        assert read[0].name == "Jürgen"


def _card(*lines: bytes) -> bytes:
    return b"\r\n".join((b"BEGIN:VCARD", b"VERSION:2.1", *lines, b"TEL;WORK:069 90009117", b"END:VCARD", b""))


LINES = st.sampled_from(
    ["FN:A", "N:A;B", "TEL:110", "TEL;TYPE=:x", "ORG", "PHOTO;ENCODING=b:===", "PHOTO:data:,", "EMAIL:\u202ea",
     "item1.TEL:+1", "BDAY:x", " folded", ";;:", "UID:\x00", "N;ENCODING=QUOTED-PRINTABLE:=", "BEGIN:VCARD",
     "PHOTO;ENCODING=b:/9j/=", "FN;QUOTED-PRINTABLE;CHARSET=x:=FC=", "LOGO:", "KEY:x:y"]
)  # fmt: skip


@given(st.lists(st.lists(LINES | st.text(max_size=12), max_size=6), max_size=4))
def test_whatever_stands_in_a_file_it_is_read_or_counted(cards: list[list[str]]) -> None:
    text = "".join("\n".join(("BEGIN:VCARD", *card, "END:VCARD", "")) for card in cards)
    imported = read_vcards(text.encode("utf-8", "replace"), SOURCE)
    for contact in tidy_all(imported.contacts, "DE"):
        assert contact.name
        assert contact.key.startswith("vcard:x/")


AROUND = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=60).map(str.encode)


@given(AROUND, AROUND, st.binary(max_size=200))
def test_text_around_a_card_does_not_take_it_away(before: bytes, after: bytes, junk: bytes) -> None:
    imported = read_vcards(before + b"\r\n" + _card(b"FN:Erika") + b"\r\n" + after, SOURCE)
    assert "Erika" in {contact.full_name for contact in imported.contacts}
    assert read_vcards(junk, SOURCE).contacts == ()


def test_lines_that_promise_quoted_printable_and_have_no_value_take_no_time() -> None:
    """They once took a minute a megabyte; the test's own limit would show it."""
    card = "BEGIN:VCARD\nFN:Anna\n" + "A;QUOTED-PRINTABLE;x\n" * 100_000 + "END:VCARD\n"
    assert plain_card(card).startswith("BEGIN:VCARD\nFN:Anna\nA;QUOTED-PRINTABLE;x\n")
