"""The phone book export of a FRITZ!Box."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.adapters.address_books.file_reader import FileReader
from softphone.domain.contacts.contact import ContactSource, NumberKind, SourceKind, tidy_all
from softphone.domain.contacts.import_note import ImportFault, ImportNote

SOURCE = ContactSource("vcard:x", SourceKind.VCARD, "x", region="DE")
BOOK = """<?xml version="1.0" encoding="{encoding}"?>
<phonebooks><phonebook owner="1" name="Telefonbuch">
<contact><category>0</category><person><realName>Jürgen  Größmann</realName></person>
<telephony nid="4"><number type="fax_work" prio="0" id="0">030 23125-499</number>
<number type="home" id="1">0221 1234567</number><number type="mobile" prio="1" id="2">0176 12345678</number>
<number type="label:Büro" id="3">+49 (0)30 23125-410</number><number type="intern" id="4">**610</number></telephony>
<services nid="1"><email classifier="private" id="0">j@firma.example</email></services>
<uniqueid>12</uniqueid></contact>
<contact><person><realName>Ina</realName></person><telephony><number type="work">keine</number></telephony></contact>
</phonebook></phonebooks>"""


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1"])
def test_people_kinds_and_the_number_called_first(encoding: str) -> None:
    imported = FileReader().vcards(BOOK.format(encoding=encoding).encode(encoding), SOURCE)
    juergen, ina = tidy_all(imported.contacts, "DE")
    assert (juergen.key, juergen.name, juergen.mail) == ("vcard:x/12", "Jürgen Größmann", "j@firma.example")
    assert [(number.key, number.kind) for number in juergen.numbers] == [
        ("+4917612345678", NumberKind.MOBILE),
        ("+493023125499", NumberKind.FAX),
        ("+492211234567", NumberKind.HOME),
        ("+493023125410", NumberKind.WORK),
    ]
    assert (ina.name, ina.numbers) == ("Ina", ())
    assert imported.notes == (ImportNote(2, ImportFault.NOT_A_NUMBER, "keine"),)


@given(st.integers(0, len(BOOK)), st.binary(max_size=40))
def test_a_broken_phone_book_is_said_to_be_unreadable(cut: int, junk: bytes) -> None:
    data = b"<phonebooks>" + BOOK.encode()[:cut] + junk
    assert FileReader().vcards(data, SOURCE).notes == (ImportNote(1, ImportFault.UNREADABLE),)


def test_entities_are_not_unfolded() -> None:
    person = b"<contact><person><realName>&a;</realName></person></contact>"
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><phonebooks>' + person + b"</phonebooks>"
    assert FileReader().vcards(bomb, SOURCE).contacts == ()
