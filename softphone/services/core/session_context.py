"""What the services around calls need to know of who is signed in."""

from collections.abc import Callable
from dataclasses import dataclass

from softphone.domain.account.account import Account
from softphone.domain.calls.caller_id import LeaderIdentity
from softphone.domain.calls.sip_headers import parse_name_addr
from softphone.domain.numbers.feature_codes import DEFAULT_CODES, FeatureCodes, digits_of
from softphone.domain.numbers.phone_numbers import dial_uri, same_number
from softphone.domain.platform_facts import USER_ID_IS_SIP_ADDRESS
from softphone.services.core.ports import Portal
from softphone.services.state.groups import LeaderRef


@dataclass(frozen=True, slots=True)
class SessionContext:
    """Asked anew each time: all of it changes with every sign-in."""

    account: Callable[[], Account | None]
    portal: Callable[[], Portal | None]
    identities: Callable[[], tuple[LeaderIdentity, ...]]
    ref: Callable[[str | None], LeaderRef | None]
    codes: Callable[[], FeatureCodes | None]
    colleague: Callable[[str], tuple[str, ...]] = lambda number: ()
    """All numbers of the colleague who has this one; none for strangers."""

    @property
    def region(self) -> str:
        account = self.account()
        return account.region if account is not None else "DE"

    @property
    def feature_codes(self) -> FeatureCodes:
        """Those of the portal; where none has told, those of the settings."""
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
        found = {leader.user_id for leader in self.identities() if self._is(leader, address.user, full)}
        return found.pop() if len(found) == 1 else None

    def message_uri(self, user_id: str) -> str | None:
        return f"sip:{user_id}" if USER_ID_IS_SIP_ADDRESS and "@" in user_id else None

    def _is(self, leader: LeaderIdentity, user: str, full: str) -> bool:
        return leader.user_id.casefold() == full or any(same_number(n, user, self.region) for n in leader.numbers)

    def _numbers(self, leader_id: str) -> tuple[str, ...]:
        return next((leader.numbers for leader in self.identities() if leader.user_id == leader_id), ())
