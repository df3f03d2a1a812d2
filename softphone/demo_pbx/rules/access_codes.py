"""Feature access codes and their meaning; the codes are the platform's defaults. Pure.

Formats *(assumed)*: `#61` and `#62` with an optional leader, `#63` alone, `#64` leader `*` target, `*11` and
`*15` with an optional leader, `*98` and an extension. A leader is an extension or a number.
"""

from dataclasses import dataclass
from enum import Enum


class Feature(Enum):
    FILTER_ON = "#61"
    FILTER_OFF = "#62"
    PUSH = "#63"
    ON_BEHALF = "#64"
    RETRIEVE = "*11"
    BRIDGE = "*15"
    PICK_UP = "*98"


@dataclass(frozen=True, slots=True)
class FeatureCall:
    """`user` is the leader or the user whose telephone rings; both texts may be empty."""

    feature: Feature
    user: str = ""
    target: str = ""


def parse_feature(dialled: str) -> FeatureCall | None:
    """None: no feature access code."""
    for feature in Feature:
        if dialled.startswith(feature.value):
            rest = dialled.removeprefix(feature.value)
            if feature is Feature.ON_BEHALF:
                user, _, target = rest.partition("*")
                return FeatureCall(feature, user, target)
            return FeatureCall(feature, rest)
    return None
