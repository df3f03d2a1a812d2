"""Opening a page or a program for a caller."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from softphone.domain.calls.caller_page import OpenAt
from softphone.domain.options.table import CALLER_PAGE, CALLER_PROGRAM, DND, OPEN_FOR_CALLER
from softphone.domain.problems import NotPossibleNow, Obstacle
from softphone.domain.telephone.call import CallKey
from softphone.domain.telephone.events import CallAnswered, CallEnded
from tests.samples.services import LEA, World, for_leader, invite_of, play, result

CALLER = "+4989111222"
PAGE = "https://crm.example/?t={number}&n={name}&l={leader}&d={direction}"


class FakeOpener:
    def __init__(self) -> None:
        self.opened: list[str] = []
        self.fails = False

    def open_page(self, url: str) -> None:
        if self.fails:
            raise FileNotFoundError(url)
        self.opened.append(url)

    def run_program(self, arguments: Sequence[str]) -> None:
        self.opened.append(" ".join(arguments))


async def world_with(world: World, when: OpenAt, page: str = PAGE, program: str = "") -> FakeOpener:
    await world.sign_in()
    opener = FakeOpener()
    world.app.caller_page.use(opener)
    chosen = {OPEN_FOR_CALLER.key: when, CALLER_PAGE.key: page, CALLER_PROGRAM.key: program}
    assert result(world.app.options.set_all(chosen)) is None
    return opener


def test_nothing_is_opened_until_a_person_wants_it() -> None:
    async def story(world: World) -> None:
        opener = await world_with(world, OpenAt.NEVER)
        await world.incoming(1, invite_of(CALLER))
        await world.emit(CallAnswered(CallKey(1)))
        assert opener.opened == []
        assert result(world.app.caller_page.open()) == NotPossibleNow(Obstacle.NO_CALLER_PAGE)

    play(story)


def test_a_leaders_call_opens_once_when_it_rings() -> None:
    async def story(world: World) -> None:
        opener = await world_with(world, OpenAt.RINGING)
        await world.incoming(1, for_leader(LEA, CALLER))
        await world.emit(CallAnswered(CallKey(1)))
        (page,) = opener.opened
        assert page.startswith("https://crm.example/?t=%2B4989111222&n=")
        assert "&l=Lea" in page
        assert page.endswith("&d=in")

    play(story)


def test_a_program_is_run_when_the_call_is_answered() -> None:
    async def story(world: World) -> None:
        opener = await world_with(world, OpenAt.ANSWERED, "", "/opt/crm {number} {direction}")
        await world.incoming(1, invite_of(CALLER))
        assert opener.opened == []
        await world.emit(CallAnswered(CallKey(1)))
        assert opener.opened == ["/opt/crm +4989111222 in"]
        await world.emit(CallEnded(CallKey(1), 200))

    play(story)


@pytest.mark.parametrize("hidden", ["<sip:anonymous@anonymous.invalid>", "<sip:unavailable@pbx.example>"])
def test_a_hidden_caller_a_stranger_and_a_turned_away_call_open_nothing(hidden: str) -> None:
    async def story(world: World) -> None:
        opener = await world_with(world, OpenAt.RINGING)
        await world.incoming(1, replace(invite_of(CALLER), from_=hidden, p_asserted_identity=()))
        await world.incoming(3, replace(invite_of(CALLER), from_stranger=True))
        await world.emit(CallEnded(CallKey(1), 487), CallEnded(CallKey(3), 487))
        assert result(world.app.options.set(DND, True)) is None
        await world.incoming(5, invite_of(CALLER))
        assert opener.opened == []

    play(story)


def test_a_click_opens_the_call_that_was_meant_and_says_what_failed() -> None:
    async def story(world: World) -> None:
        opener = await world_with(world, OpenAt.CLICK)
        await world.incoming(1, invite_of(CALLER))
        assert opener.opened == []
        assert result(world.app.caller_page.open(CallKey(1))) is None
        assert len(opener.opened) == 1
        opener.fails = True
        assert result(world.app.caller_page.open(CallKey(1))) == NotPossibleNow(Obstacle.CALLER_PAGE_FAILED)

    play(story)


def test_a_page_that_cannot_be_opened_is_told_in_a_notice() -> None:
    async def story(world: World) -> None:
        opener = await world_with(world, OpenAt.RINGING)
        opener.fails = True
        await world.incoming(1, invite_of(CALLER))
        assert [notice.token for notice in world.state.notices][-1:] == ["caller-page-failed"]

    play(story)
