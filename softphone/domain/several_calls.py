"""What a telephone is told, and tells, about several calls at a time; part of the language in `telephone`."""

from dataclasses import dataclass

from softphone.domain.calls import CallKey, InviteFacts


@dataclass(frozen=True, slots=True)
class ConnectCalls:
    """Join the far ends of two calls and leave both: REFER on `key` with Replaces naming the dialog of `other`.

    TransferChanged about `key` tells how it goes.
    """

    key: CallKey
    other: CallKey


@dataclass(frozen=True, slots=True)
class Mix:
    """These calls hear each other and this telephone; fewer than two: nobody is mixed any more."""

    keys: tuple[CallKey, ...]


@dataclass(frozen=True, slots=True)
class FollowReferrals:
    """Whether a transfer that the other side asks for is followed; lasting, True until said otherwise."""

    allowed: bool


@dataclass(frozen=True, slots=True)
class MixChanged:
    keys: tuple[CallKey, ...]


@dataclass(frozen=True, slots=True)
class CallReferred:
    """The other side of `key` sent us on: a new call `new_key` to `target` is under way, `key` still stands."""

    key: CallKey
    new_key: CallKey
    target: str


@dataclass(frozen=True, slots=True)
class PartyChanged:
    """Somebody else is at the other end of this call now (RFC 3891); `invite` says who, the call itself goes on."""

    key: CallKey
    invite: InviteFacts
