"""Builds the parts and joins them: the only place that knows all of them."""

import argparse
import asyncio
import functools
import logging
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import qasync
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from softphone import PRODUCT_NAME, __version__, assets, crash, ctl, provision_file, screenshot
from softphone.control_commands import ControlCommands, changes
from softphone.control_server import ControlServer, is_alive
from softphone.demo_places import place_of
from softphone.domain.problems import ProblemError, ProvisioningInvalid
from softphone.domain.settings import Language
from softphone.file_store import FileStore
from softphone.keyring_secrets import KeyringSecrets
from softphone.paths import Profile, profile
from softphone.portal.xsi_client import open_portal
from softphone.services.app import App
from softphone.services.remembered_account import RememberedAccount
from softphone.services.spawn import TaskSpawner
from softphone.services.status import status_json
from softphone.services.views import AppState
from softphone.telephony.engine.options import AudioMode, EngineOptions
from softphone.telephony.engine_client import EngineClient
from softphone.ui.problem_text import problem_text
from softphone.ui.theme import theme
from softphone.ui.windows import Windows

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class StartOptions:
    profile: Profile
    provision: Path | None = None
    language: Language | None = None
    audio: AudioMode = AudioMode.AUTO
    quit_on_close: bool = False
    verbose: bool = False
    title: str = ""
    place: str = ""


class SystemClock:
    """services.ports.Clock on the machine's clock."""

    def now_s(self) -> float:
        return time.time()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


def options_of(arguments: argparse.Namespace) -> StartOptions:
    return StartOptions(
        profile=profile(arguments.profile),
        provision=arguments.provision,
        language=Language(arguments.language) if arguments.language else None,
        audio=AudioMode(arguments.audio),
        quit_on_close=arguments.quit_on_close,
        verbose=arguments.verbose,
        title=arguments.title,
        place=arguments.place,
    )


def run(options: StartOptions) -> int:
    """The program from start to end; the exit status. A second start on one profile shows the first one's window."""
    if is_alive(options.profile.socket_name):
        answer = ctl.ask(options.profile.socket_name, {"command": "show", "arguments": {}})
        return 0 if answer.get("ok") else 1
    try:
        provisioned = provision_file.read(options.provision) if options.provision else None
    except ProblemError as error:
        return _refuse(error)
    crash.start_logging(options.profile.prepare(), "vorzimmer", verbose=options.verbose)
    log.info("%s %s", PRODUCT_NAME, __version__)
    application = make_application()
    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)
    with loop:
        return int(loop.run_until_complete(_live(application, options, provisioned)))


def make_application() -> QApplication:
    application = QApplication(sys.argv[:1])
    application.setApplicationName(PRODUCT_NAME)
    application.setDesktopFileName("vorzimmer")
    application.setWindowIcon(QIcon(str(assets.resource("vorzimmer.svg"))))
    application.setQuitOnLastWindowClosed(False)
    return application


class Program:
    """All parts of the running program, joined."""

    def __init__(self, application: QApplication, loop: asyncio.AbstractEventLoop, options: StartOptions) -> None:
        self.options = options
        self.spawn = TaskSpawner()
        self.engine = EngineClient(loop, EngineOptions(audio=options.audio))
        self._store = FileStore(options.profile.store_file)
        self._secrets = KeyringSecrets()
        self.app = App(self.engine, open_portal, self._secrets, SystemClock(), self._store, self.spawn)
        if options.language is not None:
            self.app.set_language(options.language)
        self.windows = Windows(application, self.app, options.quit_on_close, options.title)
        if options.place:
            self.windows.main.setGeometry(place_of(options.place, application.primaryScreen().availableGeometry()))
        self.control = ControlServer(self._commands().table(), self.spawn)
        self._last_status = status_json(AppState())

    def _commands(self) -> ControlCommands:
        return ControlCommands(
            self.app,
            sentence=problem_text,
            save_picture=lambda file: screenshot.save(file, dark=theme().dark),
            show=self.windows.on_opened,
            stored_password=self._stored_password,
            engine_pid=lambda: self.engine.pid,
        )

    async def _stored_password(self) -> str | None:
        account = self.app.account
        if account is None:
            return None
        stored = await RememberedAccount(self._store, self._secrets).passwords(account)
        return stored.portal if stored else None

    def begin(self, provisioned: provision_file.Provisioned | None) -> None:
        self.control.listen(self.options.profile.socket_name)
        self.app.state.subscribe(self._tell)
        self.engine.start()
        if provisioned is not None and provisioned.password is not None:
            self.app.sign_in(provisioned.account, provisioned.password, False, provisioned.sip_password)
        else:
            self.app.start(provisioned.account if provisioned else None)
        self.windows.start()

    def _tell(self, state: AppState) -> None:
        """Every change goes to those who listen to `ctl events`."""
        status = status_json(state)
        for line in changes(self._last_status, status):
            self.control.broadcast(line)
        self._last_status = status

    async def end(self) -> None:
        self.windows.close()
        self.control.close()
        await self.engine.aclose()
        await self.spawn.cancel_all()


async def _live(
    application: QApplication, options: StartOptions, provisioned: provision_file.Provisioned | None
) -> int:
    program = Program(application, asyncio.get_running_loop(), options)
    _obey_signals(program)
    program.begin(provisioned)
    await program.app.until_left()
    await program.end()
    return 0


def _obey_signals(program: Program) -> None:
    loop = asyncio.get_running_loop()

    def leave(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(functools.partial(program.app.quit))

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), leave)


def _refuse(error: ProblemError) -> int:
    problem = error.problem
    where = problem.field if isinstance(problem, ProvisioningInvalid) else ""
    detail = problem.detail if isinstance(problem, ProvisioningInvalid) else repr(problem)
    sys.stderr.write(f"softphone: provisioning file: {where}: {detail}\n")
    return 2
