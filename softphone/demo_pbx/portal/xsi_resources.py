"""Table of the Xsi-Actions resources: methods, permissions and handlers."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from softphone.demo_pbx.model.platform import Criterion, Executive, Platform, User
from softphone.demo_pbx.model.telephony_port import CallActionError
from softphone.demo_pbx.model.xml import Node, XmlRefused, branch, leaf, parse, to_bytes
from softphone.demo_pbx.portal.http_server import HttpRequest, HttpResponse
from softphone.demo_pbx.portal.xsi_calls import UserCalls
from softphone.demo_pbx.portal.xsi_criteria import criterion_document, read_criterion, schedules_document
from softphone.demo_pbx.portal.xsi_documents import (
    Change,
    alerting_document,
    filtering_document,
    read_alerting,
    read_filtering,
    read_screening,
    screening_document,
)
from softphone.demo_pbx.portal.xsi_membership import (
    OptInLocked,
    assistants_document,
    by_user_id,
    membership_document,
    read_assistants,
    read_membership,
    user_id,
)
from softphone.demo_pbx.portal.xsi_people import (
    access_codes_document,
    call_waiting_document,
    enterprise_document,
    executive_document,
    group_document,
    personal_document,
    profile_document,
    services_document,
)
from softphone.demo_pbx.portal.xsi_reader import SchemaError

PREFIX = ("com.broadsoft.xsi-actions", "v2.0", "user")


class XsiError(Exception):
    """An answer with an ErrorInfo body."""

    def __init__(self, status: int, summary: str, english: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(english)
        self.status, self.summary, self.english, self.headers = status, summary, english, headers or {}

    def response(self) -> HttpResponse:
        code = leaf("errorCode", self.status)
        body = branch("ErrorInfo", leaf("summary", self.summary), leaf("summaryEnglish", self.english), code)
        return HttpResponse(self.status, to_bytes(body), headers=self.headers)


def not_allowed() -> XsiError:
    return XsiError(403, "Nicht erlaubt", "Not allowed")


def not_found(what: str) -> XsiError:
    return XsiError(404, f"Nicht gefunden: {what}", f"Not found: {what}")


@dataclass(frozen=True, slots=True)
class XsiRequest:
    """A request with its authenticated user and the owner of the resource."""

    request: HttpRequest
    asker: User
    owner: User
    rest: tuple[str, ...] = ()

    @property
    def document(self) -> Node:
        return parse(self.request.body)

    @property
    def executive(self) -> Executive:
        if self.owner.executive is None:
            raise not_found("services/Executive")
        return self.owner.executive


Action = Callable[[XsiRequest], HttpResponse]


class XsiResources:
    """Answers requests of authenticated users."""

    def __init__(self, platform: Platform, calls: UserCalls) -> None:
        self._platform = platform
        self._calls = calls
        self._table = self._shared_resources() | self._own_resources()

    def answer(self, request: HttpRequest, asker: User) -> HttpResponse:
        try:
            return self._dispatch(request, asker)
        except XsiError as error:
            return error.response()
        except CallActionError as refused:
            return XsiError(_http(refused.status), refused.german, refused.english).response()
        except OptInLocked as locked:
            return XsiError(403, str(locked), "Opting in and out is locked for this group.").response()
        except (SchemaError, XmlRefused) as error:
            return XsiError(400, f"Ungültiges Dokument: {error}", f"Invalid document: {error}").response()

    def _dispatch(self, request: HttpRequest, asker: User) -> HttpResponse:
        words = request.segments
        if tuple(word.lower() for word in words[:3]) != PREFIX or len(words) < 5:
            raise not_found(request.path)
        owner = by_user_id(self._platform, words[3])
        if owner is None:
            raise not_found(words[3])
        actions, rest = self._find(words[4:])
        if not actions:
            raise not_found("/".join(words[4:]))
        if request.method not in actions:
            raise XsiError(405, "Methode nicht erlaubt", "Method not allowed", {"Allow": ", ".join(sorted(actions))})
        return actions[request.method](XsiRequest(request, asker, owner, rest))

    def _find(self, words: tuple[str, ...]) -> tuple[dict[str, Action], tuple[str, ...]]:
        """The resource of a path; one of the last two segments may be a name (`*`)."""
        path = "/".join(words).lower()
        if path in self._table:
            return self._table[path], ()
        inner = "/".join([*words[:-2], "*", words[-1]]).lower()
        if len(words) > 2 and inner in self._table:
            return self._table[inner], (words[-2],)
        parent = "/".join(words[:-1]).lower()
        return self._table.get(f"{parent}/*", {}), words[-1:]

    def _shared_resources(self) -> dict[str, dict[str, Action]]:
        """A leader's settings: for the leader and the leader's assistants."""
        platform = self._platform
        base = "services/executive"
        return {
            base: {"GET": _shared(lambda asked: executive_document(platform, _leader(asked)))},
            f"{base}/filtering": {
                "GET": _shared(lambda asked: filtering_document(asked.executive)),
                "PUT": _shared(_writer(lambda asked: read_filtering(asked.executive, asked.document))),
            },
            f"{base}/filtering/criteria": {"POST": _shared(self._add_criterion)},
            f"{base}/filtering/criteria/*": {
                "GET": _shared(lambda asked: criterion_document(_criterion(asked))),
                "PUT": _shared(self._replace_criterion),
                "DELETE": _shared(_delete_criterion),
            },
            f"{base}/screening": {
                "GET": _shared(lambda asked: screening_document(asked.executive)),
                "PUT": _shared(_writer(lambda asked: read_screening(asked.executive, asked.document))),
            },
            "profile/schedule": {"GET": _shared(lambda _: schedules_document(platform))},
            "services/callwaiting": {"GET": _shared(lambda asked: call_waiting_document(asked.owner))},
            f"{base}/alerting": {
                "GET": _shared(lambda asked: alerting_document(asked.executive)),
                "PUT": _shared(_writer(lambda asked: read_alerting(asked.executive, asked.document))),
            },
        }

    def _own_resources(self) -> dict[str, dict[str, Action]]:
        platform = self._platform
        return {
            "services": {"GET": _own(lambda asked: services_document(platform, asked.owner))},
            "services/executive/assistants": {
                "GET": _own(lambda asked: assistants_document(platform, asked.executive)),
                "PUT": _own(_writer(lambda asked: read_assistants(platform, asked.executive, asked.document))),
            },
            "services/executiveassistant": {
                "GET": _own(lambda asked: membership_document(platform, _assistant(asked))),
                "PUT": _own(_writer(lambda asked: read_membership(platform, _assistant(asked), asked.document))),
            },
            "profile": {"GET": _own(lambda asked: profile_document(platform, asked.owner))},
            "profile/fac": {"GET": _own(lambda _: access_codes_document())},
            "directories/enterprise": {
                "GET": _own(lambda asked: enterprise_document(platform, asked.owner, asked.request))
            },
            "directories/group": {"GET": _own(lambda asked: group_document(platform, asked.owner, asked.request))},
            "directories/personal": {"GET": _own(lambda asked: personal_document(asked.owner, asked.request))},
            "directories/calllogs": {"GET": _own(lambda asked: self._calls.logs_document(asked.owner))},
            "calls": {"GET": _own(lambda asked: self._calls.calls_document(asked.owner))},
            "calls/*": {"GET": _own(self._call), "DELETE": _own(self._release)},
            "calls/executiveassistantinitiatecall": {"POST": _own(self._on_behalf)},
            "calls/*/executiveassistantcallpush": {"PUT": _own(self._push)},
        }

    def _add_criterion(self, asked: XsiRequest) -> HttpResponse:
        criterion = read_criterion(self._platform, asked.document)
        _check_free(asked, criterion.name)
        asked.executive.criteria.append(criterion)
        where = f"services/Executive/Filtering/Criteria/{quote(criterion.name, safe='')}"
        location = f"/{PREFIX[0]}/v2.0/user/{user_id(self._platform, asked.owner)}/{where}"
        return HttpResponse(201, headers={"Location": location})

    def _replace_criterion(self, asked: XsiRequest) -> HttpResponse:
        """A new name in the document renames; whether the criterion is active belongs to Filtering."""
        stored = _criterion(asked)
        criterion = read_criterion(self._platform, asked.document)
        if criterion.name != stored.name:
            _check_free(asked, criterion.name)
        criterion.active = stored.active
        criteria = asked.executive.criteria
        criteria[criteria.index(stored)] = criterion
        return HttpResponse()

    def _call(self, asked: XsiRequest) -> Node:
        call = self._calls.call_document(asked.owner, asked.rest[0])
        if call is None:
            raise not_found(asked.rest[0])
        return call

    def _on_behalf(self, asked: XsiRequest) -> HttpResponse:
        started = self._calls.on_behalf(
            _assistant(asked), asked.request.first("executiveAddress"), asked.request.first("address")
        )
        return HttpResponse(201, to_bytes(started))

    def _push(self, asked: XsiRequest) -> HttpResponse:
        self._calls.push(_assistant(asked), asked.rest[0])
        return HttpResponse()

    def _release(self, asked: XsiRequest) -> HttpResponse:
        if not self._calls.release(asked.owner, asked.rest[0]):
            raise not_found(asked.rest[0])
        return HttpResponse()


def _http(status: int) -> int:
    """484 is a word of SIP alone."""
    return 400 if status == 484 else status


def _shared(action: Callable[[XsiRequest], Node | HttpResponse]) -> Action:
    def checked(asked: XsiRequest) -> HttpResponse:
        links = asked.owner.executive.assistants if asked.owner.executive else []
        if asked.asker is not asked.owner and asked.asker.name not in [link.user for link in links]:
            raise not_allowed()
        return _response(action(asked))

    return checked


def _own(action: Callable[[XsiRequest], Node | HttpResponse]) -> Action:
    def checked(asked: XsiRequest) -> HttpResponse:
        if asked.asker is not asked.owner:
            raise not_allowed()
        return _response(action(asked))

    return checked


def _writer(read: Callable[[XsiRequest], Change]) -> Callable[[XsiRequest], HttpResponse]:
    def write(asked: XsiRequest) -> HttpResponse:
        read(asked)()
        return HttpResponse()

    return write


def _response(answer: Node | HttpResponse) -> HttpResponse:
    return HttpResponse(200, to_bytes(answer)) if isinstance(answer, Node) else answer


def _leader(asked: XsiRequest) -> User:
    if asked.owner.executive is None:
        raise not_found("services/Executive")
    return asked.owner


def _assistant(asked: XsiRequest) -> User:
    if not asked.owner.is_assistant:
        raise not_found("services/ExecutiveAssistant")
    return asked.owner


def _criterion(asked: XsiRequest) -> Criterion:
    for criterion in asked.executive.criteria:
        if criterion.name == asked.rest[0]:
            return criterion
    raise not_found(asked.rest[0])


def _check_free(asked: XsiRequest, name: str) -> None:
    if any(criterion.name == name for criterion in asked.executive.criteria):
        raise XsiError(409, "Es gibt schon ein Filterkriterium mit diesem Namen.", "The name is taken already.")


def _delete_criterion(asked: XsiRequest) -> HttpResponse:
    asked.executive.criteria.remove(_criterion(asked))
    return HttpResponse()
