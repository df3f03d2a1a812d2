"""`softphone ctl`: the diagnostics bundle."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from softphone.control_server import Handler
from softphone.domain.problems import Problem
from softphone.services.actions import Actions

Json = dict[str, Any]


class DiagnosticsCommands:
    def __init__(self, actions: Actions, result: Callable[[Problem | None], Json]) -> None:
        self._actions, self._result = actions, result

    def table(self) -> dict[str, Handler]:
        return {"diagnostics": self._diagnostics}

    async def _diagnostics(self, arguments: Json) -> Json:
        file, full_names = arguments["file"], arguments.get("full_names", False)
        if not isinstance(file, str) or not Path(file).is_absolute():
            raise ValueError("file: a complete path is needed")
        if not isinstance(full_names, bool):
            raise TypeError("full_names: true or false")
        return {**self._result(await self._actions.diagnostics.save(file, full_names)), "file": file}
