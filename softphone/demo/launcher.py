"""`softphone --demo`: the demo PBX, an assistant's and a leader's window, and a strip that makes callers ring."""

import argparse
import os
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from softphone import ending
from softphone.demo.pbx_process import DemoError
from softphone.demo.stage import DemoStage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

ASSISTANT, LEADER = "nele.probe", "lea.muster"


def has_display() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def run(arguments: argparse.Namespace) -> int:
    """Shows the windows, or plays the tour where there is no display."""
    if arguments.tour or not has_display():
        from softphone.demo import tour

        return tour.run(arguments.tour_dir)
    return _show(arguments)


def _show(arguments: argparse.Namespace) -> int:
    from PySide6.QtWidgets import QApplication

    from softphone.demo.caller_strip import DemoStrip
    from softphone.ui.shell import i18n
    from softphone.ui.theme import theme

    application = QApplication(sys.argv[:1])
    application.setQuitOnLastWindowClosed(False)
    ending.on_signals(lambda *_: sys.exit(0))  # while the windows start; the stage ends what runs
    with DemoStage() as stage:
        language = ("--language", arguments.language) if arguments.language else ()
        for user, place in ((ASSISTANT, "assistant"), (LEADER, "leader")):
            stage.start_program(user, "--place", place, "--audio", arguments.audio, *language)
        i18n.install(application, i18n.chosen(arguments.language or "system"))
        theme.theme().apply(application)
        strip = DemoStrip(_leaders(stage), _caller(stage), _giver_up(stage))
        strip.show_below()
        ending.on_signals(lambda *_: application.quit())
        _end_with_the_last_window(application, strip, stage)
        return application.exec()


def _leaders(stage: DemoStage) -> list[tuple[str, str]]:
    return [(user["sip_user"], user["name"]) for user in stage.pbx.ready["users"] if "leader" in user["roles"]]


def _caller(stage: DemoStage) -> Callable[[str, str], None]:
    return lambda leader, caller: _in_background(lambda: stage.pbx.call(leader, caller))


def _giver_up(stage: DemoStage) -> Callable[[], None]:
    def give_up() -> None:
        for call in stage.pbx.get("/calls"):
            stage.pbx.post("/hangup", call_id=call["id"])

    return lambda: _in_background(give_up)


def _in_background(work: Callable[[], object]) -> None:
    def guarded() -> None:
        try:
            work()
        except DemoError as error:
            sys.stderr.write(f"{error}\n")

    threading.Thread(target=guarded, daemon=True).start()


def _end_with_the_last_window(application: "QApplication", strip: "QWidget", stage: DemoStage) -> None:
    from PySide6.QtCore import QTimer

    timer = QTimer(strip)

    told: set[str] = set()

    def look() -> None:
        for program in stage.programs:
            if program.process.poll() and program.name not in told:
                told.add(program.name)
                sys.stderr.write(f"{program.name} ended with {program.process.returncode}\n{program.output()}")
        if not strip.isVisible() and all(program.process.poll() is not None for program in stage.programs):
            application.quit()

    timer.timeout.connect(look)
    timer.start(200)
