"""A level in bars, with words beside it: colour alone says nothing."""

from typing import assert_never

from PySide6.QtCore import QCoreApplication, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from softphone.domain.audio.volume import Loudness, judged
from softphone.ui.theme.theme import theme
from softphone.ui.widgets.clock import ticker

translate = QCoreApplication.translate
_BAR_PX, _STEP_PX, _HEIGHT_PX = 3.0, 6.0, 14.0
LOWEST_DBFS = -60.0
PEAK_HOLD_S = 1.5
"""Between two syllables the words must not flicker."""


def level_words(dbfs: float | None) -> str:
    """None while nothing is measured."""
    if dbfs is None:
        return ""
    value = f"{round(max(dbfs, LOWEST_DBFS))} dB".replace("-", "−")
    match judged(dbfs):
        case Loudness.SILENT:
            return translate("LevelMeter", "silent")
        case Loudness.TOO_QUIET:
            return translate("LevelMeter", "too quiet · {level}").format(level=value)
        case Loudness.GOOD:
            return translate("LevelMeter", "good · {level}").format(level=value)
        case Loudness.TOO_LOUD:
            return translate("LevelMeter", "too loud · {level}").format(level=value)
        case unknown:
            assert_never(unknown)


def level_share(dbfs: float | None) -> float:
    """0 at silence, 1 at full scale."""
    if dbfs is None:
        return 0.0
    return min(1.0, max(0.0, (dbfs - LOWEST_DBFS) / -LOWEST_DBFS))


class LevelMeter(QWidget):
    """Bars from silence to full scale; a dark one marks the highest of the last moment."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dbfs: float | None = None
        self._peak_dbfs: float | None = None
        self._peak_at_s = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def words(self) -> str:
        """Of the highest level of the last moment."""
        return level_words(self._peak_dbfs)

    def show_level(self, dbfs: float | None) -> None:
        self._dbfs = dbfs
        self._hold(dbfs, ticker().now_s())
        self.setAccessibleName(self.words or translate("LevelMeter", "not measured"))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(256, int(_HEIGHT_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        bars = int(self.width() // _STEP_PX)
        lit, peak = (round(level_share(dbfs) * bars) for dbfs in (self._dbfs, self._peak_dbfs))
        on, off, mark = (theme().color(role) for role in ("call", "selected", "text"))
        for bar in range(bars):
            color = on if bar < lit else mark if bar == peak - 1 else off
            painter.fillRect(QRectF(bar * _STEP_PX, 0, _BAR_PX, _HEIGHT_PX), color)

    def _hold(self, dbfs: float | None, now_s: float) -> None:
        old = self._peak_dbfs
        if dbfs is None or old is None or dbfs >= old or now_s - self._peak_at_s > PEAK_HOLD_S:
            self._peak_dbfs, self._peak_at_s = dbfs, now_s
