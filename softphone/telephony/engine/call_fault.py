"""How a server can fail a call of ours: what RFC 3263 section 4.3 counts as a reason to go on to the next one."""

from enum import Enum


class CallFault(Enum):
    """SILENT: no answer at all. BROKEN: the connection. REFUSED: 503, the server has no room for it."""

    SILENT = "silent"
    BROKEN = "broken"
    REFUSED = "refused"
