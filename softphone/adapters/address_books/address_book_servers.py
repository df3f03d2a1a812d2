"""Address books on servers: each by the protocol of its kind, whose modules are read with the first of them."""

from softphone.domain.contacts.contact import ContactSource, DavChanges, SourceKind


class AddressBookServers:
    """services.core.ports.AddressBooks."""

    async def changes(self, source: ContactSource, password: str) -> DavChanges:
        if source.kind is SourceKind.LDAP:
            from softphone.adapters.address_books.ldap_book import LdapServers

            return await LdapServers().changes(source, password)
        from softphone.adapters.address_books.carddav import CardDavServers

        return await CardDavServers().changes(source, password)
