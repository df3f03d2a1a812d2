# Same inputs, same bytes, where the tools allow it; to be sourced.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}
PYTHONHASHSEED=1
TZ=UTC
LC_ALL=C.UTF-8
umask 022
export SOURCE_DATE_EPOCH PYTHONHASHSEED TZ LC_ALL
