"""Commands that a restarted engine process gets again."""

from softphone.domain.account.account import AudioSettings, SipAccount
from softphone.domain.telephone.call import CallKey
from softphone.domain.telephone.commands import HangUp, Register, SetAudio, Unregister, WatchLines, WatchMailboxes
from softphone.telephony.replayed_commands import ReplayedCommands

REGISTER = Register(SipAccount("a", "x", "a"), "secret")
AUDIO = SetAudio(AudioSettings("Mic"))


def test_lasting_orders_are_replayed_sound_before_registration() -> None:
    orders = ReplayedCommands()
    assert [orders.record(c) for c in (REGISTER, AUDIO, HangUp(CallKey(2)))] == [True, True, False]
    assert orders.replay() == (AUDIO, REGISTER)


def test_who_is_watched_is_said_to_the_next_engine_too() -> None:
    orders = ReplayedCommands()
    lines, mailboxes = WatchLines(("sip:a@x",)), WatchMailboxes(())
    assert all(orders.record(c) for c in (WatchLines(()), mailboxes, REGISTER, lines))
    assert orders.replay() == (lines, mailboxes, REGISTER)


def test_after_signing_out_nobody_is_registered_again() -> None:
    orders = ReplayedCommands()
    orders.record(REGISTER)
    orders.record(Unregister())
    assert orders.replay() == ()


def test_a_password_is_not_shown() -> None:
    assert "secret" not in repr(REGISTER)
