"""What `softphone ctl status` prints: plain JSON with stable keys."""

import json

from softphone.domain.executive.settings import Roles
from softphone.domain.problems import DeviceSide, EngineStopped, NoSoundDevice, PortalRefused
from softphone.domain.telephone.call import CallKey, Quality
from softphone.domain.telephone.events import AudioChanged, CallAnswered, EngineLost, EngineReady, QualityMeasured
from softphone.services.diagnostics.plain_json import problem_json
from softphone.services.diagnostics.status_json import status_json
from softphone.services.state.app_state import AppState
from tests.samples.services import ADVANCED, LEA, World, for_leader, play, quiet


def test_every_state_is_plain_json() -> None:
    async def story(world: World) -> None:
        assert json.loads(json.dumps(status_json(AppState()), allow_nan=False)) == status_json(AppState())
        world.portal.roles_ = Roles(True, True)
        world.portal.leaders[LEA].filtering = ADVANCED
        await world.sign_in()
        await world.incoming(1, for_leader(LEA))
        await world.emit(CallAnswered(CallKey(1)), QualityMeasured(CallKey(1), Quality(0.0, 1.0, None, 4.4)))
        await world.emit(AudioChanged((), (), None, None, (), ""))
        status = status_json(world.state)
        assert json.loads(json.dumps(status, allow_nan=False)) == status

    play(story)


def test_the_status_tells_what_scripts_ask_for() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.incoming(1, for_leader(LEA))
        status = status_json(world.state)
        assert status["sign_in"]["phase"] == "ready"
        assert status["registration"]["registered"] is True
        assert status["roles"] == {"executive": False, "assistant": True}
        group = status["groups"][0]
        assert group["leader"]["user_id"] == LEA
        assert group["opt_in"]["confirmed"] is False
        assert group["settings"]["filtering"]["simple_filter"] == "All External Calls"
        assert group["settings"]["alerting"]["name_mode"] == "Originator"
        call = status["calls"][0]
        assert (call["key"], call["state"], call["ring"]) == (1, "ringing", "normal")
        assert (call["headline"], call["detail"]) == ("Erika Mustermann", "089 111222")
        assert call["leader"]["name"] == "Lea Muster"
        assert (status["own_group"], status["language"], status["engine_running"]) == (None, "system", True)

    play(story)


def test_all_problems_are_listed_with_their_place() -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        world.portal.fails["set_opt_in"] = PortalRefused(403, "Nicht erlaubt")
        world.app.groups.set_opted_in(LEA, True)
        await quiet()
        silent = AudioChanged((), (), None, "Lautsprecher", ("Lautsprecher",), "")
        await world.emit(EngineReady(2, "fake"), silent, EngineLost(-9))
        problems = status_json(world.state)["problems"]
        refused = {"kind": "PortalRefused", "status": 403, "words": "Nicht erlaubt"}
        assert {"where": "opt-in", "leader": LEA, **refused} in problems
        assert {"where": "program", **problem_json(EngineStopped(-9))} in problems
        assert {"where": "microphone", **problem_json(NoSoundDevice(DeviceSide.MICROPHONE))} in problems
        assert {"where": "registration", "kind": "EngineStopped", "exit_code": -9} in problems

    play(story)


def test_no_password_is_in_the_status() -> None:
    async def story(world: World) -> None:
        await world.sign_in(keep_password=True)
        assert "geheim" not in json.dumps(status_json(world.state))
        assert "geheim" not in repr(world.state)

    play(story)
