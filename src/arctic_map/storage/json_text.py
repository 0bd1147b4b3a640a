"""Decoding JSON, with line and column of what is invalid."""

import re
from typing import Any

import msgspec

from arctic_map.storage.bounded_reading import Unreadable, place
from arctic_map.storage.decode_errors import UNKNOWN

_BYTE = re.compile(r"^JSON is malformed: (?P<why>.*) \(byte (?P<offset>\d+)\)$")
_NO_NUMBERS = (b"NaN", b"Infinity", b"-Infinity", b"nan", b"inf", b"-inf")


def decode[T](content: bytes, decoder: msgspec.json.Decoder[T]) -> T:
    """Decode JSON. Raises Unreadable if it is not JSON, msgspec.ValidationError if types are wrong."""
    try:
        return decoder.decode(content)
    except msgspec.ValidationError:
        raise
    except RecursionError:
        raise Unreadable("the JSON is nested too deeply") from None
    except msgspec.DecodeError as error:
        raise _explained(content, str(error)) from None


def whole(content: bytes | msgspec.Raw) -> Any:
    """Return the decoded value, to explain a validation error. UNKNOWN if it is not JSON."""
    try:
        return msgspec.json.decode(content)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return UNKNOWN


def outline(content: bytes) -> Any:
    """Like `whole`, but with empty nested objects and lists, as they may be very large."""
    try:
        members = msgspec.json.decode(content, type=dict[str, msgspec.Raw])
    except msgspec.ValidationError:
        return [] if content.lstrip()[:1] == b"[" else whole(content)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return UNKNOWN
    empty = {b"{": dict[str, Any](), b"[": list[Any]()}
    return {
        key: empty.get(bytes(raw)[:1], "") if bytes(raw)[:1] in b'{["' else whole(raw)
        for key, raw in members.items()
    }


def _explained(content: bytes, text: str) -> Unreadable:
    if not content.strip():
        return Unreadable("the file is empty")
    if not (match := _BYTE.match(text)):
        if re.search(rb"\\u[dD][89a-fA-F]", content):
            return Unreadable(
                "this is not JSON: half of a \\ud8.. pair stands alone, or the text ends too early"
            )
        return Unreadable("this is not JSON: the text ends too early")
    offset = int(match["offset"])
    for word in _NO_NUMBERS:
        # The decoder stops at the word or after its minus sign.
        if content.startswith(word, offset) or content.startswith(word, max(0, offset - 1)):
            return Unreadable(f"{word.decode()} is not a number in JSON", place(content, offset))
    return Unreadable(f"this is not JSON: {match['why']}", place(content, offset))
