"""How long fuzzing looks: a short look in `make test`, a long one with `make fuzz` (SOFTPHONE_FUZZ=examples)."""

import os

from hypothesis import HealthCheck, settings

LONG = int(os.environ.get("SOFTPHONE_FUZZ", "0"))


def looks(short: int) -> settings:
    return settings(max_examples=LONG or short, deadline=None, suppress_health_check=list(HealthCheck))
