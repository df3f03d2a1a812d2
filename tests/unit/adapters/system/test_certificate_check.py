"""Looking at a certificate: verified against the authority that was named, or refused with its reason."""

import asyncio
import contextlib
import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography import x509

from softphone.adapters.system import certificate_check
from softphone.domain.diagnostics.self_test import SeenCertificate, TlsServer
from softphone.domain.problems import CertificateRefused, PortalUnreachable, ProblemError
from tests.integration.certificates import Certificates


@contextlib.contextmanager
def serving(certificates: Certificates) -> Iterator[int]:
    """A TLS server on the loopback that shakes hands and says nothing."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificates.server_file, certificates.key_file)
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def work() -> None:
            with contextlib.suppress(OSError):
                while True:
                    plain, _ = listening.accept()
                    with contextlib.suppress(OSError), plain, context.wrap_socket(plain, server_side=True) as peer:
                        peer.recv(1)

        thread = threading.Thread(target=work, daemon=True)
        thread.start()
        yield listening.getsockname()[1]
        with contextlib.suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
    thread.join(5.0)


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return Certificates.make(tmp_path_factory.mktemp("tls"), "127.0.0.1")


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return Certificates.make(tmp_path_factory.mktemp("other"), "other.example")


def looked(port: int, ca_file: Path | str) -> SeenCertificate:
    return asyncio.run(certificate_check.fetch(TlsServer("127.0.0.1", port, str(ca_file))))


def test_a_verified_certificate_says_until_when_it_holds(certificates: Certificates) -> None:
    with serving(certificates) as port:
        seen = looked(port, certificates.ca_file)
    made = x509.load_pem_x509_certificate(certificates.server_file.read_bytes())
    assert seen.ends_at_s == made.not_valid_after_utc.timestamp()


@pytest.mark.parametrize("whose", ["stranger", "system"])
def test_one_that_nobody_vouches_for_is_refused(
    certificates: Certificates, stranger: Certificates, whose: str
) -> None:
    with serving(certificates) as port, pytest.raises(ProblemError) as caught:
        looked(port, stranger.ca_file if whose == "stranger" else "")
    assert isinstance(caught.value.problem, CertificateRefused)
    assert "certificate" in caught.value.problem.detail


def test_one_for_another_name_is_refused(stranger: Certificates) -> None:
    with serving(stranger) as port, pytest.raises(ProblemError) as caught:
        looked(port, stranger.ca_file)
    assert isinstance(caught.value.problem, CertificateRefused)


def test_nobody_there_is_no_answer(certificates: Certificates) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(ProblemError) as caught:
        looked(port, certificates.ca_file)
    assert isinstance(caught.value.problem, PortalUnreachable)


def test_an_authority_that_cannot_be_read_is_told(tmp_path: Path, certificates: Certificates) -> None:
    with serving(certificates) as port, pytest.raises(ProblemError):
        looked(port, tmp_path / "missing.pem")


def test_the_certificate_of_the_domain_is_good_for_a_server_behind_it(tmp_path: Path) -> None:
    made = Certificates.make(tmp_path, "pbx.example")
    with serving(made) as port:
        server = TlsServer("127.0.0.1", port, str(made.ca_file), ("127.0.0.1", "pbx.example"), "pbx.example")
        assert asyncio.run(certificate_check.fetch(server)).ends_at_s > 0


def test_a_certificate_for_none_of_the_names_is_refused(certificates: Certificates) -> None:
    with serving(certificates) as port:
        server = TlsServer("127.0.0.1", port, str(certificates.ca_file), ("pbx.example",), "pbx.example")
        with pytest.raises(ProblemError) as refused:
            asyncio.run(certificate_check.fetch(server))
    assert isinstance(refused.value.problem, CertificateRefused)
