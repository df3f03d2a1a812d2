"""Factory of plans and legs: resolves alerts to reachable targets and dialled text to plans."""

import datetime
from collections.abc import Callable

from softphone.demo_pbx.model.plans import Alert, Caller, CallerClass, Final, FinalKind, RoutePlan
from softphone.demo_pbx.model.platform import Platform, User
from softphone.demo_pbx.sip.calls.leg import CalleeLeg
from softphone.demo_pbx.sip.calls.robots import Playback, RobotCallee, Voicemail
from softphone.demo_pbx.sip.calls.sip_callee import SipCallee
from softphone.demo_pbx.sip.media.mailboxes import Mailboxes, may_listen
from softphone.demo_pbx.sip.media.media import MediaKind
from softphone.demo_pbx.sip.transport.endpoint import Endpoint
from softphone.demo_pbx.sip.transport.events import Events
from softphone.demo_pbx.sip.transport.registrar import Registrar

Router = Callable[[Platform, Caller, str, datetime.datetime], RoutePlan]


class Switchboard:
    """Creates plans and legs, holds no calls. `busy` returns whether a user is in a call."""

    def __init__(
        self,
        platform: Platform,
        router: Router,
        endpoint: Endpoint,
        registrar: Registrar,
        mailboxes: Mailboxes,
        events: Events,
    ) -> None:
        self.platform = platform
        self.events = events
        self.endpoint = endpoint
        self._router = router
        self._registrar = registrar
        self._mailboxes = mailboxes
        self.busy: Callable[[str], bool] = lambda _: False

    def engaged(self, alert: Alert) -> bool:
        """Whether the telephone must not be rung: in a call, and without call waiting."""
        user = self.platform.find(alert.target)
        return user is not None and not user.call_waiting and self.busy(user.name)

    def plan(self, caller: Caller, dialled: str) -> RoutePlan:
        """`vm-` and a user's name is that user's voicemail; everything else is the router's decision."""
        owner = self._mailbox_owner(dialled)
        if owner is not None:
            return RoutePlan((), final=Final(FinalKind.VOICEMAIL, owner.name), why="dialled the voicemail")
        return self._router(self.platform, caller, dialled, datetime.datetime.now().astimezone())

    def callees(self, alert: Alert) -> list[CalleeLeg]:
        """One leg per contact, one for a robot; empty if no target is reachable."""
        user = self.platform.find(alert.target)
        if user is None:
            return [self._outside_phone(alert)] if alert.mobile or is_number(alert.target) else []
        bindings = self._registrar.bindings(user.name)
        party, aor = party_of(user), self.aor(user.name)
        legs: list[CalleeLeg] = [SipCallee(self.endpoint, party, alert.target, aor, b) for b in bindings]
        if user.robot:
            legs.append(self._robot(user, alert.target))
        if not legs and alert.mobile:
            legs.append(self._outside_phone(alert))
        return legs

    def voicemail(self, name: str, caller: Caller, dialled: str) -> CalleeLeg | None:
        """A voicemail leg does not make its owner busy.

        Assistants who dial the mailbox listen to it; callers who missed the leader leave a message.
        """
        owner = self.platform.find(name)
        if owner is None:
            return None
        own = caller.user == owner.name or self._mailbox_owner(dialled) is owner
        if own and may_listen(owner, caller.user) and owner.voicemails:
            return self._playback(owner)
        return self._box(owner, caller)

    def _playback(self, owner: User) -> CalleeLeg:
        """Plays the messages to authorised users and marks them as heard."""
        box = self.platform.voicemail_prefix + owner.name
        party = Caller(owner.display, owner.number or owner.extension, CallerClass.INTERNAL)
        host, tasks, samples = self.endpoint.host, self.endpoint.tasks, self._mailboxes.samples(owner.name)
        return Playback(party, box, self.aor(box), host, tasks, samples, lambda: self._mailboxes.heard(owner))

    def _box(self, owner: User, caller: Caller) -> CalleeLeg:
        box = self.platform.voicemail_prefix + owner.name
        party = Caller(owner.display, owner.number or owner.extension, CallerClass.INTERNAL)
        host, tasks = self.endpoint.host, self.endpoint.tasks
        aor = self.aor(box)
        return Voicemail(party, box, aor, host, tasks, lambda media: self._mailboxes.store(owner, caller, media))

    def aor(self, name: str) -> str:
        return f"sip:{name}@{self.platform.domain}"

    def _mailbox_owner(self, dialled: str) -> User | None:
        prefix = self.platform.voicemail_prefix
        return self.platform.find(dialled.removeprefix(prefix)) if dialled.startswith(prefix) else None

    def _robot(self, user: User, target: str) -> RobotCallee:
        waits = user.robot in ("assistant", "mobile")
        answer_after_s = user.answer_after_s if waits else (user.answer_after_s or 0.0)
        kind = MediaKind.ECHO if user.robot == "echo" else MediaKind.TONE
        host, tasks = self.endpoint.host, self.endpoint.tasks
        return RobotCallee(party_of(user), target, self.aor(user.name), host, tasks, kind, answer_after_s)

    def _outside_phone(self, alert: Alert) -> RobotCallee:
        """A telephone outside the PBX that rings unanswered."""
        party = Caller("", alert.target, CallerClass.EXTERNAL)
        host, tasks = self.endpoint.host, self.endpoint.tasks
        return RobotCallee(party, alert.target, f"tel:{alert.target}", host, tasks, MediaKind.SILENT, None)


def party_of(user: User) -> Caller:
    return Caller(user.display, user.number or user.extension, CallerClass.INTERNAL, user=user.name)


def is_number(text: str) -> bool:
    """Whether the text is a public number."""
    return text.removeprefix("+").isdecimal() and len(text) > 5 and text[0] in "+0"
