"""What a person does to the group editor's form, as pure steps from one draft to the next."""

from dataclasses import replace

from softphone.domain.executive.draft import Draft
from softphone.domain.executive.settings import (
    Alerting,
    AssistantEntry,
    Criterion,
    CriterionActivation,
    Filtering,
    FilteringMode,
    Screening,
    SimpleFilter,
)


def with_filtering(draft: Draft, filtering: Filtering) -> Draft:
    return replace(draft, settings=replace(draft.settings, filtering=filtering))


def with_screening(draft: Draft, screening: Screening) -> Draft:
    return replace(draft, settings=replace(draft.settings, screening=screening))


def with_alerting(draft: Draft, alerting: Alerting) -> Draft:
    return replace(draft, settings=replace(draft.settings, alerting=alerting))


def choose_filter(draft: Draft, simple: SimpleFilter | None) -> Draft:
    """None is the advanced filter; the simple filter chosen before is kept beside it, as the portal does."""
    old = draft.settings.filtering
    if old is None:
        return draft
    if simple is None:
        return with_filtering(draft, replace(old, mode=FilteringMode.ADVANCED))
    return with_filtering(draft, replace(old, mode=FilteringMode.SIMPLE, simple_filter=simple))


def set_filter_enabled(draft: Draft, on: bool) -> Draft:
    old = draft.settings.filtering
    return draft if old is None else with_filtering(draft, replace(old, enabled=on))


def is_name_taken(draft: Draft, name: str, but: str = "") -> bool:
    """Also by a stored name that a renamed criterion still holds in the portal; `but` is the criterion's own name."""
    held = {stored for new, stored in draft.renamed if new != but}
    others = held | {other for other in criterion_names(draft) if other != but}
    return name.strip() in {other.strip() for other in others}


def criterion_names(draft: Draft) -> tuple[str, ...]:
    """In the portal's order; includes criteria whose details could not be read."""
    listed = tuple(a.name for a in draft.settings.filtering.criteria) if draft.settings.filtering else ()
    return (*listed, *(c.name for c in draft.settings.criteria if c.name not in listed))


def find_criterion(draft: Draft, name: str) -> Criterion | None:
    return next((c for c in draft.settings.criteria if c.name == name), None)


def is_active(draft: Draft, name: str) -> bool:
    filtering = draft.settings.filtering
    return filtering is not None and any(a.name == name and a.active for a in filtering.criteria)


def set_active(draft: Draft, name: str, on: bool) -> Draft:
    old = draft.settings.filtering
    if old is None:
        return draft
    kept = tuple(replace(a, active=on) if a.name == name else a for a in old.criteria)
    if not any(a.name == name for a in kept):
        kept = (*kept, CriterionActivation(name, on))
    return with_filtering(draft, replace(old, criteria=kept))


def add_criterion(draft: Draft, criterion: Criterion) -> Draft:
    """Active from the start; a name that is taken adds nothing."""
    if is_name_taken(draft, criterion.name):
        return draft
    settings = replace(draft.settings, criteria=(*draft.settings.criteria, criterion))
    return set_active(replace(draft, settings=settings), criterion.name, True)


def free_name(draft: Draft, base: str) -> str:
    """`base`, or `base 2`, `base 3` … where it is taken."""
    number, name = 1, base
    while is_name_taken(draft, name):
        number += 1
        name = f"{base} {number}"
    return name


def change_criterion(draft: Draft, stored: Draft, old_name: str, criterion: Criterion) -> Draft:
    """Replaces the criterion called `old_name`; a new name is remembered against the one in the portal."""
    if is_name_taken(draft, criterion.name, old_name):
        return draft
    criteria = tuple(criterion if c.name == old_name else c for c in draft.settings.criteria)
    changed = replace(draft, settings=replace(draft.settings, criteria=criteria))
    return changed if criterion.name == old_name else _renamed(changed, stored, old_name, criterion.name)


def delete_criterion(draft: Draft, name: str) -> Draft:
    settings, filtering = draft.settings, draft.settings.filtering
    if filtering is not None:
        filtering = replace(filtering, criteria=tuple(a for a in filtering.criteria if a.name != name))
    criteria = tuple(c for c in settings.criteria if c.name != name)
    renamed = tuple(pair for pair in draft.renamed if pair[0] != name)
    return replace(draft, settings=replace(settings, filtering=filtering, criteria=criteria), renamed=renamed)


def move_assistant(draft: Draft, place: int, to: int) -> Draft:
    """Places count from 0; a place outside the list changes nothing."""
    if draft.assistants is None:
        return draft
    entries = list(draft.assistants.entries)
    if not (0 <= place < len(entries) and 0 <= to < len(entries)):
        return draft
    entries.insert(to, entries.pop(place))
    return with_entries(draft, tuple(entries))


def with_entries(draft: Draft, entries: tuple[AssistantEntry, ...]) -> Draft:
    return (
        draft if draft.assistants is None else replace(draft, assistants=replace(draft.assistants, entries=entries))
    )


def set_allow_opt_in(draft: Draft, allowed: bool) -> Draft:
    if draft.assistants is None:
        return draft
    return replace(draft, assistants=replace(draft.assistants, allow_opt_in=allowed))


def _renamed(draft: Draft, stored: Draft, old: str, new: str) -> Draft:
    filtering = draft.settings.filtering
    if filtering is not None:
        kept = tuple(replace(a, name=new) if a.name == old else a for a in filtering.criteria)
        draft = with_filtering(draft, replace(filtering, criteria=kept))
    origin = dict(draft.renamed).get(old, old)
    pairs = tuple(pair for pair in draft.renamed if pair[0] != old)
    if origin != new and origin in criterion_names(stored):
        pairs = (*pairs, (new, origin))
    return replace(draft, renamed=pairs)
