"""Keeps what the interop scenarios came to, so that docs/interop.md is made from a run and from nothing else."""

import json
from collections.abc import Generator
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest

MARK = "interop"
PASSED, FAILED, LEFT_OUT, LIMIT = "passed", "failed", "left out", "known limit"


@dataclass(frozen=True)
class Row:
    """One scenario of the matrix; `remark` says why where the result is not simply "passed"."""

    area: str
    title: str
    peer: str
    transport: str
    result: str
    remark: str
    test: str


def scenario(title: str, peer: str, transport: str = "UDP", *, quick: bool | str = False) -> pytest.MarkDecorator:
    """A row of docs/interop.md. `quick` ones run in `make test` as well; "UDP": only over that."""
    return pytest.mark.interop(title=title, peer=peer, transport=transport, quick=quick)


def is_quick(item: pytest.Item) -> bool:
    mark = item.get_closest_marker(MARK)
    quick = mark.kwargs.get("quick") if mark is not None else True
    return quick is True or (bool(quick) and _filled("{transport}", item) == quick)


class Recorder:
    """A pytest plugin; writes the rows at the end of the session."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self._rows: dict[str, Row] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        mark = item.get_closest_marker(MARK)
        if (
            isinstance(item, pytest.Function)
            and mark is not None
            and (report.when == "call" or report.outcome != "passed")
        ):
            self._rows[item.nodeid] = self._row(item, mark, report)
        return report

    def _row(self, item: pytest.Function, mark: pytest.Mark, report: pytest.TestReport) -> Row:
        result, why = _result(report)
        told = [str(value) for name, value in item.user_properties if name == "remark"]
        area = mark.kwargs.get("area") or (item.module.__doc__ or item.path.stem).split("\n")[0].rstrip(".")
        kwargs = mark.kwargs
        remark = "; ".join(part for part in (kwargs.get("remark", ""), *told, why) if part)
        return Row(
            area,
            _filled(kwargs["title"], item),
            _filled(kwargs["peer"], item),
            _filled(kwargs["transport"], item),
            result,
            remark,
            item.nodeid,
        )

    def pytest_sessionfinish(self) -> None:
        self._target.write_text(
            json.dumps([asdict(row) for row in self._rows.values()], ensure_ascii=False, indent=1)
        )


def _filled(text: str, item: pytest.Item) -> str:
    """`{name}` in a title stands for that parameter of the test, `{id}` for all of them as pytest names them."""
    if not hasattr(item, "callspec"):
        return text.format()
    values = {name: getattr(value, "name", value) for name, value in item.callspec.params.items()}
    return text.format(id=item.callspec.id.replace("-", " "), **values)


def _result(report: pytest.TestReport) -> tuple[str, str]:
    if hasattr(report, "wasxfail"):
        return (LIMIT, report.wasxfail) if report.skipped else (FAILED, "passes, though noted as a known limit")
    if report.skipped:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        return LEFT_OUT, reason.removeprefix("Skipped: ")
    if report.passed:
        return PASSED, ""
    crash = getattr(report.longrepr, "reprcrash", None)
    return FAILED, _short(getattr(crash, "message", str(report.longrepr)))


def _short(text: str) -> str:
    return text.strip().split("\n")[0][:200]
