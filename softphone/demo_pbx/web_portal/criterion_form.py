"""A filter criterion as a form: "Filterkriterium hinzufügen" and "bearbeiten"."""

from typing import Any

from softphone.demo_pbx.model.platform import Criterion, Platform, ScheduleRef
from softphone.demo_pbx.rules.setting_fields import SettingError, criterion
from softphone.demo_pbx.web_portal.form_data import FormData
from softphone.demo_pbx.web_portal.html import checkbox, field, fieldset, note, radios, select

_FROM = (
    ("Any", "Alle Anrufe"),
    ("Any Internal", "Alle internen Gespräche"),
    ("Any External", "Alle externen Anrufe"),
    ("Specified Only", "Nur diese Rufnummern"),
)
_FILTER = (("yes", "An die Assistenten weiterleiten"), ("no", "Nie an die Assistenten weiterleiten"))
_ALWAYS = ("", "Immer")


def criterion_fields(platform: Platform, stored: Criterion) -> str:
    weekly = [_schedule(each.level, each.name) for each in platform.schedules if each.weekly]
    holidays = [_schedule(each.level, each.name) for each in platform.schedules if each.days]
    called = note("Die angerufenen Nummern dieses Kriteriums bleiben, wie sie sind.") if stored.called else ""
    return (
        field("name", "Name", stored.name, longest=50)
        + fieldset("Filtern", radios("filter", _FILTER, "yes" if stored.filter else "no"))
        + fieldset(
            "Zeitplan",
            select("time_schedule", "Zeitplan", [_ALWAYS, *weekly], _chosen(stored.time_schedule)),
            select("holiday_schedule", "Feiertage", [_ALWAYS, *holidays], _chosen(stored.holiday_schedule)),
        )
        + fieldset(
            "Anrufe von",
            radios("calls_from", _FROM, stored.calls_from),
            checkbox("anonymous", "on", "Unbekannte Anrufer", stored.anonymous),
            checkbox("unavailable", "on", "Nicht verfügbare Rufnummern", stored.unavailable),
            field("numbers", "Rufnummern, durch Leerzeichen getrennt", " ".join(stored.numbers), longest=2000),
            called,
        )
    )


def read_criterion_form(platform: Platform, stored: Criterion, form: FormData) -> Criterion:
    """Raises SettingError; fields not shown on the page come from `stored`."""
    wish: dict[str, Any] = {
        "name": form.one("name"),
        "filter": form.one("filter") != "no",
        "active": stored.active,
        "calls_from": form.one("calls_from"),
        "anonymous": form.on("anonymous"),
        "unavailable": form.on("unavailable"),
        "numbers": form.one("numbers").split(),
        "time_schedule": _reference(platform, form.one("time_schedule")),
        "holiday_schedule": _reference(platform, form.one("holiday_schedule")),
    }
    made = criterion(wish)
    made.called = stored.called
    return made


def _schedule(level: str, name: str) -> tuple[str, str]:
    return f"{level}/{name}", name


def _chosen(reference: ScheduleRef | None) -> str:
    return "" if reference is None else f"{reference.level}/{reference.name}"


def _reference(platform: Platform, chosen: str) -> dict[str, str] | None:
    if not chosen:
        return None
    for each in platform.schedules:
        if chosen == f"{each.level}/{each.name}":
            return {"level": each.level, "name": each.name}
    raise SettingError(f"schedule: {chosen!r} is unknown")
