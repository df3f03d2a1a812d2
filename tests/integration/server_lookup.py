"""Phones that find their server in the DNS: the office's account and names."""

import contextlib
from collections.abc import AsyncIterator, Callable

from softphone.domain.account.account import SipAccount, Transport
from softphone.domain.telephone.events import RegistrationChanged, RegistrationState
from softphone.telephony.engine_options import AudioMode, EngineOptions
from tests.integration.dns_server import DnsServer
from tests.integration.phones import Phone, phones

DOMAIN = "office.test"
SRV = {Transport.UDP: "_sip._udp", Transport.TCP: "_sip._tcp", Transport.TLS: "_sips._tcp"}


def office_account(user: str, transport: Transport, ca_file: str = "") -> SipAccount:
    return SipAccount(user, DOMAIN, user, registrar=f"sip:{DOMAIN}", transport=transport, ca_file=ca_file)


@contextlib.asynccontextmanager
async def looking_up(server: DnsServer, *users: str) -> AsyncIterator[list[Phone]]:
    options = EngineOptions(audio=AudioMode.NULL, nameservers=(server.address,), server_check_s=0.5)
    async with phones(*users, options=options) as made:
        yield made


def registered_at(port: int) -> Callable[[RegistrationChanged], bool]:
    return lambda e: e.state is RegistrationState.REGISTERED and e.server.endswith(f":{port}")
