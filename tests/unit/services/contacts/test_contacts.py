"""Contacts in the running program: directories come at sign-in, files when asked for, names to numbers."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import pytest

from softphone.domain.contacts.contact import (
    Contact,
    ContactNumber,
    ContactSource,
    DavChanges,
    Imported,
    NumberKind,
    SourceKind,
)
from softphone.domain.contacts.csv_columns import CsvField
from softphone.domain.problems import (
    AddressBookFailed,
    BookTrouble,
    NotANumber,
    NotPossibleNow,
    Obstacle,
    PortalRefused,
    PortalTimedOut,
    ProblemError,
)
from softphone.domain.telephone.call import CallKey
from softphone.domain.telephone.events import CallAnswered, CallEnded
from softphone.services.contacts.address_book_service import EVERY_S
from softphone.services.contacts.contact_ports import ContactParts
from softphone.services.contacts.memory_contacts import MemoryContacts
from softphone.services.core.outcomes import Outcome
from softphone.services.state.contacts import ContactQuery, FoundGroup, ImportReport
from tests.samples.contacts import ERIKA, JUERGEN, SINA
from tests.samples.services import ACCOUNT, LEA, World, for_leader, invite_of, play, quiet, result

T = TypeVar("T")
CSV = "Vorname;Nachname;Telefon\nErika;Mustermann;069 90009117\nOtto;Normal;030 23125 077\n"


class Files:
    """Two files of a person's own."""

    def data(self, file: str) -> bytes:
        if file.endswith("gone"):
            raise ProblemError(NotPossibleNow(Obstacle.FILE_NOT_READ))
        return CSV.encode() if file.endswith("csv") else b""

    def vcards(self, data: bytes, source: ContactSource) -> Imported:
        return Imported((replace(ERIKA, source=source.id, source_kind=source.kind),), {}, 1)


def of_source(contact: Contact, source: ContactSource) -> Contact:
    return replace(contact, key=f"{source.id}/{contact.key}", source=source.id, source_kind=source.kind)


class Server:
    """A CardDAV server with one contact, later with another."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.refuses = False

    async def changes(self, source: ContactSource, password: str) -> DavChanges:
        self.asked.append((source.sync_state, password))
        if self.refuses:
            raise ProblemError(PortalTimedOut("dav.example"))
        mine = [
            replace(c, key=f"{source.id}/{c.key}", source=source.id, source_kind=source.kind)
            for c in (ERIKA, JUERGEN)
        ]
        if not source.sync_state:
            return DavChanges("1", Imported((mine[0],)), whole=True)
        return DavChanges("2", Imported((mine[1],)), (mine[0].key,))


def with_contacts(world: World) -> None:
    world.portal.directories = {SourceKind.ENTERPRISE: (SINA,), SourceKind.PERSONAL: ()}
    world.contact_parts = ContactParts(MemoryContacts(), Files(), Server())
    world.restart()


def server_of(world: World) -> Server:
    server = world.contact_parts.address_books
    assert isinstance(server, Server)
    return server


def person(number: int, kind: SourceKind = SourceKind.ENTERPRISE) -> Contact:
    return Contact(
        f"{kind.value}/{number}",
        kind.value,
        kind,
        full_name=f"P{number:04}",
        numbers=(ContactNumber(str(1000 + number)),),
    )


def test_directories_are_fetched_page_by_page_at_every_sign_in() -> None:
    async def story(world: World) -> None:
        world.portal.directories = {SourceKind.ENTERPRISE: tuple(map(person, range(25)))}
        world.portal.page_size = 10
        await world.sign_in()
        assert [start for kind, start in world.portal.pages if kind is SourceKind.ENTERPRISE] == [1, 11, 21]
        assert world.state.contacts.total == 25
        world.portal.directories = {SourceKind.ENTERPRISE: (person(3),)}
        world.app.session.sign_in_again()
        await quiet()
        assert [contact.name for contact in world.app.contacts.page(ContactQuery(), 9)] == ["P0003"]

    play(story, with_contacts)


def test_a_fetch_that_brings_nothing_new_changes_nothing_but_its_time() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        key = world.app.contacts.page(ContactQuery("sina"), 1)[0].key
        world.app.contacts.set_favourite(key, True)
        before = world.state.contacts
        await world.clock.advance(60)
        await _done(world, world.app.contacts.refresh("enterprise"))
        after = world.state.contacts
        assert (after.revision, after.favourites) == (before.revision, before.favourites)
        times = [
            view.source.fetched_at_s for view in (*before.sources, *after.sources) if view.source.id == "enterprise"
        ]
        assert times[1] == (times[0] or 0) + 60

    play(story, with_contacts)


def test_a_star_set_while_contacts_are_being_read_stays() -> None:
    async def story(world: World) -> None:
        gate = asyncio.Event()

        async def slowly(work: Callable[[], T], /) -> T:
            done = work()
            await gate.wait()
            return done

        gate.set()
        world.contact_parts = replace(world.contact_parts, background=slowly)
        world.restart()
        await world.sign_in()
        key = world.app.contacts.page(ContactQuery("sina"), 1)[0].key
        gate.clear()
        world.portal.directories = {SourceKind.ENTERPRISE: (SINA, person(1))}
        world.app.contacts.refresh("enterprise")
        await quiet()
        assert result(world.app.contacts.set_favourite(key, True)) is None
        gate.set()
        await quiet()
        assert [contact.name for contact in world.state.contacts.favourites] == ["Sina Fiktiv"]
        assert world.state.contacts.total == 2

    play(story, with_contacts)


def test_who_stands_in_the_group_does_not_stand_in_the_company_again() -> None:
    async def story(world: World) -> None:
        kinds = (SourceKind.GROUP, SourceKind.ENTERPRISE)
        world.portal.directories = {kind: (person(1, kind), person(2, kind)) for kind in kinds}
        world.portal.directories[SourceKind.ENTERPRISE] += (person(3),)
        await world.sign_in()
        assert [c.key for c in world.app.contacts.page(ContactQuery(), 9)] == ["group/1", "group/2", "enterprise/3"]

    play(story, with_contacts)


def test_a_directory_that_fails_keeps_what_there_was_and_tells_why() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        world.portal.fails[SourceKind.ENTERPRISE] = PortalTimedOut("portal.example")
        world.portal.fails[SourceKind.GROUP] = PortalRefused(404)
        outcome = world.app.contacts.refresh()
        await quiet()
        assert result(outcome) == PortalTimedOut("portal.example")
        views = {view.source.id: view for view in world.state.contacts.sources}
        assert views["enterprise"].problem == PortalTimedOut("portal.example")
        assert views["enterprise"].count == 1
        assert "group" not in views or views["group"].problem is None

    play(story, with_contacts)


def test_results_stand_in_their_order_and_each_number_once() -> None:
    async def story(world: World) -> None:
        numbers = (ContactNumber("+493023125410", NumberKind.WORK),)
        lea = Contact("enterprise/lea", "enterprise", SourceKind.ENTERPRISE, "Lea", "Muster", numbers=numbers)
        world.portal.directories = {SourceKind.ENTERPRISE: (SINA, lea)}
        await world.sign_in()
        await _done(world, world.app.contacts.preview_csv("/a/kartei.csv"))
        await _done(world, world.app.contacts.import_csv(""))
        await world.incoming(1, invite_of("+4940669691", "Muriel Muster"))
        await world.emit(CallEnded(CallKey(1), 487))
        found = world.app.contacts.find("mus", 9)
        assert [(one.group, one.name) for one in found] == [
            (FoundGroup.LEADER, "Lea Muster"),
            (FoundGroup.CONTACT, "Erika Mustermann"),
            (FoundGroup.JOURNAL, "Muriel Muster"),
        ]
        assert found[0].leader_id == LEA
        assert found[1].source_name == "kartei"
        key = world.app.contacts.page(ContactQuery("erika"), 1)[0].key
        assert result(world.app.contacts.set_favourite(key, True)) is None
        assert world.app.contacts.find("069", 9)[0].group is FoundGroup.FAVOURITE
        assert [one.name for one in world.state.contacts.favourites] == ["Erika Mustermann"]
        assert len(world.app.contacts.find("mus", 2)) == 2

    play(story, with_contacts)


def test_a_number_without_a_name_gets_the_contacts_name() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.incoming(1, invite_of("+493023125433", ""))
        assert (world.call.headline, world.call.detail) == ("Sina Fiktiv", "030 23125433")

    play(story, with_contacts)


def test_a_contact_with_an_address_at_home_names_the_extension() -> None:
    async def story(world: World) -> None:
        source = ContactSource("x", SourceKind.VCARD, "x")
        home, away = (
            Contact(f"x/{name}", "x", SourceKind.VCARD, full_name=name, numbers=(ContactNumber(address),))
            for name, address in (
                ("Zu Hause", f"sip:410@{ACCOUNT.sip.domain}"),
                ("Woanders", "sip:411@other.example"),
            )
        )
        await world.app.contacts.book.replace(source, Imported((home, away)))
        await world.sign_in()
        names = [world.app.contacts.name_of(n) for n in ("410", "411", "411@other.example")]
        assert names == ["Zu Hause", "", "Woanders"]

    play(story, with_contacts)


def test_the_platforms_name_wins_and_is_not_composed_again() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.incoming(1, invite_of("+493023125433", "Lea Muster – S. Fiktiv"))
        assert (world.call.headline, world.call.detail) == ("Lea Muster – S. Fiktiv", "030 23125433")

    play(story, with_contacts)


def test_a_leaders_number_in_place_of_the_callers_names_nobody() -> None:
    async def story(world: World) -> None:
        numbers = (ContactNumber("+493023125410"),)
        world.portal.directories = {
            SourceKind.ENTERPRISE: (
                Contact("enterprise/l", "enterprise", SourceKind.ENTERPRISE, "Lea", "M", numbers=numbers),
            )
        }
        await world.sign_in()
        await world.incoming(1, for_leader(LEA, "+493023125410"))
        await world.incoming(3, replace(invite_of("+493023125410", ""), diversion=()))
        assert world.state.calls[-1].headline == "030 23125410"

    play(story, with_contacts)


def test_a_call_of_ours_shows_the_contacts_name_and_the_journal_keeps_it() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        world.app.calls.dial("030 23125-433")
        await quiet()
        key = world.call.key
        assert world.call.headline == "Sina Fiktiv"
        await world.emit(CallAnswered(key), CallEnded(key, 200))
        assert (world.state.journal[0].headline, world.state.journal[0].number) == ("Sina Fiktiv", "030 23125433")

    play(story, with_contacts)


def test_a_csv_is_looked_at_changed_and_taken() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await _done(world, world.app.contacts.preview_csv("/a/b/kartei.csv"))
        preview = world.state.contacts.csv
        assert preview is not None
        assert preview.fields == (CsvField.FIRST_NAME, CsvField.LAST_NAME, CsvField.OTHER)
        assert result(world.app.contacts.set_csv_field(2, CsvField.MOBILE)) is None
        await _done(world, world.app.contacts.import_csv("Kartei"))
        assert world.state.contacts.csv is None
        (erika,) = world.app.contacts.page(ContactQuery("erika"), 9)
        assert erika.numbers[0].kind is NumberKind.MOBILE
        assert erika.source == "csv:Kartei"
        assert world.state.contacts.report == ImportReport("Kartei", 2)
        again = world.app.contacts.import_csv("")
        await quiet()
        assert result(again) == NotPossibleNow(Obstacle.NO_CSV_OPEN)
        await _done(world, world.app.contacts.delete_source("csv:Kartei"))
        assert world.app.contacts.page(ContactQuery("erika"), 9) == ()

    play(story, with_contacts)


def test_vcards_replace_what_was_imported_under_their_name() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        for _ in range(2):
            await _done(world, world.app.contacts.import_vcards("/a/visit.vcf", ""))
        assert world.state.contacts.skipped == 1
        assert world.state.contacts.report == ImportReport("visit", 1)
        assert [
            (v.source.name, v.count) for v in world.state.contacts.sources if v.source.kind is SourceKind.VCARD
        ] == [("visit", 1)]
        outcome = world.app.contacts.import_vcards("/a/gone", "")
        await quiet()
        assert result(outcome) == NotPossibleNow(Obstacle.FILE_NOT_READ)

    play(story, with_contacts)


@pytest.mark.parametrize("url", ["ldaps://ldap.example/dc=office", "LDAP://ldap.example"])
def test_a_directory_of_ldap_is_an_address_book_of_its_own_kind(url: str) -> None:
    async def story(world: World) -> None:
        server_of(world)
        await _done(world, world.app.contacts.add_address_book("", url, "nele", "geheim"))
        (view,) = [one for one in world.state.contacts.sources if one.source.kind.is_server]
        assert (view.source.kind, view.source.url) == (SourceKind.LDAP, url)
        assert world.secrets.kept["nele", f"ldap:{url}"] == "geheim"
        await _done(world, world.app.contacts.refresh(view.source.id))

    play(story, with_contacts)


def test_an_address_book_is_kept_in_step_and_its_password_in_the_keyring() -> None:
    async def story(world: World) -> None:
        server = server_of(world)
        world.app.contacts.load()
        await _done(world, world.app.contacts.add_address_book("Büro", "https://dav.example/nele/", "nele", "geheim"))
        assert world.secrets.kept["nele", "carddav:https://dav.example/nele/"] == "geheim"
        assert [c.name for c in world.app.contacts.page(ContactQuery(), 9)] == ["Erika Mustermann"]
        await world.clock.advance(EVERY_S)
        assert server.asked == [("", "geheim"), ("1", "geheim")]
        assert [c.name for c in world.app.contacts.page(ContactQuery(), 9)] == ["Jürgen Weiß"]
        server.refuses = True
        await world.clock.advance(EVERY_S)
        (view,) = world.state.contacts.sources
        assert (view.count, view.problem) == (1, AddressBookFailed("dav.example", BookTrouble.TIMED_OUT))
        await _done(world, world.app.contacts.delete_source(view.source.id))
        assert world.secrets.kept == {}
        assert world.state.contacts.sources == ()

    play(story, with_contacts)


def test_a_password_inside_the_address_is_kept_nowhere() -> None:
    async def story(world: World) -> None:
        url = "https://nele:pw-in-url@dav.example/nele/"
        await _done(world, world.app.contacts.add_address_book("", url, "nele", "geheim"))
        (view,) = world.state.contacts.sources
        assert (view.source.url, view.source.name) == ("https://dav.example/nele/", "https://dav.example/nele/")

    play(story, with_contacts)


def test_a_bare_host_name_is_asked_over_https() -> None:
    """Nextcloud shows its address so, and people type it so."""

    async def story(world: World) -> None:
        await _done(world, world.app.contacts.add_address_book("", " dav.example/nele/ ", "nele", "geheim"))
        (view,) = world.state.contacts.sources
        assert (view.source.url, view.source.name) == ("https://dav.example/nele/", "dav.example/nele/")

    play(story, with_contacts)


def test_an_address_book_that_does_not_let_us_in_is_not_kept() -> None:
    async def story(world: World) -> None:
        server_of(world).refuses = True
        outcome = world.app.contacts.add_address_book("B", "https://dav.example/", "nele", "falsch")
        await quiet()
        assert result(outcome) == AddressBookFailed("dav.example", BookTrouble.TIMED_OUT)
        assert world.state.contacts.sources == ()
        assert world.secrets.kept == {}

    play(story, with_contacts)


def test_another_users_directories_go() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        assert world.state.contacts.total == 1
        world.app.session.sign_out()
        await quiet()
        world.portal.directories = {}
        await world.sign_in(replace(ACCOUNT, user_id="otto@pbx.example"))
        assert world.state.contacts.total == 0

    play(story, with_contacts)


def test_another_country_reads_numbers_anew_and_keeps_whom_they_belong_to() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await _done(world, world.app.contacts.import_vcards("/a/visit.vcf", ""))
        await world.sign_in(replace(ACCOUNT, region="AT"))
        (erika,) = world.app.contacts.page(ContactQuery("erika"), 9)
        assert [number.text for number in erika.numbers] == ["+49 1522 8817386", "+49 69 90009117"]
        await world.incoming(1, invite_of("+496990009117", ""))
        assert world.call.headline == "Erika Mustermann"

    play(story, with_contacts)


async def _done(world: World, outcome: Outcome) -> None:
    await quiet()
    assert result(outcome) is None


def test_a_caller_becomes_a_contact_of_ones_own_and_goes_again() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        outcome = world.app.contacts.add("Otto Neu", "+49 89 111222")
        await quiet()
        assert result(outcome) is None
        assert world.app.contacts.name_of("089 111222") == "Otto Neu"
        renamed = world.app.contacts.add("Otto Neuer", "0049 89 111222")
        await quiet()
        assert result(renamed) is None
        (own,) = [c for c in world.app.contacts.page(ContactQuery(), 99) if c.source_kind is SourceKind.OWN]
        assert (own.name, own.numbers[0].key) == ("Otto Neuer", "+4989111222")
        removed = world.app.contacts.remove(own.key)
        await quiet()
        assert result(removed) is None
        assert world.app.contacts.name_of("089 111222") == ""

    play(story)


@pytest.mark.parametrize("number", ["", "none", "anonymous"])
def test_what_is_no_number_becomes_no_contact(number: str) -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        outcome = world.app.contacts.add("Otto", number)
        await quiet()
        assert result(outcome) == NotANumber(number)

    play(story)


def test_a_contact_of_another_source_is_not_removed() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        outcome = world.app.contacts.remove("csv:Kartei/1")
        await quiet()
        assert result(outcome) == NotPossibleNow(Obstacle.NO_SUCH_CONTACT)

    play(story)
