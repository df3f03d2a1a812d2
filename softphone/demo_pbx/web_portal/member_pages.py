"""Assistent – Assistenzfunktion: the groups with "Eingeloggt", the details of one, and the divert."""

from softphone.demo_pbx.model.platform import Executive, Platform, User
from softphone.demo_pbx.portal.xsi_membership import leaders_of
from softphone.demo_pbx.web_portal.group_form import ACTIONS, FILTERS, MODES, NAMES, NUMBERS, filter_of
from softphone.demo_pbx.web_portal.html import checkbox, field, fieldset, form, link, note, radios, table, text
from softphone.demo_pbx.web_portal.sessions import Session

_DIVERT = (("off", "Aus"), ("on", "Zu folgender Rufnummer umleiten"))


def groups_section(platform: Platform, user: User, session: Session) -> str:
    rows = [
        (
            checkbox(
                "in", leader.name, "Eingeloggt", link_.opted_in, enabled=may_choose(platform, leader, executive)
            ),
            text(leader.display),
            link(f"/portal/group/{leader.name}/details", "Details"),
            link(f"/portal/group/{leader.name}/filter", "Bearbeiten"),
        )
        for leader, executive, link_ in leaders_of(platform, user)
    ]
    inner = form("/portal/opt-in", session.form_token, table(("", "Assistenzgruppenleiter", "", ""), rows))
    return f"<section><h2>Zugewiesene Assistenzen</h2>{inner}</section>"


def may_choose(platform: Platform, leader: User, executive: Executive) -> bool:
    """Locked by the leader, or against the permission by a fault of the demo."""
    return executive.allow_opt_in and leader.name not in platform.faults.locked


def divert_section(user: User, session: Session) -> str:
    inner = form(
        "/portal/divert",
        session.form_token,
        note(
            "Es werden ausschließlich Anrufe weitergeleitet, die an den Leiter der Assistenzfunktion gerichtet sind. "
            "Voraussetzung: Der weiterleitende Arbeitsplatz ist als Assistent eingeloggt."
        ),
        fieldset(
            "Weiterleitung Assistenz",
            radios("divert", _DIVERT, "on" if user.divert else "off"),
            field("divert_number", "Zielrufnummer", user.divert_number or ""),
        ),
    )
    return f"<section><h2>Weiterleitung Assistenz</h2>{inner}</section>"


def details_body(executive: Executive, ring_s: float) -> str:
    """The eight parameters of the help page."""
    rows = {
        "Filter": _filter(executive),
        "Stille Benachrichtigung": _on(executive.screening),
        "Parallele Benachrichtigung": _parallel(executive),
        "Benachrichtigung": _alerting(executive),
        "Anrufinformation Name": _named(NAMES, executive.name_mode, executive.custom_name),
        "Anrufinformation Rufnummer": _named(NUMBERS, executive.number_mode, executive.custom_number),
        "Abbruch der Anrufübergabe": f"nach {executive.recall_rings * ring_s:g} Sekunden",
        "Aktion bei Nichtmelden der Assistenten": _rollover(executive),
    }
    return table(("", ""), [(text(name), text(value)) for name, value in rows.items()])


def _on(value: bool) -> str:
    return "Ein" if value else "Aus"


def _filter(executive: Executive) -> str:
    if not executive.filtering:
        return "Aus"
    names = ", ".join(each.name for each in executive.criteria if each.active)
    advanced = f": {names or 'kein aktives Filterkriterium'}" if executive.mode == "Advanced" else ""
    return dict(FILTERS)[filter_of(executive)] + advanced


def _parallel(executive: Executive) -> str:
    chosen = [
        label
        for label, on in (
            ("MagentaEINS Business Integration", executive.alert_mobility),
            ("Paralleles Klingeln", executive.alert_anywhere),
        )
        if on
    ]
    return ", ".join(chosen) or "Aus"


def _alerting(executive: Executive) -> str:
    rings = f", nach {executive.next_rings} Klingelzeichen" if executive.alerting_mode == "Sequential" else ""
    return dict(MODES)[executive.alerting_mode] + rings


def _named(choices: tuple[tuple[str, str], ...], mode: str, custom: str | None) -> str:
    return dict(choices).get(mode, f"Eigener Text: {custom or ''}")


def _rollover(executive: Executive) -> str:
    if not executive.rollover:
        return "Aus"
    number = f" {executive.rollover_number or ''}" if executive.rollover_action == "Forward" else ""
    return f"Nach {executive.rollover_wait_s} Sekunden: {dict(ACTIONS)[executive.rollover_action]}{number}"
