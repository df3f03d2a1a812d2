"""A leader's own two switches: pending until the portal confirms them, and nothing else of the document changes."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from softphone.domain.problems import NotPossibleNow, Obstacle, PortalRefused
from softphone.services.diagnostics.status_json import status_json
from softphone.services.state.groups import OwnGroupView, OwnSwitch, SwitchView
from tests.samples.editable_portal import EditablePortal, own_group
from tests.samples.services import ME, FakeLeader, World, play, quiet, result


def own(world: World) -> OwnGroupView:
    group = world.state.own_group
    assert group is not None
    return group


def portal(world: World) -> EditablePortal:
    assert isinstance(world.portal, EditablePortal)
    return world.portal


def as_leader(story: Callable[[World], Awaitable[None]]) -> None:
    async def signed_in(world: World) -> None:
        portal(world).leaders.setdefault(ME, FakeLeader())
        await world.sign_in()
        await story(world)

    play(signed_in, own_group)


def test_a_switch_is_a_wish_until_the_portal_confirms_it_and_then_in_force() -> None:
    async def story(world: World) -> None:
        before = portal(world).leaders[ME].filtering
        outcome = world.app.own_group.switch(OwnSwitch.FILTER, False)
        assert own(world).filter_switch == SwitchView(True, False, in_flight=True)
        await quiet()
        assert result(outcome) is None
        assert own(world).filter_switch == SwitchView(False, False)
        assert portal(world).leaders[ME].filtering == replace(before, enabled=False)
        in_force = own(world).settings.filtering
        assert in_force is not None
        assert in_force.enabled is False

    as_leader(story)


def test_the_silent_notification_is_switched_alone() -> None:
    async def story(world: World) -> None:
        filtering = portal(world).leaders[ME].filtering
        world.app.own_group.switch(OwnSwitch.SILENT, False)
        await quiet()
        assert (own(world).silent_switch, own(world).filter_switch) == (
            SwitchView(False, False),
            SwitchView(True, True),
        )
        assert portal(world).leaders[ME].filtering == filtering

    as_leader(story)


@pytest.mark.parametrize("which", OwnSwitch)
def test_a_refusal_returns_the_switch_and_is_told(which: OwnSwitch) -> None:
    async def story(world: World) -> None:
        refusal = PortalRefused(403, "Nicht erlaubt")
        portal(world).fails |= {"change_filtering": refusal, "change_screening": refusal}
        outcome = world.app.own_group.switch(which, False)
        await quiet()
        assert result(outcome) == refusal
        view = own(world).filter_switch if which is OwnSwitch.FILTER else own(world).silent_switch
        assert view == SwitchView(True, True, problem=refusal)
        assert [p["where"] for p in status_json(world.state)["problems"]] == ["own-group"]
        portal(world).fails.clear()
        world.app.own_group.switch(which, False)
        await quiet()
        assert status_json(world.state)["problems"] == []

    as_leader(story)


def test_what_the_editor_saves_turns_the_switch() -> None:
    async def story(world: World) -> None:
        world.app.editor.open(ME)
        await quiet()
        view = world.state.editor
        assert view is not None
        assert view.draft.settings.screening is not None
        screening = replace(view.draft.settings.screening, enabled=False)
        world.app.editor.change(replace(view.draft, settings=replace(view.draft.settings, screening=screening)))
        world.app.editor.save()
        await quiet()
        assert own(world).silent_switch == SwitchView(False, False)

    as_leader(story)


def test_who_leads_nobody_has_nothing_to_switch() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        assert result(world.app.own_group.switch(OwnSwitch.FILTER, True)) == NotPossibleNow(Obstacle.NO_OWN_GROUP)

    play(story)
