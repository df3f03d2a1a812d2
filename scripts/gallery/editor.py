"""Pictures of the group editor over an invented leader."""

from dataclasses import replace

from PySide6.QtCore import QDateTime

from scripts.gallery import picture
from softphone.domain.executive.settings import AlertingMode, NameMode, NumberMode, RolloverAction, ScreeningAlert
from softphone.domain.problems import PortalRefused
from softphone.services.group_editor import draft_edits as edits
from softphone.services.state.group_editor import EditorPhase, EditorView
from softphone.ui.group_editor.editor_window import GroupEditorWindow
from tests.samples import app_state as sample
from tests.samples import group_editor as fakes
from tests.samples.actions import FakeActions
from tests.samples.groups import ALERTING, MUSTER, SCREENING


def window(view: EditorView, width: int = 1120, height: int = 720, tab: int = 0) -> GroupEditorWindow:
    actions = FakeActions()
    made = GroupEditorWindow(actions)
    made.resize(width, height)
    actions.state.subscribe(made.show_state)
    actions.state.set(replace(sample.assistant_state(), editor=view))
    made.tabs.setCurrentIndex(tab)
    return made


@picture("editor-filter-960", 960, 640, font="Inter")
@picture("editor-filter-1120", font="Inter")
def filter_tab(width: int = 1120, height: int = 720) -> GroupEditorWindow:
    stored = fakes.draft()
    made = window(fakes.view(stored=stored, draft=edits.set_active(stored, "Messewoche", False)), width, height)
    made.filter.simulator.caller.setText("069 90009 417")
    made.filter.simulator.moment.setDateTime(QDateTime(2026, 11, 23, 14, 30, 0))
    made.filter.simulator.on_asked()
    return made


@picture("editor-filter-list", font="Inter")
def to_assistants() -> GroupEditorWindow:
    made = filter_tab()
    made.filter.simulator.caller.setText("030 555 020")
    made.filter.simulator.on_asked()
    made.foot.list_button.click()
    return made


@picture("editor-form", font="Inter")
def form() -> GroupEditorWindow:
    made = filter_tab()
    made.filter.on_edit("Presse")
    line = made.filter.form.numbers.lines[1]
    line.edit.setText("069 9000x")
    line.on_text_edited()
    return made


@picture("editor-details", font="Inter")
def details() -> GroupEditorWindow:
    made = filter_tab()
    made.filter.on_details("Presse")
    return made


@picture("editor-notification-960", 960, font="Inter")
@picture("editor-notification-1040", font="Inter")
def notification(width: int = 1040) -> GroupEditorWindow:
    stored = fakes.draft()
    alerting = replace(ALERTING, mode=AlertingMode.SEQUENTIAL, name_mode=NameMode.EXECUTIVE_ORIGINATOR)
    return window(fakes.view(MUSTER, stored, draft=edits.with_alerting(stored, alerting)), width, tab=3)


@picture("editor-odd-values", font="Inter")
def odd() -> GroupEditorWindow:
    alerting = replace(
        ALERTING,
        name_mode=NameMode.CUSTOM,
        custom_name="Sekretariat Muster",
        number_mode=NumberMode.CUSTOM,
        recall_rings=25,
        rollover_action=RolloverAction.FORWARD,
    )
    stored = fakes.draft()
    problem = PortalRefused(403, "Nicht erlaubt")
    view = fakes.view(
        MUSTER, stored, draft=edits.with_alerting(stored, alerting), phase=EditorPhase.FAILED, problem=problem
    )
    return window(view, 1040, tab=3)


@picture("editor-silent", font="Inter")
def silent() -> GroupEditorWindow:
    screening = replace(SCREENING, alert=ScreeningAlert.RING_SPLASH)
    return window(fakes.view(stored=fakes.draft(screening=screening)), 900, 480, tab=1)


@picture("editor-parallel", font="Inter")
def parallel() -> GroupEditorWindow:
    return window(fakes.view(), 900, 480, tab=2)


@picture("editor-assistants", font="Inter")
def assistants() -> GroupEditorWindow:
    made = window(fakes.own_view(), 900, 560, tab=4)
    made.assistants.list.setCurrentIndex(made.assistants.list.people.index(1))
    return made


@picture("editor-conflict", font="Inter")
def conflict() -> GroupEditorWindow:
    stored = fakes.draft()
    mine = edits.with_alerting(stored, replace(ALERTING, mode=AlertingMode.SEQUENTIAL))
    return window(
        fakes.view(stored=stored, draft=mine, phase=EditorPhase.CONFLICT, conflict=fakes.conflict()), 1040, tab=3
    )


@picture("editor-leaving", font="Inter")
def leaving() -> GroupEditorWindow:
    made = filter_tab()
    made.show()
    made.close()
    return made


@picture("editor-loading", font="Inter")
def loading() -> GroupEditorWindow:
    return window(fakes.view(phase=EditorPhase.LOADING, as_of_s=None), 900, 480)
