"""CSV exports of known programs: the person's name, the kinds of the numbers, what spreadsheets do to them."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.contacts.contact import Contact, NumberKind, tidy_all
from softphone.domain.contacts.csv_columns import CsvField, field_of
from softphone.domain.contacts.csv_import import contacts_of, guess_fields, read_table

OUTLOOK_DE = (
    "Anrede,Vorname,Weitere Vornamen,Nachname,Suffix,Firma,Abteilung,Position,Straße geschäftlich,Ort geschäftlich,"
    "Telefon Assistent,Fax geschäftlich,Telefon geschäftlich,Telefon geschäftlich 2,Rückmeldung,Autotelefon,"
    "Telefon Firma,Fax privat,Telefon (privat),Telefon (privat 2),ISDN,Mobiltelefon,Weiteres Fax,Weiteres Telefon,"
    "Pager,Haupttelefon,Mobiltelefon 2,Telefon für Hörbehinderte,Telex,Benutzer 1,Büro,E-Mail-Adresse,E-Mail-Typ,"
    "E-Mail: Angezeigter Name,Empfohlen von,Internet Frei/Gebucht,Kinder,Name Assistent,Name des/der Vorgesetzten,"
    "Partner/in,Privat,Webseite"
)
OUTLOOK_EN = (
    "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,Assistant's Phone,"
    "Business Fax,Business Phone,Business Phone 2,Callback,Car Phone,Company Main Phone,Home Fax,Home Phone,"
    "Home Phone 2,ISDN,Mobile Phone,Other Fax,Other Phone,Pager,Primary Phone,Radio Phone,TTY/TDD Phone,Telex,"
    "Account,Anniversary,Assistant's Name,Children,E-mail Address,E-mail Type,E-mail Display Name,Manager's Name,"
    "Office Location,Organizational ID Number,Referred By,Spouse,User 1,Web Page"
)
GOOGLE_NEW = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Last Name,Name Prefix,Name Suffix,Nickname,"
    "File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,Labels,"
    "E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,"
    "Relation 1 - Label,Relation 1 - Value,Website 1 - Label,Website 1 - Value"
)
GOOGLE_OLD = (
    "Name,Given Name,Additional Name,Family Name,Yomi Name,Given Name Yomi,Name Prefix,Name Suffix,Initials,Nickname,"
    "Short Name,Maiden Name,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Phone 2 - Type,"
    "Phone 2 - Value,Phone 3 - Type,Phone 3 - Value,Organization 1 - Type,Organization 1 - Name"
)
THUNDERBIRD_EN = (
    "First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Screen Name,Work Phone,Home Phone,"
    "Fax Number,Pager Number,Mobile Number,Home Address,Home City,Work Address,Job Title,Department,Organization,"
    "Web Page 1,Birth Year,Custom 1,Notes"
)
THUNDERBIRD_DE = (
    "Vorname,Nachname,Anzeigename,Spitzname,Primäre E-Mail-Adresse,Sekundäre E-Mail-Adresse,Messenger-Name,"
    "Tel. dienstlich,Tel. privat,Fax-Nummer,Pager-Nummer,Mobil-Tel.-Nr.,Privat: Adresse,Organisation,Notizen"
)
YAHOO = "First,Middle,Last,Nickname,Email,Category,Home,Work,Pager,Fax,Mobile,Other,Primary,Company,Title"


def people(header: str, *rows: dict[str, str]) -> tuple[Contact, ...]:
    """The contacts of an export with these cells; every other cell is empty."""
    names = header.split(",")
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(names)
    writer.writerows([row.get(name, "") for name in names] for row in rows)
    return read(out.getvalue())


def read(text: str) -> tuple[Contact, ...]:
    table = read_table(text.encode())
    return tidy_all(contacts_of(table, guess_fields(table), "csv:x"), "DE")


def kinds(contact: Contact) -> dict[str, str]:
    return {number.key: number.kind.value for number in contact.numbers}


def main(contact: Contact) -> str:
    assert contact.main_number is not None
    return contact.main_number.key


@pytest.mark.parametrize(
    ("header", "cells", "wanted"),
    [
        (
            OUTLOOK_DE,
            {"Vorname": "Jürgen", "Nachname": "Größmann", "Name des/der Vorgesetzten": "Karla Chefin",
             "Name Assistent": "Nele Probe", "Telefon Assistent": "030 23125400", "Fax geschäftlich": "030 23125-499",
             "Telefon geschäftlich": "+49 (30) 23125-410", "Autotelefon": "0171 1234567", "Privat": "Aus",
             "Büro": "Zimmer 12", "Telefon (privat)": "0221 1234567", "Rückmeldung": "030 23125412"},
            ("Jürgen Größmann", "+493023125410",
             {"+493023125410": "work", "+493023125499": "fax", "+491711234567": "mobile", "+492211234567": "home",
              "+493023125412": "other"}),
        ),
        (
            OUTLOOK_EN,
            {"First Name": "Ada", "Last Name": "Example", "Manager's Name": "Karla Boss", "Spouse": "Sam",
             "Business Fax": "+49 30 23125499", "Home Fax": "+49 30 23125498", "Mobile Phone": "+49 176 12345678",
             "Company Main Phone": "+49 30 231250", "Assistant's Phone": "+49 30 23125400",
             "Organizational ID Number": "0302312599", "TTY/TDD Phone": "030 23125477"},
            ("Ada Example", "+4930231250",
             {"+493023125499": "fax", "+493023125498": "fax", "+4917612345678": "mobile", "+4930231250": "work"}),
        ),
        (
            GOOGLE_NEW,
            {"First Name": "Otto", "Last Name": "Beispiel", "Name Prefix": "Dr.", "File As": "Chef",
             "Phone 1 - Label": "Work Fax", "Phone 1 - Value": "+49 30 23125-499", "Phone 2 - Label": "* Mobile",
             "Phone 2 - Value": "+49 176 12345678 ::: +49 30 23125410", "Labels": "* myContacts"},
            ("Otto Beispiel", "+4917612345678",
             {"+493023125499": "fax", "+4917612345678": "mobile", "+493023125410": "mobile"}),
        ),
        (
            GOOGLE_OLD,
            {"Name": "Otto Beispiel", "Phone 1 - Type": "Home Fax", "Phone 1 - Value": "030 23125499",
             "Phone 2 - Type": "Home", "Phone 2 - Value": "0221 1234567", "Phone 3 - Type": "Büro",
             "Phone 3 - Value": "030 23125410"},
            ("Otto Beispiel", "+492211234567",
             {"+493023125499": "fax", "+492211234567": "home", "+493023125410": "work"}),
        ),
        (
            THUNDERBIRD_EN,
            {"Display Name": "Ada Beispiel", "Fax Number": "030 23125498", "Mobile Number": "0176 12345678",
             "Work Phone": "030 23125410", "Pager Number": "030 23125000", "Home Address": "Weg 1"},
            ("Ada Beispiel", "+493023125410",
             {"+493023125498": "fax", "+4917612345678": "mobile", "+493023125410": "work"}),
        ),
        (
            THUNDERBIRD_DE,
            {"Vorname": "Ada", "Nachname": "Beispiel", "Tel. privat": "0221 1234567", "Fax-Nummer": "030 23125498",
             "Mobil-Tel.-Nr.": "0176 12345678"},
            ("Ada Beispiel", "+492211234567",
             {"+492211234567": "home", "+493023125498": "fax", "+4917612345678": "mobile"}),
        ),
        (
            YAHOO,
            {"First": "Ada", "Last": "Beispiel", "Home": "0221 1234567", "Work": "030 23125410",
             "Fax": "030 23125499",
             "Mobile": "0176 12345678", "Pager": "030 23125000"},
            ("Ada Beispiel", "+492211234567",
             {"+492211234567": "home", "+493023125410": "work", "+493023125499": "fax", "+4917612345678": "mobile"}),
        ),
    ],
    ids=["outlook-de", "outlook-en", "google-new", "google-old", "thunderbird-en", "thunderbird-de", "yahoo"],
)  # fmt: skip
def test_an_export_gives_the_person_and_the_kinds(
    header: str, cells: dict[str, str], wanted: tuple[str, str, dict[str, str]]
) -> None:
    (person,) = people(header, cells)
    assert (person.name, main(person), kinds(person)) == wanted


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("Name", "full-name"), ("Display Name", "full-name"), ("Ansprechpartner", "full-name"),
        ("Nachname, Vorname", "full-name"), ("Vor- und Nachname", "full-name"), ("Kontakt", "full-name"),
        ("Name des/der Vorgesetzten", "skip"), ("Name des Vorgesetzten", "skip"), ("Manager's Name", "skip"),
        ("Name Assistent", "skip"), ("Assistant's Name", "skip"), ("Name Prefix", "skip"), ("Name Suffix", "skip"),
        ("Nickname", "skip"), ("Spouse", "skip"), ("File As", "skip"), ("User Name", "skip"), ("Given Yomi", "skip"),
        ("Account Name", "company"), ("Firmenname", "company"), ("Company Name", "company"),
        ("Arbeitgeber", "company"),
        ("Company ID", "skip"), ("Kundennummer", "skip"), ("Hausnummer", "skip"), ("Phonetic First Name", "skip"),
        ("Weitere Vornamen", "skip"), ("Job Title", "skip"), ("Home Page", "skip"), ("Business Street", "skip"),
        ("Faxnummer", "fax"), ("Business Fax", "fax"), ("Telefax", "fax"), ("Fax Durchwahl", "fax"),
        ("Telefon privat mobil", "mobile"), ("Handynummer", "mobile"), ("Mobilfunk", "mobile"),
        ("Car Phone", "mobile"),
        ("Dienstliche Nummer", "work"), ("Work number", "work"), ("Tel. (g)", "work"), ("Telefon Büro", "work"),
        ("Tel. (p)", "home"), ("Privatnummer", "home"), ("Home Phone 2", "home"), ("Tel. priv.", "other"),
        ("DW", "extension"), ("Nebenstelle", "extension"), ("Festnetz", "other"), ("Rufnr.", "other"),
        ("Tel.-Nr.", "other"), ("Telefon 1", "other"), ("phone_number", "other"), ("Telex", "skip"),
        ("Emergency Contact Phone", "skip"), ("Telefon Assistent", "skip"), ("Asst. Phone", "skip"),
        ("E-Mail: Angezeigter Name", "skip"),
    ],
)  # fmt: skip
def test_a_column_is_what_its_name_says(name: str, field: str) -> None:
    assert field_of(name).value == field


OTHER_NAMES = st.sampled_from(
    [
        "Name des/der Vorgesetzten",
        "Manager's Name",
        "Name Assistent",
        "Name",
        "Kontakt",
        "Display Name",
        "Name Prefix",
    ]
)


@given(st.permutations(["Vorname", "Nachname", "Telefon"]), OTHER_NAMES, st.integers(0, 3))
def test_no_other_name_beats_first_and_last_name(columns: list[str], other: str, place: int) -> None:
    header = [*columns[:place], other, *columns[place:]]
    cells = {"Vorname": "Ada", "Nachname": "Beispiel", "Telefon": "030 23125410", other: "Karla Chefin"}
    (ada,) = read(";".join(header) + "\n" + ";".join(cells[name] for name in header) + "\n")
    assert ada.name == "Ada Beispiel"


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("0176 12345678 ::: 0176 12345679", "+4917612345678 other +4917612345679 other"),
        ("030 23125410; 0176 12345678", "+493023125410 other +4917612345678 other"),
        ("030 23125410, 0176 12345678", "+493023125410 other +4917612345678 other"),
        ("030 23125410 / 0176 12345678", "+493023125410 other +4917612345678 other"),
        ("030/23125410", "+493023125410 other"),
        ("030 23125410\n0176 12345678", "+493023125410 other +4917612345678 other"),
        ("030 23125410 oder 0176 12345678", "+493023125410 other +4917612345678 other"),
        ("030 23125410|0176 12345678", "+493023125410 other +4917612345678 other"),
        ("Büro: 030 23125410, Fax: 030 23125499", "+493023125410 work +493023125499 fax"),
        ("Fax 030 23125499 / Mobil 0176 12345678", "+4917612345678 mobile +493023125499 fax"),
        ("030 23125410 (privat); 0176 12345678 (mobil)", "+493023125410 home +4917612345678 mobile"),
        ('="0176 12345678"', "+4917612345678 other"),
        ("'0176 12345678", "+4917612345678 other"),
        ("4917612345678.0", "+4917612345678 other"),
        ("4917612345678", "+4917612345678 other"),
        ("17612345678", "+4917612345678 other"),
        ("15228817386", "+4915228817386 other"),
        ("436641234567", "436641234567 other"),
        ("#61", "#61 other"),
        ("41446681800", "41446681800 other"),
        ("410", "410 other"),
        ("23125410", "23125410 other"),
        ("030 23125-410/411", "+493023125410 other"),
    ],
)  # fmt: skip
def test_a_cell_gives_all_its_numbers(cell: str, numbers: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([("Name", "Telefon"), ("Ada", cell)])
    (ada,) = read(out.getvalue())
    assert " ".join(f"{number.key} {number.kind.value}" for number in ada.numbers) == numbers


@pytest.mark.parametrize(
    "cell",
    [
        "4,93023E+12",
        "4.93E+12",
        "1,76E+10",
        "4.9e12",
        "4.93E+012",
        "4,93 E+12",
        "4,93·10^12",
        "#NV",
        "########",
        "#WERT!",
    ],
)
def test_a_number_a_spreadsheet_has_destroyed_stays_visible_and_is_nobodys(cell: str) -> None:
    (ada,) = read(f"Name;Mobiltelefon\nAda;{cell}\n")
    assert [(number.text, number.kind, number.key) for number in ada.numbers] == [(cell, NumberKind.MOBILE, "")]


def test_a_number_that_is_also_a_fax_can_be_called_and_a_lone_fax_cannot() -> None:
    both, lone = people("Name,Fax,Telefon", {"Name": "A", "Fax": "030 1234567", "Telefon": "030 1234567"},
                        {"Name": "B", "Fax": "030 1234568"})  # fmt: skip
    assert (main(both), kinds(both)) == ("+49301234567", {"+49301234567": "other"})
    assert lone.main_number is None


def test_titles_above_the_columns_are_no_contacts() -> None:
    (ada,) = read("Telefonliste Vertrieb;;\nStand Januar;;\n;;\nName;Vorname;Telefon\nBeispiel;Ada;030 23125410\n")
    assert (ada.name, main(ada)) == ("Ada Beispiel", "+493023125410")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "cp850", "mac_roman"])
def test_umlauts_are_read_in_every_encoding_of_office_programs(encoding: str) -> None:
    text = "Vorname;Nachname;Büro\nJürgen;Größmann;030 23125410\n"
    table = read_table(text.encode(encoding))
    (person,) = tidy_all(contacts_of(table, guess_fields(table), "csv:x"), "DE")
    assert (person.name, kinds(person)) == ("Jürgen Größmann", {"+493023125410": "work"})


@pytest.mark.parametrize(("cell", "field"), [("Zimmer 12", CsvField.SKIP), ("030 23125410", CsvField.WORK)])
def test_a_column_named_office_has_numbers_only_where_some_stand(cell: str, field: CsvField) -> None:
    table = read_table(f"Name;Büro\nAda;{cell}\n".encode())
    assert guess_fields(table) == (CsvField.FULL_NAME, field)


@pytest.mark.parametrize(
    ("text", "name", "numbers"),
    [
        ("Name;Vorwahl;Rufnummer\nAda;030;23125410\n", "Ada", "+493023125410 other"),
        ("Name;Vorwahl;Rufnummer\nAda;30;23125410\n", "Ada", "+493023125410 other"),
        ("Name;Vorwahl;Telefon\nAda;030;0176 12345678\n", "Ada", "+4917612345678 other"),
        ("Name;Landesvorwahl;Vorwahl;Telefon\nAda;49;030;23125410\n", "Ada", "+493023125410 other"),
        ("Name;Landesvorwahl;Vorwahl;Telefon\nAda;+43;664;1234567\n", "Ada", "+436641234567 other"),
        ("Name;Telefon;Art\nAda;030 23125499;Fax\n", "Ada", "+493023125499 fax"),
        ("Name;Telefon Typ;Telefon\nAda;Mobil;0176 12345678\n", "Ada", "+4917612345678 mobile"),
        ("Name;Given Name;Telefon\nAda Beispiel;Ada;030 23125410\n", "Ada Beispiel", "+493023125410 other"),
        ("Name;Vorname;Telefon\nBeispiel;Ada;030 23125410\n", "Ada Beispiel", "+493023125410 other"),
        ("Mob.;Name, Vorname\n0176 12345678;Beispiel, Ada\n", "Beispiel, Ada", "+4917612345678 mobile"),
        ("givenName;sn;telephoneNumber;facsimileTelephoneNumber;ipPhone\n"
         "Ada;Beispiel;+49 30 23125410;030 23125499;410\n",
         "Ada Beispiel", "+493023125410 other +493023125499 fax 410 extension"),
        ("DisplayName,TelephoneNumber,MobilePhone\nAda B,+49 30 23125410,0176 12345678\n", "Ada B",
         "+493023125410 other +4917612345678 mobile"),
    ],
)  # fmt: skip
def test_a_list_of_any_office_gives_the_numbers_meant(text: str, name: str, numbers: str) -> None:
    (ada,) = read(text)
    assert (ada.name, " ".join(f"{number.key} {number.kind.value}" for number in ada.numbers)) == (name, numbers)
