"""Takes the pictures of docs/development/assistant-function.md from the running program, one per ability.

Run from the repository: python -m scripts.screens_function [FOLDER]. Needs Xvfb, openbox, xdotool and wmctrl; the
portal's page needs chromedriver and chromium.
"""

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.desk_sound import desk_sound
from scripts.screens import FOLDER, SETTLE_S, signed_in
from scripts.small_png import make_small
from softphone.demo.stage import ClientProcess, DemoStage
from softphone.demo.tour import call_of, wait_for
from softphone.ui.shell.screenshot import MARGIN
from tests.e2e.browser import PROGRAMS, browsing
from tests.e2e.window_manager import active_title, managed_screen, run_there, titles

LEA, ADA = "lea.muster@pbx.example", "ada.entwurf@pbx.example"
SCENARIO = Path("softphone/demo_pbx/scenario.toml")
ROUND_THE_CLOCK = ('weekly = ["Mon-Thu 08:00-18:00", "Fri 08:00-16:00"]', 'weekly = ["Mon-Sun 00:00-24:00"]')
PRESS = {"name": "Presse", "filter": False, "calls_from": "Specified Only", "numbers": ["+49699000941*"]}
OFFICE = {
    "name": "Externe zur Bürozeit",
    "calls_from": "Any External",
    "time_schedule": {"level": "Group", "name": "Buero"},
}
NOTARY = {"name": "Notar und Bank", "calls_from": "Specified Only", "numbers": ["+4940669695", "+4989123456"]}
TOAST_S = 6.5
EDITOR = {"de": "Assistenzfunktion bearbeiten", "en": "Edit the assistant function"}


@dataclass(frozen=True)
class Set:
    """One language's pictures: the programs on one screen, and where the pictures go."""

    stage: DemoStage
    env: dict[str, str]
    folder: Path
    language: str

    def start(self, user: str) -> ClientProcess:
        return signed_in(self.stage, user, self.env, self.language, "light")

    def file(self, name: str) -> Path:
        return (self.folder / f"{name}-{self.language}.png").absolute()

    def picture(self, program: ClientProcess, name: str) -> None:
        """All windows of the program, without the ground around a single one."""
        file = self.file(name)
        time.sleep(SETTLE_S)  # an entering window takes 160 ms
        program.do("screenshot", file=str(file))
        make_small(file)

    def window(self, program: ClientProcess, name: str, title: str) -> None:
        """One window alone: moved to the far corner, so that the picture ends with it."""
        wait_for(title, lambda: title in titles(self.env))
        run_there(self.env, "wmctrl", "-r", title, "-e", "0,1200,700,-1,-1")
        width, height = self.size(title)
        self.picture_part(program, name, width, height)

    def picture_part(self, program: ClientProcess, name: str, width: int, height: int) -> None:
        file = self.file(name)
        time.sleep(SETTLE_S)
        program.do("screenshot", file=str(file))
        whole = _size(file)
        make_small(file, (whole[0] - MARGIN - width, whole[1] - MARGIN - height, width, height))

    def size(self, title: str) -> tuple[int, int]:
        words = run_there(self.env, "xdotool", "search", "--name", title, "getwindowgeometry", "--shell").split()
        found = dict(word.split("=") for word in words if "=" in word)
        return int(found["WIDTH"]), int(found["HEIGHT"])

    def keys(self, title: str, *keys: str) -> None:
        run_there(self.env, "wmctrl", "-a", title)
        wait_for(title, lambda: title in active_title(self.env))
        run_there(self.env, "xdotool", "key", "--delay", "60", *keys)

    def portal(self, leader: str, **settings: Any) -> None:
        self.stage.pbx.post("/edit", leader=leader, set=settings)

    def quiet(self, *programs: ClientProcess) -> None:
        for call in self.stage.pbx.get("/calls"):
            self.stage.pbx.post("/hangup", call_id=call["id"])
        for program in programs:
            program.wait("quiet", lambda s: not s["calls"] and not s["handovers"], 60)


def _size(file: Path) -> tuple[int, int]:
    head = file.read_bytes()[16:24]
    return int.from_bytes(head[:4], "big"), int.from_bytes(head[4:], "big")


def ringing(program: ClientProcess) -> dict[str, Any]:
    return call_of(program.wait("a ringing call", lambda s: call_of(s, "ringing")), "ringing")


def duties(shown: Set, nele: ClientProcess, lea: ClientProcess) -> None:
    """Coverage, logged in until, divert, the changed portal."""
    shown.stage.pbx.post("/opt-in", leader="lea.muster", assistant="paul.attrappe", on=False)
    nele.do("opt-in", leader=LEA, on="off")
    lea.do("sign-in-again")
    time.sleep(TOAST_S)
    shown.picture(lea, "coverage")
    shown.stage.pbx.post("/opt-in", leader="lea.muster", assistant="paul.attrappe", on=True)
    nele.do("opt-in", leader=LEA, on="on", until="23:59" if time.localtime().tm_hour < 23 else "14:00")
    time.sleep(TOAST_S)
    shown.picture(nele, "until")
    nele.do("opt-in", leader=LEA, on="on", until="never")
    nele.do("divert", on="on", number="433")
    run_there(shown.env, "wmctrl", "-a", "Nele Probe")
    time.sleep(TOAST_S)
    _, height = shown.size("Nele Probe")
    here = run_there(shown.env, "xdotool", "search", "--name", "Nele Probe").split()[-1]
    run_there(shown.env, "xdotool", "mousemove", "--window", here, "120", str(height - 55), "click", "1")
    shown.picture(nele, "divert")
    run_there(shown.env, "xdotool", "key", "Escape")
    nele.do("divert", on="off")
    shown.portal("lea.muster", recall_rings=6, screening=False)
    nele.do("portal-check")
    time.sleep(TOAST_S)
    shown.picture(nele, "portal-changed")
    nele.do("sign-in-again")


def calls(shown: Set, nele: ClientProcess, lea: ClientProcess) -> None:
    """The reason, the leader's reply, a rule, hand-over, on behalf, journal."""
    shown.portal("lea.muster", screening=True)
    shown.stage.pbx.call("lea.muster", "outside")
    key = ringing(nele)["key"]
    silent = ringing(lea)["key"]
    time.sleep(2)
    shown.picture(nele, "reason")
    lea.do("reply", key=silent, choice="through")
    nele.wait("the reply", lambda s: call_of(s, "ringing")["message"])
    shown.picture(nele, "reply")
    nele.do("rule", key=key, what="never")
    shown.picture(nele, "rule")
    nele.do("rule-undo")
    nele.do("answer")
    nele.wait("the call", lambda s: call_of(s, "active"))
    time.sleep(TOAST_S)
    nele.do("push")
    nele.wait("the hand-over", lambda s: s["handovers"] and s["handovers"][0]["phase"] == "pushing")
    ringing(lea)
    nele.do("note", key=key, text="Vertrag, heute noch")
    shown.picture(nele, "hand-over")
    lea.do("answer")
    shown.quiet(nele, lea)
    nele.do("dial-as", leader=LEA, target="901")
    nele.wait("the call on behalf", lambda s: call_of(s, "active"))
    shown.picture(nele, "on-behalf")
    shown.quiet(nele)
    shown.keys("Nele Probe", "ctrl+f")
    shown.window(nele, "journal", "Journal")
    shown.keys("Journal", "Escape")


def editor(shown: Set, nele: ClientProcess) -> None:
    """Every tab of the group editor, a criterion, and somebody else's change in between."""
    shown.portal("lea.muster", criteria=[PRESS, OFFICE, NOTARY])
    title = EDITOR[shown.language]
    nele.do("edit", leader=LEA, show=True)
    shown.window(nele, "editor-filter", title)
    for name in ("silent", "parallel", "notification"):
        shown.keys(title, "ctrl+Tab")
        shown.window(nele, f"editor-{name}", title)
    nele.do("edit", leader=LEA, set=["alerting.recall_rings=9", "alerting.mode=Sequential"], unsaved=True)
    shown.portal("lea.muster", recall_rings=7)
    nele.ctl("edit", leader=LEA, set=["alerting.recall_rings=9"])
    shown.window(nele, "editor-conflict", title)
    nele.do("edit", leader=LEA, discard=True)
    shown.keys(title, "ctrl+Tab", "Tab", "Tab", "Tab", "Return")
    shown.window(nele, "editor-criterion", title)
    nele.do("edit", leader=LEA, close=True)


def leaders(shown: Set, lea: ClientProcess) -> None:
    lea.do("sign-in-again")
    time.sleep(TOAST_S)
    shown.picture(lea, "own-group")
    ada = shown.start("ada.entwurf")
    shown.picture(ada, "both-roles")
    ada.stop()


def web_portal(shown: Set) -> None:
    """The page is German only."""
    if any(shutil.which(name) is None for name in PROGRAMS):
        return
    entry = shown.stage.pbx.user("nele.probe")
    with browsing() as browser:
        browser.open(f"{shown.stage.pbx.ready['portal']}/portal/")
        browser.type("input[name=user]", entry["user"])
        browser.type("input[name=password]", entry["password"])
        browser.click_words("Einloggen")
        file = shown.folder / "web-portal.png"
        browser.picture(file)
    make_small(file)


def play(shown: Set) -> None:
    shown.portal("lea.muster", mode="Advanced", criteria=[PRESS, OFFICE], name_mode="Originator")
    nele, lea = shown.start("nele.probe"), shown.start("lea.muster")
    steps: tuple[Callable[[], None], ...] = (
        lambda: calls(shown, nele, lea),
        lambda: editor(shown, nele),
        lambda: duties(shown, nele, lea),
        lambda: leaders(shown, lea),
    )
    for step in steps:
        step()
    if shown.language == "de":
        web_portal(shown)


def scenario() -> Path:
    """The demo's own, with a schedule that holds whenever the pictures are taken."""
    text = SCENARIO.read_text(encoding="utf-8").replace(*ROUND_THE_CLOCK)
    file = Path(tempfile.mkdtemp(prefix="vorzimmer-screens-")) / "scenario.toml"
    file.write_text(text, encoding="utf-8")
    return file


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for language in sys.argv[2:] or ("de", "en"):
        with managed_screen() as env, desk_sound() as sound, DemoStage("--scenario", str(scenario())) as stage:
            play(Set(stage, env | sound, folder, language))
    return 0


if __name__ == "__main__":
    sys.exit(main())
