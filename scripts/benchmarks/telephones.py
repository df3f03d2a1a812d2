"""What both measured telephones have in common, and the PBX they are registered at."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from softphone.demo.pbx_process import DemoPbx
from softphone.demo.stage import DemoStage
from softphone.demo_pbx.scenario import DEFAULT_FILE

OUR_USER = "nele.probe"
PEER_USER = "jonas.beispiel"
PASSWORD = "for-the-bench-only"


class Telephone(Protocol):
    name: str

    @property
    def user(self) -> str: ...
    def pids(self) -> list[int]: ...
    def wait_ringing(self) -> None: ...
    def wait_idle(self) -> None: ...
    def answer(self) -> float: ...
    def dial(self, number: str) -> None: ...
    def hang_up(self) -> None: ...


def contact(pbx: DemoPbx, user: str) -> str:
    """Where the registrar would send a call for this user."""
    bindings = pbx.get("/registrations").get(user) or []
    if not bindings:
        raise RuntimeError(f"{user} is not registered")
    return str(bindings[0])


@contextlib.contextmanager
def bench_stage(folder: Path) -> Iterator[DemoStage]:
    """The demo PBX; our user has one password for portal and telephone, so that `ctl sign-in` needs no more."""
    secrets = f'password = "{PASSWORD}"\nsip_password = "{PASSWORD}"\n'
    name = f'name = "{OUR_USER}"\n'
    scenario = folder / "scenario.toml"
    scenario.write_text(DEFAULT_FILE.read_text(encoding="utf-8").replace(name, name + secrets), encoding="utf-8")
    with DemoStage("--scenario", str(scenario), folder=folder) as stage:
        yield stage
