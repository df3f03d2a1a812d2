"""Loader for scenario files (TOML); every mistake is reported with its place.

Top level: domain, ring_s, xsi_events, xsi_events_redirect, [[schedules]] {level, name, weekly, days}, [[users]]
{name, first, last, extension, number, group, password, sip_password, assistant, divert, divert_number, robot,
answer_after_s, no_answer_s, no_answer_to, alternates, mobility_number, call_waiting, executive}. `executive` takes
the names of model.Executive. A user `x-mobility` or `x-anywhere` stands for the mobile telephones of the leader x.
"""

import datetime
import re
import secrets
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from softphone.demo_pbx.model.platform import Executive, Platform, Schedule, User
from softphone.demo_pbx.rules.schedules import parse_hours
from softphone.demo_pbx.rules.setting_fields import LENGTHS, SettingError, boolean, choice, set_fields, text

DEFAULT_FILE = Path(__file__).with_name("scenario.toml")
_ROBOTS = ("", "assistant", "mobile", "echo", "tone")
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,60}\Z")
_NUMBER = re.compile(r"\+[0-9]{5,15}\Z", re.ASCII)
_EXTENSION = re.compile(r"[0-9]{2,6}\Z", re.ASCII)
_PASSWORD_BYTES = 12


class ScenarioError(ValueError):
    """The scenario file is unusable; the message names place and reason."""


def load(file: Path = DEFAULT_FILE) -> Platform:
    try:
        return build(tomllib.loads(file.read_text(encoding="utf-8")))
    except OSError as error:
        raise ScenarioError(f"{file}: {error.strerror}") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, ScenarioError) as error:
        raise ScenarioError(f"{file}: {error}") from error


def build(table: Mapping[str, Any]) -> Platform:
    _only(table, "the scenario", ("domain", "ring_s", "xsi_events", "xsi_events_redirect", "schedules", "users"))
    platform = Platform(domain=_text(table, "domain", "pbx.example"), ring_s=_seconds(table, "ring_s", 5.0) or 5.0)
    platform.xsi_events = boolean("xsi_events", table.get("xsi_events", True))
    platform.xsi_events_redirect = boolean("xsi_events_redirect", table.get("xsi_events_redirect", False))
    platform.schedules = [_schedule(entry) for entry in _tables(table, "schedules")]
    for entry in _tables(table, "users"):
        user = _user(entry)
        if user.name in platform.users:
            raise ScenarioError(f"user {user.name!r} is there twice")
        platform.users[user.name] = user
    _check_together(platform)
    return platform


def _schedule(table: Mapping[str, Any]) -> Schedule:
    place = f"schedule {table.get('name', '')!r}"
    _only(table, place, ("level", "name", "weekly", "days"))
    try:
        name = text("name", table.get("name"), LENGTHS["schedule_name"])
        weekly = [hours for line in table.get("weekly", []) for hours in parse_hours(line)]
        days = [datetime.date.fromisoformat(day).isoformat() for day in table.get("days", [])]
        return Schedule(choice("level", table.get("level")), name, weekly, days)
    except (ValueError, TypeError) as error:
        raise ScenarioError(f"{place}: {error}") from error


def _user(table: Mapping[str, Any]) -> User:
    place = f"user {table.get('name', '')!r}"
    _only(table, place, _USER_KEYS)
    try:
        user = _plain_user(table)
        user.alternates = [_shaped(_NUMBER, "alternates", number) for number in table.get("alternates", [])]
        user.personal = [_personal(entry) for entry in table.get("personal", [])]
        if "executive" in table:
            user.executive = Executive()
            set_fields(user.executive, table["executive"])
    except (SettingError, ScenarioError, TypeError, AttributeError) as error:
        raise ScenarioError(f"{place}: {error}") from error
    return user


def _personal(entry: str) -> tuple[str, str]:
    """`Name: number`."""
    name, colon, number = entry.partition(":")
    if not colon:
        raise ScenarioError(f'personal: {entry!r} is no "Name: number"')
    return text("personal", name.strip(), 80), number.strip()


def _plain_user(table: Mapping[str, Any]) -> User:
    robot = _text(table, "robot", "")
    if robot not in _ROBOTS:
        raise ScenarioError(f"robot: {robot!r} is none of {', '.join(_ROBOTS[1:])}")
    return User(
        name=_shaped(_NAME, "name", table.get("name")),
        first=_text(table, "first", ""),
        last=text("last", table.get("last"), 80),
        extension=_shaped(_EXTENSION, "extension", table.get("extension")),
        number=_shaped(_NUMBER, "number", table.get("number")),
        password=_text(table, "password", "") or secrets.token_urlsafe(_PASSWORD_BYTES),
        sip_password=_text(table, "sip_password", "") or secrets.token_urlsafe(_PASSWORD_BYTES),
        group=_text(table, "group", "kontor"),
        is_assistant=boolean("assistant", table.get("assistant", False)),
        divert=boolean("divert", table.get("divert", False)),
        divert_number=_text(table, "divert_number", "") or None,
        robot=robot,
        answer_after_s=_seconds(table, "answer_after_s", None),
        no_answer_s=_seconds(table, "no_answer_s", 20.0) or 0.0,
        no_answer_to=_text(table, "no_answer_to", "voicemail"),
        mobility_number=_text(table, "mobility_number", ""),
        call_waiting=boolean("call_waiting", table.get("call_waiting", True)),
    )


_USER_KEYS = (
    "name", "first", "last", "extension", "number", "password", "sip_password", "group", "assistant", "divert",
    "divert_number", "robot", "answer_after_s", "no_answer_s", "no_answer_to", "alternates", "mobility_number",
    "call_waiting", "executive", "personal",
)  # fmt: skip


def _check_together(platform: Platform) -> None:
    """Checks across users: referenced users exist, numbers are unique."""
    taken: set[str] = set()
    for user in platform.users.values():
        for number in (user.extension, user.number, *user.alternates, user.mobility_number):
            if number and number in taken:
                raise ScenarioError(f"user {user.name!r}: {number} is taken already")
            taken.add(number)
        if user.executive is not None:
            _check_executive(platform, user.name, user.executive)


def _check_executive(platform: Platform, name: str, executive: Executive) -> None:
    for link in executive.assistants:
        assistant = platform.users.get(link.user)
        if assistant is None or not assistant.is_assistant:
            raise ScenarioError(f"user {name!r}: {link.user!r} is no user with assistant = true")
    known = {(schedule.level, schedule.name) for schedule in platform.schedules}
    for criterion in executive.criteria:
        for reference in (criterion.time_schedule, criterion.holiday_schedule):
            if reference is not None and (reference.level, reference.name) not in known:
                raise ScenarioError(f"user {name!r}: there is no schedule {reference.name!r} ({reference.level})")


def _only(table: Mapping[str, Any], place: str, known: tuple[str, ...]) -> None:
    if unknown := sorted(set(table) - set(known)):
        raise ScenarioError(f"{place}: unknown {', '.join(unknown)}")


def _tables(table: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    entries = table.get(name, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ScenarioError(f"{name}: [[{name}]] tables are needed")
    return entries


def _text(table: Mapping[str, Any], name: str, default: str) -> str:
    value = table.get(name, default)
    if not isinstance(value, str):
        raise ScenarioError(f"{name}: {value!r} is no text")
    return value


def _shaped(shape: re.Pattern[str], name: str, value: Any) -> str:
    if not isinstance(value, str) or not shape.match(value):
        raise ScenarioError(f"{name}: {value!r} does not look right")
    return value


def _seconds(table: Mapping[str, Any], name: str, default: float | None) -> float | None:
    value = table.get(name, default)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 3600:
        raise ScenarioError(f"{name}: {value!r} is no number of seconds")
    return float(value)
