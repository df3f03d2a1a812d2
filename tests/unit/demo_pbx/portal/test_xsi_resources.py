"""The portal's resources over HTTP: documents, rights, ranges, whole-document replacement."""

import asyncio
import base64
from collections.abc import Awaitable, Callable
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.demo_pbx.model.telephony_port import CallActionError
from softphone.demo_pbx.model.xml import Node, XmlRefused, parse, to_bytes
from tests.samples.demo_portal import Demo, call_of, executive_of, half, running_demo

NS = "{http://schema.broadsoft.com/xsi}"
XML = {"Content-Type": "application/xml; charset=UTF-8"}


def in_demo(story: Callable[[Demo], Awaitable[None]]) -> None:
    async def run() -> None:
        async with running_demo() as demo:
            await story(demo)

    asyncio.run(run())


async def get(demo: Demo, user: str, owner: str, rest: str) -> ElementTree.Element:
    async with demo.client(user) as client:
        answer = await client.get(demo.path(owner, rest))
    assert answer.status_code == 200, answer.text
    return ElementTree.fromstring(answer.content)


async def send(demo: Demo, method: str, user: str, owner: str, rest: str, body: str | bytes = "") -> httpx.Response:
    content = body if isinstance(body, bytes) else body.encode()
    async with demo.client(user) as client:
        return await client.request(method, demo.path(owner, rest), content=content, headers=XML)


def values(root: ElementTree.Element, name: str) -> list[str]:
    return [element.text or "" for element in root.iter(NS + name)]


def changed(root: ElementTree.Element, **texts: str) -> str:
    for name, text in texts.items():
        element = root.find(f".//{NS}{name}")
        assert element is not None
        element.text = text
    return ElementTree.tostring(root, encoding="unicode")


@pytest.mark.parametrize(
    ("user", "names"),
    [
        ("lea.muster", ["Executive"]),
        ("nele.probe", ["Executive-Assistant"]),
        ("ada.entwurf", ["Executive", "Executive-Assistant"]),
        ("echo", []),
    ],
)
def test_services_tell_the_roles(user: str, names: list[str]) -> None:
    async def story(demo: Demo) -> None:
        assert values(await get(demo, user, user, "services"), "name") == names

    in_demo(story)


def test_an_assistant_in_two_groups_sees_both_with_names_and_opt_in() -> None:
    async def story(demo: Demo) -> None:
        root = await get(demo, "nele.probe", "nele.probe", "services/ExecutiveAssistant")
        assert root.tag == NS + "ExecutiveAssistant"
        assert values(root, "executiveUserId") == ["lea.muster@pbx.example", "ada.entwurf@pbx.example"]
        assert values(root, "executiveFirstName") == ["Dr. Lea", "Prof. Ada"]
        assert values(root, "optIn") == ["true", "true"]
        nil = root.find(NS + "divertToPhoneNumber")
        assert nil is not None
        assert nil.attrib == {"{http://www.w3.org/2001/XMLSchema-instance}nil": "true"}

    in_demo(story)


def test_opting_out_of_one_group_leaves_the_other_alone() -> None:
    async def story(demo: Demo) -> None:
        body = (
            '<ExecutiveAssistant xmlns="http://schema.broadsoft.com/xsi"><enableDivert>false</enableDivert><executives>'
            "<executiveDetails><executiveUserId>ada.entwurf@pbx.example</executiveUserId><optIn>false</optIn>"
            "</executiveDetails></executives></ExecutiveAssistant>"
        )
        answer = await send(demo, "PUT", "nele.probe", "nele.probe", "services/ExecutiveAssistant", body)
        assert (answer.status_code, answer.content) == (200, b"")
        root = await get(demo, "nele.probe", "nele.probe", "services/ExecutiveAssistant")
        assert values(root, "optIn") == ["true", "false"]

    in_demo(story)


@pytest.mark.parametrize("how", ["permission", "lock"])
def test_a_locked_opt_in_is_refused_in_the_portals_own_words_and_stores_nothing(how: str) -> None:
    async def story(demo: Demo) -> None:
        if how == "lock":
            demo.platform.faults.locked = ["lea.muster"]
        else:
            executive_of(demo.platform, "lea.muster").allow_opt_in = False
        root = await get(demo, "nele.probe", "nele.probe", "services/ExecutiveAssistant")
        same = ElementTree.tostring(root, encoding="unicode")
        assert (await send(demo, "PUT", "nele.probe", "nele.probe", "services/ExecutiveAssistant", same)).is_success
        for opt_in in root.iter(NS + "optIn"):
            opt_in.text = "false"
        divert = root.find(NS + "divertToPhoneNumber")
        assert divert is not None
        divert.attrib.clear()
        divert.text = "433"
        out = changed(root, enableDivert="true")
        answer = await send(demo, "PUT", "nele.probe", "nele.probe", "services/ExecutiveAssistant", out)
        assert answer.status_code == 403
        error = ElementTree.fromstring(answer.content)
        assert values(error, "summary") == ["Ein- und Ausloggen ist für diese Gruppe gesperrt."]
        stored = await get(demo, "nele.probe", "nele.probe", "services/ExecutiveAssistant")
        assert ElementTree.tostring(stored, encoding="unicode") == same

    in_demo(story)


def test_divert_is_replaced_as_a_whole() -> None:
    def body(rest: str) -> str:
        return f'<ExecutiveAssistant xmlns="http://schema.broadsoft.com/xsi">{rest}</ExecutiveAssistant>'

    async def story(demo: Demo) -> None:
        nele = demo.platform.users["nele.probe"]
        on = body("<enableDivert>true</enableDivert><divertToPhoneNumber>433</divertToPhoneNumber>")
        assert (await send(demo, "PUT", "nele.probe", "nele.probe", "services/ExecutiveAssistant", on)).is_success
        assert (nele.divert, nele.divert_number) == (True, "433")
        nowhere = body("<enableDivert>true</enableDivert>")
        refused = await send(demo, "PUT", "nele.probe", "nele.probe", "services/ExecutiveAssistant", nowhere)
        assert refused.status_code == 400
        off = body("<enableDivert>false</enableDivert>")
        assert (await send(demo, "PUT", "nele.probe", "nele.probe", "services/ExecutiveAssistant", off)).is_success
        assert (nele.divert, nele.divert_number) == (False, None)

    in_demo(story)


@pytest.mark.parametrize("part", ["Filtering", "Screening", "Alerting"])
def test_what_was_read_can_be_written_back_by_an_assistant_without_changing_anything(part: str) -> None:
    async def story(demo: Demo) -> None:
        for leader, assistant in (("lea.muster", "nele.probe"), ("jonas.beispiel", "ada.entwurf")):
            before = repr(demo.platform.users[leader].executive)
            async with demo.client(assistant) as client:
                path = demo.path(leader, f"services/Executive/{part}")
                document = (await client.get(path)).content
                assert (await client.put(path, content=document, headers=XML)).status_code == 200
                assert (await client.get(path)).content == document
            assert repr(demo.platform.users[leader].executive) == before

    in_demo(story)


def test_an_unknown_element_is_kept_when_sent_back_and_lost_when_left_away() -> None:
    async def story(demo: Demo) -> None:
        path = "services/Executive/Alerting"
        root = await get(demo, "nele.probe", "lea.muster", path)
        assert values(root, "alertingRingProfile") == ["standard"]
        body = changed(root, alertingMode="Sequential")
        assert (await send(demo, "PUT", "nele.probe", "lea.muster", path, body)).is_success
        root = await get(demo, "lea.muster", "lea.muster", path)
        assert (values(root, "alertingMode"), values(root, "alertingRingProfile")) == (["Sequential"], ["standard"])
        unknown = root.find(NS + "alertingRingProfile")
        assert unknown is not None
        root.remove(unknown)
        lossy = ElementTree.tostring(root, encoding="unicode")
        assert (await send(demo, "PUT", "nele.probe", "lea.muster", path, lossy)).is_success
        assert values(await get(demo, "lea.muster", "lea.muster", path), "alertingRingProfile") == []

    in_demo(story)


@pytest.mark.parametrize(
    ("part", "name", "wrong"),
    [
        ("Filtering", "enableFiltering", "yes"),
        ("Filtering", "filteringMode", "simple"),
        ("Filtering", "simpleFilterType", ""),
        ("Screening", "screeningAlertType", "Loud"),
        ("Alerting", "alertingMode", "Random"),
        ("Alerting", "callPushRecallNumberOfRings", "1"),
        ("Alerting", "nextAssistantNumberOfRings", "21"),
        ("Alerting", "rolloverWaitTimeSeconds", "7201"),
        ("Alerting", "rolloverWaitTimeSeconds", "-1"),
        ("Alerting", "rolloverAction", "Forward"),
        ("Alerting", "alertingCallingLineIdNameMode", "Custom"),
    ],
)
def test_values_out_of_range_are_refused_and_nothing_is_stored(part: str, name: str, wrong: str) -> None:
    async def story(demo: Demo) -> None:
        before = repr(demo.platform.users["lea.muster"].executive)
        root = await get(demo, "lea.muster", "lea.muster", f"services/Executive/{part}")
        body = changed(root, **{name: wrong})
        answer = await send(demo, "PUT", "lea.muster", "lea.muster", f"services/Executive/{part}", body)
        assert answer.status_code == 400
        assert ElementTree.fromstring(answer.content).tag == NS + "ErrorInfo"
        assert repr(demo.platform.users["lea.muster"].executive) == before

    in_demo(story)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "no xml",
        "<a>",
        '<!DOCTYPE x [<!ENTITY e "1">]><x>&e;</x>',
        '<ExecutiveScreening xmlns="http://schema.broadsoft.com/xsi"/>',
        '<ExecutiveScreening xmlns="urn:other"/>',
        '<ExecutiveCallFiltering xmlns="http://schema.broadsoft.com/xsi"><enableFiltering>true</enableFiltering>'
        "<enableFiltering>true</enableFiltering></ExecutiveCallFiltering>",
        '<ExecutiveCallFiltering xmlns="http://schema.broadsoft.com/xsi"><enableFiltering>true</enableFiltering>'
        "<filteringMode>Simple</filteringMode><simpleFilterType>All Calls</simpleFilterType><wish>1</wish>"
        "</ExecutiveCallFiltering>",
    ],
)
def test_a_body_that_breaks_the_schema_is_refused(body: str) -> None:
    async def story(demo: Demo) -> None:
        answer = await send(demo, "PUT", "lea.muster", "lea.muster", "services/Executive/Filtering", body)
        assert answer.status_code == 400

    in_demo(story)


CRITERION = """<ExecutiveFilteringCriteria xmlns="http://schema.broadsoft.com/xsi"><filter>true</filter><criteria>
<criteriaName>{name}</criteriaName><timeSchedule><level>Group</level><name>{schedule}</name></timeSchedule>
<criteriaFromDn><fromDnCriteriaSelection>Specified Only</fromDnCriteriaSelection>
<includeAnonymousCallers>false</includeAnonymousCallers><includeUnavailableCallers>true</includeUnavailableCallers>
<phoneNumberList>{numbers}</phoneNumberList></criteriaFromDn>
<criteriaCallToNumber><callToNumber><type>Alternate</type><alternateNumberId>{alternate}</alternateNumberId></callToNumber>
</criteriaCallToNumber></criteria></ExecutiveFilteringCriteria>"""


def criterion_xml(name: str = "VIP", schedule: str = "Buero", count: int = 1, alternate: int = 2) -> str:
    numbers = "".join(f"<phoneNumber>+49305550{n:02}*</phoneNumber>" for n in range(count))
    return CRITERION.format(name=escape(name), schedule=schedule, numbers=numbers, alternate=alternate)


def test_a_criterion_is_made_read_renamed_and_deleted() -> None:
    base = "services/Executive/Filtering/Criteria"

    async def story(demo: Demo) -> None:
        made = await send(demo, "POST", "nele.probe", "lea.muster", base, criterion_xml("A/B & ß"))
        assert made.status_code == 201
        async with demo.client("nele.probe") as client:
            document = ElementTree.fromstring((await client.get(made.headers["Location"])).content)
        assert values(document, "criteriaName") == ["A/B & ß"]
        assert values(document, "phoneNumber") == ["+4930555000*"]
        filtering = await get(demo, "nele.probe", "lea.muster", "services/Executive/Filtering")
        assert (values(filtering, "criteriaName"), values(filtering, "active")) == (["A/B & ß"], ["true"])
        assert (
            await send(demo, "POST", "nele.probe", "lea.muster", base, criterion_xml("A/B & ß"))
        ).status_code == 409
        renamed = await send(
            demo, "PUT", "nele.probe", "lea.muster", f"{base}/A%2FB%20%26%20%C3%9F", criterion_xml("Neu")
        )
        assert renamed.status_code == 200
        assert (
            await send(demo, "GET", "nele.probe", "lea.muster", f"{base}/A%2FB%20%26%20%C3%9F")
        ).status_code == 404
        assert (await send(demo, "DELETE", "nele.probe", "lea.muster", f"{base}/Neu")).status_code == 200
        assert (await send(demo, "DELETE", "nele.probe", "lea.muster", f"{base}/Neu")).status_code == 404

    in_demo(story)


@pytest.mark.parametrize(
    "body",
    [
        criterion_xml(name="n" * 51),
        criterion_xml(name=""),
        criterion_xml(schedule="gibt es nicht"),
        criterion_xml(count=13),
        criterion_xml(alternate=11),
        criterion_xml().replace("+4930555000*", "+49*30"),
        criterion_xml().replace("Specified Only", "Somebody"),
    ],
)
def test_a_criterion_out_of_range_is_refused(body: str) -> None:
    async def story(demo: Demo) -> None:
        answer = await send(demo, "POST", "lea.muster", "lea.muster", "services/Executive/Filtering/Criteria", body)
        assert answer.status_code == 400
        assert executive_of(demo.platform, "lea.muster").criteria == []

    in_demo(story)


def test_a_criterion_missing_from_the_written_list_is_switched_off() -> None:
    async def story(demo: Demo) -> None:
        root = await get(demo, "ada.entwurf", "jonas.beispiel", "services/Executive/Filtering")
        listed = root.find(NS + "criteriaActivations")
        assert listed is not None
        listed.remove(listed[1])
        body = ElementTree.tostring(root, encoding="unicode")
        assert (
            await send(demo, "PUT", "ada.entwurf", "jonas.beispiel", "services/Executive/Filtering", body)
        ).is_success
        again = await get(demo, "ada.entwurf", "jonas.beispiel", "services/Executive/Filtering")
        assert values(again, "active") == ["true", "false"]

    in_demo(story)


def test_the_leader_orders_the_list_of_assistants_and_nobody_else() -> None:
    async def story(demo: Demo) -> None:
        path = "services/Executive/Assistants"
        assert (await send(demo, "GET", "nele.probe", "lea.muster", path)).status_code == 403
        root = await get(demo, "lea.muster", "lea.muster", path)
        assert values(root, "userId") == ["nele.probe@pbx.example", "paul.attrappe@pbx.example"]
        listed = root.find(NS + "assignedUsers")
        assert listed is not None
        listed[:] = [listed[1], listed[0]]
        body = changed(root, allowOptInOut="false")
        assert (await send(demo, "PUT", "lea.muster", "lea.muster", path, body)).is_success
        lea = demo.platform.users["lea.muster"].executive
        assert lea is not None
        assert [link.user for link in lea.assistants] == ["paul.attrappe", "nele.probe"]
        assert lea.allow_opt_in is False
        stranger = body.replace("nele.probe@", "echo@")
        assert (await send(demo, "PUT", "lea.muster", "lea.muster", path, stranger)).status_code == 400

    in_demo(story)


@pytest.mark.parametrize(
    ("user", "owner", "rest", "status"),
    [
        ("sina.fiktiv", "lea.muster", "services/Executive/Filtering", 403),
        ("nele.probe", "jonas.beispiel", "services/Executive/Alerting", 403),
        ("lea.muster", "nele.probe", "services/ExecutiveAssistant", 403),
        ("nele.probe", "lea.muster", "services", 403),
        ("nele.probe", "lea.muster", "profile", 403),
        ("nele.probe", "lea.muster", "directories/CallLogs", 403),
        ("nele.probe", "nele.probe", "services/Executive/Filtering", 404),
        ("lea.muster", "lea.muster", "services/ExecutiveAssistant", 404),
        ("nele.probe", "nobody", "services", 404),
        ("nele.probe", "nele.probe", "services/Unknown", 404),
        ("lea.muster", "lea.muster", "services/Executive/Filtering/Criteria/none", 404),
    ],
)
def test_who_may_not_and_what_is_not_there(user: str, owner: str, rest: str, status: int) -> None:
    async def story(demo: Demo) -> None:
        answer = await send(demo, "GET", user, owner, rest)
        assert answer.status_code == status
        error = ElementTree.fromstring(answer.content)
        assert error.tag == NS + "ErrorInfo"
        if status == 403:
            assert (values(error, "summary"), values(error, "summaryEnglish")) == (["Nicht erlaubt"], ["Not allowed"])

    in_demo(story)


def test_a_wrong_verb_says_which_ones_there_are() -> None:
    async def story(demo: Demo) -> None:
        answer = await send(demo, "DELETE", "lea.muster", "lea.muster", "services/Executive/Alerting")
        assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, PUT")

    in_demo(story)


def test_path_words_have_no_case_and_may_be_percent_encoded() -> None:
    async def story(demo: Demo) -> None:
        async with demo.client("nele.probe") as client:
            path = "/COM.broadsoft.XSI-Actions/V2.0/USER/lea.muster%40pbx.example/services/executive/alerting"
            assert (await client.get(path)).status_code == 200

    in_demo(story)


def test_credentials() -> None:
    async def story(demo: Demo) -> None:
        nele = demo.platform.users["nele.probe"]
        path = demo.path("nele.probe", "services")

        def b64(text: str) -> str:
            return base64.b64encode(text.encode()).decode()

        sip = f"{b64('nele.probe@pbx.example:' + nele.sip_password)}"
        good = [
            f"Basic {b64('nele.probe:' + nele.password)}",
            f"basic {b64('NELE.PROBE@pbx.example:' + nele.password)}",
            f'BroadWorksSIP basic="{sip}", sipUser="{b64("nele.probe")}"',
        ]
        bad = [
            "",
            "Basic",
            "Basic ///",
            f"Basic {b64('nele.probe:' + nele.sip_password)}",
            f"Basic {b64('nele.probe@other.example:' + nele.password)}",
            f"Basic {b64('nobody:')}",
            f"Bearer {nele.password}",
            f'BroadWorksSIP basic="{b64("nele.probe:" + nele.sip_password)}", sipUser="{b64("lea.muster")}"',
            f'BroadWorksSIP basic="{b64("nele.probe:" + nele.password)}", sipUser="{b64("nele.probe")}"',
        ]
        async with httpx.AsyncClient(base_url=demo.url, trust_env=False) as client:
            for header in good:
                assert (await client.get(path, headers={"Authorization": header})).status_code == 200, header
            for header in bad:
                answer = await client.get(path, headers={"Authorization": header})
                assert answer.status_code == 401, header
                assert ElementTree.fromstring(answer.content).tag == NS + "ErrorInfo"
                assert answer.headers["WWW-Authenticate"].startswith("Basic")
            quiet = await client.get(path, headers={"X-BroadWorks-No-AuthChallenge": "true"})
            assert (quiet.status_code, quiet.headers.get("WWW-Authenticate")) == (401, None)

    in_demo(story)


def test_profile_and_access_codes() -> None:
    async def story(demo: Demo) -> None:
        root = await get(demo, "lea.muster", "lea.muster", "profile")
        assert (values(root, "firstName"), values(root, "lastName")) == (["Dr. Lea"], ["Muster"])
        assert (values(root, "number"), values(root, "extension")) == (["+493023125410"], ["410"])
        assert "#63" in values(await get(demo, "nele.probe", "nele.probe", "profile/Fac"), "code")

    in_demo(story)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("userId=lea.muster@pbx.example", ["lea.muster@pbx.example"]),
        ("firstName=*lea*/i", ["lea.muster@pbx.example"]),
        ("lastName=muster", ["lea.muster@pbx.example"]),
        ("number=%2B493023125410", ["lea.muster@pbx.example"]),
        ("firstName=nobody", []),
        ("extension=4*&results=1&start=2", ["ada.entwurf@pbx.example"]),
    ],
)
def test_directories_are_searched_and_paged(query: str, found: list[str]) -> None:
    async def story(demo: Demo) -> None:
        for word in ("Enterprise", "Group"):
            root = await get(demo, "nele.probe", "nele.probe", f"directories/{word}?{query}")
            assert root.tag == NS + word
            assert values(root, "userId") == found
            assert values(root, "numberOfRecords") == [str(len(found))]
        assert (await get(demo, "nele.probe", "nele.probe", "directories/Personal")).tag == NS + "Personal"

    in_demo(story)


NAMES = st.sampled_from(["a", "b-c", "{urn:x}d"])
TEXTS = st.text(st.characters(min_codepoint=32, blacklist_categories=("Cs", "Cn")), max_size=10)
NODES = st.recursive(
    st.builds(Node, NAMES, TEXTS),
    lambda inner: st.builds(
        Node, NAMES, st.just(""), st.lists(inner, min_size=1, max_size=3).map(tuple), st.just((("k", 'v"<&'),))
    ),
    max_leaves=8,
)


@given(NODES)
def test_xml_comes_back_as_it_was_written(node: Node) -> None:
    assert parse(to_bytes(node)) == node


@given(st.binary(max_size=60) | st.text(alphabet="<>&;!/a ='\"?[]", max_size=60).map(str.encode))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    try:
        parse(body)
    except XmlRefused:
        return
    assert b"<" in body or body.startswith((b"\xff", b"\xfe", b"\x00"))


def test_calls_are_shown_to_those_they_concern() -> None:
    async def story(demo: Demo) -> None:
        placed = half("nele.probe", originator=True, remote_name="Dr. Lea Muster", remote_user="lea.muster")
        rung = (half("nele.probe", executive="lea.muster"), half("lea.muster", silent=True))
        demo.telephony.current = [call_of("c1", *rung), call_of("c2", placed)]
        assert values(await get(demo, "nele.probe", "nele.probe", "calls"), "callId") == ["c1", "c2"]
        assert values(await get(demo, "paul.attrappe", "paul.attrappe", "calls"), "callId") == []
        rings = await get(demo, "nele.probe", "nele.probe", "calls/c1")
        assert rings.tag == NS + "Call"
        assert values(rings, "executiveUserId") == ["lea.muster@pbx.example"]
        assert (values(rings, "state"), values(rings, "name")) == (["Alerting"], ["Erika"])
        assert (values(rings, "address"), values(rings, "callType")) == (["tel:+4915228817386"], ["Network"])
        assert values(await get(demo, "lea.muster", "lea.muster", "calls/c1"), "executiveUserId") == []
        out = await get(demo, "nele.probe", "nele.probe", "calls/c2")
        assert (values(out, "personality"), values(out, "name")) == (["Originator"], ["Dr. Lea Muster"])
        assert (values(out, "userId"), values(out, "callType")) == (["lea.muster@pbx.example"], ["Group"])
        assert (await send(demo, "DELETE", "nele.probe", "nele.probe", "calls/c1")).status_code == 404
        assert (await send(demo, "DELETE", "nele.probe", "nele.probe", "calls/c2")).status_code == 200
        assert demo.telephony.ended == ["c2"]

    in_demo(story)


def test_a_recalled_call_says_so() -> None:
    async def story(demo: Demo) -> None:
        recall = "Executive-Assistant Call Push Recall"
        demo.telephony.current = [call_of("c1", half("nele.probe", executive="lea.muster", recall=recall))]
        assert values(await get(demo, "nele.probe", "nele.probe", "calls/c1"), "recallType") == [recall]

    in_demo(story)


def test_push_and_call_on_behalf_reach_the_telephone_side() -> None:
    async def story(demo: Demo) -> None:
        push = await send(demo, "PUT", "nele.probe", "nele.probe", "calls/c1/ExecutiveAssistantCallPush")
        assert (push.status_code, demo.telephony.pushed) == (200, [("nele.probe", "c1")])
        query = (
            "calls/ExecutiveAssistantInitiateCall?executiveAddress=lea.muster%40pbx.example&address=%2B49301234567"
        )
        started = await send(demo, "POST", "nele.probe", "nele.probe", query)
        assert started.status_code == 201
        root = ElementTree.fromstring(started.content)
        assert root.tag == NS + "CallStartInfo"
        assert (values(root, "callId"), values(root, "externalTrackingId")) == (["behalf-1"], ["behalf-1"])
        assert demo.telephony.on_behalf == [("nele.probe", "lea.muster", "+49301234567")]

    in_demo(story)


@pytest.mark.parametrize(
    ("method", "user", "rest", "status"),
    [
        ("PUT", "nele.probe", "calls/c1/ExecutiveAssistantCallPush", 403),
        ("POST", "nele.probe", "calls/ExecutiveAssistantInitiateCall?executiveAddress=410&address=1", 403),
        ("POST", "nele.probe", "calls/ExecutiveAssistantInitiateCall?executiveAddress=777&address=1", 404),
        ("PUT", "lea.muster", "calls/c1/ExecutiveAssistantCallPush", 404),
        ("GET", "nele.probe", "calls/c1/ExecutiveAssistantCallPush", 405),
    ],
)
def test_what_cannot_be_pushed_or_placed_is_refused_in_two_languages(
    method: str, user: str, rest: str, status: int
) -> None:
    async def story(demo: Demo) -> None:
        demo.telephony.refusal = CallActionError(403, "Nicht erlaubt", "Not allowed")
        answer = await send(demo, method, user, user, rest)
        assert answer.status_code == status
        root = ElementTree.fromstring(answer.content)
        assert values(root, "summary") != values(root, "summaryEnglish")

    in_demo(story)


@pytest.mark.parametrize("on", [True, False])
def test_an_assistant_can_see_whether_the_leader_has_call_waiting(on: bool) -> None:
    async def story(demo: Demo) -> None:
        demo.platform.users["lea.muster"].call_waiting = on
        root = await get(demo, "nele.probe", "lea.muster", "services/CallWaiting")
        assert values(root, "active") == [str(on).lower()]
        answer = await send(demo, "GET", "sina.fiktiv", "lea.muster", "services/CallWaiting")
        assert answer.status_code == 403

    in_demo(story)


def test_call_lists_tell_placed_received_and_missed() -> None:
    async def story(demo: Demo) -> None:
        def event(name: str, call: str, **more: str) -> None:
            facts = {"event": name, "call": call, "caller": "Nele Probe", "number": "450", "dialled": "420", **more}
            demo.telephony.emit(facts)

        for call, answered in (("a", True), ("b", False)):
            event("call-started", call)
            event("ringing", call, target="sina.fiktiv")
            event("ringing", call, target="paul.attrappe")
            if answered:
                event("answered", call, by="paul.attrappe")
            event("ended", call)
        nele = await get(demo, "nele.probe", "nele.probe", "directories/CallLogs")
        paul = await get(demo, "paul.attrappe", "paul.attrappe", "directories/CallLogs")
        sina = await get(demo, "sina.fiktiv", "sina.fiktiv", "directories/CallLogs")
        shown = [
            [len(root.findall(f"{NS}{kind}/*")) for kind in ("placed", "received", "missed")]
            for root in (nele, paul, sina)
        ]
        assert shown == [[2, 0, 0], [0, 1, 1], [0, 0, 1]]
        assert values(nele, "name") == ["Prof. Ada Entwurf"] * 2
        assert values(sina, "name") == ["Nele Probe"]

    in_demo(story)
