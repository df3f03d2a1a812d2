"""Address books on servers: each by the protocol of its kind."""

from softphone.adapters.address_books.carddav import CardDavServers
from softphone.adapters.address_books.ldap_book import LdapServers
from softphone.domain.contacts.contact import ContactSource, DavChanges, SourceKind


class AddressBookServers:
    """services.core.ports.AddressBooks."""

    def __init__(self) -> None:
        self._dav, self._ldap = CardDavServers(), LdapServers()

    async def changes(self, source: ContactSource, password: str) -> DavChanges:
        server = self._ldap if source.kind is SourceKind.LDAP else self._dav
        return await server.changes(source, password)
