"""Edits of a leader's group as values: the form, its changes, and what prevents saving."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from enum import Enum
from typing import Any

from softphone.domain.executive.settings import (
    Alerting,
    AssistantEntry,
    Assistants,
    Criterion,
    Field,
    Filtering,
    GroupSettings,
    alerting_faults,
    criterion_faults,
)
from softphone.domain.platform_facts import PATTERN_ANY_REST, PATTERN_ONE_DIGIT


class EditedDocument(Enum):
    """The documents a save may write; each is compared and written separately."""

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
    """A line of the before/after list. `field` is the name of the dataclass field (or "active", "added", …).

    `before` and `after` are the plain values (enum members, numbers, texts, tuples; the whole criterion where it is
    added or deleted); the UI words them. `subject` is the criterion's name as it is stored (a new one's own name).
    """

    document: EditedDocument
    field: str
    before: object
    after: object
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """A value that prevents saving, shown at its field while typing."""

    field: Field
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A concurrent change of the same document: their changes against what we had read, and ours."""

    documents: tuple[EditedDocument, ...]
    theirs: tuple[Change, ...]
    mine: tuple[Change, ...]


Key = tuple[bool, str]
"""A criterion's identity in a comparison: whether the base has it, and its name there."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A criterion with its box "Aktiv"; `criterion` None where the portal lists it but does not return it."""

    name: str
    active: bool
    criterion: Criterion | None


def rules(base: Draft, draft: Draft) -> dict[Key, Rule]:
    """The criteria of `draft` by their identity in `base`; a new one is active by default."""
    known = {c.name for c in base.settings.criteria}
    before = activations(base.settings.filtering)
    in_base = known | set(before)
    active = activations(draft.settings.filtering)
    stored_as = dict(draft.renamed)
    found: dict[Key, Rule] = {}
    for criterion in draft.settings.criteria:
        old = stored_as.get(criterion.name, criterion.name)
        taken_over = criterion.name not in stored_as and old in stored_as.values()
        key = (True, old) if old in in_base and not taken_over else (False, criterion.name)
        found[key] = Rule(criterion.name, _is_active(active, before, key, criterion.name), criterion)
    for name, on in active.items():
        key = (name in in_base, name)
        if name not in known and key not in found and name not in stored_as:
            found[key] = Rule(name, on, None)
    return found


def activations(filtering: Filtering | None) -> dict[str, bool]:
    return {a.name: a.active for a in filtering.criteria} if filtering is not None else {}


def _is_active(active: dict[str, bool], before: dict[str, bool], key: Key, name: str) -> bool:
    if name in active:
        return active[name]
    return active.get(key[1], before.get(key[1], True)) if key[0] else True


def changes(before: Draft, after: Draft) -> tuple[Change, ...]:
    """The changes from `before` to `after`, document by document; parts that were never read have none."""
    was, now = before.settings, after.settings
    return (
        *_changed_fields(EditedDocument.FILTERING, was.filtering, now.filtering, but="criteria"),
        *_changed_rules(rules(before, before), rules(before, after)),
        *_changed_fields(EditedDocument.SCREENING, was.screening, now.screening),
        *_changed_fields(EditedDocument.ALERTING, was.alerting, now.alerting),
        *_changed_assistants(before.assistants, after.assistants),
    )


def _changed_fields(
    document: EditedDocument, before: Any, after: Any, subject: str = "", but: str = ""
) -> Iterator[Change]:
    if before is None or after is None or before == after:
        return
    for spec in fields(before):
        old, new = getattr(before, spec.name), getattr(after, spec.name)
        if old != new and spec.name != but:
            yield Change(document, spec.name, old, new, subject)


def _changed_rules(before: dict[Key, Rule], after: dict[Key, Rule]) -> Iterator[Change]:
    for key, rule in after.items():
        yield from changed_rule(before.get(key), rule)
    for key, rule in before.items():
        if key not in after:
            yield from changed_rule(rule, None)


def changed_rule(before: Rule | None, after: Rule | None) -> Iterator[Change]:
    """The changes of one criterion: its own document, and its box in the filter's."""
    if before is None and after is not None:
        yield Change(EditedDocument.CRITERION, "added", None, after.criterion, after.name)
        if not after.active:
            yield Change(EditedDocument.FILTERING, "active", None, False, after.name)
    elif before is not None and after is None:
        yield Change(EditedDocument.CRITERION, "deleted", before.criterion, None, before.name)
    elif before is not None and after is not None:
        yield from _changed_fields(EditedDocument.CRITERION, before.criterion, after.criterion, before.name)
        if before.active != after.active:
            yield Change(EditedDocument.FILTERING, "active", before.active, after.active, before.name)


def _changed_assistants(before: Assistants | None, after: Assistants | None) -> Iterator[Change]:
    """Ignores who is logged in: only the assistants themselves change that."""
    if before is None or after is None:
        return
    if before.allow_opt_in != after.allow_opt_in:
        yield Change(EditedDocument.ASSISTANTS, "allow_opt_in", before.allow_opt_in, after.allow_opt_in)
    if order(before) != order(after):
        yield Change(EditedDocument.ASSISTANTS, "entries", _people(before), _people(after))


def _people(assistants: Assistants) -> tuple[AssistantEntry, ...]:
    return tuple(replace(entry, opted_in=None) for entry in assistants.entries)


def order(assistants: Assistants) -> tuple[str, ...]:
    return tuple(entry.user_id for entry in assistants.entries)


_IN_NUMBERS = re.compile(r"[\s()/.-]")
_NUMBER = re.compile(r"\+?[0-9*#]+|[^@\s<>]+@[^@\s<>]+", re.ASCII)
_ONE_DIGIT, _ANY_REST = re.escape(PATTERN_ONE_DIGIT), re.escape(PATTERN_ANY_REST)
_PATTERN = re.compile(rf"(?!\+?\Z)\+?[0-9{_ONE_DIGIT}]*{_ANY_REST}?", re.ASCII)


def tidy(stored: Draft, draft: Draft) -> Draft:
    """The edited values as sent: numbers without separators, texts without surrounding spaces."""
    kept = {criterion for criterion in stored.settings.criteria}
    criteria = tuple(c if c in kept else _tidy_criterion(c) for c in draft.settings.criteria)
    alerting = draft.settings.alerting
    if alerting is not None and alerting != stored.settings.alerting:
        alerting = _tidy_alerting(stored.settings.alerting, alerting)
    return replace(draft, settings=replace(draft.settings, criteria=criteria, alerting=alerting))


def _tidy_criterion(criterion: Criterion) -> Criterion:
    return replace(criterion, numbers=tuple(plain_number(number) for number in criterion.numbers))


def _tidy_alerting(stored: Alerting | None, alerting: Alerting) -> Alerting:
    """A text that was emptied stays what it was: the portal cannot clear it, and beside another mode it is unused."""
    old = stored or alerting
    return replace(
        alerting,
        custom_name=(alerting.custom_name or "").strip() or old.custom_name,
        custom_number=alerting.custom_number or old.custom_number,
        rollover_number=plain_number(alerting.rollover_number or "") or old.rollover_number,
    )


def plain_number(text: str) -> str:
    """The number without spaces, brackets, slashes and dashes; an address is unchanged."""
    return text.strip() if "@" in text else _IN_NUMBERS.sub("", text)


def faults(stored: Draft, draft: Draft) -> tuple[Fault, ...]:
    """What the portal would refuse of the edited values; values it has stored itself are not checked."""
    settings = tidy(stored, draft).settings
    edited = settings.alerting != stored.settings.alerting
    found = [Fault(each) for each in _alerting_faults(settings.alerting if edited else None)]
    names = Counter(criterion.name for criterion in settings.criteria)
    for criterion in settings.criteria:
        doubled = frozenset({Field.CRITERION_NAME}) if names[criterion.name] > 1 else frozenset()
        own = frozenset() if criterion in stored.settings.criteria else _criterion_faults(criterion)
        found += [Fault(each, criterion.name) for each in Field if each in own | doubled]
    return tuple(dict.fromkeys(found))


def _alerting_faults(alerting: Alerting | None) -> tuple[Field, ...]:
    if alerting is None:
        return ()
    named = alerting_faults(alerting)
    if alerting.rollover_number is not None and not _NUMBER.fullmatch(alerting.rollover_number):
        named |= {Field.ROLLOVER_NUMBER}
    return tuple(each for each in Field if each in named)


def _criterion_faults(criterion: Criterion) -> frozenset[Field]:
    named = criterion_faults(criterion)
    sound = all(_PATTERN.fullmatch(number) for number in criterion.numbers)
    padded = criterion.name != criterion.name.strip()
    return named | ({Field.NUMBERS} if not sound else set()) | ({Field.CRITERION_NAME} if padded else set())
