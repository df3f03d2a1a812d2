"""`softphone ctl`: the settings of the typed table."""

from collections.abc import Callable
from typing import Any

from softphone.control.server import Handler
from softphone.domain.options.table import option_of
from softphone.domain.problems import Problem, ProblemError
from softphone.services.actions import Actions
from softphone.services.state.options import OptionRow

Json = dict[str, Any]


class OptionCommands:
    """`result` turns a problem, or None, into the answer."""

    def __init__(self, actions: Actions, result: Callable[[Problem | None], Json]) -> None:
        self._actions, self._result = actions, result

    def table(self) -> dict[str, Handler]:
        return {"options": self._options, "option": self._option, "option-reset": self._reset}

    async def _options(self, _: Json) -> Json:
        view = self._actions.state.value.options
        return {"ok": True, "options": [row_json(row) for row in view.rows], "policy": list(view.policy_files)}

    async def _option(self, arguments: Json) -> Json:
        key = _text(arguments, "key")
        values = arguments.get("value")
        if values is None:
            return self._shown(key)
        if not isinstance(values, list) or not all(isinstance(one, str) for one in values):
            raise TypeError("value: a list of texts is needed")
        return {**self._result(await self._actions.options.set_text(key, "\n".join(values))), **self._row(key)}

    async def _reset(self, arguments: Json) -> Json:
        key = _text(arguments, "key")
        return {**self._result(await self._actions.options.reset_key(key)), **self._row(key)}

    def _shown(self, key: str) -> Json:
        try:
            option_of(key)
        except ProblemError as error:
            return self._result(error.problem)
        return {"ok": True, **self._row(key)}

    def _row(self, key: str) -> Json:
        rows = self._actions.state.value.options.rows
        return next((row_json(row) for row in rows if row.option.key == key), {})


def row_json(row: OptionRow) -> Json:
    option = row.option
    return {
        "key": option.key,
        "value": option.plain(row.value),
        "default": option.plain(option.default),
        "kind": option.kind.name,
        "takes": option.kind.takes,
        "locked": row.locked,
        "changed": row.changed,
    }


def _text(arguments: Json, name: str) -> str:
    value = arguments[name]
    if not isinstance(value, str):
        raise TypeError(f"{name}: a text is needed")
    return value
