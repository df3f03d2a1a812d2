"""Keeps a call after one of its requests timed out: the network may be back in a moment."""

import ctypes
import logging

import pjsua2 as pj

log = logging.getLogger(__name__)

NAME, KEEP, TIMES, SIZE = "pjsip_sip_cfg_var", 12, slice(14, 18), 18
"""Of pjsip's global settings, all of them int: `endpt.keep_inv_after_tsx_timeout`, and `tsx.t1`, `t2`, `t4`, `td`."""
USUAL_MS = [500, 4000, 5000, 32000]


class KeepCallOnTimeout:
    """WORKAROUND(pjsua2 2.15.1): a REFER, hold or NOTIFY that is answered with 408, or not at all for 32 s, ends its
    call; the setting against that is not wrapped, and `handleIpChange` resets it. It is written in memory after the
    values beside it were checked; remove when pjsua2 has it (`onCallTsxTerminateSession`, pjproject pull request
    5000)."""

    def __init__(self) -> None:
        self._settings = _settings()

    def reapply(self) -> None:
        if self._settings is not None:
            self._settings[KEEP] = 1


def _settings() -> "ctypes.Array[ctypes.c_int] | None":
    try:
        found = (ctypes.c_int * SIZE).in_dll(ctypes.CDLL(pj._pjsua2.__file__), NAME)
    except (OSError, ValueError, AttributeError) as error:
        log.warning("calls will end when a request times out: %s", error)
        return None
    if found[TIMES] != USUAL_MS:
        log.warning("calls will end when a request times out: unexpected pjsip settings %s", list(found))
        return None
    return found
