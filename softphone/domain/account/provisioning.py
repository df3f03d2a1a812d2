"""Parser of the provisioning file (TOML): account and audio settings. Unknown keys are errors.

password_file = "portal-password"      # relative to the file; first line is the password
region = "DE"                          # how numbers are read and shown
voicemail_target = "sip:vm-{leader}@{domain}"
echo_target = "900"                    # sends back what it hears, for the echo test
line_list = "sip:lines@pbx.example"    # the platform's one list of the lines to be watched, where it has one
[portal] url ("auto": looked up in the DNS), user, ca_file
[sip]    user, domain, auth_user, password_file, registrar, outbound_proxy, transport ("udp", "tcp", "tls"),
         ca_file, display_name, expires_s, encryption ("auto", "off", "optional", "mandatory"), keep_alive_s,
         stun_server, ice, security_agreement ("automatic", "mediasec", "off"), client_certificate (PEM with key),
         accept_calls_from ("platform", "listed", "anyone"), allowed_sources (addresses, networks),
         wildcard_certificates
[audio]  microphone, speaker, ringers (a list), echo_cancellation, noise_suppression
[ui]     language ("system", "de", "en")
[feature_codes] push, on_behalf, retrieve, bridge, pick_up, mailbox   # where the portal lists none
"""

import ipaddress
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import PurePath
from typing import NoReturn, TypeVar
from urllib.parse import urlsplit

import phonenumbers

from softphone.domain.account.account import (
    PORTAL_BY_DNS,
    Account,
    AudioSettings,
    CallSource,
    Encryption,
    Language,
    SecurityAgreement,
    SipAccount,
    Transport,
)
from softphone.domain.numbers.feature_codes import DEFAULT_CODES, FeatureCodes
from softphone.domain.problems import ProblemError, ProvisioningInvalid

_TOP = frozenset(
    {"password_file", "region", "voicemail_target", "echo_target", "line_list"}
    | {"portal", "sip", "audio", "ui", "feature_codes"}
)
_PORTAL = frozenset({"url", "user", "ca_file"})
_SIP_FILES = frozenset({"ca_file", "password_file", "client_certificate"})
_SIP = _SIP_FILES | frozenset(
    {"user", "domain", "auth_user", "registrar", "outbound_proxy", "transport", "display_name", "expires_s"}
    | {"encryption", "keep_alive_s", "stun_server", "ice", "security_agreement", "accept_calls_from"}
    | {"allowed_sources", "wildcard_certificates"}
)
_AUDIO = frozenset({"microphone", "speaker", "ringers", "echo_cancellation", "noise_suppression"})
_UI = frozenset({"language"})
_CODES = frozenset({"push", "on_behalf", "retrieve", "bridge", "pick_up", "mailbox"})
_SHORTEST_EXPIRES_S, _LONGEST_EXPIRES_S = 10, 86_400
_LONGEST_KEEP_ALIVE_S = 600
_PLACEHOLDER = re.compile(r"\{[^{}]*\}?|\}")
_LIST_ADDRESS = re.compile(r"sip:[!-:<=A-~]+@[!-:<=A-~]+\Z", re.IGNORECASE)
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f]")

_E = TypeVar("_E", bound=Enum)


@dataclass(frozen=True, slots=True)
class Provisioning:
    """The files are absolute paths, empty where none is named; an empty SIP one means the portal's password."""

    account: Account
    password_file: str = ""
    sip_password_file: str = ""


def parse_provisioning(data: Mapping[str, object], base_dir: str) -> Provisioning:
    """`data` as returned by `tomllib`; file names are relative to `base_dir`. Raises ProblemError only."""
    top = _Table("", data, _TOP)
    portal, sip, ui = top.table("portal", _PORTAL), top.table("sip", _SIP), top.table("ui", _UI)
    account = Account(
        user_id=_user_id(portal, sip),
        sip=_sip(portal, sip, base_dir),
        portal_url=_portal_url(portal),
        portal_ca_file=_file(portal, "ca_file", base_dir),
        region=_region(top),
        voicemail_target=_voicemail_target(top),
        echo_target=top.text("echo_target"),
        line_list=_line_list(top),
        audio=_audio(top.table("audio", _AUDIO)),
        language=ui.one_of("language", Language.SYSTEM),
        feature_codes=_feature_codes(top.table("feature_codes", _CODES)),
    )
    return Provisioning(account, _file(top, "password_file", base_dir), _file(sip, "password_file", base_dir))


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of the file; each access checks the type, and its error names the key."""

    name: str
    values: Mapping[str, object]
    known: frozenset[str]

    def __post_init__(self) -> None:
        for key in self.values:
            if key not in self.known:
                _refuse(self.path(key), _unknown(key, self.known))

    def path(self, key: str) -> str:
        return f"{self.name}.{key}" if self.name else key

    def table(self, key: str, known: frozenset[str]) -> "_Table":
        value = self.values.get(key, {})
        if not isinstance(value, Mapping):
            _refuse(key, "must be a table")
        return _Table(key, value, known)

    def text(self, key: str, default: str = "") -> str:
        value = self.values.get(key, default)
        if not isinstance(value, str):
            _refuse(self.path(key), "must be a text in quotes")
        if _UNPRINTABLE.search(value):
            _refuse(self.path(key), "holds a control character")
        return value.strip()

    def flag(self, key: str, default: bool) -> bool:
        value = self.values.get(key, default)
        return value if isinstance(value, bool) else _refuse(self.path(key), "must be true or false")

    def whole(self, key: str, default: int, lowest: int, highest: int) -> int:
        value = self.values.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or not lowest <= value <= highest:
            _refuse(self.path(key), f"must be a whole number from {lowest} to {highest}")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            _refuse(self.path(key), "must be a list of texts")
        return tuple(value)

    def one_of(self, key: str, default: _E) -> _E:
        wanted = self.text(key, default.value)
        members: tuple[_E, ...] = tuple(type(default))
        found = next((member for member in members if member.value == wanted.lower()), None)
        return found or _refuse(self.path(key), f"must be one of {_listed(m.value for m in members)}")


def _user_id(portal: _Table, sip: _Table) -> str:
    user = portal.text("user")
    if user or portal.text("url"):
        return user or _refuse("portal.user", "missing")
    if not sip.text("user"):
        _refuse("portal.user", "missing: a portal user or a SIP user is needed")
    return f"{sip.text('user')}@{sip.text('domain') or _refuse('sip.domain', 'missing')}"


def _sip(portal: _Table, sip: _Table, base_dir: str) -> SipAccount:
    """Defaults come from the portal's user; an explicit `user = ""` means no telephone."""
    local_part, _, portal_domain = portal.text("user").partition("@")
    user = sip.text("user", local_part)
    domain = sip.text("domain", portal_domain)
    if user and not domain:
        _refuse("sip.domain", "missing")
    return SipAccount(
        user=user,
        domain=domain,
        auth_user=sip.text("auth_user") or user,
        registrar=sip.text("registrar") or (f"sip:{domain}" if domain else ""),
        outbound_proxy=sip.text("outbound_proxy"),
        transport=sip.one_of("transport", Transport.UDP),
        ca_file=_file(sip, "ca_file", base_dir),
        display_name=sip.text("display_name"),
        expires_s=sip.whole("expires_s", 300, _SHORTEST_EXPIRES_S, _LONGEST_EXPIRES_S),
        encryption=sip.one_of("encryption", Encryption.AUTO),
        keep_alive_s=sip.whole("keep_alive_s", 15, 0, _LONGEST_KEEP_ALIVE_S),
        stun_server=sip.text("stun_server"),
        ice=sip.flag("ice", False),
        security_agreement=sip.one_of("security_agreement", SecurityAgreement.AUTOMATIC),
        accepts_calls_from=sip.one_of("accept_calls_from", CallSource.PLATFORM),
        allowed_sources=_sources(sip),
        wildcard_certificates=sip.flag("wildcard_certificates", True),
        client_certificate=_file(sip, "client_certificate", base_dir),
    )


def _sources(sip: _Table) -> tuple[str, ...]:
    """Addresses and networks such as 192.0.2.0/24."""
    sources = sip.texts("allowed_sources")
    for source in sources:
        try:
            ipaddress.ip_network(source, strict=False)
        except ValueError:
            _refuse("sip.allowed_sources", f"no address or network: {source}")
    return sources


def _portal_url(portal: _Table) -> str:
    """Checks only that it is a URL; the portal layer decides whether plain HTTP is allowed."""
    url = portal.text("url")
    if not url:
        return ""
    if url.lower() == PORTAL_BY_DNS:
        return PORTAL_BY_DNS if "@" in portal.text("user") else _refuse("portal.user", "must be user@domain for auto")
    try:
        parts = urlsplit(url)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        _refuse("portal.url", "must be https://host, http://127.0.0.1:port or auto")
    if parts.username is not None or parts.password is not None:
        _refuse("portal.url", "must not hold a user or a password")
    return url.rstrip("/")


def _region(top: _Table) -> str:
    region = top.text("region", "DE").upper()
    return region if region in phonenumbers.SUPPORTED_REGIONS else _refuse("region", "no such country code")


def _voicemail_target(top: _Table) -> str:
    target = top.text("voicemail_target")
    for placeholder in _PLACEHOLDER.findall(target):
        if placeholder not in {"{leader}", "{domain}"}:
            _refuse("voicemail_target", f"unknown placeholder {placeholder}: only {{leader}} and {{domain}}")
    return target


def _line_list(top: _Table) -> str:
    address = top.text("line_list")
    return address if not address or _LIST_ADDRESS.match(address) else _refuse("line_list", "must be sip:name@domain")


def _audio(audio: _Table) -> AudioSettings:
    return AudioSettings(
        microphone=audio.text("microphone") or None,
        speaker=audio.text("speaker") or None,
        ringers=audio.texts("ringers"),
        echo_cancellation=audio.flag("echo_cancellation", True),
        noise_suppression=audio.flag("noise_suppression", True),
    )


def _feature_codes(codes: _Table) -> FeatureCodes:
    """Codes for a platform that lists none: the usual ones with the file's changes; an empty text removes one."""
    chosen: dict[str, str | None] = {}
    for name in _CODES:
        code = codes.text(name, getattr(DEFAULT_CODES, name) or "")
        if not set(code) <= set("0123456789*#"):
            _refuse(codes.path(name), "must be digits, * and #")
        chosen[name] = code or None
    return FeatureCodes(**chosen)


def _file(table: _Table, key: str, base_dir: str) -> str:
    name = table.text(key)
    return str(PurePath(base_dir, name)) if name else ""


def _unknown(key: str, known: frozenset[str]) -> str:
    if key.lower() in {"password", "secret", "sip_password"}:
        return "no secrets in this file: name a password_file"
    return f"unknown key; known: {_listed(known)}"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))


def _refuse(field: str, detail: str) -> NoReturn:
    raise ProblemError(ProvisioningInvalid(field, detail))
