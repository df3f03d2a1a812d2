"""`softphone --demo --tour`: plays the scenario unattended and prints the result of each step.

Two real programs with real windows on a virtual screen, the demo PBX, real SIP and sound. Exits 0 only when every
step happened.
"""

import contextlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from softphone.demo.pbx_process import DemoError
from softphone.demo.stage import ClientProcess, DemoStage, StageError

Json = dict[str, Any]
LEADER = "lea.muster@pbx.example"


@contextlib.contextmanager
def virtual_screen() -> Iterator[tuple[dict[str, str], str]]:
    """The environment for the windows and what it is called: an Xvfb of our own, else Qt's offscreen platform."""
    if sys.platform != "linux" or shutil.which("Xvfb") is None:
        yield {"QT_QPA_PLATFORM": "offscreen"}, "Qt offscreen (no Xvfb)"
        return
    read_end, write_end = os.pipe()
    command = ["Xvfb", "-displayfd", str(write_end), "-screen", "0", "1920x1200x24", "-nolisten", "tcp"]
    process = subprocess.Popen(command, pass_fds=(write_end,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write_end)
    try:
        with os.fdopen(read_end, "rb") as numbers:
            display = f":{numbers.readline().strip().decode()}"
        yield {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "WAYLAND_DISPLAY": ""}, f"Xvfb {display}"
    finally:
        process.terminate()
        process.wait()


class Tour:
    """The story, step by step; each step prints one line and keeps its pictures."""

    def __init__(self, stage: DemoStage, env: dict[str, str], pictures: Path) -> None:
        self._stage = stage
        self._env = env
        self._pictures = pictures
        self._number = 0
        self._assistant: ClientProcess
        self._leader: ClientProcess

    def play(self) -> None:
        self._sign_in()
        self._outside_call()
        self._answer()
        self._hang_up()
        self._opt_out_and_in()
        self._anonymous_call()
        self._inside_call()
        self._portal_edit()
        self._refused()
        self._leave()

    def _say(self, what: str, seen: str, *programs: ClientProcess) -> None:
        self._number += 1
        files = [self._picture(program) for program in programs]
        line = f"{self._number:2}. {what}: {seen}"
        sys.stdout.write(line + (f"  [{', '.join(files)}]" if files else "") + "\n")
        sys.stdout.flush()

    def _picture(self, program: ClientProcess) -> str:
        file = self._pictures / f"{self._number:02}-{program.name}.png"
        time.sleep(0.25)  # lets an entering window finish its 160 ms
        program.do("screenshot", file=str(file))
        return file.name

    def _sign_in(self) -> None:
        ready = self._stage.pbx.ready
        self._say("Demo PBX", f"SIP udp {ready['sip']['udp']}, tcp {ready['sip']['tcp']}, tls {ready['sip']['tls']}")
        self._assistant = self._stage.start_program("nele.probe", "--place", "assistant", env=self._env)
        self._leader = self._stage.start_program("lea.muster", "--place", "leader", env=self._env, transport="tls")
        for program in (self._assistant, self._leader):
            program.wait_running()
            status = program.wait("sign-in", is_ready)
            self._say(
                f"{program.name} signed in",
                f"registered over {status['registration']['transport'] or 'SIP'}, "
                f"{len(status['groups'])} groups, sound: {status['devices']['backend'] or 'silent device'}",
                program,
            )

    def _outside_call(self) -> None:
        self._call = self._stage.pbx.call("lea.muster", "outside", media="tone")
        card = self._assistant.wait("the card", lambda s: call_of(s, "ringing"))
        shown = call_of(card, "ringing")
        self._say("Outside caller rings the leader; card at the assistant", told(shown), self._assistant)
        silent = call_of(self._leader.wait("the silent card", lambda s: call_of(s, "ringing")), "ringing")
        expect(silent["ring"] == "silent", f"the leader's copy is not silent: {silent}")
        self._say("Silent notification at the leader, no sound", told(silent), self._leader)

    def _answer(self) -> None:
        self._assistant.do("answer")
        self._assistant.wait("the call", lambda s: call_of(s, "active"))
        gone = self._leader.wait("the silent card to vanish", lambda s: not call_of(s, "ringing"))
        expect(not any(row["missed"] for row in gone["journal"]), "the silent notification counts as missed")
        self._say("Answered by the assistant; silent card gone, not missed", "yes", self._assistant, self._leader)
        heard = self._assistant.wait("sound", lambda s: (s["devices"]["output_dbfs"] or -99) > -60)
        self._say("The assistant hears the caller's tone", f"{heard['devices']['output_dbfs']:.0f} dBFS")
        packets = self._robot_heard()
        self._say("The caller receives the assistant's sound", f"{packets} RTP packets")

    def _robot_heard(self) -> int:
        end = time.monotonic() + 10
        while time.monotonic() < end:
            media = self._stage.pbx.get(f"/call/{self._call}").get("media", {})
            if int(media.get("packets", 0)) > 50:
                return int(media["packets"])
            time.sleep(0.1)
        raise StageError(f"the caller hears nothing: {self._stage.pbx.get(f'/call/{self._call}')}")

    def _hang_up(self) -> None:
        self._assistant.do("hold")
        held = call_of(self._assistant.wait("hold", lambda s: call_of(s, "active")["held_here"]), "active")
        self._say("Held", told(held), self._assistant)
        self._assistant.do("resume")
        self._assistant.do("hangup")
        self._assistant.wait("the end", lambda s: not call_of(s, "active"))
        self._say("Resumed and hung up", "call over, in the journal", self._assistant)

    def _opt_out_and_in(self) -> None:
        self._assistant.do("opt-in", leader=LEADER, on="off")
        status = self._assistant.wait("opt-out", lambda s: not group_of(s)["opt_in"]["confirmed"])
        confirmed = group_of(status)["opt_in"]["confirmed"]
        self._say("Logged out for the group", f"portal confirmed: logged in = {confirmed}", self._assistant)
        call = self._stage.pbx.call("lea.muster", "outside")
        wait_for("the second assistant's phone", lambda: "paul.attrappe" in ringing_at(self._stage, call))
        expect(not call_of(self._assistant.status(), "ringing"), "the card came although logged out")
        self._say("Outside call while logged out", f"rings at {', '.join(sorted(ringing_at(self._stage, call)))}")
        self._stage.pbx.post("/hangup", call_id=call)
        self._assistant.do("opt-in", leader=LEADER, on="on")
        self._say("Logged in again", "portal confirmed")

    def _anonymous_call(self) -> None:
        call = self._stage.pbx.call("lea.muster", "anonymous")
        status = self._assistant.wait("the card", lambda s: call_of(s, "ringing"))
        self._say("Anonymous caller", told(call_of(status, "ringing")), self._assistant)
        self._assistant.do("reject")
        self._stage.pbx.post("/hangup", call_id=call)
        self._leader.wait("the silent card to vanish", lambda s: not call_of(s, "ringing"))

    def _inside_call(self) -> None:
        call = self._stage.pbx.call("lea.muster", "inside")
        status = self._leader.wait("the leader's own call", lambda s: call_of(s, "ringing"))
        shown = call_of(status, "ringing")
        expect(shown["ring"] == "normal", f"an internal call does not ring at the leader: {shown}")
        self._say("Internal caller: the filter lets it ring at the leader", told(shown), self._leader)
        self._stage.pbx.post("/hangup", call_id=call)
        self._leader.wait("the end", lambda s: not call_of(s, "ringing"))

    def _portal_edit(self) -> None:
        self._stage.pbx.post("/edit", leader="lea.muster", set={"simple_filter": "All Calls"})
        before = group_of(self._assistant.status())["settings"]["filtering"]["simple_filter"]
        self._assistant.do("sign-in-again")
        status = self._assistant.wait(
            "the new filter", lambda s: group_of(s)["settings"]["filtering"]["simple_filter"] != before
        )
        after = group_of(status)["settings"]["filtering"]["simple_filter"]
        self._say("Changed in the portal, in force after signing in again", f"{before} → {after}", self._assistant)

    def _refused(self) -> None:
        self._stage.pbx.post("/permission", leader="lea.muster", allow_opt_in=False)
        answer = self._assistant.ctl("opt-in", leader=LEADER, on="off")
        expect(not answer["ok"], f"a locked opt-in was accepted: {answer}")
        self._say("Opt-out refused by the portal", answer["sentence"], self._assistant)

    def _leave(self) -> None:
        codes = [program.stop() for program in (self._assistant, self._leader)]
        expect(codes == [0, 0], f"the programs ended with {codes}")
        self._say("Both programs ended", "exit status 0")


def is_ready(status: Json) -> bool:
    return bool(status["sign_in"]["phase"] == "ready")


def call_of(status: Json, state: str) -> Json:
    """The first call in `state`, or an empty object."""
    return next((dict(call) for call in status["calls"] if call["state"] == state), {})


def group_of(status: Json, leader: str = LEADER) -> Json:
    return next(dict(group) for group in status["groups"] if group["leader"]["user_id"] == leader)


def ringing_at(stage: DemoStage, call_id: str) -> set[str]:
    return {str(leg["target"]) for leg in stage.pbx.get(f"/call/{call_id}").get("legs", ())}


def told(call: Json) -> str:
    leader = call["leader"]["name"] if call["leader"] else "–"
    return f"„{call['headline']}“ {call['detail']} · für {leader} · ring: {call['ring']}"


def expect(true: object, otherwise: str) -> None:
    if not true:
        raise StageError(otherwise)


def wait_for(what: str, fits: "Any", limit_s: float = 10.0) -> None:
    end = time.monotonic() + limit_s
    while not fits():
        if time.monotonic() > end:
            raise StageError(f"{what} did not come")
        time.sleep(0.05)


def run(pictures: Path | None) -> int:
    """Exit status 0 when the whole story was seen."""
    folder = (pictures or Path("artifacts") / "tour").absolute()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with virtual_screen() as (env, name), DemoStage() as stage:
            sys.stdout.write(f"Tour on {name}; pictures in {folder}\n")
            Tour(stage, env, folder).play()
    except (StageError, DemoError) as error:
        sys.stdout.write(f"The tour stopped: {error}\n")
        return 1
    sys.stdout.write("The whole story was seen.\n")
    return 0
