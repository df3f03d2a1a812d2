"""Sound systems the engine asks for devices, per operating system."""

from pathlib import Path

from miniaudio import Backend

from softphone.telephony.engine.audio.devices import candidate_backends


def test_only_sound_systems_that_can_answer_are_asked(tmp_path: Path) -> None:
    assert candidate_backends("linux", tmp_path) == (Backend.PULSEAUDIO,)
    (tmp_path / "proc/asound").mkdir(parents=True)
    (tmp_path / "proc/asound/cards").write_text("--- no soundcards ---\n")
    assert candidate_backends("linux", tmp_path) == (Backend.PULSEAUDIO,)
    (tmp_path / "proc/asound/cards").write_text(" 0 [PCH]: HDA-Intel\n")
    assert candidate_backends("linux", tmp_path) == (Backend.PULSEAUDIO, Backend.ALSA)
    assert candidate_backends("darwin", tmp_path) == candidate_backends("win32", tmp_path) == (None,)
