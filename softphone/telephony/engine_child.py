"""The engine's process and the window's ends of its two pipes. Reads few modules, so that it can begin first."""

import subprocess
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe

from softphone import own_program


@dataclass(frozen=True, slots=True)
class EngineChild:
    """It has begun, and waits for its options as the first thing that comes."""

    process: "subprocess.Popen[bytes]"
    commands: Connection
    events: Connection


def engine_command() -> list[str]:
    return [*own_program.program_command(), "--run-engine"]


def start_engine() -> EngineChild:
    commands_there, commands = Pipe(duplex=False)
    events, events_there = Pipe(duplex=False)
    process = own_program.start_child(engine_command(), commands_there, events_there)
    commands_there.close()
    events_there.close()
    return EngineChild(process, commands, events)
