"""Writes docs/settings.md from the typed table and the English words of the windows: `make settings-page`."""

from collections.abc import Iterator
from pathlib import Path

from softphone.domain.options.kinds import Choice
from softphone.domain.options.table import OPTIONS, AnyOption, Section
from softphone.ui.settings.option_text import choice_words, option_words, section_words

FILE = Path(__file__).resolve().parents[1] / "docs" / "settings.md"
HEAD = """# Settings

Made from the table in the program (`softphone/domain/options/table.py`) by `make settings-page`; do not edit.

`softphone ctl options` lists them with their values, `softphone ctl option KEY VALUE` sets one, `softphone ctl
option-reset KEY` takes that back. An administrator can give or lock each: [administration.md](administration.md).
In the window: Ctrl+comma, then Ctrl+F to search.
"""


def page() -> str:
    return "\n".join([HEAD, *_sections()]) + "\n"


def _sections() -> Iterator[str]:
    for section in Section:
        options = [option for option in OPTIONS if option.section is section]
        if options:
            yield f"## {section_words(section)}\n"
            yield "| key | what it is | values | default |\n|---|---|---|---|"
            yield from (_row(option) for option in options)
            yield ""


def _row(option: AnyOption) -> str:
    words = option_words(option)
    what = f"**{words.label}.** {words.explanation}".rstrip()
    return f"| `{option.key}` | {what} | {_values(option)} | {_default(option)} |"


def _values(option: AnyOption) -> str:
    if isinstance(option.kind, Choice):
        return "; ".join(f"`{value.value}` {choice_words(value)}" for value in option.kind.of)
    return f"{option.kind.name}: {option.kind.takes}"


def _default(option: AnyOption) -> str:
    plain = option.plain(option.default)
    if isinstance(plain, bool):
        return "on" if plain else "off"
    return f"`{plain}`" if plain not in ("", []) else "empty"


if __name__ == "__main__":
    FILE.write_text(page(), encoding="utf-8")
