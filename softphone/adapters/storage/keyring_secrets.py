"""Password store in the system keyring; refuses backends that write plain text."""

import asyncio
import contextlib
import logging
import threading
from collections.abc import Callable
from typing import TypeVar, cast

import keyring
from keyring.backend import KeyringBackend

from softphone.domain.problems import KEYRING_SILENT as NO_ANSWER

log = logging.getLogger(__name__)

SERVICE = "vorzimmer"
LIMIT_S = 5.0
T = TypeVar("T")
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
    """services.core.ports.Secrets on `keyring`. A call waits in a thread for the user to unlock it, within a limit.

    Backends raise more than KeyringError (jeepney's D-Bus errors, pywin32's own), hence the wide excepts.
    """

    def __init__(self, backend: KeyringBackend | None = None, limit_s: float = LIMIT_S) -> None:
        self._limit_s = limit_s
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
            return await self._asked(backend.get_password, _service(realm), user_id)
        except Exception as error:
            self._give_up(error)
            return None

    async def store(self, user_id: str, realm: str, password: str) -> bool:
        backend = self._backend
        if backend is None:
            return False
        try:
            await self._asked(backend.set_password, _service(realm), user_id, password)
        except Exception as error:
            self._give_up(error)
            return False
        return True

    async def forget(self, user_id: str, realm: str) -> None:
        backend = self._backend
        if backend is None:
            return
        try:
            await self._asked(backend.delete_password, _service(realm), user_id)
        except Exception as error:
            log.info("nothing to forget in the keyring: %s", type(error).__name__)

    async def _asked(self, work: Callable[..., T], *arguments: str) -> T:
        """On a thread that ends with the program, whatever the keyring does; raises TimeoutError."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[T] = loop.create_future()

        def run() -> None:
            try:
                result = work(*arguments)
            except Exception as error:
                _deliver(loop, answer, error=error)
            else:
                _deliver(loop, answer, result=result)

        threading.Thread(target=run, name="keyring", daemon=True).start()
        return await asyncio.wait_for(answer, self._limit_s)

    def _give_up(self, error: Exception) -> None:
        log.warning("the keyring refused: %s", type(error).__name__)
        self._backend, self._why = None, NO_ANSWER if isinstance(error, TimeoutError) else type(error).__name__


def _deliver(
    loop: asyncio.AbstractEventLoop,
    answer: "asyncio.Future[T]",
    *,
    result: T | None = None,
    error: Exception | None = None,
) -> None:
    """The answer may come when nobody waits any more, or when the program has ended."""

    def settle() -> None:
        if answer.done():
            return
        if error is not None:
            answer.set_exception(error)
        else:
            answer.set_result(cast("T", result))

    with contextlib.suppress(RuntimeError):
        loop.call_soon_threadsafe(settle)


def _service(realm: str) -> str:
    return f"{SERVICE}:{realm}"
