"""Settings of the account that the user or the policy may change: one row for each field of SipAccount."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from softphone.domain.account.account import SipAccount
from softphone.domain.options.table import (
    ACCEPT_ADDRESSES,
    ACCEPT_CALLS_FROM,
    DSCP_MEDIA,
    DSCP_SIGNALLING,
    SECURITY_AGREEMENT,
    WILDCARD_CERTIFICATES,
    AnyOption,
)
from softphone.services.options.options_service import OptionsService

ACCOUNT_OPTIONS: Mapping[str, AnyOption] = MappingProxyType(
    {
        "accepts_calls_from": ACCEPT_CALLS_FROM,
        "allowed_sources": ACCEPT_ADDRESSES,
        "security_agreement": SECURITY_AGREEMENT,
        "wildcard_certificates": WILDCARD_CERTIFICATES,
        "dscp_signalling": DSCP_SIGNALLING,
        "dscp_media": DSCP_MEDIA,
    }
)


def with_options(account: SipAccount, options: OptionsService) -> SipAccount:
    """The account as the engine gets it."""
    values: dict[str, Any] = {name: options.value(option) for name, option in ACCOUNT_OPTIONS.items()}
    return replace(account, **values)


def suggestions(account: SipAccount) -> dict[str, Any]:
    """By key; None where the account says nothing, so that a default of the policy counts."""
    said = {option: getattr(account, name) for name, option in ACCOUNT_OPTIONS.items()}
    return {option.key: None if value == option.default else value for option, value in said.items()}


def subscribe_account_options(options: OptionsService, listener: Callable[[], None]) -> None:
    for option in ACCOUNT_OPTIONS.values():
        options.subscribe(option, lambda _value: listener())
