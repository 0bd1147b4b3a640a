"""The saved session: written to the state folder, read strictly, and set aside if it is invalid."""

import contextlib
from pathlib import Path

import msgspec

from arctic_map.errors import ArcticMapError, system_reason
from arctic_map.model.saved_view import SavedSession
from arctic_map.model.tr import tr
from arctic_map.storage.app_folders import SESSION, read_stored
from arctic_map.storage.atomic_write import write_bytes
from arctic_map.storage.decoding import VIEW, with_current_names


class SessionUnreadable(ArcticMapError):
    """The session file was invalid and has been set aside."""


def write(folder: Path, saved: SavedSession) -> bytes:
    """Save the session and return the bytes of the file. Raises OSError and leaves the old file unchanged."""
    body = msgspec.json.format(msgspec.json.encode(saved))
    write_bytes(folder / SESSION, body)
    return body


def read(folder: Path) -> SavedSession | None:
    """Return the last session, or None if there is none. Raises SessionUnreadable."""
    try:
        return msgspec.convert(
            with_current_names(msgspec.json.decode(read_stored(folder / SESSION)), VIEW), SavedSession
        )
    except FileNotFoundError:
        return None
    except (OSError, ValueError, RecursionError) as problem:
        raise set_aside(folder, system_reason(problem)) from problem


def forget(folder: Path) -> None:
    """Delete the saved session."""
    with contextlib.suppress(OSError):
        (folder / SESSION).unlink()


def set_aside(folder: Path, why: str) -> SessionUnreadable:
    """Rename an invalid session file, and return the error to raise or show."""
    path = folder / SESSION
    aside = path.with_suffix(".unreadable.json")
    with contextlib.suppress(OSError):
        path.replace(aside)
    return SessionUnreadable(
        tr("the last session could not be read; the map starts without it"), where=str(aside), why=why
    )
