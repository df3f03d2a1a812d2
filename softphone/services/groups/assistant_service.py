"""The assistant's groups: leaders, opt-in and the settings in force, as read at sign-in."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from softphone.domain.account.account import Account
from softphone.domain.calls.caller_id import LeaderIdentity
from softphone.domain.executive.divert import Divert
from softphone.domain.executive.settings import AssistantSettings, ExecutiveEntry, GroupSettings, PortalProfile
from softphone.domain.lines.line_state import LineState
from softphone.domain.lines.message_summary import MessageSummary
from softphone.domain.problems import Problem
from softphone.services.core.outcomes import Outcome
from softphone.services.core.portal_reading import (
    Piece,
    attempt,
    is_passing,
    kept_where_missing,
    lacks_pieces,
    read_settings,
    worst,
)
from softphone.services.core.ports import Clock, Portal, Spawn, Store
from softphone.services.core.session_context import SessionContext
from softphone.services.core.signal import Signal
from softphone.services.groups.divert_service import DivertService
from softphone.services.groups.leader_colours import LeaderColours, leader_ref, numbers_of
from softphone.services.groups.leader_details import NOTHING_TOLD, LeaderDetails
from softphone.services.groups.opt_in_service import OptInService
from softphone.services.groups.opt_out_timer_service import OptOutTimerService
from softphone.services.state.calls import CallView
from softphone.services.state.groups import UNKNOWN_CALLER, AssistantRef, GroupView, LeaderRef, OptInView
from softphone.services.state.state_store import StateStore

log = logging.getLogger(__name__)

"""Stands for a caller of whom neither name nor number is known."""


@dataclass(frozen=True, slots=True)
class AssistantSnapshot:
    """What is in force at one moment: the groups in order, who is logged in where, the divert."""

    groups: tuple[tuple[LeaderRef, GroupSettings], ...]
    opted_in: Mapping[str, bool]
    divert: Divert | None


@dataclass(frozen=True, slots=True)
class _Group:
    """One leader as read; `profile` None: the portal did not say (yet) who that is."""

    entry: ExecutiveEntry
    ref: LeaderRef
    settings: GroupSettings
    profile: PortalProfile | None = None
    problem: Problem | None = None

    @property
    def identity(self) -> LeaderIdentity:
        return LeaderIdentity(self.ref.user_id, self.ref.name, numbers_of(self.profile))


class AssistantService:
    """Owns `AppState.groups`. What is in force changes at sign-in and by what is done here, never by itself."""

    def __init__(self, clock: Clock, spawn: Spawn, store: Store, state: StateStore, context: SessionContext) -> None:
        self._state = state
        self._colours = LeaderColours(store)
        self._groups: dict[str, _Group] = {}
        self._places: Mapping[str, int] = {}
        self._region = ""
        self._ringing: Mapping[str, CallView] = {}
        self._facts: Mapping[str, LeaderDetails] = {}
        self._line_states: Mapping[str, LineState] = {}
        self._mailboxes: Mapping[str, MessageSummary] = {}
        self._others: dict[str, int | None] = {}
        self._colleagues: dict[str, tuple[AssistantRef, ...]] = {}
        self._opt_in = OptInService(clock, spawn)
        self._opt_in.changed.connect(self._publish)
        self._opt_in.value_confirmed.connect(self._tell_confirmed)
        self.divert = DivertService(clock, spawn, state, context)
        self.duty_ends = OptOutTimerService(clock, spawn, store, self._opt_in.set)
        self.duty_ends.changed.connect(self._publish)
        self.duty_ends.ended.connect(self._tell_ended)
        self.changed = 0
        self.reads = 0
        self.leaders_changed = Signal[()]()
        self.opted = Signal[str, bool]()

    @property
    def identities(self) -> tuple[LeaderIdentity, ...]:
        return tuple(group.identity for group in self._groups.values())

    @property
    def problem(self) -> Problem | None:
        return worst(group.problem for group in self._groups.values())

    def ref(self, leader_id: str | None) -> LeaderRef | None:
        group = self._groups.get(leader_id or "")
        return group.ref if group is not None else None

    def set_opted_in(self, leader_id: str, on: bool) -> Outcome:
        """Logs in or out by hand, which cancels a scheduled opt-out."""
        self.duty_ends.cancel(leader_id)
        return self._opt_in.set(leader_id, on)

    def opt_in_until(self, leader_id: str, until_s: float | None) -> Outcome:
        return self.duty_ends.set(leader_id, until_s, known=leader_id in self._groups)

    def snapshot(self) -> AssistantSnapshot | None:
        """What is in force, for comparing; None while nothing was read or something is being changed."""
        if not self.divert.settled or any(self._opt_in.membership(key).busy for key in self._groups):
            return None
        groups = tuple((group.ref, group.settings) for group in self._groups.values())
        opted_in = {key: self._opt_in.membership(key).confirmed for key in self._groups}
        return AssistantSnapshot(groups, opted_in, self.divert.confirmed)

    def show_others(
        self, leader_id: str, others_on_duty: int | None, colleagues: tuple[AssistantRef, ...] = ()
    ) -> None:
        """Who else assists that leader, and how many of them are logged in, as far as the portal tells."""
        before = self._others.get(leader_id), self._colleagues.get(leader_id, ())
        if before != (others_on_duty, colleagues):
            self._others[leader_id], self._colleagues[leader_id] = others_on_duty, colleagues
            self._publish()

    def take_over_settings(self, leader_id: str, change: Callable[[GroupSettings], GroupSettings]) -> None:
        """What the editor wrote and the portal confirmed comes into force at once."""
        group = self._groups.get(leader_id)
        if group is not None:
            self._groups = {**self._groups, leader_id: replace(group, settings=change(group.settings))}
            self._publish()

    def show_lines(self, states: Mapping[str, LineState]) -> None:
        """What each leader's line does, as far as the platform tells."""
        self._line_states = states
        self._publish()

    def show_mailboxes(self, summaries: Mapping[str, MessageSummary]) -> None:
        """What waits in each leader's mailbox, where we may know."""
        self._mailboxes = summaries
        self._publish()

    def show_facts(self, facts: Mapping[str, LeaderDetails]) -> None:
        """What else the portal tells about each leader."""
        self._facts = facts
        self._publish()

    def show_ringing(self, calls: Mapping[str, CallView]) -> None:
        """What rings for which leader, by leader id."""
        self._ringing = calls
        self._publish()

    def end(self) -> None:
        self._opt_in.end()
        self.divert.end()
        self.duty_ends.end()
        self._groups, self._others, self._colleagues = {}, {}, {}
        self._publish()
        self.leaders_changed.emit()

    async def load(self, portal: Portal, account: Account, fresh: bool, wanted: bool) -> Problem | None:
        """Reads the list of leaders and all about them; a problem only when the list itself is not to be had.

        `fresh` reads again what is known; what cannot be read then stays in force.
        """
        self._region = account.region
        host = urlsplit(account.portal_url).hostname or ""
        self._opt_in.use(portal, host)
        self.divert.use(portal, host)
        self.reads += 1
        since, divert_since = self._opt_in.steps_so_far(), self.divert.steps_so_far()
        document = await attempt(_document(portal, wanted))
        if document.value is None:
            return document.problem
        before, entries = self._in_force(), _entries(document.value)
        listed = self._listed(entries)
        if fresh:
            listed = await self._read_again(portal, listed)
        self._opt_in.take_over_entries(entries, since)
        self.divert.take_over_document(document.value if wanted else None, divert_since)
        self._replace_all(listed)
        self.duty_ends.begin(account.user_id, {entry.user_id: entry.opted_in for entry in entries})
        if not fresh:
            await self._read_missing(portal, listed)
        self.changed = _count_different(before, self._in_force())
        return None

    async def complete(self, portal: Portal) -> Problem | None:
        """Reads what is still missing, group by group; the worst problem that remains."""
        missing = {key: group for key, group in self._groups.items() if _is_incomplete(group)}
        await self._read_missing(portal, missing)
        return worst(self._groups[key].problem for key in missing if key in self._groups)

    def _listed(self, entries: tuple[ExecutiveEntry, ...]) -> dict[str, _Group]:
        """The leaders in the portal's order, each with what is known of it already."""
        self._places = self._colours.places([entry.user_id for entry in entries])
        return {entry.user_id: self._known(entry) for entry in entries}

    def _known(self, entry: ExecutiveEntry) -> _Group:
        old = self._groups.get(entry.user_id)
        profile = old.profile if old is not None else None
        ref = self._ref_of(entry, profile)
        return replace(old, entry=entry, ref=ref) if old is not None else _Group(entry, ref, GroupSettings())

    def _ref_of(self, entry: ExecutiveEntry, profile: PortalProfile | None) -> LeaderRef:
        return leader_ref(entry, profile, self._places.get(entry.user_id, 0), self._region)

    async def _read_missing(self, portal: Portal, groups: Mapping[str, _Group]) -> None:
        """Each group stands as soon as it is read."""
        await asyncio.gather(*(self._read_and_show(portal, group) for group in groups.values()))

    async def _read_and_show(self, portal: Portal, group: _Group) -> None:
        read = await self._read(portal, group)
        self._replace_all({**self._groups, read.ref.user_id: read})

    async def _read_again(self, portal: Portal, groups: Mapping[str, _Group]) -> dict[str, _Group]:
        read = await asyncio.gather(*(self._read_one_again(portal, group) for group in groups.values()))
        return {group.ref.user_id: group for group in read}

    async def _read_one_again(self, portal: Portal, old: _Group) -> _Group:
        fresh = await self._read(portal, replace(old, settings=GroupSettings(), profile=None))
        profile = fresh.profile or old.profile
        ref = self._ref_of(fresh.entry, profile)
        return replace(fresh, settings=kept_where_missing(fresh.settings, old.settings), profile=profile, ref=ref)

    async def _read(self, portal: Portal, group: _Group) -> _Group:
        leader_id = group.entry.user_id
        (settings, problem), profile = await asyncio.gather(
            read_settings(portal, leader_id, group.settings),
            _profile(portal, leader_id, group.profile),
        )
        ref = self._ref_of(group.entry, profile.value)
        passing = profile.problem if is_passing(profile.problem) else None
        return _Group(group.entry, ref, settings, profile.value, worst((problem, passing)))

    def _replace_all(self, groups: dict[str, _Group]) -> None:
        self._groups = groups
        self.divert.refresh()
        self._publish()
        self.leaders_changed.emit()

    def _in_force(self) -> dict[str, tuple[LeaderRef, bool, GroupSettings]]:
        memberships = {key: self._opt_in.membership(key) for key in self._groups}
        return {key: (group.ref, memberships[key].confirmed, group.settings) for key, group in self._groups.items()}

    def _publish(self) -> None:
        self._state.update(groups=tuple(self._view(group) for group in self._groups.values()))

    def _view(self, group: _Group) -> GroupView:
        leader_id = group.ref.user_id
        ringing, facts = self._ringing.get(leader_id), self._facts.get(leader_id, NOTHING_TOLD)
        return GroupView(
            leader=group.ref,
            opt_in=self._opt_in_view(leader_id),
            settings=group.settings,
            problem=group.problem,
            ringing_caller=_caller(ringing),
            line_state=self._line_states.get(leader_id),
            mailbox=self._mailboxes.get(leader_id),
            others_on_duty=self._others.get(leader_id),
            colleagues=tuple(self._with_line(one) for one in self._colleagues.get(leader_id, ())),
            ringing_number=ringing.public_number if ringing is not None else "",
            region=self._region or "DE",
            ringing_since_s=ringing.started_at_s if ringing is not None else None,
            call_waiting=facts.call_waiting,
            schedules=facts.schedules,
        )

    def _with_line(self, colleague: AssistantRef) -> AssistantRef:
        return replace(colleague, line_state=self._line_states.get(colleague.user_id))

    def _opt_in_view(self, leader_id: str) -> OptInView:
        m = self._opt_in.membership(leader_id)
        until_s = self.duty_ends.ends.get(leader_id)
        return OptInView(m.confirmed, m.wanted, m.busy, m.reading_back, m.locked, m.problem, until_s)

    def _tell_ended(self, leader_id: str, end_s: float, late: bool) -> None:
        ref = self.ref(leader_id)
        name = ref.name if ref is not None else leader_id
        self._state.notify("duty-ended-late" if late else "duty-ended", name, end_s)

    def _tell_confirmed(self, leader_id: str, on: bool) -> None:
        if self.duty_ends.is_ending(leader_id):
            return
        self.opted.emit(leader_id, on)
        ref = self.ref(leader_id)
        self._state.notify("opted-in" if on else "opted-out", ref.name if ref is not None else leader_id)


def _caller(ringing: CallView | None) -> str:
    """Empty while nothing rings."""
    return "" if ringing is None else ringing.name or ringing.number or UNKNOWN_CALLER


async def _document(portal: Portal, wanted: bool) -> AssistantSettings:
    """Empty for who is no assistant."""
    return (await portal.assistant()).value if wanted else AssistantSettings(False, None)


def _entries(document: AssistantSettings) -> tuple[ExecutiveEntry, ...]:
    """Each leader once, in the portal's order."""
    return tuple({entry.user_id: entry for entry in document.executives}.values())


async def _profile(portal: Portal, leader_id: str, known: PortalProfile | None) -> Piece[PortalProfile]:
    """A portal that does not tell an assistant the leader's number is no problem: the number just stays away."""
    if known is not None:
        return Piece(known)
    read = await attempt(portal.profile(leader_id))
    if read.problem is not None:
        log.info("no profile of %s: %r", leader_id, read.problem)
    return read


def _is_incomplete(group: _Group) -> bool:
    return lacks_pieces(group.settings) or (group.profile is None and group.problem is not None)


def _count_different(before: Mapping[str, object], after: Mapping[str, object]) -> int:
    """Leaders that are new, gone, or have something else in force."""
    return sum(before.get(key) != after.get(key) for key in before.keys() | after.keys())
