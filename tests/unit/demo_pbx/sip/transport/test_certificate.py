"""The demo PBX's own certificate."""

import ssl
from pathlib import Path

from softphone.demo_pbx.sip.transport.certificate import make_certificate


def test_the_certificate_is_trusted_through_its_authority_for_its_names_only(tmp_path: Path) -> None:
    files = make_certificate(tmp_path / "new", ("127.0.0.1", "pbx.example"))
    assert files.key_file.stat().st_mode & 0o077 == 0
    assert handshake(files.ca_file, files.server_context(), "pbx.example") is None
    assert isinstance(handshake(files.ca_file, files.server_context(), "other.example"), ssl.SSLCertVerificationError)
    stranger = make_certificate(tmp_path / "stranger").ca_file
    assert isinstance(handshake(stranger, files.server_context(), "pbx.example"), ssl.SSLCertVerificationError)


def handshake(ca_file: Path, server_context: ssl.SSLContext, name: str) -> Exception | None:
    """Both ends in memory; returns what the client objects to."""
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    client_context = ssl.create_default_context(cafile=str(ca_file))
    client = client_context.wrap_bio(to_client, to_server, server_hostname=name)
    server = server_context.wrap_bio(to_server, to_client, server_side=True)
    done = False
    while not done:
        try:
            client.do_handshake()
            done = True
        except ssl.SSLWantReadError:
            pass
        except ssl.SSLError as error:
            return error
        try:
            server.do_handshake()
        except ssl.SSLWantReadError:
            continue
    return None
