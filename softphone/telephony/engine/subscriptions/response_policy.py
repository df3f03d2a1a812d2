"""The next step after an answer to SUBSCRIBE or the end of a subscription (RFC 6665)."""

from dataclasses import dataclass
from enum import Enum


class SubscriptionStep(Enum):
    """KEEP: it is active. AGAIN: subscribe anew at once. LATER: after a pause. NEVER: not before the next sign-in.

    UNKNOWN_PACKAGE: NEVER, for every subscription to this package.
    """

    KEEP = "keep"
    AGAIN = "again"
    LATER = "later"
    NEVER = "never"
    UNKNOWN_PACKAGE = "unknown-package"


@dataclass(frozen=True, slots=True)
class ResponseDecision:
    """`after_s`: the pause the server requested, None without one."""

    then: SubscriptionStep
    after_s: float | None = None
    why: str = ""


KEEP = ResponseDecision(SubscriptionStep.KEEP)
LONGEST_PAUSE_S = 3600.0
_NO_SUCH_THING = frozenset({400, 403, 404, 410, 416, 484, 485, 603, 604, 606})
_NO_SUCH_PACKAGE = frozenset({405, 406, 415, 420, 489, 501})
_OVER = frozenset({"rejected", "noresource", "invariant"})
_ONCE_MORE = frozenset({"deactivated", "timeout"})


def of_answer(status: int, retry_after_s: int | None = None) -> ResponseDecision:
    """The step after a final status. Challenges and 423 are handled before; a remaining one is a refusal."""
    why = f"status {status}"
    if 200 <= status < 300:
        return KEEP
    if status == 481:
        return ResponseDecision(SubscriptionStep.AGAIN, why=why)
    if status in _NO_SUCH_PACKAGE:
        return ResponseDecision(SubscriptionStep.UNKNOWN_PACKAGE, why=why)
    if status in (401, 407) or 300 <= status < 400:
        return ResponseDecision(SubscriptionStep.NEVER, why=why)
    if status in _NO_SUCH_THING and retry_after_s is None:
        return ResponseDecision(SubscriptionStep.NEVER, why=why)
    return ResponseDecision(SubscriptionStep.LATER, _bounded(retry_after_s), why)


def of_end(reason: str, retry_after_s: int | None = None) -> ResponseDecision:
    """The step after `Subscription-State: terminated` (RFC 6665, section 4.1.3); an unknown reason counts as none."""
    reason = reason.strip().lower()
    if reason in _OVER:
        return ResponseDecision(SubscriptionStep.NEVER, why=reason)
    if reason in _ONCE_MORE:
        return ResponseDecision(SubscriptionStep.AGAIN, why=reason)
    return ResponseDecision(SubscriptionStep.LATER, _bounded(retry_after_s), reason or "ended")


def _bounded(seconds: int | None) -> float | None:
    return None if seconds is None else min(float(seconds), LONGEST_PAUSE_S)
