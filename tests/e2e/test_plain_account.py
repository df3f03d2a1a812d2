"""The real program as a normal telephone: a plain SIP account at Kamailio, with baresip as the other end."""

import asyncio
import os
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from softphone.demo.stage import ClientProcess
from softphone.demo.tour import call_of
from softphone.own_program import program_command
from tests.integration.baresip_peer import Baresip, baresip
from tests.integration.certificates import Certificates
from tests.integration.peers import Kamailio, kamailio

from .conftest import assert_clean

pytestmark = [pytest.mark.e2e, pytest.mark.peer, pytest.mark.timeout(120)]

TRANSPORTS = ("udp", "tls")
PEERS = tuple(f"bob{number}" for number in range(20))
"""One for each call test: where a peer was registered that is gone by now, somebody else may answer."""


@dataclass(frozen=True)
class Telephone:
    """One program with a plain account, and the registrar where it is known."""

    program: ClientProcess
    server: Kamailio


def provisioning(server: Kamailio, user: str, transport: str) -> str:
    port = server.tls_port if transport == "tls" else server.port
    return f"""password_file = "password"
[sip]
user = "{user}"
domain = "127.0.0.1"
registrar = "127.0.0.1:{port}"
transport = "{transport}"
encryption = "optional"
ca_file = '{server.ca_file}'
[ui]
language = "de"
"""


def start(server: Kamailio, folder: Path, transport: str, screen: dict[str, str], password: str) -> ClientProcess:
    folder.mkdir(mode=0o700)
    (folder / "password").write_text(password)
    (folder / "password").chmod(0o600)
    (folder / "account.toml").write_text(provisioning(server, "alice", transport))
    command = [*program_command(), "--profile", str(folder), "--provision", str(folder / "account.toml")]
    env = {**os.environ, "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring", **screen}
    return ClientProcess(f"alice-{transport}", folder, [*command, "--audio", "null", "--quit-on-close"], env)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kamailio]:
    with kamailio(tmp_path_factory.mktemp("kamailio"), ("alice", *PEERS)) as running:
        yield running


@pytest.fixture(scope="module", params=TRANSPORTS)
def telephone(
    request: pytest.FixtureRequest,
    server: Kamailio,
    screen: dict[str, str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Telephone]:
    folder = tmp_path_factory.mktemp("plain") / "alice"
    program = start(server, folder, request.param, screen, "secret-alice")
    try:
        program.wait_running()
        program.wait("registered", lambda s: s["registration"]["registered"])
        yield Telephone(program, server)
        assert_clean(program)
    finally:
        assert program.stop() == 0


Story = Callable[[ClientProcess, Baresip, str], Coroutine[Any, Any, None]]
_next_peer = iter(PEERS)


def play(telephone: Telephone, folder: Path, story: Story) -> None:
    async def stage() -> None:
        name = next(_next_peer)
        async with baresip(folder / "baresip", name, telephone.server.port) as bob:
            await story(telephone.program, bob, name)
        telephone.program.wait("quiet", lambda s: not [c for c in s["calls"] if c["state"] != "ended"])

    asyncio.run(stage())


def test_a_plain_account_is_ready_and_has_no_roles(telephone: Telephone) -> None:
    status = telephone.program.status()
    assert status["sign_in"]["phase"] == "ready"
    assert status["sign_in"]["portal_step"] == "not-needed"
    assert status["roles"] == {"executive": False, "assistant": False}
    assert (status["groups"], status["own_group"]) == ([], None)
    assert status["registration"]["transport"] in telephone.program.name
    assert status["registration"]["problem"] is None
    assert [p for p in status["problems"] if p["where"] in ("program", "sign-in", "registration")] == []


def test_what_needs_a_portal_is_refused_and_signing_in_again_works(telephone: Telephone) -> None:
    program = telephone.program
    assert program.ctl("opt-in", leader="lea@127.0.0.1", on="on")["problem"]["kind"] == "NoSuchGroup"
    program.do("sign-in-again")
    assert program.status()["sign_in"]["phase"] == "ready"


def test_a_call_to_the_other_end_with_hold_digits_and_hanging_up_here(telephone: Telephone, tmp_path: Path) -> None:
    async def story(program: ClientProcess, bob: Baresip, name: str) -> None:
        program.do("dial", target=name)
        await bob.wait("CALL_INCOMING")
        assert call_of(program.status(), "remote-ringing")["headline"] == name
        await bob.do("accept")
        program.wait("the answer", lambda s: call_of(s, "active"))
        program.wait("the other end's sound", lambda s: (s["devices"]["output_dbfs"] or -99) > -40)
        program.do("hold")
        assert call_of(program.status(), "active")["held_here"] is True
        program.do("resume")
        program.do("dtmf", digits="7#")
        await bob.wait("CALL_DTMF_START", param="7")
        await bob.wait("CALL_DTMF_START", param="#")
        program.do("hangup")
        await bob.wait("CALL_CLOSED")

    play(telephone, tmp_path, story)


def test_a_call_from_the_other_end_with_its_hold_and_its_hanging_up(telephone: Telephone, tmp_path: Path) -> None:
    async def story(program: ClientProcess, bob: Baresip, name: str) -> None:
        await bob.do("dial", "sip:alice@127.0.0.1")
        ringing = call_of(program.wait("the call", lambda s: call_of(s, "ringing")), "ringing")
        assert (ringing["ring"], ringing["leader"]) == ("normal", None)
        assert name in (ringing["headline"], ringing["detail"])
        program.do("answer")
        await bob.wait("CALL_ESTABLISHED")
        await bob.do("hold")
        program.wait("held there", lambda s: call_of(s, "active")["held_there"])
        await bob.do("resume")
        program.wait("resumed there", lambda s: not call_of(s, "active")["held_there"])
        await bob.do("hangup")
        gone = program.wait("the end", lambda s: not call_of(s, "active"))
        assert gone["journal"][0]["missed"] is False

    play(telephone, tmp_path, story)


def test_who_gives_up_is_missed_and_who_is_rejected_is_not(telephone: Telephone, tmp_path: Path) -> None:
    async def story(program: ClientProcess, bob: Baresip, name: str) -> None:
        await bob.do("dial", "sip:alice@127.0.0.1")
        key = call_of(program.wait("the call", lambda s: call_of(s, "ringing")), "ringing")["key"]
        await bob.do("hangup")
        status = program.wait("the journal", lambda s: [r for r in s["journal"] if r["key"] == key])
        assert status["journal"][0]["missed"] is True
        await bob.wait("CALL_CLOSED")
        await bob.do("dial", "sip:alice@127.0.0.1")
        program.wait("the next call", lambda s: call_of(s, "ringing"))
        program.do("reject")
        assert "486" in (await bob.wait("CALL_CLOSED"))["param"]
        assert program.wait("the journal", lambda s: s["journal"][0]["key"] != key)["journal"][0]["missed"] is False

    play(telephone, tmp_path, story)


def test_who_refuses_and_who_is_not_there_is_told(telephone: Telephone, tmp_path: Path) -> None:
    async def story(program: ClientProcess, bob: Baresip, name: str) -> None:
        program.do("dial", target=name)
        await bob.wait("CALL_INCOMING")
        await bob.do("hangup")
        ended = program.wait("the refusal", lambda s: call_of(s, "ended").get("problem"))
        assert call_of(ended, "ended")["problem"]["kind"] == "CallRefused"
        nobody = program.ctl("dial", target="nobody")
        assert nobody["problem"]["kind"] == "CallRefused"
        assert nobody["problem"]["status"] == 404

    play(telephone, tmp_path, story)


def test_a_wrong_password_is_told_and_not_tried_again(
    server: Kamailio, screen: dict[str, str], tmp_path: Path
) -> None:
    program = start(server, tmp_path / "alice", "udp", screen, "wrong")
    try:
        program.wait_running()
        status = program.wait("the refusal", lambda s: s["sign_in"]["problem"])
        assert status["sign_in"]["phase"] == "signed-out"
        assert status["sign_in"]["problem"]["kind"] == "CredentialsRefused"
        assert status["registration"]["registered"] is False
        (tmp_path / "alice" / "password").write_text("secret-alice\n")
        program.do("sign-in")
        assert program.status()["sign_in"]["phase"] == "ready"
        assert_clean(program)
    finally:
        assert program.stop() == 0


def test_an_untrusted_certificate_is_refused_by_name(
    server: Kamailio, screen: dict[str, str], tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    stranger = Kamailio(server.port, server.tls_port, Certificates.make(other, "127.0.0.1").ca_file)
    program = start(stranger, tmp_path / "alice", "tls", screen, "secret-alice")
    try:
        program.wait_running()
        status = program.wait("the refusal", lambda s: s["registration"]["problem"] or s["sign_in"]["problem"])
        problem = status["registration"]["problem"] or status["sign_in"]["problem"]
        assert problem["kind"] == "CertificateRefused"
        assert problem["certificate"]["fault"] == "unknown-issuer"
        assert status["registration"]["registered"] is False
        assert_clean(program)
    finally:
        assert program.stop() == 0
