"""One open headset: its lights follow the telephone, its keys become gestures."""

from softphone.adapters.headset.hid_transport import HidDevice
from softphone.domain.audio.headset import Gesture, HeadsetKeys, PhoneShown, followed, is_telephone, lights, pressed
from softphone.domain.audio.hid_report import DescriptorError, ReportKind, output_reports, read_descriptor, values


class HidSession:
    """Raises OSError when the device is gone, or at the start if it is no telephone device."""

    def __init__(self, name: str, device: HidDevice) -> None:
        self.name, self._device = name, device
        try:
            self._fields = read_descriptor(device.descriptor())
        except DescriptorError as error:
            raise OSError(f"{name}: {error}") from error
        if not is_telephone(self._fields):
            raise OSError(f"{name}: no hook switch")
        self._numbered = any(one.report_id for one in self._fields)
        inputs = [one for one in self._fields if one.kind is ReportKind.INPUT and one.relative]
        self._relative = frozenset(usage for one in inputs for usage in (one.usage, *one.choices))
        self._keys = HeadsetKeys()
        outputs = [one for one in self._fields if one.kind is ReportKind.OUTPUT]
        numbers = {one.report_id for one in outputs}
        self._lights = {n: frozenset(one.usage for one in outputs if one.report_id == n) for n in numbers}
        self._written: dict[int, bytes] = {}

    def show(self, phone: PhoneShown) -> None:
        """Only reports that changed are sent."""
        for report_id, report in output_reports(self._fields, lights(phone)).items():
            if self._written.get(report_id) != report:
                self._device.write(bytes([report_id]) + report)
                self._written[report_id] = report
                self._keys = followed(self._keys, phone, self._lights[report_id])

    def listen(self, phone: PhoneShown, timeout_ms: int) -> tuple[Gesture, ...]:
        report = self._device.read(timeout_ms)
        if not report:
            return ()
        report_id, body = (report[0], report[1:]) if self._numbered else (0, report)
        said = values(self._fields, body, report_id)
        self._keys, gestures = pressed(self._keys, said, phone, self._relative)
        return gestures

    def close(self) -> None:
        """Dark, as far as it is still there."""
        try:
            self.show(PhoneShown())
        finally:
            self._device.close()
