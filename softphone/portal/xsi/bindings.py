"""xsdata bindings of the Xsi documents, element by element in schema order.

Enumerations stay text, so that a value this program does not know survives a write.
"""

# ruff: noqa: RUF009 (one and many are dataclasses.field with the metadata filled in)
from dataclasses import dataclass, field
from typing import Any

from softphone.domain import platform_facts as facts

XSI = "http://schema.broadsoft.com/xsi"
KEY = "key"


def one(name: str, *, nillable: bool = False) -> Any:
    """An element that occurs at most once."""
    return field(default=None, metadata={"type": "Element", "name": name, "namespace": XSI, "nillable": nillable})


def many(name: str, *key: str) -> Any:
    """An element that is repeated; `key` names the fields by which an entry is recognised."""
    return field(default_factory=list, metadata={"type": "Element", "name": name, "namespace": XSI, KEY: key})


@dataclass
class ExecutiveDetails:
    user_id: str | None = one("executiveUserId")
    last_name: str | None = one("executiveLastName")
    first_name: str | None = one("executiveFirstName")
    opt_in: bool | None = one("optIn")
    uri: str | None = one("executiveUri")


@dataclass
class Executives:
    entries: list[ExecutiveDetails] = many("executiveDetails", "user_id")


@dataclass
class ExecutiveAssistant:
    class Meta:
        namespace = XSI

    enable_divert: bool | None = one("enableDivert")
    divert_number: str | None = one("divertToPhoneNumber", nillable=True)
    executives: Executives | None = one("executives")


@dataclass
class AssistantDetails:
    user_id: str | None = one("userId")
    last_name: str | None = one("lastName")
    first_name: str | None = one("firstName")
    opt_in: bool | None = one("optIn")


@dataclass
class AssistantList:
    entries: list[AssistantDetails] = many(facts.XSI_ASSISTANT_DETAILS, "user_id")


@dataclass
class ExecutiveAssistants:
    class Meta:
        namespace = XSI

    allow_opt_in_out: bool | None = one("allowOptInOut")
    assistants: AssistantList | None = one(facts.XSI_ASSISTANT_LIST)


@dataclass
class CriteriaActivation:
    name: str | None = one("criteriaName")
    active: bool | None = one("active")


@dataclass
class CriteriaActivations:
    entries: list[CriteriaActivation] = many("criteriaActivation", "name")


@dataclass
class ExecutiveCallFiltering:
    class Meta:
        namespace = XSI

    enable_filtering: bool | None = one("enableFiltering")
    filtering_mode: str | None = one("filteringMode")
    simple_filter_type: str | None = one("simpleFilterType")
    activations: CriteriaActivations | None = one("criteriaActivations")


@dataclass
class ScheduleReference:
    """`uri` belongs to the schedule named: it goes when another one is chosen."""

    level: str | None = one("level")
    name: str | None = one("name")
    uri: str | None = one("uri")


@dataclass
class PhoneNumberList:
    numbers: list[str] = many("phoneNumber")


@dataclass
class CriteriaFromDn:
    selection: str | None = one("fromDnCriteriaSelection")
    include_anonymous: bool | None = one("includeAnonymousCallers")
    include_unavailable: bool | None = one("includeUnavailableCallers")
    phone_numbers: PhoneNumberList | None = one("phoneNumberList", nillable=True)


@dataclass
class CallToNumber:
    kind: str | None = one("type")
    alternate_id: int | None = one("alternateNumberId")
    mobile: str | None = one("mobilePhoneNumber")


@dataclass
class CriteriaCallToNumber:
    entries: list[CallToNumber] = many("callToNumber", "kind", "alternate_id", "mobile")


@dataclass
class Criteria:
    name: str | None = one("criteriaName")
    time_schedule: ScheduleReference | None = one("timeSchedule", nillable=True)
    holiday_schedule: ScheduleReference | None = one("holidaySchedule", nillable=True)
    calls_from: CriteriaFromDn | None = one("criteriaFromDn")
    calls_to: CriteriaCallToNumber | None = one("criteriaCallToNumber", nillable=True)


@dataclass
class ExecutiveFilteringCriteria:
    class Meta:
        namespace = XSI

    filter: bool | None = one("filter")
    criteria: Criteria | None = one("criteria")


@dataclass
class ExecutiveScreening:
    class Meta:
        namespace = XSI

    enable_screening: bool | None = one("enableScreening")
    alert_type: str | None = one("screeningAlertType")
    mobility: bool | None = one("alertBroadWorksMobilityLocation")
    anywhere: bool | None = one("alertBroadWorksAnywhereLocations")
    shared_call_appearance: bool | None = one("alertSharedCallAppearanceLocations")


@dataclass
class ExecutiveAlerting:
    class Meta:
        namespace = XSI

    mode: str | None = one("alertingMode")
    name_mode: str | None = one("alertingCallingLineIdNameMode")
    custom_name: str | None = one("alertingCustomCallingLineIdName")
    unicode_name: str | None = one("unicodeAlertingCustomCallingLineIdName")
    number_mode: str | None = one("alertingCallingLineIdPhoneNumberMode")
    custom_number: str | None = one(facts.XSI_CUSTOM_NUMBER)
    recall_rings: int | None = one("callPushRecallNumberOfRings")
    next_assistant_rings: int | None = one("nextAssistantNumberOfRings")
    enable_rollover: bool | None = one("enableRollover")
    rollover_wait_s: int | None = one("rolloverWaitTimeSeconds")
    rollover_action: str | None = one("rolloverAction")
    rollover_number: str | None = one("rolloverForwardToPhoneNumber")


@dataclass
class Service:
    name: str | None = one("name")
    uri: str | None = one("uri")


@dataclass
class Services:
    class Meta:
        namespace = XSI

    entries: list[Service] = many("service", "name")


@dataclass
class PersonMore:
    mobile: str | None = one(facts.XSI_PERSON_MOBILE)
    mail: str | None = one(facts.XSI_PERSON_MAIL)


@dataclass
class PersonDetails:
    user_id: str | None = one("userId")
    first_name: str | None = one("firstName")
    last_name: str | None = one("lastName")
    number: str | None = one("number")
    extension: str | None = one("extension")
    mobile: str | None = one(facts.XSI_PERSON_MOBILE)
    more: PersonMore | None = one(facts.XSI_PERSON_MORE)


@dataclass
class Profile:
    class Meta:
        namespace = XSI

    details: PersonDetails | None = one(facts.XSI_PROFILE_DETAILS)


@dataclass
class EnterpriseDirectory:
    entries: list[PersonDetails] = many(facts.XSI_DIRECTORY_DETAILS, "user_id")


@dataclass
class Enterprise:
    class Meta:
        namespace = XSI

    total: str | None = one(facts.XSI_DIRECTORY_TOTAL)
    directory: EnterpriseDirectory | None = one(facts.XSI_DIRECTORY_LIST)


@dataclass
class GroupDirectory:
    entries: list[PersonDetails] = many(facts.XSI_DIRECTORY_DETAILS, "user_id")


@dataclass
class Group:
    class Meta:
        namespace = XSI

    total: str | None = one(facts.XSI_DIRECTORY_TOTAL)
    directory: GroupDirectory | None = one(facts.XSI_GROUP_DIRECTORY_LIST)


@dataclass
class PersonalEntry:
    name: str | None = one(facts.XSI_PERSONAL_NAME)
    number: str | None = one(facts.XSI_PERSONAL_NUMBER)


@dataclass
class Personal:
    class Meta:
        namespace = XSI

    total: str | None = one(facts.XSI_DIRECTORY_TOTAL)
    entries: list[PersonalEntry] = many(facts.XSI_PERSONAL_ENTRY, "name")


@dataclass
class TimeOfDay:
    hour: int | None = one("hour")
    minute: int | None = one("minute")


@dataclass
class RecurDaily:
    interval: int | None = one("recurInterval")


@dataclass
class RecurWeekly:
    interval: int | None = one("recurInterval")
    sunday: bool | None = one("sunday")
    monday: bool | None = one("monday")
    tuesday: bool | None = one("tuesday")
    wednesday: bool | None = one("wednesday")
    thursday: bool | None = one("thursday")
    friday: bool | None = one("friday")
    saturday: bool | None = one("saturday")


@dataclass
class RecurByDay:
    """Monthly, or yearly with `month`."""

    interval: int | None = one("recurInterval")
    day: int | None = one(facts.XSI_RECUR_DAY_OF_MONTH)
    month: str | None = one(facts.XSI_RECUR_MONTH)


@dataclass
class RecurByWeek:
    """Monthly, or yearly with `month`."""

    interval: int | None = one("recurInterval")
    week: str | None = one(facts.XSI_RECUR_WEEK)
    day: str | None = one(facts.XSI_RECUR_WEEKDAY)
    month: str | None = one(facts.XSI_RECUR_MONTH)


@dataclass
class Recurrence:
    daily: RecurDaily | None = one("recurDaily")
    weekly: RecurWeekly | None = one("recurWeekly")
    monthly_by_day: RecurByDay | None = one("recurMonthlyByDay")
    monthly_by_week: RecurByWeek | None = one("recurMonthlyByWeek")
    yearly_by_day: RecurByDay | None = one("recurYearlyByDay")
    yearly_by_week: RecurByWeek | None = one("recurYearlyByWeek")
    for_ever: bool | None = one("recurForEver")
    end_date: str | None = one("recurEndDate")
    end_occurrence: int | None = one("recurEndOccurrence")


@dataclass
class EventDetail:
    name: str | None = one("eventName")
    start_date: str | None = one("startDate")
    all_day: bool | None = one("allDayEvent")
    start_time: TimeOfDay | None = one("startTime")
    end_time: TimeOfDay | None = one("endTime")
    end_date: str | None = one("endDate")
    recurrence: Recurrence | None = one("recurrence")
    uri: str | None = one("uri")


@dataclass
class ScheduleEvents:
    entries: list[EventDetail] = many("eventDetail")


@dataclass
class ScheduleDetail:
    name: str | None = one("name")
    level: str | None = one("level")
    events: ScheduleEvents | None = one("events")


@dataclass
class Schedule:
    class Meta:
        namespace = XSI

    entries: list[ScheduleDetail] = many("scheduleDetail")


@dataclass
class CallWaiting:
    class Meta:
        namespace = XSI

    active: bool | None = one(facts.XSI_CALL_WAITING_ACTIVE)


@dataclass
class ErrorInfo:
    class Meta:
        namespace = XSI

    summary: str | None = one("summary")
    summary_english: str | None = one("summaryEnglish")
    error_code: str | None = one("errorCode")
