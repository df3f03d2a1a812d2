"""What a server says about many lines in instance subscription (RFC 4662), and how partial lists add up. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from softphone.domain.lines.dialog_info import DialogInfo, LineUpdate, WatchedLine, line_state, line_update
from softphone.domain.lines.line_state import LineState


@dataclass(frozen=True, slots=True)
class ListedLine:
    """An instance of a line in the list. `info` None: no news.

    `is_over`: the instance has ended; `is_unclear`: its state is unknown.
    """

    uri: str
    instance: str = ""
    info: DialogInfo | None = None
    is_over: bool = False
    is_unclear: bool = False


@dataclass(frozen=True, slots=True)
class LineList:
    """A list as received; `full` replaces everything, else only the named lines have changed."""

    version: int
    full: bool
    lines: tuple[ListedLine, ...] = ()


@dataclass(frozen=True, slots=True)
class WatchedList:
    """The known lines by line and instance; unknown before the first full list."""

    version: int | None = None
    lines: Mapping[tuple[str, str], WatchedLine] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ListUpdate:
    """`has_gap`: something was missed, the whole list has to be asked for."""

    list: WatchedList
    has_gap: bool = False


def list_update(known: WatchedList, received: LineList) -> ListUpdate:
    """Applies a list (RFC 4662, section 5.2); after a gap only its own lines are known.

    A full list counts with any version: servers restart at zero.
    """
    if not received.full and known.version is not None and received.version <= known.version:
        return ListUpdate(known)
    in_order = known.version is not None and received.version == known.version + 1
    lines = dict(known.lines) if in_order and not received.full else {}
    has_gap = not received.full and not in_order
    for instance in received.lines:
        update = _instance_update(lines.get((instance.uri, instance.instance)), instance)
        has_gap = has_gap or update.has_gap
        lines[instance.uri, instance.instance] = update.line
        if instance.is_over:
            del lines[instance.uri, instance.instance]
    return ListUpdate(WatchedList(received.version, lines), has_gap)


def _instance_update(known: WatchedLine | None, received: ListedLine) -> LineUpdate:
    before = WatchedLine() if known is None or received.is_unclear else known
    return line_update(before, received.info) if received.info is not None else LineUpdate(before)


def list_states(known: WatchedList) -> Mapping[str, LineState | None]:
    """The busiest instance decides the state of the line; it is free only if all of them are."""
    states: dict[str, list[LineState | None]] = {}
    for (uri, _), line in known.lines.items():
        states.setdefault(uri, []).append(line_state(line))
    return {uri: max(each, key=_ORDER.index) for uri, each in states.items()}


_ORDER = (LineState.FREE, None, LineState.RINGING, LineState.IN_CALL)
