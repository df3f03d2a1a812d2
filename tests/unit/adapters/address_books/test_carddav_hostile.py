"""What an address book server must not achieve: another server's password, entities, endless answers, a crash."""

import asyncio
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from softphone.adapters.address_books.carddav import CardDavServers
from softphone.adapters.address_books.dav_documents import multiget_report, read_multistatus, sync_report
from softphone.domain.contacts.contact import ContactSource, DavChanges, SourceKind
from softphone.domain.problems import PortalAnswerUnusable, PortalRefused, Problem, ProblemError
from softphone.safe_xml import DocumentUnusable, parse
from tests.samples.portal_stub import PortalStub, http

HEAD = b'<?xml version="1.0"?><multistatus xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:carddav">'
IS_BOOK = (
    HEAD + b"<response><href>/book/</href><propstat><prop><resourcetype><collection/><C:addressbook/></resourcetype>"
    b"</prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>"
)
BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><multistatus xmlns="DAV:">&b;</multistatus>'


def source(url: str) -> ContactSource:
    return ContactSource("carddav:x", SourceKind.CARDDAV, "x", url, "nele")


def asked(
    answers: dict[str, Any], then: Callable[[PortalStub], None] = lambda stub: None, state: str = ""
) -> DavChanges:
    async def run() -> DavChanges:
        async with PortalStub(answers) as stub:
            try:
                return await CardDavServers().changes(source(f"{stub.url}/book/"), "geheim")
            finally:
                then(stub)

    return asyncio.run(run())


def refused(answers: dict[str, Any], then: Callable[[PortalStub], None] = lambda stub: None) -> Problem:
    with pytest.raises(ProblemError) as caught:
        asked(answers, then)
    return caught.value.problem


def test_a_move_to_another_server_is_not_followed() -> None:
    moved = http(301, Location="http://127.0.0.1:9/book/")
    problem = refused({"PROPFIND /book/": moved, "PROPFIND /.well-known/carddav": moved})
    assert isinstance(problem, PortalAnswerUnusable)


def test_a_move_in_a_circle_ends() -> None:
    moved = http(302, Location="/book/")
    seen: list[int] = []
    assert isinstance(
        refused({"PROPFIND /book/": moved}, lambda stub: seen.append(len(stub.seen))), PortalAnswerUnusable
    )
    assert seen[0] <= 3


@pytest.mark.parametrize("body", [BOMB, b"", b"<html/>", b"\x00\xff", b"<multistatus>"])
def test_what_is_no_multistatus_is_unusable_or_empty(body: bytes) -> None:
    answers = {"PROPFIND /book/": http(207, body), "PROPFIND /.well-known/carddav": http(207, body)}
    problem = refused(answers)
    assert type(problem).__name__ in {"PortalAnswerUnusable", "NotPossibleNow"}


def test_an_address_on_another_server_in_the_answer_gets_no_request() -> None:
    entry = (
        HEAD + b"<response><href>/</href><propstat><prop><current-user-principal><href>http://127.0.0.1:9/p/</href>"
        b"</current-user-principal></prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>"
    )
    seen: list[str] = []
    answers = {"PROPFIND /book/": http(207, entry), "PROPFIND /": http(207, entry)}
    problem = refused(answers, lambda stub: seen.extend(one.path for one in stub.seen))
    assert type(problem).__name__ == "NotPossibleNow"
    assert set(seen) <= {"/book/", "/"}


def test_a_server_without_sync_is_asked_by_etags() -> None:
    listed = (
        HEAD + b"<response><href>/book/a.vcf</href><propstat><prop><getetag>1</getetag></prop>"
        b"<status>HTTP/1.1 200 OK</status></propstat></response></multistatus>"
    )
    card = (
        HEAD + b"<response><href>/book/a.vcf</href><propstat><prop><getetag>1</getetag><C:address-data>BEGIN:VCARD\n"
        b"VERSION:3.0\nFN:Anna\nTEL:110\nEND:VCARD\n</C:address-data></prop><status>HTTP/1.1 200 OK</status>"
        b"</propstat></response></multistatus>"
    )

    async def report(seen: Any, writer: asyncio.StreamWriter) -> None:
        writer.write(http(207, card) if b"multiget" in seen.body else http(403, b"<error/>"))

    async def propfind(seen: Any, writer: asyncio.StreamWriter) -> None:
        writer.write(http(207, IS_BOOK if b"current-user" in seen.body else listed))

    found = asked({"PROPFIND /book/": propfind, "REPORT /book/": report})
    assert [contact.full_name for contact in found.imported.contacts] == ["Anna"]
    assert json.loads(found.state)[0]["etags"] == {"/book/a.vcf": "1"}


def test_cards_that_are_too_large_together_come_one_by_one_and_a_huge_one_is_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Fifty cards with pictures of a camera are more than one answer may hold."""
    monkeypatch.setattr("softphone.adapters.address_books.dav_exchange.MAX_BYTES", 4000)
    sizes = {"/book/a.vcf": 2000, "/book/b.vcf": 2000, "/book/c.vcf": 5000, "/book/d.vcf": 10}

    async def report(seen: Any, writer: asyncio.StreamWriter) -> None:
        wanted = [href for href in sizes if href.encode() in seen.body]
        writer.write(http(207, _cards(sizes, wanted) if b"multiget" in seen.body else _changes(sizes)))

    found = asked({"PROPFIND /book/": http(207, IS_BOOK), "REPORT /book/": report})
    names = [contact.full_name for contact in found.imported.contacts]
    assert (sorted(names), found.imported.skipped) == (["/book/a.vcf", "/book/b.vcf", "/book/d.vcf"], 1)


def _changes(hrefs: Iterable[str]) -> bytes:
    each = "".join(
        f"<response><href>{href}</href><propstat><prop><getetag>1</getetag></prop><status>HTTP/1.1 200 OK</status>"
        "</propstat></response>"
        for href in hrefs
    )
    return HEAD + f"{each}<sync-token>1</sync-token></multistatus>".encode()


def _cards(sizes: Mapping[str, int], hrefs: Iterable[str]) -> bytes:
    each = "".join(
        f"<response><href>{href}</href><propstat><prop><C:address-data>BEGIN:VCARD\nVERSION:3.0\nFN:{href}\nTEL:110\n"
        f"NOTE:{'x' * sizes[href]}\nEND:VCARD\n</C:address-data></prop><status>HTTP/1.1 200 OK</status></propstat>"
        "</response>"
        for href in hrefs
    )
    return HEAD + f"{each}</multistatus>".encode()


def test_a_server_that_refuses_everything_is_told_so() -> None:
    refuse = http(403)
    answers = {"PROPFIND /book/": refuse, "PROPFIND /.well-known/carddav": refuse}
    assert isinstance(refused(answers), PortalRefused)


@given(st.text(max_size=40), st.lists(st.text(max_size=20), max_size=4))
def test_what_is_asked_is_xml_whatever_the_server_named(token: str, hrefs: list[str]) -> None:
    for body in (sync_report(token), multiget_report(hrefs)):
        try:
            parse(body, keep_comments=False)
        except DocumentUnusable:
            assert any(ord(c) < 32 or not c.isprintable() for c in token + "".join(hrefs))


@given(st.integers(0, len(IS_BOOK)), st.binary(max_size=200))
def test_an_answer_that_goes_on_otherwise_is_refused_whole(cut: int, junk: bytes) -> None:
    body = IS_BOOK[:cut] + junk
    assume(not body.startswith(IS_BOOK))
    with pytest.raises(DocumentUnusable):
        read_multistatus(body)
