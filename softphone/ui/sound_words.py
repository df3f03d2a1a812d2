"""Sentences about sound devices that do not work and sound tests that are not possible."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from softphone.domain.problems import DeviceSide

translate = QCoreApplication.translate


def device_failed_text(side: DeviceSide, detail: str) -> str:
    match side:
        case DeviceSide.MICROPHONE:
            text = translate("Problems", "The microphone does not work ({why}). Please plug it in again.")
        case DeviceSide.SPEAKER:
            text = translate("Problems", "The loudspeaker does not work ({why}). Please plug it in again.")
        case DeviceSide.RINGER:
            text = translate("Problems", "The device to ring on does not work ({why}). Please plug it in again.")
    return text.format(why=detail or "–")


def _gave_way() -> str:
    return translate("Problems", "Not while a call rings or is spoken in. Please try again after it.")


def _nothing_recorded() -> str:
    return translate("Problems", "There is no sample yet. Please record one first.")


def _test_runs() -> str:
    return translate("Problems", "A sound test is running. Please wait until it is over.")


def _no_test() -> str:
    return translate("Problems", "No sound test is running. Please start one first.")


def _stopped() -> str:
    return translate("Problems", "The sound test was stopped. Please start it again.")


SOUND_SENTENCES: dict[str, Callable[[], str]] = {
    "sound-test-gave-way": _gave_way,
    "nothing-recorded": _nothing_recorded,
    "sound-test-runs": _test_runs,
    "sound-test-stopped": _stopped,
    "no-sound-test": _no_test,
}
