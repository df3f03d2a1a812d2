"""The C library's random generator, filled by the system: pjsip takes Call-IDs, tags and SSRCs from `rand()`.

pjsip seeds it with 32 bits of host name, time and process number, which others can work out.
"""

import ctypes
import secrets
import sys

STATE_OCTETS = 256
"""The largest state of the GNU C library: one word of kind, 63 words of numbers."""
_KIND_OCTETS = 4


class RandomState:
    """Linux: a state of our own, 2,016 random bits at each `refill`. Elsewhere a seed of 32 bits."""

    def __init__(self) -> None:
        self._state: ctypes.Array[ctypes.c_char] | None = None
        self._library = ctypes.CDLL("ucrtbase" if sys.platform == "win32" else None)
        if sys.platform == "linux":
            self._state = ctypes.create_string_buffer(STATE_OCTETS)
            self._library.initstate(1, self._state, ctypes.c_size_t(STATE_OCTETS))

    def refill(self) -> None:
        if self._state is None:
            self._library.srand(ctypes.c_uint(secrets.randbits(32)))
        else:
            fresh = secrets.token_bytes(STATE_OCTETS - _KIND_OCTETS)
            ctypes.memmove(ctypes.addressof(self._state) + _KIND_OCTETS, fresh, len(fresh))


RANDOM_STATE = RandomState()
"""One for the process; the C library reads it until the end."""
