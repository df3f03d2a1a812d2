"""Digest authentication of the demo PBX (RFC 7616)."""

import contextlib
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.demo_pbx.sip.messages.digest import NONCE_LIFETIME_S, Algorithm, Digest, Verdict, parse_credentials
from softphone.demo_pbx.sip.messages.grammar import SipError
from softphone.demo_pbx.sip.messages.message import Request


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def proof(challenge: str, *, password: str = "secret", count: int = 1, method: str = "REGISTER") -> Request:
    fields = parse_credentials(challenge)
    hashed = hashlib.sha256 if fields["algorithm"] == "SHA-256" else hashlib.md5

    def h(*parts: str) -> str:
        return hashed(":".join(parts).encode()).hexdigest()

    secret, action = h("anna", fields["realm"], password), h(method, "sip:pbx")
    response = h(secret, fields["nonce"], f"{count:08x}", "c", "auth", action)
    request = Request(method, "sip:pbx")
    request.headers.add(
        "authorization",
        f'Digest username="anna", realm="{fields["realm"]}", nonce="{fields["nonce"]}", uri="sip:pbx", '
        f'response="{response}", algorithm={fields["algorithm"]}, qop=auth, nc={count:08x}, cnonce="c"',
    )
    return request


def digest(clock: Clock | None = None, *algorithms: Algorithm) -> Digest:
    return Digest("pbx", {"anna": "secret"}.get, algorithms or (Algorithm.MD5,), clock or Clock())


@pytest.mark.parametrize("index", [0, 1])
def test_either_algorithm_is_accepted_where_both_are_offered(index: int) -> None:
    both = digest(None, Algorithm.MD5, Algorithm.SHA256)
    challenges = both.challenges(stale=False)
    assert [parse_credentials(value)["algorithm"] for value in challenges] == ["MD5", "SHA-256"]
    check = both.check(proof(challenges[index]), "authorization")
    assert (check.verdict, check.user) == (Verdict.GOOD, "anna")


def test_an_algorithm_that_was_not_offered_is_wrong() -> None:
    challenge = digest(None, Algorithm.SHA256).challenges(stale=False)[0]
    assert digest().check(proof(challenge), "authorization").verdict is Verdict.WRONG


def test_an_answer_cannot_be_used_twice() -> None:
    server = digest()
    challenge = server.challenges(stale=False)[0]
    verdicts = [server.check(proof(challenge, count=n), "authorization").verdict for n in (1, 1, 2)]
    assert verdicts == [Verdict.GOOD, Verdict.STALE, Verdict.GOOD]


def test_an_old_nonce_and_a_strange_one_are_stale() -> None:
    clock = Clock()
    server = digest(clock)
    challenge = server.challenges(stale=False)[0]
    clock.now += NONCE_LIFETIME_S + 1
    assert server.check(proof(challenge), "authorization").verdict is Verdict.STALE
    foreign = digest(clock).challenges(stale=False)[0]
    assert server.check(proof(foreign), "authorization").verdict is Verdict.STALE


def test_a_wrong_password_is_wrong_and_no_answer_is_missing() -> None:
    server = digest()
    challenge = server.challenges(stale=False)[0]
    assert server.check(proof(challenge, password="guess"), "authorization").verdict is Verdict.WRONG
    assert server.check(proof(challenge), "proxy-authorization").verdict is Verdict.MISSING


@given(st.text(max_size=60))
def test_no_credentials_crash_the_check(text: str) -> None:
    request = Request("REGISTER", "sip:pbx")
    request.headers.add("authorization", f'Digest realm="pbx", username="anna", {text}')
    with contextlib.suppress(SipError):
        assert digest().check(request, "authorization").verdict is not Verdict.GOOD
