"""The subscriber's parsers and decisions: a declared error for whatever the network sends, never another one."""

import hashlib

import pytest
from aiosipua.message import SipRequest, SipResponse
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.account.account import SipAccount, Transport
from softphone.domain.lines.feature_state import FeatureState, Forward, ForwardKind, joined
from softphone.safe_xml import DocumentUnusable
from softphone.telephony.engine.subscriptions.bodies.dialog_info import read_dialog_info
from softphone.telephony.engine.subscriptions.bodies.feature_event import read_features
from softphone.telephony.engine.subscriptions.dialog import Dialog
from softphone.telephony.engine.subscriptions.response_policy import LONGEST_PAUSE_S, NextStep, of_answer, of_end
from softphone.telephony.engine.subscriptions.transport.digest import Credentials, is_stale, strongest
from softphone.telephony.engine.subscriptions.transport.framing import Framing
from softphone.telephony.engine.subscriptions.transport.message import (
    LARGEST_MESSAGE,
    WireError,
    header,
    is_addressable,
    parameters,
    parsed,
    reply_to,
    seen_as,
    stamp,
    tag_of,
)
from softphone.telephony.engine.subscriptions.transport.server_address import server_address

NOTIFY = (
    b"NOTIFY sip:nele@127.0.0.1:5070 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bK1;rport\r\n"
    b"f: <sip:lea@pbx.example>;tag=theirs\r\nt: <sip:nele@pbx.example>;tag=ours\r\ni: call-1\r\nCSeq: 7 NOTIFY\r\n"
    b"o: dialog\r\nSubscription-State: active ; expires=30\r\nContact: <sip:lea@127.0.0.1:5060>\r\n"
    b"Record-Route: <sip:a;lr>, <sip:b;lr>\r\nContent-Length: 3\r\n\r\nabc"
)
DIALOG_INFO = (
    b'<dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="%d" state="%s" entity="sip:x">%s</dialog-info>'
)
BEHIND_TLS = SipAccount("u", "pbx.example", "u", transport=Transport.TLS)
BEHIND_EDGE = SipAccount("u", "pbx.example", "u", outbound_proxy="sip:edge.example:5080;lr")
CSTA = "http://www.ecma-international.org/standards/ecma-323/csta/ed3"


# ---------------------------------------------------------------- messages


def test_short_names_folded_lines_and_parameters_are_read() -> None:
    notify = parsed(NOTIFY.replace(b"active ; expires=30", b"active;\r\n expires=30"))
    assert header(notify, "event") == "dialog"
    assert tag_of(notify, "to") == "ours"
    state = parameters(notify, "subscription-state")
    assert (state.value, state.seconds("expires"), state.seconds("retry-after")) == ("active", 30, None)
    assert notify.body == b"abc"


@given(st.binary(max_size=600))
def test_any_bytes_are_a_message_or_a_declared_error(data: bytes) -> None:
    try:
        parsed(data)
    except WireError:
        return


@given(st.integers(0, len(NOTIFY) - 1), st.binary(max_size=8), st.integers(0, 40))
def test_a_damaged_message_is_read_or_refused_and_answered_without_fault(at: int, junk: bytes, cut: int) -> None:
    try:
        message = parsed(NOTIFY[:at] + junk + NOTIFY[at + cut :])
    except WireError:
        return
    parameters(message, "subscription-state").seconds("expires")
    seen_as(message)
    if isinstance(message, SipRequest):
        Dialog("sip:a@b", "sip:c@d", "call-1", "ours").fits(message)
        assert reply_to(message, 200, "OK", "tag").startswith(b"SIP/2.0 200 OK\r\n")


def test_what_is_too_large_or_lacks_a_header_is_refused() -> None:
    for data in (b"x" * (LARGEST_MESSAGE + 1), NOTIFY.replace(b"CSeq: 7 NOTIFY\r\n", b""), b""):
        with pytest.raises(WireError):
            parsed(data)


@given(st.lists(st.binary(min_size=1, max_size=50), min_size=1, max_size=5), st.data())
def test_a_stream_is_cut_where_the_messages_end(bodies: list[bytes], data: st.DataObject) -> None:
    messages = [b"SIP/2.0 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body) for body in bodies]
    stream, found, framing = b"\r\n\r\n".join([b"", *messages]), [], Framing()
    while stream:
        size = data.draw(st.integers(1, len(stream)))
        found += framing.take(stream[:size])
        stream = stream[size:]
    assert found == messages


def test_a_stream_that_cannot_be_cut_is_given_up() -> None:
    with pytest.raises(WireError):
        Framing().take(b"SIP/2.0 200 OK\r\n\r\n")
    with pytest.raises(WireError):
        Framing().take(b"x" * (LARGEST_MESSAGE + 1))


# ---------------------------------------------------------------- dialogs


def test_a_notify_that_comes_before_the_answer_makes_the_dialog() -> None:
    dialog = Dialog("sip:nele@pbx.example", "sip:lea@pbx.example", "call-1", "ours")
    notify = parsed(NOTIFY)
    assert isinstance(notify, SipRequest)
    assert dialog.fits(notify)
    dialog.learn(notify, "from")
    refresh = dialog.request("SUBSCRIBE")
    assert refresh.uri == "sip:lea@127.0.0.1:5060"
    assert refresh.get_header_values("route") == ["<sip:a;lr>", "<sip:b;lr>"]
    assert tag_of(refresh, "to") == "theirs"
    stamp(refresh, "UDP", "127.0.0.1:5070")
    assert bytes(refresh).split(b"\r\n")[1].startswith(b"Via: SIP/2.0/UDP 127.0.0.1:5070;rport;branch=z9hG4bK")
    other = parsed(NOTIFY.replace(b"tag=theirs", b"tag=forked"))
    assert isinstance(other, SipRequest)
    assert not dialog.fits(other)


@pytest.mark.parametrize(
    ("uri", "good"),
    [
        ("sip:lea@pbx.example", True),
        ("sips:+49301@pbx.example;user=phone", True),
        ("sip:lea@x SIP/2.0\r\nRoute: <sip:evil>", False),
        ("sip:l ea@x", False),
        ("tel:110", False),
        ("sip:", False),
        ("sip:ä@x", False),
        (f"sip:{'a' * 600}@x", False),
    ],
)
def test_what_would_break_the_request_line_is_never_put_there(uri: str, good: bool) -> None:
    assert is_addressable(uri) is good
    dialog = Dialog("sip:nele@pbx.example", "sip:lea@pbx.example", "call-1", "ours", remote_target="sip:before@x")
    if "\r" not in uri:
        notify = parsed(NOTIFY.replace(b"<sip:lea@127.0.0.1:5060>", f"<{uri}>".encode()))
        dialog.learn(notify, "from")
        assert dialog.remote_target == (uri if good else "sip:before@x")


def test_a_repeated_or_overtaken_notify_is_not_heard_twice() -> None:
    dialog = Dialog("sip:nele@pbx.example", "sip:lea@pbx.example", "call-1", "ours")
    first, older = parsed(NOTIFY), parsed(NOTIFY.replace(b"CSeq: 7", b"CSeq: 6"))
    assert isinstance(first, SipRequest)
    assert isinstance(older, SipRequest)
    assert [dialog.is_new(first), dialog.is_new(first), dialog.is_new(older)] == [True, False, False]


# ---------------------------------------------------------------- decisions


@pytest.mark.parametrize(
    ("status", "then"),
    [
        (200, NextStep.KEEP), (202, NextStep.KEEP), (481, NextStep.AGAIN), (489, NextStep.UNKNOWN_PACKAGE),
        (501, NextStep.UNKNOWN_PACKAGE), (403, NextStep.NEVER),
        (404, NextStep.NEVER), (401, NextStep.NEVER), (302, NextStep.NEVER), (603, NextStep.NEVER),
        (408, NextStep.LATER), (480, NextStep.LATER), (500, NextStep.LATER), (503, NextStep.LATER),
    ],
)  # fmt: skip
def test_what_an_answer_leads_to(status: int, then: NextStep) -> None:
    assert of_answer(status).then is then


@pytest.mark.parametrize(
    ("reason", "then"),
    [
        ("deactivated", NextStep.AGAIN), ("timeout", NextStep.AGAIN), ("probation", NextStep.LATER),
        ("giveup", NextStep.LATER), ("noresource", NextStep.NEVER), ("rejected", NextStep.NEVER),
        ("invariant", NextStep.NEVER), ("", NextStep.LATER), ("something-new", NextStep.LATER),
        ("Deactivated", NextStep.AGAIN),
    ],
)  # fmt: skip
def test_what_an_end_leads_to(reason: str, then: NextStep) -> None:
    assert of_end(reason).then is then


def test_a_pause_the_server_asks_for_is_kept_within_reason() -> None:
    assert of_answer(503, 7).after_s == 7
    assert of_answer(404, 7).then is NextStep.LATER
    assert of_end("probation", 10**9).after_s == LONGEST_PAUSE_S


# ---------------------------------------------------------------- digest


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
        assert Credentials("nele", "geheim").sign(request, challenge(MD5, status=status))
        assert 'username="nele"' in header(request, name)
        assert "geheim" not in header(request, name)
    assert "geheim" not in repr(Credentials("nele", "geheim"))


def test_without_qop_the_old_digest_of_rfc_2617_is_given() -> None:
    request = SipRequest(method="SUBSCRIBE", uri="sip:lea@pbx.example")
    assert Credentials("nele", "geheim").sign(request, challenge('Digest realm="r", nonce="n"'))

    def md5(text: str) -> str:
        return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()

    expected = md5(f"{md5('nele:r:geheim')}:n:{md5('SUBSCRIBE:sip:lea@pbx.example')}")
    assert f'response="{expected}"' in header(request, "authorization")


@given(st.text(max_size=80))
def test_no_challenge_makes_it_raise(text: str) -> None:
    if "\r" not in text and "\n" not in text:
        strongest([text, f"Digest {text}"])


# ---------------------------------------------------------------- where to


@pytest.mark.parametrize(
    ("account", "answered_from", "server", "expected"),
    [
        (SipAccount("u", "pbx.example", "u"), "", "", ("pbx.example", 5060, "pbx.example")),
        (BEHIND_TLS, "10.1.2.3:5061", "", ("10.1.2.3", 5061, "pbx.example")),
        (BEHIND_TLS, "10.1.2.3:5062", "sip2.pbx.example:5062", ("10.1.2.3", 5062, "sip2.pbx.example")),
        (BEHIND_TLS, "", "sip2.pbx.example:5062", ("sip2.pbx.example", 5062, "sip2.pbx.example")),
        (BEHIND_EDGE, "", "", ("edge.example", 5080, "edge.example")),
        (SipAccount("u", "pbx.example", "u", registrar="[::1]:5070"), "[::1]:5070", "", ("::1", 5070, "::1")),
        (SipAccount("u", "pbx.example", "u"), "not an address", "", ("pbx.example", 5060, "pbx.example")),
    ],
)  # fmt: skip
def test_the_server_that_registered_us_is_asked(
    account: SipAccount, answered_from: str, server: str, expected: tuple[str, int, str]
) -> None:
    hop = server_address(account, answered_from, server)
    assert (hop.host, hop.port, hop.name) == expected


# ---------------------------------------------------------------- documents


def test_a_dialog_info_document_is_read() -> None:
    body = DIALOG_INFO % (4, b"partial", b'<dialog id="1" direction="initiator"><state>early</state></dialog>')
    info = read_dialog_info(body)
    assert (info.version, info.full, info.dialogs[0].outgoing) == (4, False, True)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<dialog-info/>",
        DIALOG_INFO % (1, b"some", b""),
        DIALOG_INFO % (1, b"full", b'<dialog id="1"><state>sleeping</state></dialog>'),
        DIALOG_INFO % (1, b"full", b"<dialog><state>early</state></dialog>"),
        DIALOG_INFO % (1, b"full", b'<dialog id="1"><state>early</state></dialog>' * 201),
        b'<!DOCTYPE x [<!ENTITY a "b">]>' + DIALOG_INFO % (1, b"full", b""),
    ],
)
def test_what_is_no_use_is_a_declared_error(body: bytes) -> None:
    with pytest.raises(DocumentUnusable):
        read_dialog_info(body)


@given(st.binary(max_size=300))
def test_documents_of_any_bytes_are_read_or_refused(body: bytes) -> None:
    for read in (
        lambda: read_dialog_info(body),
        lambda: read_dialog_info(DIALOG_INFO % (0, b"full", body)),
        lambda: read_features("application/x-as-feature-event+xml", body),
        lambda: read_features("multipart/mixed;boundary=b", b"--b\r\n" + body + b"\r\n--b--"),
    ):
        try:
            read()
        except DocumentUnusable:
            continue


@given(st.text(max_size=60))
def test_any_content_type_is_taken_or_refused(content_type: str) -> None:
    try:
        read_features(f"multipart/{content_type}", b"--b\r\n\r\nx\r\n--b--")
    except DocumentUnusable:
        return


def feature(root: str, content: str) -> str:
    return f'<{root} xmlns="{CSTA}"><device>1</device>{content}</{root}>'


def test_features_come_alone_or_several_at_once() -> None:
    dnd = feature("DoNotDisturbEvent", "<doNotDisturbOn>true</doNotDisturbOn>")
    forward = feature(
        "ForwardingEvent",
        "<forwardingType>forwardImmediate</forwardingType><forwardStatus>true</forwardStatus><forwardTo>451</forwardTo>",
    )
    single = read_features("application/x-as-feature-event+xml", dnd.encode())
    assert single == FeatureState(do_not_disturb=True)
    parts = "".join(f"--b\r\nContent-Type: application/x-as-feature-event+xml\r\n\r\n{x}\r\n" for x in (dnd, forward))
    both = read_features('multipart/mixed; boundary="b"', f"{parts}--b--\r\n".encode())
    assert both == FeatureState(True, None, (Forward(ForwardKind.ALWAYS, True, "451"),))


def test_a_notification_changes_what_it_names_and_nothing_else() -> None:
    known = FeatureState(True, True, (Forward(ForwardKind.BUSY, False), Forward(ForwardKind.ALWAYS, True, "1")))
    after = joined(known, FeatureState(forwards=(Forward(ForwardKind.ALWAYS, False),)))
    assert (after.do_not_disturb, after.filtering) == (True, True)
    assert after.forward(ForwardKind.ALWAYS) == Forward(ForwardKind.ALWAYS, False)
    assert after.forward(ForwardKind.BUSY) == Forward(ForwardKind.BUSY, False)
    assert after.forward(ForwardKind.NO_ANSWER) is None


def test_an_unknown_feature_is_left_alone() -> None:
    assert read_features("application/x-as-feature-event+xml", feature("NewEvent", "").encode()) == FeatureState()
