"""The stored account, and its passwords in the system keyring."""

from softphone.domain.account.account import Account, Passwords
from softphone.domain.problems import KeyringMissing, Problem
from softphone.services.core.ports import Secrets, Store
from softphone.services.session.account_json import account_from_json, account_to_json

STORED_AS = "account"


class StoredAccount:
    """The account in the Store; passwords only in the keyring."""

    def __init__(self, store: Store, secrets: Secrets) -> None:
        self._store, self._secrets = store, secrets

    @property
    def keyring_problem(self) -> Problem | None:
        return None if self._secrets.available else KeyringMissing(self._secrets.unavailable_because)

    def load(self) -> Account | None:
        return account_from_json(self._store.load(STORED_AS))

    def save(self, account: Account) -> None:
        self._store.save(STORED_AS, account_to_json(account))

    async def passwords(self, account: Account) -> Passwords | None:
        if not self._secrets.available:
            return None
        password = await self._secrets.read(*_entry(account))
        return Passwords(password, await self._secrets.read(*_sip_entry(account)) or "") if password else None

    async def keep(self, account: Account, passwords: Passwords) -> Problem | None:
        """Stores the passwords; the problem says why they will be asked for again."""
        if self._secrets.available and await self._stored(account, passwords):
            return None
        return KeyringMissing(self._secrets.unavailable_because)

    async def forget_passwords(self, account: Account) -> None:
        if self._secrets.available:
            await self._secrets.forget(*_entry(account))
            await self._secrets.forget(*_sip_entry(account))

    async def _stored(self, account: Account, passwords: Passwords) -> bool:
        if passwords.sip:
            stored = await self._secrets.store(*_sip_entry(account), passwords.sip)
        else:
            await self._secrets.forget(*_sip_entry(account))
            stored = True
        return stored and await self._secrets.store(*_entry(account), passwords.portal)


def _entry(account: Account) -> tuple[str, str]:
    """User and realm: the portal where there is one, else the SIP domain."""
    return account.user_id or account.sip.user, account.portal_url or account.sip.domain


def _sip_entry(account: Account) -> tuple[str, str]:
    return account.sip.auth_user or account.sip.user, f"sip:{account.sip.domain}"
