"""Identity headers of an INVITE: From, PAI, Diversion and History-Info."""

from dataclasses import dataclass

from softphone.demo_pbx.model.plans import Alert, Caller
from softphone.demo_pbx.model.platform import Platform
from softphone.demo_pbx.sip.calls.leg import Fields, Invitation
from softphone.demo_pbx.sip.messages.addresses import NameAddr, Uri

UNCONDITIONAL, NO_ANSWER, DEFLECTION = 302, 408, 480
_REASONS = {UNCONDITIONAL: "unconditional", NO_ANSWER: "no-answer", DEFLECTION: "deflection"}
_ANONYMOUS = NameAddr(Uri("sip", "anonymous", "anonymous.invalid"), "Anonymous")


@dataclass(frozen=True, slots=True)
class Diverted:
    """A user the call was meant for before, and why it went on (RFC 4458 cause)."""

    user: str
    cause: int


def invitation(
    platform: Platform, alert: Alert, history: tuple[Diverted, ...], offer: bytes, content_type: str, passed: Fields
) -> Invitation:
    """Name and number as the plan decided; nothing of the original From gets through."""
    target = _address(platform, alert.target)
    fields = [*_identity(platform, alert), *passed]
    if alert.alert_info:
        fields.append(("alert-info", alert.alert_info))
    known = _complete(history, alert)
    if known:
        fields += [("diversion", value) for value in _diversions(platform, known)]
        fields.append(("history-info", ", ".join(_history(platform, known, target.uri))))
    return Invitation(_sender(platform, alert), target, tuple(fields), offer, content_type)


def _sender(platform: Platform, alert: Alert) -> NameAddr:
    if alert.number:
        return NameAddr(Uri.of(alert.number, platform.domain), alert.name)
    return NameAddr(_ANONYMOUS.uri, alert.name or _ANONYMOUS.display)


def _identity(platform: Platform, alert: Alert) -> list[tuple[str, str]]:
    if not alert.number:
        return [("privacy", "id")]
    return [("p-asserted-identity", str(_sender(platform, alert)))]


def connected_party(platform: Platform, party: Caller) -> Fields:
    """Who is connected now, for a request within a call (RFC 5876); nobody where the party hides."""
    if party.anonymous or not (party.number or party.user):
        return (("privacy", "id"),)
    return (("p-asserted-identity", str(NameAddr(Uri.of(party.number or party.user, platform.domain), party.name))),)


def _address(platform: Platform, name: str) -> NameAddr:
    """A user's public number, or what was named as it is."""
    user = platform.find(name)
    if user is None:
        return NameAddr(Uri.of(name, platform.domain))
    return NameAddr(Uri.of(user.number or user.extension, platform.domain), user.display)


def _complete(history: tuple[Diverted, ...], alert: Alert) -> tuple[Diverted, ...]:
    """An alert to the very user who diverted is not a diversion."""
    if not alert.diverted_by or alert.diverted_by in [step.user for step in history]:
        return history
    return (*history, Diverted(alert.diverted_by, UNCONDITIONAL))


def _diversions(platform: Platform, history: tuple[Diverted, ...]) -> list[str]:
    """RFC 5806: the latest first."""
    return [f"{_address(platform, step.user)};reason={_REASONS[step.cause]};counter=1" for step in reversed(history)]


def _history(platform: Platform, history: tuple[Diverted, ...], target: Uri) -> list[str]:
    """RFC 7044: each entry below the one it was mapped from; the cause is in the URI (RFC 7544)."""
    uris = [_address(platform, step.user).uri for step in history] + [target]
    entries, index = [f"<{uris[0]}>;index=1"], "1"
    for step, uri in zip(history, uris[1:], strict=True):
        entries.append(f"<{uri};cause={step.cause}>;index={index}.1;mp={index}")
        index += ".1"
    return entries
