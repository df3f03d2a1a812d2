"""Words for handing over, calling on behalf and the leader's replies."""

from typing import assert_never

from PySide6.QtCore import QCoreApplication

from softphone.domain.executive.call_push import PushPhase
from softphone.domain.executive.leader_message import ReplyChoice
from softphone.services.state.calls import CallMessage, Delivery, HandoverView, NoteView, ReplyView
from softphone.ui.problems.problem_text import problem_text
from softphone.ui.text.styled_text import Run, Strong, phrase

translate = QCoreApplication.translate


def phase_words(handover: HandoverView) -> str:
    """What became of it; empty while it is asked for, rings or was refused."""
    name = handover.leader.name
    match handover.phase:
        case PushPhase.DONE if handover.certain:
            return translate("Handover", "{leader} has taken the call.").format(leader=name)
        case PushPhase.DONE:
            return translate("Handover", "Did not come back from {leader}.").format(leader=name)
        case PushPhase.RECALLED:
            return recalled_words(name)
        case PushPhase.TAKEN_BACK:
            return translate("Handover", "Taken back from {leader}.").format(leader=name)
        case PushPhase.TAKING_BACK:
            return translate("Handover", "Taking back …")
        case PushPhase.ASKED:
            return translate("Handover", "Handing over …")
        case PushPhase.PUSHING | PushPhase.REFUSED:
            return ""
        case _:
            assert_never(handover.phase)


def recalled_words(name: str) -> str:
    return translate("Handover", "{leader} did not answer – the caller is back with you").format(leader=name)


def call_waiting_words(leader: str) -> str:
    """Before asking first: a second call does not get through there."""
    words = translate("Handover", "{leader} has call waiting off: during a call, asking first does not get through.")
    return words.format(leader=leader)


def ringing_words(seconds: int | None) -> tuple[Run, ...]:
    """Rings at the leader; without a known recall nothing is promised."""
    if seconds is None:
        return phrase(translate("Handover", "Ringing at the leader."))
    template = translate(
        "Handover", "Ringing at the leader. If nobody answers, the caller comes back to you in about {time}."
    )
    time = translate("Handover", "{seconds} s").format(seconds=seconds)
    return phrase(template, time=Strong(time))


def note_words(note: NoteView | None) -> str:
    if note is None:
        return ""
    if note.delivery is Delivery.FAILED and note.problem is not None:
        return problem_text(note.problem)
    return f"„{note.text}“ · {delivery_words(note.delivery)}"


def delivery_words(delivery: Delivery) -> str:
    match delivery:
        case Delivery.SENDING:
            return translate("Handover", "being sent …")
        case Delivery.SENT:
            return translate("Handover", "sent")
        case Delivery.READ:
            return translate("Handover", "read")
        case Delivery.FAILED:
            return translate("Handover", "not sent")
        case _:
            assert_never(delivery)


def reply_words(choice: ReplyChoice) -> str:
    match choice:
        case ReplyChoice.THROUGH:
            return translate("Handover", "Put through")
        case ReplyChoice.MESSAGE:
            return translate("Handover", "Take a message")
        case ReplyChoice.TWO_MINUTES:
            return translate("Handover", "In 2 minutes")
        case ReplyChoice.VOICEMAIL:
            return translate("Handover", "To voicemail")
        case _:
            assert_never(choice)


def reply_state(reply: ReplyView) -> str:
    """ "gelesen: Nele Probe"; the problem's own sentence where nobody got it."""
    if reply.delivery is Delivery.FAILED and reply.problem is not None:
        return problem_text(reply.problem)
    words = f"{reply_words(reply.choice)}: {delivery_words(reply.delivery)}"
    return f"{words} ({', '.join(reply.read_by)})" if reply.read_by else words


def message_runs(message: CallMessage) -> tuple[Run, ...]:
    """What the assistant reads: a known reply in this language, anything else as it was written."""
    match message.choice:
        case None:
            return phrase(translate("Handover", "{sender}: {text}"), sender=Strong(message.sender), text=message.text)
        case ReplyChoice.THROUGH:
            return phrase(translate("Handover", "Please {do}"), do=Strong(translate("Handover", "put through")))
        case ReplyChoice.MESSAGE:
            return phrase(translate("Handover", "Please {do}"), do=Strong(translate("Handover", "take a message")))
        case ReplyChoice.TWO_MINUTES:
            return phrase(translate("Handover", "Free {when}"), when=Strong(translate("Handover", "in 2 minutes")))
        case ReplyChoice.VOICEMAIL:
            return phrase(translate("Handover", "Please {do}"), do=Strong(translate("Handover", "to the voicemail")))
        case _:
            assert_never(message.choice)
