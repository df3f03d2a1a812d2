"""`ctl simulate`: the same decision as the editor's pane, from the command line."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from softphone.control.commands import handlers
from softphone.domain.executive.settings import CallsFrom
from softphone.services.group_editor import draft_edits as edits
from tests.samples.control import program_of
from tests.samples.editable_portal import VIP, EditablePortal, advanced
from tests.samples.services import LEA, World, play, quiet

Json = dict[str, Any]


def specified(world: World) -> None:
    advanced(world)
    assert isinstance(world.portal, EditablePortal)
    world.portal.criteria[LEA] = {"VIP": replace(VIP, calls_from=CallsFrom.SPECIFIED_ONLY)}


def asked(*questions: Json, edit: bool = False, changes: Callable[[World], None] = specified) -> list[Json]:
    async def story(world: World) -> list[Json]:
        await world.sign_in()
        if edit:
            world.app.editor.open(LEA)
            await quiet()
            view = world.state.editor
            assert view is not None
            world.app.editor.change(edits.set_active(view.draft, "VIP", False))
            await quiet()
        command = handlers(program_of(world.app))["simulate"]
        return [await command({"leader": LEA, **question}) for question in questions]

    return play(story, changes)


def test_a_caller_in_the_criterion_goes_to_the_assistants_and_others_do_not() -> None:
    inside, outside = asked({"number": VIP.numbers[0], "name": "Erika"}, {"number": "+4989111222"})
    assert inside["verdict"] == {"to_assistants": True, "deciding": "VIP", "certain": True}
    assert (inside["shown"], inside["unsaved"]) == ({"name": "Erika", "number": VIP.numbers[0]}, False)
    assert outside["verdict"]["to_assistants"] is False
    assert outside["reasons"] == [{"name": "VIP", "send_to_assistants": True, "mismatches": ["caller"]}]


def test_an_open_form_counts_with_what_is_not_saved() -> None:
    (answer,) = asked({"number": VIP.numbers[0]}, edit=True)
    assert answer["unsaved"] is True
    assert answer["verdict"]["to_assistants"] is False
    assert answer["reasons"][0]["mismatches"] == ["inactive"]


@pytest.mark.parametrize(
    "question", [{"leader": "x@y"}, {"kind": "odd"}, {"called": "alternate-11"}, {"at": "gestern"}, {"called": "2"}]
)
def test_what_is_not_understood_is_named(question: Json) -> None:
    with pytest.raises(ValueError, match=r"."):
        asked(question)


def test_kind_called_number_and_time_are_taken() -> None:
    inside = {"number": "410", "kind": "internal", "called": "alternate-2", "at": "2026-03-02T10:00"}
    hidden, late = asked({"kind": "anonymous"}, inside)
    assert hidden["reasons"][0]["mismatches"] == ["caller"]
    assert late["verdict"]["certain"] is True
