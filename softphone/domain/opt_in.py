"""The box "Eingeloggt": the portal's value and the user's wish, kept apart (design.md section 3). Pure."""

from softphone.domain.wish import (
    ReadBack,
    Send,
    Wish,
    accepted,
    clicked,
    confirmed,
    no_answer,
    read,
    read_failed,
    refused,
)

Membership = Wish[bool]
"""One assistant in one group; `locked` once the portal has refused with the status of a withdrawn permission."""

__all__ = [
    "Membership",
    "ReadBack",
    "Send",
    "accepted",
    "clicked",
    "confirmed",
    "no_answer",
    "read",
    "read_failed",
    "refused",
]
