"""A telephone that answers every call: `media_peer.py USER PASSWORD PORT [PLAY.wav RECORD.wav]`.

It sends the caller's sound back, or plays one file and records what it hears into the other.
With ANSWER=183 in the environment it only ever sends early media.
Its own few lines of pjsua2, not our engine, so that the engine is not measured against itself.
"""

import contextlib
import ctypes
import os
import sys

import pjsua2 as pj


class PeerCall(pj.Call):
    def __init__(self, account: pj.Account, call_id: int, files: tuple[str, ...]) -> None:
        super().__init__(account, call_id)
        self._files = files
        self._player: pj.AudioMediaPlayer | None = None
        self._recorder: pj.AudioMediaRecorder | None = None

    def onCallMediaState(self, prm: pj.OnCallMediaStateParam) -> None:
        media = self.getAudioMedia(-1)
        if not self._files:
            media.startTransmit(media)
        elif self._player is None:
            self._player, self._recorder = pj.AudioMediaPlayer(), pj.AudioMediaRecorder()
            self._player.createPlayer(self._files[0])
            self._recorder.createRecorder(self._files[1])
            self._player.startTransmit(media)
            media.startTransmit(self._recorder)

    def onCallState(self, prm: pj.OnCallStateParam) -> None:
        if self.getInfo().state == pj.PJSIP_INV_STATE_DISCONNECTED:
            self._player = self._recorder = None
            sys.stderr.write("ended\n")


class PeerAccount(pj.Account):
    def __init__(self, files: tuple[str, ...]) -> None:
        super().__init__()
        self._files = files
        self.calls: list[PeerCall] = []

    def onRegState(self, prm: pj.OnRegStateParam) -> None:
        sys.stderr.write(f"registered {prm.code}\n")

    def onIncomingCall(self, prm: pj.OnIncomingCallParam) -> None:
        call = PeerCall(self, prm.callId, self._files)
        self.calls.append(call)
        answer = pj.CallOpParam()
        answer.statusCode = int(os.environ.get("ANSWER", "200"))
        call.answer(answer)


def main(user: str, password: str, port: str, *files: str) -> None:
    with contextlib.suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, 0, -10)  # what is measured is the other side, not a peer that had to wait
    endpoint = pj.Endpoint()
    endpoint.libCreate()
    config = pj.EpConfig()
    config.logConfig.level = config.logConfig.consoleLevel = 0
    config.uaConfig.threadCnt = 0
    config.uaConfig.mainThreadOnly = True
    config.medConfig.clockRate = config.medConfig.sndClockRate = 16000
    config.medConfig.noVad = True
    config.medConfig.ecTailLen = 0
    _hold_in_reserve(config.medConfig)
    endpoint.libInit(config)
    transport = pj.TransportConfig()
    transport.boundAddress = "127.0.0.1"
    transport_id = endpoint.transportCreate(pj.PJSIP_TRANSPORT_UDP, transport)
    for codec in endpoint.codecEnum2():
        endpoint.codecSetPriority(codec.codecId, 255 if codec.codecId.startswith("G722") else 0)
    endpoint.libStart()
    endpoint.audDevManager().setNullDev()
    account = PeerAccount(files)
    account.create(_account_config(user, password, port, transport_id))
    while True:
        endpoint.libHandleEvents(10)


def _hold_in_reserve(config: pj.MediaConfig) -> None:
    """No loss of its own on a busy machine; the static way of discarding (1) goes in through its pointer only."""
    config.jbInit = config.jbMinPre = 60
    config.jbMaxPre = 100
    discard = config.jbDiscardAlgo
    ctypes.c_int.from_address(int(discard)).value = 1
    config.jbDiscardAlgo = discard
    discard.disown()


def _account_config(user: str, password: str, port: str, transport_id: int) -> pj.AccountConfig:
    config = pj.AccountConfig()
    config.idUri = f"sip:{user}@127.0.0.1"
    config.regConfig.registrarUri = f"sip:127.0.0.1:{port}"
    config.sipConfig.authCreds.append(pj.AuthCredInfo("digest", "*", user, 0, password))
    config.sipConfig.transportId = transport_id
    config.mediaConfig.transportConfig.boundAddress = "127.0.0.1"
    config.mediaConfig.transportConfig.publicAddress = "127.0.0.1"
    return config


if __name__ == "__main__":
    main(*sys.argv[1:])
