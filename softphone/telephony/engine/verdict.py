"""What the final status of a REGISTER means for us (RFC 3261 sections 10.3 and 21)."""

from softphone.telephony.messages import RegistrationState

WORTH_ANOTHER_TRY = frozenset({408, 423, 425, 429, 430, 480, 482, 483, 486, 487, 491, 600})


def verdict(status: int) -> RegistrationState:
    """4xx and 6xx refuse us for good, but for those that speak of the moment; all the rest is trouble on the way."""
    if 200 <= status < 300:
        return RegistrationState.REGISTERED
    if status in WORTH_ANOTHER_TRY:
        return RegistrationState.UNREACHABLE
    if 400 <= status < 500 or 600 <= status < 700:
        return RegistrationState.REFUSED
    return RegistrationState.UNREACHABLE
