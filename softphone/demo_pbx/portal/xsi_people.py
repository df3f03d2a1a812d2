"""Portal resources about people: services, profile, feature access codes, directories, call lists."""

import re
from typing import TypeVar

from softphone.demo_pbx.model.platform import Platform, User
from softphone.demo_pbx.model.xml import Node, branch, leaf, optional
from softphone.demo_pbx.portal.http_server import HttpRequest
from softphone.demo_pbx.portal.xsi_membership import user_id

T = TypeVar("T")
_MAX_RESULTS = 1000
# The codes are the platform's defaults; the code names are the demo's own.
_ACCESS_CODES = (
    ("Executive Call Filter Activation", "#61"),
    ("Executive Call Filter Deactivation", "#62"),
    ("Executive-Assistant Call Push", "#63"),
    ("Executive-Assistant Initiate Call", "#64"),
    ("Call Retrieve", "*11"),
    ("Executive-Assistant Call Bridge", "*15"),
    ("Directed Call Pickup", "*98"),
)


def services_document(platform: Platform, user: User) -> Node:
    services = []
    if user.executive is not None:
        services.append(_service(platform, user, "Executive", "executive"))
    if user.is_assistant:
        services.append(_service(platform, user, "Executive-Assistant", "executiveassistant"))
    return branch("Services", *services)


def _service(platform: Platform, user: User, name: str, word: str) -> Node:
    return branch("service", leaf("name", name), leaf("uri", _uri(platform, user, f"services/{word}")))


def executive_document(platform: Platform, user: User) -> Node:
    parts = ("assistants", "filtering", "screening", "alerting")
    uris = [leaf(part, _uri(platform, user, f"services/executive/{part}")) for part in parts]
    return branch("Executive", *uris)


def call_waiting_document(user: User) -> Node:
    return branch("CallWaiting", leaf("active", user.call_waiting))


def profile_document(platform: Platform, user: User) -> Node:
    links = [
        leaf("fac", _uri(platform, user, "profile/fac")),
        leaf("scheduleList", _uri(platform, user, "profile/Schedule")),
    ]
    return branch("Profile", branch("details", *_details(platform, user)), branch("additionalDetails"), *links)


def access_codes_document() -> Node:
    codes = [branch("featureAccessCode", leaf("codeName", name), leaf("code", code)) for name, code in _ACCESS_CODES]
    return branch("FAC", *codes)


def enterprise_document(platform: Platform, _user: User, request: HttpRequest) -> Node:
    return _directory(platform, "Enterprise", "enterpriseDirectory", list(platform.users.values()), request)


def group_document(platform: Platform, user: User, request: HttpRequest) -> Node:
    people = [each for each in platform.users.values() if each.group == user.group]
    return _directory(platform, "Group", "groupDirectory", people, request)


def personal_document(user: User, request: HttpRequest) -> Node:
    entries = [branch("entry", leaf("name", name), leaf("number", number)) for name, number in user.personal]
    start, page = _page(entries, request)
    return branch("Personal", *_counters(start, page, len(entries)), *page)


def _directory(platform: Platform, root: str, inner: str, people: list[User], request: HttpRequest) -> Node:
    """Robots that stand for a mobile are left out."""
    found = [person for person in people if person.robot != "mobile" and _wanted(platform, person, request)]
    start, page = _page(found, request)
    entries = branch(inner, *(branch("directoryDetails", *_details(platform, person)) for person in page))
    return branch(root, *_counters(start, page, len(found)), entries)


def _page(entries: list[T], request: HttpRequest) -> tuple[int, list[T]]:
    start = max(1, _number(request.first("start"), 1))
    return start, entries[start - 1 :][: min(_number(request.first("results"), 50), _MAX_RESULTS)]


def _counters(start: int, page: list[T], total: int) -> list[Node]:
    counted = {"startIndex": start, "numberOfRecords": len(page), "totalAvailableRecords": total}
    return [leaf(name, value) for name, value in counted.items()]


def _wanted(platform: Platform, person: User, request: HttpRequest) -> bool:
    values = {
        "userId": user_id(platform, person),
        "firstName": person.first,
        "lastName": person.last,
        "number": person.number,
        "extension": person.extension,
    }
    return all(_matches(request.first(name), value) for name, value in values.items())


def _matches(wanted: str, value: str) -> bool:
    """`*` matches anything; a trailing `/i` (ignore case) is the default anyway."""
    wanted = wanted.removesuffix("/i")
    if not wanted:
        return True
    pattern = ".*".join(re.escape(part) for part in wanted.split("*"))
    return re.fullmatch(pattern, value, re.IGNORECASE) is not None


def _details(platform: Platform, user: User) -> list[Node | None]:
    return [
        leaf("userId", user_id(platform, user)),
        leaf("firstName", user.first),
        leaf("lastName", user.last),
        leaf("groupId", user.group),
        optional("number", user.number),
        optional("extension", user.extension),
    ]


def _uri(platform: Platform, user: User, rest: str) -> str:
    return f"/v2.0/user/{user_id(platform, user)}/{rest}"


def _number(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else default
