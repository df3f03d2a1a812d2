"""Caller name and number on an alerted telephone, by the leader's name and number modes. Pure."""

from softphone.demo_pbx.model.plans import Caller
from softphone.demo_pbx.model.platform import Executive, User

SEPARATOR = " – "


def caller_name(caller: Caller) -> str:
    return "" if caller.anonymous else caller.name


def caller_number(caller: Caller) -> str:
    return "" if caller.anonymous or caller.unavailable else caller.number


def alert_name(leader: User, executive: Executive, caller: Caller) -> str:
    """A caller without a name leaves the leader's alone in the combined modes, and nothing in `Originator`."""
    name = caller_name(caller)
    match executive.name_mode:
        case "Originator":
            return name
        case "Executive-Originator":
            return SEPARATOR.join(filter(None, (leader.display, name)))
        case "Originator-Executive":
            return SEPARATOR.join(filter(None, (name, leader.display)))
        case "Custom":
            return executive.custom_name or leader.display
    return leader.display


def alert_number(leader: User, executive: Executive, caller: Caller) -> str:
    match executive.number_mode:
        case "Originator":
            return caller_number(caller)
        case "Custom":
            return executive.custom_number or leader.number
    return leader.number
