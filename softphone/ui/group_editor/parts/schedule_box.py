"""A choice of one of the leader's schedules, or none."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QWidget

from softphone.domain.executive.filter_rules import Schedule
from softphone.domain.executive.settings import ScheduleRef
from softphone.ui.text.criterion_text import schedule_words
from softphone.ui.widgets.controls.select_box import SelectBox

Known = tuple[tuple[ScheduleRef, Schedule | None], ...]


class ScheduleBox(SelectBox):
    """`picked(ref or None)` by the user. A schedule that is set but not listed stays in the list."""

    picked = Signal(object)

    def __init__(self, no_schedule: Callable[[], str], parent: QWidget | None = None) -> None:
        """`no_schedule`: words of the choice of none."""
        super().__init__("clock", parent)
        self._no_schedule = no_schedule
        self._refs: tuple[ScheduleRef | None, ...] = ()
        self._words: tuple[str, ...] = ()
        self.activated.connect(self.on_activated)

    def show_choice(self, chosen: ScheduleRef | None, refs: Iterable[ScheduleRef]) -> None:
        listed = tuple(dict.fromkeys((*refs, *((chosen,) if chosen is not None else ()))))
        words = (self._no_schedule(), *(schedule_words(ref) for ref in listed))
        self.blockSignals(True)
        if words != self._words or listed != self._refs[1:]:
            self._refs, self._words = (None, *listed), words
            self.clear()
            self.addItems(list(words))
        self.setCurrentIndex(self._refs.index(chosen))
        self.blockSignals(False)
        self.update()

    def on_activated(self, index: int) -> None:
        self.picked.emit(self._refs[index])

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling the page must not change a value."""
        event.ignore()


def time_schedules(known: Known) -> tuple[ScheduleRef, ...]:
    """Those with weekly hours, and those of which the content is not known."""
    return tuple(
        ref for ref, schedule in known if schedule is None or schedule.weekly or schedule.events or not schedule.days
    )


def holiday_schedules(known: Known) -> tuple[ScheduleRef, ...]:
    return tuple(
        ref for ref, schedule in known if schedule is None or schedule.days or schedule.events or not schedule.weekly
    )
