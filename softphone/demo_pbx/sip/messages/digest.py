"""Digest authentication, server side (RFC 2617, RFC 8760): MD5 by default, because sipp supports nothing else."""

import hashlib
import hmac
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from softphone.demo_pbx.sip.messages.grammar import split_outside
from softphone.demo_pbx.sip.messages.message import Request

NONCE_LIFETIME_S = 300.0
_MAX_COUNTS = 10_000


class Algorithm(Enum):
    MD5 = "MD5"
    SHA256 = "SHA-256"


_HASHES: dict[str, Callable[[bytes], "hashlib._Hash"]] = {"MD5": hashlib.md5, "SHA-256": hashlib.sha256}


class Verdict(Enum):
    GOOD = "good"
    MISSING = "missing"
    STALE = "stale"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Check:
    """`user` is set for a good answer only."""

    verdict: Verdict
    user: str = ""


class Digest:
    """Makes challenges and checks answers; nonces carry their time and our mark, counts stop replays."""

    def __init__(
        self,
        realm: str,
        password_of: Callable[[str], str | None],
        algorithms: tuple[Algorithm, ...] = (Algorithm.MD5,),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._realm = realm
        self._password_of = password_of
        self._algorithms = algorithms
        self._clock = clock
        self._key = secrets.token_bytes(32)
        self._counts: OrderedDict[str, int] = OrderedDict()

    def challenges(self, stale: bool) -> list[str]:
        nonce = self._new_nonce()
        mark = ", stale=true" if stale else ""
        return [
            f'Digest realm="{self._realm}", nonce="{nonce}", qop="auth", algorithm={algorithm.value}{mark}'
            for algorithm in self._algorithms
        ]

    def check(self, request: Request, header: str) -> Check:
        """`header` is authorization or proxy-authorization."""
        for value in request.headers.all(header):
            answer = parse_credentials(value)
            if answer.get("realm") == self._realm:
                return self._check_answer(request.method, answer)
        return Check(Verdict.MISSING)

    def _check_answer(self, method: str, answer: dict[str, str]) -> Check:
        user, algorithm = answer.get("username", ""), answer.get("algorithm", "MD5").upper()
        password = self._password_of(user)
        if password is None or algorithm not in {known.value for known in self._algorithms}:
            return Check(Verdict.WRONG)
        expected = expected_response(method, answer, password)
        if not hmac.compare_digest(expected.encode(), answer.get("response", "").encode("utf-8", "replace")):
            return Check(Verdict.WRONG)
        fresh = self._is_fresh(answer.get("nonce", "")) and self._count(answer)
        return Check(Verdict.GOOD, user) if fresh else Check(Verdict.STALE)

    def _new_nonce(self) -> str:
        text = f"{self._clock():.3f}-{secrets.token_hex(6)}"
        return f"{text}-{self._mark(text)}"

    def _mark(self, text: str) -> str:
        return hmac.new(self._key, text.encode("utf-8", "replace"), hashlib.sha256).hexdigest()[:24]

    def _is_fresh(self, nonce: str) -> bool:
        text, _, mark = nonce.rpartition("-")
        if not hmac.compare_digest(self._mark(text).encode(), mark.encode("utf-8", "replace")):
            return False
        return self._clock() - float(text.split("-")[0]) <= NONCE_LIFETIME_S

    def _count(self, answer: dict[str, str]) -> bool:
        """A nonce count has to grow; answers without qop have none."""
        if "qop" not in answer:
            return True
        try:
            count = int(answer.get("nc", ""), 16)
        except ValueError:
            return False
        if count <= self._counts.get(answer["nonce"], 0):
            return False
        self._counts[answer["nonce"]] = count
        while len(self._counts) > _MAX_COUNTS:
            self._counts.popitem(last=False)
        return True


def parse_credentials(value: str) -> dict[str, str]:
    """The fields of an Authorization value, unquoted; empty for anything but Digest."""
    scheme, _, rest = value.partition(" ")
    if scheme.lower() != "digest":
        return {}
    pairs = (item.partition("=") for item in split_outside(rest, ","))
    return {name.strip().lower(): text.strip().strip('"') for name, _, text in pairs}


def expected_response(method: str, answer: dict[str, str], password: str) -> str:
    def digest(*parts: str) -> str:
        joined = ":".join(parts).encode("utf-8", "surrogateescape")
        return _HASHES[answer.get("algorithm", "MD5").upper()](joined).hexdigest()

    secret = digest(answer.get("username", ""), answer.get("realm", ""), password)
    action = digest(method, answer.get("uri", ""))
    if answer.get("qop") == "auth":
        return digest(secret, answer.get("nonce", ""), answer.get("nc", ""), answer.get("cnonce", ""), "auth", action)
    return digest(secret, answer.get("nonce", ""), action)
