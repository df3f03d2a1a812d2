"""`softphone ctl`: the diagnostics bundle, and the self-test on demand."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from softphone.control.server import Handler
from softphone.domain.diagnostics.self_test import CheckResult
from softphone.domain.problems import Problem
from softphone.services.actions import Actions
from softphone.services.diagnostics.status_json import self_test_json

Json = dict[str, Any]


class DiagnosticsCommands:
    """`line` words one result of the self-test in the user's language."""

    def __init__(
        self, actions: Actions, result: Callable[[Problem | None], Json], line: Callable[[CheckResult], str]
    ) -> None:
        self._actions, self._result, self._line = actions, result, line

    def table(self) -> dict[str, Handler]:
        return {"diagnostics": self._diagnostics, "self-test": self._self_test}

    async def _self_test(self, _: Json) -> Json:
        answer = self._result(await self._actions.self_test.run())
        view = self._actions.state.value.self_test
        return {**answer, **self_test_json(view), "lines": [self._line(result) for result in view.results]}

    async def _diagnostics(self, arguments: Json) -> Json:
        file, full_names = arguments["file"], arguments.get("full_names", False)
        if not isinstance(file, str) or not Path(file).is_absolute():
            raise ValueError("file: a complete path is needed")
        if not isinstance(full_names, bool):
            raise TypeError("full_names: true or false")
        return {**self._result(await self._actions.diagnostics.save(file, full_names)), "file": file}
