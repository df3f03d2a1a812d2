"""Steps of the group editor's form: nothing is lost, a new name is remembered against the stored one."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.executive.draft import Draft, changes
from softphone.domain.executive.settings import (
    AssistantEntry,
    Assistants,
    Criterion,
    CriterionActivation,
    Filtering,
    FilteringMode,
    GroupSettings,
    SimpleFilter,
)
from softphone.services.group_editor import draft_edits as edits

NAMES = ("VIP", "Presse", "Messe")
CRITERIA = tuple(Criterion(name, True) for name in NAMES)
FILTERING = Filtering(
    True, FilteringMode.ADVANCED, SimpleFilter.ALL, tuple(CriterionActivation(name, True) for name in NAMES)
)
STORED = Draft(GroupSettings(FILTERING, criteria=CRITERIA))
PEOPLE = tuple(AssistantEntry(f"{name}@pbx.example", name, "Probe") for name in "abcd")


def fields(draft: Draft) -> set[tuple[str, str]]:
    return {(change.subject, change.field) for change in changes(STORED, draft)}


def rename(draft: Draft, old: str, new: str) -> Draft:
    criterion = edits.find_criterion(draft, old)
    assert criterion is not None
    return edits.change_criterion(draft, STORED, old, replace(criterion, name=new))


def test_a_renamed_criterion_stays_the_same_one_in_the_portal() -> None:
    draft = rename(STORED, "Presse", "Zeitung")
    assert draft.renamed == (("Zeitung", "Presse"),)
    assert fields(draft) == {("Presse", "name")}
    assert edits.is_active(draft, "Zeitung")
    assert edits.criterion_names(draft) == ("VIP", "Zeitung", "Messe")


def test_typing_a_new_name_letter_by_letter_and_back_leaves_no_change() -> None:
    draft, name = STORED, "Presse"
    for typed in ("Press", "Pres", "Pre", "Pres", "Press", "Presse"):
        draft, name = rename(draft, name, typed), typed
    assert draft == STORED


def test_a_name_that_is_taken_changes_nothing() -> None:
    assert rename(STORED, "Presse", "VIP") == STORED
    assert edits.add_criterion(STORED, Criterion(" VIP ", False)) == STORED


def test_the_stored_name_of_a_renamed_criterion_is_not_free() -> None:
    """The portal still holds it until the save."""
    draft = rename(STORED, "Presse", "Zeitung")
    assert edits.is_name_taken(draft, "Presse")
    assert not edits.is_name_taken(draft, "Presse", "Zeitung")


def test_a_criterion_added_renamed_and_deleted_leaves_nothing_behind() -> None:
    draft = edits.add_criterion(STORED, Criterion("Neu", True))
    assert edits.is_active(draft, "Neu")
    draft = rename(draft, "Neu", "Neuer")
    assert draft.renamed == ()
    assert edits.delete_criterion(draft, "Neuer") == STORED


def test_a_deleted_criterion_takes_its_new_name_with_it() -> None:
    draft = edits.delete_criterion(rename(STORED, "Presse", "Zeitung"), "Zeitung")
    assert draft.renamed == ()
    assert fields(draft) == {("Presse", "deleted")}


def test_a_free_name_counts_on() -> None:
    draft = edits.add_criterion(STORED, Criterion("Neu", True))
    assert edits.free_name(draft, "Neu") == "Neu 2"


def test_the_advanced_filter_keeps_the_simple_one_beside_it() -> None:
    simple = edits.choose_filter(STORED, SimpleFilter.EXTERNAL)
    assert simple.settings.filtering == replace(
        FILTERING, mode=FilteringMode.SIMPLE, simple_filter=SimpleFilter.EXTERNAL
    )
    back = edits.choose_filter(simple, None).settings.filtering
    assert back == replace(FILTERING, simple_filter=SimpleFilter.EXTERNAL)


def test_parts_that_were_never_read_are_left_alone() -> None:
    nothing = Draft(GroupSettings())
    assert edits.choose_filter(nothing, SimpleFilter.ALL) == nothing
    assert edits.set_filter_enabled(nothing, True) == nothing
    assert edits.set_active(nothing, "VIP", True) == nothing
    assert edits.move_assistant(nothing, 0, 1) == nothing
    assert edits.set_allow_opt_in(nothing, True) == nothing


@given(place=st.integers(-2, 6), to=st.integers(-2, 6))
def test_moving_an_assistant_loses_nobody(place: int, to: int) -> None:
    draft = replace(STORED, assistants=Assistants(True, PEOPLE))
    moved = edits.move_assistant(draft, place, to)
    assert moved.assistants is not None
    assert sorted(moved.assistants.entries, key=lambda e: e.user_id) == list(PEOPLE)
    if 0 <= place < 4 and 0 <= to < 4:
        assert moved.assistants.entries[to] == PEOPLE[place]
    else:
        assert moved == draft


STEPS = st.lists(
    st.tuples(
        st.sampled_from(("rename", "delete", "add", "active")),
        st.sampled_from((*NAMES, "A", "B")),
        st.text("xyz ", max_size=3),
    ),
    max_size=8,
)


@given(steps=STEPS)
def test_every_criterion_has_one_name_and_one_box_whatever_is_done(steps: list[tuple[str, str, str]]) -> None:
    draft = STORED
    for what, name, text in steps:
        found = edits.find_criterion(draft, name)
        if what == "add":
            draft = edits.add_criterion(draft, Criterion(name, True))
        elif what == "rename" and found is not None:
            draft = rename(draft, name, text or name)
        elif what == "delete":
            draft = edits.delete_criterion(draft, name)
        elif what == "active" and found is not None:
            draft = edits.set_active(draft, name, bool(text))
    names = [criterion.name for criterion in draft.settings.criteria]
    assert draft.settings.filtering is not None
    boxes = [activation.name for activation in draft.settings.filtering.criteria]
    assert len({name.strip() for name in names}) == len(names)
    assert sorted(boxes) == sorted(names)
    assert {new for new, _ in draft.renamed} <= set(names)
    assert {old for _, old in draft.renamed} <= set(NAMES)
