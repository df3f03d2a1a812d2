"""A stand-in for the engine process: reports each command it gets."""

import os
import signal
import sys
import time
from multiprocessing.connection import Connection

from softphone import own_program
from softphone.domain.telephone.call import CallKey, InviteFacts
from softphone.domain.telephone.commands import Dial, Shutdown
from softphone.domain.telephone.events import CommandFailed, EngineReady, IncomingCall
from softphone.telephony.engine_options import EngineOptions

DEAF = "hears nothing"
DOOMED = "dies at once"


def run(commands: Connection, events: Connection, options: EngineOptions) -> None:
    if options.user_agent == DOOMED:
        os._exit(7)
    events.send(EngineReady(os.getpid(), f"{options.sip_port} {options.first_incoming_key}"))
    while options.user_agent == DEAF:
        time.sleep(1)
    while True:
        command = commands.recv()
        if isinstance(command, Shutdown):
            return
        if isinstance(command, Dial) and command.target == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if isinstance(command, Dial) and command.target == "call me":
            events.send(IncomingCall(CallKey(command.key + 1), InviteFacts()))
        events.send(CommandFailed(getattr(command, "key", None), repr(command)))


if __name__ == "__main__":
    there = own_program.inherited(sys.argv[1], readable=True)
    run(there, own_program.inherited(sys.argv[2], readable=False), there.recv())
