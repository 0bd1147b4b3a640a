"""The view of an opened picture, as the process that reads it leaves it for the window."""

from pathlib import Path

from arctic_map.files import snapshot
from arctic_map.files.reading import Unreadable
from arctic_map.files.safe_write import write_bytes
from arctic_map.model.saved_view import SavedView

VIEW = "view.json"


def write_view(folder: Path, view: SavedView) -> None:
    """The view that a picture carries. Raises OSError."""
    write_bytes(folder / VIEW, snapshot.encode(view).encode())


def read_view(folder: Path) -> SavedView | None:
    """None when there is none."""
    try:
        return snapshot.decode((folder / VIEW).read_bytes())
    except (OSError, Unreadable):
        return None
