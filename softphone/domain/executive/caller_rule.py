"""A filter rule for one caller, made from a call card: always to the assistants, or never ("nie wieder")."""

from dataclasses import replace

from softphone.domain.executive.draft import Draft, activations
from softphone.domain.executive.filter_rules import matches_pattern
from softphone.domain.executive.settings import (
    LONGEST_CRITERION_NAME,
    CallsFrom,
    Criterion,
    CriterionActivation,
    Filtering,
    FilteringMode,
)
from softphone.domain.numbers.phone_numbers import display, same_number, to_e164
from softphone.domain.problems import NotPossibleNow, Obstacle

_LONGEST_EXTENSION = 15


def caller_number(shown: tuple[str, ...], region: str) -> str | None:
    """The number shown on a card in the form of a criterion; None for a hidden caller."""
    for text in shown:
        public = to_e164(text, region)
        digits = text.strip()
        if public is not None:
            return public
        if digits.isascii() and digits.isdigit() and len(digits) <= _LONGEST_EXTENSION:
            return digits
    return None


def with_rule(stored: Draft, number: str, always: bool, region: str) -> Draft | NotPossibleNow:
    """`stored` with the rule; an existing rule for this caller is changed instead of duplicated."""
    filtering = stored.settings.filtering
    if filtering is None or not filtering.enabled:
        return NotPossibleNow(Obstacle.FILTER_IS_OFF)
    if filtering.mode is not FilteringMode.ADVANCED:
        return NotPossibleNow(Obstacle.FILTER_IS_SIMPLE)
    own = next((c for c in stored.settings.criteria if _is_rule_for(c, number, region)), None)
    if always and any(_keeps_away(c, filtering, number, region) for c in stored.settings.criteria if c is not own):
        return NotPossibleNow(Obstacle.NEVER_RULE_WINS)
    rule = Criterion(_free_name(stored, number, region), always, CallsFrom.SPECIFIED_ONLY, numbers=(number,))
    return _placed(stored, filtering, own, rule if own is None else replace(own, send_to_assistants=always))


def _placed(stored: Draft, filtering: Filtering, old: Criterion | None, rule: Criterion) -> Draft:
    criteria = tuple(rule if c is old else c for c in stored.settings.criteria)
    boxes = tuple(box for box in filtering.criteria if box.name != rule.name)
    filtering = replace(filtering, criteria=(*boxes, CriterionActivation(rule.name, True)))
    return replace(
        stored,
        settings=replace(
            stored.settings, filtering=filtering, criteria=criteria if old is not None else (*criteria, rule)
        ),
    )


def _is_rule_for(criterion: Criterion, number: str, region: str) -> bool:
    """Whether the criterion is such a rule: valid always, for this number alone."""
    bare = Criterion(
        criterion.name, criterion.send_to_assistants, CallsFrom.SPECIFIED_ONLY, numbers=criterion.numbers
    )
    return criterion == bare and len(criterion.numbers) == 1 and same_number(criterion.numbers[0], number, region)


def _keeps_away(criterion: Criterion, filtering: Filtering, number: str, region: str) -> bool:
    """Whether an active never-filter always matches this caller: it would override the new rule."""
    active = any(box.name == criterion.name and box.active for box in filtering.criteria)
    restricted = criterion.time_schedule or criterion.holiday_schedule or criterion.called_numbers
    if criterion.send_to_assistants or not active or restricted:
        return False
    named = any(matches_pattern(pattern, number, region) for pattern in criterion.numbers)
    return criterion.calls_from is CallsFrom.ANY or (criterion.calls_from is CallsFrom.SPECIFIED_ONLY and named)


def _free_name(stored: Draft, number: str, region: str) -> str:
    taken = {c.name for c in stored.settings.criteria} | set(activations(stored.settings.filtering))
    stem = display(number, region)[: LONGEST_CRITERION_NAME - 6]
    return next(name for name in (stem, *(f"{stem} ({n})" for n in range(2, 9999))) if name not in taken)
