"""Why a layer could not be fetched."""

from arctic_map.errors import ArcticMapError


class FetchError(ArcticMapError):
    """A server or database did not give what was asked; the message is for the user."""

    def __init__(self, why: str, *, host: str) -> None:
        super().__init__("nothing was fetched", where=host, why=why)


class LoginNeeded(FetchError):
    """A server or database asks for a user name and password, or refuses those given."""


class NoParts(FetchError):
    """A server gives whole files only."""


class NothingThere(FetchError):
    """A server has nothing at an address."""
