"""What holds for the values of the domain as a whole: closed unions, frozen, fit to cross a process wall."""

import dataclasses
import inspect
import pickle
import re
from types import ModuleType
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain import platform_facts, problems
from softphone.domain.account import account as settings
from softphone.domain.account.account import SipAccount
from softphone.domain.executive import settings as executive
from softphone.domain.problems import Problem, ProblemError
from softphone.domain.telephone import audio_test, commands, events
from softphone.domain.telephone import call as calls
from softphone.domain.telephone.commands import Command, Register
from softphone.domain.telephone.events import Event

MODULES = (calls, executive, problems, settings, commands, events, audio_test)
ACCOUNT = SipAccount("anna", "pbx.example", "anna")


def dataclasses_of(module: ModuleType) -> list[type]:
    own = [value for value in vars(module).values() if inspect.isclass(value) and value.__module__ == module.__name__]
    return [value for value in own if dataclasses.is_dataclass(value)]


@pytest.mark.parametrize("kind", [kind for module in MODULES for kind in dataclasses_of(module)])
def test_values_are_frozen_and_slotted(kind: type) -> None:
    assert vars(kind)["__dataclass_params__"].frozen
    assert "__slots__" in vars(kind)


def test_every_problem_belongs_to_the_union_that_the_windows_have_sentences_for() -> None:
    assert set(dataclasses_of(problems)) == set(get_args(Problem))


def test_every_command_and_event_belongs_to_the_language_between_the_processes() -> None:
    spoken = set(get_args(Command)) | set(get_args(Event)) | {events.SoundDevice, audio_test.ProbeResult}
    assert {d for module in (commands, events, audio_test) for d in dataclasses_of(module)} == spoken


@given(st.from_type(Command | Event))  # type: ignore[arg-type]
def test_commands_and_events_cross_the_process_wall_unchanged(value: object) -> None:
    assert repr(pickle.loads(pickle.dumps(value))) == repr(value)


@given(st.text(min_size=1))
def test_a_password_never_shows_in_what_is_printed(password: str) -> None:
    printed = repr(Register(ACCOUNT, password))
    assert printed == repr(Register(ACCOUNT, "")), printed


@given(st.from_type(Problem))  # type: ignore[arg-type]
def test_an_error_carries_its_problem(problem: Problem) -> None:
    assert ProblemError(problem).problem is problem


def test_every_assumed_fact_has_its_reason() -> None:
    """Every group of constants has a comment with its reason."""
    groups = re.split(r"\n\s*\n", inspect.getsource(platform_facts).partition('"""\n\n')[2])
    assert len(groups) > 10
    assert [group for group in groups if not group.strip().startswith("#")] == []


def test_names_compared_without_case_are_stored_in_lower_case() -> None:
    for names in (
        platform_facts.SILENT_ALERT_NAMES,
        platform_facts.SPLASH_ALERT_NAMES,
        platform_facts.HIDDEN_NAMES,
    ):
        assert names == {name.casefold() for name in names}
