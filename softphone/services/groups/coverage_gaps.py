"""Coverage: where calls that are filtered would reach nobody. Pure, from what is known; unknown means silence."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from softphone.domain.executive.settings import Filtering, FilteringMode
from softphone.services.state.app_state import AppState
from softphone.services.state.groups import DivertView, GroupView, LeaderRef, OwnGroupView


class Gap(Enum):
    """Why nobody would answer."""

    OWN_NOBODY = "own-nobody-logged-in"
    OWN_NO_ASSISTANTS = "own-no-assistants"
    GROUP_NOBODY = "group-nobody-logged-in"
    DIVERT_TO_SELF = "divert-to-self"
    DIVERT_TO_LEADER = "divert-to-leader"


@dataclass(frozen=True, slots=True)
class CoverageGap:
    """`leader` None: the user's own group, or the divert."""

    gap: Gap
    leader: LeaderRef | None = None


def coverage(state: AppState) -> tuple[CoverageGap, ...]:
    own = _own(state.own_group) if state.own_group is not None else None
    groups = (CoverageGap(Gap.GROUP_NOBODY, group.leader) for group in state.groups if reaches_nobody(group))
    divert = _divert(state.divert, state) if state.divert is not None else ()
    return (*((own,) if own is not None else ()), *groups, *divert)


def divert_has_effect(state: AppState) -> bool:
    """Its precondition: logged in with at least one leader."""
    return any(group.opt_in.confirmed for group in state.groups)


def _own(group: OwnGroupView) -> CoverageGap | None:
    """Without the permission to log out the filter reaches all assistants, whatever the boxes say."""
    if not _filters(group.settings.filtering):
        return None
    if not group.assistants:
        return CoverageGap(Gap.OWN_NO_ASSISTANTS) if group.problem is None else None
    nobody = all(assistant.opted_in is False for assistant in group.assistants)
    return CoverageGap(Gap.OWN_NOBODY) if nobody and group.allow_opt_in else None


def reaches_nobody(group: GroupView) -> bool:
    """An assistant knows of the others only what the portal lets him read."""
    box = group.opt_in
    logged_out = not box.confirmed and not box.in_flight and not box.locked
    return _filters(group.settings.filtering) and logged_out and group.others_on_duty == 0


def _filters(filtering: Filtering | None) -> bool:
    """Whether any call goes to the assistants at all."""
    if filtering is None or not filtering.enabled:
        return False
    return filtering.mode is not FilteringMode.ADVANCED or any(each.active for each in filtering.criteria)


def _divert(divert: DivertView, state: AppState) -> Iterator[CoverageGap]:
    if divert.enabled and divert.leads_to_self:
        yield CoverageGap(Gap.DIVERT_TO_SELF)
    for group in state.groups:
        if divert.enabled and divert.leads_to_leader == group.leader.user_id:
            yield CoverageGap(Gap.DIVERT_TO_LEADER, group.leader)
