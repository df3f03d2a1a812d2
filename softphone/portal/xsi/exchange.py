"""HTTP exchange with an Xsi portal: error documents carry the portal's own words."""

from softphone.portal.http.exchange import HttpExchange
from softphone.portal.xsi import bindings as xsi
from softphone.portal.xsi.documents import bind
from softphone.safe_xml import DocumentUnusable

_MAX_WORDS = 500


class XsiExchange(HttpExchange):
    """Requests to one portal; a refusal carries the summary of its error document."""

    def error_words(self, body: bytes) -> str:
        return read_error_words(body)


def read_error_words(body: bytes) -> str:
    """The portal's summary of a refusal, else the English one, else nothing. Never raises."""
    try:
        info = bind(xsi.ErrorInfo, body)
    except DocumentUnusable:
        return ""
    words = (info.summary or "").strip() or (info.summary_english or "").strip()
    return " ".join(words.split())[:_MAX_WORDS]
