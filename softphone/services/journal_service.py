"""The calls of this session, newest first. In memory; a store on disk comes with the journal of its own."""

from softphone.domain.calls import CallEnd, Direction, Ring
from softphone.services.state import StateHolder
from softphone.services.views import CallView, JournalRow

ROWS_KEPT = 500


class JournalService:
    """Writes every finished call once."""

    def __init__(self, state: StateHolder) -> None:
        self._state = state

    def record(self, call: CallView) -> None:
        """`call` has ended; the caller hands in each call once."""
        rows = (_row(call, self._is_missed(call)), *self._state.value.journal)
        self._state.update(journal=rows[:ROWS_KEPT])

    def _is_missed(self, call: CallView) -> bool:
        """A notification (silent, or the one tone of a leader's own splash) is never missed: it asked for nothing."""
        own_splash = call.ring is Ring.SPLASH and call.leader is None and self._state.value.sign_in.roles.is_executive
        notification = call.ring is Ring.SILENT or own_splash
        return call.direction is Direction.INCOMING and call.end is CallEnd.MISSED and not notification


def _row(call: CallView, missed: bool) -> JournalRow:
    return JournalRow(
        key=call.key,
        direction=call.direction,
        headline=call.headline,
        detail=call.detail,
        leader=call.leader,
        end=call.end or CallEnd.FAILED,
        started_at_s=call.started_at_s,
        duration_s=_duration_s(call),
        missed=missed,
    )


def _duration_s(call: CallView) -> float | None:
    if call.answered_at_s is None or call.ended_at_s is None:
        return None
    return max(0.0, call.ended_at_s - call.answered_at_s)
