"""A registrar of a few lines that challenges as it likes and checks proofs after RFC 7616, without a SIP library."""

import asyncio
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

HASHES: dict[str, Callable[[bytes], "hashlib._Hash"]] = {
    "MD5": lambda data: hashlib.md5(data, usedforsecurity=False),
    "SHA-256": hashlib.sha256,
}


@dataclass
class DigestServer(asyncio.DatagramProtocol):
    """`challenges` are header values, one after the other for each REGISTER that brings no fitting proof."""

    challenges: list[list[str]]
    password: str
    proofs: list[dict[str, str]] = field(default_factory=list)
    accepted: list[str] = field(default_factory=list)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # In Python 3.11 the loop's transport does not derive from DatagramTransport.
        self._transport = cast("asyncio.DatagramTransport", transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        text = data.decode()
        if text.startswith("REGISTER "):
            self._transport.sendto(self._answer(text).encode(), addr)

    def _answer(self, request: str) -> str:
        given = [_fields(value) for value in re.findall(r"(?m)^Authorization\s*:\s*(.*?)\r$", request)]
        self.proofs += given
        right = [proof for proof in given if self._is_right(proof)]
        if right and not self.challenges:
            self.accepted = [proof.get("algorithm", "MD5") for proof in right]
            return _reply(request, "200 OK", [f"Contact: {_header(request, 'Contact')}", "Expires: 300"])
        if not self.challenges:
            return _reply(request, "403 Wrong", [])
        return _reply(request, "401 Who", [f"WWW-Authenticate: {value}" for value in self.challenges.pop(0)])

    def _is_right(self, proof: dict[str, str]) -> bool:
        made = HASHES[proof.get("algorithm", "MD5").upper()]

        def digest(*parts: str) -> str:
            return made(":".join(parts).encode()).hexdigest()

        secret = digest(proof["username"], proof["realm"], self.password)
        what = digest("REGISTER", proof["uri"])
        if "qop" in proof:
            return proof["response"] == digest(
                secret, proof["nonce"], proof["nc"], proof["cnonce"], proof["qop"], what
            )
        return proof["response"] == digest(secret, proof["nonce"], what)


def _header(message: str, name: str) -> str:
    found = re.search(rf"(?im)^{name}\s*:\s*(.*?)\r$", message)
    return found[1] if found else ""


def _fields(value: str) -> dict[str, str]:
    return {
        name: quoted or bare for name, quoted, bare in re.findall(r'(\w+)=(?:"((?:[^"\\]|\\.)*)"|([^,\s]+))', value)
    }


def _reply(request: str, status: str, more: list[str]) -> str:
    copied = [f"{name}: {_header(request, name)}" for name in ("Via", "From", "Call-ID", "CSeq")]
    lines = [f"SIP/2.0 {status}", *copied, f"To: {_header(request, 'To')};tag=s", *more, "Content-Length: 0"]
    return "\r\n".join(lines) + "\r\n\r\n"
