"""What no public source confirms about the platform (protocol.md, "assumed"): one place, one edit.

Never present anything of this to a person as certain.
"""

# Between two names: the help page says only "rechts daneben".
NAME_SEPARATOR = " – "

# The portal counts seconds and the interface counts rings; five seconds is the usual period (1 s on, 4 s off).
RING_LENGTH_S = 5.0

# The leader's silent copy is marked by Alert-Info; the name itself is a setting of the platform.
SILENT_ALERT_NAMES = frozenset({"silent"})

# Ring Splash: Bellcore-dr5 is the known distinctive ring for it, the other is its plain name.
SPLASH_ALERT_NAMES = frozenset({"bellcore-dr5", "ring-splash"})

# One criterion under Filtering/Criteria/{name}: the natural REST reading; only POST on the list is confirmed.
CRITERION_CREATE_VERB = "POST"
CRITERION_READ_VERB = "GET"
CRITERION_REPLACE_VERB = "PUT"
CRITERION_DELETE_VERB = "DELETE"

# Digit patterns in a criterion: one digit, and any rest at the end.
PATTERN_ONE_DIGIT = "?"
PATTERN_ANY_REST = "*"

# A criterion with both schedules holds only where both hold; "none" is always.
SCHEDULES_MUST_BOTH_HOLD = True

# A leader's telephone number by user id: the enterprise directory is the only public list that has both.
LEADER_NUMBER_RESOURCE = "directories/Enterprise?userId="

# The call lists: the root elements are confirmed, the path is not.
CALL_LOGS_RESOURCE = "directories/CallLogs"

# A divert target that leads back to somebody already in the chain ends that branch.
DIVERT_LOOP_ENDS_BRANCH = True

# A 403 on an opt-in write means that the permission to log in and out was withdrawn (Xsi has no field for it).
OPT_IN_LOCKED_STATUS = 403

# Names and hosts a platform writes for a caller who hides the number (RFC 3323 and usual German and English words).
ANONYMOUS_USERS = frozenset({"anonymous", "anonym", "restricted"})
ANONYMOUS_HOSTS = frozenset({"anonymous.invalid"})
ANONYMOUS_NAMES = frozenset(
    {
        "anonymous",
        "anonym",
        "unknown",
        "unbekannt",
        "private",
        "withheld",
        "restricted",
        "unavailable",
        "nicht verfügbar",
    }
)

# The element beside alertingCustomCallingLineIdName; the OCI-P schema wrappers call it so.
XSI_CUSTOM_NUMBER = "alertingCustomCallingLineIdPhoneNumber"

# The OCI-P modify request lets these three texts of the alerting document be nulled; Xsi is taken to do the same.
XSI_ALERTING_TEXTS_NILLABLE = True

# services/Executive/Assistants: the list and its entries; the names inside are those of the directories.
XSI_ASSISTANT_LIST = "assignedUsers"
XSI_ASSISTANT_DETAILS = "userDetails"

# profile and directories/Enterprise: the containers around userId, firstName, lastName, number, extension.
XSI_PROFILE_DETAILS = "details"
XSI_DIRECTORY_LIST = "enterpriseDirectory"
XSI_DIRECTORY_DETAILS = "directoryDetails"

# How long to wait after 503 when the portal names no time (Retry-After).
XSI_RETRY_AFTER_S = 5.0
