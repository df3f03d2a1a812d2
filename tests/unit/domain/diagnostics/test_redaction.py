"""Redaction: no secret of a message survives, in whatever form; people become stable pseudonyms."""

import json
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.diagnostics.pseudonyms import Pseudonyms
from softphone.domain.diagnostics.redaction import REMOVED, traceable, without_secrets

SECRET = st.text("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789+/", min_size=12, max_size=40).map(
    lambda text: f"Zq9{text}"
)
"""Begins like nothing else in these texts, so that finding it means finding the secret."""
SPELLINGS: tuple[Callable[[str], str], ...] = (str, str.lower, str.upper, str.title)
CASE = st.sampled_from(SPELLINGS)
FOLD = st.sampled_from((" ", "\r\n ", "\r\n\t", "\n   ", ", "))
HEADER = st.sampled_from(
    ("Authorization", "Proxy-Authorization", "WWW-Authenticate", "Proxy-Authenticate", "Authentication-Info")
)


@st.composite
def digest(draw: st.DrawFn) -> tuple[str, tuple[str, ...]]:
    """A header with credentials or a challenge, folded anywhere; its secrets."""
    secrets = tuple(draw(st.lists(SECRET, min_size=3, max_size=3)))
    names = draw(st.permutations(("nonce", "response", "cnonce", "opaque", "nextnonce")))[:3]
    quote = draw(st.sampled_from(('"', "")))
    parts = [f"{name}={quote}{secret}{quote}" for name, secret in zip(names, secrets, strict=True)]
    value = draw(FOLD).join(['username="anna",', 'realm="pbx.example",', *(f"{part}," for part in parts), "qop=auth"])
    name = draw(CASE)(draw(HEADER))
    return f"{name}{draw(st.sampled_from((':', ': ', ' : ')))}{draw(CASE)('Digest')} {value}\r\n", secrets


@st.composite
def elsewhere(draw: st.DrawFn) -> tuple[str, tuple[str, ...]]:
    """A line outside of those headers that holds a secret."""
    secret = draw(SECRET)
    case = draw(CASE)
    line = draw(
        st.sampled_from(
            (
                f"a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:{secret}|2^20|1:4",
                f"a=ice-pwd:{secret}",
                f"{case('password')}={secret}&user=anna",
                f"{case('password')}: {secret}",
                f'{{"user": "anna", "{case("access_token")}": "{secret}", "n": 1}}',
                f"{{'sip_password': '{secret}'}}",
                f'"secret" : "a\\"{secret}"',
                f"<{case('password')}>{secret}</{case('password')}>",
                f"<x:authToken kind='a'>\n{secret}\n</x:authToken>",
                f"GET https://anna:{secret}@portal.example/ HTTP/1.1",
                f"Contact: <sip:anna:{secret}@pbx.example;transport=tls>",
                f"Cookie: JSESSIONID={secret}; Path=/",
                f"{case('Set-Cookie')}: s={secret}",
                f"X-Auth-Token: {secret}",
                f"called with headers {{'authorization': 'Basic {secret}=='}}",
                f"sent Bearer {secret}.{secret}",
                f"Digest username=anna, response={secret}",
                f'response="{secret}"',
                f"api_key={secret}",
                f"Signal={secret}",
            )
        )
    )
    return f"{line}\r\n", (secret,)


PIECES = st.lists(digest() | elsewhere(), min_size=1, max_size=6)
NOISE = st.sampled_from(("Via: SIP/2.0/UDP 10.0.0.1;rport\r\n", "Max-Forwards: 70\r\n", "\r\n", "v=0\r\n"))


@given(pieces=PIECES, noise=st.lists(NOISE, max_size=4))
def test_no_secret_of_a_message_survives(pieces: list[tuple[str, tuple[str, ...]]], noise: list[str]) -> None:
    parts = ["REGISTER sip:pbx.example SIP/2.0\r\n"]
    for number, (text, _) in enumerate(pieces):
        parts += [text, *noise[number : number + 1]]
    clean = without_secrets("".join(parts))
    for _, secrets in pieces:
        assert not [secret for secret in secrets if secret in clean], clean
    assert clean.startswith("REGISTER sip:pbx.example SIP/2.0\r\n")


@given(before=st.text(max_size=60), secret=SECRET, after=st.text(max_size=60))
def test_a_secret_the_program_knows_goes_wherever_it_stands(before: str, secret: str, after: str) -> None:
    assert secret not in without_secrets(f"{before}{secret}{after}", [secret])


@given(text=st.text(max_size=400))
def test_no_text_is_a_crash_and_nothing_comes_back_twice(text: str) -> None:
    once = without_secrets(text)
    assert without_secrets(once).count("\n") <= once.count("\n")
    traceable(text)
    Pseudonyms().shorten(text)


def test_what_is_no_secret_stays_as_it_was() -> None:
    message = (
        "INVITE sip:22@pbx.example SIP/2.0\r\n"
        "Via: SIP/2.0/TLS 10.0.0.7:5061;branch=z9hG4bKnashds8;rport\r\n"
        'From: "Anna Beispiel" <sip:anna@pbx.example>;tag=9fxced76sl\r\n'
        "To: <sip:22@pbx.example>\r\n"
        "Call-ID: 3848276298220188511@pbx.example\r\n"
        "CSeq: 1 INVITE\r\n"
        "Contact: <sip:anna@10.0.0.7:5061;transport=tls>\r\n"
        "Content-Type: application/sdp\r\n\r\n"
        "v=0\r\nm=audio 4000 RTP/AVP 9 8 0 101\r\n"
    )
    assert traceable(message) == message


def test_a_challenge_keeps_its_name_and_loses_everything_else() -> None:
    line = 'WWW-Authenticate: Digest realm="x",\r\n nonce="abc"\r\nCSeq: 2 REGISTER\r\n'
    assert without_secrets(line) == f"WWW-Authenticate: {REMOVED}\r\nCSeq: 2 REGISTER\r\n"


@given(words=st.text("abcdefg äöü", min_size=5, max_size=60), kind=CASE)
def test_what_people_write_to_each_other_is_not_kept(words: str, kind: type[str]) -> None:
    message = f"MESSAGE sip:a@x SIP/2.0\r\n{kind('Content-Type')}: text/plain;charset=utf-8\r\n\r\nQ{words}"
    kept = traceable(message)
    assert f"Q{words}" not in kept
    assert f"<{len(words) + 1} characters>" in kept


NAME = st.from_regex(r"[A-Z][a-z]{3,8}x [A-Z][a-z]{3,8}q", fullmatch=True)
NUMBER = st.from_regex(r"(\+49|0)[1-9][0-9]{6,11}", fullmatch=True)


@given(name=NAME, other=NAME, number=NUMBER, user=st.from_regex(r"[a-z]{4,8}\.[a-z]{4,8}z", fullmatch=True))
def test_no_name_and_no_number_survives_shortening(name: str, other: str, number: str, user: str) -> None:
    message = (
        f'From: "{name}" <sip:{number}@pbx.example;user=phone>;tag=1\r\n'
        f"To: {other} <sips:{user}@pbx.example>\r\n"
        f"Diversion: <tel:{number}>;reason=unconditional\r\n"
        f"P-Asserted-Identity: <sip:{number}@pbx.example>\r\n"
        f"note for {user}@pbx.example about {number} by {name}.\r\n"
    )
    short = Pseudonyms([name]).shorten(message)
    for private in (name, other, number, user):
        assert private not in short, short
    assert "pbx.example;user=phone>;tag=1" in short


def test_the_same_person_has_the_same_stand_in_everywhere() -> None:
    people = Pseudonyms(["Lea Muster"])
    first = people.shorten('From: "Lea Muster" <sip:+493012345622@pbx.example>')
    second = people.shorten("Lea Muster called +49 30 12345622 and sip:lea@pbx.example")
    assert first == 'From: "Name1" <sip:n1-22@pbx.example>'
    assert second == "Name1 called n1-22 and sip:u1@pbx.example"
    assert people.shorten(second) == second


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-27 22:43:33,123 INFO softphone.x: engine 4711 is ready",
        "Via: SIP/2.0/UDP 192.168.100.17:5060;branch=z9hG4bK-0491234567",
        "o=- 3989012345 3989012345 IN IP4 10.0.0.1",
        "CSeq: 12345678 INVITE",
        "Expires: 300",
    ],
)
def test_what_is_no_person_stays(text: str) -> None:
    assert Pseudonyms().shorten(text) == text


def test_a_document_stays_a_document() -> None:
    record = json.dumps({"a": "sip:anna@pbx.example", "b": ["+493012345678"]})
    assert re.fullmatch(r'\{"a": "sip:u1@pbx.example", "b": \["n\d+-78"\]\}', Pseudonyms().shorten(record))


def test_a_short_extension_is_no_name() -> None:
    line = "22:41:10,410 INFO call 410 began"
    assert Pseudonyms(["410", "ab", ""]).shorten(line) == line


PRIVATE = ("Erika", "Mustermann", "mustermann", "12345622")


@pytest.mark.parametrize(
    "text",
    [
        'From: "Erika\r\n Mustermann" <sip:+493012345622@pbx.example>;tag=1\r\n',
        "From: Erika\r\n Mustermann <sip:22@pbx.example>;tag=1\r\n",
        "From:\r\n\tErika Mustermann <sip:22@pbx.example>;tag=1\r\n",
        'From: "Erika Mustermann"\r\n\t<sip:22@pbx.example>;tag=1\r\n',
        'f: Erika Mustermann <sip:mustermann@pbx.example>;tag=1\r\nt:"Erika Mustermann"<sip:22@x>\r\n',
        "m: <sip:mustermann@1.2.3.4>\r\nr: Erika Mustermann<tel:+493012345622>\r\n",
        "P-Asserted-Identity: <sip:1@x.de>, Erika Mustermann <sip:22@x.de>\r\n",
        "Diversion: Erika Mustermann <sip:030-12345622@x.de;user=phone>;reason=no-answer\r\n",
        "Subject: Erika Mustermann\r\ns: Erika\r\n Mustermann\r\nOrganization: Mustermann KG\r\n",
        "Call-Info: <https://x.de/photo/Mustermann.jpg>;purpose=icon\r\n",
        "Identity: Mustermann.Mustermann;info=<https://c.example/x>\r\ny: Mustermann\r\n",
        "X-Caller-Name: Erika Mustermann\r\nUser-to-User: Mustermann;encoding=hex\r\n",
        '<identity display="Erika Mustermann">sip:+493012345622@x.de</identity>',
        "<b:displayName>Erika Mustermann</b:displayName><lastName>Mustermann</lastName>",
        "v=0\r\no=mustermann 1 1 IN IP4 1.2.3.4\r\ns=Erika Mustermann\r\ni=Mustermann\r\np=+49 30 12345622\r\n",
        "MESSAGE sip:22@b SIP/2.0\r\nc: text/plain\r\n\r\nErika Mustermann",
        "MESSAGE sip:22@b SIP/2.0\r\nContent-Type:\r\n text/html\r\n\r\n<b>Erika Mustermann</b>",
        "MESSAGE sip:22@b SIP/2.0\r\nContent-Type: message/cpim\r\n\r\nFrom: Mustermann <im:22@x>\r\n\r\nErika",
        "--x\r\nContent-Type: text/vcard\r\n\r\nFN:Erika Mustermann\r\n--x--",
        "To: mustermann@localhost, called +49(0)30/12345622.",
    ],
)
def test_a_person_in_any_dress_is_a_stand_in(text: str) -> None:
    short = Pseudonyms().shorten(traceable(text))
    assert not [private for private in PRIVATE if private in short], short


def test_a_folded_name_is_the_same_person() -> None:
    people = Pseudonyms()
    assert people.shorten('"Erika\r\n Mustermann" <sip:x>') == people.shorten('"Erika Mustermann" <sip:x>')


def test_what_a_header_says_beside_the_people_stays() -> None:
    text = 'Reason: SIP;cause=200;text="elsewhere"\r\nX-Route: a\r\ns=-\r\no=- 1 2 IN IP4 10.0.0.1\r\n'
    assert Pseudonyms().shorten(traceable(text)) == text


@pytest.mark.parametrize(
    "line", ["passwort: {}", "Kennwort={}", "PIN={}", "k=clear:{}", "Content-Type: application/dtmf\r\n\r\n{}"]
)
def test_other_names_of_secrets(line: str) -> None:
    assert "Zq9Secret" not in traceable(line.format("Zq9Secret"))


LONGEST = 60_000
REPEATED = ("a", "a.", "a+", "-", "x-", "x-name", "passwd", "pass-", "nonce", '"', '"a" ', "sip:", "sip:a:", "sip:a;")
REPEATED_TOO = (
    "http://",
    "http://a:",
    "<a",
    "<name",
    "<password ",
    "c: text/\n",
    "c:\n ",
    ">,",
    "\r\n ",
    "0 ",
    "+1 ",
)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("begin", ["", '"', "From: ", "tel:0"])
@pytest.mark.parametrize("piece", [*REPEATED, *REPEATED_TOO])
def test_no_message_holds_up_the_telephone(begin: str, piece: str) -> None:
    """The text of one packet of 60 KB took minutes when a pattern could begin, and go on, anywhere."""
    text = traceable(begin + piece * (LONGEST // len(piece)) + "\r\npassword: Zq9Secret")
    assert "Zq9Secret" not in Pseudonyms().shorten(text)


@pytest.mark.parametrize(
    "kind", ["text/html", "application/json", "application/kpml-response+xml", "application/octet-stream", ""]
)
def test_a_body_of_an_unknown_kind_is_not_kept(kind: str) -> None:
    named = f"Content-Type: {kind}\r\n" if kind else ""
    kept = traceable(f"MESSAGE sip:a@x SIP/2.0\r\n{named}Content-Length: 9\r\n\r\nQwertz 12")
    assert "Qwertz" not in kept


def test_a_text_inside_a_multipart_takes_the_body_with_it() -> None:
    message = (
        "INVITE sip:a@x SIP/2.0\r\nContent-Type: multipart/related;boundary=b\r\n\r\n"
        "--b\r\nContent-Type: application/sdp\r\n\r\nv=0\r\n--b\r\nContent-Type: text/plain\r\n\r\nQwertz\r\n--b--"
    )
    assert "Qwertz" not in traceable(message)
