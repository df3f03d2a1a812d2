"""A working morning as the pictures show it: invented people, real shapes; and actions that remember."""

import time
from dataclasses import replace
from typing import Any

from softphone.domain.account.sign_in import SignInPhase, StepState
from softphone.domain.executive.filter_rules import Schedule, WeeklyHours
from softphone.domain.executive.settings import (
    Alerting,
    AlertingMode,
    CallsFrom,
    Criterion,
    CriterionActivation,
    Filtering,
    FilteringMode,
    GroupSettings,
    NameMode,
    NumberMode,
    Roles,
    RolloverAction,
    ScheduleLevel,
    ScheduleRef,
    Screening,
    ScreeningAlert,
    SimpleFilter,
)
from softphone.domain.problems import DeviceMissing, DeviceSide, PortalRefused
from softphone.domain.telephone.call import CallEnd, CallKey, CallState, Direction, Ring
from softphone.services.state.app_state import AppState
from softphone.services.state.audio import AudioView, DeviceView, SideView, SoundTestView
from softphone.services.state.calls import CallView
from softphone.services.state.groups import AssistantRef, GroupView, LeaderRef, OptInView, OwnGroupView, SwitchView
from softphone.services.state.journal import JournalRow
from softphone.services.state.options import OptionsView
from softphone.services.state.session import RegistrationView, SignInView

NOW_S = time.mktime((2026, 11, 23, 10, 42, 0, 0, 0, -1))

MUSTER = LeaderRef("lea.muster@pbx.example", "Dr. Lea Muster", "LM", 0, number="030 23125 410")
ENTWURF = LeaderRef("ada.entwurf@pbx.example", "Prof. Ada Entwurf", "AE", 2, number="030 23125 411")
BEISPIEL = LeaderRef("jonas.beispiel@pbx.example", "Jonas Beispiel", "JB", 5, number="030 23125 420")
PLATZHALTER = LeaderRef("carla.platzhalter@pbx.example", "Carla Platzhalter", "CP", 3)
VERSUCH = LeaderRef("imke.versuch@pbx.example", "Imke Versuch", "IV", 1)
VORLAGE = LeaderRef("henrik.vorlage@pbx.example", "Henrik Vorlage", "HV", 6)
SCHABLONE = LeaderRef("tarek.schablone@pbx.example", "Tarek Schablone", "TS", 7)


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


def settings(
    simple: SimpleFilter = SimpleFilter.ALL, mode: FilteringMode = FilteringMode.SIMPLE, on: bool = True
) -> GroupSettings:
    alerting = Alerting(
        AlertingMode.SIMULTANEOUS,
        NameMode.ORIGINATOR,
        NumberMode.ORIGINATOR,
        rollover_enabled=True,
        rollover_wait_s=45,
        rollover_action=RolloverAction.VOICE_MESSAGING,
    )
    return GroupSettings(Filtering(on, mode, simple), Screening(True, ScreeningAlert.SILENT, mobility=True), alerting)


def group(leader: LeaderRef, opted_in: bool = True, **changes: Any) -> GroupView:
    return replace(GroupView(leader, OptInView(opted_in, opted_in), settings()), **changes)


OFFICE = ScheduleRef(ScheduleLevel.GROUP, "Bürozeit")


def office_settings() -> GroupSettings:
    """One criterion sends calls to the assistants, in office hours."""
    filtering = Filtering(True, FilteringMode.ADVANCED, None, (CriterionActivation("Extern", True),))
    criterion = Criterion("Extern", True, CallsFrom.ANY_EXTERNAL, time_schedule=OFFICE)
    return replace(settings(), filtering=filtering, criteria=(criterion,))


def ringing_in_office_hours(caller: str) -> dict[str, Any]:
    hours = Schedule(tuple(WeeklyHours(day, 480, 1020) for day in range(5)))
    return {"ringing_caller": caller, "ringing_since_s": NOW_S - 6, "schedules": ((OFFICE, hours),)}


def groups() -> tuple[GroupView, ...]:
    """Every state a lane can have."""
    return (
        group(MUSTER, settings=settings(SimpleFilter.EXTERNAL)),
        group(ENTWURF, settings=office_settings(), **ringing_in_office_hours("Notariat Niemand")),
        group(BEISPIEL, settings=settings(mode=FilteringMode.ADVANCED)),
        group(PLATZHALTER, opt_in=OptInView(True, True, locked=True), settings=settings(SimpleFilter.INTERNAL)),
        group(VERSUCH, opt_in=OptInView(False, True, in_flight=True)),
        group(VORLAGE, opt_in=OptInView(False, False, problem=PortalRefused(403, "Nicht erlaubt"))),
        group(SCHABLONE, False, settings=settings(on=False)),
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


def calls() -> tuple[CallView, ...]:
    incoming = Direction.INCOMING
    return (
        CallView(
            CallKey(1),
            incoming,
            CallState.ACTIVE,
            Ring.NORMAL,
            "Max Theater",
            "030 23125 100",
            BEISPIEL,
            NOW_S - 500,
            NOW_S - 490,
            held_here=True,
        ),
        CallView(
            CallKey(3),
            incoming,
            CallState.ACTIVE,
            Ring.NORMAL,
            "Erika Mustermann",
            "0152 28817386",
            MUSTER,
            NOW_S - 260,
            NOW_S - 252,
        ),
        CallView(
            CallKey(5),
            incoming,
            CallState.RINGING,
            Ring.NORMAL,
            "Notariat Niemand",
            "040 66969 512",
            ENTWURF,
            NOW_S - 6,
        ),
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
    """The wished microphone is not there, and said so."""
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


def own_group() -> OwnGroupView:
    names = (
        ("Nele Probe", "NP", True),
        ("Paul Attrappe", "PA", True),
        ("Sina Fiktiv", "SF", True),
        ("Olaf Modell", "OM", False),
    )
    return OwnGroupView(
        replace(settings(), alerting=replace(settings().alerting, mode=AlertingMode.SEQUENTIAL, rollover_wait_s=60)),  # type: ignore[type-var]
        tuple(AssistantRef(f"{name}@pbx.example", name, initials, on) for name, initials, on in names),
        filter_switch=SwitchView(True, True),
        silent_switch=SwitchView(True, True),
    )


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
    )
    sign_in = replace(
        signed_in(False, True), user_name="Prof. Ada Entwurf", user_initials="AE", user_id="ada.entwurf@pbx.example"
    )
    return assistant_state(sign_in=sign_in, groups=(), calls=(silent,), own_group=own_group())
