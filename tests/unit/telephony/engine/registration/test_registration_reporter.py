"""Reports of the registration to the window: each change once, with its cause."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.certificates import CertificateFault, CertificateReport
from softphone.domain.telephone.events import Event, RegistrationChanged, RegistrationState
from softphone.telephony.engine.registration.registration_reporter import RegistrationReporter, state_of_status

R = RegistrationState
SHOWN = CertificateReport(CertificateFault.EXPIRED)


def test_the_same_is_not_told_twice_unless_it_was_forgotten() -> None:
    heard: list[Event] = []
    told = RegistrationReporter(heard.append, lambda: "")
    for _ in range(3):
        told.report(R.REGISTERED, 200, "OK", expires_s=300)
    assert heard == [RegistrationChanged(R.REGISTERED, 200, "OK", expires_s=300)]
    assert told.registered
    told.reset()
    assert not told.registered
    told.report(R.REGISTERED, 200, "OK", expires_s=300)
    assert len(heard) == 2


def test_trouble_carries_the_transports_fault_and_the_certificate_behind_it() -> None:
    heard: list[Event] = []
    told = RegistrationReporter(heard.append, lambda: "10.0.0.1:5061")
    told.set_fault("expired", SHOWN)
    told.report_trouble(R.UNREACHABLE, 503, "TLS", 2.0)
    told.report_trouble(R.UNREACHABLE, 408, "no answer yet", 4.0, fault=False)
    told.set_fault()
    told.report_trouble(R.REFUSED, 403, "no")
    assert heard == [
        RegistrationChanged(R.UNREACHABLE, 503, "TLS", "expired", 0, 2.0, "10.0.0.1:5061", SHOWN),
        RegistrationChanged(R.UNREACHABLE, 408, "no answer yet", "", 0, 4.0, "10.0.0.1:5061"),
        RegistrationChanged(R.REFUSED, 403, "no", server="10.0.0.1:5061"),
    ]


@given(st.integers(-10, 1000))
def test_every_status_means_a_state(status: int) -> None:
    assert (state_of_status(status) is RegistrationState.REGISTERED) is (200 <= status < 300)


@pytest.mark.parametrize("status", [401, 403, 404, 407, 603])
def test_refusals(status: int) -> None:
    assert state_of_status(status) is RegistrationState.REFUSED


@pytest.mark.parametrize("status", [0, 171060, 408, 480, 500, 502, 503, 504])
def test_trouble_on_the_way(status: int) -> None:
    assert state_of_status(status) is RegistrationState.UNREACHABLE
