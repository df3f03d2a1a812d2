"""A small authority and a server certificate, made anew for each test."""

import datetime
import ipaddress
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID


@dataclass(frozen=True)
class Certificates:
    ca_file: Path
    server_file: Path
    key_file: Path

    @classmethod
    def make(
        cls,
        folder: Path,
        *names: str,
        from_days: int = -1,
        until_days: int = 2,
        bits: int = 2048,
        bare: bool = False,
        authority: str = "test authority",
    ) -> "Certificates":
        """A server certificate for `names`, DNS names or addresses, valid between those days from now.

        `bare`: without a subjectAltName, as old ones are.
        """
        made = cls(folder / "ca.pem", folder / "server.pem", folder / "server.key")
        ca_key, server_key = _key(), _key(bits)
        ca_name = _name(authority)
        ca = _builder(ca_name, ca_name, ca_key).add_extension(x509.BasicConstraints(True, 0), critical=True)
        server = _builder(_name(names[0]), ca_name, server_key, from_days, until_days)
        if not bare:
            shown = x509.SubjectAlternativeName([_general_name(name) for name in names])
            server = server.add_extension(shown, critical=False)
        made.ca_file.write_bytes(_pem(ca.sign(ca_key, hashes.SHA256())))
        made.server_file.write_bytes(_pem(server.sign(ca_key, hashes.SHA256())))
        made.key_file.write_bytes(
            server_key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.TraditionalOpenSSL,
                serialization.NoEncryption(),
            )
        )
        return made

    def in_one_file(self) -> Path:
        """Certificate and key together, as a client names them."""
        both = self.server_file.with_name("both.pem")
        both.write_bytes(self.server_file.read_bytes() + self.key_file.read_bytes())
        return both


def _key(bits: int = 2048) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _general_name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _builder(
    subject: x509.Name, issuer: x509.Name, key: rsa.RSAPrivateKey, from_days: int = -1, until_days: int = 2
) -> x509.CertificateBuilder:
    now = datetime.datetime.now(datetime.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + datetime.timedelta(days=from_days))
        .not_valid_after(now + datetime.timedelta(days=until_days))
    )


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)
