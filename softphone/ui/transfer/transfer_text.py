"""Words for passing a call on: what happens at the target, and what became of it."""

from typing import assert_never

from PySide6.QtCore import QCoreApplication

from softphone.domain.calls.transfer import LOST, TransferKind, TransferPhase
from softphone.domain.plain_text import plain
from softphone.domain.problems import CallRefused, Problem
from softphone.domain.telephone.call import CallEnd, CallState
from softphone.services.state.calls import CallView, TransferView
from softphone.ui.problems.problem_text import problem_text
from softphone.ui.text.time_format import running
from softphone.ui.text.translatable import QT_TRANSLATE_NOOP

translate = QCoreApplication.translate
_LONGEST_REASON = 80


def title(transfer: TransferView) -> str:
    if transfer.kind is TransferKind.DIRECT:
        return translate("Transfer", "Handing over to {target}").format(target=transfer.target)
    return translate("Transfer", "Asking {target}").format(target=transfer.target)


def state_words(transfer: TransferView, target_call: CallView | None, now_s: float) -> str:
    """How it stands at the target; `target_call` is our own call there while there is one."""
    match transfer.phase:
        case TransferPhase.CALLING:
            return _ringing(transfer)
        case TransferPhase.TALKING:
            return _talking(transfer, target_call, now_s)
        case TransferPhase.CONNECTING:
            return _connecting(transfer)
        case TransferPhase.TAKING_BACK:
            return translate("Transfer", "Taking the caller back …")
        case TransferPhase.TARGET_GONE:
            return translate("Transfer", "The caller is on hold.")
        case TransferPhase.REFUSED | TransferPhase.DONE | TransferPhase.TAKEN_BACK | TransferPhase.CALLER_GONE:
            return ""
        case _:
            assert_never(transfer.phase)


def _ringing(transfer: TransferView) -> str:
    if transfer.rings_there and transfer.kind is TransferKind.DIRECT:
        return translate("Transfer", "Ringing. The caller is connected to whoever answers.")
    if transfer.rings_there:
        return translate("Transfer", "Ringing. The caller is on hold.")
    return translate("Transfer", "Calling. The caller is on hold.")


def _talking(transfer: TransferView, call: CallView | None, now_s: float) -> str:
    if call is None or call.state is not CallState.ACTIVE or call.answered_at_s is None:
        return translate("Transfer", "You are talking. The caller is on hold.")
    time = running(now_s - call.answered_at_s)
    if call.held_here and transfer.call.held_here:
        return translate("Transfer", "On hold {time}. The caller is on hold too.").format(time=time)
    if call.held_here:
        return translate("Transfer", "On hold {time}. You are talking to the caller.").format(time=time)
    return translate("Transfer", "You are talking {time}. The caller is on hold.").format(time=time)


def _connecting(transfer: TransferView) -> str:
    if transfer.kind is TransferKind.ASK or transfer.target_key is not None:
        return translate("Transfer", "Connecting …")
    if transfer.left_at_s is not None:
        return translate("Transfer", "Handed over. You can take it back while it rings there.")
    if transfer.rings_there and transfer.call.held_here:
        return translate("Transfer", "Ringing. If no one answers, the caller is still on hold here.")
    if transfer.rings_there:
        return translate("Transfer", "Ringing. It comes back to you if no one answers.")
    return translate("Transfer", "Handing over …")


def said_words(transfer: TransferView) -> str:
    """The last word about it; empty while it goes on."""
    match transfer.phase:
        case TransferPhase.DONE if not transfer.certain:
            return translate("Transfer", "Transferred to {target}; not confirmed.").format(target=transfer.target)
        case TransferPhase.DONE if transfer.kind is TransferKind.ASK:
            return translate("Transfer", "Connected to {target}.").format(target=transfer.target)
        case TransferPhase.DONE:
            return translate("Transfer", "Handed over to {target}.").format(target=transfer.target)
        case TransferPhase.TAKEN_BACK:
            return translate("Transfer", "Taken back; {target} is no longer on the line.").format(
                target=transfer.target
            )
        case TransferPhase.CALLER_GONE:
            return _caller_gone(transfer.caller_end)
        case _:
            return ""


def _caller_gone(end: CallEnd | None) -> str:
    if end in LOST:
        return translate("Transfer", "The connection to the caller was lost; the call is in the journal.")
    if end is CallEnd.HUNG_UP_HERE:
        return translate("Transfer", "You ended the call with the caller.")
    return translate("Transfer", "The caller has hung up.")


def spoken(transfer: TransferView) -> str:
    """For who listens to the window instead of looking at it: each change once."""
    said = said_words(transfer) or state_words(transfer, None, 0.0)
    return " ".join(part for part in (f"{title(transfer)}.", problem_words(transfer), said) if part)


def problem_words(transfer: TransferView) -> str:
    if transfer.problem is None:
        return ""
    if transfer.phase is TransferPhase.TALKING and isinstance(transfer.problem, CallRefused):
        why = f"{transfer.problem.status} {plain(transfer.problem.reason, _LONGEST_REASON)}".strip()
        text = translate("Transfer", "The platform did not connect the two ({why}). {target} is still on the line.")
        return text.format(why=why, target=transfer.target)
    there = transfer.phase in (TransferPhase.TARGET_GONE, TransferPhase.REFUSED)
    return why_not(transfer.problem, transfer.target) if there else problem_text(transfer.problem)


def why_not(problem: Problem, target: str) -> str:
    """Of somebody a caller was to be passed on to; calling again later is not what there is to do now."""
    words = _THERE.get(problem.status) if isinstance(problem, CallRefused) else None
    return translate("Transfer", words).format(target=target) if words else problem_text(problem)


_THERE = {
    **dict.fromkeys((486, 600), QT_TRANSLATE_NOOP("Transfer", "{target} is busy.")),
    **dict.fromkeys((408, 487), QT_TRANSLATE_NOOP("Transfer", "{target} does not answer.")),
    **dict.fromkeys((430, 480), QT_TRANSLATE_NOOP("Transfer", "{target} cannot be reached at the moment.")),
    **dict.fromkeys((603, 607), QT_TRANSLATE_NOOP("Transfer", "{target} did not accept the call.")),
}
