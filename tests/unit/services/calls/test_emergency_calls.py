"""Emergency numbers: dialled at once, unchanged and under the user's own identity."""

import pytest

from softphone.domain.telephone.call import CallKey
from softphone.domain.telephone.commands import Dial
from tests.samples.services import LEA, World, invite_of, play, quiet


@pytest.mark.parametrize("typed", ["112", " 1 1 0 ", "tel:112", "\u202a112\u202c"])
def test_a_chosen_identity_does_not_touch_an_emergency_call(typed: str) -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        world.app.on_behalf.choose(LEA)
        world.app.on_behalf.dial(LEA, typed)
        await quiet()
        number = "110" if "0" in typed else "112"
        assert [command.target for command in world.engine.of(Dial)] == [f"sip:{number}@pbx.example"]
        assert not world.portal.calls.asked or world.portal.calls.asked[-1][0] != "start_on_behalf"
        assert world.state.identity is None
        assert world.state.calls[-1].on_behalf_of is None

    play(story)


def test_an_emergency_call_is_possible_during_a_call_on_behalf() -> None:
    async def story(world: World) -> None:
        world.portal.calls.tracking_id = "b1"
        await world.sign_in()
        world.app.on_behalf.dial(LEA, "089111222")
        await quiet()
        await world.incoming(1, invite_of("+4989111222", tracking_id="b1"))
        world.app.on_behalf.dial(LEA, "112")
        await quiet()
        assert [command.target for command in world.engine.of(Dial)] == ["sip:112@pbx.example"]
        assert world.state.identity is not None
        assert world.state.identity.call == CallKey(1)

    play(story)
