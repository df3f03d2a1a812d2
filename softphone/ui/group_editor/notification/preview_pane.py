""" "Vorschau": how a call looks at the assistants' telephones by the form as it stands, and on mobile devices."""

from collections.abc import Iterator
from enum import Enum

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QWheelEvent,
)
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from softphone.domain.executive.caller_preview import Line, PreviewPart, PreviewParty, caller_preview, mobile_preview
from softphone.domain.executive.settings import Alerting
from softphone.domain.numbers.phone_numbers import display
from softphone.services.state.group_editor import EditorView
from softphone.services.state.groups import LeaderRef
from softphone.ui.group_editor.parts.editor_parts import Hairline
from softphone.ui.text.portal_terms import unknown_value
from softphone.ui.theme.icons import paint_icon
from softphone.ui.theme.theme import FontName, theme
from softphone.ui.widgets.containers.tile import paint_tile
from softphone.ui.widgets.controls.select_box import SelectBox
from softphone.ui.widgets.labels.icon_label import IconLabel
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.translated_widget import TranslatedWidget

translate = QCoreApplication.translate
_BAND_PX = 36
_EXAMPLE_NUMBER = "+4915228817386"
_SIDE_PX, _GAP_PX = 16, 12
_PADDING_PX = 12


class Example(Enum):
    EXTERNAL = "external"
    NAMELESS = "nameless"
    INTERNAL = "internal"
    ANONYMOUS = "anonymous"


def example_words(example: Example) -> str:
    match example:
        case Example.EXTERNAL:
            return translate("PreviewPane", "External, with a name")
        case Example.NAMELESS:
            return translate("PreviewPane", "External, without a name")
        case Example.INTERNAL:
            return translate("PreviewPane", "Internal")
        case Example.ANONYMOUS:
            return translate("PreviewPane", "Anonymous")


def example_caller(example: Example) -> PreviewParty:
    """Invented people, numbers of the ranges reserved for fiction."""
    match example:
        case Example.EXTERNAL:
            return PreviewParty("Erika Mustermann", display(_EXAMPLE_NUMBER, "DE"))
        case Example.NAMELESS:
            return PreviewParty("", display(_EXAMPLE_NUMBER, "DE"))
        case Example.INTERNAL:
            return PreviewParty("Max Theater", "417")
        case Example.ANONYMOUS:
            return PreviewParty(translate("PreviewPane", "Anonymous"), "")


class _PreviewCard(QWidget):
    """A painted card: with the leader's band for desk telephones, bare for mobile devices."""

    def __init__(self, band: bool) -> None:
        super().__init__()
        self._band, self._leader = band, None  # type: tuple[bool, LeaderRef | None]
        self._name: Line | None = ()
        self._number: Line | None = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def texts(self) -> tuple[str, str]:
        return _plain(self._name), _plain(self._number)

    def show_lines(self, leader: LeaderRef, name: Line | None, number: Line | None) -> None:
        self._leader, self._name, self._number = leader, name, number
        self.setAccessibleName(" ".join(self.texts))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        lines = self._name_layout(self._room()).lineCount() or 1
        name = QFontMetrics(theme().font(self._name_font())).height() * lines
        number = QFontMetrics(theme().font("body")).height()
        return QSize(200, (_BAND_PX if self._band else 0) + name + number + 2 * _PADDING_PX + 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        radius = float(theme().radius("float" if self._band else "card"))
        outline.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.fillPath(outline, theme().color("surface"))
        if self._band and self._leader is not None:
            self._paint_band(painter, outline, self._leader)
        painter.strokePath(outline, QPen(theme().color("hairline"), 1.0))
        self._paint_lines(painter)
        if not self._band:
            side = QRectF(self.width() - 32, self.height() / 2 - 10, 20, 20)
            paint_icon(painter, side, "phone-incoming", theme().color("text2"))

    def _paint_band(self, painter: QPainter, outline: QPainterPath, leader: LeaderRef) -> None:
        painter.save()
        painter.setClipPath(outline)
        painter.fillRect(0, 0, self.width(), _BAND_PX, theme().leader(leader.colour).tint)
        painter.restore()
        tile = QRectF(_PADDING_PX, (_BAND_PX - 24) / 2, 24, 24)
        paint_tile(painter, tile, leader.initials, leader.colour, True, leader.double_spine)
        before, _, after = translate("CallWords", "for {leader}").partition("{leader}")
        painter.setPen(theme().color("text"))
        x = 44.0
        for text, font in ((before, "body"), (leader.name, "strong"), (after, "body")):
            painter.setFont(theme().font(font))  # type: ignore[arg-type]
            painter.drawText(QRectF(x, 0, self.width(), _BAND_PX), Qt.AlignmentFlag.AlignVCenter, text)
            x += painter.fontMetrics().horizontalAdvance(text)

    def _paint_lines(self, painter: QPainter) -> None:
        top = (_BAND_PX if self._band else 0) + _PADDING_PX
        layout = self._name_layout(self._room())
        painter.setPen(theme().color("text"))
        layout.draw(painter, QPointF(_PADDING_PX, top))
        below = top + layout.boundingRect().height() + 4
        painter.setFont(theme().font("body", tabular=True))
        painter.setPen(self._tone(any(part.of_leader for part in self._number or ()), "text2"))
        painter.drawText(QRectF(_PADDING_PX, below, self._room(), 24), Qt.AlignmentFlag.AlignTop, self.texts[1])

    def _name_layout(self, width: int) -> QTextLayout:
        layout = QTextLayout(self.texts[0], theme().font(self._name_font()))
        layout.setFormats(self._name_formats())
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            line.setPosition(QPointF(0, y))
            y += line.height()
        layout.endLayout()
        return layout

    def _name_formats(self) -> list[QTextLayout.FormatRange]:
        formats = []
        for start, part in _placed(self._name or ()):
            entry, look = QTextLayout.FormatRange(), QTextCharFormat()
            look.setForeground(self._tone(part.of_leader, "text"))
            entry.start, entry.length, entry.format = start, len(part.text), look
            formats.append(entry)
        return formats

    def _tone(self, of_leader: bool, otherwise: str) -> QColor:
        if of_leader and self._leader is not None:
            return theme().leader(self._leader.colour).text
        return theme().color(otherwise)

    def _name_font(self) -> FontName:
        return "title" if self._band else "strong"

    def _room(self) -> int:
        return self.width() - 2 * _PADDING_PX - (0 if self._band else 24)


class PreviewPane(TranslatedWidget, QWidget):
    """Computed from the unsaved form; nothing here is written anywhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: EditorView | None = None
        self.title, self.note = TextLabel("", "title"), TextLabel("", "label", "text2", wrap=True)
        self.desk_label, self.mobile_label = TextLabel("", "label", "text2"), TextLabel("", "label", "text2")
        self.desk, self.mobile = _PreviewCard(band=True), _PreviewCard(band=False)
        self.colour_note = TextLabel("", "label", "text2", wrap=True)
        self.mobile_note = TextLabel("", "label", "text2", wrap=True)
        self.example_label, self.example = TextLabel("", "label", "text2"), _ExampleBox()
        self.example.activated.connect(self.on_example)
        self._lay_out()
        self.retranslate()

    def show_view(self, view: EditorView) -> None:
        self._view = view
        self.note.setText(
            translate("PreviewPane", "How a call for {leader} appears.").format(leader=view.leader.name)
        )
        alerting = view.draft.settings.alerting or Alerting(None, None, None)
        caller = example_caller(self.example.example)
        leader = PreviewParty(view.leader.name, view.leader.number or translate("PreviewPane", "the leader's number"))
        shown, mobile = caller_preview(alerting, leader, caller), mobile_preview(caller)
        self.desk.show_lines(view.leader, shown.name, shown.number)
        self.mobile.show_lines(view.leader, mobile.name, mobile.number)

    def on_example(self) -> None:
        self._arrange()
        if self._view is not None:
            self.show_view(self._view)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        super().resizeEvent(event)

    def _arrange(self) -> None:
        """The label stands above the box where both do not fit beside each other."""
        wanted = self.example_label.sizeHint().width() + _GAP_PX + self.example.whole_px()
        beside = wanted <= self.width() - 2 * _SIDE_PX
        self._example_row.setDirection(
            QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        )
        self._example_row.setSpacing(_GAP_PX if beside else 4)

    def _lay_out(self) -> None:
        head = _with_icon("eye", self.title)
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE_PX, 18, _SIDE_PX, 16)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.note)
        column.addSpacing(6)
        column.addLayout(_with_icon("desktop", self.desk_label))
        column.addWidget(self.desk)
        column.addWidget(self.colour_note)
        column.addSpacing(10)
        column.addLayout(_with_icon("device-mobile", self.mobile_label))
        column.addWidget(self.mobile)
        column.addWidget(self.mobile_note)
        column.addStretch(1)
        column.addWidget(Hairline())
        self._example_row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.addWidget(self.example_label)
        row.addWidget(self.example, 1)
        column.addLayout(row)

    def retranslate(self) -> None:
        self.title.setText(translate("PreviewPane", "Preview"))
        self.desk_label.setText(translate("PreviewPane", "Desktop client and desk telephone"))
        self.mobile_label.setText(translate("PreviewPane", "Mobile device"))
        self.colour_note.setText(translate("PreviewPane", "What comes from the leader is coloured."))
        self.mobile_note.setText(
            translate("PreviewPane", "Always shows the original caller. The call information does not apply here.")
        )
        self.example_label.setText(translate("PreviewPane", "Example caller"))
        self.example.setAccessibleName(self.example_label.text())
        self.example.retranslate()
        if self._view is not None:
            self.show_view(self._view)


class _ExampleBox(SelectBox):
    @property
    def example(self) -> Example:
        return tuple(Example)[max(self.currentIndex(), 0)]

    def retranslate(self) -> None:
        place = max(self.currentIndex(), 0)
        self.blockSignals(True)
        self.clear()
        self.addItems([example_words(example) for example in Example])
        self.setCurrentIndex(place)
        self.blockSignals(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def _with_icon(icon: str, label: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(IconLabel(icon))
    row.addWidget(label, 1)
    return row


def _plain(line: Line | None) -> str:
    return unknown_value() if line is None else "".join(part.text for part in line)


def _placed(line: Line) -> Iterator[tuple[int, PreviewPart]]:
    start = 0
    for part in line:
        yield start, part
        start += len(part.text)
