"""The table of signing in, and the times between attempts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.account.sign_in import TRANSITIONS, Event, SignInPhase, next_phase

E, P = Event, SignInPhase


def phase_after(*events: Event) -> SignInPhase:
    phase = P.SIGNED_OUT
    for event in events:
        phase = next_phase(phase, event)
    return phase


@pytest.mark.parametrize(
    ("events", "phase"),
    [
        ((E.SIGN_IN,), P.AUTHENTICATING),
        ((E.SIGN_IN, E.PORTAL_ACCEPTED), P.LOADING),
        ((E.SIGN_IN, E.PORTAL_ACCEPTED, E.SETTINGS_LOADED), P.REGISTERING),
        ((E.SIGN_IN, E.PORTAL_ACCEPTED, E.SETTINGS_LOADED, E.REGISTERED), P.READY),
        ((E.SIGN_IN, E.CREDENTIALS_REFUSED), P.SIGNED_OUT),
        ((E.SIGN_IN, E.PORTAL_FAILED, E.REGISTERED_WITHOUT_PORTAL), P.LIMITED),
        ((E.SIGN_IN, E.PORTAL_FAILED, E.REGISTERED_WITHOUT_PORTAL, E.PORTAL_BACK), P.LOADING),
        ((E.SIGN_IN, E.PORTAL_ACCEPTED, E.SETTINGS_FAILED, E.REGISTERED), P.READY),
        ((E.SIGN_IN, E.PORTAL_ACCEPTED, E.SETTINGS_LOADED, E.REGISTRATION_REFUSED), P.LIMITED),
        ((E.SIGN_IN, E.PORTAL_NOT_NEEDED, E.REGISTERED), P.READY),
        ((E.SIGN_IN, E.PORTAL_NOT_NEEDED, E.REGISTERED, E.ENGINE_LOST), P.REGISTERING),
        ((E.SIGN_IN, E.PORTAL_NOT_NEEDED, E.REGISTERED, E.NETWORK_CHANGED, E.REGISTERED), P.READY),
        ((E.SIGN_IN, E.PORTAL_NOT_NEEDED, E.REGISTERED, E.SIGN_IN_AGAIN), P.AUTHENTICATING),
        ((E.SIGN_IN, E.PORTAL_NOT_NEEDED, E.REGISTERED, E.SIGN_OUT), P.SIGNING_OUT),
        ((E.SIGN_IN, E.SIGN_OUT, E.PORTAL_ACCEPTED), P.SIGNING_OUT),
        ((E.SIGN_IN, E.SIGN_OUT, E.SIGNED_OUT), P.SIGNED_OUT),
    ],
)
def test_the_ways_through_signing_in(events: tuple[Event, ...], phase: SignInPhase) -> None:
    assert phase_after(*events) is phase


@given(st.lists(st.sampled_from(list(Event))))
def test_from_everywhere_signing_out_ends_signed_out(events: list[Event]) -> None:
    phase = next_phase(next_phase(phase_after(*events), E.SIGN_OUT), E.SIGNED_OUT)
    assert phase is P.SIGNED_OUT


@given(st.sampled_from(list(SignInPhase)), st.sampled_from(list(Event)))
def test_a_pair_the_table_does_not_name_keeps_the_phase(phase: SignInPhase, event: Event) -> None:
    expected = TRANSITIONS[phase].get(event, phase)
    assert next_phase(phase, event) is expected
    assert event in TRANSITIONS[phase] or next_phase(phase, event) is phase


def test_every_phase_can_be_reached_and_left() -> None:
    assert set(TRANSITIONS) == set(SignInPhase)
    assert {target for row in TRANSITIONS.values() for target in row.values()} == set(SignInPhase)
