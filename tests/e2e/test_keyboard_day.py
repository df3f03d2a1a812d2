"""A working day without the mouse: real key presses from signing in to leaving, and after each the fact it made."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from softphone.demo.stage import ClientProcess, DemoStage
from softphone.demo.tour import call_of, group_of, wait_for

from .conftest import assert_clean, signed_in
from .window_manager import active_title, managed_screen, needs_window_manager, run_there, titles

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(240), needs_window_manager]

Json = dict[str, Any]
LEADER, WINDOW, CALLER = "lea.muster@pbx.example", "Nele Probe", "Erika Mustermann"


@pytest.fixture(scope="module")
def screen() -> Iterator[dict[str, str]]:
    with managed_screen() as env:
        yield env


class Hands:
    """Only what a keyboard can do; nothing here asks the program for anything but its state."""

    def __init__(self, stage: DemoStage, program: ClientProcess, screen: dict[str, str]) -> None:
        self.stage, self.program, self._screen = stage, program, screen

    def press(self, *names: str) -> None:
        run_there(self._screen, "xdotool", "key", "--delay", "60", *names)

    def type(self, text: str) -> None:
        run_there(self._screen, "xdotool", "type", "--delay", "40", text)

    def window(self, title: str) -> None:
        wait_for(f"the window {title}", lambda: title in active_title(self._screen))

    def command(self, words: str) -> None:
        self.press("ctrl+k")
        self.window("Befehl suchen")
        self.type(words)
        self.press("Return")

    def until(self, what: str, fits: Callable[[Json], Any]) -> Json:
        return self.program.wait(what, fits, 15)

    def active(self) -> Json:
        return call_of(self.until("a call", lambda s: call_of(s, "active")), "active")

    def answered(self) -> Json:
        self.stage.pbx.call("lea.muster", "outside")
        self.until("the card", lambda s: call_of(s, "ringing"))
        self.press("ctrl+alt+a")
        return self.active()

    def ended(self) -> None:
        self.until("no call", lambda s: all(call["state"] == "ended" for call in s["calls"]))


@pytest.fixture
def hands(stage: DemoStage, screen: dict[str, str]) -> Iterator[Hands]:
    program = signed_in(stage, "nele.probe", screen)
    wait_for("the window", lambda: WINDOW in titles(screen))
    run_there(screen, "wmctrl", "-a", WINDOW)
    made = Hands(stage, program, screen)
    made.window(WINDOW)
    yield made
    assert_clean(program)


@pytest.fixture
def colleague(stage: DemoStage, screen: dict[str, str]) -> ClientProcess:
    return signed_in(stage, "paul.attrappe", screen | {"QT_QPA_PLATFORM": "offscreen"})


@pytest.fixture
def leader(stage: DemoStage, screen: dict[str, str]) -> ClientProcess:
    return signed_in(stage, "lea.muster", screen | {"QT_QPA_PLATFORM": "offscreen"})


def test_a_working_day_by_the_keyboard_alone(hands: Hands, colleague: ClientProcess, leader: ClientProcess) -> None:
    begin_the_day(hands)
    a_call_of_the_leaders(hands)
    ask_the_leader_then_hand_over(hands, leader)
    ask_a_colleague_and_connect(hands, colleague)
    hand_over_and_fetch_back(hands, colleague)
    call_by_name_and_again(hands, colleague)
    look_things_up(hands, colleague)
    leave(hands)


def begin_the_day(hands: Hands) -> None:
    """Out and in again with the password, then into the leader's group."""
    hands.command("abmelden")
    hands.until("signed out", lambda s: s["sign_in"]["phase"] == "signed-out")
    hands.window("Anmelden")
    fill_in_passwords(hands)
    hands.until("signed in", lambda s: s["sign_in"]["phase"] == "ready" and s["registration"]["registered"])
    hands.window(WINDOW)
    before = group_of(hands.program.status())["opt_in"]["confirmed"]
    for wanted in (not before, True):
        hands.press("ctrl+shift+1")
        hands.until("the switch", lambda s, w=wanted: group_of(s)["opt_in"]["confirmed"] is w)  # type: ignore[misc]


def fill_in_passwords(hands: Hands) -> None:
    """The first one has the focus; that of the telephone is one of the further ones."""
    entry = hands.stage.pbx.user("nele.probe")
    hands.press("ctrl+a")
    hands.type(str(entry["password"]))
    hands.press("Tab", "Tab", "space")  # without a keyring there is nothing to keep, so that is no stop
    hands.press(*["Tab"] * 4)
    hands.type(str(entry["sip_password"]))
    hands.press("Return")


def a_call_of_the_leaders(hands: Hands) -> None:
    call = hands.answered()
    assert CALLER in call["headline"]
    for key, fact in (("ctrl+m", "muted"), ("ctrl+shift+h", "held_here")):
        for value in (True, False):
            hands.press(key)
            hands.until(fact, lambda s, f=fact, v=value: call_of(s, "active").get(f) is v)  # type: ignore[misc]
    hands.press("ctrl+alt+h")
    hands.ended()


def ask_the_leader_then_hand_over(hands: Hands, leader: ClientProcess) -> None:
    """By the letters of the strip: E asks and Z takes back, D hands over and Z fetches it again."""
    hands.answered()
    hands.press("ctrl+t", "e")
    leader.wait("the question", lambda s: rings_aloud(s))
    hands.until("the way back", lambda s: s["transfers"] and s["transfers"][-1]["can_take_back"])
    hands.press("ctrl+t", "z")
    hands.until("taken back", lambda s: s["transfers"] and s["transfers"][-1]["phase"] == "taken-back")
    leader.wait("no question any more", lambda s: not call_of(s, "ringing"))
    hands.press("ctrl+t", "d")
    leader.wait("the call", lambda s: rings_aloud(s))
    hands.until("the way back", lambda s: s["handovers"] and s["handovers"][0]["can_take_back"])
    hands.press("ctrl+t", "z")
    hands.until("fetched", lambda s: s["handovers"] and s["handovers"][0]["phase"] == "taken-back")
    assert CALLER in hands.active()["headline"]
    hands.press("ctrl+alt+h")
    hands.ended()


def rings_aloud(status: Json) -> bool:
    return bool(call_of(status, "ringing")) and call_of(status, "ringing")["ring"] == "normal"


def ask_a_colleague_and_connect(hands: Hands, colleague: ClientProcess) -> None:
    key = hands.answered()["key"]
    hands.press("ctrl+t")
    hands.type("451")
    hands.press("Return")
    colleague.wait("the question", lambda s: call_of(s, "ringing") and not call_of(s, "active"))
    colleague.do("answer")
    hands.until("talking to the colleague", lambda s: s["transfers"] and s["transfers"][-1]["phase"] == "talking")
    hands.press("ctrl+t", "v")
    hands.until("connected", lambda s: s["transfers"] and s["transfers"][-1]["phase"] == "done")
    hands.ended()
    assert call_of(colleague.status(), "active")
    assert hands.program.status()["journal"][0]["key"] is not None
    assert [row["end"] for row in hands.program.status()["journal"] if row["key"] == key] == ["handed-over"]
    colleague.do("hangup")


def hand_over_and_fetch_back(hands: Hands, colleague: ClientProcess) -> None:
    first = hands.answered()["key"]
    hands.press("ctrl+t")
    hands.type("451")
    hands.press("Tab", "Tab", "space")
    colleague.wait("the call", lambda s: call_of(s, "ringing") and not call_of(s, "active"))
    hands.until("the way back", lambda s: s["transfers"] and s["transfers"][-1]["can_take_back"])
    hands.press("ctrl+t", "z")
    hands.until("fetched", lambda s: s["transfers"] and s["transfers"][-1]["phase"] == "taken-back")
    again = hands.until("the new call", lambda s: call_of(s, "active") and call_of(s, "active")["key"] != first)
    assert CALLER in call_of(again, "active")["headline"]
    hands.press("ctrl+alt+h")
    hands.ended()


def call_by_name_and_again(hands: Hands, colleague: ClientProcess) -> None:
    hands.press("ctrl+l")
    hands.type("attrappe")
    hands.press("Down", "Return")
    colleague.wait("the call", lambda s: call_of(s, "ringing"))
    colleague.do("answer")
    hands.active()
    hands.press("ctrl+d")
    hands.type("5#")
    hands.press("Escape", "ctrl+shift+a")
    hands.ended()
    hands.press("ctrl+l", "ctrl+a", "BackSpace", "Return", "Return")
    colleague.wait("the call again", lambda s: call_of(s, "ringing"))
    hands.press("ctrl+shift+a")
    hands.ended()


def look_things_up(hands: Hands, colleague: ClientProcess) -> None:
    """The journal with its call-backs, the contacts, and the day's switches."""
    hands.press("ctrl+f")
    hands.window("Journal")
    hands.type("attrappe")
    hands.press("Return")
    hands.window(WINDOW)
    hands.press("Return")
    colleague.wait("the call back", lambda s: call_of(s, "ringing"))
    hands.press("ctrl+shift+a")
    hands.ended()
    hands.press("ctrl+shift+b")
    hands.window("Kontakte")
    hands.type("attrappe")
    before = len(hands.program.status()["contacts"]["favourites"])
    hands.press("Down", "ctrl+d")
    hands.until("a favourite", lambda s: len(s["contacts"]["favourites"]) == before + 1)
    hands.press("Escape")
    hands.window(WINDOW)
    hands.press("ctrl+shift+d")
    hands.until("not disturbed", lambda s: s["reception"]["dnd"])
    hands.press("ctrl+shift+d")
    hands.until("disturbed again", lambda s: not s["reception"]["dnd"])
    change_a_key(hands)


def change_a_key(hands: Hands) -> None:
    """The page of the keys, the search, and a key that is pressed into its field."""
    hands.press("F1")
    hands.window("Einstellungen")
    hands.press("ctrl+f")
    hands.type("stumm ein")
    hands.press("Return")
    hands.press("ctrl+shift+y")
    hands.until("another key", lambda s: s["options"]["values"]["keys.mute"] == "Ctrl+Shift+Y")
    hands.press("Escape")
    hands.window(WINDOW)


def leave(hands: Hands) -> None:
    hands.press("ctrl+q")
    assert hands.program.process.wait(20) == 0
