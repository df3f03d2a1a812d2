"""The security agreement of a flow (RFC 3329 with mediasec, draft-dawes-sipcore-mediasec-parameter)."""

from softphone.domain.account.account import SecurityAgreement
from softphone.telephony.engine.gate.wire import sdp
from softphone.telephony.engine.gate.wire.message import WireMessage
from softphone.telephony.engine.gate.wire.values import split_list

CLIENT = "sdes-srtp;mediasec"
OPTION = "mediasec"
NO_AGREEMENT = 494
_NEVER_IN = frozenset({"ACK", "CANCEL"})
_OFFERED_IN = frozenset({200, 401, 407, 421})


class FlowAgreement:
    """Begins anew with every connection and after a 494."""

    def __init__(self, mode: SecurityAgreement) -> None:
        self._mode = mode
        self._servers: list[str] = []
        self._ended = False

    def reset(self) -> None:
        self._servers = []

    @property
    def is_active(self) -> bool:
        return self._mode is SecurityAgreement.MEDIASEC or (
            self._mode is SecurityAgreement.AUTOMATIC and bool(self._servers)
        )

    def add_headers(self, request: WireMessage) -> None:
        """AUTOMATIC asks in REGISTER without demanding anything until the server has offered mediasec."""
        if self._mode is SecurityAgreement.OFF or request.method in _NEVER_IN:
            return
        register = request.method == "REGISTER"
        if register:
            request.add("security-client", CLIENT)
        for server in () if register and self._ended else self._servers:
            request.add("security-verify", server)
        if self._servers or (register and self.is_active):
            _demand(request, "require")
            _demand(request, "proxy-require")

    def mark_media(self, message: WireMessage, is_answer: bool) -> None:
        if self.is_active and message.has_sdp:
            message.body = sdp.with_mediasec(message.body, is_answer)

    def read(self, response: WireMessage) -> bool:
        """True when the server has ended the agreement (494): only a REGISTER without it can make another."""
        if response.status == NO_AGREEMENT and self.is_active:
            self._ended = True
            return True
        offered = [entry for entry in response.listed("security-server") if OPTION in entry.lower().split(";")]
        if offered and response.status in _OFFERED_IN:
            self._servers, self._ended = offered, False
        return False


def _demand(request: WireMessage, key: str) -> None:
    named = split_list(request.first(key))
    request.replace(key, ", ".join([*named, OPTION]))
