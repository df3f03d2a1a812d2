"""A leader's settings as portal documents and back; a document is accepted as a whole or not at all.

`extra_xml` of a leader maps a root element's name to elements this description does not know: they are handed out
with the document, and a client that leaves them away on writing has deleted them.
"""

from collections.abc import Callable

from softphone.demo_pbx.model.platform import Executive
from softphone.demo_pbx.model.xml import Node, branch, leaf, optional, parse_fragments, to_fragment
from softphone.demo_pbx.portal.xsi_reader import DocumentReader, SchemaError, items

Change = Callable[[], None]


def filtering_document(executive: Executive) -> Node:
    activations = [
        branch("criteriaActivation", leaf("criteriaName", each.name), leaf("active", each.active))
        for each in executive.criteria
    ]
    return branch(
        "ExecutiveCallFiltering",
        leaf("enableFiltering", executive.filtering),
        leaf("filteringMode", executive.mode),
        leaf("simpleFilterType", executive.simple_filter),
        branch("criteriaActivations", *activations) if activations else None,
        *_extra(executive, "ExecutiveCallFiltering"),
    )


def read_filtering(executive: Executive, document: Node) -> Change:
    """A criterion the document does not list is switched off: the document replaces the stored one."""
    reader = _reader(document, "ExecutiveCallFiltering")
    filtering = reader.boolean("enableFiltering")
    mode = reader.choice("filteringMode", "mode")
    simple_filter = reader.choice("simpleFilterType", "simple_filter")
    active = _activations(executive, reader.maybe("criteriaActivations"))
    extra = _read_extra(executive, "ExecutiveCallFiltering", reader)

    def change() -> None:
        executive.filtering, executive.mode, executive.simple_filter = filtering, mode, simple_filter
        for criterion in executive.criteria:
            criterion.active = active.get(criterion.name, False)
        extra()

    return change


def _activations(executive: Executive, node: Node | None) -> dict[str, bool]:
    known = {criterion.name for criterion in executive.criteria}
    active: dict[str, bool] = {}
    for item in items(node, "criteriaActivation"):
        reader = DocumentReader(item)
        name = reader.text("criteriaName", "criterion_name")
        if name not in known or name in active:
            raise SchemaError(f"criteriaName: {name!r} is unknown or given twice")
        active[name] = reader.boolean("active")
        reader.finish()
    return active


def screening_document(executive: Executive) -> Node:
    return branch(
        "ExecutiveScreening",
        leaf("enableScreening", executive.screening),
        leaf("screeningAlertType", executive.screening_alert),
        leaf("alertBroadWorksMobilityLocation", executive.alert_mobility),
        leaf("alertBroadWorksAnywhereLocations", executive.alert_anywhere),
        leaf("alertSharedCallAppearanceLocations", executive.alert_shared),
        *_extra(executive, "ExecutiveScreening"),
    )


def read_screening(executive: Executive, document: Node) -> Change:
    reader = _reader(document, "ExecutiveScreening")
    values = {
        "screening": reader.boolean("enableScreening"),
        "screening_alert": reader.choice("screeningAlertType", "screening_alert"),
        "alert_mobility": reader.boolean("alertBroadWorksMobilityLocation"),
        "alert_anywhere": reader.boolean("alertBroadWorksAnywhereLocations"),
        "alert_shared": reader.boolean("alertSharedCallAppearanceLocations"),
    }
    return _assign(executive, values, _read_extra(executive, "ExecutiveScreening", reader))


def alerting_document(executive: Executive) -> Node:
    return branch(
        "ExecutiveAlerting",
        leaf("alertingMode", executive.alerting_mode),
        leaf("alertingCallingLineIdNameMode", executive.name_mode),
        optional("alertingCustomCallingLineIdName", executive.custom_name),
        leaf("alertingCallingLineIdPhoneNumberMode", executive.number_mode),
        optional("alertingCustomCallingLineIdPhoneNumber", executive.custom_number),
        leaf("callPushRecallNumberOfRings", executive.recall_rings),
        leaf("nextAssistantNumberOfRings", executive.next_rings),
        leaf("enableRollover", executive.rollover),
        leaf("rolloverWaitTimeSeconds", executive.rollover_wait_s),
        leaf("rolloverAction", executive.rollover_action),
        optional("rolloverForwardToPhoneNumber", executive.rollover_number),
        *_extra(executive, "ExecutiveAlerting"),
    )


def read_alerting(executive: Executive, document: Node) -> Change:
    reader = _reader(document, "ExecutiveAlerting")
    values: dict[str, object] = {
        "alerting_mode": reader.choice("alertingMode", "alerting_mode"),
        "name_mode": reader.choice("alertingCallingLineIdNameMode", "name_mode"),
        "custom_name": reader.maybe_text("alertingCustomCallingLineIdName", "custom_name"),
        "number_mode": reader.choice("alertingCallingLineIdPhoneNumberMode", "number_mode"),
        "custom_number": reader.maybe_dialable("alertingCustomCallingLineIdPhoneNumber", "custom_number"),
        "recall_rings": reader.number("callPushRecallNumberOfRings", "recall_rings"),
        "next_rings": reader.number("nextAssistantNumberOfRings", "next_rings"),
        "rollover": reader.boolean("enableRollover"),
        "rollover_wait_s": reader.number("rolloverWaitTimeSeconds", "rollover_wait_s"),
        "rollover_action": reader.choice("rolloverAction", "rollover_action"),
        "rollover_number": reader.maybe_dialable("rolloverForwardToPhoneNumber", "rollover_number"),
    }
    _check_alerting(values)
    return _assign(executive, values, _read_extra(executive, "ExecutiveAlerting", reader))


def _check_alerting(values: dict[str, object]) -> None:
    if values["rollover"] and values["rollover_action"] == "Forward" and not values["rollover_number"]:
        raise SchemaError("rolloverForwardToPhoneNumber: missing, although calls are to be forwarded")
    if values["name_mode"] == "Custom" and not values["custom_name"]:
        raise SchemaError("alertingCustomCallingLineIdName: missing, although it is to be shown")
    if values["number_mode"] == "Custom" and not values["custom_number"]:
        raise SchemaError("alertingCustomCallingLineIdPhoneNumber: missing, although it is to be shown")


def _assign(executive: Executive, values: dict[str, object], extra: Change) -> Change:
    def change() -> None:
        for name, value in values.items():
            setattr(executive, name, value)
        extra()

    return change


def _reader(document: Node, root: str) -> DocumentReader:
    if document.name != root:
        raise SchemaError(f"{document.name}: {root} is needed here")
    return DocumentReader(document)


def _extra(executive: Executive, root: str) -> tuple[Node, ...]:
    stored = executive.extra_xml.get(root, "")
    return parse_fragments(stored)


def _read_extra(executive: Executive, root: str, reader: DocumentReader) -> Change:
    """Only names that are stored already are taken: the portal's own, not a client's inventions."""
    left = reader.finish({node.name for node in _extra(executive, root)})

    def change() -> None:
        if root in executive.extra_xml:
            executive.extra_xml[root] = "".join(to_fragment(node) for node in left)

    return change
