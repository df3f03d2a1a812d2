"""Form data sent by a browser."""

from collections.abc import Mapping
from urllib.parse import parse_qs

from softphone.demo_pbx.rules.setting_fields import SettingError

_MOST_FIELDS = 300


class FormData:
    """Texts by field name; a box that is not ticked is not there."""

    def __init__(self, values: Mapping[str, list[str]]) -> None:
        self._values = values

    @classmethod
    def parse(cls, body: bytes) -> "FormData":
        """Raises SettingError."""
        try:
            return cls(parse_qs(body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS))
        except ValueError as error:
            raise SettingError("form: unreadable") from error

    def one(self, name: str) -> str:
        return self._values.get(name, [""])[0].strip()

    def all(self, name: str) -> list[str]:
        return self._values.get(name, [])

    def on(self, name: str) -> bool:
        return name in self._values

    def number(self, name: str) -> int:
        text = self.one(name)
        if not text.isascii() or not text.isdigit() or len(text) > 6:
            raise SettingError(f"{name}: {text!r} is no whole number")
        return int(text)
