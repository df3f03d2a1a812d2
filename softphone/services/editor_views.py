"""The group editor: one leader at a time, the form kept apart from what is stored; what can be asked of it."""

from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from softphone.domain.calls import CallKey
from softphone.domain.edits import Change as Change
from softphone.domain.edits import Conflict as Conflict
from softphone.domain.edits import Draft as Draft
from softphone.domain.edits import EditedDocument as EditedDocument
from softphone.domain.edits import Fault as Fault
from softphone.domain.executive import AssistantEntry, ScheduleRef
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


@dataclass(frozen=True, slots=True)
class EditorView:
    """`stored` is what the portal has as far as read; `as_of_s` when. A failed save keeps `draft` whole.

    `own` the leader edits the own group (assistants can be ordered too). `can_undo` after a save. `failed` is the
    document whose write `problem` is about, None where reading failed; `last_saved` is what was written, also by a
    save that failed half-way. `candidates`: who could be chosen as an assistant (own group only, as far as known).
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
    failed: EditedDocument | None = None
    candidates: tuple[AssistantEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleView:
    """What became of "Immer durchstellen" / "nie wieder": a rule for one caller, and whether it can be taken back.

    `always` True: always to the assistants; False: never, the leader's telephone rings. `number` as written,
    `shown` as dialled at home.
    """

    leader: LeaderRef
    number: str
    always: bool
    busy: bool = False
    can_undo: bool = False
    problem: Problem | None = None
    shown: str = ""


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

    def write_rule(self, key: CallKey, always: bool) -> Outcome:
        """From a leader's call: a criterion for this caller's number; the outcome arrives in `AppState.rule`."""

    def undo_rule(self) -> Outcome:
        """Takes the last rule back, by writing what was there before."""
