"""The account and the user's choices as values; `Account` is what a provisioning file describes."""

from dataclasses import dataclass, field
from enum import Enum
from urllib.parse import quote

from softphone.domain.account.sip_address import host_and_port, is_loopback
from softphone.domain.numbers.feature_codes import DEFAULT_CODES, FeatureCodes


class Transport(Enum):
    UDP = "udp"
    TCP = "tcp"
    TLS = "tls"


class Encryption(Enum):
    """SRTP for the sound. AUTO: mandatory with TLS, else off, as its keys would be sent in the clear."""

    AUTO = "auto"
    OFF = "off"
    OPTIONAL = "optional"
    MANDATORY = "mandatory"


class SecurityAgreement(Enum):
    """mediasec with the registrar (RFC 3329). AUTOMATIC: when the server offers it, MEDIASEC: always demanded."""

    AUTOMATIC = "automatic"
    MEDIASEC = "mediasec"
    OFF = "off"


class CallSource(Enum):
    """From where calls are accepted besides the account's own server."""

    PLATFORM = "platform"
    LISTED = "listed"
    ANYONE = "anyone"


class Language(Enum):
    SYSTEM = "system"
    GERMAN = "de"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class AudioSettings:
    """Chosen devices by name, None = the system's default; a stand-in never overwrites them.

    Volumes in percent; 100 leaves the sound as it is.
    """

    microphone: str | None = None
    speaker: str | None = None
    ringers: tuple[str, ...] = ()
    echo_cancellation: bool = True
    noise_suppression: bool = True
    speaker_volume: int = 100
    ringer_volume: int = 100


@dataclass(frozen=True, slots=True)
class SipAccount:
    """What is needed to register: user part and domain of the address of record, servers; times in seconds.

    `keep_alive_s`: interval of keep-alives for NATs, 0 never; `stun_server` (host or host:port) and
    `ice` are for media behind a NAT. `allowed_sources`: addresses and networks for CallSource.LISTED.
    `client_certificate`: PEM file with its key, empty for none. `dscp_…`: marks of packets (RFC 4594), 0 none.
    """

    user: str
    domain: str
    auth_user: str
    registrar: str = ""
    outbound_proxy: str = ""
    transport: Transport = Transport.UDP
    ca_file: str = ""
    display_name: str = ""
    expires_s: int = 300
    encryption: Encryption = Encryption.AUTO
    keep_alive_s: int = 15
    stun_server: str = ""
    ice: bool = False
    security_agreement: SecurityAgreement = SecurityAgreement.AUTOMATIC
    accepts_calls_from: CallSource = CallSource.PLATFORM
    allowed_sources: tuple[str, ...] = ()
    wildcard_certificates: bool = True
    client_certificate: str = ""
    dscp_signalling: int = 24
    dscp_media: int = 46

    @property
    def server(self) -> str:
        """Where requests go, before any lookup."""
        return self.outbound_proxy or self.registrar or self.domain

    @property
    def is_local(self) -> bool:
        """Whether the server is on the loopback, where nobody else hears."""
        return is_loopback(host_and_port(self.server)[0])

    @property
    def is_in_clear(self) -> bool:
        """Whether others on the network can read the signalling, with the keys of the sound in it."""
        return self.transport is not Transport.TLS and not self.is_local

    @property
    def effective_encryption(self) -> Encryption:
        if self.encryption is not Encryption.AUTO:
            return self.encryption
        return Encryption.MANDATORY if self.transport is Transport.TLS else Encryption.OFF


PORTAL_BY_DNS = "auto"


@dataclass(frozen=True, slots=True)
class Account:
    """Portal and SIP account. An empty `portal_url` is a plain SIP account, an empty `sip.user` portal only.

    A `portal_url` of PORTAL_BY_DNS is looked up for the user's domain.
    `echo_target`: number or address of an echo test. `line_list`: the address of the platform's list
    of all lines to watch; empty: each line is watched separately.
    """

    user_id: str
    sip: SipAccount
    portal_url: str = ""
    portal_ca_file: str = ""
    region: str = "DE"
    voicemail_target: str = ""
    echo_target: str = ""
    line_list: str = ""
    audio: AudioSettings = field(default_factory=AudioSettings)
    language: Language = Language.SYSTEM
    feature_codes: FeatureCodes = DEFAULT_CODES


@dataclass(frozen=True, slots=True)
class Passwords:
    """The portal's password, and the SIP password where it differs (empty: the same)."""

    portal: str = field(repr=False)
    sip: str = field(default="", repr=False)

    @property
    def for_sip(self) -> str:
        return self.sip or self.portal


def leader_voicemail_uri(account: Account, leader_id: str) -> str:
    """The voicemail address for this leader's calls, empty where the account has none."""
    leader, _, domain = leader_id.partition("@")
    place = account.sip.domain or domain
    return account.voicemail_target.replace("{leader}", quote(leader, safe="+*!'()")).replace("{domain}", place)
