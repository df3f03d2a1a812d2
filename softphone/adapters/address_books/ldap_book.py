"""LDAP directories as address books: Active Directory, OpenLDAP. The address is an LDAP URL (RFC 4516).

`ldaps://server/base?attributes?scope?filter`; everything after the server may be missing. Without TLS no password is
sent to another machine: `ldap://` means StartTLS.
"""

import asyncio
import logging
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from softphone.adapters.address_books.ldap_ber import BerError
from softphone.adapters.address_books.ldap_client import Entry, LdapConnection, LdapRefused
from softphone.adapters.address_books.ldap_filter import filter_ber
from softphone.domain.contacts.contact import Contact, ContactNumber, ContactSource, DavChanges, Imported, NumberKind
from softphone.domain.contacts.csv_import import stable_id
from softphone.domain.contacts.number_cells import numbers_in
from softphone.domain.problems import (
    AddressBookFailed,
    BookTrouble,
    CertificateRefused,
    NotPossibleNow,
    Obstacle,
    ProblemError,
)
from softphone.portal.http.address import is_loopback
from softphone.portal.http.exchange import tls_context

log = logging.getLogger(__name__)

LIMIT_S = 60.0
MOST_ENTRIES = 50_000
SCHEMES = ("ldap", "ldaps")
_PORTS = {"ldap": 389, "ldaps": 636}
_SCOPES = {"base": 0, "one": 1, "sub": 2, "": 2}
_NUMBERS = (
    ("telephonenumber", NumberKind.WORK), ("othertelephone", NumberKind.WORK), ("mobile", NumberKind.MOBILE),
    ("othermobile", NumberKind.MOBILE), ("ipphone", NumberKind.EXTENSION), ("homephone", NumberKind.HOME),
    ("otherhomephone", NumberKind.HOME), ("facsimiletelephonenumber", NumberKind.FAX),
)  # fmt: skip
"""Names of Active Directory and of inetOrgPerson (RFC 2798); what a server does not know it does not send."""
_TEXTS = ("displayname", "cn", "givenname", "sn", "o", "company", "mail", "entryuuid", "objectguid")
_ATTRIBUTES = (*(name for name, _ in _NUMBERS), *_TEXTS)
_FILTER = "(&(|(objectClass=person)(objectClass=contact))(|(telephoneNumber=*)(mobile=*)(homePhone=*)(ipPhone=*)))"
_WRONG_CREDENTIALS = frozenset({48, 49, 53})
"""inappropriateAuthentication, invalidCredentials; unwillingToPerform: a bind without a password."""


@dataclass(frozen=True, slots=True)
class LdapAddress:
    secure: bool
    host: str
    port: int
    base: str
    scope: int
    filter_bytes: bytes


class LdapServers:
    """services.core.ports.AddressBooks. Always the whole directory: LDAP has no list of changes."""

    async def changes(self, source: ContactSource, password: str) -> DavChanges:
        return await asyncio.to_thread(_fetched, source, password)


def ldap_address(url: str) -> LdapAddress:
    """Raises ValueError for what is no LDAP URL."""
    parts = urlsplit(url.strip())
    scheme, host = parts.scheme.casefold(), parts.hostname or ""
    _, scope, wanted, *_ = (*map(unquote, parts.query.split("?")), "", "", "")
    if scheme not in SCHEMES or not host or scope not in _SCOPES:
        raise ValueError("no LDAP address")
    base = unquote(parts.path.removeprefix("/"))
    return LdapAddress(
        scheme == "ldaps", host, parts.port or _PORTS[scheme], base, _SCOPES[scope], filter_ber(wanted or _FILTER)
    )


def _fetched(source: ContactSource, password: str) -> DavChanges:
    host = urlsplit(source.url).hostname or source.url
    try:
        return _read(source, password, ldap_address(source.url))
    except LdapRefused as error:
        log.info("directory %s: %s", host, error)
        wrong = error.code in _WRONG_CREDENTIALS
        trouble = BookTrouble.CREDENTIALS if wrong else BookTrouble.REFUSED
    except TimeoutError:
        trouble = BookTrouble.TIMED_OUT
    except ssl.SSLCertVerificationError as error:
        raise ProblemError(CertificateRefused(host, error.verify_message)) from error
    except OSError:
        trouble = BookTrouble.UNREACHABLE
    except (BerError, ValueError, IndexError):
        trouble = BookTrouble.UNUSABLE
    raise ProblemError(AddressBookFailed(host, trouble))


def _read(source: ContactSource, password: str, address: LdapAddress) -> DavChanges:
    connection = LdapConnection(address.host, address.port, LIMIT_S)
    try:
        if address.secure or not is_loopback(address.host):
            connection.secure(tls_context(address.host, source.ca_file), by_start_tls=not address.secure)
        connection.bind(source.user, password)
        base = address.base or _default_base(connection)
        entries = connection.search(base, address.scope, address.filter_bytes, _ATTRIBUTES, MOST_ENTRIES)
        contacts = tuple(_contact(entry, source) for entry in entries)
    finally:
        connection.close()
    return DavChanges("", Imported(contacts), whole=True)


def _default_base(connection: LdapConnection) -> str:
    """The base that the server names itself (Active Directory: defaultNamingContext)."""
    wanted = ("defaultNamingContext", "namingContexts")
    root = next(connection.search("", 0, filter_ber("(objectClass=*)"), wanted, 1), None)
    named = [_text(root, name.casefold()) for name in wanted] if root is not None else []
    base = next((one for one in named if one), "")
    if not base:
        raise ProblemError(NotPossibleNow(Obstacle.NO_ADDRESS_BOOK))
    return base


def _contact(entry: Entry, source: ContactSource) -> Contact:
    own = next((entry.attributes[name][0] for name in ("entryuuid", "objectguid") if entry.attributes.get(name)), b"")
    return Contact(
        key=f"{source.id}/{stable_id(own.hex() or entry.dn)}",
        source=source.id,
        source_kind=source.kind,
        full_name=_text(entry, "displayname") or _text(entry, "cn"),
        first_name=_text(entry, "givenname"),
        last_name=_text(entry, "sn"),
        company=_text(entry, "company") or _text(entry, "o"),
        mail=_text(entry, "mail"),
        numbers=tuple(_numbers(entry)),
    )


def _numbers(entry: Entry) -> Iterator[ContactNumber]:
    for name, kind in _NUMBERS:
        for value in entry.attributes.get(name, ()):
            yield from numbers_in(value.decode("utf-8", "replace"), kind)


def _text(entry: Entry, name: str) -> str:
    values = entry.attributes.get(name, ())
    return values[0].decode("utf-8", "replace").strip() if values else ""
