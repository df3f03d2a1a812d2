"""Times and durations as people read them. Digits only, so nothing here needs a translation but the units."""

import time

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate
MINUTES_FROM_S = 90


def clock(at_s: float) -> str:
    """Seconds since the epoch as local "08:02"."""
    return time.strftime("%H:%M", time.localtime(at_s))


def running(seconds: float) -> str:
    """A running time: "0:06", "4:12", "1:02:33"; never negative."""
    whole = max(0, int(seconds))
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def length(seconds: float) -> str:
    """How long something took, in one unit: "12 s", "4 min", "1 h 5 min"."""
    whole = max(0, round(seconds))
    if whole < 60:
        return translate("Formats", "{seconds} s").format(seconds=whole)
    minutes = round(whole / 60)
    if minutes < 60:
        return translate("Formats", "{minutes} min").format(minutes=minutes)
    return translate("Formats", "{hours} h {minutes} min").format(hours=minutes // 60, minutes=minutes % 60)


def waiting_time(seconds: int) -> str:
    """A set time, exact: "45 s", from 90 s on "5 min" or "1 min 40 s"."""
    if seconds < MINUTES_FROM_S:
        return translate("Formats", "{seconds} s").format(seconds=seconds)
    minutes, left = divmod(seconds, 60)
    if not left:
        return translate("Formats", "{minutes} min").format(minutes=minutes)
    return translate("Formats", "{minutes} min {seconds} s").format(minutes=minutes, seconds=left)


def time_left(seconds: float) -> str:
    """A time that runs down, at least 1 s: "18 s", from 90 s on in whole minutes."""
    whole = max(1, round(seconds))
    return waiting_time(whole if whole < MINUTES_FROM_S else 60 * round(whole / 60))
