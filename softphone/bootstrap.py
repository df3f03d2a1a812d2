"""The composition root: builds all parts of the program and connects them."""

import argparse
import asyncio
import importlib
import logging
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import qasync
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from softphone import PRODUCT_NAME, __version__, assets, crash, ending, lean_start
from softphone.adapters.address_books.address_book_servers import AddressBookServers
from softphone.adapters.address_books.file_reader import FileReader
from softphone.adapters.global_keys.system_keys import system_keys
from softphone.adapters.headset.hid_headset import HidHeadsets
from softphone.adapters.storage import policy_file, provision_file
from softphone.adapters.storage.contacts_db import ContactsDb
from softphone.adapters.storage.diagnostics_files import ProfileDiagnostics
from softphone.adapters.storage.file_store import FileStore
from softphone.adapters.storage.journal_db import JournalDb
from softphone.adapters.storage.keyring_secrets import KeyringSecrets
from softphone.adapters.system import certificate_check, link_handlers
from softphone.adapters.system.network_watch import SystemNetworkWatch
from softphone.adapters.system.opener import DesktopOpener
from softphone.adapters.system.system_clock import SystemClock
from softphone.control.commands import changes, handlers
from softphone.control.parameter import Json
from softphone.control.running_program import RunningProgram
from softphone.control.server import ControlServer, is_alive
from softphone.domain.account.account import Account, Language, Passwords
from softphone.domain.numbers.tel_links import link_target
from softphone.domain.options.table import (
    CLOSE_WINDOW,
    LANGUAGE,
    LOG_LEVEL,
    SIP_TRACE,
    THEME,
    CloseAction,
    LogLevel,
    ThemeChoice,
)
from softphone.domain.problems import NotPossibleNow, Obstacle, Problem, ProblemError, ProvisioningInvalid
from softphone.paths import Profile, profile
from softphone.services.app import App
from softphone.services.contacts.contact_ports import ContactParts
from softphone.services.contacts.memory_contacts import MemoryContacts
from softphone.services.core.outcomes import Outcome
from softphone.services.core.ports import ContactStore, JournalStore, Portal
from softphone.services.core.task_spawner import TaskSpawner
from softphone.services.diagnostics.status_json import status_json
from softphone.services.journal.memory_journal import MemoryJournal
from softphone.services.session.stored_account import StoredAccount
from softphone.services.state.app_state import AppState
from softphone.telephony.engine.main import ENGINE_NAME
from softphone.telephony.engine_child import EngineChild
from softphone.telephony.engine_client import EngineClient
from softphone.telephony.engine_options import AudioMode, EngineOptions
from softphone.ui.diagnostics.self_test_text import check_sentence
from softphone.ui.journal.csv_columns import journal_cells, journal_heading
from softphone.ui.problems.problem_text import problem_text
from softphone.ui.shell import screenshot
from softphone.ui.shell.first_paint import shown
from softphone.ui.shell.link_opener import LinkOpener
from softphone.ui.shell.window_placement import place_of
from softphone.ui.theme.theme import theme
from softphone.ui.widgets.clock import ticker
from softphone.ui.widgets.frames import frames
from softphone.ui.windows import Windows

log = logging.getLogger(__name__)
OTHER_START_LIMIT_S = 15.0
STARTED_AFTER_S = 10.0
PORTAL = "softphone.portal.xsi.client"
WINDOW_NAME = "vorzimmer"
"""Names the log and crash reports of the window process."""


@dataclass(frozen=True, slots=True)
class StartOptions:
    profile: Profile
    provision: Path | None = None
    language: Language | None = None
    audio: AudioMode = AudioMode.AUTO
    policy: Path | None = None
    quit_on_close: bool = False
    verbose: bool = False
    title: str = ""
    place: str = ""
    theme: ThemeChoice | None = None
    url: str = ""
    end_with_stdin: bool = False

    def for_this_run(self) -> dict[str, Any]:
        """Options set on the command line; they hold until the program ends or the user changes them."""
        values = {
            LANGUAGE.key: self.language,
            THEME.key: self.theme,
            CLOSE_WINDOW.key: CloseAction.QUIT if self.quit_on_close else None,
            LOG_LEVEL.key: LogLevel.DETAILED if self.verbose else None,
        }
        return {key: value for key, value in values.items() if value is not None}


def _open_portal(account: Account, password: str) -> Portal:
    """Its modules are read with the first sign-in: the window stands before."""
    from softphone.portal.xsi.client import open_portal

    return open_portal(account, password)


def options_of(arguments: argparse.Namespace) -> StartOptions:
    return StartOptions(
        profile=profile(arguments.profile),
        provision=arguments.provision,
        language=Language(arguments.language) if arguments.language else None,
        audio=AudioMode(arguments.audio),
        policy=arguments.policy,
        quit_on_close=arguments.quit_on_close,
        verbose=arguments.verbose,
        title=arguments.title,
        place=arguments.place,
        theme=ThemeChoice(arguments.theme) if arguments.theme else None,
        url=arguments.url or "",
        end_with_stdin=arguments.end_with_stdin,
    )


def run(options: StartOptions, engine: EngineChild) -> int:
    """Runs the program, whose lock is held, and returns its exit status."""
    try:
        provisioned = provision_file.read(options.provision) if options.provision else None
        logs = crash.start_logging(options.profile.log_folder, WINDOW_NAME, detailed=options.verbose)
    except ProblemError as error:
        return _refuse(f"provisioning file: {_reason(error)}")
    except OSError as error:
        return _refuse(f"profile: {error}")
    log.info("%s %s", PRODUCT_NAME, __version__)
    application = make_application()
    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)
    with loop:
        return int(loop.run_until_complete(_live(application, options, engine, provisioned, logs)))


def make_application() -> QApplication:
    application = QApplication(sys.argv[:1])
    application.setApplicationName(PRODUCT_NAME)
    application.setDesktopFileName("vorzimmer")
    application.setWindowIcon(QIcon(str(assets.resource("vorzimmer.svg"))))
    application.setQuitOnLastWindowClosed(False)
    return application


class Program:
    """The running program: all parts, connected."""

    def __init__(
        self,
        application: QApplication,
        loop: asyncio.AbstractEventLoop,
        options: StartOptions,
        engine: EngineChild,
    ) -> None:
        self.options = options
        self.spawn = TaskSpawner()
        self.engine = EngineClient(
            loop,
            EngineOptions(
                audio=options.audio, log_folder=str(options.profile.log_folder), keep_trace=SIP_TRACE.default
            ),
            engine,
        )
        clock = SystemClock()
        ticker().set_clock(clock.now_s)
        frames().limit()
        self._store = FileStore(options.profile.store_file)
        self._secrets = KeyringSecrets()
        self._journal = journal = _journal(options.profile)
        self._contacts = ContactParts(
            _contacts(options.profile), FileReader(), AddressBookServers(), asyncio.to_thread
        )
        self.app = App(
            self.engine,
            _open_portal,
            self._secrets,
            clock,
            self._store,
            self.spawn,
            journal_store=journal,
            policy=policy_file.read_all(options.policy),
            for_this_run=options.for_this_run(),
            contact_parts=self._contacts,
        )
        self.app.options.subscribe(LOG_LEVEL, lambda level: crash.set_detailed(level is LogLevel.DETAILED))
        if options.audio is not AudioMode.NULL:
            self.app.use_headsets(HidHeadsets(loop))
        self.app.self_test.use(certificate_check.fetch, self._store, self.app.options)
        self.app.caller_page.use(DesktopOpener())
        self.app.diagnostics.use(self._diagnostics_files(), self._store)
        self._report_damaged_files()
        self._report_unkept()
        self.windows = Windows(application, self.app, options.title)
        if options.place:
            self.windows.main.setGeometry(place_of(options.place, application.primaryScreen().availableGeometry()))
        self.control = ControlServer(handlers(self._running_program()), self.spawn)
        self._told = AppState()
        self._told_status: Json | None = None
        self._network = SystemNetworkWatch()
        self.app.use_global_keys(system_keys(loop), self.windows.on_global_key)

    def _report_damaged_files(self) -> None:
        """Shows a notice for files that are damaged or cannot be written."""
        self._store.tell(self.app.notices.notify)
        for db in (self._journal, self._contacts.store):
            if aside := getattr(db, "set_aside_as", ""):
                self.app.notices.notify("set-aside", aside)

    def _report_unkept(self) -> None:
        """Shows one banner where nothing is kept, in place of one for each file."""
        if not self.options.profile.is_kept:
            self.app.notices.raise_problem(NotPossibleNow(Obstacle.PROFILE_NOT_WRITTEN))

    def _diagnostics_files(self) -> ProfileDiagnostics:
        return ProfileDiagnostics(self.options.profile, (WINDOW_NAME, ENGINE_NAME), self._known_passwords)

    def _running_program(self) -> RunningProgram:
        return RunningProgram(
            actions=self.app,
            sentence=problem_text,
            save_picture=_save_picture,
            show=self.windows.on_opened,
            open_url=self.open_url,
            known_passwords=self._known_passwords,
            engine_pid=lambda: self.engine.pid,
            journal_heading=journal_heading,
            journal_cells=journal_cells,
            check_line=check_sentence,
        )

    def open_url(self, url: str) -> Problem | None:
        """Puts the number of a link into the dial field; the user decides whether to call."""
        self.windows.on_opened()
        return self._offer(url)

    def _offer(self, url: str) -> Problem | None:
        account, dial = self.app.account, self.windows.main.toolbar.dial
        target = link_target(url, account.region if account else "DE", account.sip.domain if account else "")
        if isinstance(target, str):
            dial.offer_link(target)
            return None
        dial.show_problem(target)
        return target

    async def _known_passwords(self) -> Passwords | None:
        """Passwords of the current account: from the provisioning file, else from the keyring."""
        account = self.app.account
        if account is None:
            return None
        given = provision_file.read(self.options.provision) if self.options.provision else None
        if given is not None and given.password is not None and given.account.user_id == account.user_id:
            return Passwords(given.password, given.sip_password)
        return await StoredAccount(self._store, self._secrets).passwords(account)

    async def begin(self, provisioned: provision_file.Provisioned | None) -> None:
        self._listen()
        self.app.state.subscribe(self._broadcast)
        self.engine.start()
        signs_in = self._knows_password(provisioned)
        self.windows.start(signs_in)
        if signs_in:
            self.app.session.expect()
            await shown(self.windows.main)
            await asyncio.to_thread(importlib.import_module, PORTAL)  # 0.1 s in which the window answers
        self.app.network.begin(self._network)
        self.app.contacts.load()
        self._sign_in(provisioned).add_done_callback(lambda _: self.windows.on_first_sign_in_over())
        if self.options.url:
            self._offer(self.options.url)

    def _knows_password(self, provisioned: provision_file.Provisioned | None) -> bool:
        """Whether a password is given, or one of the stored account may lie in the keyring."""
        if provisioned is not None and provisioned.password is not None:
            return True
        stored = StoredAccount(self._store, self._secrets)
        return (provisioned is not None or stored.load() is not None) and stored.keyring_problem is None

    def _sign_in(self, provisioned: provision_file.Provisioned | None) -> Outcome:
        if provisioned is None or provisioned.password is None:
            return self.app.start(provisioned.account if provisioned else None)
        passwords = Passwords(provisioned.password, provisioned.sip_password)
        return self.app.session.sign_in(provisioned.account, passwords, False)

    def _listen(self) -> None:
        """Opens the control socket; the program works without it."""
        try:
            listens = self.control.listen(self.options.profile.socket_name)
        except OSError as error:
            log.warning("%s", error)
            listens = False
        if not listens:
            log.error("the control socket could not be opened: `softphone ctl` cannot reach this program")
            self.app.notices.notify("no-control", "")

    def _broadcast(self, state: AppState) -> None:
        """Sends every change to the listeners of `ctl events`; without any nothing is put into words."""
        if not self.control.is_watched:
            self._told, self._told_status = state, None
            return
        status = status_json(state)
        for line in changes(self._told_status or status_json(self._told), status):
            self.control.broadcast(line)
        self._told, self._told_status = state, status

    async def end(self) -> None:
        self.windows.close()
        self.control.close()
        self.app.close_headsets()
        self.app.close_global_keys()
        await self.engine.aclose()
        self.app.journal.close()
        await self.spawn.cancel_all()
        self._network.close()
        self._contacts.store.close()


async def _live(
    application: QApplication,
    options: StartOptions,
    engine: EngineChild,
    provisioned: provision_file.Provisioned | None,
    logs: bool,
) -> int:
    program = Program(application, asyncio.get_running_loop(), options, engine)
    if not logs:
        program.app.notices.notify("no-log", str(options.profile.log_folder))
    ending.quit_on_signals(program.app.quit)
    if options.end_with_stdin:
        ending.quit_with_stdin(program.app.quit)
    application.commitDataRequest.connect(lambda _: program.app.quit())  # the user logs off
    if sys.platform == "darwin":
        application.installEventFilter(LinkOpener(program.open_url, application))
    await program.begin(provisioned)
    _offer_for_links()
    asyncio.get_running_loop().call_later(STARTED_AFTER_S, lean_start.end)
    await program.app.until_left()
    ending.end_at_the_latest()
    await program.end()
    return 0


def _save_picture(file: Path) -> str:
    """Of the windows as the state is now."""
    frames().on_frame()
    return screenshot.save(file, dark=theme().dark)


def _offer_for_links() -> None:
    try:
        link_handlers.register()
    except OSError as error:
        log.warning("not registered for links: %s", error)


def _journal(place: Profile) -> JournalStore:
    """The journal in its file, or in memory with a problem where the file cannot be used."""
    try:
        return JournalDb(place.journal_file)
    except ProblemError as error:
        return MemoryJournal(error.problem if place.is_kept else None)


def _contacts(place: Profile) -> ContactStore:
    """Contacts in their file, or in memory with a problem where the file cannot be used."""
    try:
        return ContactsDb(place.contacts_file)
    except ProblemError as error:
        return MemoryContacts(error.problem if place.is_kept else None)


def hand_over(options: StartOptions) -> int:
    """Asks the program that uses this profile, perhaps still starting, to raise its window or open the link."""
    from softphone.control import client as ctl

    socket_name = options.profile.socket_name
    end = time.monotonic() + OTHER_START_LIMIT_S
    while not is_alive(socket_name) and time.monotonic() < end:
        time.sleep(0.05)
    command = {"command": "open-url", "arguments": {"url": options.url}} if options.url else _SHOW
    answer = ctl.ask(socket_name, command)
    if answer.get("ok"):
        return 0
    _refuse(str(answer["sentence"]) if options.url else "another program uses this profile and does not answer")
    return 1


_SHOW = {"command": "show", "arguments": {}}


def _reason(error: ProblemError) -> str:
    problem = error.problem
    return f"{problem.field}: {problem.detail}" if isinstance(problem, ProvisioningInvalid) else repr(problem)


def _refuse(why: str) -> int:
    """Writes the reason as a single line to stderr."""
    sys.stderr.write(f"softphone: {' '.join(why.split())}\n")
    return 2
