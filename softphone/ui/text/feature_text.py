"""What the platform does with one's own calls before they come here, in words."""

from PySide6.QtCore import QCoreApplication

from softphone.domain.lines.feature_state import FeatureState, ForwardKind

translate = QCoreApplication.translate


def feature_words(features: FeatureState | None) -> tuple[str, str, str]:
    """(words, fewer words, icon) of what keeps calls away from here; empty where nothing does, or nobody tells."""
    if features is None:
        return "", "", ""
    if features.do_not_disturb:
        short = translate("Dnd", "Do not disturb")
        return translate("Status", "Do not disturb on the platform"), short, "prohibit"
    always = features.forward(ForwardKind.ALWAYS)
    if always is None or not always.active:
        return "", "", ""
    if not always.target:
        words = translate("Status", "All calls are forwarded")
        return words, translate("Status", "Forwarded"), "arrow-bend-up-right"
    words = translate("Status", "All calls go to {number}").format(number=always.target)
    return words, always.target, "arrow-bend-up-right"
