"""The pages under /portal/: sign-in with a form, a session cookie, forms with a token, and nothing from outside."""

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import quote

from softphone.demo_pbx.model.platform import Criterion, Executive, Platform, User
from softphone.demo_pbx.portal.auth import check_credentials
from softphone.demo_pbx.portal.http_server import HttpRequest, HttpResponse
from softphone.demo_pbx.portal.xsi_membership import leaders_of
from softphone.demo_pbx.portal.xsi_reader import is_dialable
from softphone.demo_pbx.rules.setting_fields import SettingError, set_fields
from softphone.demo_pbx.web_portal.criterion_form import criterion_fields, read_criterion_form
from softphone.demo_pbx.web_portal.form_data import FormData
from softphone.demo_pbx.web_portal.group_form import TABS
from softphone.demo_pbx.web_portal.html import PAGE_HEADERS, STYLE, field, form, link, page
from softphone.demo_pbx.web_portal.leader_page import group_link, leader_fields, save_leader
from softphone.demo_pbx.web_portal.member_pages import details_body, divert_section, groups_section, may_choose
from softphone.demo_pbx.web_portal.sessions import Session, Sessions, cookie_of, no_cookie

ROOT = "portal"
_HOSTS = ("127.0.0.1", "localhost")
_SAVED = "Gespeichert. Clients übernehmen die Änderung nach dem nächsten Ein- und Ausloggen."
_LABELS = {
    "divert_number": "Zielrufnummer",
    "rollover_number": "Weiterleitung an folgende Rufnummer",
    "rollover_wait_s": "Aktion bei Nichtannahme, Sekunden (0 bis 7200)",
    "criterion_name": "Name des Filterkriteriums (1 bis 50 Zeichen)",
    "numbers": "Rufnummern des Filterkriteriums (höchstens 12)",
    "assistants": "Assistenten (jeder nur einmal)",
}
_HTML = "text/html; charset=UTF-8"

Show = Callable[[str], HttpResponse]


class WebPortal:
    """Answers everything under /portal/; calls `changed` after each saved change."""

    def __init__(self, platform: Platform, changed: Callable[[str], None] = lambda _: None) -> None:
        self._platform = platform
        self._changed = changed
        self._sessions = Sessions()

    @staticmethod
    def concerns(request: HttpRequest) -> bool:
        return request.segments[:1] == (ROOT,)

    def answer(self, request: HttpRequest) -> HttpResponse:
        if request.headers.get("host", "").rsplit(":", 1)[0] not in _HOSTS:
            return _page(403, "Nicht erlaubt", "")
        words = request.segments[1:]
        if words == ("style.css",):
            return HttpResponse(200, STYLE.encode(), "text/css; charset=UTF-8", PAGE_HEADERS)
        session = self._sessions.find(request.headers.get("cookie", ""))
        if session is None:
            return self._sign_in(request) if words in ((), ("login",)) else _to("/portal/")
        try:
            return self._inside(request, session, words)
        except LookupError:
            return _page(404, "Nicht gefunden", link("/portal/", "Zurück"))
        except SettingError as error:
            return _page(400, "Nicht gespeichert", link("/portal/", "Zurück"), problem=_sentence(error))

    def _sign_in(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            return _page(200, "Portal", _sign_in_form())
        if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return _page(403, "Nicht erlaubt", "")
        try:
            wish = FormData.parse(request.body)
        except SettingError:
            wish = FormData({})
        user = check_credentials(self._platform, f"{wish.one('user')}:{wish.one('password')}")
        if user is None:
            return _page(403, "Portal", _sign_in_form(), problem="Benutzername oder Passwort falsch")
        return _to("/portal/", {"Set-Cookie": cookie_of(self._sessions.begin(user.name))})

    def _inside(self, request: HttpRequest, session: Session, words: tuple[str, ...]) -> HttpResponse:
        if request.method not in ("GET", "POST"):
            return HttpResponse(405, headers={"Allow": "GET, POST"})
        if request.method == "GET":
            return self._show(session, words, "")
        form_data = FormData.parse(request.body)
        if not session.accepts(form_data.one("csrf")):
            return _page(403, "Nicht erlaubt", link("/portal/", "Zurück"))
        if words == ("logout",):
            self._sessions.end(session)
            return _to("/portal/", {"Set-Cookie": no_cookie()})
        try:
            target = self._save(session, words, form_data)
        except SettingError as error:
            return self._show(session, words, _sentence(error))
        session.notice = _SAVED
        self._changed(session.user)
        return _to(target)

    # showing

    def _show(self, session: Session, words: tuple[str, ...], problem: str) -> HttpResponse:
        user = self._platform.users[session.user]
        match words:
            case () | ("login",) | ("opt-in",) | ("divert",):
                return self._framed(session, "Assistent – Assistenzfunktion", self._overview(user, session), problem)
            case ("leader",):
                fields = leader_fields(self._platform, _own(user))
                body = form("/portal/leader", session.form_token, fields) + group_link(session)
                return self._framed(session, "Leiter – Assistenzfunktion", body, problem)
            case ("group", name, "details"):
                leader, executive = self._group(user, name)
                body = details_body(executive, self._platform.ring_s)
                return self._framed(session, f"Details: {leader.display}", body, problem)
            case ("group", name, "criterion", *rest) if len(rest) < 2:
                return self._criterion_page(session, name, rest[0] if rest else "", problem)
            case ("group", name, tab) if tab in TABS:
                return self._tab_page(session, name, tab, problem)
        raise LookupError("/".join(words))

    def _overview(self, user: User, session: Session) -> str:
        own = link("/portal/leader", "Leiter – Assistenzfunktion") if user.executive is not None else ""
        if not user.is_assistant:
            return own
        return own + groups_section(self._platform, user, session) + divert_section(user, session)

    def _tab_page(self, session: Session, name: str, chosen: str, problem: str) -> HttpResponse:
        leader, executive = self._group(self._platform.users[session.user], name)
        path = f"/portal/group/{leader.name}"
        tabs = "".join(link(f"{path}/{key}", tab.title, current=key == chosen) for key, tab in TABS.items())
        inner = TABS[chosen].body(executive, path, self._platform.ring_s)
        body = f"<nav>{tabs}</nav>" + form(f"{path}/{chosen}", session.form_token, inner)
        return self._framed(session, f"Assistenzfunktion bearbeiten: {leader.display}", body, problem)

    def _criterion_page(self, session: Session, group: str, name: str, problem: str) -> HttpResponse:
        leader, executive = self._group(self._platform.users[session.user], group)
        stored = _criterion(executive, name) if name else Criterion("")
        path = f"/portal/group/{leader.name}/criterion" + (f"/{quote(name, safe='')}" if name else "")
        body = form(path, session.form_token, criterion_fields(self._platform, stored))
        if name:
            body += form(f"{path}/delete", session.form_token, button="Löschen")
        title = "Filterkriterium bearbeiten" if name else "Filterkriterium hinzufügen"
        return self._framed(session, title, body, problem)

    def _framed(self, session: Session, title: str, body: str, problem: str) -> HttpResponse:
        user = self._platform.users[session.user]
        out = form("/portal/logout", session.form_token, button=f"{user.display} ausloggen")
        back = link("/portal/", "Übersicht")
        status = 400 if problem else 200
        return _page(status, title, body, head=back + out, notice=session.take_notice(), problem=problem)

    # saving; the value is where to go next

    def _save(self, session: Session, words: tuple[str, ...], wish: FormData) -> str:
        """Raises SettingError, LookupError."""
        user = self._platform.users[session.user]
        match words:
            case ("opt-in",):
                self._save_opt_in(user, wish)
            case ("divert",):
                _save_divert(user, wish)
            case ("leader",):
                save_leader(self._platform, _own(user), wish)
                return "/portal/leader"
            case ("group", name, "criterion", *rest):
                leader, executive = self._group(user, name)
                self._save_criterion(executive, rest, wish)
                return f"/portal/group/{leader.name}/filter"
            case ("group", name, tab) if tab in TABS:
                leader, executive = self._group(user, name)
                _save_tab(executive, tab, wish)
                return f"/portal/group/{leader.name}/{tab}"
            case _:
                raise LookupError("/".join(words))
        return "/portal/"

    def _save_opt_in(self, user: User, wish: FormData) -> None:
        """A locked box is not sent by the browser and not touched here."""
        for leader, executive, membership in leaders_of(self._platform, user):
            if may_choose(self._platform, leader, executive):
                membership.opted_in = leader.name in wish.all("in")

    def _save_criterion(self, executive: Executive, rest: list[str], wish: FormData) -> None:
        stored = _criterion(executive, rest[0]) if rest else None
        if stored is not None and rest[1:] == ["delete"]:
            executive.criteria.remove(stored)
            return
        if len(rest) > 1:
            raise LookupError("/".join(rest))
        made = read_criterion_form(self._platform, stored or Criterion(""), wish)
        if any(each.name == made.name for each in executive.criteria if each is not stored):
            raise SettingError("Name: Es gibt schon ein Filterkriterium mit diesem Namen.")
        if stored is None:
            executive.criteria.append(made)
        else:
            executive.criteria[executive.criteria.index(stored)] = made

    def _group(self, user: User, name: str) -> tuple[User, Executive]:
        """The own group, or one of an assistant; LookupError for all others."""
        if name == user.name:
            return user, _own(user)
        for leader, executive, _ in leaders_of(self._platform, user):
            if leader.name == name:
                return leader, executive
        raise LookupError(name)


def _sentence(error: SettingError) -> str:
    """The field in the page's words; the rest of the message is for programmers."""
    name = str(error).partition(":")[0]
    return f"Nicht gespeichert. Bitte prüfen Sie: {_LABELS.get(name, name)}"


def _save_tab(executive: Executive, tab: str, wish: FormData) -> None:
    set_fields(executive, TABS[tab].read(executive, wish))
    if tab == "filter":
        active = wish.all("active")
        executive.criteria = [replace(each, active=each.name in active) for each in executive.criteria]


def _save_divert(user: User, wish: FormData) -> None:
    on, number = wish.one("divert") == "on", wish.one("divert_number")
    if (on or number) and not is_dialable(number):
        raise SettingError("divert_number: a number is needed")
    if not user.is_assistant:
        raise LookupError("divert")
    user.divert, user.divert_number = on, number or None


def _own(user: User) -> Executive:
    if user.executive is None:
        raise LookupError(user.name)
    return user.executive


def _criterion(executive: Executive, name: str) -> Criterion:
    for each in executive.criteria:
        if each.name == name:
            return each
    raise LookupError(name)


def _sign_in_form() -> str:
    fields = field("user", "Benutzername", "") + field("password", "Passwort", "", kind="password")
    return form("/portal/login", "", fields, button="Einloggen")


def _page(status: int, title: str, body: str, *, head: str = "", notice: str = "", problem: str = "") -> HttpResponse:
    html = page(title, body, head=head, notice=notice, problem=problem)
    return HttpResponse(status, html, _HTML, PAGE_HEADERS)


def _to(path: str, headers: dict[str, str] | None = None) -> HttpResponse:
    return HttpResponse(303, headers={"Location": path, "Cache-Control": "no-store", **(headers or {})})
