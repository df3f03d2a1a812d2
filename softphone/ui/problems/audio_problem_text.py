"""Sentences about sound devices that do not work and sound tests that are not possible."""

from PySide6.QtCore import QCoreApplication

from softphone.domain.problems import DeviceMissing, DeviceSide, Obstacle
from softphone.services.state.audio import AudioView
from softphone.ui.text.styled_text import Run, Strong, phrase
from softphone.ui.text.translatable import QT_TRANSLATE_NOOP

translate = QCoreApplication.translate


def missing_runs(audio: AudioView) -> tuple[Run, ...]:
    """About all wished devices that are not there, each named once."""
    problems = (problem for _side, problem in audio.problems)
    names = list(dict.fromkeys(problem.wish for problem in problems if isinstance(problem, DeviceMissing)))
    if not names:
        return ()
    if len(names) == 1:
        text = translate(
            "AudioPage", "Your chosen device {device} is not connected. It will be used again once it is back."
        )
    else:
        text = translate(
            "AudioPage",
            "Your chosen devices {device} are not connected. They will be used again once they are back.",
        )
    return phrase(text, device=Strong(", ".join(names)))


def keys_refused_text(names: tuple[str, ...]) -> str:
    if not names:
        return ""
    text = translate(
        "AudioPage", "The system does not allow access to the buttons of {headset}. Please ask your administrator."
    )
    return text.format(headset=", ".join(names))


def device_failed_text(side: DeviceSide, detail: str) -> str:
    match side:
        case DeviceSide.MICROPHONE:
            text = translate("Problems", "The microphone does not work ({why}). Please plug it in again.")
        case DeviceSide.SPEAKER:
            text = translate("Problems", "The loudspeaker does not work ({why}). Please plug it in again.")
        case DeviceSide.RINGER:
            text = translate("Problems", "The device to ring on does not work ({why}). Please plug it in again.")
    return text.format(why=detail or "–")


def microphone_silent_text(by_system: bool) -> str:
    if by_system:
        return translate(
            "Problems",
            "The system has muted the microphone: callers cannot hear you. "
            "Please unmute it in the system's sound settings.",
        )
    return translate(
        "Problems",
        "The microphone delivers only silence; it is probably muted. Please check its switch or choose another one.",
    )


def microphone_silent_words(by_system: bool) -> str:
    """Where there is room for three words."""
    muted = translate("CallStrip", "Microphone is muted")
    return muted if by_system else translate("CallStrip", "Microphone is silent")


SOUND_SENTENCES: dict[Obstacle, str] = {
    Obstacle.SOUND_TEST_GAVE_WAY: QT_TRANSLATE_NOOP(
        "Problems", "Not possible during a call. Please try again afterwards."
    ),
    Obstacle.NOTHING_RECORDED: QT_TRANSLATE_NOOP("Problems", "There is no sample yet. Please record one first."),
    Obstacle.SOUND_TEST_RUNS: QT_TRANSLATE_NOOP("Problems", "A sound test is running. Please wait until it is over."),
    Obstacle.SOUND_TEST_STOPPED: QT_TRANSLATE_NOOP("Problems", "The sound test was stopped. Please start it again."),
    Obstacle.NO_ECHO_TARGET: QT_TRANSLATE_NOOP(
        "Problems", "There is no number for the echo test. Please enter one in the settings."
    ),
    Obstacle.NO_SOUND_TEST: QT_TRANSLATE_NOOP("Problems", "No sound test is running. Please start one first."),
}
