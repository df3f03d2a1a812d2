"""Fulfils DutyActions: joins the divert, the duties with an end and the look at the portal."""

from softphone.services.actions import Outcome
from softphone.services.assistant_service import AssistantService
from softphone.services.leader_service import LeaderService
from softphone.services.portal_watch import PortalWatch
from softphone.services.views import OwnSwitch


class DutyService:
    """Nothing of its own; what one of them does may settle what another tells."""

    def __init__(self, assistant: AssistantService, watch: PortalWatch, leader: LeaderService) -> None:
        self._assistant, self._watch, self._leader = assistant, watch, leader
        assistant.on_opted = self._on_opted
        assistant.divert.on_set = watch.look_again

    def set_divert(self, enabled: bool, number: str) -> Outcome:
        return self._assistant.divert.set_divert(enabled, number)

    def opt_in_until(self, leader_id: str, until_s: float | None) -> Outcome:
        return self._assistant.opt_in_until(leader_id, until_s)

    def switch_own(self, which: OwnSwitch, on: bool) -> Outcome:
        return self._leader.switch(which, on)

    def check_portal(self) -> Outcome:
        return self._watch.check()

    def postpone_portal_change(self) -> None:
        self._watch.postpone()

    def _on_opted(self, leader_id: str, on: bool) -> None:
        self._watch.learn_others(leader_id)
        self._watch.look_again()
