"""Assumptions about the platform that no public source confirms, in one place.

Never present any of these to the user as certain.
"""

# Between two names: the platform's help only says "rechts daneben" (to the right of it).
NAME_SEPARATOR = " – "

# The portal counts seconds and the interface counts rings; five seconds is the usual period (1 s on, 4 s off).
RING_LENGTH_S = 5.0

# The leader's silent copy is marked by Alert-Info; the name itself is a setting of the platform.
SILENT_ALERT_NAMES = frozenset({"silent"})

# Ring Splash: Bellcore-dr5 is the known distinctive ring for it, the other is its plain name.
SPLASH_ALERT_NAMES = frozenset({"bellcore-dr5", "ring-splash"})

# One criterion under Filtering/Criteria/{name}: the natural REST reading; only POST on the list is confirmed.
CRITERION_CREATE_VERB = "POST"
CRITERION_DELETE_VERB = "DELETE"

# Digit patterns in a criterion: one digit, and any rest at the end.
PATTERN_ONE_DIGIT = "?"
PATTERN_ANY_REST = "*"

# SIP domains whose access over the Internet demands mediasec on every request; known from forum reports only.
MEDIASEC_DOMAINS = ("deutschland-lan.de", "tel.t-online.de")

# A criterion with both schedules holds only where both hold; "none" always holds.
SCHEDULES_MUST_BOTH_HOLD = True

# A leader's telephone number by user id: the enterprise directory is the only public list that has both.
LEADER_NUMBER_RESOURCE = "directories/Enterprise?userId="

# A 403 on an opt-in write means that the permission to log in and out was withdrawn (Xsi has no field for it).
OPT_IN_LOCKED_STATUS = 403

# What platforms, gateways and trunks write for a hidden caller (RFC 3323 names only the first); compared without
# case, blanks and signs.
_HIDDEN_USERS = """
anonymous anonym anonyme anonymus restricted unavailable unknown unbekannt private privat withheld blocked hidden none
null unassigned notavailable nichtverfügbar nichtverfuegbar nonumber noname outofarea callerunknown
"""
_HIDDEN_NAMES = """
anonymoususer anonymouscaller anonymeranruf anonymeranrufer anonymerufnummer unknowncaller unknownnumber unknownuser
unbekannteranrufer unbekannterteilnehmer unbekanntenummer unbekannterufnummer privatecaller privatenumber privatnummer
privatenummer privaternummer privateranrufer withheldnumber numberwithheld idwithheld restrictednumber nameunavailable
numberunavailable nummernichtverfügbar rufnummernichtverfügbar nummerunterdrückt rufnummerunterdrückt unterdrückt
unterdrücktenummer unterdrückterufnummer callerid calleridblocked nocallerid keinenummer keinerufnummer hiddennumber
verborgen nichtübermittelt nummernichtübermittelt rufnummernichtübermittelt
"""
HIDDEN_USERS = frozenset(_HIDDEN_USERS.split())
HIDDEN_NAMES = HIDDEN_USERS | frozenset(_HIDDEN_NAMES.split())
HIDDEN_HOST_END = ".invalid"
"""The top-level domain that never exists (RFC 2606), after one of the words: anonymous.invalid, unknown.invalid."""

# The element beside alertingCustomCallingLineIdName, as named in the OCI-P schema wrappers.
XSI_CUSTOM_NUMBER = "alertingCustomCallingLineIdPhoneNumber"

# services/Executive/Assistants: the list and its entries; names inside as in the directories.
XSI_ASSISTANT_LIST = "assignedUsers"
XSI_ASSISTANT_DETAILS = "userDetails"

# profile and directories/Enterprise: the containers around userId, firstName, lastName, number, extension.
XSI_PROFILE_DETAILS = "details"
XSI_DIRECTORY_LIST = "enterpriseDirectory"
XSI_DIRECTORY_DETAILS = "directoryDetails"
# A mobile number is part of the person or of the further details, the mail address of the latter.
XSI_PERSON_MORE = "additionalDetails"
XSI_PERSON_MOBILE = "mobile"
XSI_PERSON_MAIL = "emailAddress"

# The pause after a 503 without Retry-After.
XSI_RETRY_AFTER_S = 5.0

# Feature access codes where the portal lists none; *98 is a common code for call pickup.
DEFAULT_FEATURE_CODES = {"push": "#63", "on_behalf": "#64", "retrieve": "*11", "bridge": "*15", "pick_up": "*98"}

# A non-public number of at most this many digits is an extension of the user's company.
LONGEST_EXTENSION = 6

# profile/Fac names each code; these are the names, most likely first.
FEATURE_CODE_NAMES: dict[str, tuple[str, ...]] = {
    "push": ("Executive-Assistant Call Push",),
    "on_behalf": ("Executive-Assistant Initiate Call", "Executive-Assistant Call Initiate"),
    "retrieve": ("Call Retrieve",),
    "bridge": ("Executive-Assistant Call Bridge", "Call Bridge"),
    "pick_up": ("Directed Call Pickup", "Call Pickup"),
    "mailbox": ("Voice Mail Retrieval", "Voice Portal Access"),
}

# "#64 + leader + target": a star ends the leader's number.
ON_BEHALF_FORMAT = "{code}{leader}*{target}"

# The header in an INVITE that holds the portal's externalTrackingId of the same call.
TRACKING_HEADER = "x-broadworks-correlation-info"

# The type of a recalled call over Xsi, and the reason in its Diversion header.
XSI_RECALL_TYPE = "Executive-Assistant Call Push Recall"
RECALL_DIVERSION_REASONS = frozenset({"no-answer"})

# A portal's answers to a request it does not support at all, such as call push.
REQUEST_UNKNOWN_STATUSES = frozenset({404, 405, 501})

# The portal's user id is also the SIP address, used to reach assistants and leaders by MESSAGE.
USER_ID_IS_SIP_ADDRESS = True

# Schedules for criteria. The names of a monthly or yearly recurrence's parts are assumed (after the platform's other
# interface); an event that cannot be read makes its schedule an unknown one, never half of one.
XSI_SCHEDULES_RESOURCE = "profile/Schedule"
XSI_RECUR_DAY_OF_MONTH = "recurDayOfMonth"
XSI_RECUR_WEEK = "recurWeekOfMonth"
XSI_RECUR_WEEKDAY = "recurDayOfWeek"
XSI_RECUR_MONTH = "recurMonth"

# No source lists the possible assistants of a leader: the group's directory names people, the portal refuses
# those without the service.
XSI_CANDIDATES_RESOURCE = "directories/Group?start=1&results=1000"
XSI_GROUP_DIRECTORY_LIST = "groupDirectory"

# A leader's call waiting: the usual path of a user's service, and its only element.
XSI_CALL_WAITING_RESOURCE = "services/CallWaiting"
XSI_CALL_WAITING_ACTIVE = "active"

# The directories: paging by start and results is confirmed, how many entries a server returns at
# once is not; this page size stays well below the documents' limits. A private entry is a name and a number.
XSI_DIRECTORY_PAGE = 200
XSI_DIRECTORY_MOST = 50_000
XSI_DIRECTORY_TOTAL = "totalAvailableRecords"
XSI_PERSONAL_ENTRY = "entry"
XSI_PERSONAL_NAME = "name"
XSI_PERSONAL_NUMBER = "number"

# The required elements of a new criterion; all others are set from the form.
XSI_NEW_CRITERION = (
    b'<ExecutiveFilteringCriteria xmlns="http://schema.broadsoft.com/xsi"><filter>true</filter><criteria>'
    b"<criteriaName>-</criteriaName><criteriaFromDn><fromDnCriteriaSelection>Any</fromDnCriteriaSelection>"
    b"<includeAnonymousCallers>false</includeAnonymousCallers>"
    b"<includeUnavailableCallers>false</includeUnavailableCallers></criteriaFromDn></criteria>"
    b"</ExecutiveFilteringCriteria>"
)

# Lines of leaders and colleagues can be watched at the user's own address (RFC 4235), one subscription per
# line, and a leader's mailbox likewise. Where the account names the platform's list (RFC 4662), that is
# watched instead, and its addresses count as those of the people. Refused ones are not shown.
LINES_ARE_WATCHED_ONE_BY_ONE = True

# as-feature-event: public telephones and servers exchange DND and forwarding (ECMA-323 names); that and how
# the package reports a leader's filter is assumed.
FEATURE_FILTER_EVENT = "ExecutiveEvent"
FEATURE_FILTER_ON = "filteringOn"
