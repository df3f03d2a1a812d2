"""`softphone --smoke-test`: the main path in a few seconds without windows shown; the last check before a release.

Demo PBX, an assistant and a leader signed in (real SIP, real portal requests, real engine processes), one screened
call, sound both ways. The widgets are built on Qt's offscreen platform, so that missing Qt parts are noticed too.
"""

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from softphone import PRODUCT_NAME, __version__, ending, every_module
from softphone.demo.pbx_process import DemoError, DemoPbx
from softphone.domain.account.account import Account, Encryption, Passwords, SipAccount, Transport
from softphone.domain.account.sign_in import SignInPhase
from softphone.domain.problems import Problem
from softphone.domain.telephone.call import CallState, Ring
from softphone.services.app import App
from softphone.services.state.app_state import AppState
from softphone.services.state.calls import CallView

LIMIT_S = 20.0
WHOLE_LIMIT_S = 90.0
"""For the whole test, whatever hangs in it."""
AUDIBLE_DBFS = -60.0


class SmokeError(RuntimeError):
    """A step of the main path did not happen."""


class NoSecrets:
    """services.core.ports.Secrets without storage: the smoke test leaves no trace."""

    available = False
    unavailable_because = "smoke test"

    async def read(self, user_id: str, realm: str) -> str | None:
        return None

    async def store(self, user_id: str, realm: str, password: str) -> bool:
        return False

    async def forget(self, user_id: str, realm: str) -> None:
        return None


class NoStore:
    """services.core.ports.Store in memory."""

    def __init__(self) -> None:
        self._values: dict[str, Any] = {}

    failing = False

    def load(self, key: str) -> Any:
        return self._values.get(key)

    def save(self, key: str, value: Any) -> None:
        self._values[key] = value


class Side:
    """One signed-in user with an engine process of his own."""

    def __init__(self, loop: asyncio.AbstractEventLoop, pbx: DemoPbx, user: str, transport: Transport) -> None:
        from softphone.adapters.system.system_clock import SystemClock
        from softphone.portal.xsi.client import open_portal
        from softphone.services.core.task_spawner import TaskSpawner
        from softphone.telephony.engine_client import EngineClient
        from softphone.ui.main_window.main_window import MainWindow

        self.name = user
        self._entry = pbx.user(user)
        self._account = account_of(pbx, user, transport)
        self.spawn = TaskSpawner()
        self.engine = EngineClient(loop)
        self.app = App(self.engine, open_portal, NoSecrets(), SystemClock(), NoStore(), self.spawn)
        self.window = MainWindow(self.app)
        self.engine.start()

    async def sign_in(self) -> None:
        entry = self._entry
        passwords = Passwords(entry["password"], entry["sip_password"])
        _no(await self.app.session.sign_in(self._account, passwords, False), "sign-in")
        await self.wait("ready", lambda s: s.sign_in.phase is SignInPhase.READY)

    async def wait(self, what: str, fits: Callable[[AppState], object]) -> None:
        end = time.monotonic() + LIMIT_S
        while not fits(self.app.state.value):
            if time.monotonic() > end:
                raise SmokeError(f"{self.name}: {what} did not come")
            await asyncio.sleep(0.02)

    async def ringing(self, ring: Ring) -> CallView:
        await self.wait(f"a call ({ring.value})", lambda s: _call(s, CallState.RINGING))
        call = _call(self.app.state.value, CallState.RINGING)
        if call is None or call.ring is not ring:
            raise SmokeError(f"{self.name}: the call does not announce itself as {ring.value}: {call}")
        return call

    async def end(self) -> None:
        self.app.quit()
        await self.engine.aclose()
        await self.spawn.cancel_all()
        self.window.deleteLater()


def account_of(pbx: DemoPbx, user: str, transport: Transport) -> Account:
    entry, ready = pbx.user(user), pbx.ready
    sip = SipAccount(
        user=entry["sip_user"],
        domain=ready["domain"],
        auth_user=entry["sip_user"],
        registrar=f"sip:{ready['domain']}",
        outbound_proxy=f"sip:127.0.0.1:{ready['sip'][transport.value]};transport={transport.value}",
        transport=transport,
        ca_file=ready["ca_file"],
        display_name=entry["name"],
        encryption=Encryption.OPTIONAL,  # the demo PBX supports plain RTP only
    )
    return Account(
        user_id=entry["user"], sip=sip, portal_url=ready["portal_tls"], portal_ca_file=ready["ca_file"], region="DE"
    )


async def _play(pbx: DemoPbx) -> str:
    loop = asyncio.get_running_loop()
    assistant = Side(loop, pbx, "nele.probe", Transport.UDP)
    leader = Side(loop, pbx, "lea.muster", Transport.TLS)
    try:
        await asyncio.gather(assistant.sign_in(), leader.sign_in())
        return await _screened_call(pbx, assistant, leader)
    finally:
        await asyncio.gather(assistant.end(), leader.end())


async def _screened_call(pbx: DemoPbx, assistant: Side, leader: Side) -> str:
    call_id = await asyncio.to_thread(pbx.call, "lea.muster", "outside")
    card, _ = await asyncio.gather(assistant.ringing(Ring.NORMAL), leader.ringing(Ring.SILENT))
    if card.leader is None:
        raise SmokeError("the card does not say for which leader")
    _no(await assistant.app.calls.answer(), "answer")
    await leader.wait("the silent notification to vanish", lambda s: not _call(s, CallState.RINGING))
    await assistant.wait("the caller's tone", lambda s: (s.audio.output_dbfs or -99.0) > AUDIBLE_DBFS)
    await _heard_by_caller(pbx, call_id)
    _no(await assistant.app.calls.hang_up(), "hang up")
    sound = assistant.app.state.value.audio
    device = sound.speaker.using or "silent device"
    return f"„{card.headline}“ for {card.leader.name}, sound both ways ({device})"


async def _heard_by_caller(pbx: DemoPbx, call_id: str) -> None:
    end = time.monotonic() + LIMIT_S
    while (await asyncio.to_thread(pbx.get, f"/call/{call_id}"))["media"]["packets"] < 20:
        if time.monotonic() > end:
            raise SmokeError("the caller receives no sound")
        await asyncio.sleep(0.05)


def _call(state: AppState, wanted: CallState) -> CallView | None:
    return next((call for call in state.calls if call.state is wanted), None)


def _no(problem: Problem | None, what: str) -> None:
    if problem is not None:
        raise SmokeError(f"{what}: {problem}")


def run() -> int:
    """Prints one closing line; 0 when all of it happened, else 1."""
    started = time.monotonic()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    ending.end_at_the_latest(WHOLE_LIMIT_S)
    try:
        _import_every_module()
        seen = _run_in_qt()
    except (SmokeError, DemoError, OSError) as error:
        sys.stdout.write(f"{PRODUCT_NAME} {__version__} smoke test FAILED: {error}\n")
        return 1
    sys.stdout.write(
        f"{PRODUCT_NAME} {__version__} smoke test passed in {time.monotonic() - started:.1f} s: {seen}\n"
    )
    return 0


def _import_every_module() -> None:
    if faults := every_module.faults():
        raise SmokeError("; ".join(faults))


def _run_in_qt() -> str:
    import qasync

    from softphone.bootstrap import make_application

    application = make_application()
    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)
    with tempfile.TemporaryDirectory(prefix="vorzimmer-smoke-") as folder, loop:
        pbx = DemoPbx.start(data_dir=Path(folder))
        try:
            return str(loop.run_until_complete(_play(pbx)))
        finally:
            pbx.stop()
