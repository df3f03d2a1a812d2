"""Search while typing: the index finds what a full scan finds, whatever the spelling of umlauts."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.contact_speed import naive_find
from softphone.domain.contacts.contact import Contact, ContactNumber, NumberKind, SourceKind, tidy, tidy_all
from softphone.domain.contacts.name_folding import fold, words
from softphone.domain.contacts.search_index import ContactIndex, query_of
from tests.samples.contacts import BOOKS, ERIKA, EVERYBODY, TYPED, contacts


@given(st.text(), st.integers(0, 10))
def test_what_begins_a_text_begins_it_folded(text: str, length: int) -> None:
    assert fold(text).startswith(fold(text[:length]))
    assert fold(fold(text)) == fold(text) or not text.isascii()


@pytest.mark.parametrize(
    "others", [("Müller", "Mueller", "MULLER"), ("Weiß", "Weiss"), ("Élise", "elise"), ("Søren", "soren")]
)
def test_ways_of_writing_are_one(others: tuple[str, ...]) -> None:
    assert len({words(other) for other in others}) == 1


@given(BOOKS, TYPED, st.integers(0, 5))
def test_the_index_answers_what_looking_at_everybody_would(book: tuple[Contact, ...], text: str, limit: int) -> None:
    assert ContactIndex(book).find(text, limit) == naive_find(book, text, limit)


@given(BOOKS)
def test_everybody_is_found_by_each_word_and_each_number(book: tuple[Contact, ...]) -> None:
    index = ContactIndex(book)
    for contact in book:
        for typed in (*contact.name.split(), *(number.text for number in contact.numbers)):
            if not query_of(typed).empty:
                assert contact in index.find(typed, len(book))


@given(BOOKS)
def test_a_number_leads_to_somebody_who_has_it(book: tuple[Contact, ...]) -> None:
    index = ContactIndex(book)
    keys = {n.key for c in book for n in c.numbers if n.kind is not NumberKind.FAX}
    for key in keys:
        found = index.by_number(key)
        assert found is not None
        assert key in {number.key for number in found.numbers}
    assert index.by_number("") is None


@given(st.lists(contacts(), min_size=1, max_size=5))
def test_tidy_contacts_stay_as_they_are(some: list[Contact]) -> None:
    clean = tidy_all(some, "DE")
    assert tidy_all(clean, "DE") == clean
    assert all(contact.name for contact in clean)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("must", ["Erika Mustermann"]),
        ("ustermann", []),
        ("juer", ["Jürgen Weiß"]),
        ("jur", ["Jürgen Weiß"]),
        ("jür", ["Jürgen Weiß"]),
        ("weiss j", ["Jürgen Weiß"]),
        ("sohne", ["Erika Mustermann"]),
        ("0152", ["Erika Mustermann"]),
        ("+49 152", ["Erika Mustermann"]),
        ("0049 (0) 152", []),
        ("204", ["Jürgen Weiß"]),
        ("433", ["Sina Fiktiv"]),
        ("", []),
        ("!", []),
    ],
)
def test_what_is_typed_finds(typed: str, names: list[str]) -> None:
    assert [contact.name for contact in ContactIndex(EVERYBODY).find(typed, 5)] == names


def test_numbers_are_readable_and_have_their_key() -> None:
    erika = tidy(ERIKA, "DE")
    assert erika is not None
    assert [(n.text, n.key) for n in erika.numbers] == [
        ("01522 8817386", "+4915228817386"),
        ("069 90009117", "+496990009117"),
    ]


def test_a_directorys_person_stands_before_an_imported_one_and_a_fax_names_nobody() -> None:
    numbers = (ContactNumber("030 23125433"),)
    theirs = Contact("csv/1", "csv", SourceKind.CSV, full_name="Aa", numbers=numbers)
    ours = replace(theirs, key="enterprise/1", source_kind=SourceKind.ENTERPRISE, full_name="Zz")
    faxes = replace(theirs, key="csv/2", numbers=(ContactNumber("030 99", NumberKind.FAX),))
    index = ContactIndex(tidy_all((theirs, ours, faxes), "DE"))
    assert index.by_number("+493023125433") == index.get("enterprise/1")
    assert index.by_number("03099") is None


def test_a_favourite_mark_changes_nothing_else() -> None:
    index = ContactIndex(EVERYBODY)
    erika = index.find("erika", 1)[0]
    changed = index.with_contact(replace(erika, favourite=True))
    assert changed.find("erika", 1)[0].favourite
    assert not index.find("erika", 1)[0].favourite
    assert len(changed) == len(index)
