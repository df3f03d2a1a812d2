"""A leader's filter, screening and alerting: bindings to domain values and back."""

from dataclasses import replace

from softphone.domain.executive.settings import (
    Alerting,
    AlertingMode,
    CriterionActivation,
    Filtering,
    FilteringMode,
    NameMode,
    NumberMode,
    RolloverAction,
    Screening,
    ScreeningAlert,
    SimpleFilter,
)
from softphone.portal.xsi import bindings as xsi
from softphone.portal.xsi.merge_rules import clean, known, listed, needed, or_default, present, said, unless, word

# What an absent element of the alerting document means; the domain names the same defaults.
_ALERTING = Alerting(None, None, None)


def filtering_value(stored: xsi.ExecutiveCallFiltering) -> Filtering:
    entries = present(stored.activations.entries) if stored.activations else []
    return Filtering(
        enabled=needed(stored.enable_filtering, "enableFiltering"),
        mode=known(FilteringMode, stored.filtering_mode),
        simple_filter=known(SimpleFilter, stored.simple_filter_type),
        criteria=tuple(_activation_value(entry) for entry in entries),
    )


def _activation_value(stored: xsi.CriteriaActivation) -> CriterionActivation:
    return CriterionActivation(needed(clean(stored.name), "criteriaName"), or_default(stored.active, False))


def filtering_binding(wish: Filtering, stored: xsi.ExecutiveCallFiltering) -> xsi.ExecutiveCallFiltering:
    old = stored.activations or xsi.CriteriaActivations()
    entries = listed(wish.criteria, present(old.entries), _same_activation, _activation, xsi.CriteriaActivation)
    return replace(
        stored,
        enable_filtering=wish.enabled,
        filtering_mode=word(wish.mode, stored.filtering_mode),
        simple_filter_type=word(wish.simple_filter, stored.simple_filter_type),
        activations=xsi.CriteriaActivations(entries) if entries or stored.activations else None,
    )


def _same_activation(wish: CriterionActivation, stored: xsi.CriteriaActivation) -> bool:
    return clean(stored.name) == wish.name


def _activation(wish: CriterionActivation, stored: xsi.CriteriaActivation) -> xsi.CriteriaActivation:
    return replace(stored, name=said(wish.name, stored.name), active=unless(wish.active, stored.active, False))


def screening_value(stored: xsi.ExecutiveScreening) -> Screening:
    return Screening(
        enabled=needed(stored.enable_screening, "enableScreening"),
        alert=known(ScreeningAlert, stored.alert_type),
        mobility=or_default(stored.mobility, False),
        anywhere=or_default(stored.anywhere, False),
        shared_call_appearance=or_default(stored.shared_call_appearance, False),
    )


def screening_binding(wish: Screening, stored: xsi.ExecutiveScreening) -> xsi.ExecutiveScreening:
    return replace(
        stored,
        enable_screening=wish.enabled,
        alert_type=word(wish.alert, stored.alert_type),
        mobility=unless(wish.mobility, stored.mobility, False),
        anywhere=unless(wish.anywhere, stored.anywhere, False),
        shared_call_appearance=unless(wish.shared_call_appearance, stored.shared_call_appearance, False),
    )


def alerting_value(stored: xsi.ExecutiveAlerting) -> Alerting:
    return Alerting(
        mode=known(AlertingMode, stored.mode),
        name_mode=known(NameMode, stored.name_mode),
        number_mode=known(NumberMode, stored.number_mode),
        custom_name=_custom_name(stored),
        custom_number=clean(stored.custom_number),
        recall_rings=or_default(stored.recall_rings, _ALERTING.recall_rings),
        next_assistant_rings=or_default(stored.next_assistant_rings, _ALERTING.next_assistant_rings),
        rollover_enabled=or_default(stored.enable_rollover, _ALERTING.rollover_enabled),
        rollover_wait_s=or_default(stored.rollover_wait_s, _ALERTING.rollover_wait_s),
        rollover_action=known(RolloverAction, stored.rollover_action),
        rollover_number=clean(stored.rollover_number),
    )


def _custom_name(stored: xsi.ExecutiveAlerting) -> str | None:
    """The unicode name where there is one: the other is its copy without umlauts."""
    return clean(stored.unicode_name) or clean(stored.custom_name)


def alerting_binding(wish: Alerting, stored: xsi.ExecutiveAlerting) -> xsi.ExecutiveAlerting:
    default = _ALERTING
    keeps_name = wish.custom_name in (None, _custom_name(stored))
    return replace(
        stored,
        mode=word(wish.mode, stored.mode),
        name_mode=word(wish.name_mode, stored.name_mode),
        custom_name=stored.custom_name if keeps_name else wish.custom_name,
        unicode_name=stored.unicode_name if keeps_name or stored.unicode_name is None else wish.custom_name,
        number_mode=word(wish.number_mode, stored.number_mode),
        custom_number=_kept(wish.custom_number, stored.custom_number),
        recall_rings=unless(wish.recall_rings, stored.recall_rings, default.recall_rings),
        next_assistant_rings=unless(
            wish.next_assistant_rings, stored.next_assistant_rings, default.next_assistant_rings
        ),
        enable_rollover=unless(wish.rollover_enabled, stored.enable_rollover, default.rollover_enabled),
        rollover_wait_s=unless(wish.rollover_wait_s, stored.rollover_wait_s, default.rollover_wait_s),
        rollover_action=word(wish.rollover_action, stored.rollover_action),
        rollover_number=_kept(wish.rollover_number, stored.rollover_number),
    )


def _kept(wish: str | None, stored: str | None) -> str | None:
    """The schema knows no nil for the texts of this document: what is no longer wanted stays, unused."""
    return stored if wish is None else said(wish, stored)
