"""The leader's settings in the portal's own terms, unshortened; an unknown value is said to be unknown."""

from PySide6.QtCore import QCoreApplication

from softphone.domain.executive.settings import (
    Alerting,
    AlertingMode,
    Filtering,
    FilteringMode,
    GroupSettings,
    NameMode,
    NumberMode,
    RolloverAction,
    Screening,
    ScreeningAlert,
    SimpleFilter,
)
from softphone.domain.platform_facts import RING_LENGTH_S
from softphone.ui.text.time_format import waiting_time

translate = QCoreApplication.translate


def on_off(on: bool) -> str:
    return translate("PortalTerms", "On") if on else translate("PortalTerms", "Off")


def not_read() -> str:
    return translate("PortalTerms", "could not be read")


def unknown_value() -> str:
    return translate("PortalTerms", "other value of the portal")


def filter_words(filtering: Filtering) -> str:
    if not filtering.enabled:
        return translate("PortalTerms", "Filter off")
    if filtering.mode is FilteringMode.ADVANCED:
        return translate("PortalTerms", "Advanced filter")
    return _simple_filter_words(filtering.simple_filter) if filtering.mode else unknown_value()


def filter_and_criteria(settings: GroupSettings) -> str:
    """The filter; of the advanced one each criterion by name, on or off."""
    filtering = settings.filtering
    if filtering is None:
        return not_read()
    words = filter_words(filtering)
    if not filtering.enabled or filtering.mode is not FilteringMode.ADVANCED:
        return words
    active = {box.name: box.active for box in filtering.criteria}
    names = [f"{criterion.name} ({on_off(active.get(criterion.name, False))})" for criterion in settings.criteria]
    return f"{words}: {', '.join(names)}" if names else words


def _simple_filter_words(simple: SimpleFilter | None) -> str:
    match simple:
        case SimpleFilter.ALL:
            return translate("PortalTerms", "All calls")
        case SimpleFilter.INTERNAL:
            return translate("PortalTerms", "All internal calls")
        case SimpleFilter.EXTERNAL:
            return translate("PortalTerms", "All external calls")
        case None:
            return unknown_value()


def silent_words(screening: Screening) -> str:
    if screening.enabled and screening.alert is ScreeningAlert.RING_SPLASH:
        return translate("PortalTerms", "On (Ring Splash)")
    return on_off(screening.enabled)


def parallel_words(screening: Screening) -> str:
    names = []
    if screening.mobility:
        names.append("MagentaEINS Business Integration")
    if screening.anywhere:
        names.append(translate("PortalTerms", "Parallel ringing"))
    return ", ".join(names) or on_off(False)


def order_words(alerting: Alerting) -> str:
    match alerting.mode:
        case AlertingMode.SIMULTANEOUS:
            return translate("PortalTerms", "Simultaneous")
        case AlertingMode.SEQUENTIAL:
            words = translate("PortalTerms", "Sequential, next after {rings} rings")
            return words.format(rings=alerting.next_assistant_rings)
        case None:
            return unknown_value()


def short_order_words(alerting: Alerting) -> str:
    if alerting.mode is AlertingMode.SEQUENTIAL:
        return translate("PortalTerms", "Sequential")
    return order_words(alerting)


def name_words(alerting: Alerting) -> str:
    match alerting.name_mode:
        case NameMode.EXECUTIVE:
            return translate("PortalTerms", "Assistant group leader")
        case NameMode.EXECUTIVE_ORIGINATOR:
            return translate("PortalTerms", "Assistant group leader – original caller")
        case NameMode.ORIGINATOR_EXECUTIVE:
            return translate("PortalTerms", "Original caller – assistant group leader")
        case NameMode.ORIGINATOR:
            return translate("PortalTerms", "Original caller")
        case NameMode.CUSTOM:
            return _custom(alerting.custom_name)
        case None:
            return unknown_value()


def number_words(alerting: Alerting) -> str:
    match alerting.number_mode:
        case NumberMode.EXECUTIVE:
            return translate("PortalTerms", "Number of the assistant group leader")
        case NumberMode.ORIGINATOR:
            return translate("PortalTerms", "Number of the original caller")
        case NumberMode.CUSTOM:
            return _custom(alerting.custom_number)
        case None:
            return unknown_value()


def _custom(value: str | None) -> str:
    return f"Custom: {value}" if value else "Custom"


def recall_words(alerting: Alerting) -> str:
    """The portal counts seconds, the interface rings: both are said, the computed one as computed."""
    words = translate("PortalTerms", "{rings} rings (about {time})")
    time = waiting_time(round(alerting.recall_rings * RING_LENGTH_S))
    return words.format(rings=alerting.recall_rings, time=time)


def rollover_words(alerting: Alerting) -> str:
    if not alerting.rollover_enabled:
        return on_off(False)
    return _rollover_template(alerting.rollover_action).format(
        time=waiting_time(alerting.rollover_wait_s), number=alerting.rollover_number or "–"
    )


def _rollover_template(action: RolloverAction | None) -> str:
    match action:
        case RolloverAction.VOICE_MESSAGING:
            return translate("PortalTerms", "After {time} to the leader's voicemail")
        case RolloverAction.FORWARD:
            return translate("PortalTerms", "After {time} forward to the following number: {number}")
        case RolloverAction.NO_ANSWER_PROCESSING:
            return translate("PortalTerms", "After {time} use the leader's “call forwarding no answer”")
        case None:
            return translate("PortalTerms", "After {time}: other value of the portal")


def settings_parts(settings: GroupSettings) -> tuple[str, ...]:
    """The settings in force for one line, the most important first: filter, order, name mode."""
    parts: list[str] = []
    if settings.filtering is not None:
        parts.append(filter_words(settings.filtering))
    if settings.alerting is not None:
        parts += [short_order_words(settings.alerting), name_words(settings.alerting)]
    return tuple(parts)


def parameters(settings: GroupSettings) -> tuple[tuple[str, str], ...]:
    """The eight parameters of the portal's page "Assistenzen einsehen", as (term, value) in its order."""
    filtering, screening, alerting = settings.filtering, settings.screening, settings.alerting
    return (
        (translate("PortalTerms", "Filter"), filter_and_criteria(settings) if filtering else not_read()),
        (silent_term(), silent_words(screening) if screening else not_read()),
        (parallel_term(), parallel_words(screening) if screening else not_read()),
        (translate("PortalTerms", "Notification"), order_words(alerting) if alerting else not_read()),
        (translate("PortalTerms", "Call information: name"), name_words(alerting) if alerting else not_read()),
        (translate("PortalTerms", "Call information: number"), number_words(alerting) if alerting else not_read()),
        (translate("PortalTerms", "Handover abort"), recall_words(alerting) if alerting else not_read()),
        (
            translate("PortalTerms", "Action if no assistant answers"),
            rollover_words(alerting) if alerting else not_read(),
        ),
    )


def silent_term() -> str:
    return translate("PortalTerms", "Silent notification")


def parallel_term() -> str:
    return translate("PortalTerms", "Parallel notification")
