"""resources/tokens.json as typed values; the only reader of that file."""

import json
from dataclasses import dataclass
from typing import Any

from softphone.assets import resource


@dataclass(frozen=True, slots=True)
class LeaderTokens:
    solid: str
    tint: str
    text: str
    on_solid: str


@dataclass(frozen=True)
class Tokens:
    """Colours as #RRGGBB by role, lengths in device independent pixels by name."""

    light: dict[str, str]
    dark: dict[str, str]
    light_leaders: tuple[LeaderTokens, ...]
    dark_leaders: tuple[LeaderTokens, ...]
    sizes: dict[str, int]
    radii: dict[str, int]
    spaces: dict[int, int]
    motions_ms: dict[str, int]
    breakpoints: dict[str, int]
    contrast_light: dict[str, float]
    contrast_dark: dict[str, float]

    def colors(self, dark: bool) -> dict[str, str]:
        return self.dark if dark else self.light

    def leader(self, dark: bool, index: int) -> LeaderTokens:
        """A ninth leader takes the first colour again."""
        entries = self.dark_leaders if dark else self.light_leaders
        return entries[index % len(entries)]


def _leaders(scheme: dict[str, Any], order: list[str]) -> tuple[LeaderTokens, ...]:
    entries = (scheme["leader"][name] for name in order)
    return tuple(LeaderTokens(e["solid"], e["tint"], e["text"], e["onSolid"]) for e in entries)


def load_tokens() -> Tokens:
    raw = json.loads(resource("tokens.json").read_text(encoding="utf-8"))
    light, dark, order = raw["theme"]["light"], raw["theme"]["dark"], raw["leaderOrder"]
    return Tokens(
        light=light["color"],
        dark=dark["color"],
        light_leaders=_leaders(light, order),
        dark_leaders=_leaders(dark, order),
        sizes=raw["size"],
        radii=raw["radius"],
        spaces={int(step): px for step, px in raw["space"].items()},
        motions_ms={name: ms for name, ms in raw["motion"].items() if isinstance(ms, int)},
        breakpoints=raw["breakpoint"],
        contrast_light=light["contrast"],
        contrast_dark=dark["contrast"],
    )
