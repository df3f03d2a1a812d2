"""slapd of OpenLDAP, a real LDAP server, on the loopback: with a few people, in clear with StartTLS and over TLS."""

import contextlib
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.integration.peers import free_port
from tests.samples.portal_stub import certificate

BASE, USER, PASSWORD = "dc=office,dc=test", "uid=nele,dc=office,dc=test", "geheim-ldap"
_CONFIG = """
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile {folder}/slapd.pid
TLSCertificateFile {folder}/ca.pem
TLSCertificateKeyFile {folder}/key.pem
database mdb
suffix "dc=office,dc=test"
directory {folder}/data
rootdn "cn=admin,dc=office,dc=test"
rootpw admin
sizelimit {limit}
access to attrs=userPassword by anonymous auth by * none
access to * by users read by * none
"""
_HEAD = """dn: dc=office,dc=test
objectClass: dcObject
objectClass: organization
o: Beispiel AG
dc: office

dn: uid=nele,dc=office,dc=test
objectClass: inetOrgPerson
uid: nele
cn: Nele Probe
sn: Probe
userPassword: geheim-ldap
telephoneNumber: +49 30 23125400

dn: uid=juergen,dc=office,dc=test
objectClass: inetOrgPerson
uid: juergen
cn: Jürgen Größmann
displayName: Dr. Jürgen Größmann
givenName: Jürgen
sn: Größmann
o: Beispiel AG
mail: j@office.test
facsimileTelephoneNumber: +49 30 23125499
telephoneNumber: +49 30 23125410
mobile: 0176 12345678
homePhone: 0221 1234567

dn: cn=Drucker,dc=office,dc=test
objectClass: device
cn: Drucker
"""


@dataclass(frozen=True, slots=True)
class Slapd:
    """`plain` speaks in clear and takes StartTLS, `secure` is TLS from the first byte; `ca_file` names 127.0.0.1."""

    plain: str
    secure: str
    ca_file: str


@contextlib.contextmanager
def running_slapd(folder: Path, more: int = 0, limit: str = "size.prtotal=unlimited") -> Iterator[Slapd]:
    """`more` people with running numbers beside those named."""
    (folder / "data").mkdir()
    ca_file, _ = certificate(folder, "127.0.0.1")
    config, people = folder / "slapd.conf", folder / "people.ldif"
    config.write_text(_CONFIG.format(folder=folder, limit=limit))
    people.write_text(_HEAD + "".join(_person(number) for number in range(more)), encoding="utf-8")
    subprocess.run(["slapadd", "-f", config, "-l", people], check=True, capture_output=True)
    plain, secure = free_port(), free_port()
    hosts = f"ldap://127.0.0.1:{plain}/ ldaps://127.0.0.1:{secure}/"
    server = subprocess.Popen(["slapd", "-f", config, "-h", hosts, "-d", "0"])
    try:
        _wait_for(plain, server)
        yield Slapd(f"ldap://127.0.0.1:{plain}", f"ldaps://127.0.0.1:{secure}", str(ca_file))
    finally:
        server.terminate()
        server.wait(10)


def _person(number: int) -> str:
    return (
        f"\ndn: uid=p{number},{BASE}\nobjectClass: inetOrgPerson\nuid: p{number}\ncn: Person {number:04}\n"
        f"sn: {number:04}\ntelephoneNumber: +49 30 2312{number:04}\n"
    )


def _wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end and server.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise RuntimeError("slapd does not listen")
