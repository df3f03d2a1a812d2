"""Tab order in reading order, also for widgets added to a window later, which Qt puts at the end."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def stops_in(part: QWidget) -> list[QWidget]:
    """The widgets inside `part` that Tab stops at, in the order of their creation.

    WORKAROUND(PySide6 6.11): `nextInFocusChain` makes Python take the next widget for a child of this one and drop it
    with it; so the chain itself is never walked. Remove when a walk survives the end of the widget it began at.
    """
    return [child for child in part.findChildren(QWidget) if child.focusPolicy() & Qt.FocusPolicy.TabFocus]


def put_before(chain: Sequence[QWidget], follower: QWidget | None) -> None:
    """Puts `chain` in tab order, followed by `follower` where there is one."""
    ends = (follower,) if follower is not None and chain else ()
    for earlier, later in pairwise((*ends, *chain, *ends)):
        QWidget.setTabOrder(earlier, later)
