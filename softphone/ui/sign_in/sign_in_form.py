"""The sign-in form as a value, and the account that it describes; pure, so that the dialog decides nothing."""

from dataclasses import dataclass, replace
from enum import Enum

from softphone.domain import problems as p
from softphone.domain.account.account import PORTAL_BY_DNS, Account, Encryption, Transport
from softphone.domain.account.provisioning import parse_provisioning


class SignInField(Enum):
    """Where on the form a problem stands."""

    USER = "user"
    PASSWORD = "password"  # noqa: S105
    SERVER = "server"
    SIP = "sip"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class SignInForm:
    """What stands in the fields. An empty SIP field is filled in from the user name."""

    user: str = ""
    server: str = ""
    sip_user: str = ""
    sip_domain: str = ""
    auth_user: str = ""
    registrar: str = ""
    outbound_proxy: str = ""
    transport: Transport = Transport.TLS
    ca_file: str = ""
    encryption: Encryption = Encryption.AUTO


_TYPED = ("user", "domain", "auth_user", "registrar", "outbound_proxy", "transport", "ca_file", "encryption")


def account_of(form: SignInForm, base: Account | None) -> Account:
    """What the form does not show is kept from `base`. Raises ProblemError(ProvisioningInvalid)."""
    portal = {"user": form.user, "url": _url(form.server), "ca_file": form.ca_file}
    sip = {
        "user": form.sip_user,
        "domain": form.sip_domain,
        "auth_user": form.auth_user,
        "registrar": form.registrar,
        "outbound_proxy": form.outbound_proxy,
        "transport": form.transport.value,
        "ca_file": form.ca_file,
        "encryption": form.encryption.value,
    }
    account = parse_provisioning({"portal": _filled(portal), "sip": _filled(sip)}, "").account
    return account if base is None else _with_rest_of(account, base)


def form_of(account: Account) -> SignInForm:
    sip = account.sip
    return SignInForm(
        user=account.user_id,
        server=account.portal_url,
        sip_user=sip.user,
        sip_domain=sip.domain,
        auth_user=sip.auth_user,
        registrar=sip.registrar,
        outbound_proxy=sip.outbound_proxy,
        transport=sip.transport,
        ca_file=sip.ca_file or account.portal_ca_file,
        encryption=sip.encryption,
    )


def field_of(problem: p.Problem) -> SignInField:
    """The field at which a problem is shown."""
    match problem:
        case p.CredentialsRefused():
            return SignInField.PASSWORD
        case p.PortalUnreachable() | p.PortalTimedOut() | p.PortalAnswerUnusable() | p.PlainHttpRefused():
            return SignInField.SERVER
        case p.CertificateRefused():
            return SignInField.SIP if problem.by_telephone else SignInField.SERVER
        case p.RegistrationRefused() | p.RegistrationUnreachable():
            return SignInField.SIP
        case p.ProvisioningInvalid(field):
            return _provisioning_field(field)
        case _:
            return SignInField.FORM


def _provisioning_field(name: str) -> SignInField:
    if name.startswith("portal.url"):
        return SignInField.SERVER
    if name.startswith("portal."):
        return SignInField.USER
    return SignInField.SIP if name.startswith("sip.") else SignInField.FORM


def _url(server: str) -> str:
    """A bare host name means https; "auto" is looked up."""
    server = server.strip()
    bare = server and "://" not in server and server.lower() != PORTAL_BY_DNS
    return f"https://{server}" if bare else server


def _filled(values: dict[str, str]) -> dict[str, str]:
    return {key: value for key, value in values.items() if value.strip()}


def _with_rest_of(account: Account, base: Account) -> Account:
    typed = {name: getattr(account.sip, name) for name in _TYPED}
    return replace(
        account,
        sip=replace(base.sip, **typed),
        region=base.region,
        voicemail_target=base.voicemail_target,
        echo_target=base.echo_target,
        line_list=base.line_list,
        audio=base.audio,
        language=base.language,
        feature_codes=base.feature_codes,
    )
