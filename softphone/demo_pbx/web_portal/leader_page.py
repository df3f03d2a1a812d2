"""Leiter – Assistenzfunktion: who the assistants are, in which order, and whether they may opt in and out."""

from softphone.demo_pbx.model.platform import AssistantLink, Executive, Platform
from softphone.demo_pbx.rules.setting_fields import SettingError
from softphone.demo_pbx.web_portal.form_data import FormData
from softphone.demo_pbx.web_portal.html import checkbox, fieldset, link, select, table, text
from softphone.demo_pbx.web_portal.sessions import Session

_NOBODY = ("", "–")


def leader_fields(platform: Platform, executive: Executive) -> str:
    people = [(user.name, user.display) for user in platform.users.values() if user.is_assistant]
    links = [*(each.user for each in executive.assistants), *[""] * (len(people) - len(executive.assistants))]
    rows = [
        (text(f"{place}."), select(f"place{place}", "", [_NOBODY, *people], name), _state(platform, executive, name))
        for place, name in enumerate(links, start=1)
    ]
    return (
        checkbox("filtering", "on", "Filter eingeschaltet", executive.filtering)
        + checkbox("allow", "on", "Assistenten dürfen sich ein- und ausloggen", executive.allow_opt_in)
        + fieldset("Assistenten und Reihenfolge", table(("", "", ""), rows))
    )


def group_link(session: Session) -> str:
    return "<p>" + link(f"/portal/group/{session.user}/filter", "Assistenzfunktion bearbeiten") + "</p>"


def save_leader(platform: Platform, executive: Executive, form: FormData) -> None:
    """Raises SettingError. Remaining assistants keep their opt-in."""
    names = [name for place in range(1, len(platform.users) + 1) if (name := form.one(f"place{place}"))]
    known = {user.name for user in platform.users.values() if user.is_assistant}
    if len(set(names)) != len(names) or not set(names) <= known:
        raise SettingError("assistants: each assistant only once")
    stored = {each.user: each for each in executive.assistants}
    executive.assistants = [stored.get(name, AssistantLink(name)) for name in names]
    executive.filtering, executive.allow_opt_in = form.on("filtering"), form.on("allow")


def _state(platform: Platform, executive: Executive, name: str) -> str:
    on = any(each.user == name and each.opted_in for each in executive.assistants)
    return text(("Eingeloggt" if on else "Nicht eingeloggt") if name in platform.users else "")
