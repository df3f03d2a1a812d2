"""State of a line from full and partial dialog-info documents (RFC 4235)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from softphone.domain.lines.line_state import LineState


class DialogPhase(Enum):
    """The states of RFC 4235, section 4.1."""

    TRYING = "trying"
    PROCEEDING = "proceeding"
    EARLY = "early"
    CONFIRMED = "confirmed"
    TERMINATED = "terminated"


@dataclass(frozen=True, slots=True)
class WatchedDialog:
    """A call on the line; `outgoing`: placed by it."""

    id: str
    phase: DialogPhase
    outgoing: bool = False


@dataclass(frozen=True, slots=True)
class DialogInfo:
    """A document as received; `full` replaces all calls, otherwise only the named ones have changed."""

    version: int
    full: bool
    dialogs: tuple[WatchedDialog, ...] = ()


@dataclass(frozen=True, slots=True)
class WatchedLine:
    """The known state of a line; unknown before the first full document."""

    version: int | None = None
    complete: bool = False
    dialogs: Mapping[str, WatchedDialog] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LineUpdate:
    """`has_gap`: something was missed, the whole state has to be asked for."""

    line: WatchedLine
    has_gap: bool = False


def line_update(line: WatchedLine, info: DialogInfo) -> LineUpdate:
    """Applies a document (RFC 4235, section 4.3). A full one counts with any version: servers restart at zero."""
    if info.full:
        return LineUpdate(WatchedLine(info.version, True, _living({}, info)))
    if line.version is not None and info.version <= line.version:
        return LineUpdate(line)
    in_order = line.version is not None and info.version == line.version + 1
    after = WatchedLine(info.version, line.complete and in_order, _living(line.dialogs, info))
    return LineUpdate(after, has_gap=not after.complete)


def line_state(line: WatchedLine) -> LineState | None:
    """None is unknown, never free. An outgoing call counts as busy before it is answered."""
    if not line.complete:
        return None
    calls = line.dialogs.values()
    if any(call.outgoing or call.phase is DialogPhase.CONFIRMED for call in calls):
        return LineState.IN_CALL
    return LineState.RINGING if calls else LineState.FREE


def _living(known: Mapping[str, WatchedDialog], info: DialogInfo) -> Mapping[str, WatchedDialog]:
    now = {**known, **{call.id: call for call in info.dialogs}}
    return {key: call for key, call in now.items() if call.phase is not DialogPhase.TERMINATED}
