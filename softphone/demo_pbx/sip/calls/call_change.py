"""Base of operations on an answered call: transfer, push, pick-up, bridge."""

from abc import ABC, abstractmethod
from collections.abc import Callable

from softphone.demo_pbx.sip.calls.leg import Answer, Content, Exchange, Fields, Leg, LegState
from softphone.demo_pbx.sip.messages.sdp import made_active, same_place
from softphone.demo_pbx.sip.transport.tasks import Tasks

GLARE_PAUSE_S = 0.5
_TRIES = 4


class CallChange(ABC):
    """One at a time for each call."""

    @abstractmethod
    def legs(self) -> list[Leg]:
        """Those that are not the call's own two."""

    @abstractmethod
    def concerns_only_this(self, leg: Leg) -> bool:
        """Whether the hang-up of this leg ends only this operation, not the call."""

    def answers(self, leg: Leg, exchange: Exchange) -> bool:
        """Whether this operation answered the request; otherwise it goes to the peer."""
        return False

    @abstractmethod
    def abandon(self) -> None:
        """The call has ended: nothing may go on."""


def follow_media(tasks: Tasks, offered: bytes, answer: Answer, far: Leg) -> None:
    """Tells the far side by re-INVITE if the answering side moved its media."""
    if not same_place(offered, answer.body):
        renegotiate(tasks, far, made_active(answer.body), lambda _: None)


def renegotiate(
    tasks: Tasks, leg: Leg, sdp: bytes, done: Callable[[Answer], None], fields: Fields = (), tries: int = _TRIES
) -> None:
    """A re-INVITE of our own; where both sides started one (491) it is tried again after a pause.

    `fields` name the new partner.
    """

    def answered(answer: Answer) -> None:
        if answer.status == 491 and tries > 1 and leg.state is LegState.UP:
            tasks.later(GLARE_PAUSE_S, lambda: renegotiate(tasks, leg, sdp, done, fields, tries - 1))
        else:
            done(answer)

    leg.forward(Content("INVITE", sdp, fields=fields), answered)
