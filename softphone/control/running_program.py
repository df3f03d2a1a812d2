"""What `softphone ctl` commands use of the running program, and how its outcomes become answers."""

import inspect
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from softphone.adapters.storage.provision_file import read_password
from softphone.control.parameter import Json
from softphone.domain.account.account import AudioSettings, Passwords
from softphone.domain.diagnostics.self_test import CheckResult
from softphone.domain.problems import Problem
from softphone.services.actions import Actions
from softphone.services.audio.audio_options import wish_of
from softphone.services.diagnostics.plain_json import plain_json, problem_json
from softphone.services.diagnostics.status_json import status_json
from softphone.services.state.app_state import AppState
from softphone.services.state.journal import JournalRow


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningProgram:
    """`sentence`, `journal_heading`, `journal_cells` and `check_line` word things in the user's language."""

    actions: Actions
    sentence: Callable[[Problem], str]
    save_picture: Callable[[Path], str]
    show: Callable[[], None]
    open_url: Callable[[str], Problem | None]
    known_passwords: Callable[[], Awaitable[Passwords | None]]
    engine_pid: Callable[[], int | None]
    journal_heading: Callable[[], tuple[str, ...]]
    journal_cells: Callable[[JournalRow], tuple[str, ...]]
    check_line: Callable[[CheckResult], str]
    now: Callable[[], datetime] = datetime.now

    @property
    def state(self) -> AppState:
        return self.actions.state.value

    async def passwords(self, portal_file: Path | None, sip_file: Path | None) -> Passwords | None:
        """Passwords of the files before the stored ones; None without either."""
        portal, sip = (read_password(file) if file is not None else "" for file in (portal_file, sip_file))
        stored = await self.known_passwords()
        if stored is None:
            return Passwords(portal, sip) if portal else None
        return Passwords(portal or stored.portal, sip or stored.sip)

    def status(self) -> Json:
        return status_json(self.state)

    def parts(self, *names: str) -> Json:
        """Some of the status, under the same names."""
        status = self.status()
        return {name: status[name] for name in names}

    def audio_wish(self) -> AudioSettings:
        return wish_of(self.state.audio)

    def json(self, value: Any) -> Any:
        return plain_json(value)

    async def answer(self, outcome: Awaitable[Problem | Json | None] | Problem | Json | None) -> Json:
        """Waits for what an action returned."""
        result = await outcome if inspect.isawaitable(outcome) else outcome
        return result if isinstance(result, dict) else self.result(result)

    def result(self, problem: Problem | None) -> Json:
        if problem is None:
            return {"ok": True}
        return {"ok": False, "problem": problem_json(problem), "sentence": self.sentence(problem)}
