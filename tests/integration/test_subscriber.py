"""The subscriber against a scripted notifier: partial states, ends, refusals, digest."""

import asyncio
import contextlib
import hashlib
import re
from collections.abc import Awaitable, Callable
from functools import partial

import pytest

from softphone.domain.account.account import SipAccount, Transport
from softphone.domain.lines.line_state import LineState
from softphone.domain.telephone.events import LineChanged
from softphone.telephony.engine.subscriptions.packages import Package
from tests.integration.notifier import Heard, Notifier, call, dialog_info, notifier
from tests.integration.watcher import Watcher, watcher
from tests.samples.line_lists import RELATED, info_part, line_list, resource

LEA, MAX = "sip:lea@pbx.example", "sip:max@pbx.example"
Story = Callable[[Notifier, Watcher], Awaitable[None]]


def play(story: Story, answer: Callable[[Notifier, Heard], None] | None = None) -> None:
    async def whole() -> None:
        async with notifier(answer) as server:
            with watcher() as watching:
                account = SipAccount("nele", "pbx.example", "nele", registrar=f"127.0.0.1:{server.port}")
                watching.sign_in(account, "geheim")
                watching.watch(LEA)
                await server.until(lambda: server.subscribes)
                await story(server, watching)
                closing = asyncio.to_thread(watching.subscriber.close)
                await closing

    asyncio.run(whole())


async def line(watching: Watcher, state: LineState | None) -> None:
    await asyncio.to_thread(watching.line, LEA, state)


def test_partial_states_add_up_and_a_gap_asks_for_the_whole() -> None:
    async def story(server: Notifier, watching: Watcher) -> None:
        first = server.subscribes[0]
        server.notify(first, dialog_info(0))
        await line(watching, LineState.FREE)
        server.notify(first, dialog_info(1, call("a", "early"), state="partial"))
        await line(watching, LineState.RINGING)
        server.notify(first, dialog_info(2, call("a", "confirmed"), state="partial"))
        await line(watching, LineState.IN_CALL)
        asked = len(server.subscribes)
        server.notify(first, dialog_info(4, call("b", "early"), state="partial"))
        await line(watching, None)
        await server.until(lambda: len(server.subscribes) > asked)
        again = server.subscribes[-1]
        assert (again.get("Call-ID"), again.get("To")) == (first.get("Call-ID"), f"<{LEA}>;tag=notifier")
        server.notify(first, dialog_info(5, call("a", "confirmed")))
        await line(watching, LineState.IN_CALL)

    play(story)


def test_one_subscription_tells_of_all_the_lines_on_a_list() -> None:
    both = resource(LEA, "1", "c1"), resource(MAX, "2", "c2")
    early = '<dialog id="a"><state>early</state></dialog>'

    async def story(server: Notifier, watching: Watcher) -> None:
        first = server.subscribes[0]
        assert "eventlist" in first.get("Supported")
        assert "application/rlmi+xml" in first.get("Accept")
        server.notify(first, line_list(0, both, info_part("c1"), info_part("c2", early)).decode(), kind=RELATED)
        await line(watching, LineState.FREE)
        await asyncio.to_thread(watching.line, MAX, LineState.RINGING)
        part = line_list(1, both[1:], info_part("c2", version=1), full=False)
        server.notify(first, part.decode(), kind=RELATED)
        await asyncio.to_thread(watching.line, MAX, LineState.FREE)
        server.notify(first, line_list(2, both[:1], info_part("c1")).decode(), kind=RELATED)
        await asyncio.to_thread(watching.line, MAX, None)
        asked = len(server.subscribes)
        server.notify(first, line_list(4, both[1:], info_part("c2"), full=False).decode(), kind=RELATED)
        await line(watching, None)
        await server.until(lambda: len(server.subscribes) > asked)
        server.notify(first, state="terminated;reason=noresource")
        await asyncio.to_thread(watching.line, MAX, None)

    play(story)


def test_a_notify_before_the_answer_counts_and_a_repeated_one_does_not() -> None:
    def answer(server: Notifier, request: Heard) -> None:
        if len(server.subscribes) == 1:
            server.notify(request, dialog_info(0, call("a", "early")))
        server.grant(request)

    async def story(server: Notifier, watching: Watcher) -> None:
        await line(watching, LineState.RINGING)
        late = server.notify(server.subscribes[0], dialog_info(1))
        await line(watching, LineState.FREE)
        server._sequence = late - 1
        assert (
            await server.status_of(server.notify(server.subscribes[0], dialog_info(2, call("a", "early")))) == "200"
        )
        strange = server.notify(server.subscribes[0], dialog_info(3), tag="somebody-else")
        assert await server.status_of(strange) == "481"
        assert watching.events[-1] == LineChanged(LEA, LineState.FREE)

    play(story, answer)


@pytest.mark.parametrize("reason", ["deactivated", "timeout"])
def test_an_ended_subscription_comes_back_at_once_and_says_nothing_meanwhile(reason: str) -> None:
    async def story(server: Notifier, watching: Watcher) -> None:
        server.notify(server.subscribes[0], dialog_info(0, call("a", "confirmed")))
        await line(watching, LineState.IN_CALL)
        server.notify(server.subscribes[0], state=f"terminated;reason={reason}")
        await line(watching, None)
        await server.until(lambda: len(server.subscribes) > 1)
        assert server.subscribes[1].get("Call-ID") != server.subscribes[0].get("Call-ID")
        server.notify(server.subscribes[1], dialog_info(0))
        await line(watching, LineState.FREE)

    play(story)


@pytest.mark.parametrize("reason", ["noresource", "rejected", "invariant"])
def test_what_is_over_is_not_asked_for_again_before_the_next_sign_in(reason: str) -> None:
    async def story(server: Notifier, watching: Watcher) -> None:
        server.notify(server.subscribes[0], dialog_info(0))
        await line(watching, LineState.FREE)
        server.notify(server.subscribes[0], state=f"terminated;reason={reason}")
        await line(watching, None)
        watching.watch(LEA, "sip:ada@pbx.example")
        await server.until(lambda: any("ada" in s.get("To") for s in server.subscribes))
        assert sum(f"<{LEA}>" == s.get("To") for s in server.subscribes) == 1

    play(story)


def test_a_retry_time_is_kept_and_a_refresh_that_finds_nothing_begins_anew() -> None:
    statuses = iter(["503 Busy", "200", "481 Gone", "200"])

    def answer(server: Notifier, request: Heard) -> None:
        status = next(statuses, "200")
        if status == "200":
            server.grant(request, expires_s=1)
            server.notify(request, dialog_info(len(server.subscribes)), state="active;expires=1")
        else:
            server.reply(request, status, "Retry-After: 0")

    async def story(server: Notifier, watching: Watcher) -> None:
        await line(watching, LineState.FREE)
        await line(watching, None)
        await line(watching, LineState.FREE)
        ids = [s.get("Call-ID") for s in server.subscribes[:4]]
        assert ids[1] == ids[2]
        assert len(set(ids)) == 3

    play(story, answer)


def test_a_longer_life_is_asked_for_where_the_server_insists() -> None:
    def answer(server: Notifier, request: Heard) -> None:
        if int(request.get("Expires")) < 900:
            server.reply(request, "423 Interval Too Brief", "Min-Expires: 900")
        else:
            server.grant(request, 900)
            server.notify(request, dialog_info(0))

    async def story(server: Notifier, watching: Watcher) -> None:
        await line(watching, LineState.FREE)
        assert [s.get("Expires") for s in server.subscribes] == ["600", "900"]

    play(story, answer)


def test_an_unknown_package_is_asked_for_once_only() -> None:
    async def story(server: Notifier, watching: Watcher) -> None:
        await server.until(lambda: server.subscribes[0].get("Event") == "dialog")
        watching.watch("sip:nele@pbx.example", package=Package.FEATURES)
        await server.until(lambda: any(s.get("Event") == "as-feature-event" for s in server.subscribes))
        watching.watch(LEA, "sip:ada@pbx.example", "sip:jo@pbx.example")
        watching.watch("sip:ada@pbx.example", package=Package.MAILBOXES)
        await server.until(lambda: any(s.get("Event") == "message-summary" for s in server.subscribes))
        assert sum(s.get("Event") == "dialog" for s in server.subscribes) == 1
        assert watching.events == []

    play(story, lambda server, request: server.reply(request, "489 Bad Event"))


@pytest.mark.parametrize("status", [401, 407])
def test_a_challenge_with_sha_256_is_answered_and_a_wrong_password_is_not_tried_again(status: int) -> None:
    ask = "WWW-Authenticate" if status == 401 else "Proxy-Authenticate"
    told = "Authorization" if status == 401 else "Proxy-Authorization"

    def answer(server: Notifier, request: Heard, password: str) -> None:
        if _is_right(request, told, password):
            server.grant(request)
            server.notify(request, dialog_info(0))
        else:
            server.reply(
                request, f"{status} Who", f'{ask}: Digest realm="pbx", nonce="n1", qop="auth", algorithm=SHA-256'
            )

    async def good(server: Notifier, watching: Watcher) -> None:
        await line(watching, LineState.FREE)
        assert len(server.subscribes) == 2

    async def bad(server: Notifier, watching: Watcher) -> None:
        await server.until(lambda: len(server.subscribes) == 2)
        watching.watch(LEA, "sip:ada@pbx.example")
        await server.until(lambda: sum("ada" in s.get("To") for s in server.subscribes) == 2)
        assert len(server.subscribes) == 4
        assert watching.events == []

    play(good, partial(answer, password="geheim"))
    play(bad, partial(answer, password="anders"))


def _is_right(request: Heard, name: str, password: str) -> bool:
    values: dict[str, str] = dict(re.findall(r'(\w+)="?([^",]+)"?', request.get(name).removeprefix("Digest ")))
    if not values:
        return False

    def sha(*parts: str) -> str:
        return hashlib.sha256(":".join(parts).encode()).hexdigest()

    secret, action = sha("nele", "pbx", password), sha("SUBSCRIBE", values["uri"])
    right: str = sha(secret, "n1", values["nc"], values["cnonce"], "auth", action)
    return values["response"] == right


def test_every_message_is_shown_to_who_looks_for_a_fault() -> None:
    async def story(server: Notifier, watching: Watcher) -> None:
        server.notify(server.subscribes[0], dialog_info(0))
        await line(watching, LineState.FREE)
        starts = [message.split("\n")[1].split(" ")[0] for message in watching.traced]
        assert starts[:3] == ["SUBSCRIBE", "SIP/2.0", "NOTIFY"]
        assert [message[:2] for message in watching.traced[:3]] == ["TX", "RX", "RX"]
        assert f"UDP 127.0.0.1:{server.port}" in watching.traced[0]

    play(story)


def test_an_address_with_a_line_break_never_reaches_the_server() -> None:
    async def story(server: Notifier, watching: Watcher) -> None:
        watching.watch("sip:x@y SIP/2.0\r\nRoute: <sip:evil@z>", LEA, "sip:ada@pbx.example")
        await server.until(lambda: any("ada" in s.get("To") for s in server.subscribes))
        assert not any("evil" in s.text for s in server.subscribes)

    play(story)


def test_a_lost_answer_is_asked_for_again() -> None:
    def answer(server: Notifier, request: Heard) -> None:
        if len(server.subscribes) > 2:
            server.grant(request)
            server.notify(request, dialog_info(0))

    async def story(server: Notifier, watching: Watcher) -> None:
        await line(watching, LineState.FREE)
        assert len({s.get("CSeq") for s in server.subscribes}) == 1

    play(story, answer)


@pytest.mark.parametrize("body", ["", "<junk", dialog_info(1, call("a", "asleep"))])
def test_what_cannot_be_read_is_not_taken_for_free(body: str) -> None:
    async def story(server: Notifier, watching: Watcher) -> None:
        server.notify(server.subscribes[0], dialog_info(0))
        await line(watching, LineState.FREE)
        assert await server.status_of(server.notify(server.subscribes[0], body)) == "200"
        await line(watching, None)

    play(story)


def test_signing_out_says_goodbye_to_the_server() -> None:
    async def story(server: Notifier, watching: Watcher) -> None:
        server.notify(server.subscribes[0], dialog_info(0))
        await line(watching, LineState.FREE)
        watching.subscriber.signed_out()
        await server.until(lambda: server.subscribes[-1].get("Expires") == "0")
        assert server.subscribes[-1].get("Call-ID") == server.subscribes[0].get("Call-ID")
        assert await server.status_of(server.last_words[0]) == "200"
        await line(watching, None)

    play(story)


def test_a_new_network_means_new_subscriptions_over_a_new_way() -> None:
    async def story(server: Notifier, watching: Watcher) -> None:
        server.notify(server.subscribes[0], dialog_info(0))
        await line(watching, LineState.FREE)
        watching.gate.drop_flows()
        await line(watching, None)
        await server.until(lambda: len(server.subscribes) > 1)
        assert server.subscribes[0].source != server.subscribes[1].source
        server.notify(server.subscribes[1], dialog_info(0, call("a", "confirmed")))
        await line(watching, LineState.IN_CALL)

    play(story)


def test_while_the_server_is_lost_nothing_is_known_and_then_it_is_asked_anew() -> None:
    async def story(server: Notifier, watching: Watcher) -> None:
        server.notify(server.subscribes[0], dialog_info(0, call("a", "confirmed")))
        await line(watching, LineState.IN_CALL)
        watching.subscriber.unreachable()
        await line(watching, None)
        watching.again()
        await server.until(lambda: len(server.subscribes) > 1)
        assert server.subscribes[1].get("Call-ID") == server.subscribes[0].get("Call-ID")
        server.notify(server.subscribes[1], dialog_info(1, call("a", "confirmed")))
        await line(watching, LineState.IN_CALL)

    play(story)


def _answered(server: Notifier, method: str) -> bool:
    return any(answer.get("CSeq") == f"1 {method}" for answer in server.answers)


def test_a_connection_that_breaks_is_opened_anew_and_nothing_is_known_meanwhile() -> None:
    """TCP: the server ends every connection once, the second time with something that is no SIP."""

    async def whole() -> None:
        connections: list[asyncio.StreamWriter] = []
        heard: asyncio.Queue[tuple[Heard, asyncio.StreamWriter]] = asyncio.Queue()

        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            connections.append(writer)
            with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
                while True:
                    text = (await reader.readuntil(b"\r\n\r\n")).decode()
                    if text.startswith("SUBSCRIBE"):
                        heard.put_nowait((Heard(text, ("127.0.0.1", 0)), writer))

        async def granted(state: str, version: int) -> asyncio.StreamWriter:
            async with asyncio.timeout(8):
                request, writer = await heard.get()
            _say_over_tcp(request, writer, dialog_info(version, call("a", state)))
            return writer

        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        async with server:
            with watcher() as watching:
                account = SipAccount("nele", "x", "nele", registrar=f"127.0.0.1:{port}", transport=Transport.TCP)
                watching.sign_in(account, "geheim")
                watching.watch(LEA)
                first = await granted("confirmed", 0)
                await line(watching, LineState.IN_CALL)
                first.close()
                await line(watching, None)
                second = await granted("early", 0)
                await line(watching, LineState.RINGING)
                second.write(b"HTTP/1.1 200 OK\r\n\r\n")
                await line(watching, None)
                await granted("confirmed", 0)
                await line(watching, LineState.IN_CALL)
                await asyncio.to_thread(watching.subscriber.close)
            for writer in connections:
                writer.close()

    asyncio.run(whole())


def _say_over_tcp(request: Heard, writer: asyncio.StreamWriter, body: str) -> None:
    kept = "".join(f"{name}: {request.get(name)}\r\n" for name in ("Via", "From", "Call-ID", "CSeq"))
    to = f"{request.get('To')};tag=notifier"
    writer.write(f"SIP/2.0 200 OK\r\n{kept}To: {to}\r\nExpires: 600\r\nContent-Length: 0\r\n\r\n".encode())
    writer.write(
        f"NOTIFY sip:nele@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/TCP 127.0.0.1:5060;branch=z9hG4bKt\r\nFrom: {to}\r\n"
        f"To: {request.get('From')}\r\nCall-ID: {request.get('Call-ID')}\r\nCSeq: 1 NOTIFY\r\nEvent: dialog\r\n"
        f"Subscription-State: active\r\nContent-Type: application/dialog-info+xml\r\n"
        f"Content-Length: {len(body)}\r\n\r\n{body}".encode()
    )
