"""An office in network namespaces: a registrar on one machine, telephones on others."""

import contextlib
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

from softphone.telephony.engine_options import AudioMode, EngineOptions
from tests.integration.peers import Kamailio, kamailio
from tests.integration.phones import Phone
from tests.network.namespaces import Lan, Machine, lan

LONG = bool(os.environ.get("SOFTPHONE_LONG"))


@contextlib.contextmanager
def office(folder: Path) -> Iterator[tuple[Lan, Kamailio, Machine]]:
    """The server's machine with a registrar."""
    with lan() as net:
        machine = net.machine(1)
        with machine.inside(), kamailio(folder, address=machine.address) as server:
            yield net, server, machine


@contextlib.asynccontextmanager
async def phone_in(machine: Machine, user: str, **options: Any) -> AsyncIterator[Phone]:
    phone = Phone(user, EngineOptions(audio=AudioMode.NULL, **options))
    with machine.inside():
        phone.client.start()
    try:
        yield phone
    finally:
        await phone.client.aclose()
