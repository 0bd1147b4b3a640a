"""Progress of an export; a listener may cancel it."""

from collections.abc import Callable
from contextvars import ContextVar

from arctic_map.errors import ExportError

LISTENER: ContextVar[Callable[[float], None]] = ContextVar("listener", default=lambda share: None)
"""Receives the share done, 0 to 1; raises ExportCancelled to end the export without a file."""


class ExportCancelled(ExportError):
    """The export was cancelled; nothing is written."""

    def __init__(self) -> None:
        super().__init__("the export was cancelled")


def reached(share: float) -> None:
    """Report the share done, 0 to 1. Raises ExportCancelled."""
    LISTENER.get()(share)
