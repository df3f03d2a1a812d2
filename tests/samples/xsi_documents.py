"""The portal's documents as a BroadWorks server sends them."""

from typing import Any

from softphone.portal.xsi import documents

XSI = "http://schema.broadsoft.com/xsi"


def xsi(name: str, inner: str) -> bytes:
    return f'<{name} xmlns="{XSI}">{inner}</{name}>'.encode()


MEMBERSHIP = xsi(
    "ExecutiveAssistant",
    """
  <enableDivert>false</enableDivert><!-- why -->
  <executives>
    <executiveDetails>
      <executiveUserId>leiter1@pbx.example</executiveUserId>
      <executiveLastName>Muster</executiveLastName><executiveFirstName>Lea</executiveFirstName>
      <optIn>true</optIn><executiveUri>/v2.0/user/leiter1@pbx.example/services/executive</executiveUri><new>7</new>
    </executiveDetails>
    <executiveDetails><executiveUserId>leiter2@pbx.example</executiveUserId><optIn>false</optIn></executiveDetails>
  </executives>
""",
)
FILTERING = xsi(
    "ExecutiveCallFiltering",
    """<enableFiltering>true</enableFiltering><filteringMode>Advanced</filteringMode>
  <simpleFilterType>All Calls</simpleFilterType>
  <criteriaActivations>
    <criteriaActivation><criteriaName>VIP</criteriaName><active>true</active><hint>a</hint></criteriaActivation>
    <criteriaActivation><criteriaName>Rest</criteriaName><active>false</active><hint>b</hint></criteriaActivation>
  </criteriaActivations>""",
)
CRITERION = xsi(
    "ExecutiveFilteringCriteria",
    """<filter>true</filter><criteria><criteriaName>VIP</criteriaName>
    <timeSchedule><level>Group</level><name>Buero</name></timeSchedule>
    <criteriaFromDn><fromDnCriteriaSelection>Specified Only</fromDnCriteriaSelection>
      <includeAnonymousCallers>false</includeAnonymousCallers><includeUnavailableCallers>true</includeUnavailableCallers>
      <phoneNumberList><phoneNumber>+4930555010</phoneNumber></phoneNumberList></criteriaFromDn>
    <criteriaCallToNumber><callToNumber><type>Alternate</type><alternateNumberId>2</alternateNumberId></callToNumber>
    </criteriaCallToNumber></criteria>""",
)
SCREENING = xsi(
    "ExecutiveScreening",
    """<enableScreening>true</enableScreening><screeningAlertType>Silent</screeningAlertType>
  <alertBroadWorksMobilityLocation>true</alertBroadWorksMobilityLocation>
  <alertBroadWorksAnywhereLocations>false</alertBroadWorksAnywhereLocations>
  <alertSharedCallAppearanceLocations>true</alertSharedCallAppearanceLocations>""",
)
ALERTING = xsi(
    "ExecutiveAlerting",
    """<alertingMode>Sequential</alertingMode>
  <alertingCallingLineIdNameMode>Executive-Originator</alertingCallingLineIdNameMode>
  <alertingCallingLineIdPhoneNumberMode>Originator</alertingCallingLineIdPhoneNumberMode>
  <callPushRecallNumberOfRings>5</callPushRecallNumberOfRings>
  <nextAssistantNumberOfRings>6</nextAssistantNumberOfRings>
  <enableRollover>true</enableRollover><rolloverWaitTimeSeconds>45</rolloverWaitTimeSeconds>
  <rolloverAction>Forward</rolloverAction><rolloverForwardToPhoneNumber>+4930555099</rolloverForwardToPhoneNumber>""",
)
ASSISTANTS = xsi(
    "ExecutiveAssistants",
    """<allowOptInOut>true</allowOptInOut><assignedUsers>
  <userDetails><userId>a@pbx.example</userId><lastName>Adam</lastName><optIn>true</optIn></userDetails>
  <userDetails><userId>b@pbx.example</userId></userDetails></assignedUsers>""",
)
SAMPLES: list[tuple[documents.Document[Any, Any], bytes]] = [
    (documents.ASSISTANT, MEMBERSHIP),
    (documents.FILTERING, FILTERING),
    (documents.CRITERION, CRITERION),
    (documents.SCREENING, SCREENING),
    (documents.ALERTING, ALERTING),
    (documents.ASSISTANTS, ASSISTANTS),
]
NS = f'xmlns="{XSI}"'
CALL = """<callId>c1</callId><extTrackingId>t1</extTrackingId><personality>Terminator</personality>
<state>Active</state><remoteParty><name>Erika</name><address>tel:+4989111222</address></remoteParty><startTime>1700000000500</startTime>
<executiveUserId>lea@pbx.example</executiveUserId><recallType>Executive-Assistant Call Push Recall</recallType>"""
