"""One measured line of the report: our samples, the peer's from the same run, and their ratio."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Samples:
    """Repeated measurements of one thing; never empty."""

    values: tuple[float, ...]

    @classmethod
    def of(cls, values: Sequence[float]) -> "Samples":
        if not values:
            raise ValueError("nothing was measured")
        return cls(tuple(values))

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    def text(self) -> str:
        """Median (smallest – largest, how many)."""
        if len(self.values) == 1:
            return _number(self.median)
        spread = f"{_number(min(self.values))} – {_number(max(self.values))}"
        return f"{_number(self.median)} ({spread}, n={len(self.values)})"


@dataclass(frozen=True, slots=True)
class Figure:
    what: str
    unit: str
    ours: Samples
    peer: Samples | None = None
    peer_name: str = ""
    note: str = ""

    @property
    def ratio(self) -> float | None:
        if self.peer is None or self.peer.median == 0:
            return None
        return self.ours.median / self.peer.median

    def line(self) -> str:
        """As the program prints it."""
        peer = f" | {self.peer_name} {self.peer.text()} | x{self._ratio_text()}" if self.peer else ""
        note = f" | {self.note}" if self.note else ""
        return f"{self.what} [{self.unit}]: {self.ours.text()}{peer}{note}"

    def row(self) -> str:
        """As a row of a Markdown table."""
        peer = f"{self.peer.text()} {self.peer_name}" if self.peer else "–"
        note = f"<br>{self.note}" if self.note else ""
        return f"| {self.what}{note} | {self.unit} | {self.ours.text()} | {peer} | {self._ratio_text()} |"

    def _ratio_text(self) -> str:
        return "–" if self.ratio is None else _number(self.ratio)


def _number(value: float) -> str:
    """Three digits that mean something."""
    if abs(value) >= 100:
        return f"{value:.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"
