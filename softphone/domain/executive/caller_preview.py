"""The editor's preview of what the platform shows of a caller by the leader's alerting settings.

Desk telephones and desktop clients get name and number by the modes; mobile phones always the original caller.
"""

from dataclasses import dataclass

from softphone.domain.executive.settings import Alerting, NameMode, NumberMode
from softphone.domain.platform_facts import NAME_SEPARATOR


@dataclass(frozen=True, slots=True)
class PreviewParty:
    """A leader or a sample caller; an empty name or number is not sent."""

    name: str
    number: str


@dataclass(frozen=True, slots=True)
class PreviewPart:
    """A piece of a line; `of_leader` where it comes from the leader."""

    text: str
    of_leader: bool = False


Line = tuple[PreviewPart, ...]


@dataclass(frozen=True, slots=True)
class CallerPreview:
    """None where the stored mode is unknown to this program."""

    name: Line | None
    number: Line | None


def caller_preview(alerting: Alerting, leader: PreviewParty, caller: PreviewParty) -> CallerPreview:
    return CallerPreview(_name(alerting, leader, caller), _number(alerting, leader, caller))


def mobile_preview(caller: PreviewParty) -> CallerPreview:
    return CallerPreview(_line(PreviewPart(caller.name)), _line(PreviewPart(caller.number)))


def _name(alerting: Alerting, leader: PreviewParty, caller: PreviewParty) -> Line | None:
    ours, theirs = PreviewPart(leader.name, of_leader=True), PreviewPart(caller.name)
    match alerting.name_mode:
        case NameMode.EXECUTIVE:
            return _line(ours)
        case NameMode.EXECUTIVE_ORIGINATOR:
            return _line(ours, theirs)
        case NameMode.ORIGINATOR_EXECUTIVE:
            return _line(theirs, ours)
        case NameMode.ORIGINATOR:
            return _line(theirs)
        case NameMode.CUSTOM:
            return _line(PreviewPart(alerting.custom_name or "", of_leader=True))
        case None:
            return None


def _number(alerting: Alerting, leader: PreviewParty, caller: PreviewParty) -> Line | None:
    match alerting.number_mode:
        case NumberMode.EXECUTIVE:
            return _line(PreviewPart(leader.number, of_leader=True))
        case NumberMode.ORIGINATOR:
            return _line(PreviewPart(caller.number))
        case NumberMode.CUSTOM:
            return _line(PreviewPart(alerting.custom_number or "", of_leader=True))
        case None:
            return None


def _line(*parts: PreviewPart) -> Line:
    """Joins the parts; the separator appears only between two sent names."""
    said = [part for part in parts if part.text]
    if len(said) < 2:
        return tuple(said)
    return (said[0], PreviewPart(NAME_SEPARATOR), said[1])
