"""Responses from the network: which are dropped, and how the others are mended."""

import pytest

from softphone.telephony.engine.gate.rules.response_rules import is_usable, limit_challenges, mend, realms
from softphone.telephony.engine.gate.wire.message import WireMessage
from tests.unit.telephony.engine.gate.messages import request, response

OURS, TO = "<sip:alice@pbx.example>;tag=o", "<sip:bob@pbx.example>"
INVITE = request(from_=OURS, to=TO)
MD5 = 'Digest realm="pbx", nonce="n", algorithm=MD5'
SHA = 'Digest realm="pbx", nonce="n", algorithm=SHA-256'


@pytest.mark.parametrize("key", ["via", "call-id", "from", "to", "cseq"])
def test_an_answer_without_its_transaction_is_dropped(key: str) -> None:
    answer = response(200, INVITE)
    assert is_usable(answer)
    answer.remove(key)
    assert not is_usable(answer)


def test_from_returns_as_we_sent_it_and_to_only_gets_a_tag() -> None:
    answer = response(200, request(from_="<sip:somebody@h>;tag=x", to='"Else" <sip:e@h>'), tag="t")
    mend(answer, OURS, TO)
    assert (answer.first("from"), answer.first("to")) == (OURS, f"{TO};tag=t")


@pytest.mark.parametrize(("own_to", "tag"), [(f"{TO};tag=old", "new"), (TO, "\x7f"), (TO, "x" * 201)])
def test_no_other_and_no_unreadable_tag(own_to: str, tag: str) -> None:
    answer = response(200, INVITE, tag=tag)
    mend(answer, OURS, own_to)
    assert answer.first("to") == own_to


def test_headers_that_pjsip_must_not_see_go() -> None:
    gone = ["Service-Route: <sip:>", "Path: x", "P-Associated-URI: x", "Security-Server: x", "Route: x", "RSeq: z"]
    answer = response(200, INVITE, *gone, "Require: mediasec, 100rel")
    mend(answer, OURS, TO)
    assert [h.key for h in answer.headers if h.key not in ("via", "from", "to", "call-id", "cseq")] == [
        "require",
        "content-length",
    ]


def challenged(*values: str) -> WireMessage:
    return response(401, INVITE, *(f"WWW-Authenticate: {value}" for value in values))


@pytest.mark.parametrize(
    ("values", "allowed", "kept"),
    [
        ((SHA, MD5), "pbx", [SHA]),
        ((MD5, SHA), "pbx", [MD5]),
        (('Digest realm="pbx", algorithm=SHA-512-256', MD5), "pbx", [MD5]),
        (('Digest realm="pbx", algorithm=MD5-sess', MD5), "pbx", [MD5]),
        ((MD5,), "other", []),
        ((MD5,), None, [MD5]),
        (('Basic realm="pbx"',), None, []),
        (("Digest nonce=x",), None, []),
        ((MD5 + ', x="' + "y" * 1000 + '"',), None, []),
        ((MD5, 'Digest realm="two", nonce="n"'), None, [MD5, 'Digest realm="two", nonce="n"']),
    ],
    ids=lambda value: None,
)
def test_one_challenge_a_realm_and_only_of_the_allowed_one(
    values: tuple[str, ...], allowed: str | None, kept: list[str]
) -> None:
    answer = challenged(*values)
    limit_challenges(answer, allowed)
    assert answer.all("www-authenticate") == kept


def test_realms() -> None:
    assert realms(challenged(MD5, "Digest nonce=x", r'Digest realm="a\"b"')) == ("pbx", r"a\"b")
