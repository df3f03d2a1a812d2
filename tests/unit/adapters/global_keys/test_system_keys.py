"""Global keys: the means per system, and the calls to Windows. X11 is tested on a real server."""

import asyncio
import queue
import threading
from collections.abc import Awaitable, Callable, Iterator

import pytest

from softphone.adapters.global_keys.requested_keys import UnavailableKeys, asked_for
from softphone.adapters.global_keys.system_keys import Means, means, system_keys
from softphone.adapters.global_keys.windows import ALREADY_REGISTERED, WM_HOTKEY, WindowsKeys, key_code, modifier_bits
from softphone.domain.options.key_combinations import KEYS, GrabFault, KeyPress

X11 = {"DISPLAY": ":0", "XDG_SESSION_TYPE": "x11"}
NO_REPEAT = 0x4000


@pytest.mark.parametrize(
    ("platform", "environ", "wanted"),
    [
        ("win32", {}, Means.WINDOWS),
        ("linux", X11, Means.X11),
        ("linux", {"DISPLAY": ":0"}, Means.X11),
        ("linux", {**X11, "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": "xcb"}, Means.X11),
        ("linux", {"DISPLAY": ":0", "XDG_SESSION_TYPE": "wayland"}, Means.NONE),
        ("linux", {**X11, "WAYLAND_DISPLAY": "wayland-0"}, Means.NONE),
        ("linux", {**X11, "QT_QPA_PLATFORM": "offscreen"}, Means.NONE),
        ("linux", {**X11, "QT_QPA_PLATFORM": "minimal:enable_fonts"}, Means.NONE),
        ("linux", {"DISPLAY": ""}, Means.NONE),
        ("linux", {}, Means.NONE),
        ("darwin", {"DISPLAY": "/private/tmp/org.xquartz:0"}, Means.NONE),
    ],
)
def test_by_what_means_keys_are_had(platform: str, environ: dict[str, str], wanted: Means) -> None:
    assert means(platform, environ) is wanted


# WORKAROUND(python-xlib 0.33): a display that cannot be opened leaves its socket to the garbage collector.
@pytest.mark.filterwarnings("ignore:Exception ignored in. <socket:pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("display", [":64999", "no display name", "127.0.0.1:59000"])
def test_a_display_that_cannot_be_opened_is_none(display: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    for name, value in {**X11, "WAYLAND_DISPLAY": "", "DISPLAY": display}.items():
        monkeypatch.setenv(name, value)
    loop = asyncio.new_event_loop()
    keys = system_keys(loop)
    loop.close()
    assert isinstance(keys, UnavailableKeys)


def test_where_there_is_no_way_every_key_says_so() -> None:
    keys = UnavailableKeys()
    keys.start(lambda action: None)
    assert keys.grab({"answer": "Ctrl+Alt+A", "mute": "", "hangup": "F9"}) == {
        "answer": GrabFault.NO_WAY,
        "hangup": GrabFault.NO_WAY,
    }
    keys.close()


def test_what_is_asked_for_is_read_once() -> None:
    asked, faults = asked_for({"answer": "alt+strg+a", "mute": "", "hangup": "Ctrl+Ö"})
    assert asked == {"answer": KeyPress(("Ctrl", "Alt"), "A")}
    assert faults == {"hangup": GrabFault.NOT_ON_KEYBOARD}


@pytest.mark.parametrize(
    ("press", "bits", "code"),
    [
        (KeyPress(("Ctrl", "Alt"), "A"), NO_REPEAT | 0x3, 0x41),
        (KeyPress(("Ctrl", "Shift"), "5"), NO_REPEAT | 0x6, 0x35),
        (KeyPress(("Meta",), "PgDown"), NO_REPEAT | 0x8, 0x22),
        (KeyPress((), "F1"), NO_REPEAT, 0x70),
        (KeyPress((), "F24"), NO_REPEAT, 0x87),
        (KeyPress((), "Pause"), NO_REPEAT, 0x13),
        (KeyPress(("Ctrl",), "Pause"), NO_REPEAT | 0x2, 0x03),
        (KeyPress(("Ctrl",), "-"), NO_REPEAT | 0x2, 0xBD),
    ],
)
def test_windows_knows_keys_by_numbers(press: KeyPress, bits: int, code: int) -> None:
    assert (modifier_bits(press), key_code(press)) == (bits, code)


def test_every_key_has_a_number_of_its_own() -> None:
    codes = [key_code(KeyPress((), key)) for key in KEYS]
    assert len(set(codes)) == len(KEYS)
    assert all(0 < code < 0xFF for code in codes)


class FakeUser32:
    """A system with one queue of messages; like the real one it wants every call on the thread that began."""

    def __init__(self) -> None:
        self.refusals: dict[int, int] = {}
        self.hot: dict[int, tuple[int, int]] = {}
        self.owner = 0
        self._messages: queue.SimpleQueue[tuple[int, int] | None] = queue.SimpleQueue()

    def begin(self) -> int:
        self.owner = threading.get_ident()
        return self.owner

    def register(self, number: int, modifiers: int, code: int) -> int:
        assert threading.get_ident() == self.owner
        if code not in self.refusals:
            self.hot[number] = (modifiers, code)
        return self.refusals.get(code, 0)

    def unregister(self, number: int) -> None:
        assert threading.get_ident() == self.owner
        del self.hot[number]

    def next_message(self) -> tuple[int, int] | None:
        assert threading.get_ident() == self.owner
        return self._messages.get()

    def post(self, thread: int, message: int) -> None:
        assert thread == self.owner
        self._messages.put((message, 0))

    def press(self, code: int) -> None:
        self.press_number(next(number for number, (_, known) in self.hot.items() if known == code))

    def press_number(self, number: int) -> None:
        self._messages.put((WM_HOTKEY, number))

    def end(self) -> None:
        self._messages.put(None)


Story = Callable[[WindowsKeys, FakeUser32, "asyncio.Queue[str]"], Awaitable[None]]


def play(story: Story) -> FakeUser32:
    user32 = FakeUser32()

    async def stage() -> None:
        heard: asyncio.Queue[str] = asyncio.Queue()
        keys = WindowsKeys(asyncio.get_running_loop(), user32)
        keys.start(heard.put_nowait)
        try:
            await story(keys, user32, heard)
        finally:
            keys.close()

    asyncio.run(stage())
    return user32


@pytest.fixture(autouse=True)
def no_thread_is_left() -> Iterator[None]:
    yield
    assert "global-keys" not in {thread.name for thread in threading.enumerate()}


def test_a_pressed_key_is_heard_on_the_loop() -> None:
    async def story(keys: WindowsKeys, user32: FakeUser32, heard: asyncio.Queue[str]) -> None:
        assert keys.grab({"answer": "Ctrl+Alt+A", "hangup": "F9", "mute": ""}) == {}
        assert sorted(user32.hot.values()) == [(NO_REPEAT, 0x78), (NO_REPEAT | 3, 0x41)]
        user32.press(0x78)
        user32.press(0x41)
        assert [await heard.get(), await heard.get()] == ["hangup", "answer"]

    assert play(story).hot == {}


def test_another_programs_key_is_taken_and_the_rest_is_had() -> None:
    async def story(keys: WindowsKeys, user32: FakeUser32, heard: asyncio.Queue[str]) -> None:
        user32.refusals = {0x41: ALREADY_REGISTERED, 0x7B: 5}
        faults = keys.grab({"answer": "Ctrl+Alt+A", "hold": "F12", "hangup": "F9", "mute": "Ctrl+?"})
        assert faults == {
            "answer": GrabFault.TAKEN,
            "hold": GrabFault.TAKEN,
            "mute": GrabFault.NOT_ON_KEYBOARD,
        }
        user32.press(0x78)
        assert await heard.get() == "hangup"

    play(story)


def test_other_keys_come_in_place_of_those_before() -> None:
    async def story(keys: WindowsKeys, user32: FakeUser32, heard: asyncio.Queue[str]) -> None:
        keys.grab({"answer": "F8"})
        (old,) = user32.hot
        keys.grab({"answer": "F9", "hangup": "F8"})
        user32.press_number(old)  # was under way as the keys changed
        user32.press(0x78)
        assert await heard.get() == "answer"
        keys.grab({})
        assert user32.hot == {}

    play(story)


def test_after_closing_nothing_is_heard() -> None:
    async def story(keys: WindowsKeys, user32: FakeUser32, heard: asyncio.Queue[str]) -> None:
        keys.grab({"answer": "F8"})
        user32.press(0x77)
        keys.close()
        await asyncio.sleep(0)
        assert heard.empty()

    play(story)


def test_a_thread_that_does_not_answer_means_no_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("softphone.adapters.global_keys.windows.ANSWER_LIMIT_S", 0.05)

    async def story(keys: WindowsKeys, user32: FakeUser32, heard: asyncio.Queue[str]) -> None:
        keys.grab({})
        user32.end()
        assert keys.grab({"answer": "F8"}) == {"answer": GrabFault.NO_WAY}

    play(story)
