"""Takes the pictures of docs/screens from the running program: real windows, real calls, both languages and themes.

Run from the repository: python -m scripts.screens [FOLDER]
"""

import itertools
import sys
import time
from pathlib import Path

from scripts.desk_sound import desk_sound
from scripts.small_png import make_small
from softphone.demo.stage import ClientProcess, DemoStage
from softphone.demo.tour import call_of, virtual_screen

FOLDER = Path("docs/screens")
SETTLE_S = 0.4


def signed_in(stage: DemoStage, user: str, env: dict[str, str], language: str, theme: str) -> ClientProcess:
    place = "leader" if user == "lea.muster" else "assistant"
    options = ("--language", language, "--theme", theme, "--place", place)
    program = stage.start_program(user, *options, env=env)
    program.wait_running()
    program.wait("sign-in", lambda s: s["sign_in"]["phase"] == "ready")
    return program


def picture(program: ClientProcess, folder: Path, name: str) -> None:
    time.sleep(SETTLE_S)  # an entering window takes 160 ms
    file = (folder / f"{name}.png").absolute()
    program.do("screenshot", file=str(file))
    make_small(file)


def play(stage: DemoStage, env: dict[str, str], folder: Path, language: str, theme: str) -> None:
    """One leader's call, from ringing to the journal."""
    suffix = f"{language}-{theme}"
    assistant = signed_in(stage, "nele.probe", env, language, theme)
    leader = signed_in(stage, "lea.muster", env, language, theme)
    stage.pbx.post("/edit", leader="lea.muster", set={"name_mode": "Originator"})
    stage.pbx.call("lea.muster", "outside")
    assistant.wait("the card", lambda s: call_of(s, "ringing"))
    leader.wait("the silent card", lambda s: call_of(s, "ringing"))
    time.sleep(2)
    picture(assistant, folder, f"assistant-ringing-{suffix}")
    picture(leader, folder, f"leader-silent-{suffix}")
    assistant.do("answer")
    assistant.wait("the call", lambda s: call_of(s, "active"))
    stage.pbx.call("ada.entwurf", "outside")
    assistant.wait("the second card", lambda s: call_of(s, "ringing"))
    picture(assistant, folder, f"assistant-call-{suffix}")
    for program in (assistant, leader):
        program.stop()
    for call in stage.pbx.get("/calls"):
        stage.pbx.post("/hangup", call_id=call["id"])


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with virtual_screen() as (env, _), desk_sound() as sound:
        for language, theme in itertools.product(("de", "en"), ("light", "dark")):
            with DemoStage() as stage:
                play(stage, env | sound, folder, language, theme)
    return 0


if __name__ == "__main__":
    sys.exit(main())
