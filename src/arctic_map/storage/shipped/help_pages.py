"""Reads the pages of the help."""

import re
from pathlib import Path

from arctic_map.model.help_page import HelpPage

NAME = re.compile(r"\d+-([a-z-]+)")
"""The number is the page's place in the contents."""


def read(folder: Path) -> tuple[HelpPage, ...]:
    """All pages in the order of the contents. Raises OSError."""
    return tuple(
        HelpPage(named[1], *_title_and_text(path))
        for path in sorted(folder.glob("*.md"))
        if (named := NAME.fullmatch(path.stem))
    )


def _title_and_text(path: Path) -> tuple[str, str]:
    text = path.read_text(encoding="utf-8")
    return text.partition("\n")[0].removeprefix("# "), text
