"""Hidden callers in all the spellings of platforms, gateways and trunks."""

from softphone.domain.calls.sip_headers import NameAddr
from softphone.domain.platform_facts import HIDDEN_HOST_END, HIDDEN_NAMES, HIDDEN_USERS

_SHOWS = frozenset({"off", "no", "none", ""})


def is_hidden(address: NameAddr) -> bool:
    """Whether the address stands for nobody: no user, a word for "unknown", or a host that cannot exist."""
    host = address.host.removesuffix(HIDDEN_HOST_END)
    nowhere = host != address.host and _bare(host) in HIDDEN_USERS
    return not address.user or nowhere or _bare(address.user) in HIDDEN_USERS


def is_hidden_name(name: str) -> bool:
    return _bare(name) in HIDDEN_NAMES


def withholds(remote_party: NameAddr) -> bool:
    """Whether a Remote-Party-ID forbids to show it (draft-ietf-sip-privacy-04)."""
    return _bare(remote_party.param("privacy") or "") not in _SHOWS


def _bare(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
