"""Which calls a window shows and in which order: pure, so that no window decides anything itself."""

from collections.abc import Iterable
from enum import Enum

from softphone.domain.calls.caller_page import OpenAt
from softphone.domain.calls.transfer import TransferKind, TransferPhase
from softphone.domain.executive.call_push import PushPhase
from softphone.domain.executive.settings import GroupSettings
from softphone.domain.options.table import CALLER_PAGE, CALLER_PROGRAM, OPEN_FOR_CALLER
from softphone.domain.problems import Problem
from softphone.domain.telephone.call import CallEnd, CallKey, CallState, Direction, Ring
from softphone.services.state.app_state import AppState
from softphone.services.state.calls import CallView, HandoverView, TransferView
from softphone.services.state.groups import GroupView, LeaderRef

CLOSING_WORDS_S = 2.0
"""How long a card that stopped ringing still tells why."""

SAID_ON_THE_CARD = frozenset({CallEnd.MISSED, CallEnd.ANSWERED_ELSEWHERE, CallEnd.FAILED, CallEnd.ENGINE_LOST})
"""Ends that did not come from the person here: worth a word before the card goes."""


_STILL_HERE = frozenset({PushPhase.ASKED, PushPhase.REFUSED})
_APART_AGAIN = frozenset({TransferPhase.TAKEN_BACK, TransferPhase.CALLER_GONE})
_WAITS_HERE = frozenset({TransferPhase.CALLING, TransferPhase.TARGET_GONE})
_PASSED_ON = frozenset({TransferPhase.CONNECTING, TransferPhase.TAKING_BACK, TransferPhase.DONE})


class PanelCall(Enum):
    """What a call looks like in the column of calls."""

    RINGING = "ringing"
    DIALING = "dialing"
    ACTIVE = "active"
    HELD = "held"
    ENDED = "ended"
    GONE = "gone"


def is_notification(call: CallView, state: AppState) -> bool:
    """A copy for the leader while the assistants ring: silent, or one short tone at a leader's own telephone."""
    if call.direction is not Direction.INCOMING or call.answered_at_s is not None:
        return False
    own_splash = call.ring is Ring.SPLASH and call.leader is None and state.own_group is not None
    return call.ring is Ring.SILENT or own_splash


def notifications(state: AppState) -> tuple[CallView, ...]:
    """The leader's notifications that are still going on, oldest first."""
    return _by_start(c for c in state.calls if c.state is CallState.RINGING and is_notification(c, state))


def card_calls(state: AppState, now_s: float) -> tuple[CallView, ...]:
    """The calls of the incoming card, oldest first; one that is over stays for its closing words."""
    return _by_start(c for c in state.calls if _on_card(c, now_s) and not is_notification(c, state))


def arrange(shown: tuple[CallView, ...], state: AppState, now_s: float, pointer_inside: bool) -> tuple[CallView, ...]:
    """What the card shows next. Under the pointer nothing moves while anything rings: newcomers go below."""
    wanted = card_calls(state, now_s)
    if not pointer_inside or not any(is_ringing(c) for c in wanted):
        return wanted
    latest = {c.key: c for c in state.calls}
    kept = tuple(latest.get(c.key, c) for c in shown)
    keys = {c.key for c in kept}
    return kept + tuple(c for c in wanted if c.key not in keys)


def with_front(calls: tuple[CallView, ...], front: CallKey | None) -> tuple[CallView, ...]:
    """Turned round until the one that was asked for is on top; as they are where it rings no more."""
    place = next((at for at, call in enumerate(calls) if call.key == front and is_ringing(call)), 0)
    return calls[place:] + calls[:place]


def first_ringing(calls: tuple[CallView, ...]) -> CallKey | None:
    return next((call.key for call in calls if is_ringing(call)), None)


def next_ringing(calls: tuple[CallView, ...]) -> CallKey | None:
    """The one behind the first that rings; None where no other does."""
    ringing = [call.key for call in calls if is_ringing(call)]
    return ringing[1] if len(ringing) > 1 else None


def is_ringing(call: CallView) -> bool:
    return call.state is CallState.RINGING


def panel_calls(state: AppState) -> tuple[CallView, ...]:
    """The column of calls, newest first; the order of two calls never changes."""
    return tuple(reversed(_by_start(c for c in state.calls if not is_notification(c, state))))


def panel_kind(call: CallView) -> PanelCall:
    if call.state is CallState.ACTIVE:
        return PanelCall.HELD if call.held_here else PanelCall.ACTIVE
    if call.state is CallState.ENDED:
        return PanelCall.ENDED
    return PanelCall.RINGING if is_ringing(call) else PanelCall.DIALING


def handover_of(state: AppState, key: CallKey) -> HandoverView | None:
    return next((h for h in state.handovers if h.key == key), None)


def transfer_of(state: AppState, key: CallKey) -> TransferView | None:
    """What becomes of that caller, who is being passed on."""
    return next((t for t in state.transfers if t.key == key), None)


def waits_elsewhere_since_s(state: AppState, key: CallKey) -> float | None:
    """Since when a call that is not here any more waits for somebody to answer it."""
    handover, transfer = handover_of(state, key), transfer_of(state, key)
    if transfer is not None and transfer.phase is TransferPhase.CONNECTING:
        return transfer.left_at_s
    return handover.pushed_at_s if handover is not None else None


def opens_for_caller(state: AppState) -> bool:
    """Whether the settings name a page or a program for a caller."""
    value = state.options.value
    return value(OPEN_FOR_CALLER) is not OpenAt.NEVER and bool(value(CALLER_PAGE) or value(CALLER_PROGRAM))


def is_asked_about(state: AppState, key: CallKey) -> bool:
    """The caller's call while somebody else is asked, or rings here before it is passed on: shown as one."""
    transfer = transfer_of(state, key)
    if transfer is None or transfer.phase in _APART_AGAIN:
        return False
    return transfer.kind is TransferKind.ASK or transfer.target_key is not None or transfer.phase in _WAITS_HERE


def is_passed_on(state: AppState, key: CallKey) -> bool:
    """From hold, without waiting for an answer: it can still be taken back from hold if that fails."""
    transfer = transfer_of(state, key)
    return transfer is not None and transfer.kind is TransferKind.DIRECT


def has_left(state: AppState, key: CallKey) -> bool:
    """The caller's call, over while somebody was asked about it: the last word is how it ended."""
    transfer = transfer_of(state, key)
    return transfer is not None and transfer.phase is TransferPhase.CALLER_GONE


def somebody_else_talks(state: AppState, key: CallKey) -> bool:
    return any(c.key != key and panel_kind(c) is PanelCall.ACTIVE for c in state.calls)


def is_gone(state: AppState, key: CallKey) -> bool:
    """Handed over: our own leg has ended, and the column shows what becomes of the call."""
    live = next((c for c in state.calls if c.key == key), None)
    handed = any(h.key == key and h.phase not in _STILL_HERE for h in state.handovers)
    handed = handed or any(t.key == key and t.phase in _PASSED_ON for t in state.transfers)
    return handed and (live is None or live.state is CallState.ENDED)


def column_calls(state: AppState) -> tuple[CallView, ...]:
    """The column of calls, oldest first, with those that are on their way to somebody else, as last seen here.

    A call to somebody who is asked about a caller stands with that caller's, as long as there is a caller.
    """
    leaving = {h.key: h.call for h in state.handovers} | {t.key: t.call for t in state.transfers}
    gone = {key: call for key, call in leaving.items() if is_gone(state, key)}
    asked = {t.target_key for t in state.transfers if t.phase is not TransferPhase.CALLER_GONE}
    here = (c for c in state.calls if not is_notification(c, state) and c.key not in asked and c.key not in gone)
    return _by_start((*here, *gone.values()))


def current_call(state: AppState) -> CallView | None:
    """The call that keys and the pinned bar act on: the one spoken in, else one being set up, else one on hold."""
    calls = panel_calls(state)
    for kind in (PanelCall.ACTIVE, PanelCall.DIALING, PanelCall.HELD):
        found = next((c for c in calls if panel_kind(c) is kind), None)
        if found is not None:
            return found
    return None


def spoken_call(state: AppState) -> CallView | None:
    """The call whose other side hears this microphone, muted by us or not."""
    return next((call for call in state.calls if panel_kind(call) is PanelCall.ACTIVE), None)


def problem_of(state: AppState, call: CallView) -> Problem | None:
    """What its strip says: its own problem before that of the microphone it speaks into."""
    spoken = spoken_call(state)
    silent = state.audio.microphone_trouble if spoken is not None and spoken.key == call.key else None
    return call.problem or silent


def pinned_call(state: AppState) -> CallView | None:
    """The one call of the narrow window's bar: the current one, else the oldest that rings."""
    return current_call(state) or next((c for c in reversed(panel_calls(state)) if is_ringing(c)), None)


def group_of(state: AppState, leader: LeaderRef | None) -> GroupView | None:
    """That leader's group; None where there is no such group."""
    if leader is None:
        return None
    return next((g for g in state.groups if g.leader.user_id == leader.user_id), None)


def settings_in_force(state: AppState, leader: LeaderRef | None) -> GroupSettings | None:
    """The settings of that leader's group as read at the last sign-in."""
    group = group_of(state, leader)
    return group.settings if group is not None else None


def newly_ringing(before: Iterable[CallKey], calls: Iterable[CallView]) -> tuple[CallView, ...]:
    known = frozenset(before)
    return tuple(c for c in calls if is_ringing(c) and c.key not in known)


def _on_card(call: CallView, now_s: float) -> bool:
    if call.direction is not Direction.INCOMING:
        return False
    return is_ringing(call) or _still_closing(call, now_s)


def _still_closing(call: CallView, now_s: float) -> bool:
    if call.ended_at_s is None or call.answered_at_s is not None or call.end not in SAID_ON_THE_CARD:
        return False
    return now_s < call.ended_at_s + CLOSING_WORDS_S


def _by_start(calls: Iterable[CallView]) -> tuple[CallView, ...]:
    return tuple(sorted(calls, key=lambda c: (c.started_at_s, c.key)))
