"""What the portal has otherwise, in words: short for the banner, line by line on demand."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from softphone.domain.executive.divert import Divert
from softphone.domain.executive.settings import GroupSettings
from softphone.services.state.portal_change import Differs, PortalChangeView, PortalDifference
from softphone.ui.text.portal_terms import on_off, parameters

translate = QCoreApplication.translate
_MOST_NAMED = 2


def change_words(change: PortalChangeView) -> str:
    """ "bei Dr. Lea Muster (Filter), Weiterleitung Assistenz": one place each, no more than two by name."""
    places = [_place(where, found) for where, found in _by_place(change).items()]
    if len(places) > _MOST_NAMED:
        words = translate("PortalChange", "{places} and {count} more")
        return words.format(places=", ".join(places[:_MOST_NAMED]), count=len(places) - _MOST_NAMED)
    return ", ".join(places)


def change_details(change: PortalChangeView) -> tuple[str, ...]:
    """One line for each thing: where, what, as it is here, as the portal has it."""
    return tuple(line for difference in change.differences for line in _lines(difference))


def _by_place(change: PortalChangeView) -> dict[str, list[PortalDifference]]:
    found: dict[str, list[PortalDifference]] = {}
    for difference in change.differences:
        found.setdefault(_where(difference), []).append(difference)
    return found


def _place(where: str, found: list[PortalDifference]) -> str:
    if found[0].kind is Differs.DIVERT:
        return where
    terms = dict.fromkeys(term for difference in found for term, _, _ in _parts(difference))
    return translate("PortalChange", "at {leader} ({what})").format(leader=where, what=", ".join(terms))


def _where(difference: PortalDifference) -> str:
    if difference.kind is Differs.DIVERT:
        return translate("Divert", "Assistant divert")
    return difference.leader.name if difference.leader else translate("PortalChange", "your own group")


def _lines(difference: PortalDifference) -> Iterator[str]:
    for term, before, after in _parts(difference):
        values = translate("PortalChange", "{before} → {after}").format(before=before, after=after)
        yield f"{_where(difference)} · {term}: {values}"


def _parts(difference: PortalDifference) -> tuple[tuple[str, str, str], ...]:
    """(term, as in force here, as in the portal)."""
    before, after = difference.before, difference.after
    if isinstance(before, GroupSettings) and isinstance(after, GroupSettings):
        return _settings(before, after)
    if isinstance(before, Divert) and isinstance(after, Divert):
        return ((translate("Divert", "Assistant divert"), _divert(before), _divert(after)),)
    match difference.kind:
        case Differs.LOGGED_IN:
            return ((translate("LeaderListPanel", "Logged in"), on_off(bool(before)), on_off(bool(after))),)
        case Differs.GROUP_NEW | Differs.GROUP_GONE:
            return ((translate("PortalChange", "assigned to you"), on_off(bool(before)), on_off(bool(after))),)
        case _:
            return ((translate("OwnGroupPanel", "Assistants"), _names(before), _names(after)),)


def _settings(before: GroupSettings, after: GroupSettings) -> tuple[tuple[str, str, str], ...]:
    pairs = zip(parameters(before), parameters(after), strict=True)
    changed = tuple((term, here, there) for (term, here), (_, there) in pairs if here != there)
    if changed:
        return changed
    term, here = parameters(before)[0]
    return ((term, here, translate("PortalChange", "other filter criteria")),)


def _divert(divert: Divert) -> str:
    return divert.number or on_off(True) if divert.enabled else on_off(False)


def _names(value: object) -> str:
    """The list behind the permission: user names without the domain."""
    names = value[1:] if isinstance(value, tuple) else ()
    return ", ".join(str(name).partition("@")[0] for name in names) or "–"
