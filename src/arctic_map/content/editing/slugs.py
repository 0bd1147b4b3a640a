"""Ids out of names, which stay readable in files."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

LONGEST = 40


def slug(name: str, taken: Collection[str], otherwise: str) -> str:
    """`kara-gate`: letters and digits of a name, with a number where another has the same.

    `otherwise` stands for a name without any Latin letter or digit.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-") or otherwise
    number = 1
    while (found := words if number == 1 else f"{words}-{number}") in taken:
        number += 1
    return found
