"""The four tabs of "Assistenzfunktion bearbeiten": from the settings to form fields and back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from softphone.demo_pbx.model.platform import Executive
from softphone.demo_pbx.portal.xsi_reader import is_dialable
from softphone.demo_pbx.rules.setting_fields import SettingError
from softphone.demo_pbx.web_portal.form_data import FormData
from softphone.demo_pbx.web_portal.html import checkbox, field, fieldset, link, note, radios, select, table

FILTERS = (
    ("All Calls", "Alle Anrufe"),
    ("All Internal Calls", "Alle internen Gespräche"),
    ("All External Calls", "Alle externen Anrufe"),
    ("Advanced", "Erweiterte Filter"),
)
MODES = (("Simultaneous", "Gleichzeitig"), ("Sequential", "Selektiv"))
NAMES = (
    ("Executive", "Assistenzgruppenleiter"),
    ("Executive-Originator", "Assistenzgruppenleiter – Ursprünglicher Anrufer"),
    ("Originator-Executive", "Ursprünglicher Anrufer – Assistenzgruppenleiter"),
    ("Originator", "Ursprünglicher Anrufer"),
)
NUMBERS = (("Executive", "Rufnummer Assistenzgruppenleiter"), ("Originator", "Rufnummer ursprünglicher Anrufer"))
ACTIONS = (
    ("Voice Messaging", "An Sprachbox des Leiters"),
    ("Forward", "Weiterleitung an folgende Rufnummer:"),
    ("No Answer Processing", "Verwendung „Rufweiterleitung bei Nichtmelden“ des Leiters"),
)
_ADD_ONS = (
    "Voraussetzung: Für die Benachrichtigung an integrierte mobile Endgeräte müssen die Zusatzpakete "
    "MagentaEINS Business Integration und Paralleles Klingeln gebucht und konfiguriert sein."
)


@dataclass(frozen=True, slots=True)
class Tab:
    """`body` takes the settings, the path of the group and the seconds of one ring; `read` gives the new values."""

    title: str
    body: Callable[[Executive, str, float], str]
    read: Callable[[Executive, FormData], Mapping[str, Any]]


def filter_of(executive: Executive) -> str:
    return "Advanced" if executive.mode == "Advanced" else executive.simple_filter


def _filter_body(executive: Executive, path: str, _: float) -> str:
    rows = [
        (
            checkbox("active", each.name, "Aktiv", each.active),
            link(f"{path}/criterion/{quote(each.name, safe='')}", each.name),
            "An die Assistenten" if each.filter else "Nie an die Assistenten",
        )
        for each in executive.criteria
    ]
    return (
        checkbox("filtering", "on", "Filter eingeschaltet", executive.filtering)
        + fieldset("Filter", radios("filter", FILTERS, filter_of(executive)))
        + fieldset(
            "Filterkriterien",
            table(("", "Filterkriterium", ""), rows),
            link(f"{path}/criterion", "Filterkriterium hinzufügen"),
        )
    )


def _read_filter(executive: Executive, form: FormData) -> Mapping[str, Any]:
    """Sets the active criteria last, after all other fields were valid."""
    wish = form.one("filter")
    if wish == "Advanced":
        return {"filtering": form.on("filtering"), "mode": "Advanced"}
    return {"filtering": form.on("filtering"), "mode": "Simple", "simple_filter": wish}


def _screening_body(executive: Executive, _: str, __: float) -> str:
    kept = (
        note("Eingestellt ist ein kurzer Klingelton (Ring Splash).") if executive.screening_alert != "Silent" else ""
    )
    return fieldset(
        "Stille Benachrichtigung",
        checkbox("screening", "on", "Stille Benachrichtigung des Leiters", executive.screening),
        kept,
    )


def _read_screening(_: Executive, form: FormData) -> Mapping[str, Any]:
    return {"screening": form.on("screening")}


def _parallel_body(executive: Executive, _: str, __: float) -> str:
    return fieldset(
        "Parallele Benachrichtigung",
        note(_ADD_ONS),
        checkbox("alert_mobility", "on", "MagentaEINS Business Integration", executive.alert_mobility),
        checkbox("alert_anywhere", "on", "Paralleles Klingeln", executive.alert_anywhere),
    )


def _read_parallel(_: Executive, form: FormData) -> Mapping[str, Any]:
    return {"alert_mobility": form.on("alert_mobility"), "alert_anywhere": form.on("alert_anywhere")}


def _alerting_body(executive: Executive, _: str, ring_s: float) -> str:
    rings = [(str(count), f"{count} Klingelzeichen") for count in range(2, 21)]
    seconds = [(str(count), f"{count * ring_s:g} Sekunden") for count in range(2, 21)]
    return (
        fieldset(
            "Benachrichtigung",
            radios("alerting_mode", MODES, executive.alerting_mode),
            select("next_rings", "Weiterleitung nach", rings, str(executive.next_rings)),
        )
        + fieldset("Anrufinformation Name", _names(executive))
        + fieldset("Anrufinformation Rufnummer", _numbers(executive))
        + fieldset("Abbruch der Anrufübergabe", select("recall_rings", "Nach", seconds, str(executive.recall_rings)))
        + fieldset(
            "Aktion bei Nichtmelden der Assistenten",
            checkbox("rollover", "on", "Aktion bei Nichtannahme", executive.rollover),
            field("rollover_wait_s", "Nach Sekunden", str(executive.rollover_wait_s), longest=4),
            radios("rollover_action", ACTIONS, executive.rollover_action),
            field("rollover_number", "Rufnummer", executive.rollover_number or ""),
        )
    )


def _names(executive: Executive) -> str:
    return radios("name_mode", NAMES, executive.name_mode) + _custom(executive.custom_name, executive.name_mode)


def _numbers(executive: Executive) -> str:
    custom = _custom(executive.custom_number, executive.number_mode)
    return radios("number_mode", NUMBERS, executive.number_mode) + custom


def _custom(value: str | None, mode: str) -> str:
    return note(f"Eingestellt ist ein eigener Text: {value or ''}") if mode == "Custom" else ""


def _read_alerting(executive: Executive, form: FormData) -> Mapping[str, Any]:
    """A value not offered by the page (Custom) stays unchanged."""
    number = form.one("rollover_number")
    if (number and not is_dialable(number)) or (not number and _forwards(form)):
        raise SettingError("rollover_number: a number is needed")
    return {
        "alerting_mode": form.one("alerting_mode"),
        "next_rings": form.number("next_rings"),
        "name_mode": form.one("name_mode") or executive.name_mode,
        "number_mode": form.one("number_mode") or executive.number_mode,
        "recall_rings": form.number("recall_rings"),
        "rollover": form.on("rollover"),
        "rollover_wait_s": form.number("rollover_wait_s"),
        "rollover_action": form.one("rollover_action"),
        "rollover_number": number or None,
    }


def _forwards(form: FormData) -> bool:
    return form.on("rollover") and form.one("rollover_action") == "Forward"


TABS = {
    "filter": Tab("Filter", _filter_body, _read_filter),
    "screening": Tab("Stille Benachrichtigung", _screening_body, _read_screening),
    "parallel": Tab("Parallele Benachrichtigung", _parallel_body, _read_parallel),
    "alerting": Tab("Benachrichtigung", _alerting_body, _read_alerting),
}
