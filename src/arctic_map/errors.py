"""Errors that speak to the user: what happened, where, and what to do."""


class ArcticMapError(Exception):
    """An operation failed; `what`, `where` and `why` are fit for a person to read."""

    def __init__(self, what: str, *, where: str = "", why: str = "") -> None:
        self.what, self.where, self.why = what, where, why
        super().__init__(": ".join(part for part in (where, what, why) if part))


class ContentError(ArcticMapError):
    """The catalogue itself cannot be read, so there is nothing to show."""


class UnknownName(ArcticMapError):
    """A layer, feature, fact or projection was named that does not exist."""


class WrongLink(UnknownName):
    """A link that is none, or that leads to nothing the atlas holds."""


class ExportError(ArcticMapError):
    """A picture could not be drawn or written."""


class AssetMissing(ArcticMapError):
    """The page asked for an address that the app does not answer."""


class MapFailed(ArcticMapError):
    """The map in the window did not come up."""
