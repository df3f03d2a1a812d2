"""What is true of one call or of what was told about it: the questions that CallService asks."""

from softphone.domain.telephone.call import Call, CallState, Direction, Ring
from softphone.domain.telephone.events import CallAnswered, Event, RemoteRinging
from softphone.services.state.calls import CallView

_BEING_SET_UP = frozenset({CallState.DIALING, CallState.REMOTE_RINGING})


def is_ringing(call: Call) -> bool:
    return call.state is CallState.RINGING


def is_heard(call: Call) -> bool:
    return is_ringing(call) and call.ring is not Ring.SILENT


def is_active(call: Call) -> bool:
    return call.state is CallState.ACTIVE


def is_talking(call: Call) -> bool:
    return is_active(call) and not call.held_here


def is_held(call: Call) -> bool:
    return is_active(call) and call.held_here


def is_being_set_up(call: Call) -> bool:
    return call.state in _BEING_SET_UP


def is_ringing_there(event: Event) -> bool:
    return isinstance(event, RemoteRinging | CallAnswered)


def is_answered(event: Event) -> bool:
    return isinstance(event, CallAnswered)


def ringing_by_leader(views: tuple[CallView, ...]) -> dict[str, CallView]:
    """What rings for which leader, the oldest call of each."""
    ringing = [view for view in views if view.state is CallState.RINGING and view.direction is Direction.INCOMING]
    return {view.leader.user_id: view for view in reversed(ringing) if view.leader is not None}
