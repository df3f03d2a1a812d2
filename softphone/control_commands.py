"""What each `softphone ctl` command does: asks the program's actions and waits until the thing happened."""

import dataclasses
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

from softphone.control_server import Handler, refusal
from softphone.domain.calls import CallKey
from softphone.domain.problems import Problem, ProblemError
from softphone.provision_file import read_password
from softphone.services.actions import Actions, Outcome
from softphone.services.status import problem_json, status_json

Json = dict[str, Any]


class ControlCommands:
    """The table of handlers; `sentence` words a problem in the user's language, `pictures` saves the windows."""

    def __init__(
        self,
        actions: Actions,
        *,
        sentence: Callable[[Problem], str],
        save_picture: Callable[[Path], str],
        show: Callable[[], None],
        stored_password: Callable[[], Awaitable[str | None]],
        engine_pid: Callable[[], int | None],
    ) -> None:
        self._actions = actions
        self._sentence = sentence
        self._save_picture = save_picture
        self._show = show
        self._stored_password = stored_password
        self._engine_pid = engine_pid

    def table(self) -> dict[str, Handler]:
        return {
            "status": self._status,
            "sign-in": self._sign_in,
            "sign-out": self._plain(self._actions.sign_out),
            "sign-in-again": self._plain(self._actions.sign_in_again),
            "quit": self._plain(self._actions.quit),
            "dial": self._dial,
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
            file = arguments.get("password_file")
            password = read_password(Path(file)) if file else await self._stored_password()
        except ProblemError as error:
            return self._result(error.problem)
        if password is None:
            return refusal("NoPassword", "No password is stored; give one with --password-file.")
        return self._result(await self._actions.sign_in(account, password, False))

    async def _dial(self, arguments: Json) -> Json:
        return self._result(await self._actions.dial(str(arguments["target"])))

    async def _voicemail(self, arguments: Json) -> Json:
        key = _key(arguments) or next(self._ringing(), None)
        if key is None:
            return refusal("NoSuchCall", "No call is ringing.")
        return self._result(await self._actions.send_to_voicemail(key))

    def _ringing(self) -> Iterator[CallKey]:
        return (call.key for call in self._actions.state.value.calls if call.state.value == "ringing")

    async def _dtmf(self, arguments: Json) -> Json:
        return self._result(await self._actions.send_dtmf(str(arguments["digits"]), _key(arguments)))

    async def _opt_in(self, arguments: Json) -> Json:
        return self._result(await self._actions.set_opted_in(str(arguments["leader"]), arguments["on"] == "on"))

    async def _audio(self, arguments: Json) -> Json:
        account = self._actions.account
        if account is None:
            return refusal("NoAccount", "There is no account yet.")
        wish = account.audio
        if "microphone" in arguments:
            wish = dataclasses.replace(wish, microphone=str(arguments["microphone"]) or None)
        if "speaker" in arguments:
            wish = dataclasses.replace(wish, speaker=str(arguments["speaker"]) or None)
        if "ringer" in arguments:
            wish = dataclasses.replace(wish, ringers=tuple(str(one) for one in arguments["ringer"]))
        return self._result(await self._actions.set_audio(wish))

    async def _screenshot(self, arguments: Json) -> Json:
        failure = self._save_picture(Path(arguments["file"]))
        return refusal("NotWritten", failure) if failure else {"ok": True, "file": arguments["file"]}

    async def _raise_window(self, _: Json) -> Json:
        self._show()
        return {"ok": True}

    def _result(self, problem: Problem | None) -> Json:
        if problem is None:
            return {"ok": True}
        return {"ok": False, "problem": problem_json(problem), "sentence": self._sentence(problem)}


def _key(arguments: Json) -> CallKey | None:
    value = arguments.get("key")
    return None if value is None else CallKey(int(value))


def changes(before: Json, after: Json) -> Iterator[Json]:
    """What `ctl events` prints between two states: one line for each top-level part that changed."""
    for part, value in after.items():
        if before.get(part) != value:
            yield {"event": part, part: value}
