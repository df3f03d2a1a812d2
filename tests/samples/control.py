"""A running program for the commands of `softphone ctl`."""

import asyncio
from pathlib import Path
from typing import Any

from softphone.control.commands import handlers
from softphone.control.running_program import RunningProgram
from softphone.domain.account.account import Account, AudioSettings, Passwords, SipAccount
from softphone.domain.problems import NotPossibleNow, Obstacle, Problem, ProblemError
from softphone.services.actions import Actions
from tests.samples.actions import FakeActions

Json = dict[str, Any]
ACCOUNT = Account("anna@pbx.example", SipAccount("anna", "pbx.example", "anna"), audio=AudioSettings("Mikrofon"))


def program_of(actions: Actions, **parts: Any) -> RunningProgram:
    """A running program with these actions; `parts` replace its other stand-ins."""

    async def no_passwords() -> Passwords | None:
        return None

    stand_ins: dict[str, Any] = {
        "sentence": lambda problem: f"<{type(problem).__name__}>",
        "save_picture": lambda file: "",
        "show": lambda: None,
        "open_url": lambda url: NotPossibleNow(Obstacle.NOT_A_LINK),
        "known_passwords": no_passwords,
        "engine_pid": lambda: 4711,
        "journal_heading": tuple,
        "journal_cells": lambda row: (),
        "check_line": lambda result: result.state.value,
    }
    return RunningProgram(actions=actions, **{**stand_ins, **parts})


def ask(actions: Actions, command: str, arguments: Json, **parts: Any) -> Json:
    """The answer of a command over these actions."""
    return answered(program_of(actions, **parts), command, arguments)


def answered(program: RunningProgram, command: str, arguments: Json) -> Json:
    async def answer() -> Json:
        return await handlers(program)[command](arguments)

    return asyncio.run(answer())


class ControlBench:
    """Commands over recorded actions, with passwords, pictures and a window to raise."""

    def __init__(self) -> None:
        self.actions = FakeActions(account=ACCOUNT, at_once=True)
        self.passwords: Passwords | None = Passwords("geheim", "anderes")
        self.passwords_fail: Problem | None = None
        self.picture_failure = ""
        self.pictures: list[Path] = []
        self.shown = 0

    @property
    def program(self) -> RunningProgram:
        return program_of(self.actions, save_picture=self.save, show=self.show, known_passwords=self.known_passwords)

    def save(self, file: Path) -> str:
        self.pictures.append(file)
        return self.picture_failure

    def show(self) -> None:
        self.shown += 1

    async def known_passwords(self) -> Passwords | None:
        if self.passwords_fail is not None:
            raise ProblemError(self.passwords_fail)
        return self.passwords

    def ask(self, command: str, **arguments: Any) -> Json:
        return answered(self.program, command, arguments)
