"""The list of calls, updated by events of the engine and actions of the user."""

from collections.abc import Callable
from dataclasses import replace

from softphone.domain.calls.sip_headers import answered_elsewhere, ring_of
from softphone.domain.telephone.call import Call, CallEnd, CallKey, CallState, Direction, Ring
from softphone.domain.telephone.events import (
    CallAnswered,
    CallEnded,
    CallReferred,
    CommandFailed,
    EngineLost,
    Event,
    HoldChanged,
    IncomingCall,
    MediaSecured,
    MuteChanged,
    PartyChanged,
    QualityMeasured,
    RemoteRinging,
    SoundLost,
    Unconfirmed,
)

Calls = tuple[Call, ...]
_RINGING_HERE = frozenset({CallState.RINGING})
_RINGING_THERE = frozenset({CallState.DIALING, CallState.REMOTE_RINGING})
_REFUSALS = frozenset({600, 603})
_NOT_TAKEN = frozenset({480, 486, 487})
"""Statuses the program gives without anybody's wish: no free place, the end of the program."""
_ENDING_COMMANDS = frozenset({"reject", "hangup"})


def dialled(calls: Calls, key: CallKey, target: str, now_s: float) -> Calls:
    if find(calls, key) is not None:
        return calls
    return (*calls, Call(key, Direction.OUTGOING, CallState.DIALING, now_s, dialled=target))


def reduce(calls: Calls, event: Event, now_s: float) -> Calls:
    """Total: an event without a call, or about an unknown or ended one, changes nothing."""
    match event:
        case IncomingCall():
            return _arrived(calls, event, now_s)
        case EngineLost():
            return tuple(_ended(call, _end_without_engine(call), now_s) for call in calls)
        case RemoteRinging():
            return _on_open(calls, event.key, _remote_ringing)
        case CallAnswered():
            return _on_open(calls, event.key, lambda call: _answered(call, now_s))
        case CallReferred():
            return dialled(calls, event.new_key, event.target, now_s)
        case PartyChanged(key, invite):
            return _on_open(calls, key, lambda call: replace(call, party=invite, held_there=False))
        case HoldChanged(key, here, there):
            return _on_open(calls, key, lambda call: replace(call, held_here=here, held_there=there))
        case MuteChanged(key, muted):
            return _on_open(calls, key, lambda call: replace(call, muted=muted))
        case Unconfirmed(key, unconfirmed):
            return _on_open(calls, key, lambda call: replace(call, unconfirmed=unconfirmed))
        case SoundLost(key, lost):
            return _on_open(calls, key, lambda call: replace(call, sound_lost=lost))
        case QualityMeasured(key, quality):
            return _on_open(calls, key, lambda call: replace(call, quality=quality))
        case MediaSecured(key, encrypted):
            return _on_open(calls, key, lambda call: replace(call, encrypted=encrypted))
        case CommandFailed(key) if key is not None and _was_ending(event):
            return _on_open(calls, key, lambda call: replace(call, intent=None))
        case CallEnded():
            return _on_open(calls, event.key, lambda call: _over(call, event, now_s))
        case _:
            return calls


def rejecting(calls: Calls, key: CallKey) -> Calls:
    return _intend(calls, key, CallEnd.REJECTED_HERE)


def turned_away(calls: Calls, key: CallKey) -> Calls:
    """The call was refused automatically: missed."""
    return _intend(calls, key, CallEnd.MISSED)


def closing(calls: Calls) -> Calls:
    """The program is being closed: calls that ring here are missed, and their end says why."""
    return tuple(
        replace(call, intent=CallEnd.PROGRAM_CLOSED) if call.state in _RINGING_HERE and call.intent is None else call
        for call in calls
    )


def redirecting(calls: Calls, key: CallKey) -> Calls:
    return _intend(calls, key, CallEnd.SENT_TO_VOICEMAIL)


def hanging_up(calls: Calls, key: CallKey) -> Calls:
    """A call that is being handed over keeps that as its end, whichever side hangs up."""
    call = find(calls, key)
    handed = call is not None and call.intent is CallEnd.HANDED_OVER
    return calls if handed else _intend(calls, key, CallEnd.HUNG_UP_HERE)


def handing_over(calls: Calls, key: CallKey, under_way: bool) -> Calls:
    """The platform took the call over, or (not `under_way`) the hand-over failed and the call is ours again."""
    return _on_open(calls, key, lambda call: replace(call, intent=CallEnd.HANDED_OVER if under_way else None))


def ring_decided(calls: Calls, key: CallKey, ring: Ring) -> Calls:
    return _on_open(calls, key, lambda call: replace(call, ring=ring))


def silenced(calls: Calls, key: CallKey) -> Calls:
    return _on_open(calls, key, lambda call: replace(call, ring_silenced=True))


def find(calls: Calls, key: CallKey) -> Call | None:
    return next((call for call in calls if call.key == key), None)


def open_calls(calls: Calls) -> Calls:
    return tuple(call for call in calls if call.state is not CallState.ENDED)


def _on_open(calls: Calls, key: CallKey, change: Callable[[Call], Call]) -> Calls:
    return tuple(change(c) if c.key == key and c.state is not CallState.ENDED else c for c in calls)


def _intend(calls: Calls, key: CallKey, end: CallEnd) -> Calls:
    return _on_open(calls, key, lambda call: replace(call, intent=end))


def _arrived(calls: Calls, event: IncomingCall, now_s: float) -> Calls:
    if find(calls, event.key) is not None:
        return calls
    ring = ring_of(event.invite.alert_info)
    return (*calls, Call(event.key, Direction.INCOMING, CallState.RINGING, now_s, invite=event.invite, ring=ring))


def _remote_ringing(call: Call) -> Call:
    return replace(call, state=CallState.REMOTE_RINGING) if call.state in _RINGING_THERE else call


def _answered(call: Call, now_s: float) -> Call:
    if call.state not in _RINGING_HERE | _RINGING_THERE:
        return call
    return replace(call, state=CallState.ACTIVE, answered_at_s=now_s)


def _was_ending(event: CommandFailed) -> bool:
    return event.command.lower().replace("_", "").replace("-", "") in _ENDING_COMMANDS


def _ended(call: Call, end: CallEnd, now_s: float) -> Call:
    if call.state is CallState.ENDED:
        return call
    return replace(call, state=CallState.ENDED, end=end, ended_at_s=now_s)


def _over(call: Call, event: CallEnded, now_s: float) -> Call:
    over = _ended(call, _end_of(call, event), now_s)
    return replace(over, end_status=event.status, end_text=event.status_text)


def _end_of(call: Call, event: CallEnded) -> CallEnd:
    if call.answered_at_s is not None:
        return _end_of_conversation(call, event)
    if call.direction is Direction.OUTGOING:
        return _end_of_attempt(call, event)
    return _end_of_cancelled(call, event) if event.by_remote else _end_of_refused(call, event)


def _end_without_engine(call: Call) -> CallEnd:
    """A call that rang aloud was missed, whatever took it away."""
    rang = call.state is CallState.RINGING and call.ring is not Ring.SILENT and call.intent is None
    return CallEnd.MISSED if rang else CallEnd.ENGINE_LOST


def _end_of_conversation(call: Call, event: CallEnded) -> CallEnd:
    if call.intent is CallEnd.HANDED_OVER:
        return CallEnd.HANDED_OVER
    if call.intent is not None:
        return CallEnd.HUNG_UP_HERE
    if event.by_remote:
        return CallEnd.HUNG_UP_THERE
    return CallEnd.FAILED if event.status >= 300 else CallEnd.HUNG_UP_HERE


def _end_of_attempt(call: Call, event: CallEnded) -> CallEnd:
    if call.intent is not None or (event.status == 487 and not event.by_remote):
        return CallEnd.HUNG_UP_HERE
    if event.status >= 300:
        return CallEnd.FAILED
    return CallEnd.HUNG_UP_THERE if event.by_remote else CallEnd.HUNG_UP_HERE


def _end_of_cancelled(call: Call, event: CallEnded) -> CallEnd:
    """The caller gave up, or another telephone answered; a silent copy never counts as missed."""
    if answered_elsewhere(event.reason):
        return CallEnd.ANSWERED_ELSEWHERE
    if call.intent is not None:
        return _refusal_meant(call.intent)
    return CallEnd.HUNG_UP_THERE if call.ring is Ring.SILENT else CallEnd.MISSED


def _end_of_refused(call: Call, event: CallEnded) -> CallEnd:
    if event.status == 302:
        return CallEnd.SENT_TO_VOICEMAIL
    if call.intent is not None:
        return _refusal_meant(call.intent)
    if event.status in _NOT_TAKEN:
        return CallEnd.HUNG_UP_THERE if call.ring is Ring.SILENT else CallEnd.MISSED
    return CallEnd.REJECTED_HERE if event.status in _REFUSALS else CallEnd.FAILED


def _refusal_meant(intent: CallEnd) -> CallEnd:
    """Hanging up a ringing call refuses it."""
    return CallEnd.REJECTED_HERE if intent is CallEnd.HUNG_UP_HERE else intent
