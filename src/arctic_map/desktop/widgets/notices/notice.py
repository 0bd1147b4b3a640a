"""A notice: what happened, where, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from arctic_map.model.tr import tr_later


class Severity(Enum):
    INFO = tr_later("Note")
    DONE = tr_later("Done")
    WARNING = tr_later("Warning")


@dataclass(frozen=True, slots=True)
class NoticeAction:
    """A button of a notice."""

    text: str
    """Of its button; an ampersand marks the mnemonic."""
    do: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Notice:
    """What a user is told."""

    text: str
    """A sentence or two, plain text."""
    severity: Severity = Severity.INFO
    actions: tuple[NoticeAction, ...] = ()
    """Two at most."""
    key: str = ""
    """One with the same key takes its place; by it a notice is withdrawn when its cause has gone."""
    stays: bool = False
    """Whether it stands until it is dismissed or withdrawn, as warnings do."""
