"""Membership lists of leaders and assistants: ExecutiveAssistants (leader) and ExecutiveAssistant."""

from softphone.demo_pbx.model.platform import AssistantLink, Executive, Platform, User
from softphone.demo_pbx.model.xml import Node, branch, leaf, nil
from softphone.demo_pbx.portal.xsi_documents import Change
from softphone.demo_pbx.portal.xsi_reader import DocumentReader, SchemaError, boolean, bounded_text, items

LOCKED_SENTENCE = "Ein- und Ausloggen ist für diese Gruppe gesperrt."


class OptInLocked(PermissionError):  # noqa: N818 (reads as what happened)
    """The leader does not allow opting in and out."""


def user_id(platform: Platform, user: User) -> str:
    return f"{user.name}@{platform.domain}"


def by_user_id(platform: Platform, identity: str) -> User | None:
    """`name@domain` or `name`, without regard to case."""
    name, _, domain = identity.lower().partition("@")
    if domain and domain != platform.domain.lower():
        return None
    return next((user for user in platform.users.values() if user.name.lower() == name), None)


def leaders_of(platform: Platform, assistant: User) -> list[tuple[User, Executive, AssistantLink]]:
    """The groups an assistant belongs to."""
    return [
        (leader, leader.executive, link)
        for leader in platform.users.values()
        if leader.executive is not None
        for link in leader.executive.assistants
        if link.user == assistant.name
    ]


def assistants_document(platform: Platform, executive: Executive) -> Node:
    details = []
    for link in executive.assistants:
        identity = user_id(platform, platform.users[link.user])
        details.append(branch("userDetails", leaf("userId", identity), leaf("optIn", link.opted_in)))
    return branch(
        "ExecutiveAssistants", leaf("allowOptInOut", executive.allow_opt_in), branch("assignedUsers", *details)
    )


def read_assistants(platform: Platform, executive: Executive, document: Node) -> Change:
    """Replaces the whole list, order included; remaining members keep their opt-in unless the document changes it."""
    if document.name != "ExecutiveAssistants":
        raise SchemaError(f"{document.name}: ExecutiveAssistants is needed here")
    reader = DocumentReader(document)
    allow = reader.boolean("allowOptInOut")
    links = [_link(platform, executive, item) for item in items(reader.need("assignedUsers"), "userDetails")]
    reader.finish()
    if len({link.user for link in links}) != len(links):
        raise SchemaError("userId: given twice")

    def change() -> None:
        executive.allow_opt_in, executive.assistants = allow, links

    return change


def _link(platform: Platform, executive: Executive, item: Node) -> AssistantLink:
    reader = DocumentReader(item)
    user = by_user_id(platform, bounded_text(reader.need("userId"), 161))
    if user is None or not user.is_assistant:
        raise SchemaError("userId: no user with the assistant's service")
    stored = next((link.opted_in for link in executive.assistants if link.user == user.name), True)
    opt_in = reader.maybe("optIn")
    reader.finish()
    return AssistantLink(user.name, stored if opt_in is None else boolean(opt_in))


def membership_document(platform: Platform, assistant: User) -> Node:
    return branch(
        "ExecutiveAssistant",
        leaf("enableDivert", assistant.divert),
        leaf("divertToPhoneNumber", assistant.divert_number)
        if assistant.divert_number
        else nil("divertToPhoneNumber"),
        branch("executives", *(_details(platform, *group) for group in leaders_of(platform, assistant))),
    )


def _details(platform: Platform, leader: User, _executive: Executive, link: AssistantLink) -> Node:
    identity = user_id(platform, leader)
    return branch(
        "executiveDetails",
        leaf("executiveUserId", identity),
        leaf("executiveLastName", leader.last),
        leaf("executiveFirstName", leader.first),
        leaf("optIn", link.opted_in),
        leaf("executiveUri", f"/v2.0/user/{identity}/services/executive"),
    )


def read_membership(platform: Platform, assistant: User, document: Node) -> Change:
    """Executives that are not listed keep their opt-in; the divert is replaced.

    Raises OptInLocked when a listed executive's opt-in would change against the permission; nothing is stored then.
    """
    if document.name != "ExecutiveAssistant":
        raise SchemaError(f"{document.name}: ExecutiveAssistant is needed here")
    reader = DocumentReader(document)
    divert = reader.boolean("enableDivert")
    number = reader.maybe_dialable("divertToPhoneNumber", "divert_number")
    wishes = [_own_link(platform, assistant, item) for item in items(reader.maybe("executives"), "executiveDetails")]
    reader.finish()
    if divert and number is None:
        raise SchemaError("divertToPhoneNumber: missing, although calls are to be diverted")

    def change() -> None:
        assistant.divert, assistant.divert_number = divert, number
        for link, opted_in in wishes:
            link.opted_in = opted_in

    return change


def _own_link(platform: Platform, assistant: User, item: Node) -> tuple[AssistantLink, bool]:
    reader = DocumentReader(item)
    identity = bounded_text(reader.need("executiveUserId"), 161)
    opted_in = reader.boolean("optIn")
    for name in ("executiveLastName", "executiveFirstName", "executiveUri"):
        reader.maybe(name)
    reader.finish()
    leader = by_user_id(platform, identity)
    for group, executive, link in leaders_of(platform, assistant):
        if group is leader:
            _check_permission(platform, group, executive, link, opted_in)
            return link, opted_in
    raise SchemaError(f"executiveUserId: {identity!r} is no leader of this assistant")


def _check_permission(
    platform: Platform, leader: User, executive: Executive, link: AssistantLink, wish: bool
) -> None:
    locked = not executive.allow_opt_in or leader.name in platform.faults.locked
    if locked and wish != link.opted_in:
        raise OptInLocked(LOCKED_SENTENCE)
