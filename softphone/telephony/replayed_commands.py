"""What an engine must know again after it was restarted."""

from softphone.domain.telephone.commands import (
    Command,
    FollowReferrals,
    Register,
    SetAudio,
    SetLogging,
    Unregister,
    WatchFeatures,
    WatchLines,
    WatchMailboxes,
)

_LASTING = (SetLogging, SetAudio, FollowReferrals, WatchLines, WatchMailboxes, WatchFeatures)
"""In the order in which the next engine hears of them, before the registration."""


class ReplayedCommands:
    """Remembers the last order of each lasting kind and the registration; everything else dies with the engine."""

    def __init__(self) -> None:
        self._register: Register | None = None
        self._lasting: dict[type[Command], Command] = {}

    def remember(self, command: Command) -> bool:
        """True when the command is one that lasts."""
        match command:
            case Register():
                self._register = command
            case Unregister():
                self._register = None
            case _ if isinstance(command, _LASTING):
                self._lasting[type(command)] = command
            case _:
                return False
        return True

    def replay(self) -> tuple[Command, ...]:
        orders = (*(self._lasting.get(kind) for kind in _LASTING), self._register)
        return tuple(order for order in orders if order is not None)
