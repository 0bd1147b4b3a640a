"""Prepares KML and GPX for GDAL: in UTF-8, with standalone rings as lines."""

import codecs
import re

from arctic_map.storage.bounded_reading import Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
"""Byte order marks and first bytes of encodings."""
_DECLARED = re.compile(r"\s*<\?xml\b[^>]{0,200}?(\s+encoding\s*=\s*[\"']([\w.-]{1,40})[\"'])")
_KNOWN = re.compile(r"(cp|iso8859|koi8|mac-|gb|big5|euc|shift_jis|utf-16)[\w-]*")
"""Python's names of text encodings."""
_RING = re.compile(
    rb"<!--(?:.*?-->|.*)|<!\[CDATA\[(?:.*?\]\]>|.*)|<(?:\w+:)?(?:outer|inner)BoundaryIs\b(?:.*?BoundaryIs\s*>|.*)"
    rb"|(?P<tag></?(?:\w+:)?)LinearRing\b",
    re.DOTALL,
)


def in_utf8(content: bytes) -> bytes:
    """The text in UTF-8 without a declaration of another encoding. Raises Unreadable."""
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "")
    head = content[:1000].decode(encoding or "latin-1", "replace")
    declared = _DECLARED.match(head.removeprefix("\ufeff"))
    encoding = encoding or (_codec(declared[2]) if declared else "")
    if encoding in ("", "utf-8"):
        return content
    try:
        text = content.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise Unreadable(f"its text is not in the encoding that it names, {encoding}") from None
    return text.replace(declared[1] if declared else "", "", 1).encode("utf-8", "replace")


def without_loose_rings(content: bytes) -> bytes:
    """KML with lines instead of rings that are not boundaries, which GDAL would drop."""
    if b"LinearRing" not in content:
        return content
    return _RING.sub(lambda found: found["tag"] + b"LineString" if found["tag"] else found[0], content)


def _codec(name: str) -> str:
    """Python's name of an encoding, or empty if it is left to GDAL."""
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        return ""
    return codec if _KNOWN.fullmatch(codec) else ""
