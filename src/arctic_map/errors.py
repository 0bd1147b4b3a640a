"""Errors whose messages are written for the user: what happened, where, and why."""

NEAR, SHORTEST = 0.72, 4
"""Minimum likeness of a name that may have been meant, and its minimum letters: T1 is not like T19."""


class ArcticMapError(Exception):
    """Raised when an operation fails; `what`, `where` and `why` are texts for the user."""

    def __init__(self, what: str, *, where: str = "", why: str = "") -> None:
        self.what, self.where, self.why = what, where, why
        super().__init__(": ".join(part for part in (where, what, why) if part))


class ContentError(ArcticMapError):
    """The catalogue cannot be read at all."""


class UnknownName(ArcticMapError):
    """No layer, feature, fact or projection has the requested name."""


class WrongLink(UnknownName):
    """A link is malformed, or leads to nothing in the atlas."""


class ExportError(ArcticMapError):
    """An image could not be drawn or written."""


class AssetMissing(ArcticMapError):
    """The page requested an address that the app does not serve."""


class MapFailed(ArcticMapError):
    """The map in the window did not load."""
