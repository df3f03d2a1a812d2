"""Administrator policy: default values and locked values of settings."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from softphone.domain.options.table import AnyOption, option_of
from softphone.domain.problems import PolicyUnusable, Problem, ProblemError

DEFAULTS, LOCKED = "defaults", "locked"
_DEEPEST = 4


def _none() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Policy:
    """Values by key, already parsed by their option. `faults`: invalid parts of the files, with reasons."""

    locked: Mapping[str, Any] = field(default_factory=_none)
    defaults: Mapping[str, Any] = field(default_factory=_none)
    files: tuple[str, ...] = ()
    faults: tuple[Problem, ...] = ()


def parse_policy(data: Mapping[str, Any], file: str) -> Policy:
    """`data` is a TOML document; an invalid value is reported and left out, the others apply."""
    faults: list[Problem] = [PolicyUnusable(file, f"[{name}]") for name in data if name not in (DEFAULTS, LOCKED)]
    locked = _values(data.get(LOCKED, {}), file, faults)
    defaults = _values(data.get(DEFAULTS, {}), file, faults)
    return Policy(locked, defaults, (file,), tuple(faults))


def joined(stronger: Policy, weaker: Policy) -> Policy:
    """Merges two policies; the stronger values win, but its defaults keep the weaker locks."""
    return Policy(
        {**weaker.locked, **stronger.locked},
        {**weaker.defaults, **stronger.defaults},
        stronger.files + weaker.files,
        stronger.faults + weaker.faults,
    )


def _values(table: object, file: str, faults: list[Problem]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if not isinstance(table, Mapping):
        faults.append(PolicyUnusable(file, "a table is needed"))
        return values
    for key, raw in _flat(table, "", 0):
        try:
            option: AnyOption = option_of(key)
            values[key] = option.read(raw)
        except ProblemError as error:
            faults.append(PolicyUnusable(file, _fault_text(key, error.problem)))
    return values


def _flat(table: Mapping[str, Any], before: str, depth: int) -> Iterator[tuple[str, Any]]:
    """`general.theme = …` and `"general.theme" = …` mean the same."""
    for name, value in table.items():
        if isinstance(value, Mapping) and depth < _DEEPEST:
            yield from _flat(value, f"{before}{name}.", depth + 1)
        else:
            yield before + name, value


def _fault_text(key: str, problem: Problem) -> str:
    takes = getattr(problem, "takes", "")
    return f"{key}: {takes}" if takes else key
