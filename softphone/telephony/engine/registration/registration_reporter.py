"""Reports registration changes to the window process, without repeats and with the transport fault behind them."""

from collections.abc import Callable

from softphone.domain.certificates import CertificateReport
from softphone.domain.telephone.events import RegistrationChanged, RegistrationState


class RegistrationReporter:
    """`server` returns the current server's name, empty where the account has only one."""

    def __init__(self, post: Callable[[RegistrationChanged], None], server: Callable[[], str]) -> None:
        self._post = post
        self._server = server
        self._last: RegistrationChanged | None = None
        self._fault = ""
        self._certificate: CertificateReport | None = None

    def is_in(self, *states: RegistrationState) -> bool:
        return self._last is not None and self._last.state in states

    @property
    def registered(self) -> bool:
        return self.is_in(RegistrationState.REGISTERED)

    def reset(self) -> None:
        """The next state is reported even if it equals the last one."""
        self._last = None

    def set_fault(self, fault: str = "", certificate: CertificateReport | None = None) -> None:
        """Sets the transport fault to report with the next trouble; empty clears it."""
        self._fault, self._certificate = fault, certificate

    def report_trouble(
        self, state: RegistrationState, status: int, reason: str, retry_in_s: float | None = None, fault: bool = True
    ) -> None:
        words, shown = (self._fault, self._certificate) if fault else ("", None)
        self._post_change(
            RegistrationChanged(state, status, reason, words, 0, retry_in_s, self._server(), shown if words else None)
        )

    def report(
        self,
        state: RegistrationState,
        status: int = 0,
        reason: str = "",
        detail: str = "",
        expires_s: int = 0,
        certificate: CertificateReport | None = None,
    ) -> None:
        self._post_change(
            RegistrationChanged(state, status, reason, detail, expires_s, None, self._server(), certificate)
        )

    def _post_change(self, change: RegistrationChanged) -> None:
        if change != self._last:
            self._last = change
            self._post(change)


WRONG_PASSWORD = frozenset({401, 407})
WORTH_ANOTHER_TRY = frozenset({408, 423, 425, 429, 430, 480, 482, 483, 486, 487, 491, 494, 600})


def state_of_status(status: int) -> RegistrationState:
    """4xx and 6xx are final refusals, except the temporary ones; everything else means unreachable."""
    if 200 <= status < 300:
        return RegistrationState.REGISTERED
    if status in WORTH_ANOTHER_TRY:
        return RegistrationState.UNREACHABLE
    if 400 <= status < 500 or 600 <= status < 700:
        return RegistrationState.REFUSED
    return RegistrationState.UNREACHABLE
