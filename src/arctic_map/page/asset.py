"""Responses to requests of the page."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asset:
    """A response as it is sent."""

    media_type: str
    body: bytes
    policy: str = ""
    """Its content security policy."""


@dataclass(frozen=True, slots=True)
class DeferredAsset:
    """A response that takes so long that the window makes it in a thread."""

    media_type: str
    make: Callable[[], bytes]
    """Return the body; may raise OSError."""

    @property
    def body(self) -> bytes:
        """The body, made now. May raise OSError."""
        return self.make()
