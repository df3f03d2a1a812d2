"""What the settings ask for, read once for all systems."""

from collections.abc import Mapping

from softphone.domain.keys import GrabFault, KeyPress, parse_key


def asked_for(keys: Mapping[str, str]) -> tuple[dict[str, KeyPress], dict[str, GrabFault]]:
    """By action: what is to be grabbed, and what no keyboard has. An empty combination asks for nothing."""
    read = {action: parse_key(text) for action, text in keys.items() if text}
    presses = {action: press for action, press in read.items() if isinstance(press, KeyPress)}
    return presses, {action: GrabFault.NOT_ON_KEYBOARD for action in read if action not in presses}
