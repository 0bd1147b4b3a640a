"""Somebody whom the facts name."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """With the facts that name them."""

    id: str
    name: str
    role: str = ""
    """The office at the time of the facts, as they give it."""
    names: dict[str, str] = field(default_factory=dict)
    """Names by language code: ru, zh."""
    aliases: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
