"""A real headless Chromium, driven over the WebDriver protocol with nothing but the standard library."""

import base64
import contextlib
import http.client
import json
import re
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

PROGRAMS = ("chromedriver", "chromium")
LIMIT_S = 30.0
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
_NOT_IN_PAGE = "does not belong to the document"
"""Chromium 156 sometimes says this of an element that left with its page, as an unknown error."""
_STARTED = re.compile(r"started successfully on port (\d+)")


class BrowserError(AssertionError):
    """What the browser refused, with WebDriver's name for it."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(f"{kind}: {message}")
        self.kind = kind


class Browser:
    """One window. Elements are found by CSS selector or by the words of a link or button."""

    def __init__(self, port: int, profile: Path) -> None:
        self._http = http.client.HTTPConnection("127.0.0.1", port, timeout=LIMIT_S)
        arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=de"]
        arguments += [f"--user-data-dir={profile}", "--window-size=1000,900", "--no-first-run"]
        wish = {"capabilities": {"alwaysMatch": {"goog:chromeOptions": {"args": arguments}}}}
        self._base = ""
        self._base = f"/session/{self._ask('POST', '/session', wish)['sessionId']}"
        self._ask("POST", "/timeouts", {"implicit": int(LIMIT_S * 1000)})

    def __enter__(self) -> "Browser":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._ask("DELETE", "")
        finally:
            self._http.close()

    def open(self, url: str) -> None:
        self._ask("POST", "/url", {"url": url})

    def forget(self) -> None:
        """Logs out the user of an earlier test."""
        self._ask("DELETE", "/cookie")

    @property
    def words(self) -> str:
        """All that can be read on the page."""
        return str(self._ask("GET", f"/element/{self._find('body')}/text"))

    def type(self, selector: str, text: str) -> None:
        element = self._find(selector)
        self._ask("POST", f"/element/{element}/clear", {})
        self._ask("POST", f"/element/{element}/value", {"text": text})

    def click(self, selector: str) -> None:
        self._ask("POST", f"/element/{self._find(selector)}/click", {})

    def click_words(self, words: str) -> None:
        """A link or button by its words; returns on the next page."""
        self._leave(f"//a[normalize-space()='{words}']|//button[normalize-space()='{words}']")

    def click_link(self, path: str) -> None:
        """A link by its address; returns on the next page."""
        self._leave(f"//a[@href='{path}']")

    def ticked(self, selector: str) -> bool:
        return bool(self._ask("GET", f"/element/{self._find(selector)}/selected"))

    def run(self, script: str) -> Any:
        return self._ask("POST", "/execute/sync", {"script": script, "args": []})

    def picture(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(base64.b64decode(self._ask("GET", "/screenshot")))

    def _leave(self, xpath: str) -> None:
        """A click is answered before the browser leaves the page; the old page's element dies with it."""
        old = self._find("body")
        self._ask("POST", f"/element/{self._find(xpath, 'xpath')}/click", {})
        end = time.monotonic() + LIMIT_S
        while self._is_there(old):
            assert time.monotonic() < end, f"{xpath} leads nowhere"
            time.sleep(0.02)

    def _is_there(self, element: str) -> bool:
        try:
            self._ask("GET", f"/element/{element}/name")
        except BrowserError as gone:
            if gone.kind != "stale element reference" and _NOT_IN_PAGE not in str(gone):
                raise
            return False
        return True

    def _find(self, value: str, using: str = "css selector") -> str:
        return str(self._ask("POST", "/element", {"using": using, "value": value})[_ELEMENT])

    def _ask(self, method: str, path: str, wish: object = None) -> Any:
        body = None if wish is None else json.dumps(wish)
        self._http.request(method, self._base + path, body, {"Content-Type": "application/json"})
        answer = self._http.getresponse()
        value = json.loads(answer.read())["value"]
        if answer.status != 200:
            raise BrowserError(value["error"], value["message"])
        return value


@contextlib.contextmanager
def browsing() -> Iterator[Browser]:
    with tempfile.TemporaryDirectory(prefix="vorzimmer-browser-", ignore_cleanup_errors=True) as folder:
        command = ["chromedriver", "--port=0"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as driver:
            try:
                with Browser(_port(driver), Path(folder)) as browser:
                    yield browser
            finally:
                driver.terminate()


def _port(driver: "subprocess.Popen[str]") -> int:
    assert driver.stdout is not None
    for line in driver.stdout:
        if match := _STARTED.search(line):
            return int(match.group(1))
    raise AssertionError("chromedriver did not start")
