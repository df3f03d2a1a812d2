"""The order of the test files: long ones first, so that the workers of `make test` end together."""

import pytest

FOLDERS = ("e2e", "integration", "network", "fuzz", "interop")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A stable sort by folder: files that drive whole programs take the longest. Within a folder the order stays."""
    items.sort(key=_place)


def _place(item: pytest.Item) -> int:
    return next((n for n, folder in enumerate(FOLDERS) if folder in item.path.parts), len(FOLDERS))
