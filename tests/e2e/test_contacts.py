"""Contacts in the real program: the portal's directories, files, a real CardDAV server, names on calls, links."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from softphone.demo.stage import ClientProcess, DemoStage
from softphone.demo.tour import call_of
from softphone.own_program import program_command
from tests.integration.radicale_server import PASSWORD, USER, Radicale, running_radicale

from .conftest import assert_clean

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120)]

Json = dict[str, Any]
CSV = "Vorname;Nachname;Firma;Telefon geschäftlich\nErika;Mustermann;Phantasie & Söhne;{number}\n"
VCARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Jürgen Weiß\nN:Weiß;Jürgen\nTEL;TYPE=CELL:0152 28817386\nEND:VCARD\n"


@pytest.fixture(autouse=True)
def clean_afterwards(assistant: ClientProcess) -> Iterator[None]:
    yield
    assert_clean(assistant)


@pytest.fixture(scope="module")
def radicale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Radicale]:
    with running_radicale(tmp_path_factory.mktemp("radicale")) as server:
        yield server


def names(answer: Json, part: str = "contacts") -> list[str]:
    return [one["name"] for one in answer[part]]


def with_directories(program: ClientProcess) -> None:
    program.wait("the directories", lambda s: len(s["contacts"]["sources"]) >= 3)


def test_the_portals_directories_are_there_after_signing_in(assistant: ClientProcess) -> None:
    with_directories(assistant)
    found = assistant.do("find", text="mus")["found"]
    assert (found[0]["name"], found[0]["group"], found[0]["number"]) == ("Dr. Lea Muster", "leader", "030 23125410")
    assert "Hausmeister" in names(assistant.do("contacts", source="personal"))
    assert assistant.do("find", text="999")["found"][0]["name"] == "Hausmeister"


def test_files_are_imported_and_removed(assistant: ClientProcess, tmp_path: Path) -> None:
    (tmp_path / "kartei.csv").write_bytes(CSV.format(number="069 90009117").encode("cp1252"))
    (tmp_path / "besuch.vcf").write_text(VCARD)
    look = assistant.do("contacts-import", file=str(tmp_path / "kartei.csv"), preview=True)
    assert look["csv"]["fields"] == ["first-name", "last-name", "company", "work"]
    assistant.do("contacts-import", file=str(tmp_path / "kartei.csv"))
    assistant.do("contacts-import", file=str(tmp_path / "besuch.vcf"), name="Besuch")
    assert names(assistant.do("find", text="juergen weiss"), "found") == ["Jürgen Weiß"]
    [erika] = assistant.do("contacts", text="sohne")["contacts"]
    assistant.do("favourite", contact=erika["key"], on="on")
    assert assistant.do("find", text="0699")["found"][0]["group"] == "favourite"
    assert [one["key"] for one in assistant.status()["contacts"]["favourites"]] == [erika["key"]]
    for source in ("csv:kartei", "vcard:Besuch"):
        assistant.do("contacts-delete", source=source)
    assert assistant.do("find", text="juergen weiss")["found"] == []


def test_an_import_says_what_did_not_come_and_asks_where_a_column_is_not_clear(
    assistant: ClientProcess, tmp_path: Path
) -> None:
    table, unclear, box = (tmp_path / name for name in ("liste.csv", "wer.csv", "fritz.xml"))
    table.write_text("Name;Name Assistent;Fax;Telefon\nAda;Nele;030 1;4,93E+12\nBen;;030 23125499;4917612345678\n")
    report = assistant.do("contacts-import", file=str(table))["report"]
    assert (report["name"], report["came"]) == ("liste", 2)
    assert [(note["line"], note["fault"]) for note in report["notes"]] == [
        (2, "damaged-number"),
        (3, "mended-number"),
    ]
    unclear.write_text("Wer;Was\nAda;030 23125410\n")
    refused = assistant.ctl("contacts-import", file=str(unclear))
    assert (refused["problem"]["why"], refused["csv"]["unsure"]) == ("columns-unsure", [0, 1])
    assistant.do("contacts-import", file=str(unclear), column=["1=full-name", "2=work"])
    box.write_text(
        "<phonebooks><phonebook><contact><person><realName>Nadia Neu</realName></person><telephony>"
        '<number type="fax_work">030 23125499</number><number type="work">030 23125488</number></telephony></contact>'
        "</phonebook></phonebooks>"
    )
    assert assistant.do("contacts-import", file=str(box))["report"]["came"] == 1
    assert [one["number"] for one in assistant.do("find", text="nadia")["found"]] == ["030 23125488"]
    for source in ("csv:liste", "csv:wer", "vcard:fritz"):
        assistant.do("contacts-delete", source=source)


def test_an_address_book_is_added_and_follows_the_server(
    assistant: ClientProcess, radicale: Radicale, tmp_path: Path
) -> None:
    radicale.make_book("buero")
    radicale.put("buero", "a", "Otto Normal", "030 23125 077")
    secret = tmp_path / "secret"
    secret.write_text(PASSWORD)
    where = {"url": radicale.base, "user": USER, "name": "Büro"}
    secret.chmod(0o644)
    refused = assistant.ctl("contacts-server", password_file=str(secret), **where)
    assert refused["problem"]["kind"] == "ProvisioningInvalid"
    secret.chmod(0o600)
    answer = assistant.ctl("contacts-server", password_file=str(secret), **where)
    assert answer["ok"] or answer["problem"]["kind"] == "KeyringMissing"
    source = next(one["id"] for one in answer["sources"] if one["name"] == "Büro")
    assert names(assistant.do("find", text="otto"), "found") == ["Otto Normal"]
    radicale.put("buero", "a", "Otto Anders", "030 23125 077")
    assistant.do("contacts-refresh", source=source)
    assert names(assistant.do("find", text="otto"), "found") == ["Otto Anders"]
    assistant.do("contacts-delete", source=source)
    assert PASSWORD not in assistant.profile.contacts_file.read_bytes().decode("latin-1")


def test_a_caller_without_a_name_gets_the_contacts_name(
    stage: DemoStage, assistant: ClientProcess, tmp_path: Path
) -> None:
    (tmp_path / "kartei.csv").write_text(CSV.format(number="089 99998204"))
    assistant.do("contacts-import", file=str(tmp_path / "kartei.csv"))
    caller = {"name": "", "number": "+498999998204", "kind": "external"}
    stage.pbx.post("/call", **{"to": "nele.probe", "from": caller})
    assistant.wait("a ringing call", lambda s: call_of(s, "ringing"))
    call = call_of(assistant.status(), "ringing")
    assert (call["headline"], call["detail"]) == ("Erika Mustermann", "089 99998204")
    assistant.do("reject")
    assistant.do("contacts-delete", source="csv:kartei")


def test_a_link_is_offered_by_the_running_program_and_not_dialled(assistant: ClientProcess, tmp_path: Path) -> None:
    def open_link(url: str) -> "subprocess.CompletedProcess[str]":
        command = [*program_command(), "--profile", str(assistant.profile.folder), url]
        return subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)

    assert open_link("tel:+49-30-23125420").returncode == 0
    picture = tmp_path / "link.png"
    assistant.do("screenshot", file=str(picture))
    assert picture.stat().st_size > 0
    assert not [call for call in assistant.status()["calls"] if call["detail"] == "030 23125420"]
    refused = open_link("tel:ruf%20mich%20an")
    assert refused.returncode == 1
    assert "Link" in refused.stderr or "link" in refused.stderr
    assert assistant.ctl("open-url", url="mailto:x@y")["problem"]["why"] == "not-a-link"


def test_emergency_numbers_go_out_as_they_are_even_on_behalf(assistant: ClientProcess) -> None:
    assistant.do("identity", leader="lea.muster@pbx.example")
    assistant.ctl("dial-as", leader="lea.muster@pbx.example", target="1 1 2")
    status = assistant.wait("the call in the journal", lambda s: [r for r in s["journal"] if r["number"] == "112"])
    assert status["identity"] is None
    [row] = [row for row in status["journal"] if row["number"] == "112"]
    assert (row["direction"], row["leader"]) == ("outgoing", None)
