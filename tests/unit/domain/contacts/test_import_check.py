"""What an import says about lines that did not come as they stand, and where it asks."""

import pytest

from softphone.domain.contacts.csv_import import contacts_of, guess_fields, read_table
from softphone.domain.contacts.import_check import notes_of, unsure_columns
from softphone.domain.contacts.import_note import ImportFault, ImportNote


def notes(text: str) -> list[ImportNote]:
    table = read_table(text.encode())
    contacts = contacts_of(table, guess_fields(table), "csv:x")
    return [note for one, line in zip(contacts, table.lines, strict=True) for note in notes_of(one, line, "DE")]


def test_every_line_that_did_not_come_as_it_stands_is_named_with_its_reason() -> None:
    table = (
        "Vorname;Telefon;Notiz\nAda;030 23125410;\n\nIna;4,93023E+12;\nJo;4917612345678;\nUte;17612345679;\n"
        'Max;siehe oben;\n"";"";Notiz\nPia;030 23125411;"zwei\nZeilen"\nUwe;####;\n'
    )
    assert notes(table) == [
        ImportNote(4, ImportFault.DAMAGED_NUMBER, "4,93023E+12"),
        ImportNote(5, ImportFault.MENDED_NUMBER, "4917612345678", "+4917612345678"),
        ImportNote(6, ImportFault.MENDED_NUMBER, "17612345679", "017612345679"),
        ImportNote(7, ImportFault.NOT_A_NUMBER, "siehe oben"),
        ImportNote(8, ImportFault.EMPTY),
        ImportNote(10, ImportFault.DAMAGED_NUMBER, "####"),
    ]


@pytest.mark.parametrize(
    ("text", "unsure"),
    [
        ("Vorname;Nachname;Telefon\nAda;Beispiel;030 23125410\n", ()),
        ("Vorname;Nachname;Telefon;Pager\nAda;Beispiel;030 23125410;030 23125411\n", ()),
        ("Vorname;Nachname;Telefon;Kundennummer\nAda;Beispiel;030 23125410;4711\n", ()),
        ("Vorname;Nachname;Telefon;Sonstiges\nAda;Beispiel;030 23125410;030 23125411\n", (3,)),
        ("Vorname;Nachname;Telefon;Handy\nAda;Beispiel;030 23125410;ja\n", (3,)),
        ("Wer;Was\nAda;030 23125410\n", (0, 1)),
        ("Ada Beispiel;030 23125410\nBen;030 23125411\n", (0, 1)),
        ("Telefon;Bemerkung\n030 23125410;Ada\n", (1,)),
    ],
)
def test_columns_that_are_not_clear_are_shown(text: str, unsure: tuple[int, ...]) -> None:
    table = read_table(text.encode())
    assert unsure_columns(table, guess_fields(table)) == unsure
