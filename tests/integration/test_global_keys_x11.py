"""Global keys on a real X server: pressed by xdotool while another program's window has the focus."""

import asyncio
import contextlib
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, field

import pytest
from Xlib.protocol import rq

from softphone.domain.options.key_combinations import GrabFault
from tests.integration.peers import need

if sys.platform != "linux":
    pytest.skip("X11 on Linux", allow_module_level=True)

from Xlib import XK, X
from Xlib.display import Display
from Xlib.error import BadAccess, CatchError

from softphone.adapters.global_keys.requested_keys import UnavailableKeys
from softphone.adapters.global_keys.system_keys import system_keys
from softphone.adapters.global_keys.x11 import X11Keys
from softphone.demo.tour import virtual_screen

pytestmark = pytest.mark.peer

CTRL_ALT = X.ControlMask | X.Mod1Mask
LIMIT_S = 20.0


class OtherProgram:
    """A window with the focus, and keys of its own: a second client of the server."""

    def __init__(self, name: str) -> None:
        self.display = Display(name)
        self._root = self.display.screen().root
        self._window = self._root.create_window(0, 0, 200, 100, 0, X.CopyFromParent, event_mask=X.KeyPressMask)
        self._window.map()
        self.display.sync()
        self._window.set_input_focus(X.RevertToParent, X.CurrentTime)
        self.display.sync()

    def typed(self) -> list[str]:
        """What came to the window since it was asked last; modifiers do not count."""
        events = [self.display.next_event() for _ in range(self.display.pending_events())]
        symbols = [self.display.keycode_to_keysym(e.detail, 0) for e in events if e.type == X.KeyPress]
        return [text for symbol in symbols if (text := self.display.lookup_string(symbol))]

    def grab(self, key: str, modifiers: int) -> bool:
        refused = CatchError(BadAccess)
        code = self.display.keysym_to_keycode(XK.string_to_keysym(key))
        self._root.grab_key(code, modifiers, False, X.GrabModeAsync, X.GrabModeAsync, onerror=refused)
        self.display.sync()
        return refused.get_error() is None


@dataclass
class Stage:
    """One of our adapters, started, and what it told."""

    name: str
    keys: X11Keys
    other: OtherProgram
    heard: list[str] = field(default_factory=list)

    async def type(self, *arguments: str) -> None:
        environment = {**os.environ, "DISPLAY": self.name}
        process = await asyncio.create_subprocess_exec("xdotool", *arguments, env=environment)
        assert await process.wait() == 0


async def fact(what: Callable[[], bool]) -> None:
    end = time.monotonic() + LIMIT_S
    while not what():
        assert time.monotonic() < end, "did not come"
        await asyncio.sleep(0.01)


@pytest.fixture(scope="module")
def screen() -> Iterator[str]:
    need("Xvfb", "xdotool")
    with virtual_screen() as (env, _):
        keeper = Display(env["DISPLAY"])  # when its last client leaves, the server begins anew and cuts who is coming
        # The first key that xdotool presses brings its own keyboard into play: the server tells of a new mapping.
        subprocess.run(["xdotool", "key", "Shift_L"], env={**os.environ, **env}, check=True)
        yield env["DISPLAY"]
        keeper.close()


@pytest.fixture
def environment(screen: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("DISPLAY", screen)
    for name in ("XDG_SESSION_TYPE", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    return screen


@contextlib.asynccontextmanager
async def staged(name: str) -> AsyncIterator[Stage]:
    other = OtherProgram(name)
    keys = system_keys(asyncio.get_running_loop())
    assert isinstance(keys, X11Keys)
    stage = Stage(name, keys, other)
    keys.start(stage.heard.append)
    try:
        yield stage
    finally:
        keys.close()
        other.display.close()


def play(name: str, story: Callable[[Stage], Awaitable[None]]) -> None:
    async def whole() -> None:
        async with staged(name) as stage:
            await story(stage)

    asyncio.run(whole())


def test_a_key_is_heard_once_while_somebody_else_has_the_focus(environment: str) -> None:
    async def story(stage: Stage) -> None:
        assert stage.keys.grab({"answer": "Ctrl+Alt+A", "hangup": "F9", "mute": ""}) == {}
        await stage.type("key", "ctrl+alt+a", "F9")
        await fact(lambda: stage.heard[-1:] == ["hangup"])
        assert stage.heard == ["answer", "hangup"]
        assert stage.other.typed() == []

    play(environment, story)


@pytest.mark.parametrize("lock", ["Num_Lock", "Caps_Lock"])
def test_the_locks_make_no_difference(environment: str, lock: str) -> None:
    async def story(stage: Stage) -> None:
        stage.keys.grab({"answer": "Ctrl+Alt+A", "hangup": "Ctrl+Alt+PgDown"})
        await stage.type("key", lock)
        try:
            locked = X.LockMask if lock == "Caps_Lock" else X.Mod2Mask
            assert stage.other.display.screen().root.query_pointer().mask & locked
            await stage.type("key", "ctrl+alt+a", "ctrl+alt+Next")
            await fact(lambda: stage.heard == ["answer", "hangup"])
        finally:
            await stage.type("key", lock)

    play(environment, story)


def test_other_keys_are_neither_heard_nor_swallowed(environment: str) -> None:
    async def story(stage: Stage) -> None:
        stage.keys.grab({"answer": "Ctrl+Alt+A", "hangup": "F9"})
        await stage.type("key", "a", "x", "ctrl+a", "ctrl+shift+alt+a", "F9")
        await fact(lambda: stage.heard == ["hangup"])
        assert stage.other.typed() == ["a", "x", "a", "a"]

    play(environment, story)


def test_what_is_typed_while_our_key_is_held_is_nobodys_action(environment: str) -> None:
    async def story(stage: Stage) -> None:
        stage.keys.grab({"answer": "F8", "hangup": "F9"})
        await stage.type("keydown", "F8", "key", "x", "keyup", "F8", "key", "F9")
        await fact(lambda: stage.heard[-1:] == ["hangup"])
        assert stage.heard == ["answer", "hangup"]

    play(environment, story)


def test_a_key_that_is_held_down_is_heard_once(environment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    presses: list[str] = []
    whole = X11Keys._on_press

    def counted(keys: X11Keys, event: rq.Event) -> None:
        presses.append("press")
        whole(keys, event)

    monkeypatch.setattr(X11Keys, "_on_press", counted)

    async def story(stage: Stage) -> None:
        stage.keys.grab({"mute": "Ctrl+Alt+M", "hangup": "F9"})
        await stage.type("keydown", "ctrl+alt+m")
        await fact(lambda: len(presses) > 4)
        await stage.type("keyup", "ctrl+alt+m")
        await stage.type("key", "ctrl+alt+m", "F9")
        await fact(lambda: stage.heard[-1:] == ["hangup"])
        assert stage.heard == ["mute", "mute", "hangup"]

    play(environment, story)


def test_a_key_of_another_program_is_taken_and_nothing_of_it_stays_with_us(environment: str) -> None:
    async def story(stage: Stage) -> None:
        assert stage.other.grab("a", CTRL_ALT | X.LockMask)  # one state of the locks is enough
        assert stage.keys.grab({"answer": "Ctrl+Alt+A", "hangup": "F9"}) == {"answer": GrabFault.TAKEN}
        assert stage.other.grab("a", CTRL_ALT)
        assert not stage.other.grab("F9", 0)
        await stage.type("key", "ctrl+alt+a", "F9")
        await fact(lambda: stage.heard == ["hangup"])

    play(environment, story)


def test_two_actions_do_not_share_one_place_on_the_keyboard(environment: str) -> None:
    async def story(stage: Stage) -> None:
        assert stage.keys.grab({"answer": "F8", "hangup": "f8"}) == {"hangup": GrabFault.TAKEN}

    play(environment, story)


def test_a_key_that_is_not_there_is_said(environment: str) -> None:
    async def story(stage: Stage) -> None:
        missing = stage.other.display.keysym_to_keycode(XK.string_to_keysym("F24"))
        assert not missing, "this server's keyboard has an F24; take another key"
        faults = stage.keys.grab({"answer": "F24", "mute": "Ctrl+ß", "hangup": "F9"})
        assert faults == {"answer": GrabFault.NOT_ON_KEYBOARD, "mute": GrabFault.NOT_ON_KEYBOARD}

    play(environment, story)


def test_other_keys_come_in_place_of_those_before(environment: str) -> None:
    async def story(stage: Stage) -> None:
        stage.keys.grab({"answer": "Ctrl+Alt+A"})
        assert not stage.other.grab("a", CTRL_ALT)
        stage.keys.grab({"answer": "Ctrl+Alt+B"})
        assert stage.other.grab("a", CTRL_ALT)
        assert stage.other.grab("a", CTRL_ALT | X.LockMask | X.Mod2Mask)
        await stage.type("key", "ctrl+alt+a", "ctrl+alt+b")
        await fact(lambda: stage.heard == ["answer"])

    play(environment, story)


def test_a_key_is_followed_to_its_new_place(environment: str) -> None:
    async def story(stage: Stage) -> None:
        display = stage.other.display
        a, spare = (display.keysym_to_keycode(XK.string_to_keysym(name)) for name in ("a", "F12"))
        before = {code: display.get_keyboard_mapping(code, 1) for code in (a, spare)}
        stage.keys.grab({"answer": "Ctrl+Alt+A"})
        try:
            display.change_keyboard_mapping(a, before[spare])
            display.change_keyboard_mapping(spare, before[a])
            display.sync()
            await fact(lambda: stage.other.grab("a", CTRL_ALT))  # by its old place: it is free again
            await stage.type("key", "ctrl+alt+a")
            await fact(lambda: stage.heard == ["answer"])
        finally:
            for code, mapping in before.items():
                display.change_keyboard_mapping(code, mapping)
            display.sync()

    play(environment, story)


def test_closing_gives_everything_back(environment: str) -> None:
    async def story(stage: Stage) -> None:
        stage.keys.grab({"answer": "Ctrl+Alt+A"})
        stage.keys.close()
        assert stage.other.grab("a", CTRL_ALT)
        await stage.type("key", "ctrl+alt+a")
        assert stage.keys.grab({"answer": "Ctrl+Alt+A"}) == {"answer": GrabFault.NO_WAY}
        stage.keys.close()
        assert stage.heard == []

    play(environment, story)


# WORKAROUND(python-xlib 0.33): a display that cannot be opened leaves its socket to the garbage collector.
@pytest.mark.filterwarnings("ignore:Exception ignored in. <socket:pytest.PytestUnraisableExceptionWarning")
def test_a_server_that_goes_takes_the_keys_along_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    need("Xvfb")
    for name in ("XDG_SESSION_TYPE", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    wrong: list[object] = []

    async def story() -> None:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _, context: wrong.append(context))
        with virtual_screen() as (env, _):
            monkeypatch.setenv("DISPLAY", env["DISPLAY"])
            keys, late = system_keys(loop), system_keys(loop)
            for one in (keys, late):
                assert one.grab({"answer": "F9" if one is keys else "F8"}) == {}
            keys.start(wrong.append)
        await fact(lambda: "gone with the X server" in caplog.text)
        for one in (keys, late):
            assert one.grab({"answer": "F9"}) == {"answer": GrabFault.NO_WAY}
            one.close()
        assert isinstance(system_keys(loop), UnavailableKeys)

    asyncio.run(story())
    assert wrong == []
