"""The lists of leaders, of assistants and one person: bindings to domain values and back."""

from dataclasses import replace

from softphone.domain.executive.settings import (
    AssistantEntry,
    Assistants,
    AssistantSettings,
    ExecutiveEntry,
    PortalProfile,
)
from softphone.portal.xsi import bindings as xsi
from softphone.portal.xsi.merge_rules import clean, listed, needed, or_default, present, said, unless


def assistant_value(stored: xsi.ExecutiveAssistant) -> AssistantSettings:
    entries = present(stored.executives.entries) if stored.executives else []
    return AssistantSettings(
        divert_enabled=needed(stored.enable_divert, "enableDivert"),
        divert_number=clean(stored.divert_number),
        executives=tuple(_executive_value(entry) for entry in entries),
    )


def _executive_value(stored: xsi.ExecutiveDetails) -> ExecutiveEntry:
    return ExecutiveEntry(
        user_id=needed(clean(stored.user_id), "executiveUserId"),
        first_name=clean(stored.first_name) or "",
        last_name=clean(stored.last_name) or "",
        opted_in=or_default(stored.opt_in, False),
    )


def assistant_binding(wish: AssistantSettings, stored: xsi.ExecutiveAssistant) -> xsi.ExecutiveAssistant:
    old = stored.executives or xsi.Executives()
    entries = listed(wish.executives, present(old.entries), _same_executive, _executive_binding, xsi.ExecutiveDetails)
    return replace(
        stored,
        enable_divert=wish.divert_enabled,
        divert_number=said(wish.divert_number, stored.divert_number),
        executives=xsi.Executives(entries) if entries or stored.executives else None,
    )


def _same_executive(wish: ExecutiveEntry, stored: xsi.ExecutiveDetails) -> bool:
    return clean(stored.user_id) == wish.user_id


def _executive_binding(wish: ExecutiveEntry, stored: xsi.ExecutiveDetails) -> xsi.ExecutiveDetails:
    return replace(
        stored,
        user_id=said(wish.user_id, stored.user_id),
        last_name=said(wish.last_name or None, stored.last_name),
        first_name=said(wish.first_name or None, stored.first_name),
        opt_in=unless(wish.opted_in, stored.opt_in, False),
    )


def assistants_value(stored: xsi.ExecutiveAssistants) -> Assistants:
    entries = present(stored.assistants.entries) if stored.assistants else []
    return Assistants(
        allow_opt_in=needed(stored.allow_opt_in_out, "allowOptInOut"),
        entries=tuple(_assistant_entry(entry) for entry in entries),
    )


def _assistant_entry(stored: xsi.AssistantDetails) -> AssistantEntry:
    return AssistantEntry(
        user_id=needed(clean(stored.user_id), "userId"),
        first_name=clean(stored.first_name) or "",
        last_name=clean(stored.last_name) or "",
        opted_in=stored.opt_in,
    )


def assistants_binding(wish: Assistants, stored: xsi.ExecutiveAssistants) -> xsi.ExecutiveAssistants:
    old = stored.assistants or xsi.AssistantList()
    entries = listed(wish.entries, present(old.entries), _same_assistant, _assistant_binding, xsi.AssistantDetails)
    return replace(
        stored,
        allow_opt_in_out=wish.allow_opt_in,
        assistants=xsi.AssistantList(entries) if entries or stored.assistants else None,
    )


def _same_assistant(wish: AssistantEntry, stored: xsi.AssistantDetails) -> bool:
    return clean(stored.user_id) == wish.user_id


def _assistant_binding(wish: AssistantEntry, stored: xsi.AssistantDetails) -> xsi.AssistantDetails:
    return replace(
        stored,
        user_id=said(wish.user_id, stored.user_id),
        last_name=said(wish.last_name or None, stored.last_name),
        first_name=said(wish.first_name or None, stored.first_name),
        opt_in=stored.opt_in if wish.opted_in is None else wish.opted_in,
    )


def person_value(stored: xsi.PersonDetails) -> PortalProfile:
    return PortalProfile(
        user_id=needed(clean(stored.user_id), "userId"),
        first_name=clean(stored.first_name) or "",
        last_name=clean(stored.last_name) or "",
        number=clean(stored.number),
        extension=clean(stored.extension),
    )
