"""The group editor: only changes are written, never over those of others, and nothing typed is lost."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest

from softphone.domain.executive.draft import Change, EditedDocument
from softphone.domain.executive.filter_rules import Schedule
from softphone.domain.executive.settings import (
    AlertingMode,
    AssistantEntry,
    Assistants,
    Criterion,
    CriterionActivation,
    Field,
    FilteringMode,
    NameMode,
    RolloverAction,
    ScheduleLevel,
    ScheduleRef,
    SimpleFilter,
)
from softphone.domain.problems import (
    NoSuchGroup,
    NotPossibleNow,
    Obstacle,
    PortalRefused,
    PortalTimedOut,
    PortalUnreachable,
    Problem,
)
from softphone.services.state.group_editor import EditorPhase
from tests.samples.editable_portal import (
    VIP,
    EditablePortal,
    advanced,
    change,
    edit_story,
    edited,
    editor,
    own_group,
)
from tests.samples.services import LEA, MAX, ME, World, play, quiet, result

FORBIDDEN = PortalRefused(403, "Nicht erlaubt")
FAMILY = Criterion("Familie", False, numbers=("+4917139200*",))
Story = Callable[[World], Awaitable[None]]


def portal(world: World) -> EditablePortal:
    assert isinstance(world.portal, EditablePortal)
    return world.portal


def leader(world: World) -> Any:
    return world.portal.leaders[LEA]


async def save(world: World) -> Problem | None:
    outcome = world.app.editor.save()
    await quiet()
    return result(outcome)


def box(name: str, active: bool = True) -> CriterionActivation:
    return CriterionActivation(name, active)


def with_criteria(world: World, *criteria: Criterion, boxes: tuple[CriterionActivation, ...] = ()) -> None:
    settings = editor(world).draft.settings
    filtering = replace(settings.filtering, criteria=boxes or tuple(box(c.name) for c in criteria))  # type: ignore
    change(world, filtering=filtering, criteria=criteria)


def test_opening_reads_afresh_and_leaves_what_is_in_force_alone() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        portal(world).leaders[LEA].alerting = replace(leader(world).alerting, recall_rings=9)
        gate = world.portal.holds["alerting"] = asyncio.Event()
        outcome = world.app.editor.open(LEA)
        await quiet()
        assert editor(world).phase is EditorPhase.LOADING
        gate.set()
        await quiet()
        assert result(outcome) is None
        view = editor(world)
        assert (view.phase, view.leader.user_id, view.own) == (EditorPhase.OPEN, LEA, False)
        assert view.draft == view.stored
        assert view.stored.settings.alerting == leader(world).alerting
        assert view.stored.settings.criteria == (VIP,)
        assert (view.as_of_s, view.changes, view.can_undo) == (world.clock.now_s(), (), False)
        assert world.group.settings.alerting != leader(world).alerting

    play(story, advanced)


def test_a_leader_nobody_has_cannot_be_opened() -> None:
    async def story(world: World) -> None:
        assert result(world.app.editor.open(LEA)) == NotPossibleNow(Obstacle.SIGNED_OUT)
        await world.sign_in()
        assert result(world.app.editor.open(MAX)) == NoSuchGroup(MAX)
        assert world.state.editor is None

    play(story, advanced)


def test_a_portal_that_tells_nothing_fails_to_open_and_can_be_asked_again() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        for name in ("filtering", "screening", "alerting"):
            world.portal.fails[name] = PortalUnreachable("portal.example")
        outcome = world.app.editor.open(LEA)
        await quiet()
        assert result(outcome) == PortalUnreachable("portal.example")
        assert editor(world).phase is EditorPhase.FAILED
        assert result(world.app.editor.save()) == NotPossibleNow(Obstacle.EDITOR_NOT_OPEN)
        assert result(world.app.editor.change(editor(world).draft)) == NotPossibleNow(Obstacle.EDITOR_NOT_OPEN)
        world.portal.fails.clear()
        world.app.editor.open(LEA)
        await quiet()
        assert editor(world).phase is EditorPhase.OPEN

    play(story, advanced)


def test_a_part_that_cannot_be_read_leaves_the_others_editable() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        world.portal.fails["screening"] = FORBIDDEN
        world.app.editor.open(LEA)
        await quiet()
        assert (editor(world).phase, editor(world).problem) == (EditorPhase.OPEN, FORBIDDEN)
        edited(world, "alerting", recall_rings=7)
        assert await save(world) is None
        assert leader(world).alerting.recall_rings == 7

    play(story, advanced)


def test_a_criterion_that_cannot_be_read_is_left_alone_and_hinders_no_other() -> None:
    async def story(world: World) -> None:
        portal(world).put(LEA, FAMILY)
        await world.sign_in()
        portal(world).unreadable.add("Familie")
        world.app.editor.open(LEA)
        await quiet()
        assert editor(world).stored.settings.criteria == (VIP,)
        change(world, criteria=(replace(VIP, include_anonymous=True), Criterion("Neu", True)))
        assert await save(world) is None
        assert portal(world).criteria[LEA]["Familie"] == FAMILY
        assert portal(world).criteria[LEA]["VIP"].include_anonymous
        portal(world).unreadable.add("VIP")
        change(world, criteria=(VIP, Criterion("Neu", True)))
        assert await save(world) == PortalRefused(404, "Nicht gefunden")
        assert [c.field for c in editor(world).changes] == ["include_anonymous"]

    play(story, advanced)


def test_typing_sends_nothing_and_lists_what_is_unsaved() -> None:
    async def story(world: World) -> None:
        asked = list(world.portal.asked)
        edited(world, "alerting", mode=AlertingMode.SIMULTANEOUS, recall_rings=7)
        assert editor(world).changes == (
            Change(EditedDocument.ALERTING, "mode", AlertingMode.SEQUENTIAL, AlertingMode.SIMULTANEOUS),
            Change(EditedDocument.ALERTING, "recall_rings", 4, 7),
        )
        world.app.editor.discard()
        assert editor(world).changes == ()
        assert world.portal.asked == asked

    edit_story(story)


def test_what_is_out_of_range_is_named_and_not_saved() -> None:
    async def story(world: World) -> None:
        edited(world, "alerting", recall_rings=21, rollover_enabled=True, rollover_action=RolloverAction.FORWARD)
        assert {fault.field for fault in editor(world).faults} == {Field.RECALL_RINGS, Field.ROLLOVER_NUMBER}
        assert await save(world) == NotPossibleNow(Obstacle.FORM_HAS_FAULTS)
        assert portal(world).wrote == []

    edit_story(story)


def test_saving_writes_only_what_changed_and_puts_only_that_into_force() -> None:
    async def story(world: World) -> None:
        before = world.group.settings
        leader(world).alerting = replace(leader(world).alerting, recall_rings=9)
        edited(world, "screening", mobility=True)
        assert await save(world) is None
        assert portal(world).wrote == [("change_screening", LEA)]
        assert leader(world).screening.mobility
        assert leader(world).alerting.recall_rings == 9
        assert world.group.settings == replace(before, screening=leader(world).screening)
        view = editor(world)
        assert (view.phase, view.changes, view.can_undo) == (EditorPhase.OPEN, (), True)
        assert view.last_saved == (Change(EditedDocument.SCREENING, "mobility", False, True),)
        assert view.stored.settings.alerting == leader(world).alerting
        assert world.notices() == [("settings-saved", "Lea Muster")]

    edit_story(story)


def test_nothing_changed_is_nothing_written() -> None:
    async def story(world: World) -> None:
        assert await save(world) is None
        assert portal(world).wrote == []
        assert world.notices() == []

    edit_story(story)


def test_criteria_are_made_changed_renamed_switched_and_deleted_in_one_save() -> None:
    async def story(world: World) -> None:
        portal(world).put(LEA, FAMILY)
        portal(world).put(LEA, Criterion("Alt", True))
        world.app.editor.open(LEA)
        await quiet()
        new = Criterion("Neu", True, numbers=("0221 4710*",))
        with_criteria(
            world,
            replace(VIP, name="Wichtig", include_anonymous=True),
            FAMILY,
            new,
            boxes=(box("Wichtig"), box("Familie", False), box("Neu", False)),
        )
        world.app.editor.change(replace(editor(world).draft, renamed=(("Wichtig", "VIP"),)))
        assert [(c.field, c.subject) for c in editor(world).changes] == [
            ("name", "VIP"),
            ("include_anonymous", "VIP"),
            ("active", "Familie"),
            ("added", "Neu"),
            ("active", "Neu"),
            ("deleted", "Alt"),
        ]
        assert await save(world) is None
        assert portal(world).criteria[LEA] == {
            "Wichtig": Criterion("Wichtig", True, include_anonymous=True, numbers=VIP.numbers),
            "Familie": FAMILY,
            "Neu": replace(new, numbers=("02214710*",)),
        }
        boxes = {b.name: b.active for b in leader(world).filtering.criteria}
        assert boxes == {"Wichtig": True, "Familie": False, "Neu": False}
        assert {c.name for c in world.group.settings.criteria} == set(boxes)
        assert editor(world).changes == ()

    edit_story(story)


def test_undo_brings_everything_back() -> None:
    async def story(world: World) -> None:
        portal(world).put(LEA, FAMILY)
        world.app.editor.open(LEA)
        await quiet()
        before = dict(portal(world).criteria[LEA]), leader(world).filtering, leader(world).alerting
        with_criteria(world, replace(VIP, name="Familie"), Criterion("VIP", False), boxes=(box("Familie", False),))
        world.app.editor.change(replace(editor(world).draft, renamed=(("Familie", "VIP"),)))
        edited(world, "alerting", name_mode=NameMode.EXECUTIVE)
        assert await save(world) is None
        assert portal(world).criteria[LEA]["Familie"].numbers == VIP.numbers
        outcome = world.app.editor.undo()
        await quiet()
        assert result(outcome) is None
        assert portal(world).criteria[LEA] == before[0]
        assert {b.name: b.active for b in leader(world).filtering.criteria} == {"VIP": True, "Familie": True}
        assert leader(world).alerting == before[2]
        assert (editor(world).can_undo, editor(world).changes) == (False, ())
        assert world.group.settings.alerting == before[2]
        assert world.notices()[-1] == ("settings-restored", "Lea Muster")
        assert result(world.app.editor.undo()) == NotPossibleNow(Obstacle.NOTHING_TO_UNDO)

    edit_story(story)


def test_undo_keeps_what_is_being_typed() -> None:
    async def story(world: World) -> None:
        edited(world, "alerting", recall_rings=7)
        await save(world)
        edited(world, "screening", anywhere=True)
        world.app.editor.undo()
        await quiet()
        assert leader(world).alerting.recall_rings == 4
        assert [(c.field, c.after) for c in editor(world).changes] == [("anywhere", True)]

    edit_story(story)


def test_two_saves_are_taken_back_one_after_the_other() -> None:
    async def story(world: World) -> None:
        for rings in (7, 9):
            edited(world, "alerting", recall_rings=rings)
            await save(world)
        for rings in (7, 4):
            world.app.editor.undo()
            await quiet()
            assert leader(world).alerting.recall_rings == rings
        assert not editor(world).can_undo

    edit_story(story)


def conflict(world: World) -> None:
    leader(world).alerting = replace(leader(world).alerting, recall_rings=9, next_assistant_rings=5)


def test_a_change_by_somebody_else_is_shown_and_not_written_over() -> None:
    async def story(world: World) -> None:
        edited(world, "alerting", recall_rings=7)
        edited(world, "screening", anywhere=True)
        conflict(world)
        assert await save(world) == NotPossibleNow(Obstacle.CHANGED_MEANWHILE)
        view = editor(world)
        assert view.phase is EditorPhase.CONFLICT
        assert view.conflict is not None
        assert view.conflict.documents == (EditedDocument.ALERTING,)
        assert [(c.field, c.after) for c in view.conflict.theirs] == [
            ("recall_rings", 9),
            ("next_assistant_rings", 5),
        ]
        assert [(c.field, c.before, c.after) for c in view.conflict.mine] == [("recall_rings", 4, 7)]
        assert portal(world).wrote == []
        assert result(world.app.editor.change(view.stored)) == NotPossibleNow(Obstacle.EDITOR_NOT_OPEN)
        assert result(world.app.editor.undo()) == NotPossibleNow(Obstacle.CHANGED_MEANWHILE)

    edit_story(story)


def test_ours_over_theirs_saves_ours_and_keeps_what_only_they_touched() -> None:
    async def story(world: World) -> None:
        edited(world, "alerting", recall_rings=7)
        conflict(world)
        await save(world)
        outcome = world.app.editor.settle(keep_mine=True)
        await quiet()
        assert result(outcome) is None
        assert (leader(world).alerting.recall_rings, leader(world).alerting.next_assistant_rings) == (7, 5)
        assert (editor(world).phase, editor(world).conflict) == (EditorPhase.OPEN, None)
        world.app.editor.undo()
        await quiet()
        assert leader(world).alerting.recall_rings == 9

    edit_story(story)


def test_theirs_over_ours_changes_the_form_where_they_touched_it() -> None:
    async def story(world: World) -> None:
        edited(world, "alerting", recall_rings=7, rollover_wait_s=99)
        conflict(world)
        await save(world)
        assert result(world.app.editor.settle(keep_mine=False)) is None
        assert [(c.field, c.after) for c in editor(world).changes] == [("rollover_wait_s", 99)]
        assert portal(world).wrote == []
        assert await save(world) is None
        assert leader(world).alerting.rollover_wait_s == 99
        assert result(world.app.editor.settle(keep_mine=True)) == NotPossibleNow(Obstacle.NO_CONFLICT)

    edit_story(story)


def test_discarding_a_conflict_is_theirs_alone() -> None:
    async def story(world: World) -> None:
        edited(world, "alerting", recall_rings=7)
        conflict(world)
        await save(world)
        world.app.editor.discard()
        assert (editor(world).phase, editor(world).changes) == (EditorPhase.OPEN, ())
        assert editor(world).stored.settings.alerting == leader(world).alerting

    edit_story(story)


def test_the_same_change_by_both_is_no_conflict() -> None:
    async def story(world: World) -> None:
        edited(world, "alerting", recall_rings=9, next_assistant_rings=5)
        conflict(world)
        assert await save(world) is None
        assert (portal(world).wrote, editor(world).changes) == ([], ())

    edit_story(story)


def test_a_change_in_the_last_moment_is_not_written_over() -> None:
    async def story(world: World) -> None:
        with_criteria(world, replace(VIP, include_anonymous=True))
        edited(world, "filtering", mode=FilteringMode.SIMPLE)

        def faster() -> None:
            portal(world).rename(LEA, "VIP", replace(VIP, include_unavailable=True))

        portal(world).before["change_criterion"] = faster
        assert await save(world) == NotPossibleNow(Obstacle.CHANGED_MEANWHILE)
        assert portal(world).wrote == []
        assert portal(world).criteria[LEA]["VIP"] == replace(VIP, include_unavailable=True)
        assert (editor(world).phase, editor(world).failed) == (EditorPhase.FAILED, EditedDocument.CRITERION)
        assert await save(world) == NotPossibleNow(Obstacle.CHANGED_MEANWHILE)
        assert editor(world).phase is EditorPhase.CONFLICT

    edit_story(story)


def test_undo_does_not_take_back_what_somebody_else_changed_since() -> None:
    async def story(world: World) -> None:
        edited(world, "alerting", recall_rings=7)
        await save(world)
        edited(world, "screening", anywhere=True)
        conflict(world)
        outcome = world.app.editor.undo()
        await quiet()
        assert result(outcome) == NotPossibleNow(Obstacle.CHANGED_MEANWHILE)
        assert editor(world).phase is EditorPhase.CONFLICT
        world.app.editor.settle(keep_mine=False)
        assert (editor(world).phase, editor(world).can_undo) == (EditorPhase.OPEN, False)
        assert leader(world).alerting.recall_rings == 9
        assert [c.field for c in editor(world).changes] == ["anywhere"]

    edit_story(story)


def all_documents(world: World) -> None:
    """One change in each document."""
    with_criteria(world, replace(VIP, include_anonymous=True), Criterion("Neu", True))
    edited(world, "filtering", simple_filter=SimpleFilter.INTERNAL)
    edited(world, "screening", anywhere=True)
    edited(world, "alerting", recall_rings=7)


STEPS = [
    ("change_criterion", EditedDocument.CRITERION, 0),
    ("add_criterion", EditedDocument.CRITERION, 1),
    ("change_filtering", EditedDocument.FILTERING, 2),
    ("change_screening", EditedDocument.SCREENING, 3),
    ("change_alerting", EditedDocument.ALERTING, 4),
]


@pytest.mark.parametrize(("request_", "document", "written"), STEPS)
def test_a_refusal_in_the_middle_keeps_every_entry_and_tells_what_was_written(
    request_: str, document: EditedDocument, written: int
) -> None:
    async def story(world: World) -> None:
        all_documents(world)
        typed, wished = editor(world).draft, len(editor(world).changes)
        portal(world).fails[request_] = FORBIDDEN
        assert await save(world) == FORBIDDEN
        view = editor(world)
        assert (view.phase, view.problem, view.failed) == (EditorPhase.FAILED, FORBIDDEN, document)
        assert (view.draft.settings.alerting, view.draft.settings.criteria) == (
            typed.settings.alerting,
            typed.settings.criteria,
        )
        assert len(portal(world).wrote) == written
        assert len(view.last_saved) + len(view.changes) == wished
        assert len(view.last_saved) == written
        assert view.can_undo == bool(written)
        assert world.group.settings.criteria == view.stored.settings.criteria
        portal(world).fails.clear()
        assert await save(world) is None
        assert (editor(world).phase, editor(world).changes) == (EditorPhase.OPEN, ())
        assert leader(world).alerting.recall_rings == 7

    edit_story(story)


@pytest.mark.parametrize("request_", [step[0] for step in STEPS])
def test_a_lost_answer_is_read_back_before_anything_is_said(request_: str) -> None:
    async def story(world: World) -> None:
        all_documents(world)
        portal(world).lost_answers.add(request_)
        outcome = world.app.editor.save()
        await world.clock.advance(9)
        assert not outcome.done()
        await world.clock.advance(2)
        assert result(outcome) is None
        assert [name for name, _ in portal(world).wrote] == [step[0] for step in STEPS]
        assert (editor(world).phase, editor(world).changes) == (EditorPhase.OPEN, ())

    edit_story(story)


@pytest.mark.parametrize("status", [500, 502, 504])
def test_a_save_that_a_gateway_called_failed_is_shown_as_the_portal_has_it(status: int) -> None:
    async def story(world: World) -> None:
        edited(world, "alerting", recall_rings=9)
        world.portal.wrong_answers["change_alerting"] = PortalRefused(status, "Bad Gateway")
        assert await save(world) is None
        view = editor(world)
        assert (view.phase, view.problem, view.changes) == (EditorPhase.OPEN, None, ())
        assert view.stored.settings.alerting is not None
        assert view.stored.settings.alerting.recall_rings == 9

    edit_story(story)


def test_a_write_that_never_arrived_is_told_as_such() -> None:
    async def story(world: World) -> None:
        edited(world, "alerting", recall_rings=7)
        world.portal.holds["change_alerting"] = asyncio.Event()
        outcome = world.app.editor.save()
        await world.clock.advance(11)
        assert result(outcome) == PortalTimedOut("portal.example")
        view = editor(world)
        assert (view.phase, view.failed, view.last_saved) == (EditorPhase.FAILED, EditedDocument.ALERTING, ())
        assert [c.after for c in view.changes] == [7]

    edit_story(story)


def test_a_portal_that_cannot_be_read_before_saving_keeps_the_form() -> None:
    async def story(world: World) -> None:
        edited(world, "alerting", recall_rings=7)
        world.portal.fails["alerting"] = PortalUnreachable("portal.example")
        assert await save(world) == PortalUnreachable("portal.example")
        assert (editor(world).phase, [c.after for c in editor(world).changes]) == (EditorPhase.FAILED, [7])

    edit_story(story)


def test_typing_goes_on_while_it_is_saved() -> None:
    async def story(world: World) -> None:
        edited(world, "alerting", recall_rings=7)
        gate = world.portal.holds["change_alerting"] = asyncio.Event()
        world.app.editor.save()
        await quiet()
        assert editor(world).phase is EditorPhase.SAVING
        assert result(world.app.editor.save()) == NotPossibleNow(Obstacle.EDITOR_BUSY)
        assert result(world.app.editor.open(LEA)) == NotPossibleNow(Obstacle.EDITOR_BUSY)
        edited(world, "alerting", rollover_wait_s=99)
        gate.set()
        await quiet()
        assert leader(world).alerting.recall_rings == 7
        assert [(c.field, c.after) for c in editor(world).changes] == [("rollover_wait_s", 99)]

    edit_story(story)


def test_closing_while_it_is_saved_still_brings_it_into_force() -> None:
    async def story(world: World) -> None:
        edited(world, "alerting", recall_rings=7)
        gate = world.portal.holds["change_alerting"] = asyncio.Event()
        outcome = world.app.editor.save()
        await quiet()
        world.app.editor.close()
        gate.set()
        await quiet()
        assert result(outcome) is None
        assert world.state.editor is None
        assert world.group.settings.alerting == leader(world).alerting
        world.app.editor.open(LEA)
        await quiet()
        assert editor(world).can_undo

    edit_story(story)


def test_signing_out_closes_the_editor_and_answers_whoever_waits() -> None:
    async def story(world: World) -> None:
        edited(world, "alerting", recall_rings=7)
        world.portal.holds["change_alerting"] = asyncio.Event()
        outcome = world.app.editor.save()
        await quiet()
        world.app.session.sign_out()
        await quiet()
        assert result(outcome) == NotPossibleNow(Obstacle.SIGNED_OUT)
        assert world.state.editor is None

    edit_story(story)


def test_schedules_are_there_to_choose_from_and_their_absence_disturbs_nothing() -> None:
    office = ScheduleRef(ScheduleLevel.GROUP, "Buero")

    async def story(world: World) -> None:
        assert editor(world).schedules == ()
        portal(world).schedules_ = ((office, Schedule()),)
        world.app.editor.open(LEA)
        await quiet()
        assert editor(world).schedules == ((office, Schedule()),)
        world.portal.fails["schedules"] = FORBIDDEN
        world.app.editor.open(LEA)
        await quiet()
        assert (editor(world).phase, editor(world).problem) == (EditorPhase.OPEN, None)

    edit_story(story)


def test_a_leader_orders_the_own_assistants_and_allows_them_to_log_in() -> None:
    anna, paul = AssistantEntry(ME, "", "", True), AssistantEntry("paul@pbx.example", "Paul", "Attrappe", False)

    async def story(world: World) -> None:
        world.portal.assistants_ = Assistants(True, (anna, paul))
        portal(world).people = (replace(paul, opted_in=None),)
        await world.sign_in()
        world.app.editor.open(ME)
        await quiet()
        view = editor(world)
        assert view.own
        assert view.candidates == portal(world).people
        assert view.draft.assistants is not None
        first, second = view.draft.assistants.entries
        assert first.first_name == "Anna"
        world.app.editor.change(replace(view.draft, assistants=Assistants(False, (second, first))))
        assert [c.field for c in editor(world).changes] == ["allow_opt_in", "entries"]
        world.portal.assistants_ = Assistants(True, (replace(anna, opted_in=False), paul))
        assert await save(world) is None
        assert world.portal.assistants_ == Assistants(False, (paul, replace(anna, opted_in=False)))
        assert world.state.own_group is not None
        assert [a.user_id for a in world.state.own_group.assistants] == [paul.user_id, ME]

    play(story, own_group)
