"""Keys and lights of a headset (HID usage page 0x0B)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum

from softphone.domain.audio.hid_report import ReportField, ReportKind

TELEPHONY_PAGE = 0x0B
HOOK_SWITCH, FLASH, DROP, PHONE_MUTE = 0x0B0020, 0x0B0021, 0x0B0026, 0x0B002F
LED_MUTE, LED_OFF_HOOK, LED_RING, LED_HOLD, LED_MICROPHONE = 0x080009, 0x080017, 0x080018, 0x080020, 0x080021


class Gesture(Enum):
    """MUTE, UNMUTE: from a switch with positions; TOGGLE_MUTE: from a key."""

    ANSWER = "answer"
    HANG_UP = "hang-up"
    SWAP = "swap"
    TOGGLE_MUTE = "toggle-mute"
    MUTE = "mute"
    UNMUTE = "unmute"


@dataclass(frozen=True, slots=True)
class PhoneShown:
    """The state the headset should show."""

    ringing: bool = False
    talking: bool = False
    muted: bool = False
    held: bool = False


@dataclass(frozen=True, slots=True)
class HeadsetKeys:
    """The last reported value of each key."""

    hook: int = 0
    flash: int = 0
    drop: int = 0
    mute: int = 0


def is_telephone(fields: tuple[ReportField, ...]) -> bool:
    return any(HOOK_SWITCH in (one.usage, *one.choices) and one.kind is ReportKind.INPUT for one in fields)


def lights(phone: PhoneShown) -> Mapping[int, int]:
    """The lights for a state; off-hook signals a call, and the headset opens its radio link."""
    return {
        LED_RING: int(phone.ringing and not phone.talking),
        LED_OFF_HOOK: int(phone.talking),
        LED_MUTE: int(phone.talking and phone.muted),
        LED_HOLD: int(phone.held),
        LED_MICROPHONE: int(phone.talking and not phone.muted),
    }


def followed(keys: HeadsetKeys, phone: PhoneShown, has: frozenset[int]) -> HeadsetKeys:
    """Once a light was set the headset counts as being in that state, whether it repeats it or not: the next press
    leads out of it. `has`: the lights it has."""
    lit = lights(phone)
    return replace(
        keys,
        hook=lit[LED_OFF_HOOK] if LED_OFF_HOOK in has else keys.hook,
        mute=lit[LED_MUTE] if LED_MUTE in has else keys.mute,
    )


def pressed(
    keys: HeadsetKeys, said: Mapping[int, int], phone: PhoneShown, relative: frozenset[int]
) -> tuple[HeadsetKeys, tuple[Gesture, ...]]:
    """Evaluates an input report. A headset repeats the off-hook light as its hook switch, which is no request."""
    now = HeadsetKeys(
        said.get(HOOK_SWITCH, keys.hook),
        said.get(FLASH, keys.flash),
        said.get(DROP, keys.drop),
        said.get(PHONE_MUTE, keys.mute),
    )
    asked = (
        _hook(keys.hook, now.hook, phone, HOOK_SWITCH in relative),
        Gesture.SWAP if now.flash > keys.flash and phone.talking else None,
        Gesture.HANG_UP if now.drop > keys.drop and (phone.talking or phone.ringing) else None,
        _mute(keys.mute, now.mute, phone, PHONE_MUTE in relative),
    )
    return _at_rest(now, relative), tuple(dict.fromkeys(gesture for gesture in asked if gesture is not None))


def _hook(before: int, now: int, phone: PhoneShown, is_key: bool) -> Gesture | None:
    """A switch reports its position; a key (relative) only that it was pressed."""
    if is_key:
        return None if not now else Gesture.HANG_UP if phone.talking else Gesture.ANSWER if phone.ringing else None
    if now > before and phone.ringing and not phone.talking:
        return Gesture.ANSWER
    return Gesture.HANG_UP if now < before and phone.talking else None


def _mute(before: int, now: int, phone: PhoneShown, is_key: bool) -> Gesture | None:
    if not phone.talking:
        return None
    if is_key:
        return Gesture.TOGGLE_MUTE if now else None
    if now == before or bool(now) is phone.muted:
        return None
    return Gesture.MUTE if now else Gesture.UNMUTE


def _at_rest(keys: HeadsetKeys, relative: frozenset[int]) -> HeadsetKeys:
    """Resets relative values, which are steps and not positions."""
    if HOOK_SWITCH in relative:
        keys = replace(keys, hook=0)
    return replace(keys, mute=0) if PHONE_MUTE in relative else keys


@dataclass(frozen=True, slots=True)
class HeadsetsChanged:
    """Names of the headsets in use, and of those this user may not open."""

    used: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


HeadsetEvent = HeadsetsChanged | Gesture
