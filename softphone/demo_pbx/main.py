"""Entry point of the demo PBX process: prints a JSON line when ready, ends when standard input closes."""

import argparse
import asyncio
import contextlib
import json
import logging
import os
import signal
import sys
import tempfile
import threading
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path

from softphone.demo_pbx import scenario
from softphone.demo_pbx.control import ControlServer
from softphone.demo_pbx.model.platform import Platform, User
from softphone.demo_pbx.portal.xsi_calls import UserCalls
from softphone.demo_pbx.portal_server import PortalServer
from softphone.demo_pbx.rules.routing import route
from softphone.demo_pbx.sip.server import SipServer
from softphone.demo_pbx.sip.transport.certificate import make_certificate

_HOST = "127.0.0.1"


def run(arguments: Sequence[str]) -> int:
    options = build_parser().parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    try:
        platform = scenario.load(options.scenario)
    except scenario.ScenarioError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    with _data_dir(options.data_dir) as directory:
        return asyncio.run(_serve(platform, directory, options.sip_port, options.portal_port))


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="softphone --run-demo-pbx", description=__doc__)
    parser.add_argument("--scenario", type=Path, default=scenario.DEFAULT_FILE, metavar="FILE")
    parser.add_argument(
        "--sip-port", type=int, default=0, metavar="N", help="of UDP and TCP, TLS takes the next one; 0: any"
    )
    parser.add_argument("--portal-port", type=int, default=0, metavar="N", help="of plain HTTP; 0: any")
    parser.add_argument(
        "--data-dir", type=Path, metavar="DIR", help="certificate and voicemail; default: thrown away"
    )
    return parser


@contextlib.contextmanager
def _data_dir(wish: Path | None) -> Iterator[Path]:
    if wish is not None:
        wish.mkdir(parents=True, exist_ok=True)
        yield wish
        return
    with tempfile.TemporaryDirectory(prefix="demo-pbx-") as directory:
        yield Path(directory)


async def _serve(platform: Platform, directory: Path, sip_port: int, portal_port: int) -> int:
    stopped = asyncio.Event()
    _stop_on_signals(stopped)
    try:
        async with _running(platform, directory, sip_port, portal_port) as ready:
            _watch_stdin(stopped)
            sys.stdout.write(json.dumps(ready) + "\n")
            sys.stdout.flush()
            await stopped.wait()
    except OSError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


@contextlib.asynccontextmanager
async def _running(
    platform: Platform, directory: Path, sip_port: int, portal_port: int
) -> AsyncIterator[dict[str, object]]:
    """Everything up; the value is the line for the starter."""
    certificate = make_certificate(directory / "certificate")
    sip = SipServer(platform, route, host=_HOST, certificate=certificate, voicemail_dir=directory / "voicemail")
    portal = PortalServer(platform, UserCalls(platform, sip), host=_HOST, certificate=certificate)
    control = ControlServer(platform, sip, portal, host=_HOST)
    portal.subscribe(lambda _: sip.features_may_have_changed())
    async with contextlib.AsyncExitStack() as stack:
        ports = await sip.start(sip_port)
        stack.push_async_callback(sip.stop)
        portal_ports = await portal.start(portal_port)
        stack.push_async_callback(portal.stop)
        address = await control.start()
        stack.push_async_callback(control.stop)
        yield {
            "ready": True,
            "pid": os.getpid(),
            "domain": platform.domain,
            "sip": {"udp": ports.udp, "tcp": ports.tcp, "tls": ports.tls},
            "portal": f"http://{_HOST}:{portal_ports.http}",
            "portal_tls": f"https://{_HOST}:{portal_ports.https}",
            "control": address,
            "ca_file": str(certificate.ca_file),
            "users": [_user(platform, user) for user in platform.users.values()],
        }


def _user(platform: Platform, user: User) -> dict[str, object]:
    """Passwords go to the starter's pipe and nowhere else."""
    roles = {"leader": user.executive is not None, "assistant": user.is_assistant, "robot": bool(user.robot)}
    return {
        "user": f"{user.name}@{platform.domain}",
        "sip_user": user.name,
        "password": user.password,
        "sip_password": user.sip_password,
        "name": user.display,
        "extension": user.extension,
        "number": user.number,
        "roles": [role for role, has in roles.items() if has],
    }


def _stop_on_signals(stopped: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        try:
            loop.add_signal_handler(number, stopped.set)
        except NotImplementedError:  # Windows
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stopped.set))


def _watch_stdin(stopped: asyncio.Event) -> None:
    """A thread, because Windows cannot wait for a pipe in the loop; without a standard input only signals end us."""
    if sys.stdin is None:
        return
    loop, descriptor = asyncio.get_running_loop(), sys.stdin.fileno()
    threading.Thread(target=_read_to_end, args=(descriptor, loop, stopped), name="stdin", daemon=True).start()


def _read_to_end(descriptor: int, loop: asyncio.AbstractEventLoop, stopped: asyncio.Event) -> None:
    """os.read and not sys.stdin: a thread that waits inside the latter breaks the interpreter's shutdown."""
    with contextlib.suppress(OSError):
        while os.read(descriptor, 4096):
            pass
    with contextlib.suppress(RuntimeError):
        loop.call_soon_threadsafe(stopped.set)


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
