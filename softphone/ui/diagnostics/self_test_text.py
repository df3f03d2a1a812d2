"""The self-test in words: what was looked at, one sentence for what came of it, one word for the light."""

from typing import assert_never

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from softphone.domain.diagnostics.self_test import Check, CheckResult, CheckState
from softphone.services.state.self_test import SelfTestView
from softphone.ui.problems.problem_text import problem_text
from softphone.ui.text.time_format import clock

translate = QCoreApplication.translate

LOOKS = {
    CheckState.RUNNING: ("circle-dashed", "text2"),
    CheckState.GOOD: ("check-circle-fill", "call"),
    CheckState.WARNING: ("warning-circle-fill", "wait"),
    CheckState.BAD: ("x-circle-fill", "end"),
    CheckState.NOT_NEEDED: ("minus-circle", "text3"),
    CheckState.NOT_POSSIBLE: ("clock", "text2"),
}
"""Icon and colour; the words stand beside it."""


def light_words(view: SelfTestView) -> str:
    """Short enough for the status line; empty before the first test."""
    match view.light:
        case CheckState.RUNNING:
            return translate("SelfTest", "Self-test …")
        case CheckState.GOOD:
            return translate("SelfTest", "Self-test {time}: all good").format(time=clock(view.at_s or 0.0))
        case CheckState.WARNING | CheckState.BAD:
            count = _amiss(view)
            one = translate("SelfTest", "Self-test {time}: 1 note")
            text = one if count == 1 else translate("SelfTest", "Self-test {time}: {count} notes")
            return text.format(time=clock(view.at_s or 0.0), count=count)
        case CheckState.NOT_POSSIBLE:
            return translate("SelfTest", "Self-test {time}: incomplete").format(time=clock(view.at_s or 0.0))
        case CheckState.NOT_NEEDED:
            return ""
        case _:
            assert_never(view.light)


def _amiss(view: SelfTestView) -> int:
    return sum(result.state in (CheckState.WARNING, CheckState.BAD) for result in view.results)


def check_name(check: Check) -> str:
    match check:
        case Check.REGISTRATION:
            return translate("SelfTest", "Telephone")
        case Check.TELEPHONE_TLS:
            return translate("SelfTest", "Encryption of the telephone")
        case Check.PORTAL:
            return translate("SelfTest", "Portal")
        case Check.PORTAL_TLS:
            return translate("SelfTest", "Encryption of the portal")
        case Check.MICROPHONE:
            return translate("AudioPage", "Microphone")
        case Check.SPEAKER:
            return translate("AudioPage", "Speaker")
        case Check.RINGERS:
            return translate("AudioPage", "Ring on")
        case Check.KEYRING:
            return translate("SelfTest", "Keyring")
        case _:
            assert_never(check)


def check_sentence(result: CheckResult) -> str:
    if result.problem is not None:
        return problem_text(result.problem)
    match result.state:
        case CheckState.RUNNING:
            return translate("SelfTest", "Checking …")
        case CheckState.NOT_NEEDED:
            return translate("SelfTest", "Not part of this account.")
        case CheckState.NOT_POSSIBLE:
            return translate("SelfTest", "Could not be checked now.")
        case _:
            return _found(result)


def _found(result: CheckResult) -> str:
    match result.check:
        case Check.REGISTRATION:
            return _registration(result)
        case Check.TELEPHONE_TLS | Check.PORTAL_TLS:
            return _certificate(result)
        case Check.PORTAL:
            return translate("SelfTest", "Answered at {time}.").format(time=clock(result.at_s or 0.0))
        case Check.MICROPHONE:
            return _microphone(result)
        case Check.SPEAKER | Check.RINGERS:
            return translate("SelfTest", "Ready: {device}.").format(device=result.device)
        case Check.KEYRING:
            return translate("SelfTest", "Passwords can be stored.")
        case _:
            assert_never(result.check)


def _registration(result: CheckResult) -> str:
    if result.state is CheckState.BAD:
        return translate("SelfTest", "Not registered. You cannot receive calls.")
    if result.at_s is None:
        return translate("SelfTest", "Registered.")
    return translate("SelfTest", "Registered since {time}.").format(time=clock(result.at_s))


def _certificate(result: CheckResult) -> str:
    moment = QDateTime.fromSecsSinceEpoch(int(result.at_s or 0))
    day = QLocale().toString(moment.date(), "d MMM yyyy")
    if result.state is CheckState.WARNING:
        text = translate("SelfTest", "The certificate of {host} expires on {day}. Please tell your administrator.")
    else:
        text = translate("SelfTest", "The certificate of {host} is verified and valid until {day}.")
    return text.format(host=result.host, day=day)


def _microphone(result: CheckResult) -> str:
    if result.state is CheckState.WARNING:
        text = translate("SelfTest", "{device} picks up nothing at all. Is it muted?")
        return text.format(device=result.device)
    text = translate("SelfTest", "{device} picks up sound ({level}).")
    level = "–" if result.level_dbfs is None else f"{round(result.level_dbfs)} dB".replace("-", "−")
    return text.format(device=result.device, level=level)
