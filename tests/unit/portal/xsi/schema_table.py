"""The platform's schema of what the client writes, as a table: order, obligatory, nillable, words, ranges.

Public facts about the platform's Xsi interface (release 22 and later).
"""

from dataclasses import dataclass

from lxml import etree

XSI = "http://schema.broadsoft.com/xsi"
NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
FLAG = ("true", "false", "1", "0")


@dataclass(frozen=True, slots=True)
class Element:
    """`words`: an enumeration; `between`: an integer range; `longest`: characters; `children`: of which type."""

    name: str
    needed: bool = False
    nillable: bool = False
    repeated: bool = False
    words: tuple[str, ...] = ()
    between: tuple[int, int] | None = None
    longest: int = 0
    children: str = ""


def flag(name: str, needed: bool = False) -> Element:
    return Element(name, needed, words=FLAG)


TYPES: dict[str, tuple[Element, ...]] = {
    "ExecutiveAssistant": (
        flag("enableDivert", needed=True),
        Element("divertToPhoneNumber", nillable=True, longest=161),
        Element("executives", children="executives"),
    ),
    "executives": (Element("executiveDetails", repeated=True, children="executiveDetails"),),
    "executiveDetails": (
        Element("executiveUserId", needed=True),
        Element("executiveLastName"),
        Element("executiveFirstName"),
        flag("optIn"),
        Element("executiveUri"),
    ),
    "ExecutiveCallFiltering": (
        flag("enableFiltering", needed=True),
        Element("filteringMode", words=("Simple", "Advanced")),
        Element("simpleFilterType", words=("All Calls", "All Internal Calls", "All External Calls")),
        Element("criteriaActivations", children="criteriaActivations"),
    ),
    "criteriaActivations": (Element("criteriaActivation", repeated=True, children="criteriaActivation"),),
    "criteriaActivation": (Element("criteriaName", needed=True), flag("active"), Element("uri")),
    "ExecutiveFilteringCriteria": (
        flag("filter", needed=True),
        Element("criteria", needed=True, children="criteria"),
    ),
    "criteria": (
        Element("criteriaName", needed=True, longest=50),
        Element("timeSchedule", nillable=True, children="schedule"),
        Element("holidaySchedule", nillable=True, children="schedule"),
        Element("criteriaFromDn", children="criteriaFromDn"),
        Element("criteriaCallToNumber", nillable=True, children="criteriaCallToNumber"),
    ),
    "schedule": (Element("level"), Element("name", needed=True), Element("uri")),
    "criteriaFromDn": (
        Element("fromDnCriteriaSelection", words=("Any", "Any Internal", "Any External", "Specified Only")),
        flag("includeAnonymousCallers"),
        flag("includeUnavailableCallers"),
        Element("phoneNumberList", nillable=True, children="phoneNumberList"),
    ),
    "phoneNumberList": (Element("phoneNumber", needed=True, repeated=True, longest=23),),
    "criteriaCallToNumber": (Element("callToNumber", needed=True, repeated=True, children="callToNumber"),),
    "callToNumber": (
        Element("type", needed=True),
        Element("alternateNumberId", between=(1, 10)),
        Element("mobilePhoneNumber"),
    ),
    "ExecutiveScreening": (
        flag("enableScreening", needed=True),
        Element("screeningAlertType", words=("Silent", "Ring Splash")),
        flag("alertBroadWorksMobilityLocation"),
        flag("alertBroadWorksAnywhereLocations"),
        flag("alertSharedCallAppearanceLocations"),
    ),
    "ExecutiveAlerting": (
        Element("alertingMode", words=("Simultaneous", "Sequential")),
        Element(
            "alertingCallingLineIdNameMode",
            words=("Executive", "Executive-Originator", "Originator-Executive", "Originator", "Custom"),
        ),
        Element("alertingCustomCallingLineIdName"),
        Element("unicodeAlertingCustomCallingLineIdName"),
        Element("alertingCallingLineIdPhoneNumberMode", words=("Executive", "Originator", "Custom")),
        Element("alertingCustomCallingLineIdPhoneNumber"),
        Element("callPushRecallNumberOfRings", between=(2, 20)),
        Element("nextAssistantNumberOfRings", between=(2, 20)),
        flag("enableRollover"),
        Element("rolloverWaitTimeSeconds", between=(0, 7200)),
        Element("rolloverAction", words=("Voice Messaging", "Forward", "No Answer Processing")),
        Element("rolloverForwardToPhoneNumber"),
    ),
}


def faults_of(body: bytes) -> list[str]:
    """What the platform would refuse; elements that the table does not know are another release's."""
    root = etree.fromstring(body)
    return _faults(root, etree.QName(root).localname)


def _faults(parent: etree._Element, kind: str) -> list[str]:
    table = TYPES[kind]
    places = {element.name: place for place, element in enumerate(table)}
    children = [(name, child) for child in parent if (name := _name(child)) in places]
    found: list[str] = []
    last = -1
    for name, child in children:
        place = places[name]
        if place < last or (place == last and not table[place].repeated):
            found.append(f"{kind}: {name} stands in a wrong place")
        last = place
        found += _content_faults(child, table[place])
    names = {name for name, _ in children}
    return found + [f"{kind}: {e.name} is missing" for e in table if e.needed and e.name not in names]


def _name(child: etree._Element) -> str:
    """Empty for comments and other namespaces."""
    if not isinstance(child.tag, str) or etree.QName(child).namespace != XSI:
        return ""
    return etree.QName(child).localname


def _content_faults(child: etree._Element, element: Element) -> list[str]:
    if child.get(NIL) in ("true", "1"):
        return [] if element.nillable and not len(child) and not child.text else [f"{element.name} is nil"]
    if element.children:
        return _faults(child, element.children)
    text = "".join(child.itertext()).strip()
    if element.words and text not in element.words:
        return [f"{element.name}: {text}"]
    if element.between is not None and not element.between[0] <= int(text) <= element.between[1]:
        return [f"{element.name}: {text}"]
    return [f"{element.name} is too long"] if element.longest and len(text) > element.longest else []
