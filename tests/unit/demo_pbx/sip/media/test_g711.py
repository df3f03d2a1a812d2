"""G.711: both laws, sample by sample."""

from hypothesis import given
from hypothesis import strategies as st

from softphone.demo_pbx.sip.media import g711


@given(st.sampled_from(g711.CODEC_NAMES), st.integers(-32_768, 32_767))
def test_a_sample_comes_back_nearly_as_it_was(name: str, sample: int) -> None:
    again = g711.decode(name, g711.encode(name, [sample]))[0]
    assert abs(again - sample) <= max(16, abs(sample) * 0.04)


@given(st.sampled_from(g711.CODEC_NAMES), st.integers(0, 255))
def test_every_code_stands_for_one_level(name: str, code: int) -> None:
    level = g711.decode(name, bytes([code]))
    assert g711.decode(name, g711.encode(name, level)) == level


def test_known_values_of_g711() -> None:
    assert list(g711.decode("PCMU/8000", b"\xff\x7f\x80\x00")) == [0, 0, 32_124, -32_124]
    assert list(g711.decode("PCMA/8000", b"\xd5\x55\xaa\x2a")) == [8, -8, 32_256, -32_256]
