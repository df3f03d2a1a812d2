"""CSV files of office programs: read in whatever shape, the columns guessed."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.contacts.contact import NumberKind, tidy_all
from softphone.domain.contacts.csv_columns import CsvField
from softphone.domain.contacts.csv_import import ENCODINGS, contacts_of, guess_fields, read_table

OUTLOOK = (
    "Anrede;Vorname;Weitere Vornamen;Nachname;Suffix;Firma;Abteilung;Position;Telefon geschäftlich;"
    "Telefon geschäftlich 2;Fax geschäftlich;Telefon privat;Mobiltelefon;Weiteres Telefon;"
    "E-Mail-Adresse;E-Mail-Typ;E-Mail: Angezeigter Name\r\n"
    '"Frau";"Erika";"";"Mustermann";"";"Phantasie; Söhne GmbH";"";"";"+49 (69) 90009117";"";"069 90009 118";'
    '"";"0152 28817386";"";"erika@phantasie.example";"SMTP";"Erika"\r\n'
)


@given(st.binary(max_size=300), st.sampled_from(("", *ENCODINGS)))
def test_any_bytes_are_a_table(data: bytes, encoding: str) -> None:
    table = read_table(data, encoding)
    fields = guess_fields(table)
    assert all(len(row) == table.width for row in table.rows)
    assert len(fields) == table.width
    found = contacts_of(table, fields, "csv:x")
    assert len({contact.key for contact in found}) == len(found) == len(table.rows)
    tidy_all(found, "DE")


CELLS = st.text(alphabet="abcäöü;,\t\"' \nß1", max_size=8).map(lambda cell: " ".join(cell.split()))


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=5), st.sampled_from(";,\t"), st.sampled_from(ENCODINGS[:3]))
def test_what_was_written_is_read(rows: list[tuple[str, ...]], delimiter: str, encoding: str) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerows([("Vorname", "Nachname", "Firma"), *rows])
    table = read_table(out.getvalue().encode(encoding), encoding)
    assert table.header == ("Vorname", "Nachname", "Firma")
    assert table.rows == tuple(row for row in rows if any(row))


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16"])
def test_outlooks_german_export_is_understood(encoding: str) -> None:
    table = read_table(OUTLOOK.encode(encoding))
    (erika,) = tidy_all(contacts_of(table, guess_fields(table), "csv:x"), "DE")
    assert (erika.name, erika.company, erika.mail) == (
        "Erika Mustermann",
        "Phantasie; Söhne GmbH",
        "erika@phantasie.example",
    )
    assert [(n.kind, n.key) for n in erika.numbers] == [
        (NumberKind.WORK, "+496990009117"),
        (NumberKind.FAX, "+496990009118"),
        (NumberKind.MOBILE, "+4915228817386"),
    ]


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("First Name,Last Name,Company,Business Phone,Home Phone", "first-name last-name company work home"),
        ("Name;Vorname;Tel.;Durchwahl", "last-name first-name other extension"),
        ("Name\tRufnummer", "full-name other"),
        ("Given Name,Family Name,Phone 1 - Label,Phone 1 - Value", "first-name last-name skip other"),
        ("Handy;Nachname;Geburtstag;Büro-Telefon", "mobile last-name skip work"),
    ],
)
def test_columns_are_guessed_by_their_names(header: str, fields: str) -> None:
    table = read_table(f"{header}\n{header.replace('e', 'x')}\n".encode())
    assert [field.value for field in guess_fields(table)] == fields.split()


def test_a_first_line_that_names_the_separator_is_no_header() -> None:
    table = read_table("sep=;\r\nName;Telefon\r\nMüller, Lea;030 23125433\r\n".encode("cp1252"))
    assert (table.delimiter, table.header, table.rows) == (
        ";",
        ("Name", "Telefon"),
        (("Müller, Lea", "030 23125433"),),
    )
    assert read_table(b"sep=|\nName|Telefon\na;b|030 23125433\n").delimiter == "|"


def test_without_names_the_columns_are_guessed_by_what_stands_in_them() -> None:
    table = read_table(b"Erika Mustermann;069 90009117;a@b.example\nOtto Normal;030 23125 077;\n")
    assert table.header == ()
    assert guess_fields(table) == (CsvField.FULL_NAME, CsvField.OTHER, CsvField.MAIL)
    assert len(table.rows) == 2


def test_the_same_row_has_the_same_key_again() -> None:
    table = read_table(OUTLOOK.encode())
    first, again = (contacts_of(table, guess_fields(table), "csv:x")[0].key for _ in range(2))
    assert first == again
