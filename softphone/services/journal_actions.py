"""What can be asked of the journal."""

from collections.abc import Callable
from typing import Protocol

from softphone.domain.journal import JournalQuery
from softphone.services.actions import Outcome
from softphone.services.views import JournalRow


class JournalActions(Protocol):
    """Reading answers at once; a change arrives in `AppState.journal`, `journal_counts` and `journal_revision`."""

    def page(self, query: JournalQuery, after: JournalRow | None, limit: int) -> tuple[JournalRow, ...]:
        """The next rows behind `after`, in the order of the query; empty where the journal cannot be read."""

    def row(self, entry_id: int) -> JournalRow | None:
        """One entry; None where there is none with that id."""

    def set_note(self, entry_id: int, note: str) -> Outcome: ...

    def promise(self, entry_id: int, until_s: float | None) -> Outcome:
        """A call-back promised until then (seconds since the epoch); None takes the promise back."""

    def set_done(self, entry_id: int, done: bool) -> Outcome: ...

    def set_missed_done(self) -> Outcome:
        """Every missed call is seen to; promised call-backs stay open."""

    def delete(self, entry_id: int) -> Outcome: ...

    def export(
        self, file: str, heading: tuple[str, ...], cells: Callable[[JournalRow], tuple[str, ...]], query: JournalQuery
    ) -> Outcome:
        """CSV (RFC 4180) of every row the query is about."""
