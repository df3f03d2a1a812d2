"""The daily self-test: its checks, their results, and the overall light."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from urllib.parse import urlsplit

from softphone.domain.account.account import Account, Transport
from softphone.domain.account.sip_address import host_and_port
from softphone.domain.problems import DeviceSide, Problem

CERTIFICATE_WARNING_DAYS = 14
SILENT_DBFS = -85.0
"""No room is this quiet: the microphone is muted or unplugged."""
DAY_BEGINS_AT_H = 4
SIPS_PORT, HTTPS_PORT = 5061, 443


class Check(Enum):
    """In the order they are shown."""

    REGISTRATION = "registration"
    TELEPHONE_TLS = "telephone-tls"
    PORTAL = "portal"
    PORTAL_TLS = "portal-tls"
    MICROPHONE = "microphone"
    SPEAKER = "speaker"
    RINGERS = "ringers"
    KEYRING = "keyring"


class CheckState(Enum):
    """NOT_NEEDED: does not apply to this account. NOT_POSSIBLE: could not be checked now."""

    RUNNING = "running"
    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"
    NOT_NEEDED = "not-needed"
    NOT_POSSIBLE = "not-possible"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """`problem`: why it is not good; `device`, `level_dbfs`, `at_s` (start, or a certificate's end): details."""

    check: Check
    state: CheckState
    problem: Problem | None = None
    device: str = ""
    level_dbfs: float | None = None
    at_s: float | None = None
    host: str = ""


@dataclass(frozen=True, slots=True)
class TlsServer:
    """A server whose certificate is checked; `ca_file` empty: the system's authorities.

    `names`: any of them in the certificate will do, empty: the host; `server_name`: what it is asked for (SNI).
    """

    host: str
    port: int
    ca_file: str = ""
    names: tuple[str, ...] = ()
    server_name: str = ""
    wildcards: bool = True
    client_certificate: str = ""


@dataclass(frozen=True, slots=True)
class SeenCertificate:
    """A verified certificate; the end of its validity in seconds since the epoch."""

    ends_at_s: float


_GRAVITY = (CheckState.RUNNING, CheckState.BAD, CheckState.WARNING, CheckState.NOT_POSSIBLE, CheckState.GOOD)


def light(results: Iterable[CheckResult]) -> CheckState:
    """The worst result; a check that was not possible prevents a good one."""
    states = {result.state for result in results}
    return next((state for state in _GRAVITY if state in states), CheckState.NOT_NEEDED)


def day_of(local: datetime) -> date:
    """The working day; hours after midnight belong to the day before."""
    return (local - timedelta(hours=DAY_BEGINS_AT_H)).date()


def certificate_result(check: Check, server: TlsServer, seen: SeenCertificate, now_s: float) -> CheckResult:
    left_s = seen.ends_at_s - now_s
    state = CheckState.GOOD if left_s > CERTIFICATE_WARNING_DAYS * 86_400 else CheckState.WARNING
    return CheckResult(check, state, at_s=seen.ends_at_s, host=server.host)


def device_state(side: DeviceSide, works: bool, level_dbfs: float | None) -> CheckState:
    """The state of a device; a working microphone without any sound is a warning."""
    if not works:
        return CheckState.BAD
    silent = side is DeviceSide.MICROPHONE and (level_dbfs is None or level_dbfs < SILENT_DBFS)
    return CheckState.WARNING if silent else CheckState.GOOD


def telephone_server(account: Account, server: str = "") -> TlsServer | None:
    """`server`: the current one where there are several. None where the telephone does not use TLS."""
    sip = account.sip
    if not sip.user or sip.transport is not Transport.TLS:
        return None
    named = host_and_port(sip.server)[0]
    host, port = host_and_port(server or sip.server)
    indirect = bool(sip.outbound_proxy) or host != named
    return TlsServer(
        host,
        port or SIPS_PORT,
        sip.ca_file,
        names=tuple(dict.fromkeys(name for name in (host, named, sip.domain) if name)),
        server_name=sip.domain if indirect and sip.domain else host,
        wildcards=sip.wildcard_certificates,
        client_certificate=sip.client_certificate,
    )


def portal_server(account: Account | None) -> TlsServer | None:
    """None without a portal, or for one on this machine without TLS."""
    if account is None or not account.portal_url.startswith("https://"):
        return None
    try:
        parts = urlsplit(account.portal_url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return None
    return TlsServer(host, port or HTTPS_PORT, account.portal_ca_file) if host else None
