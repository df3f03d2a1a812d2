"""Names in certificates (RFC 5922), and the context that checks them."""

import ssl
from pathlib import Path

import pytest

from softphone.telephony.engine.gate.flows.tls import (
    TlsSettings,
    TlsSettingsError,
    client_context,
    fits,
)
from tests.integration.certificates import Certificates

DOMAIN = TlsSettings("pbx.example", ("pbx.example",))


@pytest.mark.parametrize(
    ("kind", "value", "name", "fitting"),
    [
        ("DNS", "pbx.example", "pbx.example", True),
        ("DNS", "PBX.Example.", "pbx.example", True),
        ("DNS", "pbx.example\0.evil.example", "pbx.example", False),
        ("DNS", "evil.example", "pbx.example", False),
        ("DNS", "*.example", "pbx.example", False),
        ("DNS", "*.pbx.example", "sip.pbx.example", True),
        ("DNS", "*.pbx.example", "pbx.example", False),
        ("DNS", "*.pbx.example", "a.b.pbx.example", False),
        ("DNS", "s*.pbx.example", "sip.pbx.example", False),
        ("DNS", "*.*.example", "sip.pbx.example", False),
        ("DNS", "*", "localhost", False),
        ("URI", "sip:pbx.example", "pbx.example", True),
        ("URI", "SIP:PBX.example", "pbx.example", True),
        ("URI", "sip:alice@pbx.example", "pbx.example", False),
        ("URI", "https://pbx.example", "pbx.example", False),
        ("IP Address", "192.0.2.1", "192.0.2.1", True),
        ("IP Address", "2001:DB8:0:0:0:0:0:1", "[2001:db8::1]", True),
        ("DNS", "192.0.2.1", "192.0.2.1", False),
        ("IP Address", "192.0.2.1", "pbx.example", False),
        ("email", "pbx.example", "pbx.example", False),
    ],
)
def test_names(kind: str, value: str, name: str, fitting: bool) -> None:
    assert fits({"subjectAltName": ((kind, value),)}, TlsSettings(name, (name,))) is fitting


def test_the_common_name_never_counts() -> None:
    subject = ((("commonName", "pbx.example"),),)
    assert not fits({"subject": subject}, DOMAIN)
    assert not fits({"subject": subject, "subjectAltName": (("DNS", "evil.example"),)}, DOMAIN)


def test_any_of_the_names_will_do_and_wildcards_can_be_refused() -> None:
    both = TlsSettings("pbx.example", ("n1.pbx.example", "pbx.example"))
    assert fits({"subjectAltName": (("DNS", "pbx.example"),)}, both)
    strict = TlsSettings("x", ("n1.pbx.example",), wildcards=False)
    assert not fits({"subjectAltName": (("DNS", "*.pbx.example"),)}, strict)


def test_the_context_verifies_and_knows_tls_1_2_and_1_3_only() -> None:
    context = client_context(DOMAIN)
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.minimum_version is ssl.TLSVersion.TLSv1_2
    weak = [c["name"] for c in context.get_ciphers() if not c["aead"] and "SHA384" not in c["name"]]
    assert not [name for name in weak if "SHA256" not in name and not name.startswith("ECDHE")]


def test_keys_of_connections_are_never_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "keys"))
    assert client_context(DOMAIN).keylog_filename is None


@pytest.mark.parametrize("text", [None, "no certificate"])
def test_without_readable_authorities_there_is_no_connection(tmp_path: Path, text: str | None) -> None:
    file = tmp_path / "ca.pem"
    if text is not None:
        file.write_text(text)
    with pytest.raises(TlsSettingsError):
        client_context(TlsSettings("h", ("h",), str(file)))


def test_an_authority_of_the_account_replaces_those_of_the_system(tmp_path: Path) -> None:
    made = Certificates.make(tmp_path, "pbx.example")
    context = client_context(TlsSettings("h", ("h",), str(made.ca_file)))
    assert context.cert_store_stats()["x509_ca"] == 1
