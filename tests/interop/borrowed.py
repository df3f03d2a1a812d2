"""Tests that live elsewhere and belong into the matrix: the file, the test, and what its row says."""

from dataclasses import asdict, dataclass

import pytest

from tests.fuzz.effort import LONG


@dataclass(frozen=True)
class Borrowed:
    """`transport` may be "{transport}", filled in from the test's parameter; "{id}" is pytest's name for it.

    `remark` stands whatever comes of it.
    """

    area: str
    title: str
    peer: str
    transport: str
    remark: str = ""


KAMAILIO, SERVERS, MEDIA, SEVERAL, NETWORK, DEVICES, FUZZ = (
    "Kamailio as registrar and proxy (digest, record-route)",
    "Several servers (SRV, NAPTR, fail-over)",
    "Encrypted sound (SRTP)",
    "Several calls, transfer, replacing",
    "The network changes during a call (network namespaces)",
    "Sound devices come and go (PulseAudio)",
    "Damaged input: SIP headers and bodies, XML, control commands",
)
EACH, UDP, NONE = "{transport}", "UDP", "–"
RAW, FOUND = "raw", "Hypothesis"
LOOKED = f"{LONG} examples" if LONG else "a short look"


def fuzzed(title: str, peer: str, transport: str) -> Borrowed:
    return Borrowed(FUZZ, title, peer, transport, LOOKED)


ROWS: dict[str, dict[str, Borrowed]] = {
    "tests/integration/test_engine_registration.py": {
        "test_registers_and_signs_out": Borrowed(KAMAILIO, "register with digest, sign out", "Kamailio", EACH),
        "test_a_wrong_password_is_refused_and_not_tried_again": Borrowed(
            KAMAILIO, "a wrong password", "Kamailio", UDP
        ),
        "test_a_certificate_of_an_unknown_authority_is_named": Borrowed(
            KAMAILIO, "a certificate of an unknown authority is refused", "Kamailio", "TLS"
        ),
        "test_a_certificate_for_another_name_is_refused": Borrowed(
            KAMAILIO, "a certificate for another name is refused", "Kamailio", "TLS"
        ),
        "test_a_registrar_that_comes_back_is_found_again_and_calls_arrive": Borrowed(
            KAMAILIO, "the registrar goes and comes back", "Kamailio", EACH
        ),
        "test_signing_in_again_keeps_the_call": Borrowed(
            KAMAILIO, "sign in again over other transports during a call", "Kamailio", "UDP, TCP"
        ),
        "test_a_registrar_that_accepts_and_keeps_nothing_is_asked_ever_more_seldom_and_never_believed": Borrowed(
            KAMAILIO, "a registrar that answers with Expires: 0 is not believed", RAW, UDP
        ),
        "test_a_registrar_that_says_yes_and_does_not_list_us_is_not_believed": Borrowed(
            KAMAILIO, "a registrar that says yes and does not list us is not believed ({id})", RAW, UDP
        ),
        "test_a_registration_that_ran_out_unanswered_is_no_longer_believed": Borrowed(
            KAMAILIO, "a registration that ran out unanswered is no longer believed", RAW, UDP
        ),
        "test_a_server_that_asks_for_peace_is_not_asked_before": Borrowed(
            KAMAILIO, "503 with Retry-After: so long it waits", RAW, UDP
        ),
        "test_a_network_change_keeps_the_call_and_the_registration": Borrowed(
            KAMAILIO, "network change and wake-up during a call", "Kamailio", EACH
        ),
    },
    "tests/integration/test_engine_calls.py": {
        "test_a_call_with_hold_digits_and_quality": Borrowed(
            KAMAILIO, "a call between two of ours: hold, digits, quality", "Kamailio", EACH
        ),
        "test_a_call_answered_elsewhere_says_so": Borrowed(KAMAILIO, "answered elsewhere", "Kamailio", UDP),
        "test_three_calls_are_told_apart_a_further_one_finds_us_busy_and_one_place_is_left_for_our_own": Borrowed(
            KAMAILIO, "three calls at once, a fourth hears 486, one place for our own", "Kamailio", UDP
        ),
    },
    "tests/integration/test_engine_servers.py": {
        "test_a_server_that_dies_is_left_for_the_next_and_returned_to_when_it_is_back": Borrowed(
            SERVERS, "fail-over to the second and back", "two Kamailios", EACH
        ),
        "test_naptr_names_the_service_records_and_a_call_goes_through": Borrowed(
            SERVERS, "NAPTR and SRV lead to the server", "Kamailio", "TCP"
        ),
        "test_where_the_only_servers_are_down_it_is_said_and_tried_again_from_the_first_on": Borrowed(
            SERVERS, "all servers down: said, and tried again from the first on", "Kamailio", "TCP"
        ),
        "test_two_servers_that_are_both_silent_are_asked_in_turn_until_the_first_is_back": Borrowed(
            SERVERS, "both servers silent: asked in turn until the first is back", RAW, UDP
        ),
    },
    "tests/integration/test_call_next_server.py": {
        "test_the_server_falls_silent": Borrowed(
            SERVERS, "a call to a server that falls silent goes out through the next", "two Kamailios", EACH
        ),
        "test_the_connection_is_refused": Borrowed(
            SERVERS, "a call to a server that is gone goes out through the next", "two Kamailios", "TCP"
        ),
        "test_the_server_is_overloaded": Borrowed(
            SERVERS, "a call answered 503 goes out through the next", "raw, Kamailio", UDP
        ),
        "test_every_server_is_overloaded_and_each_is_asked_once": Borrowed(
            SERVERS, "every server answers 503: each is asked once", RAW, UDP
        ),
        "test_a_spare_server_that_does_not_know_us_costs_no_registration": Borrowed(
            SERVERS, "the next server does not know us: the registration stays where it was", RAW, UDP
        ),
        "test_who_hangs_up_meanwhile_calls_nobody": Borrowed(
            SERVERS, "hung up while the next server is looked for: nobody is called", RAW, UDP
        ),
        "test_a_call_that_nobody_takes_raises_doubt_about_the_only_server": Borrowed(
            SERVERS, "the only server is silent to a call: said in the status line", RAW, UDP
        ),
        "test_a_lost_connection_to_the_only_server_is_made_anew_and_the_call_goes_on": Borrowed(
            SERVERS, "a call over a lost connection to the only server is sent again", "Kamailio", "TCP"
        ),
        "test_a_connection_that_a_middlebox_has_forgotten_is_made_anew_and_the_call_goes_on": Borrowed(
            SERVERS, "a call over a connection that a middlebox has forgotten is sent again", "Kamailio", "TCP"
        ),
    },
    "tests/integration/test_engine_encryption.py": {
        "test_a_call_says_whether_it_is_encrypted": Borrowed(
            MEDIA, "{caller} calls {called}", "ours, over Kamailio", EACH
        ),
        "test_who_demands_encryption_speaks_with_nobody_who_has_none": Borrowed(
            MEDIA, "{caller} calls {called}: refused", "ours, over Kamailio", UDP
        ),
    },
    "tests/integration/test_engine_several_calls.py": {
        "test_a_call_is_asked_about_first_and_then_connected": Borrowed(
            SEVERAL, "attended transfer (REFER with Replaces)", "ours, over Kamailio", UDP
        ),
        "test_what_does_not_come_about_leaves_the_first_call": Borrowed(
            SEVERAL, "a transfer that fails leaves the first call", "ours, over Kamailio", UDP
        ),
        "test_whoever_is_on_hold_stays_on_hold_when_somebody_takes_their_place": Borrowed(
            SEVERAL, "INVITE with Replaces for a held call", "ours, over Kamailio", UDP
        ),
        "test_three_hear_each_other_until_one_is_parted_and_one_sends_us_on": Borrowed(
            SEVERAL, "conference; incoming REFER", "ours, over Kamailio", UDP
        ),
    },
    "tests/integration/test_sound_devices.py": {
        "test_a_headset_that_vanishes_is_replaced_and_taken_again_when_it_returns": Borrowed(
            DEVICES, "a headset is unplugged and plugged in again", "PulseAudio", UDP
        ),
        "test_a_call_survives_the_end_of_the_sound_server": Borrowed(
            DEVICES, "the sound server ends during a call", "PulseAudio", UDP
        ),
        "test_a_wish_during_a_call_moves_that_side_only": Borrowed(
            DEVICES, "another device is chosen during a call", "PulseAudio", UDP
        ),
    },
    "tests/integration/test_sound_hotplug.py": {
        "test_a_headset_pulled_out_and_put_back_in_a_call": Borrowed(
            DEVICES, "its sinks removed and added during a call: both sides go on hearing", "PulseAudio", UDP
        ),
    },
    "tests/integration/test_sound_odd_orders.py": {
        "test_a_ringer_that_is_pulled_out_while_it_rings_and_comes_back": Borrowed(
            DEVICES, "a ringer is pulled out while it rings, then every other one, and comes back", "PulseAudio", UDP
        ),
        "test_a_ringer_that_goes_and_comes_between_two_looks_rings_on": Borrowed(
            DEVICES, "a ringer goes and comes between two looks: it rings on", "PulseAudio", UDP
        ),
        "test_a_call_goes_on_while_every_sink_is_gone_and_is_heard_on_the_next_one": Borrowed(
            DEVICES, "every sink goes during a call: heard on the next one that comes", "PulseAudio", UDP
        ),
        "test_a_call_without_a_wish_follows_the_default_sink": Borrowed(
            DEVICES, "no device chosen: the call follows the default sink", "PulseAudio", UDP
        ),
        "test_a_call_is_heard_again_after_the_sound_server_was_restarted": Borrowed(
            DEVICES, "the sound server is restarted during a call: heard again", "PulseAudio", UDP
        ),
        "test_it_rings_on_after_the_sound_server_was_restarted": Borrowed(
            DEVICES, "the sound server is restarted while it rings: it rings on", "PulseAudio", UDP
        ),
    },
    "tests/network/test_calls_survive.py": {
        "test_a_call_survives_another_address": Borrowed(NETWORK, "another address", "Kamailio", EACH),
        "test_a_call_survives_a_pulled_cable": Borrowed(NETWORK, "a pulled cable", "Kamailio", EACH),
        "test_a_call_that_still_rings_there_goes_out_again_from_the_new_address": Borrowed(
            NETWORK, "another address while it still rings there: the call goes out again", "Kamailio", EACH
        ),
        "test_what_the_other_side_says_after_a_pulled_cable_arrives": Borrowed(
            NETWORK, "what the other side says after a pulled cable arrives", "Kamailio", EACH
        ),
        "test_a_dead_server_is_noticed_over_udp_long_before_the_registration_runs_out": Borrowed(
            NETWORK, "a server that dies without a word is noticed", "Kamailio", UDP
        ),
        "test_a_server_that_falls_silent_behind_a_standing_connection_is_noticed": Borrowed(
            NETWORK,
            "a server falls silent behind a standing connection: noticed",
            "Kamailio",
            EACH,
        ),
    },
    "tests/network/test_program.py": {
        "test_a_pulled_cable_is_said_at_once_and_mended_by_itself": Borrowed(
            NETWORK, "the window says that the cable is out, and comes back by itself", "Kamailio", "TCP"
        ),
        "test_after_sleep_it_is_said_that_nothing_is_known_until_the_registrar_has_answered": Borrowed(
            NETWORK, "sleep (both processes stopped) and wake-up", "Kamailio", "TCP"
        ),
    },
    "tests/network/test_nat.py": {
        "test_a_flow_is_kept_open_and_the_outer_address_becomes_the_contact": Borrowed(
            NETWORK, "behind a NAT: kept open, reached at the outer address", RAW, UDP
        ),
        "test_stun_and_ice_are_used_where_the_account_says_so": Borrowed(
            NETWORK, "behind a NAT: STUN, ICE {ice}", RAW, UDP
        ),
    },
    "tests/fuzz/test_engine.py": {
        "test_the_engine_lives_on_damaged_messages": fuzzed("messages outside a call", RAW, EACH),
        "test_the_engine_lives_on_damaged_answers": fuzzed("answers to our INVITE", RAW, UDP),
    },
    "tests/fuzz/test_engine_in_call.py": {
        "test_damaged_requests_inside_a_call": fuzzed("requests inside a call", RAW, UDP),
        "test_damaged_sound_inside_a_call": fuzzed("RTP and RTCP inside a call", RAW, "RTP"),
    },
    "tests/fuzz/test_sip_texts.py": {
        "test_any_damage_leaves_a_caller_that_can_be_shown": fuzzed("headers that name the caller", FOUND, NONE),
        "test_any_text_is_an_address_or_none": fuzzed("addresses", FOUND, NONE),
    },
    "tests/fuzz/test_portal_documents.py": {
        "test_every_reader_has_a_value_or_a_reason": fuzzed("XML of the portal is read or refused", FOUND, NONE),
        "test_what_can_be_read_can_be_written_back_unchanged": fuzzed(
            "XML of the portal is written back", FOUND, NONE
        ),
        "test_a_stream_is_cut_into_documents_or_ends_with_a_reason": fuzzed("the event stream", FOUND, NONE),
    },
    "tests/fuzz/test_control.py": {
        "test_any_arguments_are_answered_or_refused": fuzzed("arguments of control commands", FOUND, NONE),
        "test_any_line_is_a_request_or_nothing": fuzzed("lines on the control socket", FOUND, NONE),
    },
}


def row_of(nodeid: str) -> Borrowed | None:
    file, _, test = nodeid.partition("::")
    return ROWS.get(file, {}).get(test.partition("[")[0])


def nodeids() -> list[str]:
    return [f"{file}::{test}" for file, tests in ROWS.items() for test in tests]


def mark(item: pytest.Item) -> None:
    """Makes a borrowed test a row."""
    if (row := row_of(item.nodeid)) is not None:
        item.add_marker(pytest.mark.interop(**asdict(row)))
