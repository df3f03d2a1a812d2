"""A server that demands mediasec (RFC 3329) on every request, and writes down what lacked something."""

import re
import secrets
from typing import Any

from softphone.domain.account.account import Transport
from tests.integration.hop import Hop
from tests.integration.sip_ua import Raw

OFFERED = ("msrp-tls;mediasec", "sdes-srtp;mediasec", "dtls-srtp;mediasec")
FREE_OF_IT = ("ACK", "CANCEL")


class MediasecHop(Hop):
    """`refuse_next`: the method of a request that is answered with 494, as after a restart."""

    def __init__(self, transport: Transport = Transport.TCP, **more: Any) -> None:
        super().__init__(transport, **more)
        self.missing: list[str] = []
        self.methods: list[str] = []
        self.agreements = 0
        self.refuse_next = ""

    def from_engine(self, data: bytes, address: tuple[str, int], connection: Any) -> None:
        if not data.strip() or data.startswith(b"SIP/2.0 "):
            super().from_engine(data, address, connection)
            return
        request = Raw(data)
        self.methods.append(request.method)
        self._engine, self._engine_address = connection, address
        if request.method in FREE_OF_IT:
            self._must(request, "no agreement headers", not request.all("security-verify"))
        elif request.method == "REGISTER" and not request.all("security-verify"):
            self._offer(request)
            return
        elif self.refuse_next == request.method:
            self.refuse_next = ""
            self._answer(request, "494 Security Agreement Required")
            return
        else:
            self._check(request)
        super().from_engine(data, address, connection)

    def _offer(self, register: Raw) -> None:
        self._must(register, "Security-Client", register.get("security-client") == "sdes-srtp;mediasec")
        self._demands(register)
        self.agreements += 1
        challenge = f'Digest realm="pbx", nonce="{secrets.token_hex(8)}", algorithm=MD5, qop="auth"'
        lines = [f"Security-Server: {offer}" for offer in OFFERED]
        self._answer(register, "401 Unauthorized", f"WWW-Authenticate: {challenge}", *lines)

    def _check(self, request: Raw) -> None:
        self._must(request, "Security-Verify", tuple(request.all("security-verify")) == OFFERED)
        self._demands(request)
        if request.method == "REGISTER":
            self._must(request, "Security-Client", request.get("security-client") == "sdes-srtp;mediasec")
        self._media(request, "a=3ge2ae:requested")

    def _demands(self, request: Raw) -> None:
        for name in ("require", "proxy-require"):
            self._must(request, name, "mediasec" in re.split(r",\s*", request.get(name)))

    def _media(self, request: Raw, word: str) -> None:
        if "RTP/SAVP" in request.body:
            self._must(request, word, request.body.count(word) == request.body.count("m=audio"))

    def _must(self, request: Raw, what: str, fact: bool) -> None:
        if not fact:
            self.missing.append(f"{request.method} {what}")

    def _answer(self, request: Raw, status: str, *more: str) -> None:
        copied = [f"Via: {via}" for via in request.all("via")]
        copied += [f"{name}: {request.get(name)}" for name in ("From", "Call-ID", "CSeq")]
        lines = [f"SIP/2.0 {status}", *copied, f"To: {request.get('to')};tag=hop", *more, "Content-Length: 0", "", ""]
        self._to_engine("\r\n".join(lines).encode())
