"""The demo PBX against sipp: a foreign telephone registers and calls the echo extension."""

import asyncio
import shutil
from pathlib import Path

import pytest

from tests.integration.sip_bench import running

SIPP = shutil.which("sipp")
pytestmark = [pytest.mark.peer, pytest.mark.skipif(SIPP is None, reason="sipp is not installed")]
CALLS = 20

SCENARIO = """<?xml version="1.0" encoding="ISO-8859-1" ?>
<scenario name="register, call, hang up">
<send retrans="500"><![CDATA[REGISTER sip:pbx.example SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:carl.caller@pbx.example>;tag=[call_number]r
To: <sip:carl.caller@pbx.example>
Call-ID: r///[call_id]
CSeq: 1 REGISTER
Contact: <sip:carl.caller@[local_ip]:[local_port];transport=[transport]>
Expires: 60
Max-Forwards: 70
Content-Length: 0

]]></send>
<recv response="401" auth="true"/>
<send retrans="500"><![CDATA[REGISTER sip:pbx.example SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:carl.caller@pbx.example>;tag=[call_number]r
To: <sip:carl.caller@pbx.example>
Call-ID: r///[call_id]
CSeq: 2 REGISTER
Contact: <sip:carl.caller@[local_ip]:[local_port];transport=[transport]>
Expires: 60
Max-Forwards: 70
[authentication username=carl.caller password=secret]
Content-Length: 0

]]></send>
<recv response="200"/>
<send retrans="500"><![CDATA[INVITE sip:echo.robot@pbx.example SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:carl.caller@pbx.example>;tag=[call_number]
To: <sip:echo.robot@pbx.example>
Call-ID: [call_id]
CSeq: 1 INVITE
Contact: <sip:carl.caller@[local_ip]:[local_port];transport=[transport]>
Max-Forwards: 70
Content-Type: application/sdp
Content-Length: [len]

v=0
o=sipp 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [local_ip]
t=0 0
m=audio [media_port] RTP/AVP 8
]]></send>
<recv response="100" optional="true"/>
<recv response="407" auth="true"/>
<send><![CDATA[ACK sip:echo.robot@pbx.example SIP/2.0
[last_Via:]
[last_From:]
[last_To:]
[last_Call-ID:]
CSeq: 1 ACK
Max-Forwards: 70
Content-Length: 0

]]></send>
<send retrans="500"><![CDATA[INVITE sip:echo.robot@pbx.example SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:carl.caller@pbx.example>;tag=[call_number]
To: <sip:echo.robot@pbx.example>
Call-ID: [call_id]
CSeq: 2 INVITE
Contact: <sip:carl.caller@[local_ip]:[local_port];transport=[transport]>
Max-Forwards: 70
[authentication username=carl.caller password=secret]
Content-Type: application/sdp
Content-Length: [len]

v=0
o=sipp 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [local_ip]
t=0 0
m=audio [media_port] RTP/AVP 8
]]></send>
<recv response="100" optional="true"/>
<recv response="180" optional="true"/>
<recv response="200" rrs="true"/>
<send><![CDATA[ACK [next_url] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
[last_From:]
[last_To:]
[last_Call-ID:]
CSeq: 2 ACK
Max-Forwards: 70
Content-Length: 0

]]></send>
<send retrans="500"><![CDATA[BYE [next_url] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
[last_From:]
[last_To:]
[last_Call-ID:]
CSeq: 3 BYE
Max-Forwards: 70
Content-Length: 0

]]></send>
<recv response="200"/>
</scenario>
"""


@pytest.mark.parametrize("transport", ["u1", "t1"])
def test_sipp_registers_calls_and_hangs_up(tmp_path: Path, transport: str) -> None:
    scenario = tmp_path / "scenario.xml"
    scenario.write_text(SCENARIO, encoding="latin-1")

    async def story() -> None:
        async with running(tmp_path) as bench:
            port = bench.ports.udp if transport == "u1" else bench.ports.tcp
            arguments = ["-t", transport, "-sf", str(scenario), "-i", "127.0.0.1", "-m", str(CALLS), "-r", "20"]
            status, output = await sipp([*arguments, "-nostdin", f"127.0.0.1:{port}"], tmp_path)
            assert status == 0, output
            ended = [event["status"] for event in bench.events if event["event"] == "ended"]
            assert ended == [200] * CALLS
            assert bench.server.calls() == []

    asyncio.run(story())


async def sipp(arguments: list[str], directory: Path) -> tuple[int | None, str]:
    assert SIPP is not None
    process = await asyncio.create_subprocess_exec(
        SIPP, *arguments, cwd=directory, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    try:
        output, _ = await asyncio.wait_for(process.communicate(), 12)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return process.returncode, output.decode(errors="replace")[-2000:]
