"""Call-IDs of pjsip come from a generator that the system fills, not from a seed that others can work out."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the state of the GNU C library")

SCRIPT = """
import os, sys
import pjsua2 as pj
from softphone.telephony.engine.pjsip import random_state
from softphone.telephony.engine.pjsip.endpoint import Endpoint
from softphone.telephony.engine_options import AudioMode, EngineOptions

if sys.argv[1] == "zeros":
    random_state.secrets.token_bytes = bytes
endpoint = Endpoint(EngineOptions(audio=AudioMode.NULL), lambda *refused: None)
endpoint.start()
transport = endpoint.transportCreate(pj.PJSIP_TRANSPORT_UDP, pj.TransportConfig())
config = pj.AccountConfig()
config.idUri = "sip:alice@127.0.0.1"
config.sipConfig.transportId = transport
account = pj.Account()
account.create(config)
endpoint.turn(1)
if sys.argv[1] == "seeded":
    random_state.ctypes.CDLL(None).srand(7)
call = pj.Call(account)
call.makeCall("sip:bob@127.0.0.1:9", pj.CallOpParam(True))
sys.stdout.write(call.getInfo().callIdString)
sys.stdout.flush()
os._exit(0)
"""


def call_id_of(kind: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, kind], capture_output=True, text=True, check=True, timeout=30
    )
    assert len(done.stdout) >= 32
    return done.stdout


def test_the_call_id_follows_from_our_state_and_from_nothing_else() -> None:
    assert set(call_id_of("zeros")) == {"0"}


def test_without_it_the_call_id_would_follow_from_the_seed() -> None:
    assert call_id_of("seeded") == call_id_of("seeded")


def test_two_engines_share_no_call_id() -> None:
    assert call_id_of("fresh") != call_id_of("fresh")
