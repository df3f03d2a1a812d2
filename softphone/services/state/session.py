"""The sign-in and the registration as the windows show them."""

from dataclasses import dataclass, field

from softphone.domain.account.sign_in import SignInPhase as SignInPhase
from softphone.domain.account.sign_in import StepState as StepState
from softphone.domain.executive.settings import Roles
from softphone.domain.problems import Problem


@dataclass(frozen=True, slots=True)
class SignInView:
    phase: SignInPhase = SignInPhase.SIGNED_OUT
    portal_step: StepState = StepState.WAITING
    settings_step: StepState = StepState.WAITING
    telephone_step: StepState = StepState.WAITING
    problem: Problem | None = None
    retry_at_s: float | None = None
    user_id: str = ""
    user_name: str = ""
    user_initials: str = ""
    own_number: str = ""
    roles: Roles = field(default_factory=lambda: Roles(False, False))
    portal_as_of_s: float | None = None
    needs_password: bool = True
    keyring_problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class RegistrationView:
    """`since_s`: reachable since, or not reachable since. `server`: which of several, empty where there is one.

    `in_clear`: others on the network can read the signalling.
    """

    registered: bool = False
    trying: bool = False
    since_s: float | None = None
    problem: Problem | None = None
    transport: str = ""
    server: str = ""
    in_clear: bool = False
