"""How far an export has come; who listens may call it off."""

from collections.abc import Callable
from contextvars import ContextVar

from arctic_map.errors import ExportError

LISTENER: ContextVar[Callable[[float], None]] = ContextVar("listener", default=lambda share: None)
"""Told what share is done, 0 to 1; raises CalledOff to end the export without a file."""


class CalledOff(ExportError):
    """The export was called off: nothing is written."""

    def __init__(self) -> None:
        super().__init__("the export was cancelled")


def reached(share: float) -> None:
    """Raises CalledOff."""
    LISTENER.get()(share)
