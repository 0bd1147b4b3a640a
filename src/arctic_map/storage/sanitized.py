"""Sanitizing text from untrusted sources to one line of visible characters."""

import re

from arctic_map.model.tr import shown

HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Controls except tab and line end, lone surrogates, bidirectional marks: they can disguise text."""
_ACCENTS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
_STACKED = re.compile(f"([{_ACCENTS}]{{3}})[{_ACCENTS}]+")
MAX_INSPECTED = 20_000
"""Maximum characters examined. No displayed text is longer."""


def sanitized(text: str, longest: int) -> str:
    """Return at most `longest` characters, with whitespace collapsed and hidden characters removed.

    Invalid Unicode, such as a stray byte of a file name, becomes a replacement character.
    """
    short = shown(text[:MAX_INSPECTED])
    clean = _STACKED.sub(r"\1", HIDDEN.sub("", re.sub(r"\s+", " ", short))).strip()
    if len(clean) > longest or len(short) < len(text):
        return clean[: longest - 1].rstrip() + "…"
    return clean


def hidden_in(text: str) -> str:
    """Return the first hidden character as `U+202E`, or an empty string."""
    match = HIDDEN.search(text)
    return f"U+{ord(match[0]):04X}" if match else ""
