"""What the gate reports to the engine."""

from dataclasses import dataclass

from softphone.domain.certificates import CertificateReport


@dataclass(frozen=True, slots=True)
class FlowOpened:
    """A connection (TCP or TLS) stands; flows are numbered from 1 on."""

    line: str
    flow: int


@dataclass(frozen=True, slots=True)
class FlowLost:
    """A connection broke, or could not be made (`flow` 0).

    `fault`: the reason as text; `certificate`: what the server showed, where that was refused.
    """

    line: str
    flow: int
    fault: str
    certificate: CertificateReport | None = None


@dataclass(frozen=True, slots=True)
class AddressChanged:
    """The registrar sees another address of ours than the one it was told: REGISTER must be repeated."""

    line: str


@dataclass(frozen=True, slots=True)
class AgreementLost:
    """The server answered 494: only a new REGISTER agrees again."""

    line: str


@dataclass(frozen=True, slots=True)
class InviteRefused:
    """An INVITE beyond the limit, refused without pjsip."""

    message: str
    status: int
    reason: str


GateEvent = FlowOpened | FlowLost | AddressChanged | AgreementLost | InviteRefused
