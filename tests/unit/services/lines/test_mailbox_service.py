"""The own mailbox: only an address within the account's own domain is dialled."""

import pytest

from softphone.domain.problems import NotPossibleNow, Obstacle
from softphone.domain.telephone.commands import Dial
from softphone.domain.telephone.events import MessageWaiting
from tests.samples.services import World, play, result


@pytest.mark.parametrize(
    ("account", "dialled"),
    [
        ("sip:vm-nele@pbx.example", True),
        ("sip:vm-nele@media.pbx.example", True),
        ("sip:0900123@evil.example", False),
        ("sip:0900123@notpbx.example", False),
        ("tel:0900123", False),
    ],
)
def test_only_a_mailbox_of_the_own_domain_is_dialled(account: str, dialled: bool) -> None:
    async def story(world: World) -> None:
        await world.sign_in()
        await world.emit(MessageWaiting(1, 0, account=account))
        outcome = world.app.mailboxes.call()
        assert [order.target for order in world.engine.of(Dial)] == ([account] if dialled else [])
        if not dialled:
            assert result(outcome) == NotPossibleNow(Obstacle.NO_VOICEMAIL)

    play(story)
