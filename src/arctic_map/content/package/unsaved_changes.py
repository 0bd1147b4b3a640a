"""Saving an atlas, and its unsaved changes, which are kept so that a crash loses nothing."""

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import msgspec

from arctic_map.content.package.checked_reading import MAX_UNPACKED_SIZE, AtlasFile, read_atlas, read_packed
from arctic_map.content.package.packing import packed, save, why_not_written
from arctic_map.errors import ArcticMapError
from arctic_map.model.path_text import path_of, text_of
from arctic_map.model.tr import tr
from arctic_map.storage.app_folders import read_stored
from arctic_map.storage.atomic_write import write_all, write_bytes
from arctic_map.storage.bounded_reading import MAX_SIZE, MEGABYTE, Unreadable, is_there, read_bytes

FOLDER = "unsaved"
MAX_SAVED_SIZE = MAX_UNPACKED_SIZE + MEGABYTE
"""Maximum bytes: an uncompressed atlas with its zip headers."""


class _Origin(msgspec.Struct):
    """The atlas that the changes belong to."""

    path: str
    base: str = ""
    """Not written by versions before 0.3."""


@dataclass(frozen=True, slots=True)
class Unsaved:
    """The unsaved state of an atlas file."""

    path: Path
    """Path of the atlas."""
    files: Mapping[str, bytes]
    base: str
    """SHA-256 digest of the atlas file that the changes were made to, or empty if unknown."""


def keep(state: Path, path: Path, files: Mapping[str, bytes], base: str) -> None:
    """Store the unsaved state of an atlas whose file has the digest `base`. Raises OSError."""
    content, origin = _places(state, path)
    origin.parent.mkdir(parents=True, exist_ok=True)
    body = msgspec.json.encode(_Origin(text_of(path), base))
    write_all({origin: body, content: packed(files, at_once=True)}, lasting=True)


def stored(state: Path, path: Path) -> Unsaved | None:
    """The unsaved state of the atlas at this path. None if there is none or it cannot be read."""
    content, origin = _places(state, path)
    try:
        atlas = read_packed(read_bytes(content, largest=MAX_SAVED_SIZE))
    except Unreadable:
        return None
    base = ""
    with suppress(OSError, ValueError):
        base = _read_origin(origin).base
    return None if atlas.problems else Unsaved(path, atlas.files, base)


def follow_move(state: Path, path: Path) -> None:
    """Store under this path the unsaved state of the same file if it was moved or renamed. Raises OSError."""
    if _places(state, path)[0].exists():
        return
    gone = [each for each in all_stored(state) if not is_there(each)]
    fingerprint = fingerprint_of(path) if gone else ""
    for before in gone:
        unsaved = stored(state, before)
        if unsaved and fingerprint and unsaved.base == fingerprint:
            keep(state, path, unsaved.files, unsaved.base)
            forget(state, before)
            return


def recoverable(state: Path, path: Path) -> Unsaved | None:
    """The unsaved state of an atlas that is missing or damaged, else None."""
    try:
        if not read_atlas(path).problems:
            return None
    except Unreadable:
        pass
    return stored(state, path)


def all_stored(state: Path) -> tuple[Path, ...]:
    """The paths of atlases with unsaved changes, the latest first."""
    entries: list[tuple[float, Path]] = []
    for origin in (state / FOLDER).glob("*.json"):
        with suppress(OSError, ValueError):
            path = path_of(_read_origin(origin).path)
            entries.append((_places(state, path)[0].stat().st_mtime, path))
    return tuple(path for _, path in sorted(entries, reverse=True))


def forget(state: Path, path: Path) -> None:
    """Delete the unsaved state of the atlas at this path."""
    for each in _places(state, path):
        with suppress(OSError):
            each.unlink()


def keep_before(state: Path, path: Path) -> Path | None:
    """Back up the atlas file, if any, and return the copy's path. Raises OSError and Unreadable."""
    if not path.is_file():
        return None
    place = _before(state, path)
    write_bytes(place, read_bytes(path, largest=MAX_SIZE))
    return place


def state_before(state: Path, path: Path) -> Path | None:
    """The backup of an atlas whose last save was not verified, or None."""
    place = _before(state, path)
    return place if place.is_file() else None


def _read_origin(place: Path) -> _Origin:
    """The stored origin. Raises OSError and ValueError."""
    return msgspec.json.decode(read_stored(place), type=_Origin)


def _before(state: Path, path: Path) -> Path:
    return state / FOLDER / f"{_key(path)}.before.arctic"


def _places(state: Path, path: Path) -> tuple[Path, Path]:
    key = _key(path)
    return state / FOLDER / f"{key}.arctic", state / FOLDER / f"{key}.json"


def _key(path: Path) -> str:
    # A file may be opened by a link, or by a path with `..` in it.
    return sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:24]


def fingerprint_of(path: Path) -> str:
    """The SHA-256 digest of a file, or an empty string if it cannot be read."""
    try:
        return sha256(read_bytes(path, largest=MAX_SIZE)).hexdigest()
    except Unreadable:
        return ""


def read_with_fingerprint(path: Path) -> tuple[AtlasFile, str]:
    """The content of an atlas file and the SHA-256 digest of the same bytes. Raises Unreadable."""
    content = read_bytes(path, largest=MAX_SIZE)
    return read_packed(content), sha256(content).hexdigest()


def save_proven(state: Path, path: Path, files: Mapping[str, bytes]) -> str:
    """Save the files as an atlas and return the SHA-256 digest of its bytes.

    The previous version stays in the folder `state` until the new file has been read back. Raises
    ArcticMapError.
    """
    try:
        before = keep_before(state, path)
    except (OSError, Unreadable) as error:
        why = error.why if isinstance(error, Unreadable) else why_not_written(error)
        raise ArcticMapError(tr("the atlas was not saved: {why}", why=why), where=str(path)) from None
    save(path, files)
    try:
        content = read_bytes(path, largest=MAX_SIZE)
        proven = read_packed(content).files == files
    except Unreadable:
        content, proven = b"", False
    if not proven:
        why = tr("the saved file cannot be read back: save elsewhere")
        if before:
            why = tr(
                "the saved file cannot be read back: save elsewhere; the previous version is kept as {name}",
                name=before,
            )
        raise ArcticMapError(why, where=str(path))
    if before:
        with suppress(OSError):
            before.unlink()
    return sha256(content).hexdigest()
