"""Why a layer could not be fetched."""

from arctic_map.errors import ArcticMapError
from arctic_map.model.tr import tr, tr_later

NO_SUCH_HOST = tr_later("there is no computer of this name")
NO_FEATURES = tr_later("its answer is not features in JSON")
OTHER_SYSTEM = tr_later("it gives positions in {name} instead of longitude and latitude")
SILENT = tr_later("it did not answer for {count} seconds")


class FetchError(ArcticMapError):
    """A server or database did not give what was asked; the message is for the user."""

    def __init__(self, why: str, *, host: str) -> None:
        super().__init__(tr("nothing was fetched"), where=host, why=why)


class LoginNeeded(FetchError):
    """A server or database asks for a user name and password, or refuses those given."""


class NoParts(FetchError):
    """A server gives whole files only."""


class NothingThere(FetchError):
    """A server has nothing at an address."""
