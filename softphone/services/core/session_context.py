"""Facts about the signed-in user."""

from collections.abc import Callable
from dataclasses import dataclass

from softphone.domain.account.account import Account, Encryption
from softphone.domain.calls.caller_id import LeaderIdentity
from softphone.domain.calls.sip_headers import parse_name_addr
from softphone.domain.executive.settings import Roles
from softphone.domain.numbers.feature_codes import DEFAULT_CODES, FeatureCodes, digits_of
from softphone.domain.numbers.phone_numbers import dial_uri, same_number
from softphone.domain.platform_facts import USER_ID_IS_SIP_ADDRESS
from softphone.services.core.ports import Portal
from softphone.services.state.groups import LeaderRef


@dataclass(frozen=True, slots=True)
class SessionContext:
    """Asked anew each time, because all of it changes with every sign-in; the defaults are those of nobody.

    `account`: None while signed out; `known_account`: then still the last one. `roles`: None until the portal
    has answered. `name_of`: from the contacts. `colleague_numbers`: all of the colleague with this one.
    """

    account: Callable[[], Account | None] = lambda: None
    known_account: Callable[[], Account | None] = lambda: None
    portal: Callable[[], Portal | None] = lambda: None
    roles: Callable[[], Roles | None] = lambda: None
    own_numbers: Callable[[], tuple[str, ...]] = lambda: ()
    leaders: Callable[[], tuple[LeaderIdentity, ...]] = lambda: ()
    ref: Callable[[str | None], LeaderRef | None] = lambda leader_id: None
    codes: Callable[[], FeatureCodes | None] = lambda: None
    name_of: Callable[[str], str] = lambda number: ""
    colleague_numbers: Callable[[str], tuple[str, ...]] = lambda number: ()

    @property
    def region(self) -> str:
        return _region(self.account())

    @property
    def known_region(self) -> str:
        return _region(self.known_account())

    @property
    def domain(self) -> str:
        account = self.account()
        return account.sip.domain if account is not None else ""

    @property
    def encryption(self) -> Encryption:
        account = self.account()
        return account.sip.effective_encryption if account is not None else Encryption.OFF

    @property
    def over_network(self) -> bool:
        """Whether the telephone server is another computer."""
        account = self.account()
        return account is not None and bool(account.sip.user) and not account.sip.is_local

    @property
    def only_encrypted(self) -> bool:
        return self.encryption is Encryption.MANDATORY

    @property
    def feature_codes(self) -> FeatureCodes:
        """Those of the portal, else those of the account."""
        account = self.account()
        return self.codes() or (account.feature_codes if account is not None else DEFAULT_CODES)

    def pick_up_string(self, digits: str | None) -> str | None:
        """What is dialled to take a call that rings there; None where the platform offers no such code."""
        code = self.feature_codes.pick_up
        return f"{code}{digits}" if code and digits else None

    def digits(self, leader_id: str) -> str | None:
        """How this leader is named inside a feature code."""
        return digits_of(self._numbers(leader_id), self.region)

    def sip_uri(self, leader_id: str) -> str | None:
        """Where this leader is called; None where no number is known."""
        digits, account = self.digits(leader_id), self.account()
        return dial_uri(digits, account.sip.domain) if digits and account is not None else None

    def leader_of(self, sender: str) -> str | None:
        """Whose message this is, by its From; None where that fits no leader or two."""
        address = parse_name_addr(sender)
        if address is None:
            return None
        full = f"{address.user}@{address.host}".casefold()
        found = {leader.user_id for leader in self.leaders() if self._is(leader, address.user, full)}
        return found.pop() if len(found) == 1 else None

    def message_uri(self, user_id: str) -> str | None:
        return f"sip:{user_id}" if USER_ID_IS_SIP_ADDRESS and "@" in user_id else None

    def _is(self, leader: LeaderIdentity, user: str, full: str) -> bool:
        return leader.user_id.casefold() == full or any(same_number(n, user, self.region) for n in leader.numbers)

    def _numbers(self, leader_id: str) -> tuple[str, ...]:
        return next((leader.numbers for leader in self.leaders() if leader.user_id == leader_id), ())


def _region(account: Account | None) -> str:
    return account.region if account is not None else "DE"


SIGNED_OUT = SessionContext()
