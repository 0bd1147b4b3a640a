"""The view embedded in an opened picture, passed from the reading process to the window."""

from pathlib import Path

from arctic_map.model.saved_view import SavedView
from arctic_map.storage import embedded_view
from arctic_map.storage.atomic_write import write_bytes
from arctic_map.storage.bounded_reading import Unreadable

VIEW = "view.json"


def write_view(folder: Path, view: SavedView) -> None:
    """Write the view of a picture. Raises OSError."""
    write_bytes(folder / VIEW, embedded_view.encode(view).encode())


def read_view(folder: Path) -> SavedView | None:
    """The view, or None if there is none."""
    try:
        return embedded_view.decode((folder / VIEW).read_bytes())
    except (OSError, Unreadable):
        return None
