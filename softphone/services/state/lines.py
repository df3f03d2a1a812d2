"""One line and what it does."""

from dataclasses import dataclass

from softphone.domain.lines.line_state import LineSource, LineState


@dataclass(frozen=True, slots=True)
class LineView:
    """One person's line as far as it is known: `user_id` is the portal's, or a SIP address without "sip:"."""

    user_id: str
    state: LineState
    source: LineSource
