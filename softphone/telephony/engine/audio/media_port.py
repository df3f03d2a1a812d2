"""pjsip's media port for the audio path; both callbacks run on pjsip's clock thread."""

import ctypes
import logging
from typing import Protocol

import pjsua2 as pj

from softphone.telephony.engine.pjsip.endpoint import CLOCK_HZ, FRAME_MS

log = logging.getLogger(__name__)

FRAME_SAMPLES = CLOCK_HZ * FRAME_MS // 1000
SILENT_FRAME = bytes(2 * FRAME_SAMPLES)


class FrameExchange(Protocol):
    """Never blocks; called every 10 ms while a call's media is linked."""

    def read_captured(self, samples: int) -> bytes: ...

    def write_received(self, pcm: bytes) -> None: ...


class MediaPort(pj.AudioMediaPort):
    def __init__(self, sound: FrameExchange) -> None:
        super().__init__()
        self._sound = sound
        self._failed = False
        self._captured = pj.ByteVector(SILENT_FRAME)

    def open(self) -> None:
        form = pj.MediaFormatAudio()
        form.init(pj.PJMEDIA_FORMAT_PCM, CLOCK_HZ, 1, FRAME_MS * 1000, 16)
        self.createPort("sound", form)

    def onFrameRequested(self, frame: pj.MediaFrame) -> None:
        try:
            frame.type = pj.PJMEDIA_FRAME_TYPE_AUDIO
            pcm = self._sound.read_captured(FRAME_SAMPLES)
            ctypes.memmove(_octets(self._captured), pcm, len(SILENT_FRAME))
            frame.buf, frame.size = self._captured, len(SILENT_FRAME)
        except Exception:
            self._log_once()

    def onFrameReceived(self, frame: pj.MediaFrame) -> None:
        try:
            self._sound.write_received(_read(frame) or SILENT_FRAME)
        except Exception:
            self._log_once()

    def _log_once(self) -> None:
        """Logs the first fault only, as it would recur a hundred times a second."""
        if not self._failed:
            log.exception("in the media clock")
        self._failed = True


def _octets(vector: pj.ByteVector) -> int:
    """Where the vector keeps its octets: its first word. The wrapper reads them one by one, 299 µs for a frame."""
    return ctypes.c_void_p.from_address(int(vector.this)).value or 0


def _read(frame: pj.MediaFrame) -> bytes:
    return ctypes.string_at(_octets(frame.buf), frame.size) if frame.size else b""
