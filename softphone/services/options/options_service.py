"""The settings in force: what the policy locks, else this run's arguments, the user, the account, the defaults."""

import logging
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from softphone.domain.options.admin_policy import Policy
from softphone.domain.options.key_combinations import in_use_by
from softphone.domain.options.table import KEY_OPTIONS, OPTIONS, AnyOption, Option, option_of
from softphone.domain.problems import (
    NotPossibleNow,
    Obstacle,
    OptionFault,
    OptionLocked,
    OptionRefused,
    Problem,
    ProblemError,
)
from softphone.services.core.outcomes import Outcome, settled
from softphone.services.core.ports import Store
from softphone.services.options.option_migrations import OPTIONS_STORED_AS, chosen_in, migrate
from softphone.services.state.observable import Observable
from softphone.services.state.options import OptionsView, OptionView
from softphone.services.state.state_store import StateStore, one_change

log = logging.getLogger(__name__)
T = TypeVar("T")


class OptionsService:
    """Owns `AppState.options`; fulfils OptionActions. Values are checked and typed by the table.

    `for_this_run` holds until the user chooses something else; it is never stored.
    """

    def __init__(
        self,
        store: Store,
        state: StateStore,
        policy: Policy | None = None,
        for_this_run: Mapping[str, Any] | None = None,
    ) -> None:
        self._store, self._state, self._policy = store, state, policy or Policy()
        migrate(store)
        self._stored = chosen_in(store)
        self._chosen = dict(_readable(self._stored))
        self._for_this_run = dict(for_this_run or {})
        self._suggested: dict[str, Any] = {}
        self._values = {option.key: Observable[Any](self._in_force(option)) for option in OPTIONS}
        for fault in self._policy.faults:
            log.warning("policy: %s", fault)
        for fault in self._policy.faults[:1]:
            state.raise_problem(fault)
        self._publish()

    def value(self, option: Option[T]) -> T:
        value: T = self._in_force(option)
        return value

    def is_locked(self, option: AnyOption) -> bool:
        return option.key in self._policy.locked

    def subscribe(self, option: Option[T], listener: Callable[[T], None]) -> Callable[[], None]:
        """Calls `listener` at once and at every change; the returned function ends that."""
        return self._values[option.key].subscribe(listener)

    def set(self, option: Option[T], value: T) -> Outcome:
        return self.set_all({option.key: value})

    @one_change
    def set_all(self, values: Mapping[str, Any]) -> Outcome:
        """Several by key, in one change; the first that cannot be set is the answer, the others hold."""
        problems = []
        for key, value in values.items():
            try:
                self._choose(option_of(key), value)
            except ProblemError as error:
                problems.append(error.problem)
        self._apply()
        return settled(problems[0] if problems else self._unkept())

    def set_text(self, key: str, text: str) -> Outcome:
        try:
            option = option_of(key)
            return self.set(option, option.read_text(text))
        except ProblemError as error:
            return settled(error.problem)

    def reset(self, option: AnyOption) -> Outcome:
        return self.reset_key(option.key)

    def reset_key(self, key: str) -> Outcome:
        try:
            option = self._changeable(option_of(key))
            self._refuse_second_use(option, self._unchosen(option))
        except ProblemError as error:
            return settled(error.problem)
        for layer in (self._chosen, self._stored, self._for_this_run):
            layer.pop(option.key, None)
        self._apply()
        return settled(self._unkept())

    def suggest(self, option: Option[T], value: T) -> None:
        """A value of the account, in force until the user chooses one."""
        self.suggest_all({option.key: value})

    def suggest_all(self, values: Mapping[str, Any]) -> None:
        """Several by key, applied together; None takes the account's value back."""
        self._suggested.update(values)
        self._suggested = {key: value for key, value in self._suggested.items() if value is not None}
        self._apply()

    def _choose(self, option: AnyOption, value: Any) -> None:
        self._changeable(option)
        plain = option.plain(value)
        self._refuse_second_use(option, value)
        self._chosen[option.key] = option.read(plain)
        self._stored[option.key] = plain
        self._for_this_run.pop(option.key, None)

    def _refuse_second_use(self, option: AnyOption, value: Any) -> None:
        """One combination, one action."""
        if option in KEY_OPTIONS:
            others = {one.key: self._in_force(one) for one in KEY_OPTIONS}
            other = in_use_by(option.key, option.read(value), others)
            if other is not None:
                raise ProblemError(OptionRefused(option.key, OptionFault.KEY_IN_USE, other))

    def _changeable(self, option: AnyOption) -> AnyOption:
        if self.is_locked(option):
            raise ProblemError(OptionLocked(option.key))
        return option

    def _apply(self) -> None:
        """All values first, then the listeners: each sees the others as they are now."""
        self._store.save(OPTIONS_STORED_AS, dict(self._stored))
        self._publish()
        for option in OPTIONS:
            self._values[option.key].set(self._in_force(option))

    def _unkept(self) -> Problem | None:
        """A setting that could not be written is in force all the same, until the program ends."""
        return NotPossibleNow(Obstacle.SETTINGS_NOT_WRITTEN) if self._store.failing else None

    def _publish(self) -> None:
        rows = tuple(self._row(option) for option in OPTIONS)
        self._state.update(options=OptionsView(rows, self._policy.files, self._policy.faults))

    def _row(self, option: AnyOption) -> OptionView:
        locked = self.is_locked(option)
        changed = not locked and (option.key in self._chosen or option.key in self._for_this_run)
        return OptionView(option, self._in_force(option), locked, changed)

    def _in_force(self, option: AnyOption) -> Any:
        for layer in self._layers():
            if option.key in layer:
                return layer[option.key]
        return option.default

    def _unchosen(self, option: AnyOption) -> Any:
        """What holds once the user has chosen nothing."""
        policy = self._policy
        layers = (policy.locked, self._suggested, policy.defaults)
        return next((layer[option.key] for layer in layers if option.key in layer), option.default)

    def _layers(self) -> tuple[Mapping[str, Any], ...]:
        policy = self._policy
        return policy.locked, self._for_this_run, self._chosen, self._suggested, policy.defaults


def _readable(stored: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """What a newer program or a damaged file left is kept in the file, but not in force."""
    for key, raw in stored.items():
        try:
            yield key, option_of(key).read(raw)
        except ProblemError as error:
            log.warning("stored setting not in force: %s", error.problem)
