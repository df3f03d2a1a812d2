"""What both right-hand panels are made of: a body that scrolls up and down, and a foot that stays."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from softphone.ui.widgets.layouts import make_column


def side_body(bottom_px: int = 0) -> tuple[QWidget, QVBoxLayout]:
    """The body and its column, without gaps; it keeps the ground of the panel."""
    body = QWidget()
    body.setProperty("plain", True)
    inner = QVBoxLayout(body)
    inner.setContentsMargins(0, 0, 0, bottom_px)
    inner.setSpacing(0)
    return body, inner


def fill_side(panel: QWidget, body: QWidget, foot: QWidget) -> None:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(body)
    column = make_column(panel, 0)
    column.addWidget(area, 1)
    column.addWidget(foot)
