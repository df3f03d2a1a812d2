"""Report descriptors: what the usage tables say is found, and nothing that a device sends breaks the reading."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.audio.headset import (
    DROP,
    HOOK_SWITCH,
    LED_HOLD,
    LED_MUTE,
    LED_OFF_HOOK,
    LED_RING,
    PHONE_MUTE,
    is_telephone,
)
from softphone.domain.audio.hid_report import (
    DescriptorError,
    ReportField,
    ReportKind,
    output_reports,
    read_descriptor,
    values,
)
from tests.samples.hid_reports import ARRAY, MOUSE, NUMBERED, PLAIN


def field(fields: tuple[ReportField, ...], usage: int) -> ReportField:
    return next(one for one in fields if one.usage == usage)


def test_a_numbered_headset_has_its_keys_and_lights_where_the_descriptor_says() -> None:
    fields = read_descriptor(NUMBERED)
    assert is_telephone(fields)
    hook, mute = field(fields, HOOK_SWITCH), field(fields, PHONE_MUTE)
    assert (hook.kind, hook.report_id, hook.bit, hook.size, hook.relative) == (ReportKind.INPUT, 2, 0, 1, False)
    assert (mute.report_id, mute.bit, mute.relative) == (2, 1, True)
    lights = [(f.usage, f.report_id, f.bit) for f in fields if f.kind is ReportKind.OUTPUT]
    assert lights == [(LED_MUTE, 2, 0), (LED_OFF_HOOK, 2, 1), (LED_RING, 3, 0), (LED_HOLD, 3, 1)]


def test_reports_go_out_by_number_with_all_their_bits() -> None:
    fields = read_descriptor(NUMBERED)
    assert output_reports(fields, {LED_OFF_HOOK: 1, LED_MUTE: 0, LED_RING: 1}) == {2: b"\x02", 3: b"\x01"}
    assert output_reports(fields, {LED_RING: 1}) == {3: b"\x01"}
    assert output_reports(read_descriptor(PLAIN), {LED_OFF_HOOK: 1, LED_RING: 1}) == {0: b"\x06"}
    assert output_reports(read_descriptor(MOUSE), {LED_RING: 1}) == {}


def test_input_reports_are_read_by_number_and_as_far_as_they_reach() -> None:
    fields = read_descriptor(NUMBERED)
    assert values(fields, b"\x03", 2) == {HOOK_SWITCH: 1, PHONE_MUTE: 1}
    assert values(fields, b"\x02", 2) == {HOOK_SWITCH: 0, PHONE_MUTE: 1}
    assert values(fields, b"\x03", 9) == {}
    assert values(fields, b"", 2) == {}


def test_keys_of_an_array_are_pressed_one_at_a_time() -> None:
    fields = read_descriptor(ARRAY)
    assert is_telephone(fields)
    assert values(fields, b"\x01", 0) == {HOOK_SWITCH: 1, DROP: 0}
    assert values(fields, b"\x02", 0) == {HOOK_SWITCH: 0, DROP: 1}
    assert values(fields, b"\x00", 0) == {HOOK_SWITCH: 0, DROP: 0}


def test_a_mouse_is_no_telephone() -> None:
    assert not is_telephone(read_descriptor(MOUSE))


@pytest.mark.parametrize(
    "descriptor",
    [b"\x27\x01", b"\xb4", b"\x05\x0b\x09\x20\x75\x20\x96\xff\xff\x81\x02", b"\x05\x0b\x19\x00\x2b\xff\xff\xff\x7f"],
)
def test_what_is_cut_off_or_beyond_measure_is_a_declared_error(descriptor: bytes) -> None:
    with pytest.raises(DescriptorError):
        read_descriptor(descriptor)


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reading(descriptor: bytes) -> None:
    try:
        fields = read_descriptor(descriptor)
    except DescriptorError:
        return
    for one in fields:
        assert one.bit >= 0
        assert one.size > 0


@given(st.sampled_from([NUMBERED, PLAIN, ARRAY, MOUSE]), st.binary(max_size=12), st.integers(0, 255), st.data())
def test_damaged_descriptors_and_any_report_are_read_or_refused(
    descriptor: bytes, report: bytes, report_id: int, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(descriptor) - 1))
    damaged = descriptor[:at] + data.draw(st.binary(max_size=3)) + descriptor[at + 1 :]
    try:
        fields = read_descriptor(damaged)
    except DescriptorError:
        return
    said = values(fields, report, report_id)
    assert all(value >= 0 for value in said.values())
    output_reports(fields, dict.fromkeys((LED_RING, LED_MUTE), 1))


@given(st.dictionaries(st.sampled_from([LED_MUTE, LED_OFF_HOOK, LED_RING, LED_HOLD]), st.integers(0, 1)))
def test_every_light_asked_for_is_on_and_no_other(wanted: dict[int, int]) -> None:
    """Read back with the outputs taken for inputs."""
    fields = read_descriptor(NUMBERED)
    mirrored = tuple(
        ReportField(ReportKind.INPUT, f.report_id, f.bit, f.size, f.usage)
        for f in fields
        if f.kind is ReportKind.OUTPUT
    )
    shown: dict[int, int] = {}
    for report_id, report in output_reports(fields, wanted).items():
        shown.update(values(mirrored, report, report_id))
    assert {usage: on for usage, on in shown.items() if on} == {usage: on for usage, on in wanted.items() if on}
