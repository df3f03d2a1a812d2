"""The group editor: one leader at a time, the form kept apart from what is stored; what can be asked of it."""

from dataclasses import dataclass, field
from enum import Enum

from softphone.domain.executive.draft import (
    Change as Change,
)
from softphone.domain.executive.draft import (
    Conflict as Conflict,
)
from softphone.domain.executive.draft import (
    Draft as Draft,
)
from softphone.domain.executive.draft import (
    EditedDocument as EditedDocument,
)
from softphone.domain.executive.draft import (
    Fault as Fault,
)
from softphone.domain.executive.filter_rules import Schedule, reaches_no_assistant
from softphone.domain.executive.settings import AssistantEntry, ScheduleRef
from softphone.domain.problems import Problem
from softphone.services.state.groups import LeaderRef


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

    @property
    def leaves_assistants_silent(self) -> bool:
        """Whether saving ends it that calls ring at the assistants."""
        return reaches_no_assistant(self.draft.settings) and not reaches_no_assistant(self.stored.settings)


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
