"""What was prepared when the package was built: projected layers, and the first messages to the page."""

from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import msgspec

from arctic_map import resources
from arctic_map.model.drawing import Drawing
from arctic_map.storage.app_folders import read_stored
from arctic_map.storage.atomic_write import write_bytes
from arctic_map.storage.fingerprint import of_content

_decoder = msgspec.json.Decoder(Drawing)


def drawing_path(projection_id: str, layer_id: str, folder: Path | None = None) -> Path:
    """Return the path of a layer's drawing in a projection, below `folder` or the package's folder."""
    return (folder or resources.prepared()) / projection_id / f"{layer_id}.json"


def read_drawing(projection_id: str, layer_id: str, digest: str) -> Drawing | None:
    """Return the prepared drawing. None if it is missing or was made from another version of the layer."""
    return _read(drawing_path(projection_id, layer_id), projection_id, layer_id, digest)


def read_labelled(key: str, projection_id: str, layer_id: str, digest: str) -> Drawing | None:
    """Return the drawing with labels of the given key. None also where these labels change nothing."""
    return _read(drawing_path(_folder(projection_id, key), layer_id), projection_id, layer_id, digest)


def _read(path: Path, projection_id: str, layer_id: str, digest: str) -> Drawing | None:
    try:
        drawing = decode(path.read_bytes())
    except OSError:
        return None
    if drawing is None:
        return None
    fits = (drawing.projection, drawing.layer, drawing.digest) == (projection_id, layer_id, digest)
    return drawing if fits else None


def _folder(projection_id: str, key: str) -> str:
    return f"{projection_id}~{key}" if key else projection_id


def decode(body: bytes) -> Drawing | None:
    """Decode the file of a drawing. None if it is invalid."""
    try:
        return _decoder.decode(body)
    except (ValueError, msgspec.MsgspecError, RecursionError):
        return None


def write_drawing(folder: Path, drawing: Drawing, key: str = "") -> Path:
    """Write a drawing, with labels of this key, below `folder`. Return its path."""
    path = drawing_path(_folder(drawing.projection, key), drawing.layer, folder)
    write_bytes(path, msgspec.json.encode(drawing))
    return path


LAST = "first-page"


@dataclass(frozen=True)
class FirstPage:
    """The messages that start the page, and the folder of the drawings that they refer to."""

    start: bytes
    folder: Path
    projection: str = "nsr"

    def drawing(self, projection_id: str, layer_id: str) -> bytes:
        """Return the bytes of a drawing's file, relabelled where labels differ. Raises OSError."""
        try:
            return (self.folder / projection_id / f"{layer_id}.json").read_bytes()
        except FileNotFoundError:
            return (self.folder / projection_id.partition("~")[0] / f"{layer_id}.json").read_bytes()


def read_first_page(data: Path, theme: str) -> FirstPage | None:
    """Return the prepared page of a theme such as `dark-high-ru`; None if missing or content differs."""
    folder = resources.prepared()
    try:
        if (folder / "content").read_text() != of_content(data):
            return None
        return FirstPage(_start(folder, theme).read_bytes(), folder)
    except OSError:
        return None


def is_prepared(data: Path) -> bool:
    """Whether this content is the prepared one, for whatever theme."""
    try:
        return (resources.prepared() / "content").read_text() == of_content(data)
    except OSError:
        return False


def write_first_page(folder: Path, data: Path, starts: dict[str, bytes]) -> None:
    """Write the messages that start the page with this content, by theme."""
    for theme, messages in starts.items():
        _start(folder, theme).write_bytes(messages)
    (folder / "content").write_text(of_content(data))


def read_last(state: Path, data: Path, theme: str, session: bytes) -> FirstPage | None:
    """Return the first page of the last session. None if content, theme or session differ."""
    try:
        key, projection, start = read_stored(state / LAST).split(b"\n", 2)
        prepared_from = (resources.prepared() / "content").read_text()
        if key != _key(data, theme, session) or prepared_from != of_content(data):
            return None
        return FirstPage(start, resources.prepared(), projection.decode())
    except (OSError, ValueError):
        return None


def write_last(state: Path, data: Path, theme: str, session: bytes, page: tuple[str, bytes]) -> None:
    """Save the projection and the messages that start the page with this session. Raises OSError."""
    projection, messages = page
    write_bytes(state / LAST, b"\n".join((_key(data, theme, session), projection.encode(), messages)))


def _key(data: Path, theme: str, session: bytes) -> bytes:
    return f"{crc32(of_content(data).encode()):08x} {theme} {len(session)} {crc32(session):08x}".encode()


def _start(folder: Path, theme: str) -> Path:
    return folder / f"start-{theme}.json"
