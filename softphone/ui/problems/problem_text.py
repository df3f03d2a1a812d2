"""One sentence for every problem, with the next step in it, in the user's language."""

from typing import assert_never

from PySide6.QtCore import QCoreApplication

from softphone.domain import problems as p
from softphone.services.core.outcomes import Outcome, problem_of
from softphone.ui.problems.audio_problem_text import device_failed_text, microphone_silent_text
from softphone.ui.problems.certificate_text import certificate_text
from softphone.ui.problems.contact_problem_text import address_book_text
from softphone.ui.problems.option_problem_text import option_text
from softphone.ui.problems.problem_sentences import device_text, not_possible_text, provisioning_text
from softphone.ui.problems.sip_status_text import call_refused_text
from softphone.ui.text.time_format import clock

translate = QCoreApplication.translate


def outcome_text(outcome: Outcome) -> str:
    """Sentence for the problem of a finished outcome, empty where there is none."""
    problem = problem_of(outcome)
    return problem_text(problem) if problem is not None else ""


def problem_text(problem: p.Problem) -> str:
    """Plain text; words of the portal or of the network stand in it unchanged."""
    match problem:
        case (
            p.PortalUnreachable()
            | p.PortalTimedOut()
            | p.CredentialsRefused()
            | p.PortalRefused()
            | p.PortalShowsOtherwise()
            | p.PortalOverloaded()
            | p.PortalAnswerUnusable()
            | p.CertificateRefused()
            | p.PlainHttpRefused()
        ):
            return _portal_text(problem)
        case (
            p.RegistrationRefused()
            | p.RegistrationUnreachable()
            | p.NetworkMissing()
            | p.EngineNotResponding()
            | p.EngineStopped()
            | p.CallRefused()
        ):
            return _telephone_text(problem)
        case _:
            return _other_text(problem)


_PortalProblem = (
    p.PortalUnreachable
    | p.PortalTimedOut
    | p.CredentialsRefused
    | p.PortalRefused
    | p.PortalShowsOtherwise
    | p.PortalOverloaded
    | p.PortalAnswerUnusable
    | p.CertificateRefused
    | p.PlainHttpRefused
)
_TelephoneProblem = (
    p.RegistrationRefused
    | p.RegistrationUnreachable
    | p.NetworkMissing
    | p.EngineNotResponding
    | p.EngineStopped
    | p.CallRefused
)
_OtherProblem = (
    p.KeyringMissing
    | p.NoSoundDevice
    | p.DeviceMissing
    | p.DeviceFailed
    | p.MicrophoneSilent
    | p.NotANumber
    | p.ProvisioningInvalid
    | p.NoSuchCall
    | p.NoSuchGroup
    | p.NotPossibleNow
    | p.OptionRefused
    | p.OptionLocked
    | p.NoSuchOption
    | p.PolicyUnusable
    | p.AddressBookFailed
)


def _portal_text(problem: _PortalProblem) -> str:
    match problem:
        case p.PortalUnreachable(host, _, ""):
            text = translate("Problems", "The portal {host} cannot be reached. The program keeps trying.")
            return text.format(host=host)
        case p.PortalUnreachable(host, _, variable):
            text = translate(
                "Problems",
                "The portal {host} cannot be reached without a proxy. The proxy in {variable} cannot be used: "
                "please enter one that begins with http://.",
            )
            return text.format(host=host, variable=variable)
        case p.PortalTimedOut(host):
            text = translate("Problems", "The portal {host} did not answer in time. Please try again.")
            return text.format(host=host)
        case p.CredentialsRefused():
            return translate(
                "Problems", "The portal rejected user name or password. Please enter the password again."
            )
        case p.PortalRefused(status, words):
            return _refused(status, words)
        case p.PortalShowsOtherwise(wanted, shown):
            text = translate("Problems", "The portal shows otherwise: {shown} instead of {wanted}.")
            return text.format(shown=_shown(shown), wanted=_shown(wanted))
        case p.PortalOverloaded(retry_after_s):
            text = translate("Problems", "The portal is overloaded. Trying again in {seconds} s.")
            return text.format(seconds=round(retry_after_s))
        case p.PortalAnswerUnusable(host):
            text = translate("Problems", "{host} did not answer like a portal. Please check the server address.")
            return text.format(host=host)
        case p.CertificateRefused(host, _, certificate, _):
            return certificate_text(host, certificate)
        case p.PlainHttpRefused(host):
            text = translate("Problems", "The connection to {host} would not be encrypted. Please use https://.")
            return text.format(host=host)
        case _:
            assert_never(problem)


def _shown(value: bool | str) -> str:
    if isinstance(value, bool):
        return translate("Problems", "on") if value else translate("Problems", "off")
    return value or "–"


def _refused(status: int, words: str) -> str:
    """The portal's own words first; they are what an administrator can look up.

    A 5xx may come from a gateway after the portal carried the change out, so it is not told as "unchanged".
    """
    if words and status >= 500:
        return translate("Problems", "Portal: “{words}”.").format(words=words.rstrip(". "))
    if words:
        return translate("Problems", "Portal: “{words}”. Nothing was changed.").format(words=words.rstrip(". "))
    if status == 403:
        return translate("Problems", "The portal does not allow this. Please ask your administrator.")
    if status == 404:
        return translate("Problems", "The portal does not know this. Please sign in again to get its current state.")
    return translate("Problems", "The portal refused (status {status}). Please try again later.").format(
        status=status
    )


def _telephone_text(problem: _TelephoneProblem) -> str:
    match problem:
        case p.RegistrationRefused(status, reason, retry_at_s) if retry_at_s is not None:
            text = translate(
                "Problems",
                "The telephone server refuses the registration: {why}. The program tries again at {time}. If it keeps"
                " refusing, please check user name and password.",
            )
            return text.format(why=f"{status} {reason}".strip(), time=clock(retry_at_s))
        case p.RegistrationRefused(status, reason):
            text = translate(
                "Problems", "The telephone was not registered: {why}. Please check the SIP details under Advanced."
            )
            return text.format(why=f"{status} {reason}".strip())
        case p.RegistrationUnreachable(host, status) if 200 <= status < 300:
            text = translate(
                "Problems",
                "The telephone server {host} answers but does not keep the registration. The program keeps trying.",
            )
            return text.format(host=host)
        case p.RegistrationUnreachable(host, 494):
            text = translate(
                "Problems",
                "The telephone server {host} requires another security agreement. Please check it in the settings,"
                " under Account.",
            )
            return text.format(host=host)
        case p.RegistrationUnreachable(host, over_tls=True):
            text = translate(
                "Problems", "The telephone server {host} cannot be reached over TLS. The program keeps trying."
            )
            return text.format(host=host)
        case p.RegistrationUnreachable(host):
            text = translate("Problems", "The telephone server {host} cannot be reached. The program keeps trying.")
            return text.format(host=host)
        case p.NetworkMissing():
            return translate(
                "Problems",
                "This computer has no network. The telephone reconnects as soon as there is one.",
            )
        case p.EngineNotResponding():
            return translate("Problems", "The telephone part does not respond. It will be restarted in a moment.")
        case p.EngineStopped():
            return translate("Problems", "The telephone stopped and is being restarted. Calls were lost.")
        case p.CallRefused(status, reason, only_encrypted):
            return call_refused_text(status, reason, only_encrypted)
        case _:
            assert_never(problem)


def _other_text(problem: _OtherProblem) -> str:
    match problem:
        case p.KeyringMissing(p.KEYRING_SILENT):
            return translate(
                "Problems", "The keyring does not answer. The password is kept only until the program ends."
            )
        case p.KeyringMissing():
            return translate(
                "Problems", "This system has no keyring, so you will be asked for the password at each start."
            )
        case p.NoSoundDevice(side):
            return device_text(side, "", None)
        case p.DeviceMissing(side, wish, using):
            return device_text(side, wish, using)
        case p.DeviceFailed(side, detail):
            return device_failed_text(side, detail)
        case p.MicrophoneSilent(by_system):
            return microphone_silent_text(by_system)
        case p.NotANumber(text, position):
            return _not_a_number(text, position)
        case p.ProvisioningInvalid(field, detail):
            return provisioning_text(field, detail)
        case p.NoSuchCall():
            return translate("Problems", "This call is already over. Please choose another one.")
        case p.NoSuchGroup(leader):
            text = translate("Problems", "There is no group for {leader}. Please sign in again.")
            return text.format(leader=leader)
        case p.NotPossibleNow(why):
            return not_possible_text(why)
        case p.OptionRefused() | p.OptionLocked() | p.NoSuchOption() | p.PolicyUnusable():
            return option_text(problem)
        case p.AddressBookFailed(host, trouble, place):
            return address_book_text(host, trouble, place)
        case _:
            assert_never(problem)


def _not_a_number(text: str, position: int | None) -> str:
    if not text.strip():
        return translate("Problems", "There is nothing to call yet. Please enter a number.")
    if position is None or not 1 <= position <= len(text):
        return translate("Problems", "“{text}” is not a telephone number. Please correct it.").format(text=text)
    words = translate("Problems", "This is not a telephone number: “{character}” at position {position}.")
    return words.format(character=text[position - 1], position=position)
