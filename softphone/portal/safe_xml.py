"""The portal's documents go through the program's one reader of XML."""

from softphone.safe_xml import MAX_BODY_BYTES, MAX_ELEMENTS, DocumentUnusable, parse, serialize

__all__ = ["MAX_BODY_BYTES", "MAX_ELEMENTS", "DocumentUnusable", "parse", "serialize"]
