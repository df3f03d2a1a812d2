"""Layout of a leader's row, for painting and for clicks."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics

from softphone.ui.theme.theme import theme
from softphone.ui.widgets.controls.switch import HIT_SIZE

TEXT_X_PX = 64
TILE_X_PX = 20
RIGHT_PX = 16
ICON_PX = 14
ICON_GAP_PX = 6
_PROBLEM_GAP_PX = 4
_LINE_GAP_PX = 2
_PROBLEM_FLAGS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True, slots=True)
class LeaderRowLayout:
    """Rectangles in the view's own coordinates."""

    row: QRect
    tile: QRectF
    name: QRect
    line: QRect
    reason: QRect
    problem: QRect
    hit: QRect


def leader_row_layout(row: QRect, compact: bool, problem: str, reason: bool = False) -> LeaderRowLayout:
    """The reason, a third line, moves the other two together: a ringing row keeps its height."""
    name_px, line_px = _tight_heights() if reason else _line_heights()
    block = _block_px(compact)
    lines_px = name_px + line_px * (2 if reason else 1)
    gap = min(_LINE_GAP_PX, (block - lines_px) // 6) if reason else 0
    lines_px += 2 * gap
    top = row.top() + (block - lines_px) // 2
    middle = row.top() + block // 2
    tile = theme().size("tile")
    track_right = row.right() + 1 - RIGHT_PX
    text_width = track_right - theme().size("switchW") - 12 - TEXT_X_PX - row.left()
    x = row.left() + TEXT_X_PX
    problem_top = top + lines_px + (1 if reason else _PROBLEM_GAP_PX)
    problem_rect = QRect(x, problem_top, _problem_width(row.width()), problem_height(row.width(), problem))
    hit_left = track_right - theme().size("switchW") // 2 - HIT_SIZE.width() // 2
    return LeaderRowLayout(
        row=row,
        tile=QRectF(row.left() + TILE_X_PX, middle - tile // 2, tile, tile),
        name=QRect(x, top, text_width, name_px),
        line=QRect(x, top + name_px + gap, text_width, line_px),
        reason=QRect(x, top + name_px + line_px + 2 * gap, _problem_width(row.width()), line_px if reason else 0),
        problem=problem_rect,
        hit=QRect(hit_left, middle - HIT_SIZE.height() // 2, HIT_SIZE.width(), HIT_SIZE.height()),
    )


def leader_row_height(width: int, compact: bool, problem: str) -> int:
    base = _block_px(compact)
    if not problem:
        return base
    return base + _PROBLEM_GAP_PX + problem_height(width, problem)


def problem_height(width: int, problem: str) -> int:
    if not problem:
        return 0
    room = _problem_width(width) - ICON_PX - ICON_GAP_PX
    return QFontMetrics(theme().font("label")).boundingRect(0, 0, room, 10_000, int(_PROBLEM_FLAGS), problem).height()


def problem_flags() -> int:
    return int(_PROBLEM_FLAGS)


def _problem_width(width: int) -> int:
    return max(80, width - TEXT_X_PX - RIGHT_PX)


def _block_px(compact: bool) -> int:
    name_px, line_px = _line_heights()
    return max(theme().size("leaderRowCompact" if compact else "leaderRow"), name_px + line_px + 16)


def _line_heights() -> tuple[int, int]:
    name, line = _tight_heights()
    return max(20, name), max(16, line)


def _tight_heights() -> tuple[int, int]:
    return QFontMetrics(theme().font("strong")).height(), QFontMetrics(theme().font("label")).height()
