"""What each `softphone ctl` command does: asks the program's actions and waits until the thing happened."""

from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from softphone.adapters.storage.provision_file import read_password
from softphone.control.audio import SoundCommands, audio_wish
from softphone.control.calls import HandoverCommands, LineCommands
from softphone.control.contacts import ContactCommands
from softphone.control.diagnostics import DiagnosticsCommands
from softphone.control.group_editor import EditorCommands
from softphone.control.groups import DutyCommands
from softphone.control.journal import JournalCommands
from softphone.control.options import OptionCommands
from softphone.control.server import Handler, refusal
from softphone.control.simulator import SimulatorCommands
from softphone.domain.diagnostics.self_test import CheckResult
from softphone.domain.problems import NotPossibleNow, Problem, ProblemError
from softphone.domain.telephone.call import CallKey
from softphone.services.actions import Actions
from softphone.services.audio.audio_options import wish_of
from softphone.services.core.outcomes import Outcome
from softphone.services.diagnostics.status_json import problem_json, status_json
from softphone.services.session.stored_account import Passwords
from softphone.services.state.journal import JournalRow

Json = dict[str, Any]


class ControlCommands:
    """The table of handlers; `sentence` words a problem in the user's language, `save_picture` draws the windows.

    A handler raises KeyError, TypeError or ValueError for arguments that are missing or of a wrong kind.
    """

    def __init__(
        self,
        actions: Actions,
        *,
        sentence: Callable[[Problem], str],
        save_picture: Callable[[Path], str],
        show: Callable[[], None],
        open_url: Callable[[str], Problem | None] = lambda url: NotPossibleNow("not-a-link"),
        known_passwords: Callable[[], Awaitable[Passwords | None]],
        engine_pid: Callable[[], int | None],
        journal_heading: Callable[[], tuple[str, ...]] = tuple,
        journal_cells: Callable[[JournalRow], tuple[str, ...]] = lambda row: (),
        check_line: Callable[[CheckResult], str] = lambda result: result.state.value,
    ) -> None:
        self._actions = actions
        self._sentence = sentence
        self._save_picture = save_picture
        self._show, self._open_url = show, open_url
        self._known_passwords = known_passwords
        self._engine_pid = engine_pid
        self._editor = EditorCommands(actions, self._result)
        self._simulator = SimulatorCommands(actions)
        self._handover = HandoverCommands(actions, self._result)
        self._options = OptionCommands(actions, self._result)
        self._diagnostics = DiagnosticsCommands(actions, self._result, check_line)
        self._sound = SoundCommands(actions, self._result)
        self._lines = LineCommands(actions, self._result)
        self._duties = DutyCommands(actions, self._result, datetime.now)
        self._contacts = ContactCommands(actions, self._result)
        self._journal = JournalCommands(actions, self._result, datetime.now, journal_heading, journal_cells)

    def table(self) -> dict[str, Handler]:
        return {
            "status": self._status,
            "sign-in": self._sign_in,
            "sign-out": self._plain(self._actions.sign_out),
            "sign-in-again": self._plain(self._actions.sign_in_again),
            "quit": self._plain(self._actions.quit),
            "dial": self._dial,
            "redial": self._plain(self._actions.redial),
            "dnd": self._dnd,
            "answer": self._keyed(self._actions.answer),
            "reject": self._keyed(self._actions.reject),
            "hangup": self._keyed(self._actions.hang_up),
            "hold": self._keyed(self._actions.hold),
            "resume": self._keyed(self._actions.resume),
            "silence": self._keyed(self._actions.silence),
            "mute": self._keyed(lambda key: self._actions.set_muted(True, key)),
            "unmute": self._keyed(lambda key: self._actions.set_muted(False, key)),
            "voicemail": self._voicemail,
            "dtmf": self._dtmf,
            "opt-in": self._opt_in,
            "audio": self._audio,
            "screenshot": self._screenshot,
            "show": self._raise_window,
            "open-url": self._offer,
            **self._contacts.table(),
            **self._duties.table(),
            **self._editor.table(),
            **self._simulator.table(),
            **self._journal.table(),
            **self._handover.table(),
            **self._options.table(),
            **self._diagnostics.table(),
            **self._sound.table(),
            **self._lines.table(),
        }

    async def _status(self, _: Json) -> Json:
        state = status_json(self._actions.state.value)
        return {"ok": True, **state, "engine": {"pid": self._engine_pid(), "running": state["engine_running"]}}

    def _plain(self, action: Callable[[], Outcome]) -> Handler:
        async def handle(_: Json) -> Json:
            return self._result(await action())

        return handle

    def _keyed(self, action: Callable[[CallKey | None], Outcome]) -> Handler:
        async def handle(arguments: Json) -> Json:
            return self._result(await action(_key(arguments)))

        return handle

    async def _sign_in(self, arguments: Json) -> Json:
        account = self._actions.account
        if account is None:
            return refusal("NoAccount", "There is no account yet: start with --provision, or sign in at the window.")
        try:
            passwords = await self._passwords(arguments)
        except ProblemError as error:
            return self._result(error.problem)
        if passwords is None:
            return refusal("NoPassword", "No password is stored; give one with --password-file.")
        return self._result(await self._actions.sign_in(account, passwords.portal, False, passwords.sip))

    async def _passwords(self, arguments: Json) -> Passwords | None:
        """Those in the named files before those that are known; without either none."""
        portal, sip = _file_text(arguments, "password_file"), _file_text(arguments, "sip_password_file")
        known = await self._known_passwords()
        if known is None:
            return Passwords(portal, sip) if portal else None
        return Passwords(portal or known.portal, sip or known.sip)

    async def _dial(self, arguments: Json) -> Json:
        return self._result(await self._actions.dial(_text(arguments, "target")))

    async def _voicemail(self, arguments: Json) -> Json:
        key = _key(arguments) or next(self._ringing(), None)
        if key is None:
            return refusal("NoSuchCall", "No call is ringing.")
        return self._result(await self._actions.send_to_voicemail(key))

    def _ringing(self) -> Iterator[CallKey]:
        return (call.key for call in self._actions.state.value.calls if call.state.value == "ringing")

    async def _dtmf(self, arguments: Json) -> Json:
        return self._result(await self._actions.send_dtmf(_text(arguments, "digits"), _key(arguments)))

    async def _opt_in(self, arguments: Json) -> Json:
        if "until" in arguments and _is_on(arguments):
            return await self._duties.opt_in_until(_text(arguments, "leader"), _text(arguments, "until"))
        return self._result(await self._actions.set_opted_in(_text(arguments, "leader"), _is_on(arguments)))

    async def _dnd(self, arguments: Json) -> Json:
        return self._result(await self._actions.reception.set_dnd(_is_on(arguments)))

    async def _audio(self, arguments: Json) -> Json:
        wish = audio_wish(wish_of(self._actions.state.value.audio), arguments)
        return self._result(await self._actions.set_audio(wish))

    async def _screenshot(self, arguments: Json) -> Json:
        file = Path(_text(arguments, "file"))
        if not file.is_absolute():
            raise ValueError("file: a complete path is needed")
        failure = self._save_picture(file)
        return refusal("NotWritten", failure) if failure else {"ok": True, "file": str(file)}

    async def _raise_window(self, _: Json) -> Json:
        self._show()
        return {"ok": True}

    async def _offer(self, arguments: Json) -> Json:
        return self._result(self._open_url(_text(arguments, "url")))

    def _result(self, problem: Problem | None) -> Json:
        if problem is None:
            return {"ok": True}
        return {"ok": False, "problem": problem_json(problem), "sentence": self._sentence(problem)}


def _key(arguments: Json) -> CallKey | None:
    value = arguments.get("key")
    if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
        raise TypeError("key: a whole number is needed")
    return None if value is None else CallKey(value)


def _text(arguments: Json, name: str) -> str:
    value = arguments[name]
    if not isinstance(value, str):
        raise TypeError(f"{name}: a text is needed")
    return value


def _is_on(arguments: Json) -> bool:
    value = _text(arguments, "on")
    if value not in ("on", "off"):
        raise ValueError("on: on or off")
    return value == "on"


def _file_text(arguments: Json, name: str) -> str:
    return read_password(Path(_text(arguments, name))) if arguments.get(name) else ""


def changes(before: Json, after: Json) -> Iterator[Json]:
    """What `ctl events` prints between two states: one line for each top-level part that changed."""
    for part, value in after.items():
        if before.get(part) != value:
            yield {"event": part, part: value}
