"""Digest credentials of the subscriber (RFC 7616, RFC 2617)."""

import hashlib

from aiosipua.message import SipRequest, SipResponse
from hypothesis import given
from hypothesis import strategies as st

from softphone.telephony.engine.subscriptions.transport.digest import Credentials, is_stale, strongest
from softphone.telephony.engine.subscriptions.transport.message import (
    header,
)


def challenge(*values: str, status: int = 401) -> SipResponse:
    response = SipResponse(status_code=status, reason_phrase="Unauthorized")
    for value in values:
        response.add_header("WWW-Authenticate" if status == 401 else "Proxy-Authenticate", value)
    return response


MD5 = 'Digest realm="testrealm@host.com", qop="auth,auth-int", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="x"'
SHA = 'Digest realm="r", nonce="n", qop="auth", algorithm=SHA-256, stale=TRUE'


def test_the_strongest_known_challenge_is_answered() -> None:
    found = strongest([MD5, 'Digest realm="r", nonce="n", algorithm=SHA-512-256', SHA, "Basic realm=x"])
    assert found is not None
    assert found.params["algorithm"] == "SHA-256"
    assert is_stale(challenge(SHA))
    assert strongest(["Basic realm=x", "nonsense", ""]) is None


def test_an_answer_goes_where_the_challenge_wants_it() -> None:
    for status, name in ((401, "Authorization"), (407, "Proxy-Authorization")):
        request = SipRequest(method="SUBSCRIBE", uri="sip:lea@pbx.example")
        assert Credentials("nele", "geheim").sign(request, challenge(MD5, status=status), None)
        assert 'username="nele"' in header(request, name)
        assert "geheim" not in header(request, name)
    assert "geheim" not in repr(Credentials("nele", "geheim"))


def test_without_qop_the_old_digest_of_rfc_2617_is_given() -> None:
    request = SipRequest(method="SUBSCRIBE", uri="sip:lea@pbx.example")
    assert Credentials("nele", "geheim").sign(request, challenge('Digest realm="r", nonce="n"'), "r")

    def md5(text: str) -> str:
        return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()

    expected = md5(f"{md5('nele:r:geheim')}:n:{md5('SUBSCRIBE:sip:lea@pbx.example')}")
    assert f'response="{expected}"' in header(request, "authorization")


@given(st.text(max_size=80))
def test_no_challenge_makes_it_raise(text: str) -> None:
    if "\r" not in text and "\n" not in text:
        chosen = strongest([text, f"Digest {text}"])
        assert chosen is None or chosen.scheme.lower() == "digest"


def test_a_challenge_of_another_realm_is_not_answered() -> None:
    request = SipRequest(method="SUBSCRIBE", uri="sip:r@pbx.example")
    assert not Credentials("nele", "geheim").sign(request, challenge('Digest realm="evil", nonce="n"'), "r")
    assert request.get_header("Authorization") is None
