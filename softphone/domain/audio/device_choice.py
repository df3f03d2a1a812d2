"""Choice of the sound device for the user's setting, which is kept so that a returning headset is used again."""

from collections.abc import Sequence

from softphone.domain.telephone.events import SoundDevice


def choose(name: str | None, devices: Sequence[SoundDevice]) -> SoundDevice | None:
    """The chosen device by id, else by name, else the default one, else the first, else none."""
    return _find(name, devices) or next((d for d in devices if d.is_default), None) or next(iter(devices), None)


def choose_ringers(names: Sequence[str], devices: Sequence[SoundDevice]) -> tuple[SoundDevice, ...]:
    """All chosen devices that are present, each once; without any, the default device, as a call must be heard."""
    present = [device for name in names if (device := _find(name, devices)) is not None]
    if present:
        return tuple(dict.fromkeys(present))
    stand_in = choose(None, devices)
    return () if stand_in is None else (stand_in,)


def soft_ringers(ringers: Sequence[SoundDevice], speaker: SoundDevice | None, in_call: bool) -> frozenset[str]:
    """Ids of the ringers that ring softly: the speaker, when another device rings too or during a call."""
    if speaker is None or not (in_call or len(ringers) > 1):
        return frozenset()
    return frozenset(ringer.id for ringer in ringers if ringer.id == speaker.id)


def _find(name: str | None, devices: Sequence[SoundDevice]) -> SoundDevice | None:
    if name is None:
        return None
    by_id = next((d for d in devices if d.id == name), None)
    return by_id or next((d for d in devices if _same_name(d.name, name)), None)


def _same_name(a: str, b: str) -> bool:
    return a.split() == b.split() or " ".join(a.split()).casefold() == " ".join(b.split()).casefold()
