"""What a person (or `softphone ctl`) can ask of the program. Everything here returns at once and never raises.

The outcome arrives in `AppState`; the futures are for callers that must know whether the thing happened.
"""

import asyncio
from typing import TYPE_CHECKING, Protocol

from softphone.domain.calls import CallKey
from softphone.domain.problems import Problem
from softphone.domain.settings import Account, AudioWish, Language
from softphone.services.observable import Observable
from softphone.services.views import AppState

if TYPE_CHECKING:
    from softphone.services.contact_actions import ContactActions
    from softphone.services.diagnostics_views import DiagnosticsActions
    from softphone.services.duties import DutyActions
    from softphone.services.editor_views import EditorActions
    from softphone.services.handover_actions import HandoverActions
    from softphone.services.journal_actions import JournalActions
    from softphone.services.line_actions import LineActions
    from softphone.services.option_views import OptionActions
    from softphone.services.reception_service import ReceptionActions
    from softphone.services.self_test_views import SelfTestActions
    from softphone.services.sound_actions import SoundActions
    from softphone.services.transfer_actions import TransferActions

Outcome = asyncio.Future[Problem | None]
"""Resolves to None when the thing happened, else to the reason; never to an exception."""


class Actions(Protocol):
    @property
    def state(self) -> Observable[AppState]: ...

    @property
    def account(self) -> Account | None: ...

    @property
    def duties(self) -> "DutyActions": ...

    @property
    def editor(self) -> "EditorActions":
        """The group editor, and rules from a ringing card."""

    @property
    def contacts(self) -> "ContactActions": ...

    @property
    def journal(self) -> "JournalActions": ...

    @property
    def handover(self) -> "HandoverActions":
        """Handing over, calling on behalf, the leader's replies."""

    @property
    def self_test(self) -> "SelfTestActions": ...

    @property
    def diagnostics(self) -> "DiagnosticsActions": ...

    @property
    def options(self) -> "OptionActions":
        """The settings of the typed table (domain/options.py)."""

    @property
    def reception(self) -> "ReceptionActions":
        """Do not disturb, and whose calls are answered by themselves."""

    @property
    def transfers(self) -> "TransferActions":
        """Passing calls on to anybody."""

    @property
    def sound(self) -> "SoundActions":
        """Trying microphone, loudspeaker and ringers."""

    @property
    def lines(self) -> "LineActions":
        """Mailboxes; what lines and features do stands in the state."""

    def sign_in(self, account: Account, password: str, keep_password: bool, sip_password: str = "") -> Outcome:
        """`sip_password` where it differs from the portal's; empty: the same one."""

    def sign_out(self) -> Outcome: ...

    def sign_in_again(self) -> Outcome: ...

    def dial(self, target: str) -> Outcome: ...

    def redial(self) -> Outcome:
        """What was dialled last, also before this start."""

    def answer(self, key: CallKey | None = None) -> Outcome: ...

    def reject(self, key: CallKey | None = None) -> Outcome: ...

    def send_to_voicemail(self, key: CallKey) -> Outcome: ...

    def silence(self, key: CallKey | None = None) -> Outcome: ...

    def hang_up(self, key: CallKey | None = None) -> Outcome: ...

    def hold(self, key: CallKey | None = None) -> Outcome: ...

    def resume(self, key: CallKey | None = None) -> Outcome: ...

    def set_muted(self, muted: bool, key: CallKey | None = None) -> Outcome: ...

    def send_dtmf(self, digits: str, key: CallKey | None = None) -> Outcome: ...

    def set_opted_in(self, leader_id: str, on: bool) -> Outcome: ...

    def set_audio(self, wish: AudioWish) -> Outcome: ...

    def set_language(self, language: Language) -> Outcome: ...

    def dismiss_notice(self, notice_id: int) -> None: ...

    def quit(self) -> Outcome: ...
