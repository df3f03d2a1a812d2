"""The preview of the card: each mode of the help page, and nothing composed where nothing is known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.executive.caller_preview import Line, PreviewParty, caller_preview, mobile_preview
from softphone.domain.executive.settings import Alerting, NameMode, NumberMode

LEADER, CALLER = PreviewParty("Dr. Lea Muster", "030 23125 410"), PreviewParty("Erika Mustermann", "0152 28817386")


def text(line: Line | None) -> str | None:
    return None if line is None else "".join(part.text for part in line)


@pytest.mark.parametrize(
    ("mode", "shown"),
    [
        (NameMode.EXECUTIVE, "Dr. Lea Muster"),
        (NameMode.EXECUTIVE_ORIGINATOR, "Dr. Lea Muster – Erika Mustermann"),
        (NameMode.ORIGINATOR_EXECUTIVE, "Erika Mustermann – Dr. Lea Muster"),
        (NameMode.ORIGINATOR, "Erika Mustermann"),
        (NameMode.CUSTOM, "Sekretariat"),
        (None, None),
    ],
)
def test_the_name_by_its_mode(mode: NameMode | None, shown: str | None) -> None:
    alerting = Alerting(None, mode, NumberMode.ORIGINATOR, custom_name="Sekretariat")
    assert text(caller_preview(alerting, LEADER, CALLER).name) == shown


@pytest.mark.parametrize(
    ("mode", "shown"),
    [
        (NumberMode.EXECUTIVE, "030 23125 410"),
        (NumberMode.ORIGINATOR, "0152 28817386"),
        (NumberMode.CUSTOM, "0800 1"),
        (None, None),
    ],
)
def test_the_number_by_its_mode(mode: NumberMode | None, shown: str | None) -> None:
    alerting = Alerting(None, NameMode.ORIGINATOR, mode, custom_number="0800 1")
    assert text(caller_preview(alerting, LEADER, CALLER).number) == shown


@given(mode=st.sampled_from(NameMode), number=st.sampled_from(NumberMode))
def test_mobile_devices_show_the_original_caller_whatever_the_modes(mode: NameMode, number: NumberMode) -> None:
    shown = mobile_preview(CALLER)
    assert (text(shown.name), text(shown.number)) == (CALLER.name, CALLER.number)


@given(name=st.sampled_from(("", "Erika")), mode=st.sampled_from(NameMode))
def test_a_name_that_is_not_sent_leaves_no_separator(name: str, mode: NameMode) -> None:
    shown = caller_preview(Alerting(None, mode, None, custom_name="X"), LEADER, PreviewParty(name, ""))
    assert shown.name is not None
    assert all(part.text for part in shown.name)
    assert len(shown.name) in (0, 1, 3)


def test_what_comes_from_the_leader_is_marked() -> None:
    shown = caller_preview(Alerting(None, NameMode.EXECUTIVE_ORIGINATOR, NumberMode.EXECUTIVE), LEADER, CALLER)
    assert shown.name is not None
    assert shown.number is not None
    assert [part.of_leader for part in shown.name] == [True, False, False]
    assert [part.of_leader for part in shown.number] == [True]
