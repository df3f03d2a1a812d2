"""`ctl edit` and `ctl rule`: what the arguments change in the form."""

import argparse
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from softphone.control import arguments as ctl
from softphone.control.commands import handlers
from softphone.domain.executive.settings import (
    CalledNumber,
    CalledNumberKind,
    CallsFrom,
    Criterion,
    FilteringMode,
    NameMode,
    ScheduleLevel,
    ScheduleRef,
    ScreeningAlert,
)
from softphone.domain.problems import PortalUnreachable
from tests.samples.control import program_of
from tests.samples.editable_portal import VIP, EditablePortal, advanced
from tests.samples.services import LEA, World, for_leader, play

Json = dict[str, Any]


class Desk:
    """The commands on the real services and a portal that can be edited."""

    def __init__(self, world: World) -> None:
        self.world = world
        assert isinstance(world.portal, EditablePortal)
        self.portal = world.portal
        self._commands = handlers(program_of(world.app))

    @property
    def leader(self) -> Any:
        return self.portal.leaders[LEA]

    async def ask(self, command: str, **arguments: Any) -> Json:
        answer = await self._commands[command](arguments)
        json.dumps(answer)
        return answer

    async def edit(self, **arguments: Any) -> Json:
        return await self.ask("edit", leader=LEA, **arguments)


def at_the_desk(story: Callable[[Desk], Awaitable[None]]) -> None:
    async def signed_in(world: World) -> None:
        await world.sign_in()
        await story(Desk(world))

    play(signed_in, advanced)


def test_values_are_the_portals_own_words_and_the_form_is_closed_after_it_was_saved() -> None:
    async def story(desk: Desk) -> None:
        wishes = [
            "filtering.mode=Simple",
            "screening.alert=Ring Splash",
            "screening.mobility=on",
            "alerting.name_mode=Custom",
            "alerting.custom_name=Büro = Lea",
            "alerting.rollover_wait_s=90",
            "alerting.rollover_number=",
        ]
        answer = await desk.edit(set=wishes)
        assert answer["ok"]
        assert desk.leader.filtering.mode is FilteringMode.SIMPLE
        assert (desk.leader.screening.alert, desk.leader.screening.mobility) == (ScreeningAlert.RING_SPLASH, True)
        alerting = desk.leader.alerting
        assert (alerting.name_mode, alerting.custom_name) == (NameMode.CUSTOM, "Büro = Lea")
        assert (alerting.rollover_wait_s, alerting.rollover_number) == (90, None)
        assert desk.world.state.editor is None

    at_the_desk(story)


@pytest.mark.parametrize(
    "wish",
    [
        "alerting.recall_rings=x",
        "alerting.mode=Nonsense",
        "screening.mobility=maybe",
        "alerting.nothing=1",
        "filtering.criteria=a",
        "criteria.x=1",
        "alerting.mode",
        "assistants.allow_opt_in=on",
    ],
)
def test_what_is_not_understood_changes_nothing(wish: str) -> None:
    async def story(desk: Desk) -> None:
        with pytest.raises(ValueError):
            await desk.edit(set=["screening.mobility=on", wish])
        assert desk.portal.wrote == []

    at_the_desk(story)


def test_criteria_come_from_a_file_with_all_that_they_can_be(tmp_path: Path) -> None:
    listed = [
        {"name": "Wichtig", "renamed_from": "VIP", "active": False, "numbers": ["+4930555010"]},
        {
            "name": "Neu",
            "send_to_assistants": False,
            "calls_from": "Specified Only",
            "include_anonymous": True,
            "include_unavailable": True,
            "numbers": ["41?"],
            "time_schedule": {"level": "Group", "name": "Buero"},
            "holiday_schedule": None,
            "called_numbers": [{"kind": "Alternate", "alternate_id": 2}, {"kind": "Mobility"}],
        },
    ]
    file = tmp_path / "criteria.json"
    file.write_text(json.dumps(listed), encoding="utf-8")

    async def story(desk: Desk) -> None:
        assert (await desk.edit(criteria=str(file)))["ok"]
        assert desk.portal.criteria[LEA] == {
            "Wichtig": Criterion("Wichtig", True, numbers=VIP.numbers),
            "Neu": Criterion(
                "Neu",
                False,
                CallsFrom.SPECIFIED_ONLY,
                True,
                True,
                ("41?",),
                ScheduleRef(ScheduleLevel.GROUP, "Buero"),
                None,
                (CalledNumber(CalledNumberKind.ALTERNATE, 2), CalledNumber(CalledNumberKind.MOBILITY)),
            ),
        }
        assert {box.name: box.active for box in desk.leader.filtering.criteria} == {"Wichtig": False, "Neu": True}

    at_the_desk(story)


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "[1]",
        "nonsense",
        '[{"name": "A", "colour": 1}]',
        '[{"name": "A", "include_anonymous": "yes"}]',
        '[{"name": "A", "calls_from": "Mars"}]',
        '[{"numbers": []}]',
    ],
)
def test_a_file_that_is_not_understood_changes_nothing(text: str, tmp_path: Path) -> None:
    file = tmp_path / "criteria.json"
    file.write_text(text, encoding="utf-8")

    async def story(desk: Desk) -> None:
        with pytest.raises((ValueError, KeyError, TypeError)):
            await desk.edit(criteria=str(file))
        assert desk.portal.wrote == []

    at_the_desk(story)


def test_a_form_can_be_filled_in_step_by_step_shown_and_taken_back() -> None:
    async def story(desk: Desk) -> None:
        shown = (await desk.edit(show=True))["editor"]
        assert (shown["phase"], shown["changes"], shown["leader"]["user_id"]) == ("open", [], LEA)
        unsaved = (await desk.edit(set=["alerting.recall_rings=7"], unsaved=True))["editor"]
        assert [(c["field"], c["before"], c["after"]) for c in unsaved["changes"]] == [("recall_rings", 4, 7)]
        assert desk.portal.wrote == []
        saved = (await desk.edit(active=["VIP=off"]))["editor"]
        assert [c["field"] for c in saved["last_saved"]] == ["active", "recall_rings"]
        assert (await desk.edit(undo=True))["editor"]["can_undo"] is False
        assert desk.leader.alerting.recall_rings == 4
        await desk.edit(set=["alerting.recall_rings=7"], unsaved=True)
        assert (await desk.edit(discard=True))["editor"]["changes"] == []
        await desk.edit(close=True)
        assert desk.world.state.editor is None

    at_the_desk(story)


def test_a_part_that_could_not_be_read_is_told_as_such_and_not_changed() -> None:
    async def story(desk: Desk) -> None:
        desk.portal.fails["alerting"] = PortalUnreachable("portal.example")
        answer = await desk.edit(set=["alerting.recall_rings=7"])
        assert answer["problem"] == {"kind": "NotPossibleNow", "why": "part-not-read"}
        assert desk.portal.wrote == []
        with pytest.raises(ValueError):
            await desk.edit(set=["alerting.unheard_of=7"])

    at_the_desk(story)


def test_there_is_nothing_to_settle_without_a_conflict() -> None:
    async def story(desk: Desk) -> None:
        assert (await desk.edit(keep_mine=True))["problem"] == {"kind": "NotPossibleNow", "why": "no-conflict"}
        assert desk.world.state.editor is not None
        assert (await desk.ask("edit", leader="nobody@pbx.example"))["problem"]["kind"] == "NoSuchGroup"

    at_the_desk(story)


def test_a_rule_is_written_and_taken_back() -> None:
    async def story(desk: Desk) -> None:
        await desk.world.incoming(1, for_leader(LEA))
        answer = await desk.ask("rule", key=1, what="never")
        assert (answer["ok"], answer["rule"]["always"], answer["rule"]["can_undo"]) == (True, False, True)
        assert (await desk.ask("rule-undo"))["ok"]
        assert desk.portal.criteria[LEA] == {"VIP": VIP}
        for wrong in ({"key": "1", "what": "never"}, {"key": 1, "what": "perhaps"}):
            with pytest.raises(ValueError):
                await desk.ask("rule", **wrong)

    at_the_desk(story)


def parsed(*words: str) -> Json:
    parser = argparse.ArgumentParser(prog="softphone ctl")
    ctl.add_arguments(parser)
    return ctl.request_of(parser.parse_args(words))


def test_the_command_line_says_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert parsed("edit", LEA, "--set", "a.b=c d", "--set", "e.f=", "--active", "VIP=on", "--criteria", "c.json") == {
        "command": "edit",
        "arguments": {
            "leader": LEA,
            "set": ["a.b=c d", "e.f="],
            "active": ["VIP=on"],
            "criteria": str(tmp_path / "c.json"),
        },
    }
    for flag in ("unsaved", "show", "undo", "keep_mine", "take_theirs", "discard", "close"):
        sent = parsed("edit", LEA, f"--{flag.replace('_', '-')}")
        assert sent["arguments"] == {"leader": LEA, flag: True}
    assert parsed("rule", "3", "always")["arguments"] == {"key": 3, "what": "always"}
    assert parsed("rule-undo") == {"command": "rule-undo", "arguments": {}}
