"""The window's state on a working morning: journal, audio, sign-in, an assistant's and a leader's window."""

from dataclasses import replace
from typing import Any

from softphone.domain.account.sign_in import SignInPhase, StepState
from softphone.domain.executive.settings import Roles
from softphone.domain.problems import DeviceMissing, DeviceSide
from softphone.domain.telephone.call import CallEnd, CallKey, CallState, Direction, Ring
from softphone.services.state.app_state import AppState
from softphone.services.state.audio import AudioView, DeviceView, SideView, SoundTestView
from softphone.services.state.calls import CallView
from softphone.services.state.journal import JournalRow
from softphone.services.state.options import OptionsView
from softphone.services.state.session import RegistrationView, SignInView
from tests.samples.calls import calls
from tests.samples.groups import BEISPIEL, ENTWURF, MUSTER, NOW_S, PLATZHALTER, VERSUCH, groups, own_group


def options(**values: Any) -> OptionsView:
    """`general__theme=…`: a setting the user has chosen."""
    chosen = {name.replace("__", ".").replace("_", "-"): value for name, value in values.items()}
    rows = OptionsView().rows
    return OptionsView(
        tuple(
            replace(row, value=chosen[row.option.key], changed=True) if row.option.key in chosen else row
            for row in rows
        )
    )


def journal() -> tuple[JournalRow, ...]:
    rows = (
        ("Otto Normal", BEISPIEL, CallEnd.HUNG_UP_THERE, 11, 125, Direction.INCOMING),
        ("Hotel Wolkenheim", ENTWURF, CallEnd.MISSED, 18, None, Direction.INCOMING),
        ("Phantasie & Söhne GmbH", MUSTER, CallEnd.ANSWERED_ELSEWHERE, 25, None, Direction.INCOMING),
        ("Stadtwerke Irgendwo", None, CallEnd.HUNG_UP_HERE, 44, 390, Direction.OUTGOING),
        ("", PLATZHALTER, CallEnd.REJECTED_HERE, 50, None, Direction.INCOMING),
        ("Erika Mustermann", MUSTER, CallEnd.SENT_TO_VOICEMAIL, 62, None, Direction.INCOMING),
        ("Sina Fiktiv", None, CallEnd.HUNG_UP_HERE, 90, 241, Direction.OUTGOING),
        ("Karl Kulisse", VERSUCH, CallEnd.FAILED, 115, None, Direction.OUTGOING),
    )
    return tuple(
        JournalRow(
            CallKey(100 + i),
            direction,
            name,
            "0221 4710 233",
            leader,
            end,
            NOW_S - ago * 60,
            talked,
            end is CallEnd.MISSED,
        )
        for i, (name, leader, end, ago, talked, direction) in enumerate(rows)
    )


def audio() -> AudioView:
    names = ("Lautsprecher am Bildschirm", "Headset Kontor 40")
    speakers = tuple(DeviceView(name, name == names[0]) for name in names)
    missing = DeviceMissing(DeviceSide.MICROPHONE, "Headset Kontor 60", "Headset Kontor 40 – Mikrofon")
    return AudioView(
        microphones=(DeviceView("Headset Kontor 40 – Mikrofon", True),),
        speakers=speakers,
        microphone=SideView("Headset Kontor 60", "Headset Kontor 40 – Mikrofon", missing),
        speaker=SideView("Headset Kontor 40", "Headset Kontor 40"),
        ringers=(*names, "Konferenzeinheit Saal 2"),
        ringers_using=names,
        ringers_softly=names[1:],
        speaker_volume=60,
        input_dbfs=-18.0,
        output_dbfs=-31.0,
    )


def audio_in_trouble() -> AudioView:
    """The chosen microphone is missing, and that is a problem."""
    view = audio()
    assert view.microphone.problem is not None
    return replace(view, problems=((DeviceSide.MICROPHONE, view.microphone.problem),))


def signed_in(assistant: bool = True, executive: bool = False) -> SignInView:
    return SignInView(
        SignInPhase.READY,
        StepState.DONE,
        StepState.DONE,
        StepState.DONE,
        user_id="nele.probe@pbx.example",
        user_name="Nele Probe",
        user_initials="NP",
        own_number="030 23125 401",
        roles=Roles(executive, assistant),
        portal_as_of_s=NOW_S - 160 * 60,
        needs_password=False,
    )


def assistant_state(**changes: Any) -> AppState:
    """The assistant's window of the first picture."""
    state = AppState(
        sign_in=signed_in(),
        registration=RegistrationView(True, since_s=NOW_S - 160 * 60, transport="tls"),
        groups=groups(),
        calls=calls(),
        journal=journal(),
        audio=audio(),
        sound_test=SoundTestView(echo_target="900"),
        engine_running=True,
    )
    return replace(state, **changes)


def leader_state() -> AppState:
    """The leader's window: a call shown silently."""
    silent = CallView(
        CallKey(7),
        Direction.INCOMING,
        CallState.RINGING,
        Ring.SILENT,
        "Notariat Niemand",
        "040 66969 512",
        None,
        NOW_S - 24,
        name="Notariat Niemand",
        number="040 66969 512",
    )
    sign_in = replace(
        signed_in(False, True), user_name="Prof. Ada Entwurf", user_initials="AE", user_id="ada.entwurf@pbx.example"
    )
    return assistant_state(sign_in=sign_in, groups=(), calls=(silent,), own_group=own_group())
