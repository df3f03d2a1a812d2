"""Feature events: do not disturb and forwarding at the platform."""

from softphone.domain.lines.feature_state import FeatureState, Forward, ForwardKind, joined
from softphone.telephony.engine.subscriptions.bodies.feature_event import read_features

CSTA = "http://www.ecma-international.org/standards/ecma-323/csta/ed3"


def feature(root: str, content: str) -> str:
    return f'<{root} xmlns="{CSTA}"><device>1</device>{content}</{root}>'


def test_features_come_alone_or_several_at_once() -> None:
    dnd = feature("DoNotDisturbEvent", "<doNotDisturbOn>true</doNotDisturbOn>")
    forward = feature(
        "ForwardingEvent",
        "<forwardingType>forwardImmediate</forwardingType><forwardStatus>true</forwardStatus><forwardTo>451</forwardTo>",
    )
    single = read_features("application/x-as-feature-event+xml", dnd.encode())
    assert single == FeatureState(do_not_disturb=True)
    parts = "".join(f"--b\r\nContent-Type: application/x-as-feature-event+xml\r\n\r\n{x}\r\n" for x in (dnd, forward))
    both = read_features('multipart/mixed; boundary="b"', f"{parts}--b--\r\n".encode())
    assert both == FeatureState(True, None, (Forward(ForwardKind.ALWAYS, True, "451"),))


def test_a_notification_changes_what_it_names_and_nothing_else() -> None:
    known = FeatureState(True, True, (Forward(ForwardKind.BUSY, False), Forward(ForwardKind.ALWAYS, True, "1")))
    after = joined(known, FeatureState(forwards=(Forward(ForwardKind.ALWAYS, False),)))
    assert (after.do_not_disturb, after.filtering) == (True, True)
    assert after.forward(ForwardKind.ALWAYS) == Forward(ForwardKind.ALWAYS, False)
    assert after.forward(ForwardKind.BUSY) == Forward(ForwardKind.BUSY, False)
    assert after.forward(ForwardKind.NO_ANSWER) is None


def test_an_unknown_feature_is_left_alone() -> None:
    assert read_features("application/x-as-feature-event+xml", feature("NewEvent", "").encode()) == FeatureState()
