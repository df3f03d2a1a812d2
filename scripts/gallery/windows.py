"""Pictures of the main window, sign-in and settings."""

from dataclasses import replace

from scripts.gallery import picture
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
EMPTY = sample.assistant_state(groups=(), calls=(), journal=())
IN_CLEAR = sample.assistant_state(
    calls=(replace(sample_calls.calls()[1], encrypted=False, over_network=True),),
    registration=RegistrationView(True, since_s=NOW_S - 160 * 60, transport="udp", in_clear=True),
)
PLAIN = sample.assistant_state(groups=(), calls=(), sign_in=sample.signed_in(False, False))


@picture("in-clear-1120", IN_CLEAR, 1120, 720)
@picture("empty-1120", EMPTY, 1120, 720)
@picture("plain-760", PLAIN, 760, 640)
@picture("leader-1000", sample.leader_state(), 1000, 720)
@picture("calls-760", sample.assistant_state(), 760, 640)
@picture("assistant-760", sample.assistant_state(calls=()), 760, 640)
@picture("assistant-1500", sample.assistant_state(), 1500, 900)
@picture("assistant-1120", sample.assistant_state(), 1120, 720)
def main_window(state: AppState, width: int, height: int) -> MainWindow:
    actions = FakeActions(account=ACCOUNT)
    window = MainWindow(actions)
    actions.state.set(state)
    window.resize(width, height)
    return window


@picture("journal-360", Page.JOURNAL)
@picture("calls-360", Page.CALLS)
@picture("assistant-360", Page.LEADERS)
def narrow(page: Page) -> MainWindow:
    window = main_window(sample.assistant_state(calls=sample_calls.calls()[1:2]), 360, 720)
    window.show()
    window.on_tab_chosen(page.value)
    return window


@picture("trouble-760")
def quiet() -> MainWindow:
    trouble = RegistrationView(False, since_s=NOW_S - 300, problem=RegistrationUnreachable("pbx.example"))
    notices = (Notice(1, "opted-in", "Dr. Lea Muster"), Notice(2, "device-now", "Headset Kontor 40"))
    return main_window(sample.assistant_state(calls=(), registration=trouble, notices=notices), 760, 640)


@picture("both-1120")
def both_roles() -> MainWindow:
    return main_window(sample.assistant_state(own_group=sample_groups.own_group()), 1120, 720)


@picture("lines-1120")
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


@picture("lines-own-1000")
def own_assistants() -> MainWindow:
    own = sample_groups.own_group()
    states = (LineState.FREE, LineState.IN_CALL, None)
    assistants = tuple(replace(a, line_state=s) for a, s in zip(own.assistants, states, strict=False))
    return main_window(sample.assistant_state(own_group=replace(own, assistants=assistants)), 1120, 720)


@picture("sign-in")
def sign_in() -> SignInDialog:
    dialog = SignInDialog(FakeActions(account=ACCOUNT))
    view = SignInView(SignInPhase.SIGNED_OUT, StepState.FAILED, problem=CredentialsRefused("pbx.example"))
    dialog.show_state(AppState(sign_in=view))
    dialog.password.edit.setText("geheimnis..")
    return dialog


@picture("sign-in-more")
def sign_in_more() -> SignInDialog:
    dialog = sign_in()
    dialog.on_more()
    dialog.resize(460, 1000)
    return dialog


@picture("ring-tones", 2)
@picture("sound", 1)
@picture("account", 0)
def settings(page: int) -> SettingsDialog:
    dialog = SettingsDialog(FakeActions(account=ACCOUNT))
    dialog.show_state(sample.assistant_state(audio=sample.audio_in_trouble()))
    dialog.show_page(page)
    return dialog


@picture("account-in-clear")
def account_in_clear() -> SettingsDialog:
    dialog = settings(0)
    dialog.show_state(IN_CLEAR)
    return dialog
