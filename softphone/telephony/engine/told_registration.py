"""What the window has been told of the registration: never the same twice, with the fault that was behind it."""

from collections.abc import Callable

from softphone.domain.certificates import CertificateReport
from softphone.telephony.messages import Event, RegistrationChanged, RegistrationState


class ToldRegistration:
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
