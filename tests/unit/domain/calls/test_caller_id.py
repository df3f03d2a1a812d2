"""Who calls and for which leader, in the name and number modes of the platform."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.calls.caller_id import CallerIdView, Evidence, LeaderIdentity, describe
from softphone.domain.telephone.call import InviteFacts, Ring

LEA = LeaderIdentity("lea.muster@pbx.example", "Lea Muster", ("+493023125100", "100"))
JAN = LeaderIdentity("jan@pbx.example", "Jan Muster-Klein", ("+493023125200",))
LEADERS = (LEA, JAN)
OWN = ("+493023125300", "300")
TO = "<sip:anna@pbx.example>"
CALLER = "+4922147101234"
CALLER_SHOWN = "0221 47101234"


def shown(invite: InviteFacts, leaders: tuple[LeaderIdentity, ...] = LEADERS) -> CallerIdView:
    return describe(invite, leaders, OWN, "DE")


def call_from(display: str, user: str, **more: Any) -> InviteFacts:
    address = f'"{display}" <sip:{user}@pbx.example>'
    facts = InviteFacts(from_=f"{address};tag=1", to=TO, p_asserted_identity=(address,))
    return replace(facts, **more)


DIVERTED = ("<sip:lea.muster@pbx.example>;reason=unconditional",)


@pytest.mark.parametrize("name", ["Lea Muster", "Lea Muster – Otto Ruf", "Otto Ruf – Lea Muster", "Otto Ruf"])
@pytest.mark.parametrize(("number", "number_shown"), [("+493023125100", "030 23125100"), (CALLER, CALLER_SHOWN)])
def test_the_name_is_shown_as_the_platform_sent_it_in_all_modes(name: str, number: str, number_shown: str) -> None:
    view = shown(call_from(name, number, diversion=DIVERTED))
    assert (view.headline, view.detail) == (name, number_shown)
    assert (view.leader_id, view.evidence) == (LEA.user_id, Evidence.DIVERSION)


@pytest.mark.parametrize(
    ("name", "callers"),
    [
        ("Lea Muster", ""),
        ("Lea Muster – Otto Ruf", "Otto Ruf"),
        ("Otto Ruf – Lea Muster", "Otto Ruf"),
        ("Otto Ruf - LEA MUSTER", "Otto Ruf"),
        ("Lea Muster: Otto Ruf", "Otto Ruf"),
        ("Lea Muster (Otto Ruf)", "Otto Ruf"),
        ("Otto Ruf (Ruf GmbH) – Lea Muster", "Otto Ruf (Ruf GmbH)"),
        ("Otto Ruf", "Otto Ruf"),
        ("Lea Musterfrau", "Lea Musterfrau"),
        ("Lea Muster-Jansen", "Lea Muster-Jansen"),
    ],
)
@pytest.mark.parametrize(("number", "callers_number"), [("+493023125100", ""), (CALLER, CALLER_SHOWN)])
def test_the_callers_own_part_is_told_from_the_leaders(
    name: str, callers: str, number: str, callers_number: str
) -> None:
    view = shown(call_from(name, number, diversion=DIVERTED))
    assert (view.name, view.number) == (callers, callers_number)


def test_where_one_header_has_the_leaders_number_the_other_tells_the_callers() -> None:
    facts = call_from("Lea Muster", "+493023125100", diversion=DIVERTED, from_=f"<sip:{CALLER}@pbx.example>;tag=1")
    assert (shown(facts).headline, shown(facts).number) == ("Lea Muster", CALLER_SHOWN)
    hidden = replace(facts, from_='"Anonymous" <sip:anonymous@anonymous.invalid>')
    assert (shown(hidden).name, shown(hidden).number) == ("", "")


def test_a_leader_who_calls_in_person_keeps_name_and_number() -> None:
    """A call of the leader's own is no call for the leader."""
    view = shown(call_from("Lea Muster", "+493023125100"))
    assert view.headline == "Lea Muster"


def test_without_a_name_the_number_is_the_headline_and_stands_only_once() -> None:
    view = shown(call_from("", CALLER))
    assert (view.headline, view.detail) == (CALLER_SHOWN, "")


def test_a_name_that_is_only_the_number_again_is_formatted_once() -> None:
    view = shown(call_from("0221/47101234", CALLER))
    assert (view.headline, view.detail) == (CALLER_SHOWN, "")


def test_the_asserted_identity_comes_before_from() -> None:
    facts = replace(call_from("Otto Ruf", CALLER), from_='"Somebody" <sip:x@y>')
    assert shown(facts).headline == "Otto Ruf"


def test_where_privacy_is_asked_the_asserted_identity_is_not_shown() -> None:
    facts = call_from(
        "Otto Ruf", CALLER, privacy="id;critical", from_='"Anonymous" <sip:anonymous@anonymous.invalid>'
    )
    view = shown(facts)
    assert (view.headline, view.detail, view.anonymous) == ("", "", True)


def test_a_name_composed_for_a_hidden_caller_still_says_for_whom() -> None:
    view = shown(InviteFacts(from_='"Lea Muster – Anonymous" <sip:anonymous@anonymous.invalid>', to=TO))
    assert (view.headline, view.detail, view.anonymous) == ("Lea Muster – Anonymous", "", True)
    assert (view.leader_id, view.evidence) == (LEA.user_id, Evidence.NAME)


def test_a_caller_without_any_identity_is_anonymous() -> None:
    view = shown(InviteFacts())
    assert (view.headline, view.anonymous, view.leader_id, view.evidence) == ("", True, None, Evidence.NONE)


def test_the_latest_diversion_names_the_leader() -> None:
    facts = call_from("Otto", CALLER, diversion=("<sip:jan@pbx.example>;x=1, <sip:lea.muster@pbx.example>",))
    assert shown(facts).leader_id == JAN.user_id


def test_the_latest_known_entry_of_the_history_names_the_leader() -> None:
    history = ("<sip:jan@pbx.example>;index=1", "<sip:lea.muster@pbx.example>;index=1.1", "<sip:anna@x>;index=1.1.1")
    view = shown(call_from("Otto", CALLER, history_info=history))
    assert (view.leader_id, view.evidence) == (LEA.user_id, Evidence.HISTORY)


@pytest.mark.parametrize(
    "diverting",
    [
        "tel:+49-30-23125100",
        "tel:23125100;phone-context=+4930",
        "sip:23125100;phone-context=+49-30@pbx.example;user=phone",
        "sip:493023125100@pbx.example",
        "sip:00493023125100@10.0.0.1",
        "sip:03023125100@pbx.example;user=phone",
        "sip:+4930%2023125100@pbx.example",
    ],
)
def test_a_diversion_by_number_names_the_leader(diverting: str) -> None:
    view = shown(call_from("Otto", CALLER, diversion=(f"<{diverting}>",)))
    assert (view.leader_id, view.evidence) == (LEA.user_id, Evidence.DIVERSION)


@pytest.mark.parametrize(
    ("diverting", "leader_id"),
    [
        ("sip:lea.muster@127.0.0.1:5070", LEA.user_id),
        ("sip:LEA.MUSTER@PBX.example", LEA.user_id),
        ("sip:lea.muster@evil.example", None),
        ("sip:lea@pbx.example", None),
        ("sip:muster@pbx.example", None),
        ("sip:xlea.muster@pbx.example", None),
    ],
)
def test_a_user_id_counts_whole_and_with_a_domain_of_the_platform(diverting: str, leader_id: str | None) -> None:
    assert shown(call_from("Otto", CALLER, diversion=(f"<{diverting}>",))).leader_id == leader_id


def test_the_same_local_part_in_two_domains_names_nobody_without_the_domain() -> None:
    twin = LeaderIdentity("lea.muster@other.example", "Lea M.")
    facts = call_from("Otto", CALLER, diversion=("<sip:lea.muster@127.0.0.1>",))
    assert shown(facts, (LEA, twin)).leader_id is None
    assert shown(call_from("Otto", CALLER, diversion=("<sip:lea.muster@other.example>",)), (LEA, twin)).leader_id == (
        twin.user_id
    )


def test_the_leaders_number_names_the_leader_where_no_header_does() -> None:
    view = shown(call_from("Otto Ruf", "+493023125200"))
    assert (view.leader_id, view.evidence) == (JAN.user_id, Evidence.NUMBER)


def test_ones_own_number_is_never_a_leaders() -> None:
    mine = replace(JAN, numbers=OWN)
    assert shown(call_from("Otto Ruf", OWN[0], diversion=(f"<sip:{OWN[0]}@pbx.example>",)), (mine,)).leader_id is None


@pytest.mark.parametrize(
    ("name", "leader_id"),
    [
        ("LEA MUSTER", LEA.user_id),
        ("Lea Muster / Otto", LEA.user_id),
        ("Otto - Lea Muster", LEA.user_id),
        ("Lea Mustermann", None),
        ("Lea Muster-Klein", None),
        ("Otto Lea Muster", None),
        ("Lea Muster Otto", None),
        ("Jan Muster-Klein – Otto", JAN.user_id),
    ],
)
def test_a_name_is_only_the_leaders_where_it_stands_by_itself(name: str, leader_id: str | None) -> None:
    assert shown(call_from(name, CALLER)).leader_id == leader_id


def test_two_leaders_of_one_name_are_not_guessed_between() -> None:
    assert shown(call_from("Lea Muster", CALLER), (LEA, replace(JAN, name="Lea Muster"))).leader_id is None


def test_a_leader_calling_another_one_is_not_guessed_from_the_names() -> None:
    assert shown(call_from("Lea Muster – Jan Muster-Klein", CALLER)).leader_id is None


def test_a_user_id_in_a_domain_of_its_own_counts_in_any_case_of_letters() -> None:
    other = LeaderIdentity("Rita@Rechts.example", "Rita R.")
    assert (
        shown(call_from("Otto", CALLER, diversion=("<sip:rita@rechts.EXAMPLE>",)), (other,)).leader_id
        == other.user_id
    )


def test_a_hostile_name_becomes_one_short_line() -> None:
    view = shown(call_from("Otto\r\n\u202eRuf\x00 <b>" + "x" * 5000, CALLER))
    assert view.headline.startswith("Otto Ruf <b>xxx")
    assert len(view.headline) == 120
    assert view.headline.endswith("…")


def test_the_ring_comes_from_alert_info() -> None:
    assert shown(call_from("Otto", CALLER, alert_info=("<urn:alert:service:silent>",))).ring is Ring.SILENT


HEADERS = st.one_of(
    st.text(max_size=60), st.text(alphabet='<>"\\,;:@=anonymous sip:le.muster10\r\n\u202e', max_size=120)
)


@given(
    st.builds(
        InviteFacts,
        from_=HEADERS,
        to=HEADERS,
        p_asserted_identity=st.tuples(HEADERS),
        diversion=st.tuples(HEADERS, HEADERS),
        history_info=st.tuples(HEADERS),
        alert_info=st.tuples(HEADERS),
        privacy=HEADERS,
    ),
    st.lists(st.builds(LeaderIdentity, HEADERS, HEADERS, st.tuples(HEADERS)), max_size=4).map(tuple),
)
def test_any_invite_is_described_in_plain_bounded_lines(
    invite: InviteFacts, leaders: tuple[LeaderIdentity, ...]
) -> None:
    view = shown(invite, leaders)
    assert (view.leader_id is None) == (view.evidence is Evidence.NONE)
    assert view.leader_id is None or view.leader_id in {leader.user_id for leader in leaders}
    for line in (view.headline, view.detail):
        assert len(line) <= 130
        assert not set(line) & set("\r\n\x00\u202e\u2066")
    assert not (view.detail and view.anonymous)
    assert view.headline != view.detail or not view.headline
