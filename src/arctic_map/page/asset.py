"""What the page gets for an address."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asset:
    """An answer, as it is sent."""

    media_type: str
    body: bytes
    policy: str = ""
    """The content security policy it is sent with."""


@dataclass(frozen=True, slots=True)
class LateAsset:
    """One that takes so long to be made that the window does it in a thread."""

    media_type: str
    make: Callable[[], bytes]
    """May raise OSError."""

    @property
    def body(self) -> bytes:
        return self.make()
