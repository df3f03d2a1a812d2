"""The control socket: any line gets an answer or is turned away, and no argument brings a command down."""

import asyncio
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from softphone.control import server as control_server
from softphone.control.commands import handlers
from softphone.control.parameter import refusal
from tests.fuzz.effort import looks
from tests.samples.control import ControlBench

EXPECTED = (KeyError, TypeError, ValueError)
"""What `ControlServer` answers as BadArguments."""
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
NAMES = """key target digits leader on until microphone speaker ringer file password_file sip_password_file name value
criterion index number kind text reason to mode rings first second filter query limit page contact note id"""
WORDS = st.sampled_from(["on", "off", "", "08:00", "25:99", "/nowhere/x.png", "0", "-1", "lea@pbx.example", "\ud800"])
ARGUMENTS = st.dictionaries(st.sampled_from(NAMES.split()), WORDS | JSON, max_size=6)


def commands() -> dict[str, Any]:
    return handlers(ControlBench().program)


COMMANDS = sorted(commands())


@looks(60)
@given(st.sampled_from(COMMANDS), ARGUMENTS)
def test_any_arguments_are_answered_or_refused(command: str, arguments: dict[str, Any]) -> None:
    async def ask() -> dict[str, Any]:
        try:
            answer: dict[str, Any] = await commands()[command](arguments)
            return answer
        except EXPECTED as error:
            return refusal("BadArguments", f"{type(error).__name__}: {error}")

    answer = asyncio.run(ask())
    assert answer["ok"] in (True, False)
    json.dumps(answer, ensure_ascii=False).encode("utf-8", "backslashreplace")


@looks(60)
@given(st.binary() | JSON.map(lambda value: json.dumps(value).encode()) | st.just(b"[" * 100_000))
def test_any_line_is_a_request_or_nothing(line: bytes) -> None:
    request = control_server._parse(line)
    assert request is None or (isinstance(request["command"], str) and isinstance(request["arguments"], dict))
