"""Authentication of portal requests: Basic, or BroadWorksSIP with the SIP password."""

import base64
import binascii
import hmac
import re

from softphone.demo_pbx.model.platform import Platform, User
from softphone.demo_pbx.portal.xsi_membership import by_user_id

_PART = re.compile(r'(\w+)\s*=\s*"([^"]*)"')


def authenticate(platform: Platform, authorization: str) -> User | None:
    """None: no credentials, or wrong ones."""
    scheme, _, rest = authorization.strip().partition(" ")
    if scheme.lower() == "basic":
        return check_credentials(platform, _decode(rest), with_sip_password=False)
    if scheme.lower() == "broadworkssip":
        return _broadworks_sip(platform, dict(_PART.findall(rest)))
    return None


def _broadworks_sip(platform: Platform, parts: dict[str, str]) -> User | None:
    user = check_credentials(platform, _decode(parts.get("basic", "")), with_sip_password=True)
    if user is None or _decode(parts.get("sipUser", "")) != user.name:
        return None
    return user


def check_credentials(platform: Platform, credentials: str, *, with_sip_password: bool = False) -> User | None:
    """`credentials`: user id, colon, password."""
    identity, _, password = credentials.partition(":")
    user = by_user_id(platform, identity)
    if user is None:
        return None
    expected = user.sip_password if with_sip_password else user.password
    return user if expected and hmac.compare_digest(password.encode(), expected.encode()) else None


def _decode(text: str) -> str:
    """Empty where it is no Base64 of UTF-8."""
    try:
        return base64.b64decode(text.strip(), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return ""
