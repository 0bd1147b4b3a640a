"""Layers that servers and databases share, and their addresses."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, quote, unquote, urlsplit, urlunsplit

from arctic_map.model.opened import LAYERS

KEYRING = "secret-tool"
"""The program of the system's keyring, which stores passwords."""
WEB, DATABASE = ("http", "https"), ("postgresql", "postgres")
MAX_SHARED_FEATURES = 1_000_000
"""Maximum features that are fetched of a layer of a web service."""
MAX_TITLE = 60
"""Maximum characters of a query in the title of its layer."""
PICTURE, WHOLE_FILE = "picture", "file"
_COMPANIONS = (".shp", ".tab", ".mif", ".json")
"""Files that are useless alone, or that are mostly answers of services."""
_SECRET = re.compile(
    r"(?:ssl)?password|passwd|pwd|(?:access|auth|api)?[-_]?token|(?:api|app|auth|subscription)?[-_]?key"
    r"|(?:client)?[-_]?secret|sig|signature",
    re.IGNORECASE,
)
"""Names of parameters that let in whoever knows their values."""
_SHAPE = re.compile(rf"(?:{'|'.join((*WEB, *DATABASE))})://\S.*", re.IGNORECASE)
_HOST = re.compile(r"((?:[^@]*@)?(?:\[[^]]*\]|[^:@]*)(?::\d+)?)(?::(.+))?")


@dataclass(frozen=True, slots=True)
class SharedLayer:
    """A layer that a server or a database offers."""

    name: str
    """Its name there, which requests use."""
    title: str
    features: int | None = None
    """Number of features, for databases an estimate; None if unknown."""
    geometry: str = ""
    """Its kind of shapes, PICTURE or WHOLE_FILE."""
    times: str = ""
    """Of a picture, the times that can be chosen, as the server lists them."""
    styles: tuple[str, ...] = ()
    """Of a picture, the styles that can be chosen."""


def is_shared(text: str) -> bool:
    """Whether a text is the address of a server or a database, and perhaps of a layer."""
    if not _SHAPE.fullmatch(text.strip()):
        return False
    try:
        address = parted_address(text)[0]
        # A database may have several hosts, each with its port.
        return is_database(address) or urlsplit(address).port != 0
    except ValueError:
        return False


def is_database(address: str) -> bool:
    """Whether the address is that of a database rather than of a web service."""
    return address.partition(":")[0].lower() in DATABASE


def is_query(layer: str) -> bool:
    """Whether the layer of a database is a query in SQL rather than a table."""
    return bool(re.match(r"\s*(?:select|with)\b", layer, re.IGNORECASE))


def query_layer(sql: str) -> SharedLayer:
    """The layer of a query."""
    words = " ".join(sql.split())
    return SharedLayer(sql.strip(), words if len(words) <= MAX_TITLE else f"{words[: MAX_TITLE - 1]}…")


def file_at(address: str) -> SharedLayer | None:
    """The data file that an address on the web names; None if it does not name one."""
    name = unquote(urlsplit(address).path.rpartition("/")[2])
    suffix = Path(name).suffix.lower()
    if is_database(address) or suffix not in LAYERS or suffix in _COMPANIONS or "{" in address:
        return None
    return SharedLayer(name, name, None, WHOLE_FILE)


def host_of(address: str) -> str:
    """The host in an address, with its port if one is given; `localhost` for a database without a host."""
    parts = _split(address)
    return parts.netloc.rpartition("@")[2].lower() or ("localhost" if is_database(address) else "")


def without_password(address: str) -> str:
    """The address without a password, which must not be stored or shown."""
    parts = _split(address)
    user, at, host = parts.netloc.rpartition("@")
    query = "".join(each for each in re.findall(r"[^&;]*[&;]?", parts.query) if not _is_secret(each))
    netloc = f"{user.partition(':')[0]}{at}{host}"
    return urlunsplit(parts._replace(netloc=netloc, query=query.strip("&;"), fragment=""))


def _is_secret(parameter: str) -> bool:
    return bool(_SECRET.fullmatch(unquote(parameter.partition("=")[0]).strip()))


def _split(address: str) -> SplitResult:
    """The parts of an address. In the password of a database, libpq also allows the marks of other parts."""
    text = address.strip()
    if is_database(text):
        scheme, _, rest = text.partition("://")
        server, slash, path = rest.partition("/")
        user, at, host = server.rpartition("@")
        user = user.replace("#", "%23").replace("?", "%3F")
        text = f"{scheme}://{user}{at}{host}{slash}{path}"
    return urlsplit(text)


def user_of(address: str) -> str:
    """The user name in an address; empty if it has none."""
    return unquote(_split(address).username or "")


def with_login(address: str, user: str, password: str) -> str:
    """The address with a user name and password, in place of those in it."""
    parts = _split(address)
    host = parts.netloc.rpartition("@")[2]
    login = f"{quote(user, safe='')}:{quote(password, safe='')}" if password else quote(user, safe="")
    return urlunsplit(parts._replace(netloc=f"{login}@{host}" if user else host))


def parted_address(text: str) -> tuple[str, str]:
    """The address and the layer after it, as in `https://example.org/ogc:ports`; empty if none is named."""
    scheme, _, rest = text.strip().partition("://")
    host, slash, path = rest.partition("/")
    if slash:
        path, _, layer = path.partition(":")
        return f"{scheme}://{host}/{path}", layer
    # After a host, a number is its port.
    named = _HOST.fullmatch(host)
    return (f"{scheme}://{named[1]}", named[2] or "") if named else (text.strip(), "")
