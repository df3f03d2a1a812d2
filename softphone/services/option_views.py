"""The settings as windows and `softphone ctl` show them, and what can be asked about them."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from softphone.domain.options import OPTIONS, AnyOption, Option
from softphone.domain.problems import Problem

if TYPE_CHECKING:
    from softphone.services.actions import Outcome

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class OptionRow:
    """`changed`: the user has chosen, so it can be reset. `locked`: the policy has decided."""

    option: AnyOption
    value: Any
    locked: bool = False
    changed: bool = False


def _untouched() -> tuple[OptionRow, ...]:
    return tuple(OptionRow(option, option.default) for option in OPTIONS)


@dataclass(frozen=True, slots=True)
class OptionsView:
    """One row for each option, in the order of the table."""

    rows: tuple[OptionRow, ...] = field(default_factory=_untouched)
    policy_files: tuple[str, ...] = ()
    policy_faults: tuple[Problem, ...] = ()

    def row(self, option: AnyOption) -> OptionRow:
        return next(row for row in self.rows if row.option is option)

    def value(self, option: Option[T]) -> T:
        value: T = self.row(option).value
        return value


class OptionActions(Protocol):
    """Like Actions: returns at once, never raises; the settings in force stand in `AppState.options`."""

    def set(self, option: Option[T], value: T) -> "Outcome": ...

    def set_text(self, key: str, text: str) -> "Outcome":
        """As a person types it: "on", "30", "dark"; lists one text a line."""

    def reset(self, option: AnyOption) -> "Outcome":
        """Back to what holds without the user's choice."""

    def reset_key(self, key: str) -> "Outcome": ...
