"""Accounts and audio settings as JSON for the Store; damaged records read as None."""

from dataclasses import asdict, fields
from enum import Enum
from typing import Any

from softphone.domain.account.account import (
    Account,
    AudioSettings,
    CallSource,
    Encryption,
    Language,
    SecurityAgreement,
    SipAccount,
    Transport,
)
from softphone.domain.audio.volume import LOUDEST_PERCENT
from softphone.domain.numbers.feature_codes import DEFAULT_CODES, FeatureCodes


def account_to_json(account: Account) -> dict[str, Any]:
    """Everything but the password, which an Account never holds."""
    return {key: _plain(value) for key, value in asdict(account).items()}


def account_from_json(record: object) -> Account | None:
    if not isinstance(record, dict):
        return None
    try:
        return _account(record)
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def audio_from_json(record: object) -> AudioSettings | None:
    if not isinstance(record, dict):
        return None
    try:
        return _audio(record)
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return list(value) if isinstance(value, tuple) else value


def _account(record: dict[str, Any]) -> Account:
    known = _known(record, Account)
    known["sip"] = _sip(record["sip"])
    known["audio"] = _audio(record.get("audio", {}))
    known["language"] = Language(record.get("language", Language.SYSTEM.value))
    known["feature_codes"] = _codes(record.get("feature_codes"))
    account = Account(**known)
    texts = ("user_id", "portal_url", "portal_ca_file", "region", "voicemail_target", "echo_target", "line_list")
    _require(account, texts)
    return account


def _sip(record: dict[str, Any]) -> SipAccount:
    known = _known(record, SipAccount)
    known["transport"] = Transport(record.get("transport", Transport.UDP.value))
    known["expires_s"] = int(record.get("expires_s", 300))
    known["encryption"] = Encryption(record.get("encryption", Encryption.AUTO.value))
    known["keep_alive_s"] = int(record.get("keep_alive_s", 15))
    known["ice"] = bool(record.get("ice", False))
    known["security_agreement"] = SecurityAgreement(record.get("security_agreement", "automatic"))
    known["accepts_calls_from"] = CallSource(record.get("accepts_calls_from", "platform"))
    known["allowed_sources"] = tuple(str(place) for place in record.get("allowed_sources", ()))
    known["wildcard_certificates"] = bool(record.get("wildcard_certificates", True))
    known["dscp_signalling"] = int(record.get("dscp_signalling", 24))
    known["dscp_media"] = int(record.get("dscp_media", 46))
    sip = SipAccount(**known)
    texts = ("user", "domain", "auth_user", "registrar", "outbound_proxy", "ca_file", "display_name", "stun_server")
    _require(sip, (*texts, "client_certificate"))
    return sip


def _codes(record: object) -> FeatureCodes:
    """A record from before there were codes has the usual ones."""
    if not isinstance(record, dict):
        return DEFAULT_CODES
    known = _known(record, FeatureCodes)
    return FeatureCodes(**{name: None if code is None else str(code) for name, code in known.items()})


def _audio(record: dict[str, Any]) -> AudioSettings:
    known = _known(record, AudioSettings)
    known["ringers"] = tuple(str(name) for name in record.get("ringers", ()))
    for side in ("microphone", "speaker"):
        known[side] = None if record.get(side) is None else str(record[side])
    for switch in ("echo_cancellation", "noise_suppression"):
        known[switch] = bool(record.get(switch, True))
    for volume in ("speaker_volume", "ringer_volume"):
        known[volume] = int(record.get(volume, LOUDEST_PERCENT))
    return AudioSettings(**known)


def _known(record: dict[str, Any], kind: type) -> dict[str, Any]:
    names = {field.name for field in fields(kind)}
    return {key: value for key, value in record.items() if key in names}


def _require(value: object, names: tuple[str, ...]) -> None:
    for name in names:
        if not isinstance(getattr(value, name), str):
            raise TypeError(name)
