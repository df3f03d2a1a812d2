"""The portal's own words in an error document."""

from softphone.portal.xsi import bindings as xsi
from softphone.portal.xsi.documents import _MAX_WORDS, bind
from softphone.safe_xml import DocumentUnusable


def read_error_words(body: bytes) -> str:
    """What the portal says about a refusal: its summary, else the English one, else nothing. Never raises."""
    try:
        info = bind(xsi.ErrorInfo, body)
    except DocumentUnusable:
        return ""
    words = (info.summary or "").strip() or (info.summary_english or "").strip()
    return " ".join(words.split())[:_MAX_WORDS]
