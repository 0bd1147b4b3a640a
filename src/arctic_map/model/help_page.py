"""A page of the help."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HelpPage:
    """A page of the help with its title."""

    id: str
    title: str
    text: str
    """Markdown that starts with the title as a heading."""
