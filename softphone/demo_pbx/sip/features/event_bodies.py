"""The documents of the event packages: message-summary, dialog-info and as-feature-event."""

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from softphone.demo_pbx.model.platform import User
from softphone.demo_pbx.sip.calls.call import Call
from softphone.demo_pbx.sip.calls.leg import CalleeLeg, Leg, LegState

_STATES = {LegState.CALLING: "trying", LegState.RINGING: "early", LegState.UP: "confirmed"}
_CSTA = "http://www.ecma-international.org/standards/ecma-323/csta/ed3"
_BOUNDARY = "feature-state"
FEATURE_TYPE = "application/x-as-feature-event+xml"
FEATURE_LIST_TYPE = f"multipart/mixed;boundary={_BOUNDARY}"


def message_summary(user: User, box: str) -> bytes:
    """`box` is where to call. No caller can mark a message as urgent here, so there are none."""
    waiting = "yes" if user.voicemails else "no"
    counts = f"{user.voicemails}/{user.voicemails_heard} (0/0)"
    return f"Messages-Waiting: {waiting}\r\nMessage-Account: {box}\r\nVoice-Message: {counts}\r\n".encode()


def dialog_info(calls: Iterable[Call], user: User, entity: str, version: int) -> bytes:
    dialogs = "".join(_dialog(leg, call) for call in calls for leg in _legs_of(call, user.name))
    head = f'<dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="{version}" state="full"'
    return f'<?xml version="1.0"?>\n{head} entity={quoteattr(entity)}>{dialogs}</dialog-info>'.encode()


def features(user: User) -> bytes:
    """All features as one multipart body."""
    documents = [_do_not_disturb(user), _forwarding(user)]
    if user.executive is not None:
        documents.append(_filter(user, user.executive.filtering))
    parts = "".join(f"--{_BOUNDARY}\r\nContent-Type: {FEATURE_TYPE}\r\n\r\n{text}\r\n" for text in documents)
    return f"{parts}--{_BOUNDARY}--\r\n".encode()


def _do_not_disturb(user: User) -> str:
    return _document("DoNotDisturbEvent", user, f"<doNotDisturbOn>{_word(user.do_not_disturb)}</doNotDisturbOn>")


def _forwarding(user: User) -> str:
    target = f"<forwardTo>{escape(user.forward_always)}</forwardTo>" if user.forward_always else ""
    kind = "<forwardingType>forwardImmediate</forwardingType>"
    status = f"<forwardStatus>{_word(bool(user.forward_always))}</forwardStatus>"
    return _document("ForwardingEvent", user, kind + status + target)


def _filter(user: User, on: bool) -> str:
    return _document("ExecutiveEvent", user, f"<filteringOn>{_word(on)}</filteringOn>")


def _document(root: str, user: User, content: str) -> str:
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    return f'{head}<{root} xmlns="{_CSTA}"><device>{escape(user.extension)}</device>{content}</{root}>'


def _word(truth: bool) -> str:
    return "true" if truth else "false"


def _legs_of(call: Call, user: str) -> list[Leg]:
    """Silent legs do not count as busy."""
    return [leg for leg in call.legs() if leg.party.user == user and not (isinstance(leg, CalleeLeg) and leg.silent)]


def _dialog(leg: Leg, call: Call) -> str:
    state = _STATES.get(leg.state)
    if state is None:
        return ""
    outgoing = leg is call.caller_leg
    peer = call.peer_of(leg)
    name, number = (peer.party.name, peer.party.number) if peer is not None else _far_end(call, outgoing)
    direction = "initiator" if outgoing else "recipient"
    identity = f"<identity display={quoteattr(name)}>{escape(f'sip:{number}')}</identity>"
    head = f'<dialog id="{leg.id}" direction="{direction}">'
    return f"{head}<state>{state}</state><remote>{identity}</remote></dialog>"


def _far_end(call: Call, outgoing: bool) -> tuple[str, str]:
    caller = call.attempt.caller
    return ("", call.attempt.dialled) if outgoing else (caller.name, caller.number)
