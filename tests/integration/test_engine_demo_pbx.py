"""The engine process against the demo PBX: registration on every transport, a call between users, the echo."""

import asyncio
import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from softphone.domain.account.account import SipAccount, Transport
from softphone.domain.telephone.commands import Answer, HangUp, Hold, Resume, Unregister
from softphone.domain.telephone.events import (
    AudioFlow,
    HoldChanged,
    QualityMeasured,
    RegistrationChanged,
    RegistrationState,
)
from softphone.telephony.engine_options import EngineOptions
from tests.integration.phones import Phone, phones
from tests.integration.pulse import FEED, pulse_server
from tests.integration.tones import tone

ROOT = Path(__file__).parents[2]
ECHO = "sip:900@pbx.example"


@contextlib.contextmanager
def demo_pbx() -> Iterator[dict[str, Any]]:
    """Its ready line; it ends when its stdin closes."""
    command = [sys.executable, "-m", "softphone.demo_pbx.main"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        try:
            yield json.loads(process.stdout.readline())
        finally:
            process.stdin.close()
            process.wait(10)


def account_at(pbx: dict[str, Any], name: str, transport: Transport) -> tuple[SipAccount, str]:
    user = next(user for user in pbx["users"] if user["sip_user"] == name)
    proxy = f"sip:127.0.0.1:{pbx['sip'][transport.value]};transport={transport.value};lr"
    ca_file = pbx["ca_file"] if transport is Transport.TLS else ""
    account = SipAccount(
        name,
        pbx["domain"],
        name,
        outbound_proxy=proxy,
        transport=transport,
        ca_file=ca_file,
        display_name=user["name"],
    )
    return account, user["sip_password"]


@pytest.mark.parametrize("transport", list(Transport))
def test_two_users_register_and_call_each_other(transport: Transport) -> None:
    async def story(pbx: dict[str, Any]) -> None:
        async with phones("nele.probe", "sina.fiktiv") as [nele, sina]:
            await asyncio.gather(*(_register(phone, pbx, transport) for phone in (nele, sina)))
            key = nele.dial("sip:sina.fiktiv@pbx.example")
            theirs = (await sina.incoming()).key
            sina.send(Answer(theirs))
            await nele.answered(key)
            nele.send(Hold(key))
            await sina.wait(HoldChanged, lambda e: e.held_there)
            nele.send(Resume(key))
            await sina.wait(HoldChanged, lambda e: not e.held_there)
            assert (await nele.wait(QualityMeasured)).quality.loss_percent == 0
            sina.send(HangUp(theirs))
            assert (await nele.ended(key)).status == 200
            nele.send(Unregister())
            await nele.wait(RegistrationChanged, lambda e: e.state is RegistrationState.UNREGISTERED)

    with demo_pbx() as pbx:
        asyncio.run(story(pbx))


async def _register(phone: Phone, pbx: dict[str, Any], transport: Transport) -> None:
    await phone.register(*account_at(pbx, phone.user, transport))


@pytest.mark.peer
def test_the_echo_extension_is_heard_with_the_usual_sound_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(pbx: dict[str, Any]) -> None:
        async with phones("nele.probe", options=EngineOptions()) as [nele]:
            await _register(nele, pbx, Transport.UDP)
            key = nele.dial(ECHO)
            await nele.answered(key)
            await nele.wait(AudioFlow, lambda e: e.output_dbfs > -40)
            nele.send(HangUp(key))
            await nele.ended(key)

    with pulse_server(tmp_path) as pulse, demo_pbx() as pbx, pulse.playing(FEED, tone(700, 30), tmp_path):
        for name, value in pulse.environment.items():
            monkeypatch.setenv(name, value)
        asyncio.run(story(pbx))
