"""What the simulator says: the verdict first, then each criterion with its reason."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from softphone.domain.executive.filter_rules import CriterionReason, FilterDecision, Mismatch
from softphone.domain.executive.settings import CallsFrom, Criterion, FilteringMode, GroupSettings
from softphone.ui.text.portal_terms import filter_words

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class VerdictWords:
    icon: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class ReasonWords:
    """`deciding` is the row that decided; `against` marks one that sends nothing to the assistants."""

    icon: str
    color: str
    name: str
    text: str
    deciding: bool = False


def verdict_words(settings: GroupSettings, verdict: FilterDecision | None) -> VerdictWords:
    if verdict is None or settings.filtering is None:
        return VerdictWords("info", _unknown_title(), translate("Simulator", "The filter could not be read."))
    if not verdict.certain:
        return VerdictWords("info", _unknown_title(), _unknown_text(verdict))
    title = (
        translate("Simulator", "Rings at the assistants")
        if verdict.to_assistants
        else translate("Simulator", "Rings at the leader")
    )
    icon = "users-three" if verdict.to_assistants else "phone-call"
    return VerdictWords(icon, title, _why(settings, verdict))


def reason_words(
    reason: CriterionReason, verdict: FilterDecision, criterion: Criterion | None, has_number: bool
) -> ReasonWords:
    """One row; what matches but did not decide is overruled. `criterion` None: its details could not be read."""
    name, deciding = reason.name, reason.name == verdict.deciding
    if deciding and verdict.certain:
        icon, color = ("check", "text") if reason.send_to_assistants else ("prohibit", "end")
        return ReasonWords(icon, color, name, translate("Simulator", "applies · decides"), True)
    if reason.matches:
        overruled = verdict.deciding is not None and verdict.certain
        text = translate("Simulator", "applies · overridden") if overruled else translate("Simulator", "applies")
        return ReasonWords("check", "text2", name, text)
    if reason.mismatches == {Mismatch.INACTIVE}:
        return ReasonWords("minus-circle", "text2", name, translate("Simulator", "not active"))
    icon = "info" if reason.undecidable else "x"
    return ReasonWords(
        icon, "text2", name, " · ".join(_mismatch(m, criterion, has_number) for m in _ordered(reason.mismatches))
    )


def _ordered(mismatches: frozenset[Mismatch]) -> list[Mismatch]:
    return [mismatch for mismatch in Mismatch if mismatch in mismatches]


def _mismatch(mismatch: Mismatch, criterion: Criterion | None, has_number: bool) -> str:
    match mismatch:
        case Mismatch.INACTIVE:
            return translate("Simulator", "not active")
        case Mismatch.TIME:
            return translate("Simulator", "outside its time")
        case Mismatch.HOLIDAY:
            return translate("Simulator", "not on its days")
        case Mismatch.CALLER:
            return _other_caller(criterion, has_number)
        case Mismatch.CALLED_NUMBER:
            return translate("Simulator", "applies to another called number")
        case Mismatch.UNKNOWN_SCHEDULE:
            return translate("Simulator", "its times are not known here")
        case Mismatch.UNKNOWN_VALUE:
            return translate("Simulator", "has a value that is not known here")


def _other_caller(criterion: Criterion | None, has_number: bool) -> str:
    if criterion is None or criterion.calls_from is not CallsFrom.SPECIFIED_ONLY:
        return translate("Simulator", "applies to other callers")
    if not has_number:
        return translate("Simulator", "not for callers without a number")
    if not criterion.numbers:
        return translate("Simulator", "the number is known")
    return translate("Simulator", "the number is not in it")


def _why(settings: GroupSettings, verdict: FilterDecision) -> str:
    filtering = settings.filtering
    if filtering is None or not filtering.enabled:
        return translate("Simulator", "The filter is off: every call rings the leader.")
    if filtering.mode is FilteringMode.SIMPLE:
        template = (
            translate("Simulator", "“{filter}” includes this call.")
            if verdict.to_assistants
            else translate("Simulator", "“{filter}” does not include this call.")
        )
        return template.format(filter=filter_words(filtering))
    return _why_advanced(verdict)


def _why_advanced(verdict: FilterDecision) -> str:
    if verdict.deciding is None:
        return translate("Simulator", "No active filter criterion applies.")
    template = (
        translate("Simulator", "“{name}” applies.")
        if verdict.to_assistants
        else translate("Simulator", "“{name}” excludes this call. An exclusion always wins.")
    )
    return template.format(name=verdict.deciding)


def _unknown_title() -> str:
    return translate("Simulator", "Cannot say for certain")


def _unknown_text(verdict: FilterDecision) -> str:
    names = [reason.name for reason in verdict.reasons if reason.undecidable]
    if not names:
        return translate("Simulator", "The portal holds a value that is not known here.")
    quoted = ", ".join(translate("ChangeText", "“{name}”").format(name=name) for name in names)
    text = translate("Simulator", "It depends on {names}: times or values that are not known here.")
    return text.format(names=quoted)
