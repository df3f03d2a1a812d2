"""INVITE headers: copied as received, and no text breaks the reading."""

from hypothesis import given
from hypothesis import strategies as st

from softphone.telephony.engine.instant_messages import messages_waiting
from softphone.telephony.engine.pjsip.invite_headers import facts_of, headers_of, reason_of

INVITE = (
    'INVITE sip:a@127.0.0.1:5060 SIP/2.0\r\nf: "L" <sip:l@x>;tag=1\r\nTo: <sip:a@x>\r\ni: abc@x\r\n'
    "Diversion: <sip:boss@x>;reason=deflection\r\nHistory-Info: <sip:one@x>;index=1,\r\n <sip:two@x>;index=1.1\r\n"
    "Alert-Info: <http://127.0.0.1/Bellcore-dr5>\r\nDIVERSION: <sip:second@x>\r\n\r\nv=0\r\nDiversion: body\r\n"
)


def test_an_invite_is_copied_as_received() -> None:
    facts = facts_of(INVITE)
    assert (facts.request_uri, facts.sip_call_id) == ("sip:a@127.0.0.1:5060", "abc@x")
    assert facts.from_ == '"L" <sip:l@x>;tag=1'
    assert facts.diversion == ("<sip:boss@x>;reason=deflection", "<sip:second@x>")
    assert facts.history_info == ("<sip:one@x>;index=1, <sip:two@x>;index=1.1",)
    assert facts.alert_info == ("<http://127.0.0.1/Bellcore-dr5>",)
    assert facts.p_asserted_identity == ()


@given(st.text())
def test_no_text_breaks_the_reading_of_headers(text: str) -> None:
    facts = facts_of(text)
    values = [facts.request_uri, facts.from_, facts.to, *facts.diversion, facts.sip_call_id, reason_of(text)]
    assert not any("\n" in value for value in values)
    waiting = messages_waiting(text)
    assert waiting is None or waiting.new >= 0


@given(
    st.dictionaries(st.from_regex(r"[A-Z][a-z]{2,8}", fullmatch=True), st.from_regex(r"[!-~]{1,20}", fullmatch=True))
)
def test_headers_come_back_as_written(headers: dict[str, str]) -> None:
    message = "BYE sip:a@x SIP/2.0\r\n" + "".join(f"{k}: {v}\r\n" for k, v in headers.items()) + "\r\nbody: no"
    assert headers_of(message) == {name.lower(): (value,) for name, value in headers.items()}


def test_the_reason_of_a_cancel() -> None:
    cancel = 'CANCEL sip:a@x SIP/2.0\r\nReason: SIP;cause=200;text="Call completed elsewhere"\r\n\r\n'
    assert reason_of(cancel) == 'SIP;cause=200;text="Call completed elsewhere"'
