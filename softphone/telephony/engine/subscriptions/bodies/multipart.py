"""Bounded parser of multipart bodies (RFC 2046)."""

import email.policy
from dataclasses import dataclass
from email.parser import BytesParser

from softphone.safe_xml import DocumentUnusable


@dataclass(frozen=True, slots=True)
class BodyPart:
    """`content_type` lower case and without parameters; `content_id` without its brackets."""

    content_type: str
    content_id: str
    body: bytes


def is_multipart(content_type: str) -> bool:
    return content_type.strip().lower().startswith("multipart/")


def parts_of(content_type: str, body: bytes, wanted: frozenset[str], most: int) -> list[BodyPart]:
    """The parts of the wanted types, including nested ones. Raises DocumentUnusable and nothing else."""
    head = b"Content-Type: " + content_type.encode("utf-8", "replace") + b"\r\n\r\n"
    try:
        message = BytesParser(policy=email.policy.compat32).parsebytes(head + body)
        parts = [part for part in message.walk() if part.get_content_type() in wanted]
        found = [
            BodyPart(part.get_content_type(), str(part.get("Content-ID", "")).strip().strip("<>"), content.strip())
            for part in parts[: most + 1]
            if isinstance(content := part.get_payload(decode=True), bytes)
        ]
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise DocumentUnusable(f"not multipart: {error}") from error
    if len(parts) > most:
        raise DocumentUnusable("too many parts")
    return found
