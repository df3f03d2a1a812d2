"""Whether a request within a call names another party."""

import pytest

from softphone.domain.telephone.call import InviteFacts
from softphone.telephony.engine.calls.party import PartyWatch

OTTO, JANA = '"Otto" <sip:+498912345@pbx.example>', '"Jana" <sip:+493023125@pbx.example>'
FIRST = InviteFacts(from_=f"{OTTO};tag=1", p_asserted_identity=(OTTO,))


def begun(facts: InviteFacts = FIRST) -> PartyWatch:
    party = PartyWatch()
    party.begin(facts)
    return party


@pytest.mark.parametrize(
    "later",
    [
        InviteFacts(from_=f"{OTTO};tag=1", p_asserted_identity=(JANA,)),
        InviteFacts(from_=f"{OTTO};tag=1", remote_party_id=(f"{JANA};party=calling",)),
        InviteFacts(from_=f"{OTTO};tag=1", p_asserted_identity=(OTTO,), privacy="id"),
        InviteFacts(from_=f"{JANA};tag=1"),
        InviteFacts(from_='"Jana" <sip:+498912345@pbx.example>;tag=1'),
        InviteFacts(from_="<sip:anonymous@anonymous.invalid>;tag=1"),
    ],
)
def test_another_identity_or_from_is_a_new_party_once(later: InviteFacts) -> None:
    party = begun()
    assert party.changed(later) is not None
    assert party.changed(later) is None


@pytest.mark.parametrize(
    "later",
    [
        FIRST,
        InviteFacts(from_=f"{OTTO};tag=1"),
        InviteFacts(from_="<sip:+498912345@pbx.example:5060;user=phone>;tag=1"),
        InviteFacts(),
    ],
)
def test_the_same_party_written_otherwise_is_none(later: InviteFacts) -> None:
    assert begun().changed(later) is None


def test_of_a_call_of_ours_only_identities_count() -> None:
    party = PartyWatch()
    assert party.changed(InviteFacts(from_=f"{OTTO};tag=1")) is None
    assert party.changed(FIRST) is not None


def test_the_name_of_the_party_before_does_not_go_with_the_new_number() -> None:
    told = begun().changed(InviteFacts(from_=f"{OTTO};tag=1", p_asserted_identity=("<sip:+493023125@pbx.example>",)))
    assert told is not None
    assert told.from_ == ""
