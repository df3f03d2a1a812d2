"""One call as it is shown: who, for whom, how it announces itself, and what is possible with it."""

from dataclasses import replace

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
    if caller.detail or caller.anonymous or not caller.headline or is_leaders:
        return caller
    name = context.name_of(caller.headline) if _is_number(caller.headline) else ""
    return replace(caller, headline=name, detail=caller.headline) if name else caller


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
    headline, detail = (caller.headline, caller.detail) if caller is not None else _dialled(call.dialled, context)
    if label.headline:
        headline, detail = label.headline, label.detail
    if call.party is not None:
        party = described(call.party, context)
        headline, detail = party.headline, party.detail
    leader_id = label.on_behalf_of or label.leader_id or (caller.leader_id if caller is not None else None)
    return CallView(
        key=call.key,
        direction=Direction.OUTGOING if label.on_behalf_of else call.direction,
        state=call.state,
        ring=call.ring,
        headline=headline,
        detail=detail,
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
        public_number=to_e164(detail, context.region) or to_e164(headline, context.region) or "",
        referred_by=label.referred_by,
        answered_itself=label.answered_itself,
        waits=waits and call.state is CallState.RINGING,
        in_conference=in_conference,
    )


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
