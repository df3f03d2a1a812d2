"""Portal server over HTTP and HTTPS: Xsi-Actions, Xsi-Events and web pages on the same state.

Keeps a log of the Xsi requests and simulates faults; neither applies to the pages.
"""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import asdict, dataclass

from softphone.demo_pbx.model.platform import Platform
from softphone.demo_pbx.portal.auth import authenticate
from softphone.demo_pbx.portal.faults import spoil
from softphone.demo_pbx.portal.http_server import HttpRequest, HttpResponse, HttpServer
from softphone.demo_pbx.portal.xsi_calls import UserCalls
from softphone.demo_pbx.portal.xsi_events import XsiEvents
from softphone.demo_pbx.portal.xsi_resources import XsiError, XsiResources
from softphone.demo_pbx.sip.transport.certificate import Certificate
from softphone.demo_pbx.web_portal.web_portal import WebPortal

_LOG_LENGTH = 2000


@dataclass(frozen=True, slots=True)
class PortalPorts:
    """`https` is 0 without a certificate."""

    http: int
    https: int


@dataclass(frozen=True, slots=True)
class LoggedRequest:
    """A log entry of a request, without credentials and body."""

    at_s: float
    method: str
    path: str
    user: str
    status: int


class PortalServer:
    """Two listening sockets over one table of resources."""

    def __init__(
        self,
        platform: Platform,
        calls: UserCalls,
        *,
        host: str = "127.0.0.1",
        certificate: Certificate | None = None,
    ) -> None:
        self._platform = platform
        self._resources = XsiResources(platform, calls)
        self.events = XsiEvents(platform, calls, calls.telephony)
        self._pages = WebPortal(platform, self._changed_by)
        self._log: deque[LoggedRequest] = deque(maxlen=_LOG_LENGTH)
        self._listeners: list[Callable[[dict[str, object]], None]] = []
        self._servers = [HttpServer(self._answer, host=host)]
        if certificate is not None:
            self._servers.append(HttpServer(self._answer, host=host, tls=certificate.server_context()))

    async def start(self, port: int = 0) -> PortalPorts:
        """`port` is the one of plain HTTP."""
        ports = [await server.start(port if server is self._servers[0] else 0) for server in self._servers]
        return PortalPorts(ports[0], ports[1] if len(ports) > 1 else 0)

    async def stop(self) -> None:
        self.events.close()
        for server in self._servers:
            await server.stop()

    async def follow_faults(self) -> None:
        """Closes or reopens the sockets as the faults demand: connections are refused while closed."""
        for server in self._servers:
            if self._platform.faults.down and server.listening:
                await server.stop()
            elif not self._platform.faults.down and not server.listening:
                await server.start()

    def log(self) -> list[dict[str, object]]:
        return [asdict(entry) for entry in self._log]

    def subscribe(self, listener: Callable[[dict[str, object]], None]) -> None:
        self._listeners.append(listener)

    async def _answer(self, request: HttpRequest) -> HttpResponse:
        if self._pages.concerns(request):
            return self._pages.answer(request)
        user = authenticate(self._platform, request.headers.get("authorization", ""))
        response = await spoil(self._platform.faults, request)
        if response is None and user is None:
            response = _unauthorized(request)
        elif response is None and user is not None and self.events.concerns(request):
            response = self.events.answer(request, user)
        elif response is None and user is not None:
            response = self._resources.answer(request, user)
        assert response is not None
        self._note(request, user.name if user else "", response.status)
        return response

    def _changed_by(self, user: str) -> None:
        for listener in self._listeners:
            listener({"event": "portal-page", "user": user})

    def _note(self, request: HttpRequest, user: str, status: int) -> None:
        entry = LoggedRequest(time.time(), request.method, request.path, user, status)
        self._log.append(entry)
        for listener in self._listeners:
            listener({"event": "portal", **asdict(entry)})


def _unauthorized(request: HttpRequest) -> HttpResponse:
    silent = request.headers.get("x-broadworks-no-authchallenge", "").lower() == "true"
    challenge = {} if silent else {"WWW-Authenticate": 'Basic realm="BroadWorks Xtended Services"'}
    return XsiError(401, "Benutzername oder Passwort falsch", "Wrong user name or password", challenge).response()
