"""One side of the sound page: the device, the one that stands in for it, its level."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout

from softphone.domain.problems import DeviceMissing
from softphone.services.state.audio import DeviceView, SideView
from softphone.ui.problems.problem_text import problem_text
from softphone.ui.widgets.containers.settings_rows import SettingsRow
from softphone.ui.widgets.controls.level_meter import LevelMeter
from softphone.ui.widgets.controls.select_box import SelectBox
from softphone.ui.widgets.labels.problem_label import ProblemLabel
from softphone.ui.widgets.labels.text_label import TextLabel

translate = QCoreApplication.translate
_WORDS_PX = 110


class DevicePicker:
    """The box shows what is used; a wished device that is missing stays in its list and is never overwritten."""

    def __init__(self, icon: str) -> None:
        self.row, self.box = SettingsRow(), SelectBox(icon)
        self.meter, self.level = LevelMeter(), TextLabel("", "label", "text2", tabular=True)
        self.problem = ProblemLabel()
        self.problem.set_tone("wait")
        self.choice, metering = QHBoxLayout(), QHBoxLayout()
        self.choice.setSpacing(8)
        self.choice.addWidget(self.box, 1)
        metering.setSpacing(16)
        metering.addWidget(self.meter, 1)
        metering.addWidget(self.level)
        self.level.setMinimumWidth(_WORDS_PX)
        self.level.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.row.controls.addLayout(self.choice)
        self.row.controls.addLayout(metering)
        self.row.controls.addWidget(self.problem)
        self._title = self._hint = ""

    def name(self, title: str, hint: str = "") -> None:
        self._title, self._hint = title, hint
        self.box.setAccessibleName(title)

    def show_side(self, side: SideView, devices: tuple[DeviceView, ...], dbfs: float | None) -> None:
        self._fill(side, devices)
        self.meter.show_level(dbfs)
        self.level.setText(self.meter.words)
        stands_in = isinstance(side.problem, DeviceMissing)
        words = translate("AudioPage", "Used until your chosen device is back")
        self.row.name(self._title, words if stands_in and side.using is not None else self._hint)
        self.problem.show_text("" if side.problem is None or stands_in else problem_text(side.problem))

    def _fill(self, side: SideView, devices: tuple[DeviceView, ...]) -> None:
        entries = _entries(side, devices)
        if entries != [(self.box.itemText(i), self.box.itemData(i)) for i in range(self.box.count())]:
            self.box.clear()
            for text, data in entries:
                self.box.addItem(text, data)
        self.box.choose(_shown(side))


def _shown(side: SideView) -> str:
    if isinstance(side.problem, DeviceMissing) and side.using is not None:
        return side.using
    return side.wish or ""


def _entries(side: SideView, devices: tuple[DeviceView, ...]) -> list[tuple[str, str]]:
    default = next((device.name for device in devices if device.is_default), "")
    words = translate("AudioPage", "Same as system")
    entries = [(f"{words} ({default})" if default else words, "")]
    entries += [(device.name, device.name) for device in devices]
    if side.wish and side.wish not in {device.name for device in devices}:
        missing = translate("AudioPage", "{device} – not connected").format(device=side.wish)
        entries.append((missing, side.wish))
    return entries
