"""Draws the windows over invented states into PNG files, to be laid beside the drawings.

Run from the repository: python -m scripts.ui_gallery FOLDER [--language de] [--dark] [--font Inter --font-px 18]
"""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from scripts.gallery import run
from softphone.domain.account.account import Account, SipAccount
from softphone.domain.account.sign_in import SignInPhase, StepState
from softphone.domain.lines.feature_state import FeatureState
from softphone.domain.lines.line_state import LineState
from softphone.domain.lines.message_summary import MessageSummary
from softphone.domain.problems import CredentialsRefused, RegistrationUnreachable
from softphone.services.state.app_state import AppState, Notice
from softphone.services.state.groups import AssistantRef
from softphone.services.state.session import RegistrationView, SignInView
from softphone.ui.main_window.columns import Page
from softphone.ui.main_window.main_window import MainWindow
from softphone.ui.settings.settings_dialog import SettingsDialog
from softphone.ui.sign_in.sign_in_dialog import SignInDialog
from tests.samples import app_state as sample
from tests.samples import calls as sample_calls
from tests.samples import groups as sample_groups
from tests.samples.actions import FakeActions
from tests.samples.groups import NOW_S

ACCOUNT = Account(
    "nele.probe@pbx.example", SipAccount("nele.probe", "pbx.example", "nele.probe"), "https://pbx.example"
)


def main_window(state: AppState, width: int, height: int) -> MainWindow:
    actions = FakeActions(account=ACCOUNT)
    window = MainWindow(actions)
    actions.state.set(state)
    window.resize(width, height)
    return window


def narrow(page: Page) -> MainWindow:
    window = main_window(sample.assistant_state(calls=sample_calls.calls()[1:2]), 360, 720)
    window.show()
    window.on_tab_chosen(page.value)
    return window


def quiet() -> MainWindow:
    trouble = RegistrationView(False, since_s=NOW_S - 300, problem=RegistrationUnreachable("pbx.example"))
    notices = (Notice(1, "opted-in", "Dr. Lea Muster"), Notice(2, "device-now", "Headset Kontor 40"))
    return main_window(sample.assistant_state(calls=(), registration=trouble, notices=notices), 760, 640)


def both_roles() -> MainWindow:
    return main_window(sample.assistant_state(own_group=sample_groups.own_group()), 1120, 720)


def lines() -> MainWindow:
    """Lines that are known and one that is not, messages, and DND at the platform."""
    states = (LineState.FREE, LineState.IN_CALL, LineState.RINGING, None, LineState.FREE, None, None)
    groups = tuple(
        replace(group, line_state=state, ringing_caller="")
        for group, state in zip(sample_groups.groups(), states, strict=True)
    )
    colleagues = (
        AssistantRef("paul.attrappe@pbx.example", "Paul Attrappe", "PA", True, LineState.IN_CALL),
        AssistantRef("sina.fiktiv@pbx.example", "Sina Fiktiv", "SF", False),
    )
    first = replace(groups[0], mailbox=MessageSummary(2, 1, 1), colleagues=colleagues)
    features = FeatureState(True)
    state = sample.assistant_state(
        calls=(), groups=(first, *groups[1:]), mailbox=MessageSummary(3, 8, 1), features=features
    )
    window = main_window(state, 1120, 720)
    window.show()
    window.leader_list.select_number(1)
    return window


def own_assistants() -> MainWindow:
    own = sample_groups.own_group()
    states = (LineState.FREE, LineState.IN_CALL, None)
    assistants = tuple(replace(a, line_state=s) for a, s in zip(own.assistants, states, strict=False))
    return main_window(sample.assistant_state(own_group=replace(own, assistants=assistants)), 1120, 720)


def sign_in() -> SignInDialog:
    dialog = SignInDialog(FakeActions(account=ACCOUNT))
    view = SignInView(SignInPhase.SIGNED_OUT, StepState.FAILED, problem=CredentialsRefused("pbx.example"))
    dialog.show_state(AppState(sign_in=view))
    dialog.password.edit.setText("geheimnis..")
    return dialog


def sign_in_more() -> SignInDialog:
    dialog = sign_in()
    dialog.on_more()
    dialog.resize(460, 1000)
    return dialog


def settings(page: int) -> SettingsDialog:
    dialog = SettingsDialog(FakeActions(account=ACCOUNT))
    dialog.show_state(sample.assistant_state(audio=sample.audio_in_trouble()))
    dialog.show_page(page)
    return dialog


SCENES: dict[str, Callable[[], QWidget]] = {
    "assistant-1120": lambda: main_window(sample.assistant_state(), 1120, 720),
    "assistant-1500": lambda: main_window(sample.assistant_state(), 1500, 900),
    "assistant-760": lambda: main_window(sample.assistant_state(calls=()), 760, 640),
    "assistant-360": lambda: narrow(Page.LEADERS),
    "calls-360": lambda: narrow(Page.CALLS),
    "journal-360": lambda: narrow(Page.JOURNAL),
    "trouble-760": quiet,
    "calls-760": lambda: main_window(sample.assistant_state(), 760, 640),
    "leader-1000": lambda: main_window(sample.leader_state(), 1000, 720),
    "both-1120": both_roles,
    "empty-1120": lambda: main_window(sample.assistant_state(groups=(), calls=(), journal=()), 1120, 720),
    "plain-760": lambda: main_window(
        sample.assistant_state(groups=(), calls=(), sign_in=sample.signed_in(False, False)), 760, 640
    ),
    "lines-1120": lines,
    "lines-own-1000": own_assistants,
    "sign-in": sign_in,
    "sign-in-more": sign_in_more,
    "account": lambda: settings(0),
    "sound": lambda: settings(1),
    "ring-tones": lambda: settings(2),
}


if __name__ == "__main__":
    run(__doc__, SCENES)
