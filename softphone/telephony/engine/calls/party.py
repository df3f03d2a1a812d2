"""Who is at the other end of a call, as its requests say it."""

from dataclasses import replace

from softphone.domain.calls.sip_headers import NameAddr, parse_name_addr
from softphone.domain.telephone.call import InviteFacts


class PartyWatch:
    """Notices a new party: a transferring platform sends another identity or From (RFC 5876, RFC 4916)."""

    def __init__(self) -> None:
        self._identity: tuple[str, ...] = ()
        self._from: NameAddr | None = None

    def begin(self, facts: InviteFacts) -> None:
        """The party of an incoming call's INVITE; of a call of ours only later identities count."""
        self._identity, self._from = _identity(facts), parse_name_addr(facts.from_)

    def changed(self, facts: InviteFacts) -> InviteFacts | None:
        """What names the new party, None where it is the same; a From that stayed names the one before."""
        identity, from_ = _identity(facts), parse_name_addr(facts.from_)
        new_identity = bool(identity) and identity != self._identity
        new_from = self._from is not None and from_ is not None and _differs(self._from, from_)
        self._identity = identity or self._identity
        self._from = from_ if new_from else self._from
        if not (new_identity or new_from):
            return None
        return facts if new_from else replace(facts, from_="")


def _identity(facts: InviteFacts) -> tuple[str, ...]:
    named = facts.p_asserted_identity or facts.remote_party_id
    return (*named, facts.privacy) if named else ()


def _differs(before: NameAddr, now: NameAddr) -> bool:
    """A name that is left out is no other one."""
    return (before.user, before.host) != (now.user, now.host) or now.display not in ("", before.display)
