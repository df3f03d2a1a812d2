"""Differences between the portal and the settings in force: a pure comparison of two snapshots."""

from collections.abc import Iterator
from dataclasses import dataclass

from softphone.domain.executive.divert import Divert
from softphone.domain.executive.settings import Assistants, AssistantSettings, GroupSettings
from softphone.services.core.portal_reading import kept_where_missing
from softphone.services.groups.assistant_service import AssistantSnapshot
from softphone.services.groups.leader_colours import full_name
from softphone.services.state.groups import LeaderRef
from softphone.services.state.portal_change import Differs, PortalDifference


@dataclass(frozen=True, slots=True)
class Seen:
    """The portal as read just now; a leader's settings that could not be read have missing parts."""

    assistant: AssistantSettings | None
    settings: dict[str, GroupSettings]
    own_settings: GroupSettings | None = None
    own_assistants: Assistants | None = None


@dataclass(frozen=True, slots=True)
class InForce:
    """`own` None for who is no leader."""

    assistant: AssistantSnapshot
    own: tuple[GroupSettings, Assistants | None] | None


def differences(in_force: InForce, seen: Seen) -> tuple[PortalDifference, ...]:
    return (*_of_groups(in_force.assistant, seen), *_of_divert(in_force.assistant, seen), *_of_own(in_force, seen))


def _of_groups(here: AssistantSnapshot, seen: Seen) -> Iterator[PortalDifference]:
    if seen.assistant is None:
        return
    there = {entry.user_id: entry for entry in seen.assistant.executives}
    for ref, settings in here.groups:
        entry = there.pop(ref.user_id, None)
        if entry is None:
            yield PortalDifference(Differs.GROUP_GONE, ref, True, False)
            continue
        if entry.opted_in != here.opted_in[ref.user_id]:
            yield PortalDifference(Differs.LOGGED_IN, ref, not entry.opted_in, entry.opted_in)
        yield from _of_settings(ref, settings, seen.settings.get(ref.user_id))
    for entry in there.values():
        name = full_name(entry.first_name, entry.last_name) or entry.user_id
        yield PortalDifference(Differs.GROUP_NEW, LeaderRef(entry.user_id, name, "", 0), False, True)


def _of_settings(
    ref: LeaderRef | None, here: GroupSettings, there: GroupSettings | None
) -> Iterator[PortalDifference]:
    """Ignores parts that either side has never read."""
    if there is None:
        return
    both_here, both_there = kept_where_missing(here, there), kept_where_missing(there, here)
    if both_here != both_there:
        yield PortalDifference(Differs.SETTINGS, ref, both_here, both_there)


def _of_divert(here: AssistantSnapshot, seen: Seen) -> Iterator[PortalDifference]:
    if seen.assistant is None or here.divert is None:
        return
    there = Divert(seen.assistant.divert_enabled, seen.assistant.divert_number)
    if there != here.divert:
        yield PortalDifference(Differs.DIVERT, None, here.divert, there)


def _of_own(in_force: InForce, seen: Seen) -> Iterator[PortalDifference]:
    if in_force.own is None:
        return
    settings, assistants = in_force.own
    yield from _of_settings(None, settings, seen.own_settings)
    if assistants is None or seen.own_assistants is None:
        return
    before, after = _who(assistants), _who(seen.own_assistants)
    if before != after:
        yield PortalDifference(Differs.ASSISTANTS, None, before, after)


def _who(assistants: Assistants) -> tuple[object, ...]:
    """The permission and the order; who is logged in right now is no setting."""
    return (assistants.allow_opt_in, *(entry.user_id for entry in assistants.entries))
