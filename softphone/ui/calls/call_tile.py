"""The tab of a call: its leader's, else the user's own without a colour."""

from softphone.services.state.calls import CallView
from softphone.ui.text import call_text
from softphone.ui.widgets.containers.tile import Tile


def show_call_tile(tile: Tile, call: CallView, own_initials: str = "") -> None:
    if call.leader is not None:
        tile.show_leader(call.leader)
    else:
        tile.show_monogram(own_initials)
        tile.setAccessibleName(call_text.for_whom(call))
    tile.setVisible(call.leader is not None or bool(own_initials))
