"""Finds the elements of a list in invalid JSON by brackets and quotes alone."""

import re
from dataclasses import dataclass

DEEPEST = 100
"""Maximum nesting of brackets. Usual GeoJSON has about ten."""
Span = tuple[int, int]
_TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|["\[\]{},]', re.DOTALL)
_CLOSING = {ord("["): ord("]"), ord("{"): ord("}")}
_QUOTE, _COMMA, _LIST = ord('"'), ord(","), ord("[")


@dataclass(frozen=True, slots=True)
class Elements:
    """The elements of a list, as byte ranges."""

    whole: Span
    """The content between the brackets of the list."""
    parts: tuple[Span, ...]
    """The first `most` ranges between commas, blank or not."""
    total: int
    """Number of elements, including those beyond `most`."""


def elements(content: bytes, key: str, most: int) -> Elements | None:
    """The list under a key of the outermost object. None if brackets are unbalanced."""
    name, named = f'"{key}"'.encode(), -1
    open_: list[int] = []
    parts: list[Span] = []
    first = last = total = at = -1
    for token in _TOKEN.finditer(content):
        start, end = token.span()
        sign = content[start]
        if sign == _QUOTE:
            if end == start + 1:
                return None
            if len(open_) == 1 and token[0] == name:
                named = end
        elif sign == _COMMA:
            if len(open_) == 2 and first >= 0 > last:
                total += 1
                if total < most:
                    parts.append((at, start))
                at = end
        elif sign in _CLOSING:
            if first < 0 and sign == _LIST and len(open_) == 1 and content[named:start].strip() == b":":
                first = at = end
            if len(open_) == DEEPEST:
                return None
            open_.append(_CLOSING[sign])
        else:
            if not open_ or open_.pop() != sign:
                return None
            if len(open_) == 1 and first >= 0 > last:
                last = start
                total += 1
                if total < most:
                    parts.append((at, start))
    if open_ or last < 0:
        return None
    if not content[first:last].strip():
        return Elements((first, last), (), 0)
    return Elements((first, last), tuple(parts), total + 1)
