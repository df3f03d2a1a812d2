"""What an engine must know again after it was restarted."""

from softphone.telephony.messages import Command, Register, SetAudio, SetLogging, Unregister


class StandingOrders:
    """Remembers the last registration, sound wish and kind of log; everything else dies with the engine."""

    def __init__(self) -> None:
        self._register: Register | None = None
        self._audio: SetAudio | None = None
        self._logging: SetLogging | None = None

    def remember(self, command: Command) -> bool:
        """True when the command is one that lasts."""
        match command:
            case Register():
                self._register = command
            case Unregister():
                self._register = None
            case SetAudio():
                self._audio = command
            case SetLogging():
                self._logging = command
            case _:
                return False
        return True

    def replay(self) -> tuple[Command, ...]:
        return tuple(order for order in (self._logging, self._audio, self._register) if order is not None)
