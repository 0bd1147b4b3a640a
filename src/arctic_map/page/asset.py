"""What the page gets for an address."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asset:
    media_type: str
    body: bytes
    policy: str = ""
    """The content security policy it is sent with."""
