"""Plan for writing a changed form to the portal: one step per document, in a feasible order.

New and changed criteria come before the filter that uses them, criteria to be deleted after the filter that no longer
does; a name is freed before another criterion gets it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from softphone.domain.executive.draft import Draft, EditedDocument, Key, order, rules
from softphone.domain.executive.settings import (
    LONGEST_CRITERION_NAME,
    Alerting,
    AssistantEntry,
    Assistants,
    Criterion,
    CriterionActivation,
    Filtering,
    Screening,
)


@dataclass(frozen=True, slots=True)
class AddCriterion:
    after: Criterion
    document = EditedDocument.CRITERION


@dataclass(frozen=True, slots=True)
class ChangeCriterion:
    """`before` is the portal's version; another name in `after` renames."""

    before: Criterion
    after: Criterion
    document = EditedDocument.CRITERION


@dataclass(frozen=True, slots=True)
class DeleteCriterion:
    """`before` None: a criterion that could not be read."""

    name: str
    before: Criterion | None
    document = EditedDocument.CRITERION


@dataclass(frozen=True, slots=True)
class WriteFiltering:
    """`new` are criteria whose box the portal has set itself, which is no edit."""

    before: Filtering
    after: Filtering
    new: frozenset[str] = frozenset()
    document = EditedDocument.FILTERING


@dataclass(frozen=True, slots=True)
class WriteScreening:
    before: Screening
    after: Screening
    document = EditedDocument.SCREENING


@dataclass(frozen=True, slots=True)
class WriteAlerting:
    before: Alerting
    after: Alerting
    document = EditedDocument.ALERTING


@dataclass(frozen=True, slots=True)
class WriteAssistants:
    before: Assistants
    after: Assistants
    document = EditedDocument.ASSISTANTS


Step = (
    AddCriterion
    | ChangeCriterion
    | DeleteCriterion
    | WriteFiltering
    | WriteScreening
    | WriteAlerting
    | WriteAssistants
)


def plan(stored: Draft, wanted: Draft) -> tuple[Step, ...]:
    """The steps from the portal's version to the form; `wanted.renamed` names criteria of `stored`."""
    names = _Names(stored, wanted)
    criteria = tuple(names.steps())
    early = tuple(step for step in criteria if not isinstance(step, DeleteCriterion) or step.name in names.needed)
    late = tuple(step for step in criteria if step not in early)
    before = stored
    for step in early:
        before = after(before, step)
    return (*early, *_filtering(before, wanted, early), *late, *_rest(stored, wanted))


class _Names:
    """Orders the criteria's steps by the names they free and use."""

    def __init__(self, stored: Draft, edited: Draft) -> None:
        self._were, self._are = rules(stored, stored), rules(stored, edited)
        self._taken = {rule.name for rule in self._were.values()}
        gone = [rule for key, rule in self._were.items() if key not in self._are]
        wanted = {rule.name for key, rule in self._are.items() if self._name_before(key) != rule.name}
        self.needed = frozenset(rule.name for rule in gone if rule.name in wanted)
        self._gone = gone

    def _name_before(self, key: Key) -> str | None:
        return self._were[key].name if key in self._were else None

    def steps(self) -> Iterator[Step]:
        for rule in self._gone:
            self._taken.discard(rule.name)
            yield DeleteCriterion(rule.name, rule.criterion)
        yield from self._changed()
        for key, rule in self._are.items():
            if key not in self._were and rule.criterion is not None:
                yield AddCriterion(rule.criterion)

    def _changed(self) -> Iterator[Step]:
        waiting = [
            (old.criterion, rule.criterion)
            for old, rule in ((self._were.get(key), rule) for key, rule in self._are.items())
            if old is not None and old.criterion is not None and rule.criterion is not None
        ]
        waiting = [(old, new) for old, new in waiting if old != new]
        while waiting:
            free = next((pair for pair in waiting if self._is_free(*pair)), None)
            if free is None:
                old, new = waiting[0]
                moved = self._out_of_the_way(old)
                waiting[0] = moved, new
                yield ChangeCriterion(old, moved)
                continue
            waiting.remove(free)
            self._taken = (self._taken - {free[0].name}) | {free[1].name}
            yield ChangeCriterion(*free)

    def _is_free(self, old: Criterion, new: Criterion) -> bool:
        return new.name == old.name or new.name not in self._taken

    def _out_of_the_way(self, old: Criterion) -> Criterion:
        """A temporary name, for two criteria that swap names."""
        stem = old.name[: LONGEST_CRITERION_NAME - 6].rstrip()
        name = next(n for n in (f"{stem} ({i})" for i in range(2, 9999)) if n not in self._reserved())
        self._taken = (self._taken - {old.name}) | {name}
        return replace(old, name=name)

    def _reserved(self) -> set[str]:
        return self._taken | {rule.name for rule in (*self._were.values(), *self._are.values())}


def _filtering(before: Draft, wanted: Draft, early: tuple[Step, ...]) -> Iterator[Step]:
    """Always needed with a new criterion: the box the portal gives it is not known before."""
    old, new = before.settings.filtering, wanted.settings.filtering
    if old is None or new is None:
        return
    boxes = {rule.name: rule.active for rule in rules(wanted, wanted).values()}
    filtering = replace(new, criteria=tuple(replace(a, active=boxes.get(a.name, a.active)) for a in old.criteria))
    added = frozenset(step.after.name for step in early if isinstance(step, AddCriterion))
    if filtering != old or added:
        yield WriteFiltering(old, filtering, added)


def _rest(stored: Draft, wanted: Draft) -> Iterator[Step]:
    was, now = stored.settings, wanted.settings
    if was.screening is not None and now.screening is not None and was.screening != now.screening:
        yield WriteScreening(was.screening, now.screening)
    if was.alerting is not None and now.alerting is not None and was.alerting != now.alerting:
        yield WriteAlerting(was.alerting, now.alerting)
    old, new = stored.assistants, wanted.assistants
    if old is not None and new is not None and not same_list(old, new):
        yield WriteAssistants(old, new)


def after(draft: Draft, step: Step) -> Draft:
    """The portal's version after this step; `renamed` keeps the original names of the criteria."""
    settings = draft.settings
    match step:
        case WriteScreening():
            return replace(draft, settings=replace(settings, screening=step.after))
        case WriteAlerting():
            return replace(draft, settings=replace(settings, alerting=step.after))
        case WriteAssistants():
            return replace(draft, assistants=step.after)
        case WriteFiltering():
            return replace(draft, settings=replace(settings, filtering=step.after))
        case AddCriterion():
            return _with_criterion(draft, None, step.after)
        case ChangeCriterion():
            return _with_criterion(draft, step.before.name, step.after)
        case DeleteCriterion():
            return _with_criterion(draft, step.name, None)


def _with_criterion(draft: Draft, name: str | None, new: Criterion | None) -> Draft:
    """Replaces, appends or removes a criterion with its box."""
    settings, boxes = draft.settings, draft.settings.filtering
    rows = [(c if c.name != name else new) for c in settings.criteria] + ([new] if name is None else [])
    filtering = replace(boxes, criteria=_boxes(boxes.criteria, name, new)) if boxes is not None else None
    return Draft(
        replace(settings, criteria=tuple(row for row in rows if row is not None), filtering=filtering),
        draft.assistants,
        _renamed(draft.renamed, name, new.name if new is not None else None),
    )


def _boxes(
    boxes: tuple[CriterionActivation, ...], name: str | None, new: Criterion | None
) -> tuple[CriterionActivation, ...]:
    if name is None and new is not None:
        return (*boxes, CriterionActivation(new.name, True))
    kept = (box if box.name != name else (replace(box, name=new.name) if new is not None else None) for box in boxes)
    return tuple(box for box in kept if box is not None)


def _renamed(renamed: tuple[tuple[str, str], ...], name: str | None, new: str | None) -> tuple[tuple[str, str], ...]:
    if name is None or name == new:
        return renamed
    first = dict(renamed).get(name, name)
    others = tuple(pair for pair in renamed if pair[0] != name)
    return others if new is None or new == first else (*others, (new, first))


def boxes_of(step: WriteFiltering, now: Filtering) -> Filtering | None:
    """The document to write over `now`; None where the basis of this step has been changed meanwhile.

    Boxes of criteria that others have added or deleted meanwhile stay as they are.
    """
    active = {box.name: box.active for box in step.after.criteria}
    wanted = replace(
        step.after, criteria=tuple(replace(box, active=active.get(box.name, box.active)) for box in now.criteria)
    )
    known = {box.name: box.active for box in step.before.criteria if box.name not in step.new}
    others = any(known.get(box.name, box.active) != box.active for box in now.criteria)
    is_base = replace(step.before, criteria=now.criteria) == now and not others
    return wanted if is_base or wanted == now else None


def is_done(step: Step, now: Draft) -> bool:
    """Whether the portal already has the result of this step."""
    settings = now.settings
    names = {criterion.name for criterion in settings.criteria}
    match step:
        case AddCriterion():
            return step.after in settings.criteria
        case ChangeCriterion():
            gone = step.before.name == step.after.name or step.before.name not in names
            return gone and step.after in settings.criteria
        case DeleteCriterion():
            boxes = settings.filtering.criteria if settings.filtering is not None else ()
            return step.name not in names and all(box.name != step.name for box in boxes)
        case WriteFiltering():
            return settings.filtering is not None and boxes_of(step, settings.filtering) == settings.filtering
        case WriteScreening():
            return settings.screening == step.after
        case WriteAlerting():
            return settings.alerting == step.after
        case WriteAssistants():
            return now.assistants is not None and same_list(now.assistants, step.after)


def same_list(left: Assistants, right: Assistants) -> bool:
    """Compares two lists, ignoring who is logged in and missing names."""
    return (left.allow_opt_in, order(left)) == (right.allow_opt_in, order(right))


def listed(step: WriteAssistants, now: Assistants) -> Assistants | None:
    """The list to write over `now`, with the portal's entries; None where it has been changed meanwhile."""
    if same_list(now, step.after):
        return now
    if not same_list(now, step.before):
        return None
    known = {entry.user_id: entry for entry in now.entries}
    entries = (known.get(user_id) or AssistantEntry(user_id, "", "") for user_id in order(step.after))
    return Assistants(step.after.allow_opt_in, tuple(entries))
