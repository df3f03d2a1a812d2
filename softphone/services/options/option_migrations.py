"""Older profiles become new ones, step by step; each step has its samples in test_option_migrations.py."""

import logging
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from softphone.domain.account.account import AudioSettings, Language
from softphone.services.core.ports import Store
from softphone.services.session.account_json import audio_from_json

log = logging.getLogger(__name__)
SCHEMA_STORED_AS, OPTIONS_STORED_AS = "schema", "options"
Migration = Callable[[Store], None]


def chosen_in(store: Store) -> dict[str, Any]:
    """The user's choices by key, as stored; what is no table of choices reads as none."""
    stored = store.load(OPTIONS_STORED_AS)
    return dict(stored) if isinstance(stored, dict) else {}


def _language_and_audio_become_options(store: Store) -> None:
    """Version 0 kept the language and the sound devices under keys of their own."""
    chosen = {**_old_language(store.load("language")), **_old_audio(store.load("audio-wish")), **chosen_in(store)}
    store.save(OPTIONS_STORED_AS, chosen)
    for gone in ("language", "audio-wish"):
        if store.load(gone) is not None:
            store.save(gone, None)


def _old_language(stored: object) -> dict[str, Any]:
    known = {language.value for language in Language}
    return {"general.language": stored} if isinstance(stored, str) and stored in known else {}


def _old_audio(stored: object) -> dict[str, Any]:
    """Only what differs from doing nothing was a choice."""
    wish, untouched = audio_from_json(stored) or AudioSettings(), AudioSettings()
    values: dict[str, tuple[Any, Any]] = {
        "sound.microphone": (wish.microphone, untouched.microphone),
        "sound.speaker": (wish.speaker, untouched.speaker),
        "sound.ringers": (list(wish.ringers), []),
        "sound.echo-cancellation": (wish.echo_cancellation, untouched.echo_cancellation),
        "sound.noise-suppression": (wish.noise_suppression, untouched.noise_suppression),
    }
    return {key: now for key, (now, before) in values.items() if now != before}


MIGRATIONS: Mapping[int, Migration] = MappingProxyType({1: _language_and_audio_become_options})
"""By the version each one leads to; never changed once released."""
SCHEMA = max(MIGRATIONS)


def migrate(store: Store) -> None:
    """Brings an older profile up to date; one of a newer program is left as it is."""
    for version in range(_version(store) + 1, SCHEMA + 1):
        MIGRATIONS[version](store)
        store.save(SCHEMA_STORED_AS, version)
        log.info("settings are of version %d now", version)


def _version(store: Store) -> int:
    stored = store.load(SCHEMA_STORED_AS)
    return stored if isinstance(stored, int) and not isinstance(stored, bool) and stored >= 0 else 0
