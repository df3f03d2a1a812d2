"""Commands that are replayed to a restarted engine."""

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
"""In the order of their replay, before the registration."""


class ReplayedCommands:
    """The last command of each lasting kind and the registration; all other commands are lost with the engine."""

    def __init__(self) -> None:
        self._register: Register | None = None
        self._lasting: dict[type[Command], Command] = {}

    def record(self, command: Command) -> bool:
        """True when the command will be replayed."""
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
