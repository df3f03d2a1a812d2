"""Conference: links between the media of several calls inside pjsip's bridge."""

import logging
from collections.abc import Callable, Mapping
from itertools import permutations

import pjsua2 as pj

from softphone.domain.telephone.call import CallKey
from softphone.domain.telephone.events import Event, MixChanged
from softphone.telephony.engine.calls.call import EngineCall

log = logging.getLogger(__name__)


class Conference:
    """pjsip unlinks a call's media at every re-INVITE, so `relink` restores the links each time."""

    def __init__(self, post: Callable[[Event], None]) -> None:
        self._post = post
        self._members: tuple[CallKey, ...] = ()

    def mix(self, keys: tuple[CallKey, ...], calls: Mapping[CallKey, EngineCall]) -> None:
        members = tuple(key for key in keys if key in calls and calls[key].ended is None)
        members = members if len(members) > 1 else ()
        self._unlink_others(calls, keep=members)
        changed, self._members = members != self._members, members
        self.relink(calls)
        if changed or not keys:
            self._post(MixChanged(members))

    def relink(self, calls: Mapping[CallKey, EngineCall]) -> None:
        for one, other in permutations(self._present(calls), 2):
            one.startTransmit(other)

    def remove(self, key: CallKey, calls: Mapping[CallKey, EngineCall]) -> None:
        """Removes an ended call; pjsip has already removed its links."""
        if key in self._members:
            self.mix(tuple(member for member in self._members if member != key), calls)

    def _unlink_others(self, calls: Mapping[CallKey, EngineCall], keep: tuple[CallKey, ...]) -> None:
        for one, other in permutations(self._members, 2):
            if one in keep and other in keep:
                continue
            source, sink = (calls[key].media() if key in calls else None for key in (one, other))
            if source is not None and sink is not None:
                _unlink(source, sink)

    def _present(self, calls: Mapping[CallKey, EngineCall]) -> list[pj.AudioMedia]:
        media = (calls[key].media() for key in self._members if key in calls)
        return [one for one in media if one is not None]


def _unlink(source: pj.AudioMedia, sink: pj.AudioMedia) -> None:
    try:
        source.stopTransmit(sink)
    except pj.Error as error:
        log.debug("unlinking two calls: %s", error.reason)
