"""Digest challenges of every kind (RFC 7616)."""

import asyncio
from pathlib import Path

import pytest

from softphone.domain.telephone.commands import Register
from softphone.domain.telephone.events import RegistrationChanged, RegistrationState
from softphone.telephony.engine_options import AudioMode, EngineOptions
from tests.integration.phones import account, phones
from tests.interop.digest_server import DigestServer
from tests.interop.recorder import scenario

pytestmark = pytest.mark.peer
END = (RegistrationState.REGISTERED, RegistrationState.REFUSED)
MD5 = 'Digest realm="r", nonce="n1", algorithm=MD5, qop="auth"'
SHA256 = 'Digest realm="r", nonce="n2", algorithm=SHA-256, qop="auth"'
CASES: dict[str, tuple[list[list[str]], str]] = {
    "MD5, qop=auth": ([[MD5]], "MD5"),
    "no algorithm named, no qop (RFC 2069)": ([['Digest realm="r", nonce="n1"']], "MD5"),
    'qop="auth,auth-int"': ([['Digest realm="r", nonce="n1", algorithm=MD5, qop="auth,auth-int"']], "MD5"),
    "SHA-256": ([[SHA256]], "SHA-256"),
    "SHA-256 and MD5 offered, SHA-256 first": ([[SHA256, MD5]], "SHA-256"),
    "MD5 first, SHA-256 second": ([[MD5, SHA256]], "MD5"),
    "SHA-512-256 (unknown to PJSIP) and MD5": (
        [['Digest realm="r", nonce="n3", algorithm=SHA-512-256, qop="auth"', MD5]],
        "MD5",
    ),
    "a stale nonce, then a new one": ([[MD5], [MD5.replace("n1", "n9") + ", stale=true"]], "MD5"),
    "an opaque value is given back": ([[MD5 + ', opaque="o p"']], "MD5"),
    "a realm with quotes and umlauts": ([['Digest realm="Büro \\"Nord\\"", nonce="n1", algorithm=MD5']], "MD5"),
}


async def registered(challenges: list[list[str]]) -> tuple[DigestServer, RegistrationChanged]:
    server = DigestServer([list(each) for each in challenges], "secret-alice")
    transport, _ = await asyncio.get_running_loop().create_datagram_endpoint(lambda: server, ("127.0.0.1", 0))
    try:
        async with phones("alice", options=EngineOptions(audio=AudioMode.NULL)) as [alice]:
            port = transport.get_extra_info("sockname")[1]
            alice.send(Register(account("alice", port), "secret-alice"))
            return server, await alice.wait(RegistrationChanged, lambda e: e.state in END)
    finally:
        transport.close()


@scenario("REGISTER: {case}", "raw")
@pytest.mark.parametrize("case", list(CASES))
def test_a_challenge_is_met(tmp_path: Path, case: str) -> None:
    challenges, algorithm = CASES[case]
    server, told = asyncio.run(registered(challenges))
    assert told.state is RegistrationState.REGISTERED, (told, server.proofs)
    assert server.accepted == [algorithm]


@scenario("REGISTER: only an algorithm we can't: refused, said, not tried again", "raw")
def test_an_unknown_algorithm_alone_is_refused(tmp_path: Path) -> None:
    server, told = asyncio.run(registered([['Digest realm="r", nonce="n", algorithm=SHA-512-256, qop="auth"']] * 3))
    assert (told.state, told.retry_in_s) == (RegistrationState.REFUSED, None)
    assert server.proofs == []
