"""CardDAV servers as they are: spellings of addresses, refused sync, groups, other hosts, no sign-in by password."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

import httpx
import pytest

from softphone.adapters.address_books.carddav import CardDavServers
from softphone.adapters.address_books.dav_auth import schemes
from softphone.adapters.address_books.dav_exchange import elsewhere, same_server
from softphone.domain.contacts.contact import ContactSource, DavChanges, SourceKind
from softphone.domain.problems import AddressBookFailed, BookTrouble, CredentialsRefused, Problem, ProblemError
from tests.samples.portal_stub import PortalStub, Respond, http

HEAD = '<?xml version="1.0"?><multistatus xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:carddav">'
BOOK = "<resourcetype><collection/><C:addressbook/></resourcetype>"
ETAG = "<getetag>1</getetag>"
HOME = "/remote.php/dav/addressbooks/users/nele%40x/kontakte/"
Answers = Mapping[str, bytes | Respond]


def found(href: str, inner: str) -> str:
    return (
        f"<response><href>{href}</href><propstat><prop>{inner}</prop><status>HTTP/1.1 200 OK</status></propstat>"
        "</response>"
    )


def gone(href: str) -> str:
    return f"<response><href>{href}</href><status>HTTP/1.1 404 Not Found</status></response>"


def multistatus(*parts: str, token: str = "") -> bytes:
    end = f"<sync-token>{token}</sync-token>" if token else ""
    return http(207, f"{HEAD}{''.join(parts)}{end}</multistatus>".encode())


def home_at(place: str) -> str:
    return f"<C:addressbook-home-set><href>{place}</href></C:addressbook-home-set>"


def card(name: str, *lines: str) -> str:
    inner = "\n".join(("BEGIN:VCARD", "VERSION:3.0", f"FN:{name}", "TEL:030 23125410", *lines, "END:VCARD", ""))
    return f"{ETAG}<C:address-data>{inner}</C:address-data>"


IS_BOOK = multistatus(found(HOME, BOOK))


def reports(sync: Callable[[], bytes], cards: Callable[[], bytes]) -> Respond:
    async def respond(seen: Any, writer: asyncio.StreamWriter) -> None:
        writer.write(cards() if b"multiget" in seen.body else sync())

    return respond


def by_depth(alone: bytes, listed: bytes) -> Respond:
    async def respond(seen: Any, writer: asyncio.StreamWriter) -> None:
        writer.write(listed if seen.headers.get("depth") == "1" else alone)

    return respond


async def fetch(stub: PortalStub, path: str, state: str = "") -> DavChanges:
    source = ContactSource("carddav:x", SourceKind.CARDDAV, "x", f"{stub.url}{path}", "nele@x", sync_state=state)
    return await CardDavServers().changes(source, "geheim")


def fetched(answers: Answers, path: str = HOME) -> DavChanges:
    async def run() -> DavChanges:
        async with PortalStub(dict(sorted(answers.items(), key=lambda item: -len(item[0])))) as stub:
            return await fetch(stub, path)

    return asyncio.run(run())


def problem(answers: Answers, path: str = "/") -> Problem:
    with pytest.raises(ProblemError) as caught:
        fetched(answers, path)
    return caught.value.problem


@pytest.mark.parametrize(
    "in_cards", ["{url}" + HOME + "a%20b.vcf", HOME + "a b.vcf", HOME + "a%20b.vcf", "a%20b.vcf"]
)
@pytest.mark.parametrize(
    "in_sync", ["{url}" + HOME + "a%20b.vcf", HOME.replace("%40", "@") + "a%20b.vcf", "a%20b.vcf"]
)
def test_a_card_that_goes_has_the_key_with_which_it_came(in_cards: str, in_sync: str) -> None:
    async def run() -> tuple[DavChanges, DavChanges]:
        deleted = False

        def sync() -> bytes:
            href = in_sync.format(url=stub.url)
            return multistatus(gone(href), token="2") if deleted else multistatus(found(href, ETAG), token="1")

        def cards() -> bytes:
            return multistatus(found(in_cards.format(url=stub.url), card("Ada")))

        answers: Answers = {f"PROPFIND {HOME}": IS_BOOK, f"REPORT {HOME}": reports(sync, cards)}
        async with PortalStub(dict(answers)) as stub:
            first = await fetch(stub, HOME)
            deleted = True
            return first, await fetch(stub, HOME, first.state)

    first, second = asyncio.run(run())
    assert [contact.key for contact in first.imported.contacts] == list(second.gone)
    assert len(second.gone) == 1


@pytest.mark.parametrize("status", [400, 403, 405, 409, 412, 415, 500, 501, 507])
def test_where_sync_is_refused_the_listing_is_read(status: int) -> None:
    answers: Answers = {
        f"PROPFIND {HOME}": by_depth(IS_BOOK, multistatus(found(f"{HOME}a.vcf", ETAG))),
        f"REPORT {HOME}": reports(lambda: http(status), lambda: multistatus(found(f"{HOME}a.vcf", card("Ada")))),
    }
    assert [contact.full_name for contact in fetched(answers).imported.contacts] == ["Ada"]


@pytest.mark.parametrize("status", [400, 403, 507])
def test_a_token_that_is_refused_later_brings_the_whole_book(status: int) -> None:
    async def run() -> DavChanges:
        tokens = iter((multistatus(found(f"{HOME}a.vcf", ETAG), token="1"), http(status)))
        again = multistatus(found(f"{HOME}b.vcf", ETAG), token="3")
        answer = reports(lambda: next(tokens, again), lambda: multistatus(found(f"{HOME}b.vcf", card("Ben"))))
        async with PortalStub({f"PROPFIND {HOME}": IS_BOOK, f"REPORT {HOME}": answer}) as stub:
            first = await fetch(stub, HOME)
            return await fetch(stub, HOME, first.state)

    second = asyncio.run(run())
    assert (second.whole, [contact.full_name for contact in second.imported.contacts]) == (True, ["Ben"])


def test_a_group_is_no_contact_and_not_skipped() -> None:
    hrefs = (f"{HOME}a.vcf", f"{HOME}g.vcf")
    answers: Answers = {
        f"PROPFIND {HOME}": IS_BOOK,
        f"REPORT {HOME}": reports(
            lambda: multistatus(*(found(href, ETAG) for href in hrefs), token="1"),
            lambda: multistatus(
                found(hrefs[0], card("Ada")), found(hrefs[1], card("Gruppe", "X-ADDRESSBOOKSERVER-KIND:group"))
            ),
        ),
    }
    read = fetched(answers)
    assert ([one.full_name for one in read.imported.contacts], read.imported.skipped) == (["Ada"], 0)


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone", "404"])
def test_a_card_gone_between_two_requests_is_gone_and_not_skipped(status: str) -> None:
    answers: Answers = {
        f"PROPFIND {HOME}": IS_BOOK,
        f"REPORT {HOME}": reports(
            lambda: multistatus(found(f"{HOME}a.vcf", ETAG), token="1"),
            lambda: multistatus(gone(f"{HOME}a.vcf").replace("404 Not Found", status)),
        ),
    }
    read = fetched(answers)
    assert read.gone == (f"carddav:x/{HOME.replace('%40', '@')}a.vcf",)
    assert read.imported.skipped == 0


@pytest.mark.parametrize("base", ["/remote.php/dav/", "/dav.php/"])
def test_a_server_in_a_folder_without_a_well_known_path_is_found(base: str) -> None:
    place = f"/cloud{base}"
    principal = "<current-user-principal><href>/p/</href></current-user-principal>"
    answers: Answers = {
        "PROPFIND /cloud/": http(405),
        "PROPFIND /.well-known/carddav": http(404),
        "PROPFIND /cloud/remote.php/dav/": http(404),
        f"PROPFIND {place}": multistatus(found(place, principal)),
        "PROPFIND /p/": multistatus(found("/p/", home_at(HOME))),
        f"PROPFIND {HOME}": IS_BOOK,
        f"REPORT {HOME}": reports(
            lambda: multistatus(found(f"{HOME}a.vcf", ETAG), token="1"),
            lambda: multistatus(found(f"{HOME}a.vcf", card("Ada"))),
        ),
    }  # fmt: skip
    assert [contact.full_name for contact in fetched(answers, "/cloud").imported.contacts] == ["Ada"]


@pytest.mark.parametrize(
    ("challenge", "accepts_passwords"),
    [
        ('Bearer realm="x", error="invalid_token"', False),
        ("Negotiate", False),
        ('Bearer realm="a, Basic b"', False),
        ('Basic realm="x"', True),
        ('Bearer realm="x", Basic realm="y"', True),
        ('Negotiate, Basic realm="x, y"', True),
        ("", True),
    ],
)
def test_a_server_without_passwords_is_told_from_a_wrong_password(challenge: str, accepts_passwords: bool) -> None:
    refused = problem({"PROPFIND /": http(401, b"", WWW_Authenticate=challenge)})
    expected = CredentialsRefused("127.0.0.1") if accepts_passwords else None
    assert refused == (expected or AddressBookFailed("127.0.0.1", BookTrouble.NO_PASSWORDS))


def test_all_challenges_of_a_401_are_read() -> None:
    headers = [("WWW-Authenticate", 'Digest realm="x", nonce="y"'), ("WWW-Authenticate", "Negotiate abc==, basic")]
    assert schemes(httpx.Response(401, headers=headers)) == {"digest", "negotiate", "basic"}


OTHER = "https://p42-contacts.icloud.example:443/123/carddavhome/"


def test_another_server_is_named_with_what_to_enter() -> None:
    named = AddressBookFailed("127.0.0.1", BookTrouble.OTHER_SERVER, OTHER)
    assert problem({"PROPFIND /": multistatus(found("/", home_at(OTHER)))}) == named
    assert problem({"PROPFIND /": http(301, Location=OTHER)}) == named


@pytest.mark.parametrize(
    "place", ["http://other.example/", "https://[x/", "ftp://other.example/", "https://ö.example/"]
)
def test_an_address_that_cannot_be_entered_is_not_named(place: str) -> None:
    assert elsewhere("a.example", place) is None


def test_the_usual_port_is_the_same_server() -> None:
    assert same_server("https://dav.example/a/", "https://DAV.example:443/b/")
    assert not same_server("https://dav.example/a/", "https://dav.example:8443/b/")
    assert not same_server("https://dav.example/a/", "http://dav.example/b/")
    assert not same_server("https://[x/", "https://[x/")
