"""The portal as a web server: connections, limits, TLS, and what it does wrong on demand."""

import asyncio
import ssl
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from softphone.demo_pbx.sip.transport.certificate import make_certificate
from tests.samples.demo_portal import Demo, running_demo

SERVICES = "services"


def in_demo(story: Callable[[Demo], Awaitable[None]]) -> None:
    async def run() -> None:
        async with running_demo() as demo:
            await story(demo)

    asyncio.run(run())


async def control(demo: Demo, method: str, path: str, body: Any = None) -> httpx.Response:
    async with httpx.AsyncClient(trust_env=False) as client:
        return await client.request(method, f"{demo.control}/{path}", json=body)


async def status(demo: Demo, path: str = SERVICES, method: str = "GET") -> int:
    async with demo.client("nele.probe") as client:
        return (await client.request(method, demo.path("nele.probe", path))).status_code


async def raw(demo: Demo, sent: bytes) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", int(demo.url.rpartition(":")[2]))
    writer.write(sent)
    writer.write_eof()
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    return answer


def test_one_connection_serves_many_requests() -> None:
    async def story(demo: Demo) -> None:
        request = b"GET /x HTTP/1.1\r\nHost: h\r\n\r\n"
        assert (await raw(demo, request * 3)).count(b"HTTP/1.1 401") == 3
        closing = b"GET /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"
        assert (await raw(demo, closing + request)).count(b"HTTP/1.1 401") == 1

    in_demo(story)


@pytest.mark.parametrize(
    ("sent", "first"),
    [
        (b"GARBAGE\r\n\r\n", b"400"),
        (b"GET x HTTP/1.1\r\n\r\n", b"400"),
        (b"GET /x HTTP/1.1\r\nno colon\r\n\r\n", b"400"),
        (b"PUT /x HTTP/1.1\r\nContent-Length: -1\r\n\r\n", b"400"),
        (b"PUT /x HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n", b"413"),
        (b"PUT /x HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n", b"501"),
        (b"PUT /x HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", b"400"),
        (b"PUT /x HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n", b"413"),
        (b"PUT /x HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", b"401"),
        (b"GET /x HTTP/1.1\r\nA: " + b"a" * 70_000 + b"\r\n\r\n", b"431"),
    ],
)
def test_broken_requests_get_an_answer(sent: bytes, first: bytes) -> None:
    async def story(demo: Demo) -> None:
        assert (await raw(demo, sent)).startswith(b"HTTP/1.1 " + first)

    in_demo(story)


def test_the_same_state_is_served_over_tls_with_our_own_authority(tmp_path: Path) -> None:
    async def run() -> None:
        certificate = make_certificate(tmp_path)
        async with running_demo(certificate) as demo:
            trust = ssl.create_default_context(cafile=str(certificate.ca_file))
            async with httpx.AsyncClient(verify=trust, auth=demo.auth("nele.probe"), trust_env=False) as client:
                answer = await client.get(demo.tls_url + demo.path("nele.probe", SERVICES))
            assert answer.status_code == 200

    asyncio.run(run())


def test_the_next_requests_fail_where_they_were_asked_to() -> None:
    async def story(demo: Demo) -> None:
        rule = {"fail_next": {"count": 2, "status": 502, "path": "FAC", "method": "get"}}
        assert (await control(demo, "POST", "faults", rule)).status_code == 200
        assert await status(demo) == 200
        assert [await status(demo, "profile/Fac") for _ in range(3)] == [502, 502, 200]

    in_demo(story)


def test_overload_says_when_to_come_back_and_is_cleared() -> None:
    async def story(demo: Demo) -> None:
        await control(demo, "POST", "faults", {"overload": True})
        async with demo.client("nele.probe") as client:
            answer = await client.get(demo.path("nele.probe", SERVICES))
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
        await control(demo, "DELETE", "faults")
        assert await status(demo) == 200

    in_demo(story)


def test_a_portal_that_is_down_refuses_connections_until_it_is_back() -> None:
    async def story(demo: Demo) -> None:
        async with demo.client("nele.probe") as client:
            path = demo.path("nele.probe", SERVICES)
            assert (await client.get(path)).status_code == 200
            await control(demo, "POST", "faults", {"down": True})
            with pytest.raises(httpx.TransportError):
                await client.get(path)
            with pytest.raises(httpx.ConnectError):
                await client.get(path)
            await control(demo, "POST", "faults", {"down": False})
            assert (await client.get(path)).status_code == 200

    in_demo(story)


def test_a_cut_answer_breaks_off_in_the_body() -> None:
    async def story(demo: Demo) -> None:
        await control(demo, "POST", "faults", {"cut": True})
        with pytest.raises(httpx.RemoteProtocolError):
            await status(demo)
        assert await status(demo) == 200

    in_demo(story)


def test_a_hanging_answer_never_comes_and_is_in_the_log() -> None:
    async def story(demo: Demo) -> None:
        await control(demo, "POST", "faults", {"hang": True})
        async with httpx.AsyncClient(auth=demo.auth("nele.probe"), trust_env=False, timeout=0.1) as client:
            with pytest.raises(httpx.ReadTimeout):
                await client.get(demo.url + demo.path("nele.probe", SERVICES))
        log = (await control(demo, "GET", "log")).json()
        assert [(entry["user"], entry["status"]) for entry in log] == [("nele.probe", 0)]

    in_demo(story)


@pytest.mark.parametrize(("kind", "start"), [("garbage", b"\x00\xff"), ("bomb", b'<?xml version="1.0"?><!DOCTYPE')])
def test_hostile_answers(kind: str, start: bytes) -> None:
    async def story(demo: Demo) -> None:
        await control(demo, "POST", "faults", {kind: {"path": SERVICES}})
        async with demo.client("nele.probe") as client:
            answer = await client.get(demo.path("nele.probe", SERVICES))
        assert answer.status_code == 200
        assert answer.content.startswith(start)

    in_demo(story)


def test_a_huge_answer_announces_fifty_megabytes_and_bears_being_left() -> None:
    async def story(demo: Demo) -> None:
        await control(demo, "POST", "faults", {"huge": True})
        async with (
            demo.client("nele.probe") as client,
            client.stream("GET", demo.path("nele.probe", SERVICES)) as answer,
        ):
            assert answer.headers["Content-Length"] == "50000000"
            read = 0
            async for piece in answer.aiter_bytes():
                read += len(piece)
                if read > 200_000:
                    break
        assert await status(demo) == 200

    in_demo(story)


def test_a_delay_holds_every_answer_back() -> None:
    async def story(demo: Demo) -> None:
        await control(demo, "POST", "faults", {"delay_s": 30})
        request = asyncio.create_task(status(demo))
        done, _ = await asyncio.wait([request], timeout=0.2)
        assert not done
        await control(demo, "DELETE", "faults")
        request.cancel()
        await asyncio.gather(request, return_exceptions=True)
        assert await status(demo) == 200

    in_demo(story)


@pytest.mark.parametrize(
    "wish",
    [
        {"unknown": 1},
        {"delay_s": -1},
        {"delay_s": "x"},
        {"lock": "nele.probe"},
        {"cut": {"x": 1}},
        {"fail_next": {"status": 99}},
    ],
)
def test_a_fault_nobody_knows_is_refused(wish: dict[str, Any]) -> None:
    async def story(demo: Demo) -> None:
        answer = await control(demo, "POST", "faults", wish)
        assert answer.status_code == 400
        assert answer.json()["error"]

    in_demo(story)
