"""Reads application/x-as-feature-event+xml, alone or several in multipart/mixed.

Elements are found by local name: servers write the ECMA namespace in two spellings.
"""

from lxml import etree

from softphone.domain.lines.feature_state import FeatureState, Forward, ForwardKind, joined
from softphone.domain.plain_text import plain
from softphone.domain.platform_facts import FEATURE_FILTER_EVENT, FEATURE_FILTER_ON
from softphone.safe_xml import DocumentUnusable, parse
from softphone.telephony.engine.subscriptions.bodies.multipart import is_multipart, parts_of

MOST_PARTS = 20
LONGEST_TARGET = 161
CONTENT_TYPE = "application/x-as-feature-event+xml"


def read_features(content_type: str, body: bytes) -> FeatureState:
    """The feature states of a notification; raises DocumentUnusable and nothing else."""
    state = FeatureState()
    for part in _parts(content_type, body):
        state = joined(state, _features(part))
    return state


def _parts(content_type: str, body: bytes) -> list[bytes]:
    if not is_multipart(content_type):
        return [body]
    return [part.body for part in parts_of(content_type, body, frozenset({CONTENT_TYPE}), MOST_PARTS)]


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
