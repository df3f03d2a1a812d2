"""Radicale, a real CardDAV server, on the loopback: with a user, an address book, and a hand in its files."""

import contextlib
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.integration.peers import free_port

USER, PASSWORD = "nele", "geheim-dav"
_CONFIG = """
[server]
hosts = 127.0.0.1:{port}
[auth]
type = htpasswd
htpasswd_filename = {folder}/users
htpasswd_encryption = plain
delay = 0
[storage]
filesystem_folder = {folder}/data
[logging]
level = warning
"""
_MAKE = (
    '<?xml version="1.0"?><mkcol xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:carddav"><set><prop><resourcetype>'
    "<collection/><C:addressbook/></resourcetype><displayname>Büro</displayname></prop></set></mkcol>"
)


@dataclass(frozen=True, slots=True)
class Radicale:
    base: str

    def book(self, name: str) -> str:
        return f"{self.base}/{USER}/{name}/"

    def make_book(self, name: str) -> str:
        self._ask("MKCOL", self.book(name), _MAKE.encode())
        return self.book(name)

    def put(self, book: str, uid: str, name: str, number: str, more: str = "") -> None:
        lines = ("BEGIN:VCARD", "VERSION:3.0", f"UID:{uid}", f"FN:{name}", f"N:{name};;;;", f"TEL;TYPE=WORK:{number}")
        card = "\r\n".join((*lines, *([more] if more else []), "END:VCARD", ""))
        self._ask("PUT", f"{self.book(book)}{uid}.vcf", card.encode(), "text/vcard")

    def delete(self, book: str, uid: str) -> None:
        self._ask("DELETE", f"{self.book(book)}{uid}.vcf")

    def _ask(self, method: str, url: str, body: bytes = b"", kind: str = "application/xml") -> None:
        with httpx.Client(auth=(USER, PASSWORD), trust_env=False) as client:
            client.request(method, url, content=body, headers={"Content-Type": kind}).raise_for_status()


@contextlib.contextmanager
def running_radicale(folder: Path) -> Iterator[Radicale]:
    port = free_port()
    (folder / "users").write_text(f"{USER}:{PASSWORD}\n")
    (folder / "config").write_text(_CONFIG.format(port=port, folder=folder))
    command = [sys.executable, "-m", "radicale", "--config", str(folder / "config")]
    with (folder / "log").open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log) as process:
        try:
            _wait_for(f"http://127.0.0.1:{port}/", process, folder / "log")
            yield Radicale(f"http://127.0.0.1:{port}")
        finally:
            process.terminate()
            process.wait(10)


def _wait_for(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(400):
        if process.poll() is not None:
            raise AssertionError(log.read_text())
        with contextlib.suppress(httpx.HTTPError):
            httpx.get(url, trust_env=False)
            return
        time.sleep(0.05)
    raise AssertionError(log.read_text())
