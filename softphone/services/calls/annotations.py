"""What is known about a call beyond its signalling: for whom it goes out, that it came back, what was written."""

from dataclasses import dataclass

from softphone.services.state.calls import CallMessage


@dataclass(frozen=True, slots=True)
class CallAnnotation:
    """`leader_id` is certain and goes before what the signalling suggests; a hidden call is a means, not a call.

    `unseen`: turned away without troubling anybody; only the journal has it.
    """

    leader_id: str | None = None
    on_behalf_of: str | None = None
    recalled_from: str | None = None
    message: CallMessage | None = None
    headline: str = ""
    detail: str = ""
    hidden: bool = False
    referred_by: str = ""
    answered_itself: bool = False
    unseen: bool = False


NO_ANNOTATION = CallAnnotation()
