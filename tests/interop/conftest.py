"""The whole matrix runs with SOFTPHONE_INTEROP=FILE, which gets the results; without it only the quick scenarios."""

import os
from pathlib import Path

import pytest

from tests.interop.borrowed import mark
from tests.interop.recorder import Recorder, is_quick

TARGET = "SOFTPHONE_INTEROP"
HERE = Path(__file__).parent


def pytest_configure(config: pytest.Config) -> None:
    _install(config)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselected ones are counted by pytest in its last line."""
    _install(config)
    if os.environ.get(TARGET):
        for item in items:
            mark(item)
        return
    slow = [item for item in items if HERE in item.path.parents and not is_quick(item)]
    if slow:
        config.hook.pytest_deselected(items=slow)
        items[:] = [item for item in items if item not in slow]


def _install(config: pytest.Config) -> None:
    if (target := os.environ.get(TARGET)) and not config.pluginmanager.has_plugin("interop-recorder"):
        config.pluginmanager.register(Recorder(Path(target)), "interop-recorder")
