"""A page of the help."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HelpPage:
    id: str
    title: str
    text: str
    """Markdown, beginning with the title as a heading."""
