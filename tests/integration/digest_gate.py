"""A gate before a real server that lets in by Digest only (RFC 7616, MD5 and SHA-256), as Baïkal does it."""

import contextlib
import hashlib
import re
import secrets
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx

_PART = re.compile(r'(\w+)=(?:"([^"]*)"|([^,\s]+))')


class _Gate(ThreadingHTTPServer):
    def __init__(self, behind: str, user: str, password: str, algorithm: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.behind, self.user, self.password, self.algorithm = behind, user, password, algorithm
        self.nonce, self.refused = secrets.token_hex(16), 0

    def is_right(self, method: str, path: str, header: str) -> bool:
        said = {name: quoted or plain for name, quoted, plain in _PART.findall(header)}
        if not header.startswith("Digest ") or said.get("nonce") != self.nonce or said.get("uri") != path:
            return False
        secret = self._hash(f"{self.user}:gate:{self.password}")
        parts = (secret, self.nonce, said["nc"], said["cnonce"], "auth", self._hash(f"{method}:{path}"))
        return said.get("username") == self.user and said.get("response") == self._hash(":".join(parts))

    def _hash(self, text: str) -> str:
        made = hashlib.sha256 if self.algorithm == "SHA-256" else hashlib.md5
        return made(text.encode()).hexdigest()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Gate

    def handle_one_request(self) -> None:
        with contextlib.suppress(ConnectionError):
            super().handle_one_request()

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.server.is_right(self.command, self.path, self.headers.get("Authorization", "")):
            self._pass_on(body)
        else:
            self.server.refused += 1
            self._challenge()

    do_PROPFIND = do_REPORT = do_GET = _serve  # noqa: N815

    def _challenge(self) -> None:
        gate = self.server
        self.send_response(401)
        asked = f'Digest realm="gate", qop="auth", algorithm={gate.algorithm}, nonce="{gate.nonce}"'
        self.send_header("WWW-Authenticate", asked)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _pass_on(self, body: bytes) -> None:
        gate = self.server
        kept = {name: self.headers[name] for name in ("Depth", "Content-Type") if self.headers[name]}
        with httpx.Client(auth=(gate.user, gate.password), trust_env=False) as client:
            answer = client.request(self.command, gate.behind + self.path, content=body, headers=kept)
        self.send_response(answer.status_code)
        for name in ("Content-Type", "Location"):
            if name in answer.headers:
                self.send_header(name, answer.headers[name])
        self.send_header("Content-Length", str(len(answer.content)))
        self.end_headers()
        self.wfile.write(answer.content)

    def log_message(self, *_: object) -> None:
        """Logs nothing."""


@contextlib.contextmanager
def digest_gate(behind: str, user: str, password: str, algorithm: str) -> Iterator[tuple[str, _Gate]]:
    """The gate's address and the gate, which counts its refusals."""
    gate = _Gate(behind, user, password, algorithm)
    thread = threading.Thread(target=gate.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{gate.server_address[1]}", gate
    finally:
        gate.shutdown()
        thread.join()
        gate.server_close()
