"""Three-way merge of a group's form: as read (base), now in the portal (theirs), as edited (mine)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from softphone.domain.executive.draft import (
    Change,
    Conflict,
    Draft,
    EditedDocument,
    Key,
    Rule,
    changed_rule,
    changes,
    order,
    rules,
)
from softphone.domain.executive.settings import Assistants, Criterion, CriterionActivation, Filtering

T = TypeVar("T")


def compare(base: Draft, theirs: Draft, mine: Draft) -> Draft | Conflict:
    """Mine merged into theirs, or a conflict where both changed the same document differently."""
    found = tuple(_collisions(base, theirs, mine))
    if not found:
        merged = merge(base, theirs, mine, mine_wins=True)
        found = tuple(_doubled_names(base, theirs, mine, merged))
        if not found:
            return merged
    return Conflict(
        documents=tuple(each for each in EditedDocument if any(each is c.document for c in found)),
        theirs=tuple(change for each in found for change in each.theirs),
        mine=tuple(change for each in found for change in each.mine),
    )


@dataclass(frozen=True, slots=True)
class _Collision:
    document: EditedDocument
    theirs: tuple[Change, ...]
    mine: tuple[Change, ...]


def _collisions(base: Draft, theirs: Draft, mine: Draft) -> Iterator[_Collision]:
    ours, yours = changes(base, mine), changes(base, theirs)
    for document in EditedDocument:
        if document is EditedDocument.CRITERION:
            yield from _colliding_rules(base, theirs, mine)
        else:
            yield from _colliding(document, _of(document, base, ours), _of(document, base, yours))


def _of(document: EditedDocument, base: Draft, found: tuple[Change, ...]) -> tuple[Change, ...]:
    """Changes of a document; a new criterion's box is no edit of the filter that could collide."""
    return tuple(c for c in found if c.document is document and not (c.field == "active" and c.before is None))


def _colliding(
    document: EditedDocument, mine: tuple[Change, ...], theirs: tuple[Change, ...]
) -> Iterator[_Collision]:
    if mine and theirs and set(mine) != set(theirs):
        yield _Collision(document, theirs, mine)


def _colliding_rules(base: Draft, theirs: Draft, mine: Draft) -> Iterator[_Collision]:
    were, yours, ours = rules(base, base), rules(base, theirs), rules(base, mine)
    for key in {**were, **yours, **ours}:
        b, t, m = were.get(key), yours.get(key), ours.get(key)
        if m != t and _is_changed(b, m, t) and _is_changed(b, t, m):
            yield _Collision(EditedDocument.CRITERION, _lines(b, t), _lines(b, m))


def _is_changed(base: Rule | None, rule: Rule | None, other: Rule | None) -> bool:
    """The box counts only for a new or deleted criterion: else it belongs to the filter's document."""
    if base is None or rule is None or other is None:
        return rule != base
    return rule.criterion != base.criterion


def _lines(base: Rule | None, rule: Rule | None) -> tuple[Change, ...]:
    return tuple(changed_rule(base, rule))


def _doubled_names(base: Draft, theirs: Draft, mine: Draft, merged: Draft) -> Iterator[_Collision]:
    """Criteria to which both sides gave the same name."""
    doubled = _doubled(c.name for c in merged.settings.criteria) - _doubled(c.name for c in mine.settings.criteria)
    were, yours, ours = rules(base, base), rules(base, theirs), rules(base, mine)
    for name in doubled:
        lines = [
            tuple(line for key, rule in side.items() if rule.name == name for line in _lines(were.get(key), rule))
            for side in (yours, ours)
        ]
        yield _Collision(EditedDocument.CRITERION, *lines)


def _doubled(names: Iterator[str]) -> set[str]:
    return {name for name, n in Counter(names).items() if n > 1}


def merge(base: Draft, theirs: Draft, mine: Draft, *, mine_wins: bool) -> Draft:
    """Merges field by field; `mine_wins` decides where both changed a field.

    `renamed` of theirs and mine name criteria of the base; that of the result names criteria of theirs.
    """
    was, yours, ours = base.settings, theirs.settings, mine.settings
    merged = _merged_rules(base, theirs, mine, mine_wins)
    switches = _fields(was.filtering, yours.filtering, ours.filtering, mine_wins)
    settings = replace(
        yours,
        filtering=_with_boxes(switches, merged),
        criteria=tuple(rule.criterion for rule in merged.values() if rule.criterion is not None),
        screening=_fields(was.screening, yours.screening, ours.screening, mine_wins),
        alerting=_fields(was.alerting, yours.alerting, ours.alerting, mine_wins),
    )
    assistants = _assistants(base.assistants, theirs.assistants, mine.assistants, mine_wins)
    return Draft(settings, assistants, _renames(merged, rules(base, theirs)))


def _pick(base: T, theirs: T, mine: T, mine_wins: bool) -> T:
    if mine == base or (theirs != base and not mine_wins):
        return theirs
    return mine


def _fields(base: Any, theirs: Any, mine: Any, mine_wins: bool) -> Any:
    if base is None or theirs is None or mine is None:
        return theirs
    names = [spec.name for spec in fields(theirs)]
    return replace(
        theirs, **{n: _pick(getattr(base, n), getattr(theirs, n), getattr(mine, n), mine_wins) for n in names}
    )


def _merged_rules(base: Draft, theirs: Draft, mine: Draft, mine_wins: bool) -> dict[Key, Rule]:
    were, yours, ours = rules(base, base), rules(base, theirs), rules(base, mine)
    found = {key: _rule(were.get(key), yours.get(key), ours.get(key), mine_wins) for key in {**yours, **ours}}
    kept = {key: rule for key, rule in found.items() if rule is not None}
    return kept if mine_wins else _without_doubles(kept, yours)


def _rule(base: Rule | None, theirs: Rule | None, mine: Rule | None, mine_wins: bool) -> Rule | None:
    if base is None or theirs is None or mine is None:
        return _pick(base, theirs, mine, mine_wins)
    criterion: Criterion | None = _fields(base.criterion, theirs.criterion, mine.criterion, mine_wins)
    active = _pick(base.active, theirs.active, mine.active, mine_wins)
    return Rule(criterion.name if criterion is not None else theirs.name, active, criterion)


def _without_doubles(found: dict[Key, Rule], theirs: dict[Key, Rule]) -> dict[Key, Rule]:
    """Resolves double names in favour of theirs: ours returns to its old name, or is dropped if new."""
    while True:
        doubled = _doubled(rule.name for rule in found.values())
        astray = [key for key, rule in found.items() if rule.name in doubled and not _is_home(key, rule, theirs)]
        if not astray:
            return found
        back = {key: _home(rule, theirs.get(key)) if key in astray else rule for key, rule in found.items()}
        found = {key: rule for key, rule in back.items() if rule is not None}


def _is_home(key: Key, rule: Rule, theirs: dict[Key, Rule]) -> bool:
    return key in theirs and theirs[key].name == rule.name


def _home(rule: Rule, theirs: Rule | None) -> Rule | None:
    if theirs is None or rule.criterion is None:
        return theirs
    return Rule(theirs.name, rule.active, replace(rule.criterion, name=theirs.name))


def _with_boxes(filtering: Filtering | None, merged: dict[Key, Rule]) -> Filtering | None:
    if filtering is None:
        return None
    return replace(filtering, criteria=tuple(CriterionActivation(r.name, r.active) for r in merged.values()))


def _renames(merged: dict[Key, Rule], theirs: dict[Key, Rule]) -> tuple[tuple[str, str], ...]:
    named = ((rule.name, theirs[key].name) for key, rule in merged.items() if key in theirs)
    return tuple((new, old) for new, old in named if new != old)


def _assistants(
    base: Assistants | None, theirs: Assistants | None, mine: Assistants | None, mine_wins: bool
) -> Assistants | None:
    """Merges the lists of assistants; who is logged in stays as in the portal."""
    if base is None or theirs is None or mine is None:
        return theirs
    entries = {entry.user_id: entry for entry in (*mine.entries, *theirs.entries)}
    return Assistants(
        allow_opt_in=_pick(base.allow_opt_in, theirs.allow_opt_in, mine.allow_opt_in, mine_wins),
        entries=tuple(entries[user_id] for user_id in _pick(order(base), order(theirs), order(mine), mine_wins)),
    )
