"""The LDAP client against a real server, slapd of OpenLDAP."""

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from softphone.adapters.address_books import ldap_book
from softphone.adapters.address_books.address_book_servers import AddressBookServers
from softphone.domain.contacts.contact import Contact, ContactSource, DavChanges, SourceKind, tidy_all
from softphone.domain.problems import AddressBookFailed, BookTrouble, CertificateRefused, Problem, ProblemError
from tests.integration.slapd_server import BASE, PASSWORD, USER, Slapd, running_slapd

pytestmark = pytest.mark.skipif(shutil.which("slapd") is None, reason="slapd is not installed")
MORE = 1200


@pytest.fixture(scope="module")
def slapd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Slapd]:
    folder: Path = tmp_path_factory.mktemp("slapd")
    with running_slapd(folder, MORE) as server:
        yield server


def fetched(url: str, user: str = USER, password: str = PASSWORD, ca_file: str = "") -> DavChanges:
    source = ContactSource("ldap:x", SourceKind.LDAP, "x", url, user, ca_file, region="DE")
    return asyncio.run(AddressBookServers().changes(source, password))


def people(found: DavChanges) -> dict[str, Contact]:
    return {contact.name: contact for contact in tidy_all(found.imported.contacts, "DE")}


def problem(url: str, user: str = USER, password: str = PASSWORD, ca_file: str = "") -> Problem:
    with pytest.raises(ProblemError) as caught:
        fetched(url, user, password, ca_file)
    return caught.value.problem


def test_a_directory_is_read_page_by_page_with_names_and_kinds(slapd: Slapd) -> None:
    found = fetched(f"{slapd.secure}/{BASE}", ca_file=slapd.ca_file)
    everybody = people(found)
    assert (found.whole, len(everybody), "Drucker" in everybody) == (True, MORE + 2, False)
    juergen = everybody["Dr. Jürgen Größmann"]
    assert (juergen.first_name, juergen.last_name, juergen.company, juergen.mail) == (
        "Jürgen",
        "Größmann",
        "Beispiel AG",
        "j@office.test",
    )
    assert [(number.key, number.kind.value) for number in juergen.numbers] == [
        ("+493023125410", "work"),
        ("+4917612345678", "mobile"),
        ("+492211234567", "home"),
        ("+493023125499", "fax"),
    ]


def test_the_keys_stay_the_same_and_the_base_is_asked_of_the_server(slapd: Slapd) -> None:
    first, again = (fetched(place) for place in (f"{slapd.plain}/{BASE}", slapd.plain))
    assert {one.key for one in first.imported.contacts} == {one.key for one in again.imported.contacts}


@pytest.mark.parametrize(
    ("rest", "names"),
    [
        (f"/{BASE}??sub?(uid=nele)", ["Nele Probe"]),
        (f"/{BASE}???(cn=J*m%C3%B6*)", []),
        (f"/{BASE}???(%26(cn=J*)(!(uid=nele)))", ["Dr. Jürgen Größmann"]),
        (f"/uid=nele,{BASE}??base", ["Nele Probe"]),
        (
            f"/{BASE}??one?(%7C(uid=juergen)(telephoneNumber=%2B49 30 23125400))",
            ["Dr. Jürgen Größmann", "Nele Probe"],
        ),
    ],
)
def test_scope_and_filter_of_the_address_are_used(slapd: Slapd, rest: str, names: list[str]) -> None:
    assert sorted(people(fetched(f"{slapd.plain}{rest}"))) == names


def test_start_tls_comes_before_the_password_where_the_server_is_elsewhere(
    slapd: Slapd, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ldap_book, "is_loopback", lambda host: False)
    assert "Nele Probe" in people(fetched(f"{slapd.plain}/{BASE}", ca_file=slapd.ca_file))
    assert isinstance(problem(f"{slapd.plain}/{BASE}"), CertificateRefused)


@pytest.mark.parametrize(
    ("user", "password", "trouble"),
    [
        (USER, "falsch", BookTrouble.CREDENTIALS),
        (USER, "", BookTrouble.CREDENTIALS),
        ("", "", BookTrouble.REFUSED),
        ("kein dn", "x", BookTrouble.REFUSED),
    ],
)
def test_what_the_server_refuses_is_said(slapd: Slapd, user: str, password: str, trouble: BookTrouble) -> None:
    assert problem(f"{slapd.plain}/{BASE}", user, password) == AddressBookFailed("127.0.0.1", trouble)


def test_other_troubles_have_their_own_words(slapd: Slapd) -> None:
    assert isinstance(problem(f"{slapd.secure}/{BASE}"), CertificateRefused)
    assert problem("ldap://127.0.0.1:9/x") == AddressBookFailed("127.0.0.1", BookTrouble.UNREACHABLE)
    assert problem(f"{slapd.plain}/dc=nowhere") == AddressBookFailed("127.0.0.1", BookTrouble.REFUSED)
    assert problem(f"{slapd.plain}/{BASE}???(cn=") == AddressBookFailed("127.0.0.1", BookTrouble.UNUSABLE)


def test_of_a_directory_with_a_limit_comes_what_the_server_gives(tmp_path: Path) -> None:
    with running_slapd(tmp_path, 40, "20") as server:
        assert len(people(fetched(f"{server.plain}/{BASE}"))) == 20
