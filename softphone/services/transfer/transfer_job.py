"""One transfer in progress and its view."""

from dataclasses import dataclass, replace

from softphone.domain.calls.transfer import CallTransfer, TransferPhase
from softphone.domain.problems import CallRefused, NotPossibleNow, Obstacle, Problem
from softphone.domain.telephone.call import Call, CallEnd, CallKey
from softphone.domain.telephone.events import CallEnded, TransferChanged
from softphone.services.core.outcomes import Outcome
from softphone.services.state.calls import CallView, TransferView
from softphone.services.transfer.transfer_targets import Target


@dataclass(frozen=True, slots=True)
class Job:
    """`view`: the caller's call as it was last seen alive. `last_word`: the platform's, while the call is fetched."""

    transfer: CallTransfer
    target: Target
    view: CallView
    outcome: Outcome
    last_word: TransferChanged | None = None

    @property
    def key(self) -> CallKey:
        return self.transfer.key

    @property
    def is_refused(self) -> bool:
        return self.transfer.phase is TransferPhase.REFUSED

    def with_view(self, view: CallView) -> "Job":
        return replace(self, view=view)


def shown(job: Job) -> TransferView:
    t, target = job.transfer, job.target
    return TransferView(
        key=t.key,
        kind=t.kind,
        phase=t.phase,
        call=job.view,
        target=target.name,
        target_number=target.number,
        leader=target.leader,
        target_key=t.target_key,
        rings_there=t.rings_there,
        can_connect=t.can_connect,
        can_take_back=t.can_take_back,
        problem=t.problem,
        ended_at_s=t.ended_at_s,
        certain=t.certain,
        caller_end=t.caller_end,
        left_at_s=t.left_at_s,
    )


def end_of_caller(event: CallEnded, call: Call | None) -> CallEnd:
    if call is not None and call.end is CallEnd.HUNG_UP_HERE:
        return CallEnd.HUNG_UP_HERE
    lost = event.status >= 300 and not event.by_remote
    return CallEnd.FAILED if lost else CallEnd.HUNG_UP_THERE


def why_over(event: CallEnded, call: Call | None) -> Problem | None:
    """Of the call to the target; None where it was ended here, which needs no words."""
    if call is not None and call.end is CallEnd.HUNG_UP_HERE:
        return None
    if event.status < 300:
        return NotPossibleNow(Obstacle.TARGET_GONE)
    talked = call is not None and call.answered_at_s is not None
    return NotPossibleNow(Obstacle.TARGET_LOST) if talked else CallRefused(event.status, event.status_text)
