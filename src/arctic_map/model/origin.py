"""Where the file of a fetched layer came from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """The server or database, and the time of the copy."""

    address: str
    """Without a password."""
    host: str
    """Name of the computer that it came from."""
    layer: str
    """Its name there."""
    title: str
    fetched: str
    """Time as 2026-12-01T08:30Z."""
    credit: str = ""
    """Whom the server names as the author."""
    only_view: bool = False
    """Whether only what the map showed was fetched."""
    remarks: tuple[str, ...] = ()
    """How the copy differs from what the server has."""
