"""baresip (C) as the other end, remote-controlled over its ctrl_tcp module: netstrings of JSON."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from tests.integration.peers import answers_tcp, free_port, need, running, wait_until
from tests.integration.tones import tone, write_wav

MODULES = Path("/usr/lib/baresip/modules")
LIMIT_S = 10.0

CONFIG = """\
poll_method epoll
sip_listen 127.0.0.1:0
{sip_ca}
call_local_timeout {rings_s}
call_max_calls 4
audio_source aufile,{folder}/tone.wav
audio_player aufile,{folder}/out.wav
audio_alert aufile,{folder}/alert.wav
ausrc_srate 8000
auplay_srate 8000
ausrc_channels 1
auplay_channels 1
net_interface 127.0.0.1
module_path {modules}
module g711.so
module srtp.so
module aufile.so
module_tmp uuid.so
module_tmp account.so
module_app menu.so
module_app ctrl_tcp.so
ctrl_tcp_listen 127.0.0.1:{control}
"""

ACCOUNT = (
    "<sip:{user}@127.0.0.1:{port};transport={transport}>;auth_user={user};auth_pass=secret-{user};"
    'outbound="sip:127.0.0.1:{port};transport={transport}";answermode=manual;audio_codecs=PCMA/8000;regint=300;mwi=no'
    "{encryption}\n"
)


class Baresip:
    """`do` sends a command of baresip's menu, `wait` an event by type."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer
        self.events: list[dict[str, Any]] = []

    async def do(self, command: str, params: str = "") -> None:
        message = json.dumps({"command": command, "params": params}).encode()
        self._writer.write(b"%d:%s," % (len(message), message))
        await self._writer.drain()

    async def wait(self, kind: str, **fields: str) -> dict[str, Any]:
        """The next event of that type; each is used up once."""
        try:
            async with asyncio.timeout(LIMIT_S):
                while (found := self._taken(kind, fields)) is None:
                    await self._read()
        except TimeoutError:
            raise AssertionError(f"baresip: no {kind} {fields}; got {self.events}") from None
        return found

    def _taken(self, kind: str, fields: dict[str, str]) -> dict[str, Any] | None:
        for event in self.events:
            if event.get("type") == kind and all(event.get(name) == value for name, value in fields.items()):
                self.events.remove(event)
                return event
        return None

    async def _read(self) -> None:
        length = int((await self._reader.readuntil(b":"))[:-1])
        self.events.append(json.loads((await self._reader.readexactly(length + 1))[:-1]))


@contextlib.asynccontextmanager
async def baresip(
    folder: Path,
    user: str,
    registrar_port: int,
    transport: str = "udp",
    ca_file: str = "",
    certificate: str = "",
    encryption: str = "",
    rings_s: int = 120,
) -> AsyncIterator[Baresip]:
    """Registered as `user` with the password of `peers.kamailio`; `encryption` is srtp, srtp-mand or nothing.

    After `rings_s` it gives up a call that nobody answers.
    """
    need("baresip")
    folder.mkdir(parents=True, exist_ok=True)
    control = free_port()
    (folder / "config").write_text(
        CONFIG.format(
            folder=folder,
            modules=MODULES,
            control=control,
            rings_s=rings_s,
            sip_ca=f"sip_cafile {ca_file}\nsip_certificate {certificate}" if ca_file else "",
        )
    )
    (folder / "accounts").write_text(
        ACCOUNT.format(
            user=user,
            port=registrar_port,
            transport=transport,
            encryption=f";mediaenc={encryption}" if encryption else "",
        )
    )
    write_wav(folder / "tone.wav", tone(440, 30), rate_hz=8000)
    log = folder / "baresip.log"
    with running(["baresip", "-f", str(folder)], log):
        wait_until(lambda: answers_tcp(control), "baresip did not start")
        reader, writer = await asyncio.open_connection("127.0.0.1", control)
        peer = Baresip(reader, writer)
        try:
            await asyncio.to_thread(wait_until, lambda: " 200 OK" in log.read_text(), "baresip did not register")
            yield peer
        finally:
            writer.close()
            await writer.wait_closed()
