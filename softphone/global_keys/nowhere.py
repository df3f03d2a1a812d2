"""Wayland, macOS, no screen: no program is given such keys there, the desktop's own settings have to do it."""

from collections.abc import Callable, Mapping

from softphone.domain.keys import GrabFault


class NowhereKeys:
    """Fulfils services.ports.GlobalKeys."""

    def start(self, listener: Callable[[str], None]) -> None:
        """Nothing will ever be heard."""

    def grab(self, keys: Mapping[str, str]) -> Mapping[str, GrabFault]:
        return {action: GrabFault.NO_WAY for action, key in keys.items() if key}

    def close(self) -> None:
        """There is nothing to give back."""
