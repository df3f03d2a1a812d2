"""Entry point of the engine process. Has few imports, as the window side imports it as the spawn target."""

import logging
import signal
from multiprocessing.connection import Connection
from pathlib import Path

from softphone.telephony.engine_options import EngineOptions

ENGINE_NAME = "engine"
"""The name of its log and crash reports."""


def run(connection: Connection, options: EngineOptions) -> None:
    """Runs until Shutdown arrives or the pipe closes. Loads pjsua2 only here, in the child process."""
    from softphone import crash
    from softphone.telephony.engine.engine import EngineProcess

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole terminal group; the window decides
    folder = Path(options.log_folder) if options.log_folder else None
    if folder is not None:
        crash.start_logging(folder, ENGINE_NAME)
    try:
        EngineProcess(connection, options).run()
    except Exception:
        logging.getLogger(__name__).exception("the engine failed")
        raise
