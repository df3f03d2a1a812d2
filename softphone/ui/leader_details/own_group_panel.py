"""The leader's own side, read-only: the settings in force and the assistants in ringing order."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from softphone.domain.executive.settings import GroupSettings, Screening, ScreeningAlert
from softphone.services.actions import Actions
from softphone.services.groups.coverage_gaps import Gap, coverage
from softphone.services.state.app_state import AppState
from softphone.services.state.groups import OwnGroupView, OwnSwitch
from softphone.ui.leader_details.own_group_rows import LeaderAssistantRow, SettingRow, SunkenNote
from softphone.ui.leader_details.portal_age_footer import PortalAgeFooter, edit_button, name_edit_button
from softphone.ui.leader_details.rule_sentence import rule_sentence
from softphone.ui.leaders.coverage_text import gap_text
from softphone.ui.problems.problem_text import problem_text
from softphone.ui.text.portal_terms import (
    filter_words,
    not_read,
    parallel_term,
    parallel_words,
    short_order_words,
    silent_term,
    silent_words,
)
from softphone.ui.theme.surface import Surface
from softphone.ui.widgets.containers.side_column import fill_side, side_body
from softphone.ui.widgets.labels.problem_label import ProblemLabel
from softphone.ui.widgets.labels.text_label import TextLabel
from softphone.ui.widgets.translated_widget import TranslatedWidget

translate = QCoreApplication.translate


class OwnGroupPanel(TranslatedWidget, Surface):
    """ "Meine Assistenz"."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._actions = AppState(), actions
        self.edit = edit_button()
        self.edit.clicked.connect(self.on_edit)
        self.title = TextLabel("", "title")
        self.problem = ProblemLabel()
        self.gap = ProblemLabel()
        self.gap.set_tone("wait")
        self.filter = SettingRow()
        self.silent = SettingRow()
        self.filter.switch.clicked.connect(lambda: self.on_switch(OwnSwitch.FILTER))
        self.silent.switch.clicked.connect(lambda: self.on_switch(OwnSwitch.SILENT))
        self.refused = ProblemLabel()
        self.parallel = SettingRow()
        self.heading = TextLabel("", "head", "text2")
        self.rows: list[LeaderAssistantRow] = []
        self.nobody = TextLabel("", "label", "text2", wrap=True)
        self.note = SunkenNote()
        self.foot = PortalAgeFooter(actions)
        self._lay_out()
        self.retranslate()

    def show_state(self, state: AppState) -> None:
        self._state = state
        self.foot.show_sign_in(state.sign_in)
        if state.own_group is not None:
            self._show_group(state.own_group)

    def on_edit(self) -> None:
        if self._state.own_group is not None:
            self._actions.editor.open(self._state.sign_in.user_id)

    def _show_group(self, group: OwnGroupView) -> None:
        self.problem.show_text(problem_text(group.problem) if group.problem is not None else "")
        own = (gap for gap in coverage(self._state) if gap.gap in (Gap.OWN_NOBODY, Gap.OWN_NO_ASSISTANTS))
        self.gap.show_text(" ".join(gap_text(gap) for gap in own))
        self._show_settings(group.settings)
        self._show_switches(group)
        self._show_assistants(group)
        self.note.show_runs(rule_sentence(group.settings))

    def _show_settings(self, settings: GroupSettings) -> None:
        filtering, screening = settings.filtering, settings.screening
        filter_detail = filter_words(filtering) if filtering else not_read()
        self.filter.show_setting(translate("OwnGroupPanel", "Filter"), filter_detail, "")
        quiet = _silent_detail(screening) if screening else not_read()
        self.silent.show_setting(silent_term(), quiet, "")
        parallel = parallel_words(screening) if screening else not_read()
        self.parallel.show_setting(parallel_term(), parallel, "")

    def _show_switches(self, group: OwnGroupView) -> None:
        self.filter.show_switch(group.filter_switch)
        self.silent.show_switch(group.silent_switch)
        views = (view for view in (group.filter_switch, group.silent_switch) if view is not None)
        problem = next((view.problem for view in views if view.problem is not None), None)
        self.refused.show_text(problem_text(problem) if problem is not None else "")

    def on_switch(self, which: OwnSwitch) -> None:
        group = self._state.own_group
        view = None
        if group is not None:
            view = group.filter_switch if which is OwnSwitch.FILTER else group.silent_switch
        if view is not None:
            self._actions.own_group.switch(which, not view.wish)

    def _show_assistants(self, group: OwnGroupView) -> None:
        alerting = group.settings.alerting
        order = f" · {short_order_words(alerting)}" if alerting else ""
        self.heading.setText(translate("OwnGroupPanel", "Assistants") + order)
        self._fit_rows(len(group.assistants))
        for place, (row, assistant) in enumerate(zip(self.rows, group.assistants, strict=True), start=1):
            row.show_assistant(place, assistant)
        self.nobody.setVisible(not group.assistants)

    def _fit_rows(self, count: int) -> None:
        while len(self.rows) > count:
            row = self.rows.pop()
            self._list.removeWidget(row)
            row.deleteLater()
        while len(self.rows) < count:
            self.rows.append(LeaderAssistantRow())
            self._list.addWidget(self.rows[-1])

    def _lay_out(self) -> None:
        body, inner = side_body(bottom_px=16)
        head = QHBoxLayout()
        head.setContentsMargins(0, 12, 16, 0)
        head.addWidget(self.title, 1)
        head.addWidget(self.edit)
        inner.addLayout(head)
        for widget in (self.problem, self.gap, self.filter, self.silent, self.refused, self.parallel, self.heading):
            inner.addWidget(widget)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        inner.addLayout(self._list)
        inner.addWidget(self.nobody)
        inner.addSpacing(8)
        inner.addWidget(self.note)
        inner.addStretch(1)
        self.title.setContentsMargins(16, 4, 0, 8)
        self.problem.setContentsMargins(16, 0, 16, 8)
        self.gap.setContentsMargins(16, 0, 16, 8)
        self.refused.setContentsMargins(16, 8, 16, 8)
        self.heading.setContentsMargins(16, 12, 16, 8)
        self.nobody.setContentsMargins(16, 0, 16, 8)
        fill_side(self, body, self.foot)

    def retranslate(self) -> None:
        self.title.setText(translate("OwnGroupPanel", "My assistants"))
        name_edit_button(self.edit)
        self.nobody.setText(
            translate("OwnGroupPanel", "No assistants yet. Assign them in the portal and sign in again.")
        )
        self.show_state(self._state)


def _silent_detail(screening: Screening) -> str:
    """Ring Splash is said; it is kept whatever the switch does."""
    if screening.alert is ScreeningAlert.RING_SPLASH:
        return silent_words(screening)
    return translate("OwnGroupPanel", "Shown without a ring tone")
