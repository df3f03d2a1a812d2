"""Tab goes as one reads, also over what was added to a window later: Qt puts that at the end."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def stops_in(part: QWidget) -> list[QWidget]:
    """What Tab stops at inside of `part`, as it was built.

    WORKAROUND(PySide6 6.11): `nextInFocusChain` makes Python take the next widget for a child of this one and drop it
    with it; so the chain itself is never walked. Remove when a walk survives the end of the widget it began at.
    """
    return [child for child in part.findChildren(QWidget) if child.focusPolicy() & Qt.FocusPolicy.TabFocus]


def put_before(chain: Sequence[QWidget], follower: QWidget | None) -> None:
    """Tab reaches `chain` one after the other and then `follower`; without one, `chain` alone is put in order."""
    ends = (follower,) if follower is not None and chain else ()
    for earlier, later in pairwise((*ends, *chain, *ends)):
        QWidget.setTabOrder(earlier, later)
