"""Reading the help pages."""

import re
from pathlib import Path

from arctic_map.model.help_page import HelpPage

NAME = re.compile(r"\d+-([a-z-]+)")
"""The number gives the order in the table of contents."""


def read(folder: Path) -> tuple[HelpPage, ...]:
    """Return all pages in the order of the table of contents. Raises OSError."""
    return tuple(
        HelpPage(named[1], *_title_and_text(path))
        for path in sorted(folder.glob("*.md"))
        if (named := NAME.fullmatch(path.stem))
    )


def _title_and_text(path: Path) -> tuple[str, str]:
    text = path.read_text(encoding="utf-8")
    return text.partition("\n")[0].removeprefix("# "), text
