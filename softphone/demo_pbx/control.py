"""The demo's control API: JSON over HTTP on a separate loopback port, behind an unguessable path.

Callers, robots, changes "in the portal" and faults, for the control strip, the tour, tests and the web page.
"""

import asyncio
import json
import secrets
from collections import deque
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from dataclasses import asdict
from typing import Any

from softphone.demo_pbx.control_subscriptions import SubscriptionControl
from softphone.demo_pbx.model.plans import Caller, CallerClass
from softphone.demo_pbx.model.platform import AssistantLink, Executive, Platform, User
from softphone.demo_pbx.model.telephony_port import CallActionError, Telephony
from softphone.demo_pbx.portal.faults import clear_faults, set_faults
from softphone.demo_pbx.portal.http_server import HttpRequest, HttpResponse, HttpServer
from softphone.demo_pbx.portal.xsi_membership import by_user_id
from softphone.demo_pbx.portal_server import PortalServer
from softphone.demo_pbx.rules.setting_fields import SettingError, boolean, set_fields, text
from softphone.demo_pbx.web_page import PAGE_HEADERS, SCRIPT, STYLE, page

_CALLERS = {
    "outside": Caller("Erika Mustermann", "+4915228817386", CallerClass.EXTERNAL),
    "anonymous": Caller("", "", CallerClass.EXTERNAL, anonymous=True),
}
_INSIDE_USER = "sina.fiktiv"
_TOKEN_BYTES = 24
_KEPT_MESSAGES = 200
_SECRETS = ("password", "sip_password")


class ControlServer:
    """One listening socket; every path starts with the token."""

    def __init__(
        self, platform: Platform, telephony: Telephony, portal: PortalServer, *, host: str = "127.0.0.1"
    ) -> None:
        self._platform, self._telephony, self._portal, self._host = platform, telephony, portal, host
        self._token = secrets.token_urlsafe(_TOKEN_BYTES)
        self._server = HttpServer(self._answer, host=host)
        self._streams: set[asyncio.Queue[dict[str, Any]]] = set()
        self._messages: deque[dict[str, Any]] = deque(maxlen=_KEPT_MESSAGES)
        self._actions = self._table()
        telephony.subscribe(self._publish)
        portal.subscribe(self._publish)

    async def start(self, port: int = 0) -> str:
        """The address to prefix every path with."""
        return f"http://{self._host}:{await self._server.start(port)}/{self._token}"

    async def stop(self) -> None:
        await self._server.stop()

    def _table(self) -> dict[tuple[str, str], Callable[[Mapping[str, Any]], Awaitable[Any]]]:
        return {
            ("POST", "call"): self._call,
            ("POST", "hangup"): self._hang_up,
            ("POST", "edit"): self._edit,
            ("POST", "opt-in"): self._opt_in,
            ("POST", "permission"): self._permission,
            ("POST", "robot-answer"): self._robot_answer,
            ("POST", "robot"): self._robot,
            ("POST", "push"): self._push,
            ("POST", "message"): self._message,
            ("POST", "call-waiting"): self._call_waiting,
            ("POST", "xsi-events"): self._xsi_events,
            ("POST", "faults"): self._set_faults,
            ("DELETE", "faults"): self._clear_faults,
            **SubscriptionControl(self._platform, self._telephony).table(),
        }

    async def _answer(self, request: HttpRequest) -> HttpResponse:
        token, *words = request.segments or ("",)
        if not secrets.compare_digest(token.encode(), self._token.encode()):
            return _json(404, {"error": "not found"})
        if request.method == "GET":
            return self._read(words)
        action = self._actions.get((request.method, "/".join(words)))
        if action is None:
            return _json(404, {"error": "not found"})
        return await self._act(action, request)

    async def _act(self, action: Callable[[Mapping[str, Any]], Awaitable[Any]], request: HttpRequest) -> HttpResponse:
        try:
            wish = json.loads(request.body or b"{}")
            if not isinstance(wish, dict):
                raise SettingError("a JSON object is needed")
            return _json(200, await action(wish))
        except CallActionError as error:
            return _json(409, {"error": error.english})
        except ValueError as error:
            return _json(400, {"error": str(error)})
        except LookupError as error:
            return _json(404, {"error": str(error.args[0]) if error.args else "not found"})

    def _read(self, words: list[str]) -> HttpResponse:
        match words:
            case []:
                html = page(self._platform, self._telephony, f"/{self._token}")
                return HttpResponse(200, html.encode(), "text/html; charset=UTF-8", PAGE_HEADERS)
            case ["page.css"]:
                return HttpResponse(200, STYLE.encode(), "text/css; charset=UTF-8")
            case ["page.js"]:
                return HttpResponse(200, SCRIPT.encode(), "text/javascript; charset=UTF-8")
            case ["calls"]:
                return _json(200, self._telephony.calls())
            case ["call", call_id]:
                return self._status_of(call_id)
            case ["messages"]:
                return _json(200, list(self._messages))
            case ["voicemails", user]:
                return self._voicemails(user)
            case ["voicemails", user, name]:
                return self._voicemail(user, name)
            case ["registrations"]:
                return _json(200, self._telephony.registrations())
            case ["state"]:
                return _json(200, state(self._platform))
            case ["log"]:
                return _json(200, self._portal.log())
            case ["events"]:
                return HttpResponse(200, content_type="application/x-ndjson", stream=self._events())
        return _json(404, {"error": "not found"})

    def _status_of(self, call_id: str) -> HttpResponse:
        try:
            return _json(200, self._telephony.status_of(call_id))
        except LookupError:
            return _json(404, {"error": "no such call"})

    def _voicemails(self, name: str) -> HttpResponse:
        user = by_user_id(self._platform, name)
        if user is None:
            return _json(404, {"error": "nobody has this name"})
        return _json(200, self._telephony.voicemails(user.name))

    def _voicemail(self, name: str, file: str) -> HttpResponse:
        user = by_user_id(self._platform, name)
        try:
            return HttpResponse(200, self._telephony.voicemail(user.name if user else "", file), "audio/wav")
        except KeyError:
            return _json(404, {"error": "no such message"})

    async def _events(self) -> AsyncGenerator[bytes, None]:
        """The first line confirms that every later event will be sent."""
        queue: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._streams.add(queue)
        try:
            yield _line({"event": "listening"})
            while True:
                yield _line(await queue.get())
        finally:
            self._streams.discard(queue)

    def _publish(self, event: Mapping[str, Any]) -> None:
        if event.get("event") == "message":
            self._messages.append(dict(event))
        for queue in self._streams:
            queue.put_nowait(dict(event))

    async def _call(self, wish: Mapping[str, Any]) -> object:
        hold_s = wish.get("hold_s")
        if hold_s is not None and (isinstance(hold_s, bool) or not isinstance(hold_s, (int, float)) or hold_s < 0):
            raise SettingError("hold_s: seconds are needed")
        caller = self._caller(wish.get("from", "outside"))
        media = text("media", wish.get("media", "tone"), 40)
        call_id = self._telephony.place_call(caller, text("to", wish.get("to"), 161), hold_s=hold_s, media=media)
        return {"call_id": call_id}

    def _caller(self, wish: Any) -> Caller:
        if wish == "inside":
            return self._inside()
        if isinstance(wish, str) and wish in _CALLERS:
            return _CALLERS[wish]
        if not isinstance(wish, dict):
            raise SettingError(f"from: {wish!r} is none of outside, inside, anonymous or {{name, number, kind}}")
        kind = wish.get("kind", "external")
        if kind not in ("internal", "external"):
            raise SettingError("kind: internal or external")
        name, number = wish.get("name", ""), wish.get("number", "")
        if not isinstance(name, str) or not isinstance(number, str):
            raise SettingError("name and number are texts")
        return Caller(name, number, CallerClass(kind), unavailable=not number)

    def _inside(self) -> Caller:
        user = self._platform.users.get(_INSIDE_USER)
        if user is None:
            return Caller("Sina Fiktiv", "433", CallerClass.INTERNAL)
        return Caller(user.display, user.extension, CallerClass.INTERNAL, user=user.name)

    async def _hang_up(self, wish: Mapping[str, Any]) -> object:
        if not self._telephony.hang_up(text("call_id", wish.get("call_id"), 200)):
            raise LookupError("no such call")
        return {"done": True}

    async def _edit(self, wish: Mapping[str, Any]) -> object:
        """Edits settings as the web portal does."""
        _, executive = self._leader(wish)
        values = wish.get("set")
        if not isinstance(values, dict):
            raise SettingError("set: an object of settings is needed")
        self._check_assistants(values)
        set_fields(executive, values)
        self._telephony.features_may_have_changed()
        return {"done": True}

    def _check_assistants(self, values: Mapping[str, Any]) -> None:
        for entry in values.get("assistants", []) if isinstance(values.get("assistants"), list) else []:
            name = entry.get("user") if isinstance(entry, dict) else entry
            user = self._platform.users.get(str(name))
            if user is None or not user.is_assistant:
                raise SettingError(f"assistants: {name!r} is no assistant")

    async def _opt_in(self, wish: Mapping[str, Any]) -> object:
        _, executive = self._leader(wish)
        self._link(executive, wish).opted_in = boolean("on", wish.get("on"))
        return {"done": True}

    async def _permission(self, wish: Mapping[str, Any]) -> object:
        _, executive = self._leader(wish)
        executive.allow_opt_in = boolean("allow_opt_in", wish.get("allow_opt_in"))
        return {"done": True}

    async def _robot_answer(self, wish: Mapping[str, Any]) -> object:
        if not self._telephony.assistant_answer(self._user(wish, "user").name):
            raise LookupError("nothing is ringing there")
        return {"done": True}

    async def _robot(self, wish: Mapping[str, Any]) -> object:
        after_s = wish.get("answer_after_s")
        if after_s is not None and (
            isinstance(after_s, bool) or not isinstance(after_s, (int, float)) or after_s < 0
        ):
            raise SettingError("answer_after_s: seconds or null are needed")
        self._user(wish, "user").answer_after_s = None if after_s is None else float(after_s)
        return {"done": True}

    async def _push(self, wish: Mapping[str, Any]) -> object:
        """A robot assistant hands its executive call to the leader."""
        call_id = str(wish.get("call_id", ""))
        self._telephony.push_to_leader(self._user(wish, "user").name, call_id)
        return {"done": True}

    async def _message(self, wish: Mapping[str, Any]) -> object:
        sender, receiver = self._user(wish, "from"), self._user(wish, "to")
        self._telephony.send_message(sender.name, receiver.name, text("text", wish.get("text"), 2000))
        return {"done": True}

    async def _call_waiting(self, wish: Mapping[str, Any]) -> object:
        self._user(wish, "user").call_waiting = boolean("on", wish.get("on"))
        return {"done": True}

    async def _xsi_events(self, wish: Mapping[str, Any]) -> object:
        self._platform.xsi_events = boolean("on", wish.get("on", True))
        self._platform.xsi_events_redirect = boolean("redirect", wish.get("redirect", False))
        if not self._platform.xsi_events:
            self._portal.events.close()
        return {"done": True}

    async def _set_faults(self, wish: Mapping[str, Any]) -> object:
        set_faults(self._platform, wish)
        await self._portal.follow_faults()
        return {"done": True}

    async def _clear_faults(self, _: Mapping[str, Any]) -> object:
        clear_faults(self._platform)
        await self._portal.follow_faults()
        return {"done": True}

    def _user(self, wish: Mapping[str, Any], key: str) -> User:
        user = by_user_id(self._platform, str(wish.get(key, "")))
        if user is None:
            raise LookupError(f"{key}: nobody has this name")
        return user

    def _leader(self, wish: Mapping[str, Any]) -> tuple[User, Executive]:
        user = self._user(wish, "leader")
        if user.executive is None:
            raise LookupError("leader: this user is none")
        return user, user.executive

    def _link(self, executive: Executive, wish: Mapping[str, Any]) -> AssistantLink:
        name = self._user(wish, "assistant").name
        for link in executive.assistants:
            if link.user == name:
                return link
        raise LookupError("assistant: not one of this leader's")


def state(platform: Platform) -> dict[str, Any]:
    """Everything but the passwords."""
    whole = asdict(platform)
    for user in whole["users"].values():
        for secret in _SECRETS:
            del user[secret]
    return whole


def _json(status: int, answer: object) -> HttpResponse:
    return HttpResponse(status, _line(answer), "application/json", {"Cache-Control": "no-store"})


def _line(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, default=str) + "\n").encode()
