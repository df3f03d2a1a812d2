"""The tab "Benachrichtigung": the form at the left, the preview of the card at the right."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from softphone.services.state.group_editor import EditorView
from softphone.ui.group_editor.notification.notification_page import NotificationPage
from softphone.ui.group_editor.notification.preview_pane import PreviewPane
from softphone.ui.group_editor.parts.editor_parts import pane_px, scrolled
from softphone.ui.theme.surface import Surface
from softphone.ui.widgets.layouts import make_column, make_row


class NotificationTab(QWidget):
    """`edited(draft)` by the user."""

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page, self.preview = NotificationPage(), PreviewPane()
        form = Surface(None, "surface")
        left = make_column(form)
        left.addWidget(scrolled(self.page))
        pane = Surface(None, "sunken", Qt.Edge.LeftEdge)
        self.pane = pane
        right = QVBoxLayout(pane)
        right.setContentsMargins(1, 0, 0, 0)
        right.addWidget(scrolled(self.preview))
        row = make_row(self, 0)
        row.addWidget(form, 1)
        row.addWidget(pane)
        self.page.edited.connect(self.edited)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.pane.setFixedWidth(pane_px(self.width()))
        super().resizeEvent(event)

    def show_view(self, view: EditorView) -> None:
        self.page.show_view(view)
        self.preview.show_view(view)
