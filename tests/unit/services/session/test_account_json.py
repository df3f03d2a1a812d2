"""Accounts and audio wishes survive the Store; what is damaged there reads as nothing."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.account.account import Account, SipAccount
from softphone.services.session.account_json import account_from_json, account_to_json, audio_from_json

ACCOUNTS = st.from_type(Account)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(account=ACCOUNTS)
def test_an_account_comes_back_as_it_was(account: Account) -> None:
    assert account_from_json(json.loads(json.dumps(account_to_json(account)))) == account


@given(account=ACCOUNTS)
def test_the_devices_of_an_account_come_back_as_they_were(account: Account) -> None:
    assert audio_from_json(json.loads(json.dumps(account_to_json(account)))["audio"]) == account.audio


@given(account=ACCOUNTS, name=st.sampled_from(["sip", "audio", "language", "user_id", "region"]), damage=JSON)
def test_a_damaged_record_is_an_account_or_nothing(account: Account, name: str, damage: Any) -> None:
    read = account_from_json({**account_to_json(account), name: damage})
    assert read is None or isinstance(read, Account)


@given(record=JSON)
def test_anything_else_is_no_account(record: Any) -> None:
    assert account_from_json(record) is None
    assert audio_from_json(record) is None or isinstance(record, dict)


def test_a_record_of_a_newer_version_is_read_as_far_as_it_is_known() -> None:
    account = Account("anna@pbx.example", SipAccount("anna", "pbx.example", "anna"))
    assert account_from_json({**account_to_json(account), "new-thing": 1}) == account
