"""The state of the program as plain JSON: what `softphone ctl status` and `events` print."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

from softphone.domain.executive.filter_hints import Numbering
from softphone.domain.executive.settings import FilteringMode
from softphone.domain.problems import Problem
from softphone.domain.telephone.call import CallState, Direction
from softphone.services.calls.selectors import group_of
from softphone.services.executive_calls.ring_reason import RingReason, reason_of
from softphone.services.group_editor.simulation import Known, hints_of
from softphone.services.groups.coverage_gaps import coverage, divert_has_effect
from softphone.services.groups.leader_details import asking_first_fails
from softphone.services.state.app_state import AppState
from softphone.services.state.audio import AudioView
from softphone.services.state.calls import CallView
from softphone.services.state.group_editor import EditorView
from softphone.services.state.groups import GroupView, OwnGroupView
from softphone.services.state.journal import JournalRow
from softphone.services.state.options import OptionsView
from softphone.services.state.self_test import SelfTestView


def status_json(state: AppState) -> dict[str, Any]:
    """One JSON object; keys are stable, lower-case English. Times are seconds since the epoch, None where unknown.

    sign_in       phase, portal_step, settings_step, telephone_step, problem, retry_at_s, user_id, user_name,
                  own_number, portal_as_of_s, needs_password, keyring_problem
    registration  registered, trying, since_s, problem, transport, server (which of several; else empty)
    roles         executive, assistant (bool)
    groups        one per leader: leader, opt_in {confirmed, wish, in_flight, reading_back, locked, problem},
                  settings {filtering, screening, alerting, criteria} as in force here, problem, ringing_caller,
                  ringing_since_s, ringing_number, region, line_state (free, ringing, in-call; None: unknown),
                  call_waiting (None: not told),
                  asking_first_fails (call waiting is off and the line may be busy), schedules as in editor,
                  mailbox, colleagues (the leader's other assistants as far as the portal names them, as own_group's)
    own_group     None, or settings, assistants [{user_id, name, initials, opted_in, line_state}], problem,
                  allow_opt_in, filter_switch, silent_switch {confirmed, wish, in_flight, reading_back, problem}
    calls         key, direction, state, ring, headline, detail, leader, started_at_s, answered_at_s, ended_at_s,
                  held_here, held_there, muted, ring_silenced, quality, encrypted (None: no sound yet),
                  encryption_wanted, end, problem, can_send_to_voicemail,
                  on_behalf_of, recalled_from (leaders), message {sender, text, at_s, choice, leader},
                  public_number (E.164, empty where none was shown),
                  reason (why it rings here: None, or filter, criterion, calls_from, hours {days, start_min, end_min},
                  alerting),
                  referred_by (who sent us on to this call), answered_itself, waits (rings while we talk),
                  in_conference
    journal       the newest first: key (0: an earlier session's), direction, headline, detail, leader, end,
                  started_at_s, duration_s, missed, id, number, answered_by, note, promised_until_s, promised_at_s,
                  done
    devices       microphones, speakers [{name, is_default}]; microphone, speaker {wish, using, problem};
                  ringers {wish, using, softly}; speaker_volume, ringer_volume (percent); echo_cancellation,
                  noise_suppression, backend, input_dbfs, output_dbfs, microphone_muted (by the system; None: cannot
                  be asked), microphone_trouble (in a call)
    headset       used, refused (names): keys and lights obeyed, or not allowed to this user by the system
    ring_tones    {leader: classic, bell, rising, marimba, pulse or bird}; "": own calls; who is not in it: classic
    sound_test    watching (levels), running (record, play, tone, ring, probe; None), since_s, recorded_s, problem,
                  echo_target, probed [{side, device, works, level_dbfs, detail}]
    problems      all that stand anywhere: {where, kind, …}; `where` is program, sign-in, keyring, registration,
                  group, opt-in, own-group, call, handover, transfer, identity, divert, editor, rule, contacts,
                  sound-test, microphone, speaker or ringer;
                  group, opt-in, editor and rule carry `leader`
    diagnostics   log_folder, crash_reports [files], saving
    self_test     light (running, good, warning, bad, not-needed, not-possible), at_s, results [{check, state,
                  problem, device, level_dbfs, at_s, host}]
    options       values {key: value in force}, locked [keys the policy has decided], policy {files, faults}
    key_faults    {setting: why its key does not act everywhere: taken, not-on-keyboard, no-way}
    language, engine_running
    message_waiting   new messages in the own mailbox
    mailbox       None (not told), or new, old, urgent_new, urgent_old, account; groups have the leader's, where
                  the platform tells it
    lines         lines that are known: user_id, state (free, ringing, in-call), source (events, subscription)
    features      None (the server does not tell), or do_not_disturb, filtering, forwards [{kind, active, target}]
    divert        None, or enabled, number as confirmed; wished_enabled, wished_number, in_flight, reading_back,
                  problem, leads_to_self, leads_to_leader, logged_in (the precondition)
    coverage      where filtered calls reach nobody: {gap, leader}
    portal_change None, or what the portal has otherwise: differences [{kind, leader, before, after}], seen_at_s,
                  postponed; nothing of it is in force
    call_backs    promised and not done, the next one first; rows as in journal
    journal_counts  total, missed, call_backs (both: open ones), leaders [{leader_id, leader_name, total, missed}]
    contacts      sources [{id, kind, name, url, user, ca_file, region, fetched_at_s, count, busy, problem}],
                  favourites, total, loading, revision, skipped (by the last import), csv (None, or what is looked
                  at: file, encoding, delimiter, columns, fields, sample, rows); themselves: `ctl contacts`
    handovers     key, leader, way, phase, pushed_at_s, deadline_s, ended_at_s, certain, can_take_back, problem, note
    transfers     key (the caller's call), kind (ask, direct), phase, target, target_number, leader, target_key,
                  rings_there, can_connect, can_take_back, problem, ended_at_s, certain
    reception     dnd, dnd_mode (busy, silent), dnd_leaders_ring; numbers answered by themselves, asked (by a header)
    last_dialled  what `redial` calls
    conference    keys of the calls that hear each other, empty without one
    identity      None, or leader, call (None until there is one), asking, problem
    replies       the leader's own: key, choice, delivery, read_by, problem
    feature_codes None, or push, on_behalf, retrieve, bridge, pick_up, mailbox; what is not offered is None

    editor        None, or leader, phase, stored, draft, own, as_of_s, changes and last_saved [{document,
                  field, before, after, subject}], faults [{field, subject}], conflict {documents, theirs, mine},
                  problem, failed, can_undo, candidates, schedules [{level, name, known}], hints [{name, kind,
                  other, schedule}] about criteria that do less than they seem to
    rule          None, or what became of a rule from a card: leader, number, always, busy, can_undo, problem

    leader        None, or {user_id, name, initials, colour, double_spine, number}
    enums         by value ("ringing", "All External Calls"); None where the portal's value is unknown here
    a problem     {"kind": "PortalRefused", "status": 403, "words": "…"}: the name of its type and its fields
    """
    return {
        "sign_in": _but(_plain(state.sign_in), "roles", "user_initials"),
        "registration": _plain(state.registration),
        "roles": {"executive": state.sign_in.roles.is_executive, "assistant": state.sign_in.roles.is_assistant},
        "groups": [_group(group) for group in state.groups],
        "own_group": _plain(state.own_group),
        "calls": [_call(call, state) for call in state.calls],
        "journal": _journal.plain(state.journal),
        "devices": _devices(state.audio),
        "sound_test": _plain(state.sound_test),
        "headset": _plain(state.headset),
        "key_faults": {name: fault.value for name, fault in state.key_faults.items()},
        "ring_tones": {who: melody.value for who, melody in state.ring_tones},
        "problems": list(_problems(state)),
        "language": state.language.value,
        "options": _options.plain(state.options),
        "diagnostics": _plain(state.diagnostics),
        "self_test": self_test_json(state.self_test),
        "engine_running": state.engine_running,
        "message_waiting": state.message_waiting,
        "mailbox": _plain(state.mailbox),
        "lines": [_plain(line) for line in state.lines],
        "features": _plain(state.features),
        "divert": _divert(state),
        "editor": editor_json(state.editor),
        "rule": _plain(state.rule),
        "handovers": [_but(_plain(handover), "call") for handover in state.handovers],
        "transfers": [_but(_plain(transfer), "call") for transfer in state.transfers],
        "conference": list(state.conference),
        "reception": _plain(state.reception),
        "last_dialled": state.last_dialled,
        "identity": _plain(state.identity),
        "replies": [_plain(reply) for reply in state.replies],
        "feature_codes": _plain(state.feature_codes),
        "coverage": [_plain(gap) for gap in coverage(state)],
        "portal_change": _plain(state.portal_change),
        "call_backs": [_plain(row) for row in state.call_backs],
        "journal_counts": _plain(state.journal_counts),
        "contacts": _contacts(state),
    }


def _contacts(state: AppState) -> dict[str, Any]:
    """Without the pictures' names and what only a server understands."""
    sources = [
        {**_but(_plain(view), "source"), **_but(_plain(view.source), "sync_state")} for view in state.contacts.sources
    ]
    return {**_plain(replace(state.contacts, sources=())), "sources": sources}


def _divert(state: AppState) -> dict[str, Any] | None:
    if state.divert is None:
        return None
    return {**_fields(state.divert), "logged_in": divert_has_effect(state)}


def editor_json(editor: EditorView | None) -> dict[str, Any] | None:
    """The open group editor; of a schedule no more than its name and whether it is known when it holds."""
    if editor is None:
        return None
    hints = hints_of(editor.draft.settings, editor.schedules, Numbering(editor.leader.number))
    computed = {"schedules": _schedules(editor.schedules), "hints": [_plain(hint) for hint in hints]}
    return {**_fields(replace(editor, schedules=())), **computed}


def _schedules(known: Known) -> list[dict[str, Any]]:
    return [{**_fields(reference), "known": schedule is not None} for reference, schedule in known]


def _group(group: GroupView) -> dict[str, Any]:
    computed = {"schedules": _schedules(group.schedules), "asking_first_fails": asking_first_fails(group)}
    return {**_fields(replace(group, schedules=())), **computed}


def _call(call: CallView, state: AppState) -> dict[str, Any]:
    """The reason is told of a ringing call: later on other settings may be in force."""
    ringing = call.state is CallState.RINGING and call.direction is Direction.INCOMING
    reason = reason_of(group_of(state, call.leader), call) if ringing else None
    return {**_but(_plain(call), "forget_at_s"), "reason": _reason(reason)}


def _reason(reason: RingReason | None) -> dict[str, Any] | None:
    if reason is None:
        return None
    filtering, criterion = reason.filtering, reason.criterion
    advanced = filtering is not None and filtering.mode is FilteringMode.ADVANCED
    simple = filtering.simple_filter if filtering is not None else None
    return {
        "filter": _plain(FilteringMode.ADVANCED if advanced else simple),
        "criterion": criterion.name if criterion is not None else None,
        "calls_from": _plain(criterion.calls_from) if criterion is not None else None,
        "hours": _plain(reason.hours),
        "alerting": _plain(reason.alerting),
    }


def plain_json(value: Any) -> Any:
    """A view, or anything in one, as plain JSON values."""
    return _plain(value)


class _Rows:
    """Many rows, asked for at every change of the state and rarely different: turned into JSON once."""

    def __init__(self) -> None:
        self._rows: tuple[JournalRow, ...] = ()
        self._plain: list[Any] = []

    def plain(self, rows: tuple[JournalRow, ...]) -> list[Any]:
        if rows is not self._rows:
            self._rows, self._plain = rows, [_plain(row) for row in rows]
        return self._plain


_journal = _Rows()


def self_test_json(view: SelfTestView) -> dict[str, Any]:
    return {"light": view.light.value, **_fields(view)}


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
        "policy": {"files": list(view.policy_files), "faults": _plain(view.policy_faults)},
    }


_options = _Options()


def problem_json(problem: Problem) -> dict[str, Any]:
    """{"kind": name of the type, …its fields}."""
    return {"kind": type(problem).__name__, **_fields(problem)}


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Problem):
        return problem_json(value)
    if is_dataclass(value) and not isinstance(value, type):
        return _fields(value)
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _fields(value: Any) -> dict[str, Any]:
    return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}


def _but(record: dict[str, Any], *names: str) -> dict[str, Any]:
    return {key: value for key, value in record.items() if key not in names}


def _devices(audio: AudioView) -> dict[str, Any]:
    record = _but(_plain(audio), "ringers_using", "ringers_softly", "problems")
    record["ringers"] = {
        "wish": list(audio.ringers),
        "using": list(audio.ringers_using),
        "softly": list(audio.ringers_softly),
    }
    return record


def _problems(state: AppState) -> Iterator[dict[str, Any]]:
    for problem in state.problems:
        yield _at("program", problem)
    yield from _optional("sign-in", state.sign_in.problem)
    yield from _optional("keyring", state.sign_in.keyring_problem)
    yield from _optional("registration", state.registration.problem)
    for group in state.groups:
        yield from _of_group(group)
    yield from _of_own_group(state.own_group)
    for call in state.calls:
        yield from _of_call(call)
    yield from _of_editor(state)
    if state.divert is not None:
        yield from _optional("divert", state.divert.problem)
    if state.identity is not None:
        yield from _optional("identity", state.identity.problem)
    for handover in state.handovers:
        yield from ({**found, "call": handover.key} for found in _optional("handover", handover.problem))
    for transfer in state.transfers:
        yield from ({**found, "call": transfer.key} for found in _optional("transfer", transfer.problem))
    yield from _optional("microphone", state.audio.microphone_trouble)
    yield from _optional("sound-test", state.sound_test.problem)
    for view in state.contacts.sources:
        yield from ({**found, "source": view.source.id} for found in _optional("contacts", view.problem))
    for side, problem in state.audio.problems:
        yield _at(side.value, problem)


def _of_group(group: GroupView) -> Iterator[dict[str, Any]]:
    leader = group.leader.user_id
    yield from ({**found, "leader": leader} for found in _optional("group", group.problem))
    yield from ({**found, "leader": leader} for found in _optional("opt-in", group.opt_in.problem))


def _of_own_group(group: OwnGroupView | None) -> Iterator[dict[str, Any]]:
    if group is not None:
        yield from _optional("own-group", group.problem)
        for switch in (group.filter_switch, group.silent_switch):
            yield from _optional("own-group", switch.problem if switch is not None else None)


def _of_editor(state: AppState) -> Iterator[dict[str, Any]]:
    for where, part in (("editor", state.editor), ("rule", state.rule)):
        if part is not None:
            yield from ({**found, "leader": part.leader.user_id} for found in _optional(where, part.problem))


def _of_call(call: CallView) -> Iterator[dict[str, Any]]:
    yield from ({**found, "call": call.key} for found in _optional("call", call.problem))


def _optional(where: str, problem: Problem | None) -> Iterator[dict[str, Any]]:
    if problem is not None:
        yield _at(where, problem)


def _at(where: str, problem: Problem) -> dict[str, Any]:
    return {"where": where, **problem_json(problem)}
