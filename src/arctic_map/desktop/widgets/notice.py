"""A notice: what happened, where, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from arctic_map.model.tr import tr_later


class Severity(Enum):
    """How important a notice is."""

    INFO = tr_later("Note")
    DONE = tr_later("Done")
    WARNING = tr_later("Warning")


@dataclass(frozen=True, slots=True)
class NoticeAction:
    """A button of a notice."""

    text: str
    """Caption of the button; an ampersand marks the mnemonic."""
    do: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Notice:
    """A message to the user."""

    text: str
    """One or two sentences, plain text."""
    severity: Severity = Severity.INFO
    actions: tuple[NoticeAction, ...] = ()
    """At most two."""
    key: str = ""
    """A notice replaces an older one with the same key; the key also withdraws it."""
    stays: bool = False
    """Whether it stays until it is dismissed or withdrawn, as warnings do."""
