"""Which banner the window carries: one at a time, the most serious first."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from softphone.domain.account.sign_in import SignInPhase
from softphone.domain.problems import EngineNotResponding, EngineStopped, NotPossibleNow, Problem
from softphone.services.state.app_state import AppState
from softphone.ui.main_window.portal_change_text import change_details, change_words
from softphone.ui.main_window.status_text import unreachable_words
from softphone.ui.problems.problem_text import problem_text
from softphone.ui.text.time_format import clock
from softphone.ui.widgets.containers.banner import BannerTone

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class BannerText:
    tone: BannerTone
    icon: str
    title: str
    text: str
    can_retry: bool = False
    details: tuple[str, ...] = ()


def banner_text(state: AppState) -> BannerText | None:
    """Not reachable before limited before a changed portal before device troubles; None when all is well."""
    if any(isinstance(problem, EngineNotResponding) for problem in state.problems):
        title = translate("Banner", "Telephone not responding")
        return BannerText(BannerTone.END, "plugs-bold", title, problem_text(EngineNotResponding()))
    if any(isinstance(problem, EngineStopped) for problem in state.problems):
        title = translate("Banner", "Telephone restarting")
        return BannerText(BannerTone.END, "plugs-bold", title, problem_text(EngineStopped()))
    if state.registration.problem is not None and not state.registration.registered:
        return BannerText(
            BannerTone.END,
            "plugs-bold",
            unreachable_words(state),
            problem_text(state.registration.problem),
            can_retry=True,
        )
    return _limited(state) or _portal_changed(state) or _device(state) or _unkept(state) or _policy(state)


def _portal_changed(state: AppState) -> BannerText | None:
    """What is in force stays so; the words say since when."""
    change = state.portal_change
    if change is None or change.postponed:
        return None
    title = translate("Banner", "Portal changed")
    as_of_s = state.sign_in.portal_as_of_s
    words = translate("Banner", "· {what}. The settings of {time} still apply here.")
    text = words.format(what=change_words(change), time=clock(as_of_s if as_of_s is not None else change.seen_at_s))
    return BannerText(BannerTone.WAIT, "arrows-clockwise-bold", title, text, details=change_details(change))


def _limited(state: AppState) -> BannerText | None:
    problem = state.sign_in.problem
    if state.sign_in.phase is not SignInPhase.LIMITED or problem is None:
        return None
    title = translate("Banner", "Limited")
    return BannerText(BannerTone.WAIT, "warning-circle-fill", title, problem_text(problem), can_retry=True)


def _device(state: AppState) -> BannerText | None:
    for problem in _sound_problems(state):
        return BannerText(BannerTone.WAIT, "headset", translate("Banner", "Sound"), problem_text(problem))
    return None


def _unkept(state: AppState) -> BannerText | None:
    """Journal or contacts that will not outlive the program."""
    for problem in state.problems:
        if isinstance(problem, NotPossibleNow):
            title = translate("Banner", "Not saved")
            return BannerText(BannerTone.WAIT, "warning-circle-fill", title, problem_text(problem))
    return None


def _policy(state: AppState) -> BannerText | None:
    for problem in state.options.policy_faults:
        title = translate("Banner", "Administrator's settings")
        return BannerText(BannerTone.WAIT, "lock-simple-fill", title, problem_text(problem))
    return None


def _sound_problems(state: AppState) -> tuple[Problem, ...]:
    return tuple(problem for _side, problem in state.audio.problems)
