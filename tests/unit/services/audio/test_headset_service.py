"""Keys of a headset act on the calls, its lights follow them, and the setting takes both away."""

from collections.abc import Callable

from softphone.domain.audio.headset import Gesture, HeadsetEvent, HeadsetsChanged, PhoneShown
from softphone.domain.options.table import HEADSET_KEYS
from softphone.domain.telephone.call import CallKey
from softphone.domain.telephone.commands import Answer, HangUp, Hold, Reject, Resume, SetMute
from softphone.domain.telephone.events import CallAnswered, CallEnded, HoldChanged, MuteChanged
from softphone.services.diagnostics.status_json import status_json
from softphone.services.state.audio import HeadsetView
from tests.samples.services import World, play


class FakeHeadsets:
    def __init__(self) -> None:
        self.shown = PhoneShown()
        self.listener: Callable[[HeadsetEvent], None] | None = None

    def start(self, listener: Callable[[HeadsetEvent], None]) -> None:
        self.listener = listener

    def show(self, phone: PhoneShown) -> None:
        self.shown = phone

    def close(self) -> None:
        self.listener = None

    def press(self, event: HeadsetEvent) -> None:
        assert self.listener is not None
        self.listener(event)


async def joined(world: World) -> FakeHeadsets:
    headsets = FakeHeadsets()
    world.app.use_headsets(headsets)
    await world.sign_in()
    return headsets


def test_a_call_from_the_first_ring_to_its_end() -> None:
    async def story(world: World) -> None:
        headsets = await joined(world)
        await world.incoming(1)
        assert headsets.shown == PhoneShown(ringing=True)
        headsets.press(Gesture.ANSWER)
        assert world.engine.of(Answer) == [Answer(CallKey(1))]
        await world.emit(CallAnswered(CallKey(1)))
        assert headsets.shown == PhoneShown(talking=True)
        headsets.press(Gesture.TOGGLE_MUTE)
        await world.emit(MuteChanged(CallKey(1), True))
        assert headsets.shown == PhoneShown(talking=True, muted=True)
        headsets.press(Gesture.UNMUTE)
        assert [mute.muted for mute in world.engine.of(SetMute)] == [True, False]
        headsets.press(Gesture.SWAP)
        assert world.engine.of(Hold) == [Hold(CallKey(1))]
        await world.emit(HoldChanged(CallKey(1), True, False))
        assert headsets.shown == PhoneShown(held=True)
        await world.emit(HoldChanged(CallKey(1), False, False))
        headsets.press(Gesture.HANG_UP)
        assert world.engine.of(HangUp) == [HangUp(CallKey(1))]
        await world.emit(CallEnded(CallKey(1), 200))
        assert headsets.shown == PhoneShown()

    play(story)


def test_hanging_up_while_it_only_rings_declines() -> None:
    async def story(world: World) -> None:
        headsets = await joined(world)
        await world.incoming(1)
        headsets.press(Gesture.HANG_UP)
        assert [command.key for command in world.engine.of(Reject)] == [1]

    play(story)


def test_the_flash_key_swaps_where_another_call_waits() -> None:
    async def story(world: World) -> None:
        headsets = await joined(world)
        await world.talk(1)
        await world.emit(HoldChanged(CallKey(1), True, False))
        await world.talk(3)
        headsets.press(Gesture.SWAP)
        assert world.engine.of(Resume) == [Resume(CallKey(1))]

    play(story)


def test_a_ring_that_was_silenced_is_silent_at_the_headset_too() -> None:
    async def story(world: World) -> None:
        headsets = await joined(world)
        await world.incoming(1)
        world.app.calls.silence()
        assert headsets.shown == PhoneShown()

    play(story)


def test_which_headsets_are_listened_to_is_shown_and_the_setting_lets_go_of_them() -> None:
    async def story(world: World) -> None:
        headsets = await joined(world)
        headsets.press(HeadsetsChanged(("Kontor 40",), ("Kontor 60",)))
        assert world.state.headset == HeadsetView(("Kontor 40",), ("Kontor 60",))
        assert status_json(world.state)["headset"] == {"used": ["Kontor 40"], "refused": ["Kontor 60"]}
        await world.app.options.set(HEADSET_KEYS, False)
        assert headsets.listener is None
        assert world.state.headset == HeadsetView()
        await world.app.options.set(HEADSET_KEYS, True)
        assert headsets.listener is not None
        world.app.close_headsets()
        assert headsets.listener is None

    play(story)
