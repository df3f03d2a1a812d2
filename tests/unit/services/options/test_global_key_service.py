"""Global keys: grabbed as chosen, released when not wanted, and a failed grab is reported."""

import asyncio
from collections.abc import Callable, Mapping

from softphone.domain.options.key_combinations import GrabFault
from softphone.domain.options.table import ANSWER_KEY, END_KEY, KEYS_EVERYWHERE, MUTE_KEY, SILENCE_KEY
from softphone.services.diagnostics.status_json import status_json
from softphone.services.options.global_key_service import GlobalKeyService
from softphone.services.options.options_service import OptionsService
from softphone.services.state.state_store import StateStore
from tests.samples.services import FakeStore


class FakeKeys:
    def __init__(self) -> None:
        self.grabbed: list[Mapping[str, str]] = []
        self.taken: frozenset[str] = frozenset()
        self.closed = False
        self.press: Callable[[str], None] = lambda name: None

    def start(self, listener: Callable[[str], None]) -> None:
        self.press = listener

    def grab(self, keys: Mapping[str, str]) -> Mapping[str, GrabFault]:
        self.grabbed.append(keys)
        return {name: GrabFault.TAKEN for name, combination in keys.items() if combination in self.taken}

    def close(self) -> None:
        self.closed = True


def run(story: Callable[[FakeKeys, OptionsService, StateStore], None]) -> None:
    async def running() -> None:
        state = StateStore()
        story(FakeKeys(), OptionsService(FakeStore(), state), state)

    asyncio.run(running())


def test_the_chosen_keys_are_grabbed_once_for_each_change_that_matters() -> None:
    def story(keys: FakeKeys, options: OptionsService, state: StateStore) -> None:
        heard: list[str] = []
        service = GlobalKeyService(keys, options, state, heard.append)
        assert len(keys.grabbed) == 1
        assert keys.grabbed[-1][ANSWER_KEY.key] == "Ctrl+Alt+A"
        options.set(MUTE_KEY, "F9")
        assert len(keys.grabbed) == 1
        options.set(ANSWER_KEY, "Ctrl+Alt+J")
        options.set(SILENCE_KEY, "")
        assert keys.grabbed[-1][ANSWER_KEY.key] == "Ctrl+Alt+J"
        assert SILENCE_KEY.key not in keys.grabbed[-1]
        keys.press(END_KEY.key)
        assert heard == [END_KEY.key]
        service.close()
        assert keys.closed

    run(story)


def test_switched_off_nothing_is_grabbed_and_no_fault_is_left() -> None:
    def story(keys: FakeKeys, options: OptionsService, state: StateStore) -> None:
        keys.taken = frozenset({"Ctrl+Alt+A"})
        GlobalKeyService(keys, options, state, lambda name: None)
        assert state.value.key_faults == {ANSWER_KEY.key: GrabFault.TAKEN}
        assert status_json(state.value)["key_faults"] == {"keys.answer": "taken"}
        options.set(KEYS_EVERYWHERE, False)
        assert keys.grabbed[-1] == {}
        assert state.value.key_faults == {}

    run(story)
