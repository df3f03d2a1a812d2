"""The view of the sign-in, composed from its two halves."""

from softphone.domain.account.account import Account
from softphone.domain.account.sign_in import SignInPhase
from softphone.domain.contacts.initials import initials
from softphone.domain.problems import Problem
from softphone.services.groups.leader_colours import profile_name, shown_number
from softphone.services.session.portal_session import NOBODY, PortalSession
from softphone.services.session.registration_service import RegistrationService
from softphone.services.state.session import SignInView


def sign_in_view(
    phase: SignInPhase,
    account: Account | None,
    portal: PortalSession,
    telephone: RegistrationService,
    problem: Problem | None,
    keyring_problem: Problem | None,
) -> SignInView:
    name = _name(account, portal)
    return SignInView(
        phase=phase,
        portal_step=portal.portal_step,
        settings_step=portal.settings_step,
        telephone_step=telephone.step,
        problem=problem,
        retry_at_s=portal.retry_at_s,
        user_id=user_id(account),
        user_name=name,
        user_initials=initials(name) if name else "",
        own_number=shown_number(portal.profile, account.region) if account is not None else "",
        roles=portal.roles or NOBODY,
        portal_as_of_s=portal.as_of_s,
        needs_password=phase in (SignInPhase.SIGNED_OUT, SignInPhase.SIGNING_OUT),
        keyring_problem=keyring_problem,
    )


def user_id(account: Account | None) -> str:
    if account is None:
        return ""
    return account.user_id or f"{account.sip.user}@{account.sip.domain}"


def _name(account: Account | None, portal: PortalSession) -> str:
    """The name in the portal, else the one in the account."""
    if account is None:
        return ""
    return profile_name(portal.profile) or account.sip.display_name or user_id(account).partition("@")[0]
