"""The headset thread with a virtual device in the library's place: keys become gestures, lights become reports."""

import asyncio
import queue
import threading
from collections.abc import Awaitable, Callable

from softphone.adapters.headset.hid_headset import HidHeadsets
from softphone.adapters.headset.hid_transport import HidDevice, _telephones
from softphone.domain.audio.headset import Gesture, HeadsetEvent, HeadsetsChanged, PhoneShown
from tests.samples.hid_reports import MOUSE, NUMBERED, PLAIN

LIMIT_S = 5.0
LOOK_S = 0.02


class VirtualDevice:
    """What is put into `reports` is read; what is written is kept."""

    def __init__(self, descriptor: bytes) -> None:
        self._descriptor = descriptor
        self.reports: queue.Queue[bytes] = queue.Queue()
        self.written: list[bytes] = []
        self.pulled_out = threading.Event()
        self.closed = threading.Event()

    def descriptor(self) -> bytes:
        return self._descriptor

    def read(self, timeout_ms: int) -> bytes:
        if self.pulled_out.is_set():
            raise OSError("read error")
        try:
            return self.reports.get(timeout=timeout_ms / 1000)
        except queue.Empty:
            return b""

    def write(self, report: bytes) -> None:
        if self.pulled_out.is_set():
            raise OSError("write error")
        self.written.append(report)

    def close(self) -> None:
        self.closed.set()


class VirtualTransport:
    def __init__(self, **devices: VirtualDevice | None) -> None:
        """None: there, but not for this user."""
        self.devices = devices

    def telephones(self) -> tuple[tuple[str, bytes], ...]:
        return tuple((name, name.encode()) for name in list(self.devices))

    def open(self, path: bytes) -> HidDevice:
        device = self.devices[path.decode()]
        if device is None:
            raise OSError("open failed")
        return device


class Heard:
    def __init__(self) -> None:
        self.events: list[HeadsetEvent] = []

    async def until(self, *wanted: HeadsetEvent) -> None:
        async with asyncio.timeout(LIMIT_S):
            while not all(event in self.events for event in wanted):
                await asyncio.sleep(0.005)


async def until(fact: Callable[[], bool]) -> None:
    async with asyncio.timeout(LIMIT_S):
        while not fact():
            await asyncio.sleep(0.005)


def play(story: Callable[[HidHeadsets, Heard], Awaitable[None]], transport: VirtualTransport) -> None:
    async def whole() -> None:
        headsets, heard = HidHeadsets(asyncio.get_running_loop(), lambda: transport, LOOK_S), Heard()
        headsets.start(heard.events.append)
        try:
            await story(headsets, heard)
        finally:
            headsets.close()

    asyncio.run(whole())


def test_a_call_is_answered_muted_and_ended_at_the_headset_with_its_lights() -> None:
    device = VirtualDevice(NUMBERED)

    async def story(headsets: HidHeadsets, heard: Heard) -> None:
        await heard.until(HeadsetsChanged(("kontor",)))
        headsets.show(PhoneShown(ringing=True))
        await until(lambda: b"\x03\x01" in device.written)
        device.reports.put(b"\x02\x01")
        await heard.until(Gesture.ANSWER)
        headsets.show(PhoneShown(talking=True))
        await until(lambda: b"\x02\x02" in device.written)
        device.reports.put(b"\x02\x03")
        await heard.until(Gesture.TOGGLE_MUTE)
        headsets.show(PhoneShown(talking=True, muted=True))
        await until(lambda: b"\x02\x03" in device.written)
        device.reports.put(b"\x02\x00")
        await heard.until(Gesture.HANG_UP)
        assert heard.events.count(Gesture.HANG_UP) == 1

    play(story, VirtualTransport(kontor=device))
    assert device.written[-2:] == [b"\x02\x00", b"\x03\x00"] or device.written[-1] == b"\x02\x00"
    assert device.closed.is_set()


def test_reports_without_numbers_are_read_and_written_with_number_nought() -> None:
    device = VirtualDevice(PLAIN)

    async def story(headsets: HidHeadsets, heard: Heard) -> None:
        headsets.show(PhoneShown(ringing=True))
        await until(lambda: b"\x00\x04" in device.written)
        device.reports.put(b"\x01")
        await heard.until(Gesture.ANSWER)

    play(story, VirtualTransport(plain=device))


def test_a_headset_that_is_pulled_out_is_told_and_listened_to_again_when_it_returns() -> None:
    device, transport = VirtualDevice(NUMBERED), VirtualTransport()

    async def story(headsets: HidHeadsets, heard: Heard) -> None:
        transport.devices["kontor"] = device
        await heard.until(HeadsetsChanged(("kontor",)))
        del transport.devices["kontor"]
        device.pulled_out.set()
        await heard.until(HeadsetsChanged())
        back = VirtualDevice(NUMBERED)
        heard.events.clear()
        transport.devices["kontor"] = back
        await heard.until(HeadsetsChanged(("kontor",)))
        headsets.show(PhoneShown(ringing=True))
        await until(lambda: b"\x03\x01" in back.written)

    play(story, transport)


def test_one_that_this_user_may_not_open_is_told_and_what_is_no_telephone_is_left_alone() -> None:
    async def story(headsets: HidHeadsets, heard: Heard) -> None:
        await heard.until(HeadsetsChanged((), ("locked",)))
        await until(lambda: mouse.closed.is_set() and damaged.closed.is_set())

    mouse, damaged = VirtualDevice(MOUSE), VirtualDevice(b"\x27\x01")
    play(story, VirtualTransport(locked=None, mouse=mouse, damaged=damaged))


def test_without_the_library_nothing_is_heard_and_nothing_breaks() -> None:
    def missing() -> VirtualTransport:
        raise ImportError("hid")

    async def story() -> None:
        headsets, heard = HidHeadsets(asyncio.get_running_loop(), missing, LOOK_S), Heard()
        headsets.start(heard.events.append)
        headsets.show(PhoneShown(ringing=True))
        headsets.close()
        assert heard.events == []

    asyncio.run(story())


def test_the_library_s_list_gives_each_telephone_once() -> None:
    entry = {"vendor_id": 0x0B0E, "product_id": 0x0301, "product_string": "Headset", "path": b"a", "usage_page": 0x0B}
    found = [entry, {**entry, "usage": 2}, {**entry, "path": b"b", "usage_page": 0x0C}]
    unnamed = {**entry, "path": b"c", "product_string": ""}
    assert list(_telephones([*found, unnamed])) == [("Headset", b"a"), ("0b0e:0301", b"c")]


def test_the_real_library_can_be_asked() -> None:
    """Without a headset at this machine it has none; that it loads and lists is what is shown here."""
    from softphone.adapters.headset.hid_transport import LibraryTransport

    assert isinstance(LibraryTransport().telephones(), tuple)
