"""Key combinations from the settings, parsed for all systems."""

from collections.abc import Callable, Mapping

from softphone.domain.options.key_combinations import GrabFault, KeyPress, parse_key


def asked_for(keys: Mapping[str, str]) -> tuple[dict[str, KeyPress], dict[str, GrabFault]]:
    """By action: the keys to grab, and the combinations no keyboard has. Empty combinations are skipped."""
    read = {action: parse_key(text) for action, text in keys.items() if text}
    presses = {action: press for action, press in read.items() if isinstance(press, KeyPress)}
    return presses, {action: GrabFault.NOT_ON_KEYBOARD for action in read if action not in presses}


class UnavailableKeys:
    """Fulfils services.core.ports.GlobalKeys."""

    def start(self, listener: Callable[[str], None]) -> None:
        """Does nothing: no key can be grabbed here."""

    def grab(self, keys: Mapping[str, str]) -> Mapping[str, GrabFault]:
        return {action: GrabFault.NO_WAY for action, key in keys.items() if key}

    def close(self) -> None:
        """There is nothing to give back."""
