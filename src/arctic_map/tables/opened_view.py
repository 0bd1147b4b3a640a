"""The view of an opened picture, as the process that reads it leaves it for the window."""

from pathlib import Path

from arctic_map.model.saved_view import SavedView
from arctic_map.storage import embedded_view
from arctic_map.storage.atomic_write import write_bytes
from arctic_map.storage.bounded_reading import Unreadable

VIEW = "view.json"


def write_view(folder: Path, view: SavedView) -> None:
    """The view that a picture carries. Raises OSError."""
    write_bytes(folder / VIEW, embedded_view.encode(view).encode())


def read_view(folder: Path) -> SavedView | None:
    """None when there is none."""
    try:
        return embedded_view.decode((folder / VIEW).read_bytes())
    except (OSError, Unreadable):
        return None
