"""Frozen dataclasses, enums and problems as plain JSON values."""

from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from softphone.domain.contacts.contact import ContactSource
from softphone.domain.problems import Problem
from softphone.services.state.audio import AudioView
from softphone.services.state.calls import CallView, HandoverView, TransferView
from softphone.services.state.contacts import SourceView
from softphone.services.state.journal import JournalRow
from softphone.services.state.session import SignInView

LEFT_OUT: dict[type, tuple[str, ...]] = {
    SignInView: ("roles", "user_initials"),
    CallView: ("forget_at_s",),
    JournalRow: ("repeats",),
    HandoverView: ("call",),
    TransferView: ("call",),
    AudioView: ("ringers_using", "ringers_softly", "problems"),
    SourceView: ("source",),
    ContactSource: ("sync_state",),
}
"""Fields that are no keys of a record."""


def plain_json(value: Any) -> Any:
    """A view, or anything in one, as plain JSON values."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Problem):
        return problem_json(value)
    if is_dataclass(value) and not isinstance(value, type):
        return record_json(value)
    return [plain_json(item) for item in value] if isinstance(value, tuple) else value


def record_json(value: Any) -> dict[str, Any]:
    left_out = LEFT_OUT.get(type(value), ())
    return {
        field.name: plain_json(getattr(value, field.name)) for field in fields(value) if field.name not in left_out
    }


def problem_json(problem: Problem) -> dict[str, Any]:
    """{"kind": name of the type, …its fields}."""
    return {"kind": type(problem).__name__, **record_json(problem)}
