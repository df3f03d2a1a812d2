"""Reads application/x-as-feature-event+xml, alone or several in multipart/mixed.

Elements are found by local name: servers write the ECMA namespace in two spellings.
"""

import email.policy
from email.parser import BytesParser

from lxml import etree

from softphone.domain.feature_state import FeatureState, Forward, ForwardKind, joined
from softphone.domain.plain_text import plain
from softphone.domain.platform_facts import FEATURE_FILTER_EVENT, FEATURE_FILTER_ON
from softphone.safe_xml import DocumentUnusable, parse

MOST_PARTS = 20
LONGEST_TARGET = 161
CONTENT_TYPE = "application/x-as-feature-event+xml"


def read_features(content_type: str, body: bytes) -> FeatureState:
    """What this notification says; raises DocumentUnusable and nothing else."""
    told = FeatureState()
    for part in _parts(content_type, body):
        told = joined(told, _features(part))
    return told


def _parts(content_type: str, body: bytes) -> list[bytes]:
    if not content_type.lower().startswith("multipart/"):
        return [body]
    head = b"Content-Type: " + content_type.encode("utf-8", "replace") + b"\r\n\r\n"
    try:
        message = BytesParser(policy=email.policy.compat32).parsebytes(head + body)
        parts = [part for part in message.walk() if part.get_content_type() == CONTENT_TYPE]
        found = [part.get_payload(decode=True) for part in parts[: MOST_PARTS + 1]]
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise DocumentUnusable(f"not multipart: {error}") from error
    if len(found) > MOST_PARTS:
        raise DocumentUnusable("too many parts")
    return [part.strip() for part in found if isinstance(part, bytes)]


def _features(body: bytes) -> FeatureState:
    root = parse(body, keep_comments=False)
    match _name(root):
        case "DoNotDisturbEvent":
            return FeatureState(do_not_disturb=_truth(root, "doNotDisturbOn"))
        case "ForwardingEvent":
            return FeatureState(forwards=_forwards(root))
        case name if name == FEATURE_FILTER_EVENT:
            return FeatureState(filtering=_truth(root, FEATURE_FILTER_ON))
        case _:
            return FeatureState()


def _forwards(root: etree._Element) -> tuple[Forward, ...]:
    word = _text(root, "forwardingType")
    kind = next((kind for kind in ForwardKind if kind.value.lower() == word.lower()), None)
    if kind is None:
        return ()
    active = _truth(root, "forwardStatus")
    target = plain(_text(root, "forwardTo"), LONGEST_TARGET) if active else ""
    return (Forward(kind, active, target),)


def _truth(root: etree._Element, name: str) -> bool:
    word = _text(root, name).lower()
    if word not in ("true", "false", "1", "0"):
        raise DocumentUnusable(f"{name}: neither true nor false")
    return word in ("true", "1")


def _text(root: etree._Element, name: str) -> str:
    return next(((child.text or "").strip() for child in root if _name(child) == name), "")


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname
