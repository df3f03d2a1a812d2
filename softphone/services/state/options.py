"""The settings as windows and `softphone ctl` show them, and what can be asked about them."""

from dataclasses import dataclass, field
from typing import Any, TypeVar

from softphone.domain.options.table import OPTIONS, AnyOption, Option
from softphone.domain.problems import Problem

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class OptionView:
    """`changed`: the user has chosen, so it can be reset. `locked`: the policy has decided."""

    option: AnyOption
    value: Any
    locked: bool = False
    changed: bool = False


def _untouched() -> tuple[OptionView, ...]:
    return tuple(OptionView(option, option.default) for option in OPTIONS)


@dataclass(frozen=True, slots=True)
class OptionsView:
    """One row for each option, in the order of the table."""

    rows: tuple[OptionView, ...] = field(default_factory=_untouched)
    policy_files: tuple[str, ...] = ()
    policy_faults: tuple[Problem, ...] = ()

    def row(self, option: AnyOption) -> OptionView:
        return next(row for row in self.rows if row.option is option)

    def value(self, option: Option[T]) -> T:
        value: T = self.row(option).value
        return value
