"""What is known about a call beyond its signalling: for whom it goes out, that it came back, what was written."""

from dataclasses import dataclass

from softphone.domain.telephone.call import CallKey
from softphone.services.state.calls import CallMessage, CallView


@dataclass(frozen=True, slots=True)
class CallAnnotation:
    """`leader_id` is certain and goes before what the signalling suggests; a hidden call is a means, not a call.

    `continues`, `asks_for`: as in CallView. `unseen`: turned away without troubling anybody; only the journal has it.
    """

    leader_id: str | None = None
    on_behalf_of: str | None = None
    recalled_from: str | None = None
    message: CallMessage | None = None
    headline: str = ""
    detail: str = ""
    name: str = ""
    number: str = ""
    continues: CallKey | None = None
    asks_for: CallKey | None = None
    hidden: bool = False
    referred_by: str = ""
    answered_itself: bool = False
    unseen: bool = False
    note: str = ""


def shown_like(view: CallView, leader_id: str | None) -> CallAnnotation:
    """Annotation of a call that fetches `view`'s conversation back."""
    return CallAnnotation(
        leader_id=leader_id,
        headline=view.headline,
        detail=view.detail,
        name=view.name,
        number=view.number,
        continues=view.key,
    )


NO_ANNOTATION = CallAnnotation()
