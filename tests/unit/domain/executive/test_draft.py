"""Edits as values: what changed, three-way merging, conflicts, and a plan of steps that is always possible."""

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.executive import write_plan
from softphone.domain.executive.draft import Change, Conflict, Draft, EditedDocument, changes, faults, rules, tidy
from softphone.domain.executive.settings import (
    Alerting,
    AlertingMode,
    AssistantEntry,
    Assistants,
    CallsFrom,
    Criterion,
    CriterionActivation,
    Field,
    Filtering,
    FilteringMode,
    GroupSettings,
    NameMode,
    NumberMode,
    RolloverAction,
    Screening,
    ScreeningAlert,
    SimpleFilter,
)
from softphone.domain.executive.three_way_merge import compare, merge
from softphone.domain.executive.write_plan import (
    AddCriterion,
    ChangeCriterion,
    DeleteCriterion,
    WriteFiltering,
    boxes_of,
    plan,
)

FILTERING = Filtering(True, FilteringMode.ADVANCED, SimpleFilter.ALL)
SCREENING = Screening(True, ScreeningAlert.SILENT)
ALERTING = Alerting(AlertingMode.SEQUENTIAL, NameMode.EXECUTIVE, NumberMode.ORIGINATOR)


def form(*criteria: Criterion, off: tuple[str, ...] = (), renamed: tuple[tuple[str, str], ...] = ()) -> Draft:
    boxes = tuple(CriterionActivation(c.name, c.name not in off) for c in criteria)
    filtering = replace(FILTERING, criteria=boxes)
    return Draft(GroupSettings(filtering, SCREENING, ALERTING, criteria), renamed=renamed)


def crit(name: str, send: bool = True, **more: Any) -> Criterion:
    return Criterion(name, send, **more)


# --- generated forms: a base, and others that came of it by edits ---------------------------------------------------

NAMES = st.sampled_from(["A", "B", "C", "D", "E"])
CONTENT: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "send_to_assistants": st.booleans(),
        "calls_from": st.sampled_from([CallsFrom.ANY, CallsFrom.SPECIFIED_ONLY]),
        "numbers": st.sampled_from([(), ("410",), ("+4930*", "41?")]),
    }
)
PEOPLE = tuple(AssistantEntry(f"{name}@pbx.example", name, "") for name in ("anna", "paul", "sina"))


@st.composite
def assistants(draw: st.DrawFn) -> Assistants:
    people = draw(st.permutations(PEOPLE))
    return Assistants(draw(st.booleans()), tuple(people[: draw(st.integers(1, 3))]))


@st.composite
def bases(draw: st.DrawFn) -> Draft:
    names = draw(st.lists(NAMES, unique=True, max_size=4))
    criteria = tuple(Criterion(name, **draw(CONTENT)) for name in names)
    off = tuple(name for name in names if draw(st.booleans()))
    return replace(form(*criteria, off=off), assistants=draw(assistants()))


@st.composite
def edits_of(draw: st.DrawFn, base: Draft, renames: bool = True) -> Draft:
    """Criteria deleted, changed, renamed (also round about) and added; boxes, switches and other parts touched."""
    kept = [c for c in base.settings.criteria if draw(st.integers(0, 3))]
    names = [c.name for c in kept]
    if renames and draw(st.booleans()):
        names = draw(st.lists(NAMES, unique=True, min_size=len(kept), max_size=len(kept)))
    content: list[Criterion] = []
    for old, name in zip(kept, names, strict=True):
        content.append(replace(old, name=name, **(draw(CONTENT) if draw(st.booleans()) else {})))
    for name in draw(st.lists(NAMES, unique=True, max_size=2)):
        if name not in names:
            content.append(Criterion(name, **draw(CONTENT)))
    renamed = tuple((new, old.name) for old, new in zip(kept, names, strict=True) if old.name != new)
    active = {old.name: box.active for old, box in zip(base.settings.criteria, _boxes(base), strict=True)}
    stored_as = dict(renamed)
    boxes = tuple(
        CriterionActivation(
            c.name, draw(st.booleans()) if draw(st.booleans()) else active.get(stored_as.get(c.name, c.name), True)
        )
        for c in content
    )
    filtering = Filtering(
        draw(st.booleans()), draw(st.sampled_from(FilteringMode)), draw(st.sampled_from(SimpleFilter)), boxes
    )
    screening = replace(SCREENING, mobility=draw(st.booleans()), anywhere=draw(st.booleans()))
    alerting = replace(
        ALERTING, recall_rings=draw(st.integers(3, 5)), name_mode=draw(st.sampled_from([NameMode.EXECUTIVE, None]))
    )
    settings = GroupSettings(filtering, screening, alerting, tuple(content))
    return Draft(settings, draw(assistants()), renamed)


def _boxes(draft: Draft) -> tuple[CriterionActivation, ...]:
    assert draft.settings.filtering is not None
    return draft.settings.filtering.criteria


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Draft, Draft]:
    base = draw(bases())
    return base, draw(edits_of(base))


@st.composite
def triples(draw: st.DrawFn) -> tuple[Draft, Draft, Draft]:
    """Base, theirs, mine; theirs comes from the portal, so it knows no renaming."""
    base = draw(bases())
    return base, draw(edits_of(base, renames=False)), draw(edits_of(base))


def content(draft: Draft) -> tuple[Any, ...]:
    """All that a portal would hold of it, whatever its order."""
    settings = draft.settings
    assert settings.filtering is not None
    return (
        replace(settings.filtering, criteria=()),
        {rule.name: (rule.active, rule.criterion) for rule in rules(draft, draft).values()},
        settings.screening,
        settings.alerting,
        draft.assistants,
    )


# --- what changed --------------------------------------------------------------------------------------------


def test_each_field_of_each_document_is_one_line() -> None:
    base = form(crit("VIP"))
    after = replace(
        base, settings=replace(base.settings, screening=replace(SCREENING, anywhere=True, alert=None), alerting=None)
    )
    assert changes(base, after) == (
        Change(EditedDocument.SCREENING, "alert", ScreeningAlert.SILENT, None),
        Change(EditedDocument.SCREENING, "anywhere", False, True),
    )


def test_criteria_are_told_by_the_name_they_are_stored_under() -> None:
    base = form(crit("A"), crit("B"), crit("C"))
    after = form(crit("X", send=False), crit("B"), crit("A"), off=("B",), renamed=(("X", "A"),))
    assert changes(base, after) == (
        Change(EditedDocument.CRITERION, "name", "A", "X", "A"),
        Change(EditedDocument.CRITERION, "send_to_assistants", True, False, "A"),
        Change(EditedDocument.FILTERING, "active", True, False, "B"),
        Change(EditedDocument.CRITERION, "added", None, crit("A"), "A"),
        Change(EditedDocument.CRITERION, "deleted", crit("C"), None, "C"),
    )


def test_a_form_that_left_boxes_behind_still_means_what_it_shows() -> None:
    base = form(crit("A"), crit("B"), off=("A",))
    stale_boxes = replace(base.settings, criteria=(crit("X"),))
    after = Draft(stale_boxes, renamed=(("X", "A"),))
    assert [(c.field, c.subject) for c in changes(base, after)] == [("name", "A"), ("deleted", "B")]


def test_a_criterion_that_was_never_read_is_neither_changed_nor_deleted() -> None:
    base = form(crit("A"), crit("B"))
    base = replace(base, settings=replace(base.settings, criteria=(crit("A"),)))
    after = replace(base, settings=replace(base.settings, criteria=(crit("A", send=False),)))
    assert [(c.field, c.subject) for c in changes(base, after)] == [("send_to_assistants", "A")]
    assert {box.name for box in _boxes(merge(base, base, after, mine_wins=True))} == {"A", "B"}


@given(pairs())
def test_nothing_changed_exactly_when_the_content_is_the_same(pair: tuple[Draft, Draft]) -> None:
    base, after = pair
    assert (changes(base, after) == ()) == (content(base) == content(after) and not after.renamed)
    assert changes(base, base) == ()


# --- three-way ------------------------------------------------------------------------------------------------


@given(pairs(), st.booleans())
def test_a_merge_with_one_editor_is_that_editors_form(pair: tuple[Draft, Draft], mine_wins: bool) -> None:
    base, after = pair
    assert content(merge(base, base, after, mine_wins=mine_wins)) == content(after)
    assert content(merge(base, after, base, mine_wins=mine_wins)) == content(after)
    assert content(merge(base, after, after, mine_wins=mine_wins)) == content(after)


@given(triples())
def test_without_a_conflict_nobodys_change_is_lost(triple: tuple[Draft, Draft, Draft]) -> None:
    base, theirs, mine = triple
    merged = compare(base, theirs, mine)
    if isinstance(merged, Conflict):
        return
    wanted = {(c.document, c.field, c.subject): c for c in (*changes(base, theirs), *changes(base, mine))}
    whole = Draft(merged.settings, merged.assistants, merged.renamed)
    got = {(c.document, c.field, c.subject): c for c in changes(base, whole)}
    assert {k: c.after for k, c in got.items()} == {k: c.after for k, c in wanted.items()}


@given(triples())
def test_a_conflict_shows_what_both_changed_of_the_documents_it_names(triple: tuple[Draft, Draft, Draft]) -> None:
    base, theirs, mine = triple
    found = compare(base, theirs, mine)
    if isinstance(found, Conflict):
        assert found.documents
        assert found.mine
        assert found.theirs
        assert set(found.mine) <= set(changes(base, mine))
        assert set(found.theirs) <= set(changes(base, theirs))
        named = set(found.documents) | {EditedDocument.FILTERING}
        assert {c.document for c in (*found.mine, *found.theirs)} <= named


@given(triples())
def test_either_way_of_settling_leaves_nothing_to_settle(triple: tuple[Draft, Draft, Draft]) -> None:
    base, theirs, mine = triple
    for mine_wins in (True, False):
        merged = merge(base, theirs, mine, mine_wins=mine_wins)
        assert isinstance(compare(theirs, theirs, merged), Draft)
    kept = merge(base, theirs, mine, mine_wins=False)
    names = [c.name for c in kept.settings.criteria]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("theirs", "mine"),
    [
        (form(crit("A", send=False)), form(crit("A", include_anonymous=True))),
        (form(), form(crit("A", include_anonymous=True))),
        (form(crit("A", include_anonymous=True)), form()),
        (form(crit("A"), crit("B")), form(crit("A"), crit("B", send=False))),
        (form(crit("A"), crit("B")), form(crit("B"), renamed=(("B", "A"),))),
        (form(crit("A"), off=("A",)), form()),
    ],
    ids=["both", "they deleted", "we deleted", "both added", "name taken", "they switched what we deleted"],
)
def test_two_edits_of_one_criterion_are_a_conflict(theirs: Draft, mine: Draft) -> None:
    found = compare(form(crit("A")), theirs, mine)
    assert isinstance(found, Conflict)
    assert found.documents == (EditedDocument.CRITERION,)


def test_a_box_and_a_new_criterion_of_somebody_else_go_together() -> None:
    merged = compare(form(crit("A")), form(crit("A"), crit("B")), form(crit("A"), off=("A",)))
    assert isinstance(merged, Draft)
    assert {box.name: box.active for box in _boxes(merged)} == {"A": False, "B": True}


def test_who_logs_in_meanwhile_is_no_edit_of_the_list() -> None:
    anna, paul, _ = PEOPLE
    base = replace(form(), assistants=Assistants(True, (anna, paul)))
    theirs = replace(base, assistants=Assistants(True, (replace(anna, opted_in=False), paul)))
    mine = replace(base, assistants=Assistants(True, (paul, anna)))
    merged = compare(base, theirs, mine)
    assert isinstance(merged, Draft)
    assert merged.assistants == Assistants(True, (paul, replace(anna, opted_in=False)))


# --- the plan ---------------------------------------------------------------------------------------------------


class Model:
    """A portal as strict as the real one, which runs a plan."""

    def __init__(self, stored: Draft) -> None:
        assert stored.settings.filtering is not None
        self.criteria = {c.name: c for c in stored.settings.criteria}
        self.active = {box.name: box.active for box in stored.settings.filtering.criteria}
        self.filtering = stored.settings.filtering
        self.screening, self.alerting = stored.settings.screening, stored.settings.alerting
        self.assistants = stored.assistants

    def run(self, step: write_plan.Step) -> None:
        match step:
            case AddCriterion():
                assert step.after.name not in self.criteria
                self.criteria[step.after.name], self.active[step.after.name] = step.after, True
            case ChangeCriterion():
                assert self.criteria.pop(step.before.name) == step.before
                assert step.after.name not in self.criteria
                self.criteria[step.after.name] = step.after
                self.active[step.after.name] = self.active.pop(step.before.name)
            case DeleteCriterion():
                assert self.criteria.pop(step.name) == step.before
                del self.active[step.name]
            case WriteFiltering():
                now = replace(
                    self.filtering, criteria=tuple(CriterionActivation(n, a) for n, a in self.active.items())
                )
                wish = boxes_of(step, now)
                assert wish is not None
                assert {box.name for box in wish.criteria} == set(self.criteria)
                self.filtering, self.active = wish, {box.name: box.active for box in wish.criteria}
            case write_plan.WriteScreening():
                assert self.screening == step.before
                self.screening = step.after
            case write_plan.WriteAlerting():
                assert self.alerting == step.before
                self.alerting = step.after
            case write_plan.WriteAssistants():
                assert self.assistants is not None
                self.assistants = write_plan.listed(step, self.assistants)

    def draft(self) -> Draft:
        boxes = tuple(CriterionActivation(name, active) for name, active in self.active.items())
        filtering = replace(self.filtering, criteria=boxes)
        settings = GroupSettings(filtering, self.screening, self.alerting, tuple(self.criteria.values()))
        return Draft(settings, self.assistants)


def ids(draft: Draft) -> tuple[Any, ...]:
    """Like `content`, with the assistants by their ids: the portal has the names."""
    *rest, people = content(draft)
    assert people is not None
    return (*rest, people.allow_opt_in, [entry.user_id for entry in people.entries])


@given(pairs())
def test_every_step_of_a_plan_is_possible_and_the_last_one_reaches_the_form(pair: tuple[Draft, Draft]) -> None:
    base, wish = pair
    model, reached = Model(base), base
    for step in plan(base, wish):
        assert not write_plan.is_done(step, model.draft()) or isinstance(step, WriteFiltering)
        model.run(step)
        reached = write_plan.after(reached, step)
        assert ids(reached) == ids(model.draft())
        assert write_plan.is_done(step, model.draft())
    assert ids(model.draft()) == ids(wish)
    assert bool(plan(base, wish)) == bool(changes(base, wish))


@given(pairs(), st.integers(0, 8))
def test_a_plan_that_stops_anywhere_can_be_taken_up_again_and_taken_back(
    pair: tuple[Draft, Draft], done: int
) -> None:
    base, wish = pair
    reached = base
    for step in plan(base, wish)[:done]:
        reached = write_plan.after(reached, step)
    stored = replace(reached, renamed=())
    rest = merge(base, reached, wish, mine_wins=True)
    model = Model(stored)
    for step in plan(stored, rest):
        model.run(step)
    assert ids(model.draft()) == ids(wish)
    back = replace(base, renamed=tuple((old, new) for new, old in reached.renamed))
    model = Model(stored)
    for step in plan(stored, back):
        model.run(step)
    assert ids(model.draft()) == ids(base)


def test_names_are_swapped_over_a_third_one() -> None:
    base = form(crit("A"), crit("B", send=False))
    wish = form(crit("B"), crit("A", send=False), renamed=(("B", "A"), ("A", "B")))
    steps = plan(base, wish)
    assert [(s.before.name, s.after.name) for s in steps if isinstance(s, ChangeCriterion)] == [
        ("A", "A (2)"),
        ("B", "A"),
        ("A (2)", "B"),
    ]


def test_the_filter_is_written_after_what_it_needs_and_before_what_it_does_not() -> None:
    base = form(crit("A"))
    wish = form(crit("B"))
    wish = replace(wish, settings=replace(wish.settings, filtering=replace(wish.settings.filtering, enabled=False)))  # type: ignore[type-var]
    assert [type(step) for step in plan(base, wish)] == [AddCriterion, WriteFiltering, DeleteCriterion]


def test_the_filter_is_not_written_over_a_box_that_somebody_else_switched() -> None:
    before, after = _filtering(A=True, B=True), _filtering(A=False, B=True)
    step = WriteFiltering(before, after)
    assert boxes_of(step, before) == after
    assert boxes_of(step, _filtering(A=True, B=False)) is None
    assert boxes_of(step, _filtering(A=True, B=True, C=False)) == _filtering(A=False, B=True, C=False)
    assert boxes_of(step, after) == after
    assert boxes_of(step, replace(before, enabled=False)) is None


def _filtering(**boxes: bool) -> Filtering:
    return replace(FILTERING, criteria=tuple(CriterionActivation(name, on) for name, on in boxes.items()))


# --- faults -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"recall_rings": 1}, Field.RECALL_RINGS),
        ({"next_assistant_rings": 21}, Field.NEXT_ASSISTANT_RINGS),
        ({"rollover_wait_s": 7201}, Field.ROLLOVER_WAIT),
        ({"name_mode": NameMode.CUSTOM, "custom_name": "  "}, Field.CUSTOM_NAME),
        ({"rollover_enabled": True, "rollover_action": RolloverAction.FORWARD}, Field.ROLLOVER_NUMBER),
        ({"rollover_number": "abc"}, Field.ROLLOVER_NUMBER),
    ],
)
def test_what_the_portal_would_refuse_is_named(change: dict[str, Any], field: Field) -> None:
    base = form()
    after = replace(base, settings=replace(base.settings, alerting=replace(ALERTING, **change)))
    assert [fault.field for fault in faults(base, after)] == [field]


@pytest.mark.parametrize(
    ("number", "sound"),
    [("0221 / 4710-*", True), ("+49 (221) 47?", True), ("", False), ("+", False), ("4*7", False), ("Erika", False)],
)
def test_numbers_and_patterns_are_checked_as_they_are_sent(number: str, sound: bool) -> None:
    base, after = form(), form(crit("A", numbers=(number,)))
    assert (faults(base, after) == ()) is sound
    if sound:
        (sent,) = tidy(base, after).settings.criteria[0].numbers
        assert not set(sent) & set(" /()-")


def test_a_name_given_twice_is_a_fault_of_both_and_what_is_stored_is_nobodys() -> None:
    doubled = form(crit("A"), crit("A", send=False))
    assert [(f.field, f.subject) for f in faults(form(), doubled)] == [(Field.CRITERION_NAME, "A")]
    odd = form(crit("A", numbers=("nonsense",)))
    assert faults(odd, odd) == ()
    assert tidy(odd, odd) == odd


def test_every_field_of_the_settings_is_compared() -> None:
    parts: tuple[Any, ...] = (SCREENING, ALERTING, FILTERING)
    for part in parts:
        name = type(part).__name__.lower()
        for spec in fields(part):
            if spec.name != "criteria":
                other: dict[str, Any] = {name: replace(part, **{spec.name: object()})}
                base = form()
                after = replace(base, settings=replace(base.settings, **other))
                assert [(c.document.value, c.field) for c in changes(base, after)] == [(name, spec.name)]
