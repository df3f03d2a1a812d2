"""Entry point of the engine process. Lean on purpose: the window side imports it to name the spawn target."""

import signal
from multiprocessing.connection import Connection

from softphone.telephony.engine.options import EngineOptions


def run(connection: Connection, options: EngineOptions) -> None:
    """Live until Shutdown arrives or the window side is gone. Loads pjsua2 only here, in the child."""
    from softphone.telephony.engine.engine_process import EngineProcess

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole terminal group; the window decides
    EngineProcess(connection, options).run()
