"""Password store in the system keyring; refuses backends that write plain text."""

import asyncio
import logging

import keyring
from keyring.backend import KeyringBackend

log = logging.getLogger(__name__)

SERVICE = "vorzimmer"
TRUSTED_MODULES = (
    "keyring.backends.SecretService",
    "keyring.backends.kwallet",
    "keyring.backends.libsecret",
    "keyring.backends.macOS",
    "keyring.backends.Windows",
)


def _trusted(backend: KeyringBackend) -> bool:
    module = type(backend).__module__
    return any(module == known or module.startswith(f"{known}.") for known in TRUSTED_MODULES)


def _pick(backend: KeyringBackend) -> KeyringBackend | None:
    """The backend itself, or the first trusted one of a chain; a chain may hold chains."""
    inner = getattr(backend, "backends", None)
    if inner is None:
        return backend if _trusted(backend) else None
    return next((found for one in inner if (found := _pick(one)) is not None), None)


def _configured() -> tuple[KeyringBackend | None, str]:
    """The system's keyring and its name; a configuration that names a missing module ends here."""
    try:
        found = keyring.get_keyring()
    except Exception as error:  # keyring lets out whatever the configured backend raises when it is loaded
        log.warning("the keyring cannot be loaded: %s", type(error).__name__)
        return None, type(error).__name__
    return _pick(found), f"{type(found).__module__}.{type(found).__name__}"


class KeyringSecrets:
    """services.core.ports.Secrets on `keyring`. Calls may wait for the user to unlock, so they run in a thread.

    Backends raise more than KeyringError (jeepney's D-Bus errors, pywin32's own), hence the wide excepts.
    """

    def __init__(self, backend: KeyringBackend | None = None) -> None:
        name = f"{type(backend).__module__}.{type(backend).__name__}"
        self._backend, name = _configured() if backend is None else (_pick(backend), name)
        self._why = "" if self._backend else name

    @property
    def available(self) -> bool:
        return self._backend is not None

    @property
    def unavailable_because(self) -> str:
        return self._why

    async def read(self, user_id: str, realm: str) -> str | None:
        backend = self._backend
        if backend is None:
            return None
        try:
            return await asyncio.to_thread(backend.get_password, _service(realm), user_id)
        except Exception as error:
            self._give_up(error)
            return None

    async def store(self, user_id: str, realm: str, password: str) -> bool:
        backend = self._backend
        if backend is None:
            return False
        try:
            await asyncio.to_thread(backend.set_password, _service(realm), user_id, password)
        except Exception as error:
            self._give_up(error)
            return False
        return True

    async def forget(self, user_id: str, realm: str) -> None:
        backend = self._backend
        if backend is None:
            return
        try:
            await asyncio.to_thread(backend.delete_password, _service(realm), user_id)
        except Exception as error:
            log.info("nothing to forget in the keyring: %s", type(error).__name__)

    def _give_up(self, error: Exception) -> None:
        log.warning("the keyring refused: %s", type(error).__name__)
        self._backend, self._why = None, type(error).__name__


def _service(realm: str) -> str:
    return f"{SERVICE}:{realm}"
