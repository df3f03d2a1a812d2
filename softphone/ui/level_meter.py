"""A level in bars, with words beside it: colour alone says nothing."""

from PySide6.QtCore import QCoreApplication, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from softphone.ui.theme import theme

translate = QCoreApplication.translate
_BAR_PX, _STEP_PX, _HEIGHT_PX = 3.0, 6.0, 14.0
LOWEST_DBFS, QUIET_DBFS, LOUD_DBFS = -60.0, -42.0, -6.0


def level_words(dbfs: float | None) -> str:
    """None while no sound path is open."""
    if dbfs is None:
        return translate("LevelMeter", "measured during calls")
    value = f"{round(max(dbfs, LOWEST_DBFS))} dB".replace("-", "−")
    if dbfs < QUIET_DBFS:
        return translate("LevelMeter", "quiet · {level}").format(level=value)
    if dbfs > LOUD_DBFS:
        return translate("LevelMeter", "too loud · {level}").format(level=value)
    return translate("LevelMeter", "good · {level}").format(level=value)


def level_share(dbfs: float | None) -> float:
    """0 at silence, 1 at full scale."""
    if dbfs is None:
        return 0.0
    return min(1.0, max(0.0, (dbfs - LOWEST_DBFS) / -LOWEST_DBFS))


class LevelMeter(QWidget):
    """Bars from silence to full scale."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dbfs: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_level(self, dbfs: float | None) -> None:
        self._dbfs = dbfs
        self.setAccessibleName(level_words(dbfs))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(256, int(_HEIGHT_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        bars = int(self.width() // _STEP_PX)
        lit = round(level_share(self._dbfs) * bars)
        on, off = theme().color("call"), theme().color("selected")
        for bar in range(bars):
            painter.fillRect(QRectF(bar * _STEP_PX, 0, _BAR_PX, _HEIGHT_PX), on if bar < lit else off)
