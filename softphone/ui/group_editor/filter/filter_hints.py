"""Below the sentence: criteria that do nothing, or only at some times, each with what decides before them."""

from typing import assert_never

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from softphone.domain.executive.filter_hints import Hint, HintKind
from softphone.ui.widgets.labels.inline_note import InlineNote
from softphone.ui.widgets.layouts import make_column

translate = QCoreApplication.translate


def hint_words(hint: Hint) -> str:
    schedule = hint.schedule.name if hint.schedule is not None else ""
    return _template(hint.kind).format(name=hint.name, other=hint.other, schedule=schedule)


def _template(kind: HintKind) -> str:
    match kind:
        case HintKind.NOBODY:
            return translate("FilterHint", "“{name}” has no effect: it names no caller.")
        case HintKind.NEVER_HOLDS:
            return translate("FilterHint", "“{name}” has no effect: the schedule “{schedule}” has no times.")
        case HintKind.COVERED:
            return translate("FilterHint", "“{name}” has no effect. “{other}” covers these calls already.")
        case HintKind.EXCLUDED:
            return translate("FilterHint", "“{name}” has no effect. “{other}” excludes these calls, and that wins.")
        case HintKind.COVERED_OUTSIDE:
            return _outside(translate("FilterHint", "Within it “{other}” applies already."))
        case HintKind.EXCLUDED_OUTSIDE:
            return _outside(translate("FilterHint", "Within it “{other}” excludes these calls."))
        case _:
            assert_never(kind)


def _outside(within: str) -> str:
    return translate("FilterHint", "“{name}” has an effect only outside “{schedule}”.") + " " + within


class FilterHints(QWidget):
    """One line each; takes no room while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.notes: list[InlineNote] = []
        self._column = make_column(self, 4)
        self.hide()

    def show_hints(self, hints: tuple[Hint, ...]) -> None:
        while len(self.notes) < len(hints):
            self.notes.append(InlineNote())
            self._column.addWidget(self.notes[-1])
        words = [hint_words(hint) for hint in hints]
        for place, note in enumerate(self.notes):
            note.show_text(words[place] if place < len(words) else "")
        self.setVisible(bool(hints))
