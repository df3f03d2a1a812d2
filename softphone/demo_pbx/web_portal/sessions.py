"""Sessions of the portal pages: random cookie, form token, expiry after half an hour."""

import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field

LIFETIME_S = 1800.0
COOKIE = "portal_session"


@dataclass(slots=True)
class Session:
    """`notice` is shown once, on the next page."""

    user: str
    expires_at: float
    id: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    form_token: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    notice: str = ""

    def accepts(self, token: str) -> bool:
        return hmac.compare_digest(token.encode(), self.form_token.encode())

    def take_notice(self) -> str:
        notice, self.notice = self.notice, ""
        return notice


class Sessions:
    """Found by cookie; each use prolongs."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._open: dict[str, Session] = {}

    def begin(self, user: str) -> Session:
        session = Session(user, self._clock() + LIFETIME_S)
        self._open = {known.id: known for known in self._open.values() if known.expires_at > self._clock()}
        self._open[session.id] = session
        return session

    def find(self, cookies: str) -> Session | None:
        """From a Cookie header."""
        pairs = (part.strip().partition("=") for part in cookies.split(";"))
        wanted = next((value for name, _, value in pairs if name == COOKIE), "")
        session = self._open.get(wanted)
        if session is None or session.expires_at <= self._clock():
            return None
        session.expires_at = self._clock() + LIFETIME_S
        return session

    def end(self, session: Session) -> None:
        self._open.pop(session.id, None)


def cookie_of(session: Session) -> str:
    return f"{COOKIE}={session.id}; Path=/portal; HttpOnly; SameSite=Strict"


def no_cookie() -> str:
    return f"{COOKIE}=; Path=/portal; Max-Age=0; HttpOnly; SameSite=Strict"
