"""A person whom facts mention."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person, with the facts that mention them."""

    id: str
    name: str
    role: str = ""
    """Office at the time of the facts, as they state it."""
    names: dict[str, str] = field(default_factory=dict)
    """Names by language code: ru, zh."""
    aliases: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
