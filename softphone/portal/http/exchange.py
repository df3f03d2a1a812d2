"""One HTTP request and its answer within fixed bounds of time and size; every failure is a Problem."""

import asyncio
import logging
import ssl
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import certifi
import httpx

from softphone.domain import platform_facts as facts
from softphone.domain.problems import (
    CertificateRefused,
    CredentialsRefused,
    PortalAnswerUnusable,
    PortalOverloaded,
    PortalRefused,
    PortalTimedOut,
    PortalUnreachable,
    Problem,
    ProblemError,
)
from softphone.peer_certificate import inspect_certificate
from softphone.portal.http.address import PortalAddress
from softphone.portal.http.proxy import ProxyChoice, proxy_for
from softphone.safe_xml import MAX_BODY_BYTES

log = logging.getLogger(__name__)

REQUEST_LIMIT_S = 10.0
PARALLEL_REQUESTS = 8
# Shorter than what web servers usually grant, so that a connection is not reused while the server closes it.
IDLE_CONNECTION_S = 2.0
MAX_RETRY_AFTER_S = 3600.0
# The whole request has one limit (see `request`). Connecting gets less, once for TCP and once for TLS: cancelled from
# outside in the handshake, httpcore 1.0.9 would leave the socket open.
_CONNECT_SHARE = 0.4
TOO_LARGE = "larger than the limit"
_HEADERS = {
    "Accept": "application/xml",
    # A compressed answer could expand to any size in one step, so we ask for none and refuse it.
    "Accept-Encoding": "identity",
    "X-BroadWorks-No-AuthChallenge": "true",
}


class HttpExchange:
    """Requests to one portal with one user's credentials, a few at a time."""

    def __init__(
        self,
        address: PortalAddress,
        user_id: str,
        password: str,
        ca_file: str,
        limit_s: float = REQUEST_LIMIT_S,
        max_bytes: int = MAX_BODY_BYTES,
        auth: httpx.Auth | None = None,
    ) -> None:
        """`auth`: another way to show the credentials than Basic."""
        self._host, self._port = address.host, address.port
        self._limit_s, self._max_bytes = limit_s, max_bytes
        choice = ProxyChoice() if address.on_this_machine else proxy_for(address.scheme, address.host, address.port)
        self._ignored_proxy = choice.ignored
        if choice.ignored:
            log.info("%s is not usable: %s is asked without a proxy", choice.ignored, address.host)
        self._client = httpx.AsyncClient(
            auth=auth or httpx.BasicAuth(user_id, password),
            verify=tls_context(address.host, ca_file),
            headers=_HEADERS,
            timeout=httpx.Timeout(None, connect=limit_s * _CONNECT_SHARE),
            limits=httpx.Limits(max_connections=PARALLEL_REQUESTS, keepalive_expiry=IDLE_CONNECTION_S),
            follow_redirects=False,
            proxy=choice.proxy,
            trust_env=False,
        )

    async def request(
        self, method: str, url: str, document: bytes | None = None, more_headers: Mapping[str, str] | None = None
    ) -> bytes:
        """The body of a 2xx answer; raises ProblemError for everything else."""
        try:
            return await self._request(method, url, document, more_headers or {})
        except ProblemError as error:
            raise ProblemError(await self._explained(error)) from error

    async def _explained(self, error: ProblemError) -> Problem:
        """Explains a refused certificate by fetching it again, on a thread."""
        untrusted = _certificate_error(error)
        if not isinstance(error.problem, CertificateRefused) or untrusted is None:
            return error.problem
        shown = await asyncio.to_thread(inspect_certificate, self._host, self._port, untrusted.verify_code)
        return replace(error.problem, certificate=shown)

    async def _request(self, method: str, url: str, document: bytes | None, more_headers: Mapping[str, str]) -> bytes:
        headers = {"Content-Type": "application/xml; charset=UTF-8"} if document is not None else {}
        headers |= more_headers
        with self._problems():
            async with (
                asyncio.timeout(self._limit_s),
                self._client.stream(method, url, content=document, headers=headers) as answer,
            ):
                return await self._accepted(answer)

    @asynccontextmanager
    async def opened(
        self, method: str, url: str, document: bytes, may_move: Callable[[str, str], bool]
    ) -> AsyncIterator[httpx.Response]:
        """An answer without an end: only its head has the time limit. Follows one move that `may_move` allows."""
        headers = {"Content-Type": "application/xml; charset=UTF-8"}
        with self._problems():
            async with asyncio.timeout(self._limit_s):
                answer = await self._client.send(
                    self._client.build_request(method, url, content=document, headers=headers), stream=True
                )
                moved = str(answer.headers.get("Location", "")) if answer.is_redirect else ""
                if moved and may_move(url, moved):
                    await answer.aclose()
                    request = self._client.build_request(method, moved, content=document, headers=headers)
                    answer = await self._client.send(request, stream=True)
                if not answer.is_success:
                    await self._refuse(answer)
        try:
            yield answer
        finally:
            await answer.aclose()

    async def _refuse(self, answer: httpx.Response) -> None:
        try:
            await self._accepted(answer)
        finally:
            await answer.aclose()

    async def aclose(self) -> None:
        await self._client.aclose()

    async def _accepted(self, answer: httpx.Response) -> bytes:
        status = answer.status_code
        if answer.is_success:
            return await self._body(answer)
        if status == httpx.codes.UNAUTHORIZED:
            raise ProblemError(CredentialsRefused(self._host))
        if status == httpx.codes.SERVICE_UNAVAILABLE:
            raise ProblemError(PortalOverloaded(retry_after_s(answer.headers.get("Retry-After"), datetime.now(UTC))))
        if not answer.is_error:
            raise ProblemError(self._unusable(f"status {status} instead of an answer"))
        raise ProblemError(PortalRefused(status, await self._words(answer)))

    def error_words(self, body: bytes) -> str:
        """The server's own words in an error document, for servers whose documents are known."""
        return ""

    async def _words(self, answer: httpx.Response) -> str:
        try:
            return self.error_words(await self._body(answer))
        except (ProblemError, httpx.HTTPError):
            return ""

    async def _body(self, answer: httpx.Response) -> bytes:
        if answer.headers.get("Content-Encoding", "identity").strip().casefold() != "identity":
            raise ProblemError(self._unusable("compressed although the request forbids it"))
        body = bytearray()
        too_large = self._unusable(TOO_LARGE)
        try:
            async for chunk in answer.aiter_raw():
                body += chunk
                if len(body) > self._max_bytes:
                    # WORKAROUND(httpcore 1.0.9 with qasync 0.28): breaking out of this loop leaves generators to
                    # the garbage collector, where they fail; with the answer closed they end by themselves.
                    # Remove when qasync sets asyncgen hooks.
                    await answer.aclose()
        except httpx.HTTPError as error:
            if len(body) > self._max_bytes:
                raise ProblemError(too_large) from error
            raise
        if len(body) > self._max_bytes:
            raise ProblemError(too_large)
        return bytes(body)

    def _unusable(self, detail: str) -> PortalAnswerUnusable:
        return PortalAnswerUnusable(self._host, detail)

    @contextmanager
    def _problems(self) -> Iterator[None]:
        try:
            yield
        except (TimeoutError, httpx.TimeoutException) as error:
            raise ProblemError(PortalTimedOut(self._host)) from error
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError, ValueError) as error:
            raise ProblemError(self._problem_of(error)) from error

    def _problem_of(self, error: Exception) -> Problem:
        untrusted = _certificate_error(error)
        if untrusted is not None:
            return CertificateRefused(self._host, untrusted.verify_message)
        if isinstance(error, httpx.RemoteProtocolError | httpx.ReadError | httpx.WriteError | httpx.StreamError):
            return self._unusable(f"connection broke off: {error}")
        return PortalUnreachable(self._host, str(error), self._ignored_proxy)


def _certificate_error(error: BaseException | None) -> ssl.SSLCertVerificationError | None:
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return error
        error = error.__cause__ or error.__context__
    return None


def tls_context(host: str, ca_file: str) -> ssl.SSLContext:
    """Certificates are always verified: against `ca_file` alone where given, else against the system's list."""
    try:
        context = ssl.create_default_context(cafile=ca_file or _system_list())
        context.keylog_filename = None  # type: ignore[assignment]  # SSLKEYLOGFILE would hand the password out
        return context
    except OSError as error:
        raise ProblemError(CertificateRefused(host, f"CA file {ca_file}: {error.strerror or error}")) from error


def _system_list() -> str | None:
    """None where OpenSSL or the system supplies the list; Python on macOS often has none."""
    known = ssl.get_default_verify_paths()
    if known.cafile or known.capath or hasattr(ssl, "enum_certificates"):
        return None
    return certifi.where()


def retry_after_s(header: str | None, now: datetime) -> float:
    """Seconds from a Retry-After header (RFC 9110 section 10.2.3: a number or a date), within sane bounds."""
    try:
        seconds = _retry_after(header or "", now)
    except (ValueError, TypeError, OverflowError):
        return facts.XSI_RETRY_AFTER_S
    return min(max(seconds, 0.0), MAX_RETRY_AFTER_S)


def _retry_after(header: str, now: datetime) -> float:
    if header.strip().isdecimal():
        return float(header)
    return (parsedate_to_datetime(header) - now).total_seconds()
