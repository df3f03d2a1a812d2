"""A running SIP server with a small platform and hand-made plans, for the tests of the demo PBX's SIP side."""

import asyncio
import contextlib
import datetime
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from softphone.demo_pbx.model.plans import Alert, Caller, CallerClass, Final, FinalKind, RoutePlan, Stage
from softphone.demo_pbx.model.platform import Executive, Platform, User
from softphone.demo_pbx.sip.server import SipServer
from softphone.demo_pbx.sip.transport.certificate import Certificate
from softphone.demo_pbx.sip.transport.transactions import Timers
from softphone.demo_pbx.sip.transport.transport import Ports
from tests.integration.sip_ua import Ua
from tests.samples.demo_portal import executive_of

LIMIT_S = 5.0
Rules = Callable[[Platform, Caller, str, datetime.datetime], RoutePlan]
OUTSIDE = Caller("Dora Draussen", "+4930777001", CallerClass.EXTERNAL)


def user(name: str, extension: str, robot: str = "", **more: Any) -> User:
    first, last = name.split(".")
    number = f"+493055{extension}"
    return User(name, first.title(), last.title(), extension, number, "web", "secret", robot=robot, **more)


def platform() -> Platform:
    people = [
        user("lea.muster", "21"),
        user("anna.assi", "31"),
        user("ben.assi", "32"),
        user("carl.caller", "41"),
        user("echo.robot", "90", "echo"),
        user("tone.robot", "91", "tone"),
        user("ina.robot", "92", "assistant"),
    ]
    return Platform(users={person.name: person for person in people})


def alert(target: str, **more: Any) -> Alert:
    return Alert(target, more.pop("name", "Dora Draussen"), more.pop("number", "+4930777001"), **more)


@dataclass
class Bench:
    """`plans` maps what is dialled to a plan; anything else rings the user of that name, unless `rules` decide."""

    server: SipServer
    ports: Ports
    platform: Platform
    certificate: Certificate | None
    plans: dict[str, RoutePlan] = field(default_factory=dict)
    events: list[dict[str, object]] = field(default_factory=list)
    phones: list[Ua] = field(default_factory=list)
    rules: Rules | None = None

    def route(self, _: Platform, caller: Caller, dialled: str, now: datetime.datetime) -> RoutePlan:
        if self.rules is not None:
            return self.rules(self.platform, caller, dialled, now)
        if dialled in self.plans:
            return self.plans[dialled]
        callee = self.platform.find(dialled)
        if callee is None:
            return RoutePlan((), final=Final(FinalKind.NOT_FOUND))
        name, number = ("", "") if caller.anonymous else (caller.name, caller.number)
        return RoutePlan((Stage((Alert(callee.name, name, number),), None),))

    async def phone(self, name: str, transport: str = "udp", *, register: bool = True) -> Ua:
        port = {"udp": self.ports.udp, "tcp": self.ports.tcp, "tls": self.ports.tls}[transport]
        phone = await Ua(name, port, transport, ca=self.certificate.ca_file if self.certificate else None).start()
        self.phones.append(phone)
        if register:
            assert (await phone.register()).status == 200
        return phone

    def call(self, place: int = 0) -> dict[str, Any]:
        """What the server reports of a standing call."""
        return self.server.calls()[place]

    def status_of(self, call_id: str) -> dict[str, Any]:
        return self.server.status_of(call_id)

    def executive(self, name: str) -> Executive:
        return executive_of(self.platform, name)

    async def until(self, fact: Callable[[], object]) -> None:
        async with asyncio.timeout(LIMIT_S):
            while not fact():
                await asyncio.sleep(0.005)

    async def event(self, name: str) -> dict[str, object]:
        await self.until(lambda: any(event["event"] == name for event in self.events))
        return next(event for event in self.events if event["event"] == name)


@contextlib.asynccontextmanager
async def running(directory: Path, certificate: Certificate | None = None) -> AsyncIterator[Bench]:
    site = platform()
    bench: Bench
    server = SipServer(
        site,
        lambda *arguments: bench.route(*arguments),
        certificate=certificate,
        voicemail_dir=directory / "vm",
        timers=Timers(t1_s=0.1, t2_s=0.4, t4_s=0.5),
    )
    bench = Bench(server, await server.start(), site, certificate)
    server.subscribe(bench.events.append)
    try:
        yield bench
    finally:
        await server.stop()
        for phone in bench.phones:
            await phone.stop()
