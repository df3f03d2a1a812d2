"""Deliberate portal faults for tests of the client.

`Faults.next` holds {kind, count, path, method, status, delay_s}: `path` is a part of the path, `method` a verb, both
empty for any; `count` requests are spoiled. Kinds: status, hang, cut, garbage, bomb, huge, delay.
"""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from typing import Any

from softphone.demo_pbx.model.platform import Faults, Platform
from softphone.demo_pbx.portal.http_server import HttpRequest, HttpResponse
from softphone.demo_pbx.portal.xsi_membership import by_user_id
from softphone.demo_pbx.portal.xsi_resources import XsiError
from softphone.demo_pbx.rules.setting_fields import SettingError

KINDS = ("status", "hang", "cut", "garbage", "bomb", "huge", "delay")
HUGE_BYTES = 50_000_000
_RETRY_AFTER_S = 2
_PIECE = b"<x>" + b"A" * 65_529 + b"</x>"


def set_faults(platform: Platform, wishes: Mapping[str, Any]) -> None:
    """From the control: fail_next or a kind above, delay_s, overload, down, lock; raises SettingError."""
    faults = platform.faults
    for name, value in wishes.items():
        if name == "delay_s":
            faults.delay_s = _seconds(value)
        elif name in ("overload", "down"):
            setattr(faults, name, value is True)
        elif name == "lock":
            faults.locked = [_leader(platform, leader) for leader in (value if isinstance(value, list) else [value])]
        elif name == "fail_next" or name in KINDS:
            faults.next.append(_rule("status" if name == "fail_next" else name, value))
        else:
            raise SettingError(f"unknown fault {name!r}")


def clear_faults(platform: Platform) -> None:
    platform.faults = Faults()


def _rule(kind: str, value: Any) -> dict[str, object]:
    wish: dict[str, Any] = dict(value) if isinstance(value, dict) else {}
    rule: dict[str, object] = {"kind": kind, "path": "", "method": "", "status": 500, "count": 1, "delay_s": 0.0}
    if unknown := set(wish) - set(rule):
        raise SettingError(f"unknown part of a fault: {', '.join(sorted(unknown))}")
    rule |= wish
    if not isinstance(rule["count"], int) or not isinstance(rule["status"], int) or not 200 <= rule["status"] <= 599:
        raise SettingError("a fault needs a count and a status from 200 to 599")
    rule["delay_s"] = _seconds(rule["delay_s"])
    return rule


def _seconds(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 3600:
        raise SettingError(f"{value!r} is no number of seconds")
    return float(value)


def _leader(platform: Platform, name: Any) -> str:
    user = by_user_id(platform, str(name))
    if user is None or user.executive is None:
        raise SettingError(f"{name!r} is no leader")
    return user.name


async def spoil(faults: Faults, request: HttpRequest) -> HttpResponse | None:
    """None: this request is answered as it should be, perhaps later."""
    rule = _consume(faults, request)
    await asyncio.sleep(faults.delay_s + _seconds(rule.get("delay_s", 0.0)))
    if faults.overload:
        retry = {"Retry-After": str(_RETRY_AFTER_S)}
        return XsiError(503, "Der Dienst ist überlastet.", "Service overloaded", retry).response()
    return _spoiled(str(rule.get("kind", "")), rule.get("status", 500))


def _consume(faults: Faults, request: HttpRequest) -> dict[str, object]:
    for rule in faults.next:
        path, method = str(rule.get("path", "")), str(rule.get("method", ""))
        if path.lower() in request.path.lower() and method.upper() in ("", request.method):
            count = rule.get("count", 1)
            rule["count"] = left = (count if isinstance(count, int) else 1) - 1
            if left <= 0:
                faults.next.remove(rule)
            return rule
    return {}


def _spoiled(kind: str, status: object) -> HttpResponse | None:
    match kind:
        case "status":
            return XsiError(int(str(status)), "Fehler auf Bestellung", "Failure on demand").response()
        case "hang":
            return HttpResponse(0, hang=True)
        case "cut":
            return HttpResponse(200, b'<?xml version="1.0"?><Cut xmlns="' + b"x" * 500, cut_after=40)
        case "garbage":
            return HttpResponse(200, b"\x00\xff<<<this is not XML & never was")
        case "bomb":
            return HttpResponse(200, _bomb())
        case "huge":
            return HttpResponse(200, stream=_huge(), length=HUGE_BYTES)
    return None


def _bomb() -> bytes:
    """Billion laughs: nine levels of ten."""
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE b [<!ENTITY l0 "lol">{levels}]><b>&l9;</b>'.encode()


async def _huge() -> AsyncGenerator[bytes, None]:
    """Well-formed to the last byte, so that only its size can be the reason to refuse it."""
    start, end = b'<Services xmlns="http://schema.broadsoft.com/xsi">', b"</Services>"
    yield start
    left = HUGE_BYTES - len(start) - len(end)
    while left >= 2 * len(_PIECE):
        yield _PIECE
        left -= len(_PIECE)
    yield b" " * left
    yield end
