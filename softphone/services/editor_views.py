"""The group editor: one leader at a time, the form kept apart from what is stored; what can be asked of it."""

from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from softphone.domain.executive import Assistants, Field, GroupSettings, ScheduleRef
from softphone.domain.filter_rules import Schedule
from softphone.domain.problems import Problem
from softphone.services.actions import Outcome
from softphone.services.views import LeaderRef


class EditorPhase(Enum):
    LOADING = "loading"
    OPEN = "open"
    SAVING = "saving"
    CONFLICT = "conflict"
    FAILED = "failed"


class EditedDocument(Enum):
    """The documents a save may write; each is compared and written on its own."""

    FILTERING = "filtering"
    CRITERION = "criterion"
    SCREENING = "screening"
    ALERTING = "alerting"
    ASSISTANTS = "assistants"


@dataclass(frozen=True, slots=True)
class Draft:
    """The whole form. `renamed` maps a criterion's new name to the one it is stored under."""

    settings: GroupSettings
    assistants: Assistants | None = None
    renamed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the before/after list. `field` is the name of the dataclass field (or "active", "added", …).

    `before` and `after` are the plain values (enum members, numbers, texts, tuples); the UI words them.
    `subject` is the criterion's name where it is about one.
    """

    document: EditedDocument
    field: str
    before: object
    after: object
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """What cannot be saved as it stands, shown at its field while typing."""

    field: Field
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody else changed the same document: their changes against what we had read, and ours."""

    documents: tuple[EditedDocument, ...]
    theirs: tuple[Change, ...]
    mine: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class EditorView:
    """`stored` is what the portal has as far as read; `as_of_s` when. A failed save keeps `draft` whole.

    `own` the leader edits the own group (assistants can be ordered too). `can_undo` after a save.
    """

    leader: LeaderRef
    phase: EditorPhase
    stored: Draft
    draft: Draft
    own: bool = False
    as_of_s: float | None = None
    changes: tuple[Change, ...] = ()
    faults: tuple[Fault, ...] = ()
    conflict: Conflict | None = None
    problem: Problem | None = None
    can_undo: bool = False
    last_saved: tuple[Change, ...] = ()
    schedules: tuple[tuple[ScheduleRef, Schedule | None], ...] = field(default_factory=tuple)


class EditorActions(Protocol):
    """Everything returns at once; the outcome arrives in `AppState.editor`."""

    def open(self, leader_id: str) -> Outcome:
        """Reads the leader's documents afresh (own user id: the own group)."""

    def change(self, draft: Draft) -> Outcome:
        """The form as it now stands; nothing is sent."""

    def save(self) -> Outcome:
        """Writes only what changed; a document somebody else changed meanwhile ends in CONFLICT, unwritten."""

    def settle(self, keep_mine: bool) -> Outcome:
        """Ends a conflict: ours over theirs (then saves), or theirs into the form where they touched it."""

    def discard(self) -> Outcome:
        """Back to what is stored."""

    def undo(self) -> Outcome:
        """Takes the last save back, by writing what was there before."""

    def close(self) -> Outcome: ...
