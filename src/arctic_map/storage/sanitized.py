"""Text from anywhere as one line of plain text that shows what it holds."""

import re

from arctic_map.model.tr import shown

HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Controls but tab and line end, half letters, marks that turn a line round: unseen, they make words lie."""
_ACCENTS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
_STACKED = re.compile(f"([{_ACCENTS}]{{3}})[{_ACCENTS}]+")
LONGEST_LOOKED_AT = 20_000
"""Characters; nothing that is shown is longer."""


def sanitized(text: str, longest: int) -> str:
    """At most so many characters, line ends and hidden characters as spaces or nothing.

    What is not Unicode, such as a byte of a file's name, shows as a replacement character.
    """
    short = shown(text[:LONGEST_LOOKED_AT])
    kept = _STACKED.sub(r"\1", HIDDEN.sub("", re.sub(r"\s+", " ", short))).strip()
    if len(kept) > longest or len(short) < len(text):
        return kept[: longest - 1].rstrip() + "…"
    return kept


def hidden_in(text: str) -> str:
    """The first hidden character, as U+202E; nothing without one."""
    found = HIDDEN.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""
