"""The subscriber against servers: the demo PBX over every transport, and Kamailio's presence with real calls."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from softphone.demo_pbx.model.platform import AssistantLink, Executive
from softphone.demo_pbx.sip.transport.certificate import make_certificate
from softphone.domain.account.account import SipAccount, Transport
from softphone.domain.lines.feature_state import Forward, ForwardKind
from softphone.domain.lines.line_state import LineState
from softphone.domain.lines.message_summary import MessageSummary
from softphone.domain.telephone.commands import Answer, HangUp, Unregister, WatchFeatures, WatchLines
from softphone.domain.telephone.events import Event, FeaturesChanged, LineChanged, MailboxChanged
from softphone.telephony.engine.subscriptions.packages import Package
from tests.integration.peers import kamailio
from tests.integration.phones import Phone, account, phones
from tests.integration.sip_bench import Bench, running
from tests.integration.sip_ua import sdp
from tests.integration.watcher import Watcher, watcher

LEA, BEN = "sip:lea.muster@pbx.example", "sip:ben.assi@pbx.example"
BOX = "sip:vm-lea.muster@pbx.example"
ANNA = "sip:anna.assi@pbx.example"


def on_demo(folder: Path, transport: Transport, story: Callable[[Bench, Watcher], Awaitable[None]]) -> None:
    async def whole() -> None:
        certificate = make_certificate(folder / "tls")
        async with running(folder, certificate) as bench:
            lea = bench.platform.users["lea.muster"]
            lea.executive = Executive(assistants=[AssistantLink("anna.assi")])
            port = {Transport.UDP: bench.ports.udp, Transport.TCP: bench.ports.tcp, Transport.TLS: bench.ports.tls}
            ca_file = str(certificate.ca_file) if transport is Transport.TLS else ""
            anna = SipAccount(
                "anna.assi", "pbx.example", "anna.assi", f"127.0.0.1:{port[transport]}", "", transport, ca_file
            )
            with watcher() as watching:
                watching.sign_in(anna, "secret")
                await story(bench, watching)
                await asyncio.to_thread(watching.subscriber.close)

    asyncio.run(whole())


async def told(watching: Watcher, event: Event) -> None:
    await asyncio.to_thread(watching.wait, lambda found: found == event)


@pytest.mark.parametrize("transport", list(Transport))
def test_a_line_is_followed_through_a_call(tmp_path: Path, transport: Transport) -> None:
    async def story(bench: Bench, watching: Watcher) -> None:
        ben, carl = await bench.phone("ben.assi"), await bench.phone("carl.caller")
        watching.watch(BEN, "sip:unknown@pbx.example")
        await told(watching, LineChanged(BEN, LineState.FREE))
        call = await carl.invite("ben.assi", sdp())
        incoming = await ben.incoming()
        incoming.ring()
        await told(watching, LineChanged(BEN, LineState.RINGING))
        incoming.answer(sdp())
        await call.answered()
        await told(watching, LineChanged(BEN, LineState.IN_CALL))
        await call.send("BYE")
        await told(watching, LineChanged(BEN, LineState.FREE))
        bench.server.end_subscriptions("deactivated")
        await told(watching, LineChanged(BEN, None))
        await told(watching, LineChanged(BEN, LineState.FREE))
        assert not any(isinstance(e, LineChanged) and "unknown" in e.uri for e in watching.events)

    on_demo(tmp_path, transport, story)


def test_a_leaders_mailbox_is_told_to_the_assistants_where_it_is_shared(tmp_path: Path) -> None:
    async def story(bench: Bench, watching: Watcher) -> None:
        watching.watch(LEA, BEN, package=Package.MAILBOXES)
        await told(watching, MailboxChanged(LEA, MessageSummary(account=BOX)))
        bench.platform.users["lea.muster"].voicemails = 2
        bench.server.voicemails_changed("lea.muster")
        await told(watching, MailboxChanged(LEA, MessageSummary(new=2, account=BOX)))
        assert not any(isinstance(e, MailboxChanged) and e.uri == BEN for e in watching.events)

    on_demo(tmp_path, Transport.UDP, story)


def test_the_own_features_are_told_and_a_server_without_them_is_left_alone(tmp_path: Path) -> None:
    async def story(bench: Bench, watching: Watcher) -> None:
        watching.watch(ANNA, package=Package.FEATURES)
        off = await asyncio.to_thread(watching.wait, lambda e: isinstance(e, FeaturesChanged))
        assert isinstance(off, FeaturesChanged)
        assert off.features is not None
        assert (off.features.do_not_disturb, off.features.filtering) == (False, None)
        anna = bench.platform.users["anna.assi"]
        anna.do_not_disturb, anna.forward_always = True, "31"
        bench.server.features_may_have_changed()
        on = await asyncio.to_thread(watching.wait, lambda e: isinstance(e, FeaturesChanged))
        assert isinstance(on, FeaturesChanged)
        assert on.features is not None
        assert on.features.do_not_disturb
        assert on.features.forward(ForwardKind.ALWAYS) == Forward(ForwardKind.ALWAYS, True, "31")
        bench.platform.packages_off = ["as-feature-event"]
        bench.server.end_subscriptions("deactivated")
        await told(watching, FeaturesChanged(None))

    on_demo(tmp_path, Transport.UDP, story)


def test_a_certificate_of_somebody_else_ends_it_before_anything_is_said(tmp_path: Path) -> None:
    async def story(bench: Bench, watching: Watcher) -> None:
        other = make_certificate(tmp_path / "other")
        stranger = SipAccount(
            "anna.assi",
            "pbx.example",
            "anna.assi",
            f"127.0.0.1:{bench.ports.tls}",
            "",
            Transport.TLS,
            str(other.ca_file),
        )
        watching.sign_in(stranger, "secret")
        watching.watch(BEN)
        good = await bench.phone("ben.assi", "tls")
        assert (await good.ask("SUBSCRIBE", BEN, [("Event", "dialog"), ("Contact", good.contact)])).status == 200
        assert watching.events == []

    on_demo(tmp_path, Transport.TLS, story)


@pytest.mark.peer
@pytest.mark.parametrize("transport", [Transport.UDP, Transport.TLS])
def test_kamailio_tells_who_telephones(tmp_path: Path, transport: Transport) -> None:
    """The whole engine: carol watches bob while alice calls him; no server knows as-feature-event."""

    async def story(port: int, ca_file: str) -> None:
        async with phones("alice", "bob", "carol") as [alice, bob, carol]:
            await asyncio.gather(*(_register(phone, port, transport, ca_file) for phone in (alice, bob, carol)))
            carol.send(
                WatchLines(("sip:bob@127.0.0.1", "sip:nobody@127.0.0.1")), WatchFeatures(("sip:carol@127.0.0.1",))
            )
            key = alice.dial("sip:bob@127.0.0.1")
            theirs = (await bob.incoming()).key
            await _line(carol, LineState.RINGING)
            bob.send(Answer(theirs))
            await alice.answered(key)
            await _line(carol, LineState.IN_CALL)
            bob.send(HangUp(theirs))
            await _line(carol, LineState.FREE)
            assert not carol.seen(LineChanged, lambda e: e.uri == "sip:nobody@127.0.0.1")
            carol.send(Unregister())
            await carol.wait(LineChanged, lambda e: e.state is None)

    with kamailio(tmp_path, presence=True) as server:
        port = server.tls_port if transport is Transport.TLS else server.port
        asyncio.run(story(port, str(server.ca_file) if transport is Transport.TLS else ""))


async def _register(phone: Phone, port: int, transport: Transport, ca_file: str) -> None:
    await phone.register(account(phone.user, port, transport, ca_file))


async def _line(phone: Phone, state: LineState) -> None:
    await phone.wait(LineChanged, lambda e: e == LineChanged("sip:bob@127.0.0.1", state))
    phone.mark()
