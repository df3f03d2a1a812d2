""" "Regel ausprobieren": an imagined call against the form as it stands, unsaved changes included."""

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from softphone.domain.executive.draft import Draft
from softphone.domain.executive.filter_rules import CallFacts, FilterDecision
from softphone.domain.executive.settings import Filtering, FilteringMode
from softphone.services.group_editor.draft_edits import find_criterion
from softphone.services.group_editor.simulation import simulate
from softphone.ui.group_editor.parts.editor_parts import Hairline
from softphone.ui.group_editor.parts.schedule_box import Known
from softphone.ui.group_editor.parts.sequence_text import sequence_words
from softphone.ui.group_editor.simulator.simulator_fields import CalledBox, CallerField, CallerKind, MomentField
from softphone.ui.group_editor.simulator.simulator_text import ReasonWords, VerdictWords, reason_words, verdict_words
from softphone.ui.theme.theme import theme
from softphone.ui.widgets.clock import ticker
from softphone.ui.widgets.labels.icon_label import IconLabel
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.translated_widget import TranslatedWidget

translate = QCoreApplication.translate
_PADDING_PX = 36


class VerdictBox(QWidget):
    """Where the call would go, why, and what follows there."""

    def __init__(self) -> None:
        super().__init__()
        self.icon = IconLabel("info", "text", 20)
        self.title = TextLabel("", "title", wrap=True)
        self.text = TextLabel("", wrap=True)
        self.sequence = TextLabel("", "label", "text2", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.title, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.text)
        column.addWidget(self.sequence)

    def show_verdict(self, words: VerdictWords, sequence: tuple[str, ...]) -> None:
        self.icon.show_icon(words.icon, "text")
        self.title.setText(words.title)
        self.text.setText(words.text)
        self.sequence.setText("\n".join(sequence))
        self.sequence.setVisible(bool(sequence))
        self.setAccessibleName(" ".join((words.title, words.text, *sequence)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("sunken"))
        radius = float(theme().radius("card"))
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)


class _ReasonRow(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.icon = IconLabel("x")
        self.name = TextLabel("", wrap=True)
        self.text = TextLabel("", "label", "text2", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.name)
        words.addWidget(self.text)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(Hairline())

    def show_reason(self, words: ReasonWords) -> None:
        self.icon.show_icon(words.icon, words.color)
        self.name.setText(words.name)
        self.name.set_font_name("strong" if words.deciding else "body")
        self.text.setText(words.text)
        self.setAccessibleName(f"{words.name}: {words.text}")


class SimulatorPane(TranslatedWidget, QWidget):
    """`decided(name or None)`: the criterion that decides, for the mark in the table."""

    decided = Signal(object)

    def __init__(self, region: str = "DE", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._region, self._draft, self._known = region, None, ()  # type: tuple[str, Draft | None, Known]
        self.title, self.note = TextLabel("", "title"), TextLabel("", "label", "text2", wrap=True)
        self.caller_label = TextLabel("", "label", "text2")
        self.called_label, self.moment_label = TextLabel("", "label", "text2"), TextLabel("", "label", "text2")
        self.caller, self.called = CallerField(), CalledBox()
        self.moment = MomentField(ticker().now_s())
        self.verdict = VerdictBox()
        self.hint = TextLabel("", "body", "text2", wrap=True)
        self.reasons: list[_ReasonRow] = []
        self._lay_out()
        self.caller.changed.connect(self.on_asked)
        self.called.activated.connect(self.on_asked)
        self.moment.dateTimeChanged.connect(self.on_asked)
        self.retranslate()

    def show_draft(self, draft: Draft, known: Known) -> None:
        self._draft, self._known = draft, known
        self.on_asked()

    def on_asked(self) -> None:
        self._arrange()
        draft = self._draft
        if draft is None:
            return
        ready = self._is_asked(draft.settings.filtering)
        self.verdict.setVisible(ready)
        self.hint.setVisible(not ready)
        verdict = simulate(draft.settings, self.facts(), self._known, self._region) if ready else None
        self._show_verdict(draft, verdict)
        self.decided.emit(verdict.deciding if verdict is not None and verdict.certain else None)

    def facts(self) -> CallFacts:
        kind = self.caller.kind
        return CallFacts(
            number=self.caller.number,
            internal=kind is CallerKind.INTERNAL,
            anonymous=kind is CallerKind.ANONYMOUS,
            unavailable=kind is CallerKind.UNAVAILABLE,
            called=self.called.called,
            at=self.moment.moment,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        super().resizeEvent(event)

    def _arrange(self) -> None:
        """Side by side where neither the number's name nor the time is cut off, else below each other."""
        margins = self.contentsMargins()
        room = self.width() - margins.left() - margins.right() - self._sides.spacing() - _PADDING_PX
        wanted = 2 * max(self.called.whole_px(), self.moment.sizeHint().width())
        beside = wanted <= room
        self._sides.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    def _is_asked(self, filtering: Filtering | None) -> bool:
        """The number matters to the advanced filter only."""
        hidden = self.caller.kind in (CallerKind.ANONYMOUS, CallerKind.UNAVAILABLE)
        needs_number = (
            filtering is not None and filtering.enabled and filtering.mode is FilteringMode.ADVANCED and not hidden
        )
        return not needs_number or bool(self.caller.number)

    def _show_verdict(self, draft: Draft, verdict: FilterDecision | None) -> None:
        rings_there = verdict is not None and verdict.to_assistants and verdict.certain
        self.verdict.show_verdict(
            verdict_words(draft.settings, verdict), sequence_words(draft) if rings_there else ()
        )
        reasons = self._reasons(draft, verdict) if verdict is not None else ()
        self._fit_rows(len(reasons))
        for row, words in zip(self.reasons, reasons, strict=True):
            row.show_reason(words)

    def _reasons(self, draft: Draft, verdict: FilterDecision) -> tuple[ReasonWords, ...]:
        return tuple(
            reason_words(reason, verdict, find_criterion(draft, reason.name), bool(self.caller.number))
            for reason in verdict.reasons
        )

    def _fit_rows(self, count: int) -> None:
        while len(self.reasons) > count:
            row = self.reasons.pop()
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self.reasons) < count:
            self.reasons.append(_ReasonRow())
            self._rows.addWidget(self.reasons[-1])

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconLabel("flask", "text"))
        head.addWidget(self.title, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 18, 20, 16)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.note)
        column.addSpacing(8)
        column.addWidget(self.caller_label)
        column.addWidget(self.caller)
        column.addSpacing(4)
        self._sides = sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        sides.setSpacing(8)
        for label, field in ((self.called_label, self.called), (self.moment_label, self.moment)):
            side = QVBoxLayout()
            side.setSpacing(4)
            side.addWidget(label)
            side.addWidget(field)
            sides.addLayout(side, 1)
        column.addLayout(sides)
        column.addSpacing(12)
        column.addWidget(self.verdict)
        column.addWidget(self.hint)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column.addLayout(self._rows)
        column.addStretch(1)
        self.caller_label.setBuddy(self.caller)
        self.called_label.setBuddy(self.called)
        self.moment_label.setBuddy(self.moment)

    def retranslate(self) -> None:
        self.title.setText(translate("Simulator", "Try the rule"))
        self.note.setText(translate("Simulator", "Uses the settings on the left, including unsaved changes."))
        self.caller_label.setText(translate("Simulator", "Call from"))
        self.called_label.setText(translate("Simulator", "Called number"))
        self.moment_label.setText(translate("Simulator", "Point in time"))
        self.hint.setText(translate("Simulator", "Enter a number to see where the call would ring."))
        self.caller.setAccessibleName(self.caller_label.text())
        self.called.setAccessibleName(self.called_label.text())
        self.moment.setAccessibleName(self.moment_label.text())
        self.caller.retranslate()
        self.called.retranslate()
        self.on_asked()
