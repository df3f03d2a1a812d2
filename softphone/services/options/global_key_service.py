"""The keys that act everywhere in the system: taken as the user has chosen them, and what could not be had."""

from collections.abc import Callable

from softphone.domain.options.table import EVERYWHERE_KEYS, KEYS_EVERYWHERE
from softphone.services.core.ports import GlobalKeys
from softphone.services.options.options_service import OptionsService
from softphone.services.state.state_store import StateStore


class GlobalKeyService:
    """Owns `AppState.key_faults`. `pressed` hears the name of the setting whose key it was."""

    def __init__(
        self, keys: GlobalKeys, options: OptionsService, state: StateStore, pressed: Callable[[str], None]
    ) -> None:
        self._keys, self._options, self._state = keys, options, state
        self._grabbed: dict[str, str] = {}
        keys.start(pressed)
        options.subscribe(KEYS_EVERYWHERE, lambda _: self._grab())
        for option in EVERYWHERE_KEYS:
            options.subscribe(option, lambda _: self._grab())

    def _grab(self) -> None:
        on = self._options.value(KEYS_EVERYWHERE)
        wanted = {option.key: self._options.value(option) for option in EVERYWHERE_KEYS if on}
        wanted = {name: keys for name, keys in wanted.items() if keys}
        if wanted != self._grabbed:
            self._grabbed = wanted
            self._state.update(key_faults=dict(self._keys.grab(wanted)))

    def close(self) -> None:
        self._keys.close()
