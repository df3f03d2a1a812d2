"""The demo PBX as the process it is: its ready line, its parts together, its ways to end."""

import io
import signal
import ssl
import subprocess
import sys
import time
import wave
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.integration.running_pbx import PATIENCE_S, START, RunningPbx, running_pbx


@pytest.fixture(scope="module")
def pbx() -> Iterator[RunningPbx]:
    with running_pbx() as running:
        yield running


def test_the_ready_line_has_all_a_client_needs(pbx: RunningPbx) -> None:
    ready = pbx.ready
    assert ready["ready"] is True
    assert ready["pid"] == pbx.process.pid
    assert all(ready["sip"][transport] > 0 for transport in ("udp", "tcp", "tls"))
    assert Path(ready["ca_file"]).is_file()
    nele = pbx.user("nele.probe")
    assert (nele["user"], nele["name"], nele["extension"]) == ("nele.probe@pbx.example", "Nele Probe", "450")
    assert (nele["number"], nele["roles"]) == ("+493023125450", ["assistant"])
    assert pbx.user("ada.entwurf")["roles"] == ["leader", "assistant"]


def test_the_passwords_of_the_line_open_the_portal_over_http_and_tls(pbx: RunningPbx) -> None:
    nele = pbx.user("nele.probe")
    path = f"/com.broadsoft.xsi-actions/v2.0/user/{nele['user']}/services/ExecutiveAssistant"
    auth = (nele["user"], nele["password"])
    plain = pbx.client.get(pbx.ready["portal"] + path, auth=auth)
    trust = ssl.create_default_context(cafile=pbx.ready["ca_file"])
    with httpx.Client(verify=trust, trust_env=False) as client:
        secure = client.get(pbx.ready["portal_tls"] + path, auth=auth)
    assert (plain.status_code, secure.status_code) == (200, 200)
    assert plain.content == secure.content


def test_a_call_from_outside_rings_the_assistants_robot_which_answers_when_told(pbx: RunningPbx) -> None:
    call_id = pbx.ask("call", {"to": "410", "from": "outside", "hold_s": 0.2})["call_id"]
    pbx.wait_for_call(call_id, state="ringing", legs=True)
    assert pbx.ask("robot-answer", {"user": "paul.attrappe"}) == {"done": True}
    call = pbx.wait_for_call(call_id, ended=True)
    assert (call["status"], call["answered_by"]) == (200, "paul.attrappe")


def test_a_robot_hears_its_own_tone_from_the_echo_extension(pbx: RunningPbx) -> None:
    call_id = pbx.ask("call", {"to": "900", "from": "inside", "hold_s": 1.0})["call_id"]
    call = pbx.wait_for_call(call_id, ended=True)
    assert (call["status"], call["answered_by"]) == (200, "echo")
    assert call["media"]["packets"] > 10
    assert call["media"]["rms"] > 100


def test_the_leaders_mobiles_ring_where_the_boxes_say_so_and_show_the_original_caller(pbx: RunningPbx) -> None:
    pbx.ask("edit", {"leader": "lea.muster", "set": {"alert_mobility": True, "alert_anywhere": False}})
    call_id = pbx.ask("call", {"to": "410", "from": "outside", "hold_s": 0.1})["call_id"]
    call = pbx.wait_for_call(call_id, state="ringing", legs=True)
    mobile = [leg for leg in call["legs"] if leg["mobile"]]
    assert [leg["target"] for leg in mobile] == ["lea.muster-mobility"]
    assert [(leg["name"], leg["number"], leg["silent"]) for leg in mobile] == [
        ("Erika Mustermann", "+4915228817386", False)
    ]
    paul = next(leg for leg in call["legs"] if leg["target"] == "paul.attrappe")
    assert paul["name"] == "Dr. Lea Muster – Erika Mustermann"
    assert pbx.ask("robot-answer", {"user": "lea.muster-mobility"}) == {"done": True}
    ended = pbx.wait_for_call(call_id, ended=True)
    assert (ended["status"], ended["answered_by"]) == (200, "lea.muster-mobility")
    pbx.ask("edit", {"leader": "lea.muster", "set": {"alert_mobility": False, "alert_anywhere": True}})
    call_id = pbx.ask("call", {"to": "410", "from": "outside"})["call_id"]
    call = pbx.wait_for_call(call_id, state="ringing", legs=True)
    assert [leg["target"] for leg in call["legs"] if leg["mobile"]] == ["lea.muster-anywhere"]
    pbx.ask("hangup", {"call_id": call_id})
    pbx.ask("edit", {"leader": "lea.muster", "set": {"alert_anywhere": False}})


def test_a_mobile_is_in_no_directory(pbx: RunningPbx) -> None:
    nele = pbx.user("nele.probe")
    path = f"/com.broadsoft.xsi-actions/v2.0/user/{nele['user']}/directories/Enterprise"
    listed = pbx.client.get(pbx.ready["portal"] + path, auth=(nele["user"], nele["password"])).text
    assert "lea.muster@" in listed
    assert "lea.muster-" not in listed


def test_a_robot_assistant_pushes_its_call_to_the_leader_and_gets_it_back(pbx: RunningPbx) -> None:
    """Lea has no telephone here, so the call comes back at once."""
    call_id = pbx.ask("call", {"to": "410", "from": "outside"})["call_id"]
    pbx.wait_for_call(call_id, state="ringing", legs=True)
    pbx.ask("robot-answer", {"user": "paul.attrappe"})
    pbx.wait_for_call(call_id, state="answered")
    pbx.ask("push", {"user": "paul.attrappe", "call_id": call_id})
    end = time.monotonic() + PATIENCE_S
    while not any(half["recall"] for half in pbx.ask(f"call/{call_id}")["parties"]):
        assert time.monotonic() < end
        time.sleep(0.02)
    pbx.ask("robot-answer", {"user": "paul.attrappe"})
    pbx.wait_for_call(call_id, answered_by="paul.attrappe")
    pbx.ask("hangup", {"call_id": call_id})


def test_a_robots_calls_are_told_as_events_from_ringing_to_recall(pbx: RunningPbx) -> None:
    paul = pbx.user("paul.attrappe")
    with httpx.Client(
        base_url=pbx.ready["portal"], auth=(paul["user"], paul["password"]), trust_env=False, timeout=PATIENCE_S
    ) as client:
        opened = f'<Channel xmlns="{XSI}"><channelSetId>s</channelSetId><expires>600</expires></Channel>'
        with client.stream("POST", f"/com.broadsoft.async{EVENTS}/channel", content=opened) as channel:
            told = channel.iter_text()
            assert "channelId" in next(told)
            wish = "<event>Advanced Call</event><expires>600</expires><channelSetId>s</channelSetId>"
            wish = f'<Subscription xmlns="{XSI}">{wish}<applicationId>t</applicationId></Subscription>'
            assert client.post(f"{EVENTS}/user/{paul['user']}", content=wish).status_code == 200
            call_id = pbx.ask("call", {"to": "410", "from": "outside"})["call_id"]
            ringing = until(told, "CallReceivedEvent")
            assert "<executiveUserId>lea.muster@pbx.example</executiveUserId>" in ringing
            pbx.ask("robot-answer", {"user": "paul.attrappe"})
            until(told, "CallAnsweredEvent")
            pbx.ask("push", {"user": "paul.attrappe", "call_id": call_id})
            until(told, "CallReleasedEvent")
            assert "Executive-Assistant Call Push Recall" in until(told, "CallReceivedEvent")
            pbx.ask("hangup", {"call_id": call_id})
            until(told, "CallReleasedEvent")


XSI = "http://schema.broadsoft.com/xsi"
EVENTS = "/com.broadsoft.xsi-events/v2.0"


def until(told: Iterator[str], kind: str) -> str:
    return next(text for text in told if kind in text)


def test_a_voicemail_can_be_listed_and_listened_to(pbx: RunningPbx) -> None:
    call_id = pbx.ask("call", {"to": "vm-lea.muster", "from": "outside", "hold_s": 1.2})["call_id"]
    pbx.wait_for_call(call_id, ended=True)
    (message,) = pbx.ask("voicemails/lea.muster")
    assert (message["name"], message["number"]) == ("Erika Mustermann", "+4915228817386")
    url = f"{pbx.ready['control']}/voicemails/lea.muster/{message['file']}"
    answer = pbx.client.get(url)
    assert answer.headers["content-type"] == "audio/wav"
    with wave.open(io.BytesIO(answer.content)) as recorded:
        assert recorded.getframerate() == 8000
        assert abs(recorded.getnframes() / 8000 - message["length_s"]) < 0.1
        assert any(recorded.readframes(recorded.getnframes()))
    assert pbx.client.get(f"{pbx.ready['control']}/voicemails/lea.muster/..%2Fx").status_code == 404
    assert pbx.client.get(f"{pbx.ready['control']}/voicemails/nobody").status_code == 404
    assert pbx.ask("voicemails/nele.probe") == []


def test_an_ended_call_stands_in_the_list_of_the_assistant_who_answered(pbx: RunningPbx) -> None:
    paul = pbx.user("paul.attrappe")
    path = f"/com.broadsoft.xsi-actions/v2.0/user/{paul['user']}/directories/CallLogs"
    auth = (paul["user"], paul["password"])
    call_id = pbx.ask("call", {"to": "451", "from": "outside", "hold_s": 0.1})["call_id"]
    pbx.wait_for_call(call_id, legs=True)
    pbx.ask("robot-answer", {"user": "paul.attrappe"})
    pbx.wait_for_call(call_id, ended=True)
    received = pbx.client.get(pbx.ready["portal"] + path, auth=auth).text.partition("<missed")[0]
    assert f"<callLogId>{call_id}</callLogId>" in received


def test_calls_that_make_no_sense_are_refused(pbx: RunningPbx) -> None:
    for wish in ({"to": "410", "media": "opera"}, {"to": ""}):
        assert pbx.client.post(f"{pbx.ready['control']}/call", json=wish).status_code == 400
    assert pbx.client.get(f"{pbx.ready['control']}/call/unknown").status_code == 404
    call_id = pbx.ask("call", {"to": "777"})["call_id"]
    assert pbx.wait_for_call(call_id, ended=True)["status"] == 404


def test_it_ends_when_its_input_closes_and_leaves_nothing_behind() -> None:
    with running_pbx() as running:
        assert running.process.stdin is not None
        running.ask("call", {"to": "410"})
        running.process.stdin.close()
        assert running.process.wait(PATIENCE_S) == 0
        assert not Path(running.ready["ca_file"]).exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGTERM there")
def test_it_ends_at_sigterm_while_its_input_stays_open() -> None:
    with running_pbx() as running:
        running.process.send_signal(signal.SIGTERM)
        assert running.process.wait(PATIENCE_S) == 0


def test_a_directory_of_its_own_is_kept(tmp_path: Path) -> None:
    with running_pbx("--data-dir", str(tmp_path / "data")) as running:
        ca_file = Path(running.ready["ca_file"])
    assert ca_file.is_relative_to(tmp_path)
    assert ca_file.is_file()


def test_a_wrong_scenario_is_said_on_stderr(tmp_path: Path) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text("colour = 1")
    done = subprocess.run([*START, "--scenario", str(file)], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert (done.returncode, done.stdout) == (2, "")
    assert "colour" in done.stderr


def test_neither_qt_nor_the_telephony_library_is_loaded() -> None:
    wanted = "('PySide6', 'pjsua2', 'softphone.')"
    code = f"import sys, softphone.demo_pbx.main; print([m for m in sys.modules if m.startswith({wanted})])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    names = [name.strip(" '[]\n") for name in done.stdout.split(",")]
    assert names
    assert all(name.startswith("softphone.demo_pbx") for name in names)
