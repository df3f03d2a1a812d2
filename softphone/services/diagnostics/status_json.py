"""The state of the program as plain JSON: what `softphone ctl status` and `events` print."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from softphone.domain.executive.filter_hints import Numbering
from softphone.domain.executive.settings import FilteringMode
from softphone.domain.problems import Problem
from softphone.domain.telephone.call import CallState, Direction
from softphone.domain.telephone.ringtone import Ringtone
from softphone.services.calls.selectors import group_of
from softphone.services.diagnostics.plain_json import plain_json, record_json
from softphone.services.diagnostics.status_problems import problems_of
from softphone.services.executive_calls.ring_reason import RingReason, reason_of
from softphone.services.group_editor.simulation import Known, hints_of
from softphone.services.groups.coverage_gaps import CoverageGap, coverage, divert_has_effect
from softphone.services.groups.leader_details import asking_first_fails
from softphone.services.state.app_state import AppState
from softphone.services.state.audio import AudioView
from softphone.services.state.calls import CallView
from softphone.services.state.contacts import SourceView
from softphone.services.state.group_editor import EditorView
from softphone.services.state.groups import DivertView, GroupView
from softphone.services.state.journal import JournalRow
from softphone.services.state.options import OptionsView
from softphone.services.state.self_test import SelfTestView


@dataclass(frozen=True, slots=True)
class StatusPart:
    """One top-level key of the status; docs/control.md is made from `words` and the type of the value.

    `make` and `shape` where it is not the field of AppState with that name.
    """

    name: str
    words: str = ""
    make: Callable[[AppState], Any] | None = None
    shape: Any = None

    def value(self, state: AppState) -> Any:
        return self.make(state) if self.make is not None else plain_json(getattr(state, self.name))


def status_json(state: AppState) -> dict[str, Any]:
    """One JSON object with stable keys; times are seconds since the epoch, None where unknown."""
    return {part.name: part.value(state) for part in STATUS}


def _roles(state: AppState) -> dict[str, Any]:
    roles = state.sign_in.roles
    return {"executive": roles.is_executive, "assistant": roles.is_assistant}


def _contacts(state: AppState) -> dict[str, Any]:
    sources = [{**plain_json(view), **plain_json(view.source)} for view in state.contacts.sources]
    return {**plain_json(replace(state.contacts, sources=())), "sources": sources}


def _divert(state: AppState) -> dict[str, Any] | None:
    if state.divert is None:
        return None
    return {**record_json(state.divert), "logged_in": divert_has_effect(state)}


def editor_json(editor: EditorView | None) -> dict[str, Any] | None:
    """The open group editor; of a schedule no more than its name and whether it is known when it holds."""
    if editor is None:
        return None
    hints = hints_of(editor.draft.settings, editor.schedules, Numbering(editor.leader.number))
    computed = {"schedules": _schedules(editor.schedules), "hints": [plain_json(hint) for hint in hints]}
    return {**record_json(replace(editor, schedules=())), **computed}


def _schedules(known: Known) -> list[dict[str, Any]]:
    return [{**record_json(reference), "known": schedule is not None} for reference, schedule in known]


def _group(group: GroupView) -> dict[str, Any]:
    computed = {"schedules": _schedules(group.schedules), "asking_first_fails": asking_first_fails(group)}
    return {**record_json(replace(group, schedules=())), **computed}


def _call(call: CallView, state: AppState) -> dict[str, Any]:
    """Only a ringing call has a reason: later on other settings may be in force."""
    ringing = call.state is CallState.RINGING and call.direction is Direction.INCOMING
    reason = reason_of(group_of(state, call.leader), call) if ringing else None
    return {**record_json(call), "reason": _reason(reason)}


def _reason(reason: RingReason | None) -> dict[str, Any] | None:
    if reason is None:
        return None
    filtering, criterion = reason.filtering, reason.criterion
    advanced = filtering is not None and filtering.mode is FilteringMode.ADVANCED
    simple = filtering.simple_filter if filtering is not None else None
    return {
        "filter": plain_json(FilteringMode.ADVANCED if advanced else simple),
        "criterion": criterion.name if criterion is not None else None,
        "calls_from": plain_json(criterion.calls_from) if criterion is not None else None,
        "hours": plain_json(reason.hours),
        "alerting": plain_json(reason.alerting),
    }


class _Rows:
    """Many rows, asked for at every change of the state and rarely different: turned into JSON once."""

    def __init__(self) -> None:
        self._rows: tuple[JournalRow, ...] = ()
        self._plain: list[Any] = []

    def plain(self, rows: tuple[JournalRow, ...]) -> list[Any]:
        if rows is not self._rows:
            self._rows, self._plain = rows, [plain_json(row) for row in rows]
        return self._plain


_journal = _Rows()


def self_test_json(view: SelfTestView) -> dict[str, Any]:
    return {"light": view.light.value, **record_json(view)}


class _Options:
    """Turned into JSON once for each change of a setting."""

    def __init__(self) -> None:
        self._view: OptionsView | None = None
        self._plain: dict[str, Any] = {}

    def plain(self, view: OptionsView) -> dict[str, Any]:
        if view is not self._view:
            self._view, self._plain = view, _options_json(view)
        return self._plain


def _options_json(view: OptionsView) -> dict[str, Any]:
    return {
        "values": {row.option.key: row.option.plain(row.value) for row in view.rows},
        "locked": [row.option.key for row in view.rows if row.locked],
        "policy": {"files": list(view.policy_files), "faults": plain_json(view.policy_faults)},
    }


_options = _Options()


def _devices(audio: AudioView) -> dict[str, Any]:
    record = record_json(audio)
    record["ringers"] = {
        "wish": list(audio.ringers),
        "using": list(audio.ringers_using),
        "softly": list(audio.ringers_softly),
    }
    return record


_SCHEDULES = "list of {level, name, known: whether its times could be read}"
ADDED: dict[type, dict[str, str]] = {
    CallView: {"reason": "null, or why it rings here: {filter, criterion, calls_from, hours, alerting}"},
    GroupView: {"schedules": _SCHEDULES, "asking_first_fails": "call waiting is off and the line may be busy"},
    EditorView: {
        "schedules": _SCHEDULES,
        "hints": "list of {name, kind, other, schedule}: criteria that do less than they seem to",
    },
    AudioView: {"ringers": "{wish, using, softly}: lists of names"},
    DivertView: {"logged_in": "whether the divert has an effect: somebody must be logged in"},
    SourceView: {"…": "the keys of `ContactSource`"},
    SelfTestView: {"light": "the worst result"},
}
"""Keys of a record that are no plain fields, in words."""

STATUS = (
    StatusPart("sign_in"),
    StatusPart("registration", "the connection to the SIP server"),
    StatusPart("roles", make=_roles, shape="{executive, assistant}: true or false"),
    StatusPart(
        "groups",
        "one for each leader, with the settings in force here; `line_state`, `call_waiting` null: unknown",
        lambda state: [_group(group) for group in state.groups],
    ),
    StatusPart("own_group", "a leader's own group"),
    StatusPart(
        "calls",
        "`waits`: rings while you talk; `referred_by`: who transferred you to it",
        lambda state: [_call(call, state) for call in state.calls],
    ),
    StatusPart("journal", "newest first; `key` 0: an earlier session's", lambda state: _journal.plain(state.journal)),
    StatusPart(
        "devices",
        "volumes in percent; `wish` null: the system's default; `using` null: a silent stand-in",
        lambda state: _devices(state.audio),
        AudioView,
    ),
    StatusPart("sound_test"),
    StatusPart("headset", "`refused`: the operating system does not let this user read its keys"),
    StatusPart(
        "key_faults",
        "by option: why its key does not act everywhere",
        lambda state: {name: fault.value for name, fault in state.key_faults.items()},
    ),
    StatusPart(
        "ring_tones",
        'by leader, `""` for your own calls; without one it is classic',
        lambda state: {who: ringtone.value for who, ringtone in state.ring_tones},
        Mapping[str, Ringtone],
    ),
    StatusPart(
        "problems",
        "all problems of the other parts, each with its place as `where`",
        lambda state: list(problems_of(state)),
        tuple[Problem, ...],
    ),
    StatusPart("language"),
    StatusPart(
        "options",
        "`values` and `locked` by option; the administrator's policy",
        lambda state: _options.plain(state.options),
        "{values, locked, policy {files, faults}}",
    ),
    StatusPart("diagnostics"),
    StatusPart("self_test", make=lambda state: self_test_json(state.self_test)),
    StatusPart("engine_running"),
    StatusPart("message_waiting", "new messages in your own mailbox", shape=int),
    StatusPart("mailbox", "your own"),
    StatusPart("lines", "the lines that are known"),
    StatusPart("features", "null: the server does not say"),
    StatusPart("divert", "the assistant divert as the portal confirmed it", _divert),
    StatusPart("editor", "the open group editor", lambda state: editor_json(state.editor)),
    StatusPart("rule", "the last rule made from a call"),
    StatusPart("handovers", "calls on their way to a leader"),
    StatusPart("transfers", "calls that are passed on; `key` is the caller's call"),
    StatusPart("conference", "keys of the calls that hear each other"),
    StatusPart("reception", "do not disturb and automatic answering"),
    StatusPart("last_dialled", "what `redial` calls"),
    StatusPart("identity", "on whose behalf the next call goes out, or `call`"),
    StatusPart("replies", "the leader's own"),
    StatusPart("feature_codes", "null in a field: not offered"),
    StatusPart(
        "coverage",
        "filtered calls that reach no one",
        lambda state: plain_json(coverage(state)),
        tuple[CoverageGap, ...],
    ),
    StatusPart("portal_change", "what differs in the portal; nothing of it is in force"),
    StatusPart("call_backs", "promised and not done, the next one first"),
    StatusPart("journal_counts", "`missed` and `call_backs` count open ones"),
    StatusPart(
        "contacts", "`ctl contacts` lists the contacts themselves; `skipped`: not read by the last import", _contacts
    ),
)
"""All keys of the status, in their order."""
