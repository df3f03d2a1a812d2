"""The provisioning file: defaults, complete accounts, and every mistake named by its key."""

import tomllib
from pathlib import PurePath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.account.account import (
    PORTAL_BY_DNS,
    Account,
    AudioSettings,
    Encryption,
    Language,
    SipAccount,
    Transport,
    leader_voicemail_uri,
)
from softphone.domain.account.provisioning import Provisioning, parse_provisioning
from softphone.domain.problems import ProblemError, ProvisioningInvalid

FULL = """
password_file = "portal-password"
region = "ch"
voicemail_target = "sip:vm-{leader}@{domain}"
echo_target = "900"
line_list = "sip:lines@pbx.example"
[portal]
url = "https://portal.example/"
user = "anna@pbx.example"
ca_file = "/etc/portal.pem"
[sip]
user = "300"
domain = "sip.example"
auth_user = "anna-auth"
password_file = "secret/sip"
registrar = "sip:registrar.example"
outbound_proxy = "sip:127.0.0.1:5070;transport=tls"
transport = "tls"
ca_file = "ca.pem"
display_name = "Anna Berg"
expires_s = 120
[audio]
microphone = "USB Headset"
speaker = "USB Headset"
ringers = ["Desk Speaker"]
echo_cancellation = false
noise_suppression = false
[ui]
language = "de"
"""


def path(*parts: str) -> str:
    return str(PurePath(*parts))


def parsed(text: str) -> Provisioning:
    return parse_provisioning(tomllib.loads(text), "/base")


def refusal(text: str) -> ProvisioningInvalid:
    with pytest.raises(ProblemError) as caught:
        parsed(text)
    assert isinstance(caught.value.problem, ProvisioningInvalid)
    return caught.value.problem


def test_a_complete_file_is_taken_over_whole() -> None:
    sip = SipAccount(
        user="300",
        domain="sip.example",
        auth_user="anna-auth",
        registrar="sip:registrar.example",
        outbound_proxy="sip:127.0.0.1:5070;transport=tls",
        transport=Transport.TLS,
        ca_file=path("/base", "ca.pem"),
        display_name="Anna Berg",
        expires_s=120,
    )
    account = Account(
        user_id="anna@pbx.example",
        sip=sip,
        portal_url="https://portal.example",
        portal_ca_file=path("/etc/portal.pem"),
        region="CH",
        voicemail_target="sip:vm-{leader}@{domain}",
        echo_target="900",
        line_list="sip:lines@pbx.example",
        audio=AudioSettings("USB Headset", "USB Headset", ("Desk Speaker",), False, False),
        language=Language.GERMAN,
    )
    assert parsed(FULL) == Provisioning(account, path("/base", "portal-password"), path("/base", "secret/sip"))


def test_the_telephone_part_is_filled_in_from_the_portal_user() -> None:
    found = parsed('[portal]\nurl = "http://127.0.0.1:8080"\nuser = "anna@pbx.example"')
    sip = SipAccount(user="anna", domain="pbx.example", auth_user="anna", registrar="sip:pbx.example")
    assert found == Provisioning(Account("anna@pbx.example", sip, "http://127.0.0.1:8080"))


def test_a_plain_sip_account_needs_no_portal() -> None:
    account = parsed('[sip]\nuser = "anna"\ndomain = "fritz.box"').account
    assert (account.user_id, account.portal_url, account.sip.auth_user) == ("anna@fritz.box", "", "anna")


def test_an_empty_sip_user_written_out_means_portal_only() -> None:
    account = parsed('[portal]\nurl = "https://p.example"\nuser = "anna@pbx.example"\n[sip]\nuser = ""').account
    assert (account.sip.user, account.user_id) == ("", "anna@pbx.example")


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("", "portal.user"),
        ('[portal]\nurl = "https://p.example"', "portal.user"),
        ('[sip]\nuser = "anna"', "sip.domain"),
        ('[portal]\nuser = "anna"', "sip.domain"),
        ("regoin = 'DE'", "regoin"),
        ('[sip]\ntransprot = "tls"', "sip.transprot"),
        ("[sip_account]\nuser = 'x'", "sip_account"),
        ("sip = 'x'", "sip"),
        ('[sip]\nuser = "a"\ndomain = "d"\ntransport = "sctp"', "sip.transport"),
        ('[sip]\nuser = "a"\ndomain = "d"\nexpires_s = true', "sip.expires_s"),
        ('[sip]\nuser = "a"\ndomain = "d"\nexpires_s = 1', "sip.expires_s"),
        ('[sip]\nuser = 1\ndomain = "d"', "sip.user"),
        ('[sip]\nuser = "a\\nb"\ndomain = "d"', "sip.user"),
        ('region = "XX"\n[sip]\nuser = "a"\ndomain = "d"', "region"),
        ('line_list = "lines"\n[sip]\nuser = "a"\ndomain = "d"', "line_list"),
        ('line_list = "sip:a b@d"\n[sip]\nuser = "a"\ndomain = "d"', "line_list"),
        ('voicemail_target = "sip:{user}@d"\n[sip]\nuser = "a"\ndomain = "d"', "voicemail_target"),
        ('[sip]\nuser = "a"\ndomain = "d"\n[audio]\nringers = "x"', "audio.ringers"),
        ('[sip]\nuser = "a"\ndomain = "d"\n[audio]\necho_cancellation = "yes"', "audio.echo_cancellation"),
        ('[sip]\nuser = "a"\ndomain = "d"\n[ui]\nlanguage = "fr"', "ui.language"),
        ('[portal]\nurl = "portal.example"\nuser = "a@d"', "portal.url"),
        ('[portal]\nurl = "ftp://portal.example"\nuser = "a@d"', "portal.url"),
        ('[portal]\nurl = "https://h:99999999"\nuser = "a@d"', "portal.url"),
        ('[portal]\nurl = "https://u:p@portal.example"\nuser = "a@d"', "portal.url"),
    ],
)
def test_a_mistake_is_named_by_its_key(text: str, field: str) -> None:
    assert refusal(text).field == field


@pytest.mark.parametrize("text", ['password = "hush"', '[portal]\npassword = "hush"', '[sip]\npassword = "hush"'])
def test_a_secret_in_the_file_is_refused_without_repeating_it(text: str) -> None:
    problem = refusal(text)
    assert "password_file" in problem.detail
    assert "hush" not in repr(problem)


KEYS = st.sampled_from(
    ["portal", "sip", "audio", "ui", "url", "user", "domain", "region", "ringers", "transport", "expires_s", "x"]
)
LEAVES = st.one_of(st.text(max_size=10), st.integers(), st.booleans(), st.floats(), st.lists(st.text(max_size=3)))
DOCUMENTS = st.dictionaries(KEYS, LEAVES | st.dictionaries(KEYS, LEAVES, max_size=4), max_size=5)


@given(DOCUMENTS)
def test_any_document_is_an_account_or_a_declared_problem(data: dict[str, Any]) -> None:
    match outcome(data):
        case ProvisioningInvalid(field):
            assert field
        case found:
            assert isinstance(found, Provisioning)
            assert found.account.user_id


def outcome(data: dict[str, Any]) -> object:
    try:
        return parse_provisioning(data, "/base")
    except ProblemError as error:
        return error.problem


NAME = st.from_regex(r"[a-z][a-z0-9.]{0,8}", fullmatch=True)


@given(user=NAME, domain=NAME, transport=st.sampled_from(Transport), expires_s=st.integers(10, 86_400))
def test_what_was_written_is_read(user: str, domain: str, transport: Transport, expires_s: int) -> None:
    sip = {"user": user, "domain": domain, "transport": transport.value, "expires_s": expires_s}
    account = parse_provisioning({"sip": sip}, "/base").account
    assert account.sip == SipAccount(user, domain, user, f"sip:{domain}", transport=transport, expires_s=expires_s)


def test_the_voicemail_target_is_filled_in_for_a_leader() -> None:
    account = parsed(FULL).account
    assert leader_voicemail_uri(account, "lea.muster@pbx.example") == "sip:vm-lea.muster@sip.example"
    assert leader_voicemail_uri(account, "x>\r\n@pbx.example") == "sip:vm-x%3E%0D%0A@sip.example"


def test_without_a_voicemail_target_there_is_no_uri() -> None:
    assert leader_voicemail_uri(parsed('[sip]\nuser = "a"\ndomain = "d"').account, "lea@d") == ""


def test_a_portal_is_looked_up_only_for_a_user_with_a_domain() -> None:
    found = parse_provisioning({"portal": {"url": "Auto", "user": "anna@office.test"}}, "").account
    assert found.portal_url == PORTAL_BY_DNS
    with pytest.raises(ProblemError) as caught:
        parse_provisioning({"portal": {"url": "auto", "user": "anna"}, "sip": {"domain": "x.test"}}, "")
    assert caught.value.problem == ProvisioningInvalid("portal.user", "must be user@domain for auto")


def test_encryption_and_nat_stand_in_the_sip_table() -> None:
    wanted = {"encryption": "mandatory", "keep_alive_s": 0, "stun_server": "stun.test:3478", "ice": True}
    sip = parse_provisioning({"sip": {"user": "a", "domain": "b.test", **wanted}}, "").account.sip
    assert (sip.encryption, sip.keep_alive_s, sip.stun_server, sip.ice) == (
        Encryption.MANDATORY,
        0,
        "stun.test:3478",
        True,
    )


@pytest.mark.parametrize(
    ("transport", "said", "in_force"),
    [
        ("tls", "auto", Encryption.MANDATORY),
        ("udp", "auto", Encryption.OFF),
        ("tcp", "optional", Encryption.OPTIONAL),
        ("tls", "off", Encryption.OFF),
    ],
)
def test_with_tls_encryption_is_mandatory_unless_the_account_says_otherwise(
    transport: str, said: str, in_force: Encryption
) -> None:
    sip = {"user": "a", "domain": "b.test", "transport": transport, "encryption": said}
    assert parse_provisioning({"sip": sip}, "").account.sip.effective_encryption is in_force
