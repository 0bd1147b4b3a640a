"""The pages of the help."""

import re
from dataclasses import dataclass
from pathlib import Path

NAME = re.compile(r"\d+-([a-z-]+)")
"""The number gives the order in the table of contents."""


@dataclass(frozen=True, slots=True)
class HelpPage:
    """A page of the help with its title."""

    id: str
    title: str
    text: str
    """Markdown that starts with the title as a heading."""


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
