"""A running program for the commands of `softphone ctl`."""

from typing import Any

from softphone.control.running_program import RunningProgram
from softphone.domain.account.account import Passwords
from softphone.domain.problems import NotPossibleNow


def program_of(actions: Any, **parts: Any) -> RunningProgram:
    """A running program with these actions; `parts` replace what stands in for the rest of it."""

    async def no_passwords() -> Passwords | None:
        return None

    stand_ins: dict[str, Any] = {
        "sentence": lambda problem: f"<{type(problem).__name__}>",
        "save_picture": lambda file: "",
        "show": lambda: None,
        "open_url": lambda url: NotPossibleNow("not-a-link"),
        "known_passwords": no_passwords,
        "engine_pid": lambda: 4711,
        "journal_heading": tuple,
        "journal_cells": lambda row: (),
        "check_line": lambda result: result.state.value,
    }
    return RunningProgram(actions=actions, **{**stand_ins, **parts})
