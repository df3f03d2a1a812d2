"""A volume that may be turned while sound runs."""

import numpy as np


class Volume:
    """Set on one thread, applied on another: a float changes in one go."""

    def __init__(self, factor: float = 1.0) -> None:
        self.factor = factor

    def apply(self, pcm: bytes) -> bytes:
        """16-bit PCM; nothing is done at 1.0."""
        factor = self.factor
        if factor == 1.0:
            return pcm
        quieter: bytes = (np.frombuffer(pcm, np.int16) * factor).astype(np.int16).tobytes()
        return quieter
