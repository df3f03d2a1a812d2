"""Passwords go to a trusted system keyring or nowhere; a keyring that fails is given up, never a crash."""

import asyncio
import logging
import threading

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.backends.fail import Keyring as FailKeyring
from keyring.backends.null import Keyring as NullKeyring
from keyring.errors import KeyringLocked, PasswordDeleteError

from softphone.adapters.storage.keyring_secrets import KeyringSecrets
from softphone.domain.problems import KEYRING_SILENT

REALM, USER, PASSWORD = "https://portal.example", "anna@pbx.example", "s3cr3t-äöü"


class MemoryKeyring(KeyringBackend):
    """Keeps passwords in memory; its module's name decides whether it is trusted."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError("not there")


class TrustedKeyring(MemoryKeyring):
    __module__ = "keyring.backends.SecretService"


class FileKeyring(MemoryKeyring):
    __module__ = "keyrings.alt.file"


class LookalikeKeyring(MemoryKeyring):
    __module__ = "keyring.backends.SecretServiceOfMine"


class LockedKeyring(TrustedKeyring):
    __module__ = "keyring.backends.SecretService"

    def _refuse(self, *about: str) -> str | None:
        raise KeyringLocked(str(about))

    get_password = set_password = delete_password = _refuse  # type: ignore[assignment]


class DBusError(Exception):
    """As jeepney raises it: no KeyringError, no OSError."""


class BrokenKeyring(TrustedKeyring):
    __module__ = "keyring.backends.SecretService"

    def _refuse(self, *about: str) -> str | None:
        raise DBusError(f"org.freedesktop.DBus.Error.NoReply {about}")

    get_password = set_password = delete_password = _refuse  # type: ignore[assignment]


class Chain(ChainerBackend):
    """A chain of the given backends."""

    __module__ = "keyring.backends.chainer"

    def __init__(self, *inner: KeyringBackend) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._inner = list(inner)

    @property
    def backends(self) -> list[KeyringBackend]:
        return self._inner


def stored(secrets: KeyringSecrets) -> bool:
    return asyncio.run(secrets.store(USER, REALM, PASSWORD))


def read(secrets: KeyringSecrets) -> str | None:
    return asyncio.run(secrets.read(USER, REALM))


def test_a_trusted_keyring_keeps_reads_and_forgets() -> None:
    backend = TrustedKeyring()
    secrets = KeyringSecrets(backend)
    assert (secrets.available, secrets.unavailable_because) == (True, "")
    assert read(secrets) is None
    assert stored(secrets)
    assert read(secrets) == PASSWORD
    assert list(backend.kept) == [(f"vorzimmer:{REALM}", USER)]
    asyncio.run(secrets.forget(USER, REALM))
    assert read(secrets) is None


def test_forgetting_what_is_not_there_is_no_failure() -> None:
    secrets = KeyringSecrets(TrustedKeyring())
    asyncio.run(secrets.forget(USER, REALM))
    assert secrets.available


@pytest.mark.parametrize("kind", [FileKeyring, LookalikeKeyring, NullKeyring, FailKeyring])
def test_a_keyring_that_is_none_of_the_systems_is_refused_with_its_name(kind: type[KeyringBackend]) -> None:
    backend = kind()
    secrets = KeyringSecrets(backend)
    assert not secrets.available
    assert type(backend).__module__ in secrets.unavailable_because
    assert not stored(secrets)
    assert read(secrets) is None
    asyncio.run(secrets.forget(USER, REALM))
    assert not getattr(backend, "kept", {})


def test_of_a_chain_only_the_trusted_part_gets_the_password() -> None:
    plain, trusted = FileKeyring(), TrustedKeyring()
    secrets = KeyringSecrets(Chain(plain, trusted))
    assert stored(secrets)
    assert not plain.kept
    assert PASSWORD in trusted.kept.values()


def test_of_a_chain_in_a_chain_too() -> None:
    plain, trusted = FileKeyring(), TrustedKeyring()
    secrets = KeyringSecrets(Chain(Chain(plain, trusted), plain))
    assert stored(secrets)
    assert not plain.kept
    assert PASSWORD in trusted.kept.values()


def test_a_chain_without_a_trusted_part_is_refused() -> None:
    nothing = NullKeyring()  # type: ignore[no-untyped-call]
    assert not KeyringSecrets(Chain(FileKeyring(), nothing)).available


@pytest.mark.parametrize("backend", [LockedKeyring, BrokenKeyring])
def test_a_keyring_that_refuses_is_given_up_and_says_why(
    backend: type[MemoryKeyring], caplog: pytest.LogCaptureFixture
) -> None:
    for attempt in (read, stored):
        secrets = KeyringSecrets(backend())
        assert not attempt(secrets)
        assert not secrets.available
        assert secrets.unavailable_because in ("KeyringLocked", "DBusError")
    assert PASSWORD not in caplog.text


@pytest.mark.parametrize("backend", [LockedKeyring, BrokenKeyring])
def test_forgetting_in_a_keyring_that_refuses_does_not_raise(backend: type[MemoryKeyring]) -> None:
    asyncio.run(KeyringSecrets(backend()).forget(USER, REALM))


def test_a_keyring_configuration_that_cannot_be_loaded_is_no_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    def not_loadable() -> KeyringBackend:
        raise ModuleNotFoundError("No module named 'keyring_of_last_year'")

    monkeypatch.setattr(keyring, "get_keyring", not_loadable)
    secrets = KeyringSecrets()
    assert not secrets.available
    assert "ModuleNotFoundError" in secrets.unavailable_because


def test_no_password_reaches_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        secrets = KeyringSecrets(TrustedKeyring())
        stored(secrets)
        read(secrets)
        asyncio.run(secrets.forget(USER, REALM))
        asyncio.run(secrets.forget(USER, REALM))
    assert PASSWORD not in caplog.text


class SilentKeyring(TrustedKeyring):
    """Its prompt is hidden behind another window."""

    __module__ = "keyring.backends.SecretService"

    def __init__(self) -> None:
        super().__init__()
        self.opened = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.opened.wait(30)
        return PASSWORD


def test_a_keyring_that_does_not_answer_is_given_up_after_its_limit() -> None:
    async def story() -> None:
        silent = SilentKeyring()
        secrets = KeyringSecrets(silent, limit_s=0.05)
        assert await secrets.read(USER, REALM) is None
        assert (secrets.available, secrets.unavailable_because) == (False, KEYRING_SILENT)
        assert not await secrets.store(USER, REALM, PASSWORD)
        silent.opened.set()  # too late: nobody waits any more
        await asyncio.sleep(0.05)

    asyncio.run(story())
