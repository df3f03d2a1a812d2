"""The leader's own side: settings in force and assistants in ringing order, as read at sign-in."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from softphone.domain.account.account import Account
from softphone.domain.contacts.initials import initials
from softphone.domain.executive.settings import AssistantEntry, Assistants, GroupSettings
from softphone.domain.lines.line_state import LineState
from softphone.domain.problems import Problem
from softphone.services.core.outcomes import Outcome
from softphone.services.core.portal_reading import (
    Piece,
    attempt,
    kept_where_missing,
    lacks_pieces,
    read_settings,
    worst,
)
from softphone.services.core.ports import Clock, Portal, Spawn
from softphone.services.groups.leader_colours import full_name
from softphone.services.groups.own_switches import OwnSwitches, switched
from softphone.services.state.groups import AssistantRef, OwnGroupView, OwnSwitch
from softphone.services.state.state_store import StateStore


class OwnGroupService:
    """Owns `AppState.own_group`, None for who is no leader."""

    def __init__(self, clock: Clock, spawn: Spawn, state: StateStore) -> None:
        self._state = state
        self._switches = OwnSwitches(clock, spawn)
        self._switches.changed.connect(self._show)
        self._switches.value_confirmed.connect(self._take_over_switch)
        self._user_id = ""
        self._assistants: Assistants | None = None
        self._settings = GroupSettings()
        self._line_states: Mapping[str, LineState] = {}
        self.changed = 0

    @property
    def problem(self) -> Problem | None:
        group = self._state.value.own_group
        return group.problem if group is not None else None

    @property
    def settled(self) -> bool:
        """Nothing is being switched."""
        return not self._switches.busy

    def switch(self, which: OwnSwitch, on: bool) -> Outcome:
        return self._switches.set(which.value, on)

    def end(self) -> None:
        self._switches.end()
        self._assistants, self._settings, self.changed = None, GroupSettings(), 0
        self._state.update(own_group=None)

    def snapshot(self) -> tuple[GroupSettings, Assistants | None] | None:
        """What is in force, for comparing; None for who is no leader."""
        return (self._settings, self._assistants) if self._state.value.own_group is not None else None

    def show_on_duty(self, seen: Assistants) -> None:
        """Who is logged in right now is a fact to look at, no setting that would come into force."""
        if self._assistants is None or self._state.value.own_group is None:
            return
        now = {entry.user_id: entry.opted_in for entry in seen.entries}
        known = self._assistants.entries
        entries = tuple(replace(entry, opted_in=now.get(entry.user_id, entry.opted_in)) for entry in known)
        self._assistants = replace(self._assistants, entries=entries)
        self._publish(self.problem)

    def show_lines(self, states: Mapping[str, LineState]) -> None:
        """What the assistants' lines do, as far as it is known."""
        self._line_states = states
        if self._state.value.own_group is not None:
            self._publish(self.problem)

    def take_over_settings(
        self, change: Callable[[GroupSettings], GroupSettings], assistants: Assistants | None
    ) -> None:
        """What the editor wrote and the portal confirmed; `assistants` None: the list is as it was."""
        if self._state.value.own_group is not None:
            self._settings = change(self._settings)
            self._assistants = assistants or self._assistants
            self._switches.follow(self._settings)
            self._publish(self.problem)

    async def load(self, portal: Portal, account: Account, fresh: bool, wanted: bool) -> None:
        """`fresh` reads again what is known; what cannot be read then stays in force."""
        before = self._state.value.own_group
        self._user_id = self._switches.user_id = account.user_id
        self._switches.use(portal, urlsplit(account.portal_url).hostname or "")
        if wanted:
            await self._read(portal, fresh)
        else:
            self.end()
        self.changed = int(_in_force(before) != _in_force(self._state.value.own_group))

    async def complete(self, portal: Portal) -> Problem | None:
        """Reads what is still missing; the problem that remains."""
        if self._state.value.own_group is None or not self._is_incomplete():
            return None
        await self._read(portal, fresh=False)
        return self.problem

    async def _read(self, portal: Portal, fresh: bool) -> None:
        (settings, problem), assistants = await asyncio.gather(
            read_settings(portal, self._user_id, GroupSettings() if fresh else self._settings),
            read_assistants(portal, None if fresh else self._assistants),
        )
        self._settings = kept_where_missing(settings, self._settings)
        self._assistants = assistants.value or self._assistants
        self._switches.follow(self._settings)
        self._publish(worst((problem, assistants.problem)))

    def _is_incomplete(self) -> bool:
        return self._assistants is None or lacks_pieces(self._settings)

    def _publish(self, problem: Problem | None) -> None:
        entries = self._assistants.entries if self._assistants is not None else ()
        refs = tuple(assistant_ref(entry, self._line_states.get(entry.user_id)) for entry in entries)
        allow = self._assistants.allow_opt_in if self._assistants is not None else True
        switches = self._switches.view(OwnSwitch.FILTER), self._switches.view(OwnSwitch.SILENT)
        self._state.update(own_group=OwnGroupView(self._settings, refs, problem, allow, *switches))

    def _show(self) -> None:
        if self._state.value.own_group is not None:
            self._publish(self.problem)

    def _take_over_switch(self, key: str, on: bool) -> None:
        self._settings = switched(self._settings, OwnSwitch(key), on)
        self._show()


async def read_assistants(portal: Portal, known: Assistants | None) -> Piece[Assistants]:
    """The own group's list in ringing order, with names."""
    if known is not None:
        return Piece(known)
    read = await attempt(portal.assistants())
    if read.value is None:
        return Piece(None, read.problem)
    entries = await asyncio.gather(*(_named(portal, entry) for entry in read.value.value.entries))
    return Piece(replace(read.value.value, entries=tuple(entries)))


async def _named(portal: Portal, entry: AssistantEntry) -> AssistantEntry:
    """The list may hold user ids alone; whom the directory does not know keeps the id as a name."""
    if entry.first_name or entry.last_name:
        return entry
    profile = (await attempt(portal.profile(entry.user_id))).value
    if profile is None:
        return entry
    return replace(entry, first_name=profile.first_name, last_name=profile.last_name)


def assistant_ref(entry: AssistantEntry, line_state: LineState | None = None) -> AssistantRef:
    name = full_name(entry.first_name, entry.last_name) or entry.user_id
    return AssistantRef(entry.user_id, name, initials(name), entry.opted_in, line_state)


def _in_force(group: OwnGroupView | None) -> tuple[GroupSettings, tuple[AssistantRef, ...]] | None:
    """Whoever telephones just now is no setting."""
    if group is None:
        return None
    return group.settings, tuple(replace(assistant, line_state=None) for assistant in group.assistants)
