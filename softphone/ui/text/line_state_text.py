"""What a line does, in a word and an icon; wherever people are listed it is said the same way."""

from PySide6.QtCore import QCoreApplication

from softphone.domain.lines.line_state import LineState

translate = QCoreApplication.translate


def line_words(state: LineState | None) -> tuple[tuple[str, ...], str]:
    """Nothing where the platform does not tell: never "free"."""
    match state:
        case LineState.FREE:
            return (translate("LeaderRow", "Free"),), "circle"
        case LineState.RINGING:
            return (translate("LeaderRow", "Ringing there"),), "phone-incoming"
        case LineState.IN_CALL:
            return (translate("LeaderRow", "In a call"),), "phone-fill"
        case None:
            return (), ""


def with_line(name: str, state: LineState | None) -> str:
    """ "Dr. Lea Muster – im Gespräch", for a menu."""
    words, _ = line_words(state)
    return f"{name} – {words[0]}" if words else name
