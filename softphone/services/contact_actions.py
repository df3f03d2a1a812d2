"""What can be asked about contacts."""

from typing import Protocol

from softphone.domain.contact_csv import CsvField
from softphone.domain.contacts import Contact
from softphone.services.actions import Outcome
from softphone.services.contact_views import ContactQuery, Found


class ContactActions(Protocol):
    """Reading answers at once; a change arrives in `AppState.contacts`."""

    def find(self, text: str, limit: int) -> tuple[Found, ...]:
        """Whom the typed words or digits may mean: leaders, favourites, internal, contacts, journal; each once."""

    def page(self, query: ContactQuery, limit: int) -> tuple[Contact, ...]:
        """Sorted by name; without a text all of the source, favourites first."""

    def get(self, key: str) -> Contact | None: ...

    def photo(self, contact: Contact) -> bytes | None: ...

    def set_favourite(self, key: str, on: bool) -> Outcome: ...

    def import_vcards(self, file: str, name: str) -> Outcome:
        """A file of the same name replaces what was imported under it."""

    def preview_csv(self, file: str, encoding: str = "") -> Outcome:
        """Looks at a CSV file and guesses its columns: `AppState.contacts.csv`."""

    def set_csv_field(self, column: int, field: CsvField) -> Outcome: ...

    def import_csv(self, name: str) -> Outcome:
        """Takes over what the preview shows."""

    def drop_csv(self) -> Outcome: ...

    def add_address_book(self, name: str, url: str, user: str, password: str, ca_file: str = "") -> Outcome:
        """CardDAV; kept only where the server let us in. The password goes to the keyring."""

    def refresh(self, source_id: str | None = None) -> Outcome:
        """Fetches an address book or a directory anew; None: all of them."""

    def delete_source(self, source_id: str) -> Outcome: ...
