"""HTTP/1.1 on asyncio streams: keep-alive, bodies with a length or in chunks, streamed answers. Loopback only."""

import asyncio
import contextlib
import logging
import ssl
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import parse_qs, unquote

_log = logging.getLogger(__name__)
_MAX_BODY_BYTES = 1_000_000
_MAX_HEAD_BYTES = 65_536
_IDLE_S = 75.0


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """`segments`: the path, split before it was decoded, so that a `%2F` stays inside its word."""

    method: str
    path: str
    segments: tuple[str, ...]
    query: dict[str, list[str]]
    headers: dict[str, str]
    body: bytes = b""

    def first(self, name: str, default: str = "") -> str:
        """A query value; names without regard to case."""
        found = [values[0] for key, values in self.query.items() if key.lower() == name.lower()]
        return found[0] if found else default


@dataclass(frozen=True, slots=True)
class HttpResponse:
    """`stream` replaces `body`, in chunks or with `length` announced; `cut_after` breaks the connection mid-body.

    `hang`: nothing is ever sent; the connection stays until the other side gives up.
    """

    status: int = 200
    body: bytes = b""
    content_type: str = "application/xml; charset=UTF-8"
    headers: dict[str, str] = field(default_factory=dict)
    stream: AsyncGenerator[bytes, None] | None = None
    length: int | None = None
    cut_after: int | None = None
    hang: bool = False


Handler = Callable[[HttpRequest], Awaitable[HttpResponse]]


class _BadRequest(Exception):  # noqa: N818 (never leaves this module)
    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class HttpServer:
    """One listening socket; `handler` answers each request."""

    def __init__(self, handler: Handler, *, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None) -> None:
        self._handler = handler
        self._host = host
        self._tls = tls
        self._server: asyncio.Server | None = None
        self._connections: dict[asyncio.Task[None], asyncio.StreamWriter] = {}
        self.port = 0

    async def start(self, port: int = 0) -> int:
        self._server = await asyncio.start_server(
            self._on_connection, self._host, port or self.port, ssl=self._tls, limit=_MAX_HEAD_BYTES
        )
        self.port = int(self._server.sockets[0].getsockname()[1])
        return self.port

    @property
    def listening(self) -> bool:
        return self._server is not None

    async def stop(self) -> None:
        """Connections are refused from here on and open ones are broken; start() listens on the same port again."""
        server, self._server = self._server, None
        if server is None:
            return
        server.close()
        tasks = [task for task in self._connections if task is not asyncio.current_task()]
        for task in tasks:
            self._connections[task].transport.abort()
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _on_connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._connections[task] = writer
        try:
            await self._serve(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, TimeoutError, ssl.SSLError):
            writer.transport.abort()
        except asyncio.CancelledError:
            writer.transport.abort()
        finally:
            del self._connections[task]
            writer.close()
            with contextlib.suppress(ConnectionError, ssl.SSLError, asyncio.CancelledError):
                await writer.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            try:
                async with asyncio.timeout(_IDLE_S):
                    request = await _read_request(reader)
            except _BadRequest as bad:
                await _send(writer, HttpResponse(bad.status), keep=False, with_body=True)
                return
            if request is None:
                return
            response = await self._answer(request)
            if response.hang:
                await reader.read()
                return
            keep = request.headers.get("connection", "").lower() != "close"
            await _send(writer, response, keep, with_body=request.method != "HEAD")
            if not keep or response.cut_after is not None:
                return

    async def _answer(self, request: HttpRequest) -> HttpResponse:
        try:
            return await self._handler(request)
        except Exception:
            _log.exception("no answer for %s %s", request.method, request.path)
            return HttpResponse(500)


async def _read_request(reader: asyncio.StreamReader) -> HttpRequest | None:
    """None: the other side is done."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.LimitOverrunError as error:
        raise _BadRequest(431) from error
    except asyncio.IncompleteReadError as error:
        if error.partial.strip():
            raise _BadRequest(400) from error
        return None
    method, target, headers = _parse_head(head)
    body = await _read_body(reader, headers)
    path, _, query = target.partition("?")
    segments = tuple(unquote(word) for word in path.split("/") if word)
    return HttpRequest(method, path, segments, parse_qs(query, keep_blank_values=True), headers, body)


def _parse_head(head: bytes) -> tuple[str, str, dict[str, str]]:
    first, *lines = head.decode("latin-1").strip("\r\n").split("\r\n")
    words = first.split(" ")
    if len(words) != 3 or not words[2].startswith("HTTP/1.") or not words[1].startswith("/"):
        raise _BadRequest(400)
    headers: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.partition(":")
        if not colon or name != name.strip():
            raise _BadRequest(400)
        headers[name.lower()] = value.strip()
    return words[0], words[1], headers


async def _read_body(reader: asyncio.StreamReader, headers: dict[str, str]) -> bytes:
    coding = headers.get("transfer-encoding", "").lower()
    if coding and coding != "chunked":
        raise _BadRequest(501)
    if coding:
        return await _read_chunks(reader)
    length = headers.get("content-length", "0")
    if not length.isascii() or not length.isdigit():
        raise _BadRequest(400)
    if int(length) > _MAX_BODY_BYTES:
        raise _BadRequest(413)
    return await reader.readexactly(int(length))


async def _read_chunks(reader: asyncio.StreamReader) -> bytes:
    body = b""
    while True:
        line = (await reader.readline()).split(b";")[0].strip()
        try:
            size = int(line, 16)
        except ValueError as error:
            raise _BadRequest(400) from error
        if size < 0 or len(body) + size > _MAX_BODY_BYTES:
            raise _BadRequest(413)
        body += await reader.readexactly(size)
        await reader.readline()
        if size == 0:
            return body


async def _send(writer: asyncio.StreamWriter, response: HttpResponse, keep: bool, with_body: bool) -> None:
    writer.write(_head(response, keep))
    if not with_body:
        await writer.drain()
    elif response.stream is not None:
        await _send_stream(writer, response.stream, chunked=response.length is None)
    else:
        writer.write(response.body[: response.cut_after])
        await writer.drain()


def _head(response: HttpResponse, keep: bool) -> bytes:
    try:
        reason = HTTPStatus(response.status).phrase
    except ValueError:
        reason = "Unknown"
    headers = {"Content-Type": response.content_type} if response.body or response.stream else {}
    if response.stream is not None and response.length is None:
        headers["Transfer-Encoding"] = "chunked"
    else:
        headers["Content-Length"] = str(len(response.body) if response.length is None else response.length)
    headers |= {"Connection": "keep-alive" if keep else "close", **response.headers}
    lines = [f"HTTP/1.1 {response.status} {reason}", *(f"{name}: {value}" for name, value in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


async def _send_stream(writer: asyncio.StreamWriter, stream: AsyncGenerator[bytes, None], chunked: bool) -> None:
    async with contextlib.aclosing(stream):
        async for piece in stream:
            writer.write(b"%x\r\n%s\r\n" % (len(piece), piece) if chunked else piece)
            await writer.drain()
    if chunked:
        writer.write(b"0\r\n\r\n")
        await writer.drain()
