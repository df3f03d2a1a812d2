"""The engine: one thread that owns pjsua2 and executes commands between its turns."""

import gc
import logging
import os
import sys
import time
from multiprocessing.connection import Connection
from typing import assert_never

import pjsua2 as pj

from softphone.domain.telephone.audio_test import StartAudioTest, StopAudioTest, WatchLevels
from softphone.domain.telephone.call import CallKey, Ring
from softphone.domain.telephone.commands import (
    Answer,
    CheckRegistration,
    Command,
    ConnectCalls,
    Dial,
    FollowReferrals,
    HangUp,
    Hold,
    Mix,
    NetworkChanged,
    NetworkUncertain,
    Register,
    Reject,
    Resume,
    SendDtmf,
    SendMessage,
    SetAudio,
    SetLogging,
    SetMute,
    Shutdown,
    StartRinging,
    StopRinging,
    Transfer,
    Unregister,
    WatchFeatures,
    WatchLines,
    WatchMailboxes,
)
from softphone.domain.telephone.events import (
    CommandFailed,
    EngineBeat,
    EngineReady,
    Event,
    RegistrationChanged,
    SoundLost,
)
from softphone.telephony.engine.audio.media_port import MediaPort
from softphone.telephony.engine.audio_manager import AudioManager
from softphone.telephony.engine.calls.call_registry import CallRegistry
from softphone.telephony.engine.command_inbox import CommandInbox
from softphone.telephony.engine.event_outbox import EventOutbox
from softphone.telephony.engine.gate.events import InviteRefused
from softphone.telephony.engine.gate.gate import Gate
from softphone.telephony.engine.instant_messages import InstantMessages, messages_waiting
from softphone.telephony.engine.pjsip.callbacks import PjAccount
from softphone.telephony.engine.pjsip.endpoint import Endpoint
from softphone.telephony.engine.pjsip.errors import error_text
from softphone.telephony.engine.pjsip.transports import Transports
from softphone.telephony.engine.registration.active_account import ActiveAccount
from softphone.telephony.engine.registration.options_ping import OptionsPing
from softphone.telephony.engine.registration.registration import Registration
from softphone.telephony.engine.registration.server_lookup import ServerLookup
from softphone.telephony.engine.subscriptions.subscription_feed import SubscriptionFeed
from softphone.telephony.engine_options import EngineOptions

log = logging.getLogger(__name__)
NICENESS = -10
CALL_TURN_MS = 50
"""Packets, commands and timers of pjsip end a turn earlier."""
SHORTEST_TURN_MS = 10
"""What is due but cannot be done yet is tried again after that."""
SIGNED_OUT = 480
REJECTED_BY_PJSIP = frozenset({486, 488})
"""No place is left, or nothing in its offer can be used."""
LAST_ANSWERS_LIMIT_S = 1.5
COLLECT_EVERY_S, BEAT_EVERY_S = 20.0, 1.0
SWITCH_INTERVAL_S = 0.0005
"""The media clock waits at most this long for the interpreter lock."""


class EngineProcess:
    """Fulfils `AccountListener` and `RegistrationListener`; callbacks run on this thread, inside pjsip's turns."""

    def __init__(self, commands: Connection, events: Connection, options: EngineOptions) -> None:
        self._outbox = EventOutbox(events)
        self._audio = AudioManager(options, self._outbox.post)
        self._endpoint = Endpoint(options, self._on_refusal)
        self._gate = Gate(self._endpoint.trace.write)
        self._inbox = CommandInbox(commands, self._gate.wake)
        self._transports = Transports(self._endpoint, options, self._gate)
        self._port = MediaPort(self._audio)
        self._calls = CallRegistry(self._post_of_call, self._audio, self._port, self._endpoint.run_clock, options)
        self._messages = InstantMessages(self._outbox.post)
        self._subscriptions = SubscriptionFeed(
            self._gate, self._outbox.post, options.user_agent, self._transports.line_of
        )
        active = ActiveAccount(self._transports, self, self._calls.uses_account)
        lookup = ServerLookup(options.nameservers, self._gate.wake)
        self._options_ping = OptionsPing(lookup, active.send_options)
        self._registration = Registration(active, lookup, self._options_ping, options, self)
        self._running = True
        self._collect_at_s = self._beat_at_s = 0.0

    def run(self) -> None:
        _raise_priority()
        sys.setswitchinterval(SWITCH_INTERVAL_S)
        gc.disable()  # a collection on a sound thread would run pj destructors there, which aborts
        self._start()
        while self._running:
            self._turn()
        self._end()

    def _start(self) -> None:
        self._outbox.start()
        self._inbox.start()
        self._endpoint.start()
        self._transports.start()
        self._port.open()
        self._outbox.post(EngineReady(os.getpid(), str(self._endpoint.libVersion().full)))
        self._audio.start()
        gc.freeze()

    def _turn(self) -> None:
        now_s = time.monotonic()
        self._registration.tick(now_s)
        self._options_ping.tick(now_s)
        self._run_commands()
        self._read_gate()
        self._endpoint.turn(self._turn_ms(now_s))
        self._calls.tick(now_s, self._registration)
        if pause_s := self._calls.pause_s(now_s):
            time.sleep(pause_s)
        self._collect_garbage(now_s)
        self._beat(now_s)

    def _turn_ms(self, now_s: float) -> int:
        """The longest wait inside pjsip: until the next beat or timer of the registration, short during calls."""
        if self._calls.is_busy:
            return CALL_TURN_MS
        wait_s = min(self._beat_at_s, self._registration.due_s) - now_s
        return max(SHORTEST_TURN_MS, int(1000 * wait_s))

    def _run_commands(self) -> None:
        for command in self._inbox.pending():
            self._execute(command)

    def _collect_garbage(self, now_s: float) -> None:
        """Collects garbage only here, in full only while there is no call."""
        if now_s >= self._collect_at_s:
            self._collect_at_s = now_s + COLLECT_EVERY_S
            gc.collect(0 if len(self._calls) else 2)

    def _beat(self, now_s: float) -> None:
        if now_s >= self._beat_at_s:
            self._beat_at_s = now_s + BEAT_EVERY_S
            self._outbox.post(EngineBeat())

    # ------------------------------------------------------------ commands

    def _execute(self, command: Command) -> None:
        try:
            self._dispatch(command)
        except Exception as error:  # a failing command must not end the engine
            self._outbox.post(_failed(command, error))

    def _dispatch(self, command: Command) -> None:
        match command:
            case Register():
                self._subscriptions.set_account(command)
                self._registration.register(command)
            case Unregister():
                self._subscriptions.sign_out()
                self._registration.unregister()
            case NetworkUncertain(lost):
                self._registration.mark_uncertain(lost)
            case CheckRegistration():
                self._registration.check()
            case WatchLines() | WatchMailboxes() | WatchFeatures():
                self._subscriptions.watch(command)
            case NetworkChanged():
                if not self._registration.is_local:
                    self._calls.on_network_change(flow_is_lost=self._registration.over_connections)
                    self._gate.drop_flows()
                    self._endpoint.move_to_new_network()
                self._registration.renew()
            case Shutdown():
                self._running = False
            case SetLogging(keep_trace, detailed):
                self._endpoint.trace.enable(keep_trace)
                logging.getLogger().setLevel(logging.DEBUG if detailed else logging.INFO)
            case SetAudio(settings):
                self._audio.apply_settings(settings)
            case StartRinging(key, ring, waiting, ringtone):
                if waiting:
                    self._calls.tones.start_waiting(key)
                elif ring is not Ring.SILENT and self._calls.is_running(key):
                    self._audio.ring(key, ring, ringtone)
            case StopRinging(key):
                self._stop_ringing(key)
            case WatchLevels() | StartAudioTest() | StopAudioTest():
                self._audio.test(command)
            case Dial():
                self._calls.dial(command, self._registration.account)
            case ConnectCalls():
                self._calls.connect(command)
            case Mix(keys):
                self._calls.mix(keys)
            case FollowReferrals(allowed):
                self._calls.follow_referrals(allowed)
            case SendMessage():
                self._messages.send(command, self._registration.account)
            case _:
                self._dispatch_to_call(command)

    def _dispatch_to_call(
        self, command: Answer | Reject | HangUp | Hold | Resume | SetMute | SendDtmf | Transfer
    ) -> None:
        name = type(command).__name__
        match command:
            case Answer(key, announced):
                self._stop_ringing(key)
                if announced:
                    self._calls.tones.play_answered()
                    self._calls.run(key, name, lambda call: call.answer_announced(time.monotonic()))
                else:
                    self._calls.run(key, name, lambda call: call.answer())
            case Reject(key, status, redirect_to):
                self._calls.run(key, name, lambda call: call.reject(status, redirect_to))
            case HangUp(key) if self._calls.hang_up_parked(key):
                pass
            case HangUp(key):
                self._calls.run(key, name, lambda call: call.hang_up())
            case Hold(key):
                self._calls.run(key, name, lambda call: call.hold())
            case Resume(key):
                self._calls.run(key, name, lambda call: call.resume())
            case SetMute(key, muted):
                self._calls.run(key, name, lambda call: call.set_muted(muted))
            case SendDtmf(key, digits):
                self._calls.run(key, name, lambda call: call.send_digits(digits))
            case Transfer(key, target):
                self._calls.run(key, name, lambda call: call.transfer(target))
            case _:
                assert_never(command)

    def _stop_ringing(self, key: CallKey) -> None:
        self._audio.stop_ringing(key)
        self._calls.tones.stop_waiting(key)

    # ------------------------------------------------------------ events from pjsip

    def on_registration(
        self,
        account: PjAccount,
        status: int,
        reason: str,
        expires_s: int,
        wait_s: float | None,
    ) -> None:
        self._read_gate()  # the reason of a fault comes before the fault
        self._registration.on_result(account, status, reason, expires_s, wait_s)

    def on_registration_change(self, change: RegistrationChanged) -> None:
        self._subscriptions.on_registration_change(change)
        self._outbox.post(change)

    def on_contact_changed(self) -> None:
        self._calls.send_updated_contact()

    def close_flows(self, flows: frozenset[int]) -> None:
        self._gate.drop_flows(flows)

    def on_incoming(self, account: PjAccount, call_id: int, message: str) -> None:
        if self._registration.account is None:
            self._calls.refuse(account, call_id, SIGNED_OUT)
        else:
            self._calls.add_incoming(account, call_id, message)

    def on_message_summary(self, message: str) -> None:
        if (waiting := messages_waiting(message)) is not None:
            self._outbox.post(waiting)

    def on_text(self, sender: str, content_type: str, text: str) -> None:
        self._messages.on_message(sender, content_type, text)

    def on_text_status(self, text: str, status: int, reason: str) -> None:
        self._messages.on_status(text, status, reason)

    def on_alive(self, account: PjAccount) -> None:
        if account is self._registration.account:
            self._options_ping.on_answer()

    def report_failure(self, callback: str, error: Exception) -> None:
        self._outbox.post(CommandFailed(None, callback, 0, str(error)))

    def _on_refusal(self, status: int, reason: str, message: str) -> None:
        """Reports a call that pjsip rejected by itself as an incoming call that failed."""
        if status in REJECTED_BY_PJSIP and message and self._registration.account is not None:
            self._calls.report_rejected(message, status, reason)

    def _post_of_call(self, event: Event) -> None:
        """Where no sound comes any more, the server may be gone too."""
        self._outbox.post(event)
        if isinstance(event, SoundLost) and event.lost:
            self._registration.check()

    def _read_gate(self) -> None:
        for event in self._gate.events():
            if isinstance(event, InviteRefused):
                self._calls.report_rejected(event.message, event.status, event.reason)
            else:
                self._registration.on_gate_event(event)

    # ------------------------------------------------------------ shutdown

    def _end(self) -> None:
        self._audio.stop_all_ringing()
        self._calls.hang_up_all()
        self._subscriptions.sign_out()
        self._registration.unregister()
        self._await_last_answers()
        self._subscriptions.close()
        self._audio.close()
        self._calls.close()
        self._messages.close()
        self._registration.close()
        del self._port
        gc.collect()
        self._endpoint.end()
        self._gate.stop()
        self._outbox.close(1.0)

    def _await_last_answers(self) -> None:
        """Waits for the answers to BYE and the last REGISTER, within a limit."""
        limit_s = time.monotonic() + LAST_ANSWERS_LIMIT_S
        while time.monotonic() < limit_s and (len(self._calls) or not self._registration.is_idle):
            self._read_gate()
            self._endpoint.turn(CALL_TURN_MS)
            self._calls.tick(time.monotonic(), self._registration)


def _raise_priority() -> None:
    """Raises the priority if permitted; called before any thread is started, as threads inherit it."""
    if sys.platform == "win32":
        return
    try:
        os.setpriority(os.PRIO_PROCESS, 0, NICENESS)
    except OSError as error:
        log.debug("no higher priority: %s", error)


def _failed(command: Command, error: Exception) -> CommandFailed:
    """A refusal by pjsip is a normal answer; anything else is a defect and is logged with its traceback."""
    name = type(command).__name__
    if isinstance(error, pj.Error):
        reason = error_text(error)
        log.warning("%s failed: %s", name, reason)
    else:
        reason = repr(error)
        log.error("%s failed", name, exc_info=error)
    return CommandFailed(getattr(command, "key", None), name, 0, reason)
