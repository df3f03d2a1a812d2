"""The address a call's plain RTP may come from: pjmedia turns the sound to whoever sends ten packets."""

import ipaddress
import logging

import pjsua2 as pj

from softphone.telephony.engine.own_sockets import datagram_sockets, is_own_address
from softphone.telephony.engine.pjsip import source_filter
from softphone.telephony.engine.pjsip.callbacks import RUNNING_MEDIA, AudioState, PjCall

log = logging.getLogger(__name__)

SETTLED_AFTER_S = 2.0
"""Platforms send announcements and the call itself from different ports of one host."""
LOOK_AGAIN_S = 0.1


class MediaSources:
    """Admits the host that the SDP named, and two seconds later only the port that sends from there.

    Where a private address is named and nobody sends from it (NAT without a media relay), the first sender counts.
    On Linux only; elsewhere pjmedia decides.
    """

    def __init__(self, call: PjCall) -> None:
        self._call = call
        self._index = 0
        self._named = self._host = ""
        self._look_at_s: float | None = None

    def follow(self, audio: AudioState | None, from_anyone: bool, now_s: float) -> None:
        """After each negotiation. `from_anyone`: SRTP authenticates what comes, or ICE chooses the addresses."""
        self._look_at_s = None
        if audio is None or audio.status not in RUNNING_MEDIA or (named := self._named_address(audio.index)) is None:
            return
        self._index = audio.index
        if from_anyone:
            self._admit("")
            return
        self._host = self._host if named == self._named and self._host else named.rpartition(":")[0]
        self._named = named
        self._admit(self._host)
        self._look_at_s = now_s + SETTLED_AFTER_S

    def tick(self, now_s: float) -> None:
        """Narrows the filter to the port once sound has come; without any, opens it for a private address."""
        if self._look_at_s is None or now_s < self._look_at_s:
            return
        host, port = _address(self._transport().srcRtpName)
        self._look_at_s = now_s + LOOK_AGAIN_S
        if port and host and host == (self._host or host):
            self._host, self._look_at_s = host, None
            self._admit(host, port)
        elif self._host and not port and ipaddress.ip_address(self._host).is_private:
            self._host = ""
            self._admit("")

    def _named_address(self, index: int) -> str | None:
        """None for media that go nowhere, as on hold."""
        try:
            named = str(self._call.getStreamInfo(index).remoteRtpAddress)
        except pj.Error:
            return None
        host, port = _address(named)
        return named if port and not ipaddress.ip_address(host).is_unspecified else None

    def _transport(self) -> pj.MediaTransportInfo:
        return self._call.getMedTransportInfo(self._index)

    def _admit(self, host: str, port: int = 0) -> None:
        """`host` empty: anyone. RTCP may come from any port of the host."""
        info = self._transport()
        (own, rtp), rtcp = _address(info.localRtpName), _address(info.localRtcpName)[1]
        if not is_own_address(own):
            log.info("the sound's address was given by a STUN server: it is taken from anyone")
            return
        try:
            for receiver in datagram_sockets(rtp, rtcp):
                of_rtp = receiver.getsockname()[1] == rtp
                source_filter.admit(receiver, host, port if of_rtp else 0)
        except OSError as error:
            log.warning("sound of port %d comes from anyone: %s", rtp, error)
        else:
            log.info("sound of port %d is taken from %s", rtp, f"{host}:{port or '*'}" if host else "anyone")


def _address(name: str) -> tuple[str, int]:
    """Empty and 0 where there is none; IPv6 is never negotiated."""
    host, _, port = str(name).rpartition(":")
    return host, int(port) if port.isdigit() else 0
