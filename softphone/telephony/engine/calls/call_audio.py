"""A call's audio: its links inside pjsip's conference bridge, and its RTCP counters."""

import pjsua2 as pj

from softphone.telephony.engine.audio.media_port import MediaPort
from softphone.telephony.engine.calls.quality import RtcpReading
from softphone.telephony.engine.pjsip.callbacks import AudioState, PjCall

HEARD = (pj.PJSUA_CALL_MEDIA_ACTIVE, pj.PJSUA_CALL_MEDIA_REMOTE_HOLD)
SRTP_ACTIVE = "SRTP status: Active"
"""Read from the dump: the stream's own `proto` stays RTP/AVP where SRTP was offered as an option [measured]."""


class CallAudio:
    """Muting sets the level of the microphone's link to zero, so that RTP goes on and the peer sees no gap.

    In a conference the other calls stay audible.
    """

    def __init__(self, call: PjCall, port: MediaPort) -> None:
        self._call = call
        self._port = port
        self._index: int | None = None
        self._muted = self.detached = False

    @property
    def joined(self) -> bool:
        return self._index is not None

    def follow(self, audio: AudioState | None) -> None:
        """Links active media; pjsip has already unlinked held or ended media."""
        self._index = None
        if audio is None or audio.status not in HEARD or self.detached:
            return
        self._call.getAudioMedia(audio.index).startTransmit(self._port)
        self._index = audio.index
        self._link_microphone()

    def media(self) -> pj.AudioMedia | None:
        """The call's media in the bridge; None while it is held or not established."""
        return None if self._index is None else self._call.getAudioMedia(self._index)

    @property
    def heard_level(self) -> int:
        """Signal level of what the other side sends, 0 to 255: what its port transmits into the bridge."""
        media = self.media()
        return 0 if media is None else media.getTxLevel()

    def detach(self) -> None:
        """Cuts the audio in both directions, even if the peer refuses the hold."""
        self.detached = True
        if (media := self.media()) is not None:
            media.stopTransmit(self._port)
            self._port.stopTransmit(media)
        self._index = None

    def set_muted(self, muted: bool) -> None:
        self._muted = muted
        if (media := self.media()) is not None:
            self._port.stopTransmit(media)
            self._link_microphone()

    @property
    def is_muted(self) -> bool:
        return self._muted

    def _link_microphone(self) -> None:
        if (media := self.media()) is not None:
            level = pj.AudioMediaTransmitParam()
            level.level = 0.0 if self._muted else 1.0
            self._port.startTransmit2(media, level)

    @property
    def encrypted(self) -> bool:
        return SRTP_ACTIVE in self._call.dump(True, "")

    def reading(self) -> RtcpReading | None:
        """None while nothing is joined."""
        if self._index is None:
            return None
        rtcp = self._call.getStreamStat(self._index).rtcp
        info = self._call.getStreamInfo(self._index)
        return RtcpReading(
            received=int(rtcp.rxStat.pkt),
            lost=int(rtcp.rxStat.loss),
            jitter_ms=rtcp.rxStat.jitterUsec.last / 1000,
            round_trip_ms=rtcp.rttUsec.last / 1000 if rtcp.rttUsec.n else None,
            codec=str(info.codecName),
            encrypted=self.encrypted,
        )
