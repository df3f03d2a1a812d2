"""A middlebox between telephone and server that can forget its connections without a sign."""

import asyncio
import contextlib
from collections.abc import AsyncIterator


class ForgetfulRelay:
    """Relays new connections; those from before the last `forget` swallow everything."""

    def __init__(self, to_port: int) -> None:
        self._to_port = to_port
        self._era = 0
        self._carrying: set[asyncio.Task[None]] = set()
        self.port = 0

    def forget(self) -> None:
        self._era += 1

    async def carry(self, here: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        there, forth = await asyncio.open_connection("127.0.0.1", self._to_port)
        for reader, writer in ((here, forth), (there, back)):
            task = asyncio.get_running_loop().create_task(self._pass_on(reader, writer, self._era))
            self._carrying.add(task)
            task.add_done_callback(self._carrying.discard)

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, era: int) -> None:
        with contextlib.suppress(ConnectionError), contextlib.closing(writer):
            while data := await reader.read(65536):
                if era == self._era:
                    writer.write(data)

    async def close(self) -> None:
        for task in tuple(self._carrying):
            task.cancel()
        await asyncio.gather(*self._carrying, return_exceptions=True)


@contextlib.asynccontextmanager
async def forgetful_relay(to_port: int) -> AsyncIterator[ForgetfulRelay]:
    relay = ForgetfulRelay(to_port)
    server = await asyncio.start_server(relay.carry, "127.0.0.1", 0)
    relay.port = server.sockets[0].getsockname()[1]
    try:
        yield relay
    finally:
        server.close()
        await relay.close()
