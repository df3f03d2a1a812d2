"""The CardDAV client against a real server, Radicale: found, fetched, kept in step."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from softphone.adapters.address_books.carddav import CardDavServers
from softphone.domain.contacts.contact import ContactSource, DavChanges, SourceKind
from softphone.domain.problems import CredentialsRefused, PortalUnreachable, ProblemError
from tests.integration.digest_gate import digest_gate
from tests.integration.radicale_server import PASSWORD, USER, Radicale, running_radicale


@pytest.fixture(scope="module")
def radicale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Radicale]:
    folder: Path = tmp_path_factory.mktemp("radicale")
    with running_radicale(folder) as server:
        yield server


def source(url: str, state: str = "", user: str = USER) -> ContactSource:
    return ContactSource("carddav:x", SourceKind.CARDDAV, "Büro", url, user, sync_state=state)


def changes(of: ContactSource, password: str = PASSWORD) -> DavChanges:
    return asyncio.run(CardDavServers().changes(of, password))


def names(found: DavChanges) -> list[str]:
    return sorted(contact.full_name for contact in found.imported.contacts)


def test_a_book_is_fetched_whole_and_then_only_what_has_changed(radicale: Radicale) -> None:
    url = radicale.make_book("steps")
    for number in range(120):
        radicale.put("steps", f"c{number}", f"Kontakt {number:03}", f"030 23125 {number:03}")
    first = changes(source(url))
    assert first.whole
    assert len(first.imported.contacts) == 120
    assert first.imported.contacts[0].numbers
    nothing = changes(source(url, first.state))
    assert (nothing.whole, names(nothing), nothing.gone) == (False, [], ())
    radicale.put("steps", "c7", "Neuer Name", "030 23125 007")
    radicale.put("steps", "neu", "Ganz Neu", "030 23125 999")
    radicale.delete("steps", "c9")
    news = changes(source(url, nothing.state))
    assert names(news) == ["Ganz Neu", "Neuer Name"]
    assert news.gone == (f"carddav:x/{url.removeprefix(radicale.base)}c9.vcf",)
    assert {c.key for c in first.imported.contacts} >= set(news.gone)


def test_the_books_of_a_user_are_found_from_the_servers_address(radicale: Radicale) -> None:
    for book in ("eins", "zwei"):
        radicale.make_book(book)
        radicale.put(book, book, f"In {book}", "110")
    for address in (radicale.base, f"{radicale.base}/", f"{radicale.base}/{USER}/"):
        assert {"In eins", "In zwei"} <= set(names(changes(source(address))))


def test_a_token_the_server_does_not_know_begins_anew(radicale: Radicale) -> None:
    url = radicale.make_book("alt")
    radicale.put("alt", "a", "Noch Da", "110")
    state = changes(source(url)).state.replace("/ns/sync/", "/ns/sync/0000")
    again = changes(source(url, state))
    assert again.whole
    assert names(again) == ["Noch Da"]


def test_without_sync_tokens_etags_tell_what_has_changed(radicale: Radicale) -> None:
    url = radicale.make_book("etags")
    radicale.put("etags", "a", "Anna", "110")
    radicale.put("etags", "b", "Bernd", "112")
    state = (
        f'[{{"url": "{url}", "token": "", "ctag": "", "etags": {{"{url.removeprefix(radicale.base)}weg.vcf": "1"}}}}]'
    )
    first = changes(source(url, state))
    assert names(first) == ["Anna", "Bernd"]
    assert len(first.gone) == 1
    assert names(changes(source(url, first.state))) == []
    radicale.put("etags", "b", "Bernhard", "112")
    assert names(changes(source(url, first.state))) == ["Bernhard"]


def test_a_wrong_password_and_no_server_are_told_apart(radicale: Radicale) -> None:
    url = radicale.make_book("zu")
    with pytest.raises(ProblemError) as caught:
        changes(source(url), "falsch")
    assert isinstance(caught.value.problem, CredentialsRefused)
    with pytest.raises(ProblemError) as caught:
        changes(source("http://127.0.0.1:1/"))
    assert isinstance(caught.value.problem, PortalUnreachable)


def test_the_key_of_a_contact_stays_when_it_changes(radicale: Radicale) -> None:
    url = radicale.make_book("keys")
    radicale.put("keys", "ö", "Öznur", "110")
    first = changes(source(url))
    radicale.put("keys", "ö", "Öznur Ö.", "110")
    assert changes(source(url, first.state)).imported.contacts[0].key == first.imported.contacts[0].key


@pytest.mark.parametrize("algorithm", ["MD5", "SHA-256"])
def test_a_server_that_takes_digest_only_gets_that(radicale: Radicale, algorithm: str) -> None:
    """Refused once for Basic and once for the challenge, however many requests follow."""
    book = radicale.make_book(f"digest-{algorithm}")
    radicale.put(f"digest-{algorithm}", "a", "Hinter Digest", "030 23125 001")
    with digest_gate(radicale.base, USER, PASSWORD, algorithm) as (address, gate):
        url = book.replace(radicale.base, address)
        found = changes(source(url))
        assert names(found) == ["Hinter Digest"]
        assert gate.refused == 2
        with pytest.raises(ProblemError) as refused:
            changes(source(url), "falsch")
    assert isinstance(refused.value.problem, CredentialsRefused)
