"""Independent programs beside us, each in its own folder and on free loopback ports."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.integration.certificates import Certificates

START_LIMIT_S = 15.0


def need(*programs: str) -> None:
    """Skip the test that asks, naming what is missing."""
    missing = [program for program in programs if _program(program) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")


def _program(name: str) -> str | None:
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")


def free_port() -> int:
    """A port that is free for UDP and TCP on the loopback."""
    for _ in range(50):
        with socket.socket() as tcp, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
            tcp.bind(("127.0.0.1", 0))
            port: int = tcp.getsockname()[1]
            with contextlib.suppress(OSError):
                udp.bind(("127.0.0.1", port))
                return port
    raise RuntimeError("no free port")


def wait_until(fact: Callable[[], bool], what: str, limit_s: float = START_LIMIT_S) -> None:
    limit = time.monotonic() + limit_s
    while not fact():
        if time.monotonic() > limit:
            raise TimeoutError(what)
        time.sleep(0.02)


def answers_tcp(port: int, address: str = "127.0.0.1") -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((address, port)) == 0


@contextlib.contextmanager
def running(
    command: list[str], log: Path, environment: dict[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """A process in a session of its own, ended with all its children by its own process group."""
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, env=environment, start_new_session=True
        )
    try:
        yield process
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    for sign, limit_s in ((signal.SIGTERM, 3.0), (signal.SIGKILL, 3.0)):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, sign)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(limit_s)
            return


# ---------------------------------------------------------------- Kamailio

KAMAILIO_MODULES = "kex tm sl rr pv maxfwd textops siputils sanity usrloc registrar auth htable tls"

KAMAILIO_LOGIC = """
modparam("htable", "htable", "password=>size=6;")
modparam("usrloc", "db_mode", 0)
modparam("registrar", "default_expires", 300)
modparam("registrar", "min_expires", 5)
modparam("tm", "fr_timer", 4000)
event_route[htable:mod-init] { %(passwords)s }
request_route {
  if (!mf_process_maxfwd_header("10")) { sl_send_reply("483", "Too Many Hops"); exit; }
  if (is_method("CANCEL")) { if (t_check_trans()) t_relay(); exit; }
  if (has_totag() && !is_method("SUBSCRIBE")) {
    if (loose_route()) { t_relay(); exit; }
    if (is_method("ACK")) { if (t_check_trans()) t_relay(); exit; }
    sl_send_reply("404", "Not here"); exit;
  }
  %(presence)s
  $var(password) = $sht(password=>$fU);
  if ($var(password) == $null) { sl_send_reply("403", "Unknown user"); exit; }
  if (is_method("REGISTER")) {
    if (!pv_www_authenticate("$td", "$var(password)", "0")) { www_challenge("$td", "1"); exit; }
    if (!save("location")) sl_reply_error();
    exit;
  }
  if (!pv_proxy_authenticate("$fd", "$var(password)", "0")) { proxy_challenge("$fd", "1"); exit; }
  consume_credentials();
  remove_hf("Route");
  record_route();
  %(calls)s
  if (!lookup("location")) { sl_send_reply("404", "Not registered"); exit; }
  if (!t_relay()) sl_reply_error();
}
"""


NO_PRESENCE = {
    "presence": 'if (is_method("SUBSCRIBE|PUBLISH")) { sl_send_reply("489", "Bad Event"); exit; }',
    "calls": "",
}
PRESENCE_TABLES = Path("/usr/share/kamailio/dbtext/kamailio")
PRESENCE_MODULES = "db_text dialog presence presence_dialoginfo presence_mwi pua pua_dialoginfo"
PRESENCE = {
    "presence": """
  if (is_method("PUBLISH") && $si == "127.0.0.1") { handle_publish(); exit; }
  if (is_method("SUBSCRIBE")) {
    $var(password) = $sht(password=>$fU);
    if ($var(password) == $null) { sl_send_reply("403", "Unknown user"); exit; }
    if (!pv_www_authenticate("$fd", "$var(password)", "0")) { www_challenge("$fd", "1"); exit; }
    if ($tU == "nobody") { sl_send_reply("404", "Not here"); exit; }
    t_newtran(); handle_subscribe(); exit;
  }""",
    "calls": 'if (is_method("INVITE")) dlg_manage();',
}
PRESENCE_PARAMETERS = """
modparam("presence|pua", "db_url", "text://%(tables)s")
modparam("presence", "subs_db_mode", 0)
modparam("presence", "publ_cache", 2)
modparam("presence", "server_address", "sip:127.0.0.1:%(port)d")
modparam("presence", "min_expires", 1)
modparam("presence", "notifier_processes", 0)
modparam("pua", "db_mode", 0)
modparam("pua", "outbound_proxy", "sip:127.0.0.1:%(port)d")
modparam("pua_dialoginfo", "include_callid", 1)
modparam("pua_dialoginfo", "caller_confirmed", 0)
modparam("pua_dialoginfo", "send_publish_flag", -1)
modparam("dialog", "default_timeout", 3600)
"""


@dataclass(frozen=True)
class Kamailio:
    """Registrar and proxy with digest. `ca_file` verifies its certificate for 127.0.0.1 and localhost."""

    port: int
    tls_port: int
    ca_file: Path
    address: str = "127.0.0.1"
    group: int = 0


@contextlib.contextmanager
def kamailio(
    folder: Path,
    users: tuple[str, ...] = ("alice", "bob", "carol"),
    port: int = 0,
    address: str = "127.0.0.1",
    presence: bool = False,
) -> Iterator[Kamailio]:
    """Every user's password is "secret-" and the name. A given `port` lets one come back where it was.

    `presence`: it tells who telephones (RFC 4235), from the calls that go through it.
    """
    need("kamailio")
    if presence and not _has_modules(PRESENCE_MODULES):
        pytest.skip("not installed: kamailio-presence-modules")
    folder.mkdir(parents=True, exist_ok=True)
    certificates = Certificates.make(folder, address, "localhost")
    server = Kamailio(port or free_port(), free_port(), certificates.ca_file, address)
    config = folder / "kamailio.cfg"
    config.write_text(_kamailio_config(server, certificates, users, presence))
    command = [_program("kamailio") or "", "-f", str(config), "-DD", "-E", "-m", "64", "-M", "8"]
    with running([*command, "-P", str(folder / "pid"), "-Y", str(folder)], folder / "kamailio.log") as process:
        wait_until(lambda: _answers(server), "kamailio did not start")
        yield replace(server, group=process.pid)


@contextlib.contextmanager
def paused(server: Kamailio) -> Iterator[None]:
    """The machine accepts connections and packets, and nothing answers."""
    os.killpg(server.group, signal.SIGSTOP)
    try:
        yield
    finally:
        os.killpg(server.group, signal.SIGCONT)


def _answers(server: Kamailio) -> bool:
    return all(answers_tcp(port, server.address) for port in (server.port, server.tls_port))


def _has_modules(names: str) -> bool:
    return PRESENCE_TABLES.is_dir() and all((_modules() / f"{name}.so").exists() for name in names.split())


def _tables(folder: Path) -> Path:
    """Empty ones: the module insists on a database, even where all of it stays in memory."""
    tables: Path = shutil.copytree(PRESENCE_TABLES, folder / "tables")
    return tables


def _modules() -> Path:
    return next(path for path in Path("/usr").glob("lib*/**/kamailio/modules") if path.is_dir())


def _kamailio_config(
    server: Kamailio, certificates: Certificates, users: tuple[str, ...], presence: bool = False
) -> str:
    modules = _modules()
    tls = certificates.server_file.parent / "tls.cfg"
    tls.write_text(
        f"[server:default]\nmethod = TLSv1.2\nverify_certificate = no\nrequire_certificate = no\n"
        f"private_key = {certificates.key_file}\ncertificate = {certificates.server_file}\n"
    )
    head = (
        f"#!KAMAILIO\ndebug=1\nlog_stderror=yes\nfork=yes\nchildren=1\ntcp_children=2\nauto_aliases=no\n"
        f"enable_tls=yes\nlisten=udp:{server.address}:{server.port}\nlisten=tcp:{server.address}:{server.port}\n"
        f'listen=tls:{server.address}:{server.tls_port}\nmpath="{modules}/"\n'
    )
    wanted = f"{KAMAILIO_MODULES} {PRESENCE_MODULES}" if presence else KAMAILIO_MODULES
    load = "".join(f'loadmodule "{name}.so"\n' for name in wanted.split())
    load += PRESENCE_PARAMETERS % {"port": server.port, "tables": _tables(tls.parent)} if presence else ""
    passwords = " ".join(f'$sht(password=>{user}) = "secret-{user}";' for user in users)
    logic = KAMAILIO_LOGIC % {"passwords": passwords, **(PRESENCE if presence else NO_PRESENCE)}
    return head + load + f'modparam("tls", "config", "{tls}")\n' + logic
