"""What the window has been told of the registration: never the same twice, with the fault that was behind it."""

from collections.abc import Callable

from softphone.domain.certificates import CertificateReport
from softphone.domain.telephone.events import Event, RegistrationChanged, RegistrationState


class RegistrationReporter:
    """`server` names the one it is about, where several serve the account."""

    def __init__(self, post: Callable[[Event], None], server: Callable[[], str]) -> None:
        self._post = post
        self._server = server
        self._told: RegistrationChanged | None = None
        self._fault = ""
        self._certificate: CertificateReport | None = None

    def is_in(self, *states: RegistrationState) -> bool:
        return self._told is not None and self._told.state in states

    @property
    def registered(self) -> bool:
        return self.is_in(RegistrationState.REGISTERED)

    def forget(self) -> None:
        """Whatever comes next is told, the same included."""
        self._told = None

    def blame(self, fault: str = "", certificate: CertificateReport | None = None) -> None:
        """The transport's fault, said with the next trouble; without words there is none any more."""
        self._fault, self._certificate = fault, certificate

    def trouble(
        self, state: RegistrationState, status: int, reason: str, retry_in_s: float | None = None, fault: bool = True
    ) -> None:
        words, shown = (self._fault, self._certificate) if fault else ("", None)
        self._tell(
            RegistrationChanged(state, status, reason, words, 0, retry_in_s, self._server(), shown if words else None)
        )

    def only_ipv6(self, retry_in_s: float) -> None:
        """There is a server, and no way to it from here."""
        state = RegistrationState.UNREACHABLE
        self._tell(RegistrationChanged(state, retry_in_s=retry_in_s, server=self._server(), only_ipv6=True))

    def tell(
        self, state: RegistrationState, status: int = 0, reason: str = "", detail: str = "", expires_s: int = 0
    ) -> None:
        self._tell(RegistrationChanged(state, status, reason, detail, expires_s, None, self._server()))

    def _tell(self, told: RegistrationChanged) -> None:
        if told != self._told:
            self._told = told
            self._post(told)


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
