"""Settings store: one JSON file per profile, replaced atomically, never holding secrets."""

import json
import logging
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)


class FileStore:
    """services.core.ports.Store on a JSON file. A damaged file is set aside and a fresh one begun."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._set_aside_as = ""
        self._failing = False
        self._tell: Callable[[str, str], None] = lambda token, file: None
        self._values: dict[str, Any] = self._read()

    def tell(self, listener: Callable[[str, str], None]) -> None:
        """`listener(token, file)`: "set-aside": found damaged; "not-written": once, until it works again."""
        self._tell = listener
        if self._set_aside_as:
            listener("set-aside", self._set_aside_as)
        if self._failing:
            listener("not-written", str(self._file))

    @property
    def failing(self) -> bool:
        return self._failing

    def load(self, key: str) -> Any:
        return self._values.get(key)

    def save(self, key: str, value: Any) -> None:
        if self._values.get(key) == value and not self._failing:
            return
        self._values[key] = value
        self._write()

    def _read(self) -> dict[str, Any]:
        try:
            return _object(self._file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError) as error:
            self._set_aside(error)
            return {}

    def _set_aside(self, error: Exception) -> None:
        damaged = self._file.with_suffix(".damaged.json")
        log.warning("settings file unreadable, kept as %s: %s", damaged.name, type(error).__name__)
        try:
            self._file.replace(damaged)
            self._set_aside_as = str(damaged)
        except OSError as failure:
            log.warning("could not set the settings file aside: %s", failure)

    def _write(self) -> None:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._swap_in(json.dumps(self._values, ensure_ascii=False, indent=1, sort_keys=True).encode())
        except (OSError, ValueError) as error:
            log.warning("settings could not be written: %s", error)
            if not self._failing:
                self._tell("not-written", str(self._file))
            self._failing = True
        else:
            self._failing = False

    def _swap_in(self, content: bytes) -> None:
        handle, name = tempfile.mkstemp(dir=self._file.parent, prefix=".settings-")
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(content)
            Path(name).replace(self._file)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise


def _object(text: str) -> dict[str, Any]:
    values = json.loads(text)
    if not isinstance(values, dict):
        raise ValueError("no JSON object")
    return values
