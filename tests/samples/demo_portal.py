"""A running portal and control without a SIP side, for the tests of the demo PBX."""

import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

import httpx

from softphone.demo_pbx.control import ControlServer
from softphone.demo_pbx.model.plans import Caller
from softphone.demo_pbx.model.platform import Executive, Platform
from softphone.demo_pbx.model.telephony_port import CallActionError
from softphone.demo_pbx.portal.xsi_calls import UserCalls
from softphone.demo_pbx.portal_server import PortalServer
from softphone.demo_pbx.scenario import load
from softphone.demo_pbx.sip.transport.certificate import Certificate


def executive_of(platform: Platform, name: str) -> Executive:
    """The executive service of a user who has it."""
    executive = platform.users[name].executive
    assert executive is not None, name
    return executive


@dataclass
class FakeTelephony:
    """Records requests; its calls are set by the test."""

    current: list[dict[str, Any]] = field(default_factory=list)
    placed: list[tuple[Caller, str, float | None, str]] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    ringing: set[str] = field(default_factory=set)
    pushed: list[tuple[str, str]] = field(default_factory=list)
    on_behalf: list[tuple[str, str, str]] = field(default_factory=list)
    refusal: CallActionError | None = None
    recorded: dict[str, dict[str, bytes]] = field(default_factory=dict)
    listeners: list[Callable[[dict[str, Any]], None]] = field(default_factory=list)

    def calls(self) -> list[dict[str, Any]]:
        return self.current

    def registrations(self) -> dict[str, list[str]]:
        return {"nele.probe": ["sip:nele.probe@127.0.0.1:5999"]}

    def place_call(self, caller: Caller, dialled: str, *, hold_s: float | None = None, media: str = "tone") -> str:
        self.placed.append((caller, dialled, hold_s, media))
        return f"call-{len(self.placed)}"

    def hang_up(self, call_id: str) -> bool:
        self.ended.append(call_id)
        return any(call["id"] == call_id for call in self.current)

    def assistant_answer(self, user: str) -> bool:
        return user in self.ringing

    def status_of(self, call_id: str) -> dict[str, Any]:
        return next(call for call in self.current if call["id"] == call_id)

    def push_to_leader(self, user: str, call_id: str) -> None:
        if self.refusal is not None:
            raise self.refusal
        self.pushed.append((user, call_id))

    def call_on_behalf(self, assistant: str, leader: str, address: str) -> str:
        if self.refusal is not None:
            raise self.refusal
        self.on_behalf.append((assistant, leader, address))
        return f"behalf-{len(self.on_behalf)}"

    def send_message(self, sender: str, receiver: str, text: str) -> None:
        self.emit({"event": "message", "sender": sender, "receiver": receiver, "text": text})

    def voicemails(self, user: str) -> list[dict[str, Any]]:
        return [{"file": name} for name in self.recorded.get(user, {})]

    def voicemail(self, user: str, name: str) -> bytes:
        return self.recorded[user][name]

    def features_may_have_changed(self) -> None:
        self.emit({"event": "features"})

    def end_subscriptions(self, reason: str) -> None:
        self.emit({"event": "subscriptions-ended", "reason": reason})

    def subscribe(self, listener: Callable[[dict[str, Any]], None]) -> None:
        self.listeners.append(listener)

    def emit(self, event: dict[str, Any]) -> None:
        for listener in self.listeners:
            listener(event)


@dataclass
class Demo:
    platform: Platform
    telephony: FakeTelephony
    portal: PortalServer
    url: str
    tls_url: str
    control: str

    def auth(self, user: str) -> tuple[str, str]:
        return f"{user}@{self.platform.domain}", self.platform.users[user].password

    def path(self, owner: str, rest: str) -> str:
        return f"/com.broadsoft.xsi-actions/v2.0/user/{owner}@{self.platform.domain}/{rest}"

    @contextlib.asynccontextmanager
    async def client(self, user: str) -> AsyncIterator[httpx.AsyncClient]:
        async with httpx.AsyncClient(base_url=self.url, auth=self.auth(user), trust_env=False, timeout=10) as client:
            yield client


@contextlib.asynccontextmanager
async def running_demo(certificate: Certificate | None = None) -> AsyncIterator[Demo]:
    platform, telephony = load(), FakeTelephony()
    portal = PortalServer(platform, UserCalls(platform, telephony), certificate=certificate)
    control = ControlServer(platform, telephony, portal)
    ports = await portal.start()
    address = await control.start()
    try:
        urls = f"http://127.0.0.1:{ports.http}", f"https://127.0.0.1:{ports.https}"
        yield Demo(platform, telephony, portal, *urls, address)
    finally:
        await control.stop()
        await portal.stop()


def half(user: str, **more: object) -> dict[str, object]:
    party: dict[str, object] = {"user": user, "originator": False, "state": "Alerting", "silent": False}
    remote = {"remote_name": "Erika", "remote_number": "+4915228817386", "remote_user": ""}
    return {**party, **remote, "executive": "", "recall": "", **more}


def call_of(call_id: str, *parties: dict[str, object]) -> dict[str, object]:
    return {"id": call_id, "since": "2026-03-02T10:00:00+00:00", "parties": list(parties)}
