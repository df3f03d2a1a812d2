"""Reads application/dialog-info+xml (RFC 4235) with the program's hardened XML reader."""

from lxml import etree

from softphone.domain.lines.dialog_info import DialogInfo, DialogPhase, WatchedDialog
from softphone.safe_xml import DocumentUnusable, parse
from softphone.telephony.engine.subscriptions.transport.message import whole

NAMESPACE = "{urn:ietf:params:xml:ns:dialog-info}"
MOST_DIALOGS = 200


def read_dialog_info(body: bytes) -> DialogInfo:
    """Raises DocumentUnusable and nothing else."""
    root = parse(body, keep_comments=False)
    state, version = root.get("state", ""), whole(root.get("version", ""))
    if root.tag != f"{NAMESPACE}dialog-info" or state not in ("full", "partial") or version is None:
        raise DocumentUnusable("not a dialog-info document with version and state")
    dialogs = root.findall(f"{NAMESPACE}dialog")
    if len(dialogs) > MOST_DIALOGS:
        raise DocumentUnusable("too many dialogs")
    return DialogInfo(version, state == "full", tuple(_dialog(dialog) for dialog in dialogs))


def _dialog(element: etree._Element) -> WatchedDialog:
    """Rejects the document on a state unknown to RFC 4235, as it could mean anything."""
    word = (element.findtext(f"{NAMESPACE}state") or "").strip().lower()
    phase = next((phase for phase in DialogPhase if phase.value == word), None)
    name = element.get("id", "")
    if phase is None or not name:
        raise DocumentUnusable("a dialog without id or known state")
    return WatchedDialog(name, phase, element.get("direction", "").lower() == "initiator")
