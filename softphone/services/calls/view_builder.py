"""One call as it is shown: who, for whom, how it announces itself, and what is possible with it."""

from dataclasses import dataclass, replace

from softphone.domain.account.account import Encryption, leader_voicemail_uri
from softphone.domain.calls.caller_id import CallerIdView, Evidence, describe
from softphone.domain.executive.settings import Roles
from softphone.domain.numbers.phone_numbers import clean_dialled, dial_uri, display, same_number, to_e164
from softphone.domain.problems import CallRefused, EngineStopped, Problem
from softphone.domain.telephone.call import Call, CallEnd, CallState, Direction, InviteFacts, Ring
from softphone.services.calls.annotations import NO_ANNOTATION, CallAnnotation
from softphone.services.core.session_context import SessionContext
from softphone.services.state.calls import CallView

CLOSING_WORDS_S = 2.0
FAILED_WORDS_S = 6.0
"""A call that did not come about is looked at longer: the reason is to be read."""


def described(invite: InviteFacts | None, context: SessionContext) -> CallerIdView:
    """The platform's name wins; a number that came without one gets its name from the contacts."""
    caller = describe(invite or InviteFacts(), context.leaders(), context.own_numbers(), context.region)
    is_leaders = caller.evidence is Evidence.NUMBER  # the platform shows the leader's number in place of the caller's
    if not caller.name and caller.number:
        caller = replace(caller, name=context.name_of(caller.number))
    if caller.detail or caller.anonymous or not caller.headline or is_leaders or not _is_number(caller.headline):
        return caller
    return replace(caller, headline=caller.name, detail=caller.headline) if caller.name else caller


def ring_for(caller: CallerIdView, roles: Roles | None) -> Ring:
    """Silent is a leader's own copy only: an assistant's telephone rings whatever the header says."""
    if caller.ring is not Ring.SILENT:
        return caller.ring
    no_leader = roles is not None and not roles.is_executive
    for_another = caller.leader_id is not None and caller.evidence in (Evidence.DIVERSION, Evidence.HISTORY)
    return Ring.NORMAL if no_leader or for_another else Ring.SILENT


def keep_s(call: Call) -> float:
    """How long a call that is over stays in the list."""
    failed = call.end is CallEnd.FAILED
    return FAILED_WORDS_S if failed else CLOSING_WORDS_S


def call_view(
    call: Call,
    caller: CallerIdView | None,
    context: SessionContext,
    lost: EngineStopped,
    label: CallAnnotation = NO_ANNOTATION,
    waits: bool = False,
    in_conference: bool = False,
) -> CallView:
    """`caller` as described when the call came in, None for a call of ours; `lost`: how the engine ended last."""
    who = _party(call, caller, context, label)
    leader_id = label.on_behalf_of or label.leader_id or (caller.leader_id if caller is not None else None)
    return CallView(
        key=call.key,
        direction=Direction.OUTGOING if label.on_behalf_of else call.direction,
        state=call.state,
        ring=call.ring,
        headline=who.headline,
        detail=who.detail,
        name=who.name,
        number=who.number,
        leader=context.ref(leader_id),
        started_at_s=call.started_at_s,
        answered_at_s=call.answered_at_s,
        ended_at_s=call.ended_at_s,
        held_here=call.held_here,
        held_there=call.held_there,
        unconfirmed=call.unconfirmed,
        sound_lost=call.sound_lost,
        muted=call.muted,
        ring_silenced=call.ring_silenced,
        quality=call.quality,
        encrypted=call.encrypted,
        encryption_wanted=context.encryption is not Encryption.OFF,
        over_network=context.over_network,
        end=call.end,
        problem=_problem(call, context, lost),
        can_send_to_voicemail=call.state is CallState.RINGING and voicemail_uri(caller, context) is not None,
        forget_at_s=None if call.ended_at_s is None else call.ended_at_s + keep_s(call),
        on_behalf_of=context.ref(label.on_behalf_of),
        recalled_from=context.ref(label.recalled_from),
        message=label.message,
        public_number=to_e164(who.number, context.region) or "",
        referred_by=label.referred_by,
        answered_itself=label.answered_itself,
        waits=waits and call.state is CallState.RINGING,
        in_conference=in_conference,
        continues=label.continues,
        asks_for=label.asks_for,
        note=label.note,
    )


@dataclass(frozen=True, slots=True)
class _Party:
    headline: str
    detail: str
    name: str
    number: str


def _party(call: Call, caller: CallerIdView | None, context: SessionContext, label: CallAnnotation) -> _Party:
    """The latest that is known: who answers now, whom we call for, who called."""
    if call.party is not None:
        return _now_connected(described(call.party, context), caller)
    if label.headline:
        own = (label.name, label.number) if label.name or label.number else own_parts(label.headline, label.detail)
        return _Party(label.headline, label.detail, *own)
    if caller is not None:
        return _Party(caller.headline, caller.detail, caller.name, caller.number)
    dialled = _dialled(call.dialled, context)
    return _Party(*dialled, *own_parts(*dialled))


def _now_connected(party: CallerIdView, caller: CallerIdView | None) -> _Party:
    """Where only the leader is named it is the leader who talks, unless the call came in like that."""
    named_before = caller is None or caller.name or caller.number
    if not (party.name or party.number) and named_before:
        return _Party(party.headline, party.detail, *own_parts(party.headline, party.detail))
    return _Party(party.headline, party.detail, party.name, party.number)


def own_parts(headline: str, detail: str) -> tuple[str, str]:
    """Name and number of a party shown in two lines, the first of which may be the number."""
    if detail or not _is_number(headline):
        return headline, detail
    return "", headline


def voicemail_uri(caller: CallerIdView | None, context: SessionContext) -> str | None:
    """The leader's voicemail, for a direct call the user's own; None where the account does not say how."""
    account = context.account()
    if caller is None or account is None or not account.voicemail_target:
        return None
    own = f"{account.sip.user}@{account.sip.domain}"
    return dial_uri(leader_voicemail_uri(account, caller.leader_id or own), account.sip.domain)


def _dialled(target: str, context: SessionContext) -> tuple[str, str]:
    """A leader's number is shown with the leader's name; of an address at home the domain says nothing."""
    cleaned = clean_dialled(target, context.region)
    home = context.domain
    if isinstance(cleaned, str) and target.lower().startswith(("sip:", "sips:")):
        target = cleaned.removesuffix(f"@{home}") if home else cleaned
    number = display(target, context.region)
    for leader in context.leaders():
        if leader.name and any(same_number(known, target, context.region) for known in leader.numbers):
            return leader.name, number
    name = context.name_of(number)
    return (name, number) if name else (number, "")


def _is_number(text: str) -> bool:
    return any(c.isdigit() for c in text) and not any(c.isalpha() for c in text)


def _problem(call: Call, context: SessionContext, lost: EngineStopped) -> Problem | None:
    if call.end is CallEnd.ENGINE_LOST:
        return lost
    if call.end is not CallEnd.FAILED:
        return None
    return CallRefused(call.end_status, call.end_text, context.only_encrypted)
