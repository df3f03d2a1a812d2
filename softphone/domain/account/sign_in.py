"""State machine of the sign-in, as one table of transitions."""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType


class SignInPhase(Enum):
    SIGNED_OUT = "signed-out"
    AUTHENTICATING = "authenticating"
    LOADING = "loading"
    REGISTERING = "registering"
    READY = "ready"
    LIMITED = "limited"
    SIGNING_OUT = "signing-out"


class StepState(Enum):
    """One of the three steps of signing in: portal, settings, telephone."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    NOT_NEEDED = "not-needed"


class Event(Enum):
    """Events of the sign-in; the service that knows both halves chooses the REGISTERED… event."""

    SIGN_IN = "sign-in"
    SIGN_IN_AGAIN = "sign-in-again"
    SIGN_OUT = "sign-out"
    SIGNED_OUT = "signed-out"
    PORTAL_ACCEPTED = "portal-accepted"
    PORTAL_NOT_NEEDED = "portal-not-needed"
    PORTAL_FAILED = "portal-failed"
    PORTAL_BACK = "portal-back"
    CREDENTIALS_REFUSED = "credentials-refused"
    SETTINGS_LOADED = "settings-loaded"
    SETTINGS_FAILED = "settings-failed"
    REGISTERED = "registered"
    REGISTERED_WITHOUT_PORTAL = "registered-without-portal"
    TELEPHONE_NOT_NEEDED = "telephone-not-needed"
    REGISTRATION_REFUSED = "registration-refused"
    REGISTRATION_FAILED = "registration-failed"
    NETWORK_CHANGED = "network-changed"
    ENGINE_LOST = "engine-lost"


_P, _E = SignInPhase, Event

_FROM_AUTHENTICATING = {
    _E.PORTAL_ACCEPTED: _P.LOADING,
    _E.PORTAL_NOT_NEEDED: _P.REGISTERING,
    _E.PORTAL_FAILED: _P.REGISTERING,
    _E.CREDENTIALS_REFUSED: _P.SIGNED_OUT,
    _E.SIGN_OUT: _P.SIGNING_OUT,
}
_FROM_LOADING = {
    _E.SETTINGS_LOADED: _P.REGISTERING,
    _E.SETTINGS_FAILED: _P.REGISTERING,
    _E.PORTAL_FAILED: _P.REGISTERING,
    _E.CREDENTIALS_REFUSED: _P.SIGNED_OUT,
    _E.SIGN_OUT: _P.SIGNING_OUT,
}
_FROM_REGISTERING = {
    _E.REGISTERED: _P.READY,
    _E.TELEPHONE_NOT_NEEDED: _P.READY,
    _E.REGISTERED_WITHOUT_PORTAL: _P.LIMITED,
    _E.REGISTRATION_REFUSED: _P.LIMITED,
    _E.REGISTRATION_FAILED: _P.LIMITED,
    _E.SIGN_IN_AGAIN: _P.AUTHENTICATING,
    _E.SIGN_OUT: _P.SIGNING_OUT,
}
_FROM_READY = {
    _E.REGISTERED_WITHOUT_PORTAL: _P.LIMITED,
    _E.REGISTRATION_REFUSED: _P.LIMITED,
    _E.REGISTRATION_FAILED: _P.LIMITED,
    _E.PORTAL_FAILED: _P.LIMITED,
    _E.NETWORK_CHANGED: _P.REGISTERING,
    _E.ENGINE_LOST: _P.REGISTERING,
    _E.SIGN_IN_AGAIN: _P.AUTHENTICATING,
    _E.SIGN_OUT: _P.SIGNING_OUT,
}
_FROM_LIMITED = {
    _E.REGISTERED: _P.READY,
    _E.TELEPHONE_NOT_NEEDED: _P.READY,
    _E.PORTAL_BACK: _P.LOADING,
    _E.NETWORK_CHANGED: _P.REGISTERING,
    _E.ENGINE_LOST: _P.REGISTERING,
    _E.SIGN_IN: _P.AUTHENTICATING,
    _E.SIGN_IN_AGAIN: _P.AUTHENTICATING,
    _E.CREDENTIALS_REFUSED: _P.SIGNED_OUT,
    _E.SIGN_OUT: _P.SIGNING_OUT,
}

TRANSITIONS: Mapping[SignInPhase, Mapping[Event, SignInPhase]] = MappingProxyType(
    {
        _P.SIGNED_OUT: {_E.SIGN_IN: _P.AUTHENTICATING, _E.SIGN_IN_AGAIN: _P.AUTHENTICATING},
        _P.AUTHENTICATING: _FROM_AUTHENTICATING,
        _P.LOADING: _FROM_LOADING,
        _P.REGISTERING: _FROM_REGISTERING,
        _P.READY: _FROM_READY,
        _P.LIMITED: _FROM_LIMITED,
        _P.SIGNING_OUT: {_E.SIGNED_OUT: _P.SIGNED_OUT},
    }
)


def next_phase(phase: SignInPhase, event: Event) -> SignInPhase:
    """Total: a pair missing from the table (a late answer) keeps the phase."""
    return TRANSITIONS[phase].get(event, phase)
