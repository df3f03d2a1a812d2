"""Dialled feature access codes: each triggers an action of the executive service or changes a setting."""

from softphone.demo_pbx.model.platform import User
from softphone.demo_pbx.model.telephony_port import CallActionError
from softphone.demo_pbx.rules.access_codes import Feature, FeatureCall
from softphone.demo_pbx.sip.calls.leg import Refusal
from softphone.demo_pbx.sip.calls.sip_caller import SipCaller
from softphone.demo_pbx.sip.features.confirmation import Confirmation
from softphone.demo_pbx.sip.features.executive_service import ExecutiveService
from softphone.demo_pbx.sip.transport.endpoint import Endpoint


class FeatureCodes:
    """Executes dialled codes; refuses the INVITE with the status of the failure."""

    def __init__(self, endpoint: Endpoint, executives: ExecutiveService) -> None:
        self._endpoint, self._executives = endpoint, executives

    def dial(self, caller: SipCaller, user: User, wish: FeatureCall) -> None:
        try:
            self._act(caller, user, wish)
        except CallActionError as error:
            caller.reject(Refusal(error.status, error.english))

    def _act(self, caller: SipCaller, user: User, wish: FeatureCall) -> None:
        match wish.feature:
            case Feature.FILTER_ON | Feature.FILTER_OFF:
                leader = self._executives.leader_of(user, wish.user)
                self._executives.executive_for(user, leader).filtering = wish.feature is Feature.FILTER_ON
                self._confirm(caller)
            case Feature.PUSH:
                self._executives.push(user)
                self._confirm(caller)
            case Feature.ON_BEHALF:
                self._on_behalf(caller, user, wish)
            case Feature.RETRIEVE:
                self._executives.retrieve(caller, user, self._executives.leader_of(user, wish.user))
            case Feature.BRIDGE:
                self._executives.bridge(caller, user, self._executives.leader_of(user, wish.user))
            case Feature.PICK_UP:
                self._executives.pick_up(caller, user, wish.user)

    def _on_behalf(self, caller: SipCaller, user: User, wish: FeatureCall) -> None:
        if not wish.user or not wish.target:
            raise CallActionError(484, "Leiter oder Ziel fehlt.", "Executive or target missing.")
        self._executives.dial_on_behalf(caller, user, self._executives.leader_of(user, wish.user), wish.target)

    def _confirm(self, caller: SipCaller) -> None:
        Confirmation(self._endpoint.host, self._endpoint.tasks, caller).play()
