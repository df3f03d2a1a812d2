"""CSV export (RFC 4180); fields that a spreadsheet would run as formulas are escaped. Pure."""

from collections.abc import Iterable, Iterator, Sequence

_QUOTED = frozenset(',"\r\n;\t')
_FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠")
_DEFUSE = "'"


def csv_lines(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """One record per row, with its CRLF."""
    for row in rows:
        yield ",".join(_field(defused(text)) for text in row) + "\r\n"


def defused(text: str) -> str:
    """Puts an apostrophe before a field that starts like a formula, ignoring leading spaces."""
    start = text.lstrip(" \u00a0\ufeff")[:1]
    return _DEFUSE + text if start in _FORMULA_STARTS and start else text


def _field(text: str) -> str:
    if not text or not (_QUOTED & set(text) or text != text.strip()):
        return text
    return '"' + text.replace('"', '""') + '"'
