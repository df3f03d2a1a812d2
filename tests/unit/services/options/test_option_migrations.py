"""Older profiles keep every choice of their user; each migration has its samples here, or this file fails."""

import copy
from dataclasses import dataclass
from typing import Any

import pytest

from softphone.domain.options.table import OPTIONS, option_of
from softphone.services.options.option_migrations import (
    MIGRATIONS,
    OPTIONS_STORED_AS,
    SCHEMA,
    SCHEMA_STORED_AS,
    migrate,
)
from tests.samples.services import FakeStore


@dataclass(frozen=True)
class Sample:
    """A profile as version `to` - 1 wrote it, and the choices that version `to` finds in it."""

    to: int
    stored: dict[str, Any]
    chosen: dict[str, Any]


AUDIO = {
    "microphone": "Headset 60",
    "speaker": None,
    "ringers": ["Saal", "Headset 60"],
    "echo_cancellation": True,
    "noise_suppression": False,
}
SAMPLES = (
    Sample(1, {"language": "de"}, {"general.language": "de"}),
    Sample(1, {"language": "system", "audio-wish": None}, {"general.language": "system"}),
    Sample(
        1,
        {"language": "en", "audio-wish": AUDIO, "leader-colours": {"lea": 3}},
        {
            "general.language": "en",
            "sound.microphone": "Headset 60",
            "sound.ringers": ["Saal", "Headset 60"],
            "sound.noise-suppression": False,
        },
    ),
    Sample(1, {"language": 7, "audio-wish": "damaged"}, {}),
    Sample(1, {}, {}),
)


def stored(values: dict[str, Any]) -> FakeStore:
    store = FakeStore()
    store.values = copy.deepcopy(values)
    return store


def test_every_migration_has_samples_and_one_that_changes_something() -> None:
    assert {sample.to for sample in SAMPLES} == set(MIGRATIONS)
    assert set(MIGRATIONS) == set(range(1, SCHEMA + 1))
    for version in MIGRATIONS:
        assert any(sample.chosen for sample in SAMPLES if sample.to == version)


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_a_migration_keeps_what_the_user_chose(sample: Sample) -> None:
    store = stored(sample.stored)
    MIGRATIONS[sample.to](store)
    assert store.load(OPTIONS_STORED_AS) == sample.chosen
    others = {key: value for key, value in sample.stored.items() if key not in ("language", "audio-wish", "options")}
    assert {key: store.load(key) for key in others} == others


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_after_all_migrations_every_choice_can_be_read(sample: Sample) -> None:
    store = stored({SCHEMA_STORED_AS: sample.to - 1, **sample.stored})
    migrate(store)
    assert store.load(SCHEMA_STORED_AS) == SCHEMA
    for key, raw in store.load(OPTIONS_STORED_AS).items():
        option_of(key).read(raw)


def test_a_second_start_changes_nothing_any_more() -> None:
    store = stored({"language": "de"})
    migrate(store)
    store.values[OPTIONS_STORED_AS] = {"general.language": "en"}
    before = copy.deepcopy(store.values)
    migrate(store)
    assert store.values == before


@pytest.mark.parametrize("version", [SCHEMA + 1, SCHEMA + 40])
def test_a_profile_of_a_newer_program_is_left_as_it_is(version: int) -> None:
    before = {SCHEMA_STORED_AS: version, OPTIONS_STORED_AS: {"general.from-the-future": 1}, "language": "de"}
    store = stored(before)
    migrate(store)
    assert store.values == before


@pytest.mark.parametrize("damaged", ["1", None, -3, True, [1]])
def test_a_damaged_version_counts_as_the_oldest(damaged: object) -> None:
    store = stored({SCHEMA_STORED_AS: damaged, "language": "de"})
    migrate(store)
    assert store.load(OPTIONS_STORED_AS) == {"general.language": "de"}


def test_the_table_knows_every_key_that_a_migration_makes() -> None:
    made = {key for sample in SAMPLES if sample.to == SCHEMA for key in sample.chosen}
    assert made <= {option.key for option in OPTIONS}
