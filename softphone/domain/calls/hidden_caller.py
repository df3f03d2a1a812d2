"""Hidden callers in all the spellings of platforms, gateways and trunks."""

from softphone.domain.calls.sip_headers import NameAddr
from softphone.domain.platform_facts import HIDDEN_HOST_END, HIDDEN_NAMES, HIDDEN_USERS

_SIGNS = " -–—_.?*"
_SHOWS = frozenset({"off", "no", "none", ""})


def is_hidden(address: NameAddr) -> bool:
    """Whether the address stands for nobody: no user, a word or zeros for "unknown", or a host that cannot exist.

    A single 0 is the operator of many exchanges unless its name hides the caller too.
    """
    host = address.host.removesuffix(HIDDEN_HOST_END)
    nowhere = host != address.host and _bare(host) in HIDDEN_USERS
    user = _bare(address.user)
    zeros = not user.strip("0") and (len(user) != 1 or is_hidden_name(address.display))
    return nowhere or zeros or user in HIDDEN_NAMES


def is_hidden_name(name: str) -> bool:
    return bool(name) and (_bare(name) in HIDDEN_NAMES or not name.strip(_SIGNS))


def withholds(remote_party: NameAddr) -> bool:
    """Whether a Remote-Party-ID forbids to show it (draft-ietf-sip-privacy-04)."""
    return _bare(remote_party.param("privacy") or "") not in _SHOWS


def _bare(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
