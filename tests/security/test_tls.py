"""TLS to the account's server: certificates that are believed, versions that are spoken, and nothing in clear."""

import asyncio
import contextlib
import datetime
import ipaddress
import ssl
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from softphone.domain.account.account import Encryption, Transport
from softphone.domain.telephone.commands import Answer, HangUp
from softphone.telephony.engine.gate.flows.flow import Flow, FlowTarget, open_flow
from softphone.telephony.engine.gate.flows.tls import TlsSettings, WrongNameError
from softphone.telephony.engine_options import AudioMode, EngineOptions
from tests.integration.hop import running_hop
from tests.integration.phones import account, phones
from tests.integration.sip_ua import Ua, UaCall, sdp
from tests.security.bench import DigestHop

DOMAIN = "pbx.example"
NOW = datetime.datetime.now(datetime.UTC)
Names = Sequence[x509.GeneralName]


def name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


class Authority:
    """Signs what is wanted; RSA keys are made once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._key = rsa.generate_private_key(65537, 2048)
        self._keys = {2048: rsa.generate_private_key(65537, 2048), 1024: rsa.generate_private_key(65537, 1024)}
        self.file = folder / "ca.pem"
        made = self._builder(name("authority"), self._key.public_key(), NOW + datetime.timedelta(days=1))
        made = made.add_extension(x509.BasicConstraints(True, 0), critical=True)
        self.file.write_bytes(made.sign(self._key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))

    def server(
        self, names: Names, common: str = "server", bits: int = 2048, until: datetime.timedelta | None = None
    ) -> ssl.SSLContext:
        key = self._keys[bits]
        made = self._builder(name(common), key.public_key(), NOW + (until or datetime.timedelta(days=1)))
        if names:
            made = made.add_extension(x509.SubjectAlternativeName(names), critical=False)
        file = self._folder / "server.pem"
        form = serialization.PrivateFormat.TraditionalOpenSSL
        secret = key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())
        file.write_bytes(made.sign(self._key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM) + secret)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.set_ciphers("DEFAULT@SECLEVEL=0")
        context.load_cert_chain(file)
        return context

    @staticmethod
    def _builder(subject: x509.Name, key: rsa.RSAPublicKey, until: datetime.datetime) -> x509.CertificateBuilder:
        made = x509.CertificateBuilder().subject_name(subject).issuer_name(name("authority")).public_key(key)
        made = made.serial_number(x509.random_serial_number())
        return made.not_valid_before(NOW - datetime.timedelta(days=9)).not_valid_after(until)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


def connects(context: ssl.SSLContext, settings: TlsSettings) -> str:
    """The version that was agreed, or the error that ended the connection."""

    async def try_it() -> str:
        async def served(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()

        server = await asyncio.start_server(served, "127.0.0.1", 0, ssl=context)
        target = FlowTarget(Transport.TLS, "127.0.0.1", server.sockets[0].getsockname()[1], tls=settings)
        lost = asyncio.Event()
        try:
            flow = await open_flow(target, lambda: Flow(target, 1, lambda *_: None, lambda why: lost.set()))
            version = str(flow._socket.get_extra_info("ssl_object").version())
            await lost.wait()
        except WrongNameError:
            return "wrong name"
        except ssl.SSLCertVerificationError as error:
            return error.verify_message
        finally:
            server.close()
            await server.wait_closed()
        return version

    return asyncio.run(try_it())


DNS, URI = x509.DNSName, x509.UniformResourceIdentifier
HERE = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))


@pytest.mark.parametrize(
    ("names", "common", "told"),
    [
        ([DNS(DOMAIN)], "x", "TLSv1.3"),
        ([URI(f"sip:{DOMAIN}")], "x", "TLSv1.3"),
        ([HERE], "x", "TLSv1.3"),
        ([DNS("*.example")], "x", "wrong name"),
        ([DNS(f"*.{DOMAIN}")], "x", "TLSv1.3"),
        ([DNS(f"n1.{DOMAIN}\0.evil.example")], "x", "wrong name"),
        ([DNS("evil.example")], DOMAIN, "wrong name"),
        ([], DOMAIN, "wrong name"),
        ([DNS("127.0.0.1")], "127.0.0.1", "wrong name"),
        ([URI(f"sip:alice@{DOMAIN}")], "x", "wrong name"),
    ],
)
def test_names_in_a_certificate(authority: Authority, names: Names, common: str, told: str) -> None:
    settings = TlsSettings(DOMAIN, ("127.0.0.1", f"n1.{DOMAIN}", DOMAIN), str(authority.file))
    assert connects(authority.server(names, common), settings) == told


def settings_of(authority: Authority) -> TlsSettings:
    return TlsSettings(DOMAIN, (DOMAIN,), str(authority.file))


def test_a_weak_or_expired_certificate_and_an_unknown_authority_are_refused(
    authority: Authority, tmp_path: Path
) -> None:
    right = [DNS(DOMAIN)]
    assert "too weak" in connects(authority.server(right, bits=1024), settings_of(authority))
    expired = authority.server(right, until=datetime.timedelta(days=-1))
    assert "expired" in connects(expired, settings_of(authority))
    assert "signature failure" in connects(Authority(tmp_path).server(right), settings_of(authority))


@pytest.mark.parametrize(
    ("lowest", "highest", "told"),
    [
        (ssl.TLSVersion.TLSv1_3, ssl.TLSVersion.TLSv1_3, "TLSv1.3"),
        (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_2, "TLSv1.2"),
    ],
)
def test_versions(authority: Authority, lowest: ssl.TLSVersion, highest: ssl.TLSVersion, told: str) -> None:
    context = authority.server([DNS(DOMAIN)])
    context.minimum_version, context.maximum_version = lowest, highest
    assert connects(context, settings_of(authority)) == told


def test_a_call_over_tls_1_3_with_a_contact_of_another_transport_leaves_nothing_in_clear(
    authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The BYE goes over the same connection, and nobody writes down its keys."""
    monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "keys"))
    context = authority.server([DNS(DOMAIN)])
    context.minimum_version = ssl.TLSVersion.TLSv1_3

    async def story(hop: DigestHop) -> None:
        alice_account = account("alice", hop.server_port, Transport.TLS, str(authority.file))
        alice_account = replace(alice_account, domain=DOMAIN, encryption=Encryption.OFF)
        ua = await Ua("bob", hop.port, "tcp").start()
        async with phones("alice", options=EngineOptions(audio=AudioMode.NULL)) as [alice]:
            await alice.register(alice_account, "secret")
            call = UaCall(ua, f"sip:alice@127.0.0.1:{hop.port}")
            ua.calls[call.call_id] = call
            call.invite(sdp(), [("Contact", f"<sip:bob@127.0.0.1:{ua.local_port}>")])
            came = await alice.incoming()
            alice.send(Answer(came.key))
            await call.answered()
            alice.send(HangUp(came.key))
            await call.next("BYE")
        await ua.stop()

    with running_hop(DigestHop(Transport.TLS, tls=context)) as hop:
        asyncio.run(story(hop))
        assert len(hop.flows) == 1
    assert not (tmp_path / "keys").exists()
