"""Atlas files unpacked into the cache folder, where they are read and edited like any content folder."""

import contextlib
import os
import shutil
import time
import tomllib
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from arctic_map.content.catalog_file import CATALOG
from arctic_map.content.package.checked_reading import AtlasFile, read_atlas, read_packed
from arctic_map.errors import ArcticMapError, ContentError, system_reason
from arctic_map.model.tr import tr
from arctic_map.storage.app_folders import ScratchFolder, cache_folder, remove_stale
from arctic_map.storage.bounded_reading import MAX_SIZE, Unreadable, read_bytes

DAY_S = 86_400
CONTENT = "content"
STORED_DAYS = 30
"""Days after which an atlas that was not opened again is removed."""


def own_folder() -> Path:
    """The folder into which atlas files are unpacked."""
    return cache_folder() / "atlases"


def unpacked(path: Path) -> tuple[Path, AtlasFile]:
    """The folder of an atlas file, by its digest, and what was read from it. Raises ContentError."""
    try:
        content = read_bytes(path, largest=MAX_SIZE)
        atlas = read_packed(content)
    except Unreadable as error:
        place = f", {error.where}" if error.where else ""
        raise ContentError(
            tr("the atlas was not opened: {why}", why=error.why), where=f"{path}{place}"
        ) from None
    if CATALOG not in atlas.files:
        raise ContentError(
            tr("the atlas was not opened: its catalogue is missing or damaged; get the file again"),
            where=str(path),
        )
    folder = own_folder() / sha256(content).hexdigest()[:32]
    try:
        _forget_old(folder.parent)
        _keep(folder, atlas.files)
    except OSError as error:
        why = system_reason(error)
        raise ContentError(
            tr(
                "the atlas was not opened: it cannot be unpacked into {folder}: {why}",
                folder=folder.parent,
                why=why,
            ),
            where=str(path),
        ) from None
    return folder, atlas


def title_of(path: Path) -> str:
    """The title of an atlas file, or the file's name if the title cannot be read."""
    try:
        title = tomllib.loads(read_atlas(path).files[CATALOG].decode()).get("title", "")
    except (Unreadable, KeyError, ValueError):
        title = ""
    return title if isinstance(title, str) and title else path.stem


def unpack(files: Mapping[str, bytes], folder: Path) -> None:
    """Write the files into a new or empty folder. Raises ArcticMapError and leaves nothing behind."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ArcticMapError(tr("the folder is not empty; use a new or empty folder"), where=str(folder))
    try:
        _put(folder, files)
    except OSError as error:
        why = system_reason(error)
        raise ArcticMapError(tr("the atlas was not unpacked: {why}", why=why), where=str(folder)) from None


def _keep(folder: Path, files: Mapping[str, bytes]) -> None:
    if _holds(folder, files):
        os.utime(folder)
        return
    shutil.rmtree(folder, ignore_errors=True)
    _put(folder, files)


def _holds(folder: Path, files: Mapping[str, bytes]) -> bool:
    """Whether the folder still has exactly these files: cleaners may have removed some."""
    if folder.is_symlink() or not folder.is_dir():
        return False
    there = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
    try:
        return there == set(files) and all((folder / name).read_bytes() == files[name] for name in files)
    except OSError:
        return False


def _put(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write all files or none: into a temporary folder, which is then renamed."""
    temporary = folder.with_name(f".{folder.name[:60]}.{os.urandom(6).hex()}")
    try:
        for name, body in files.items():
            place = temporary / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(body)
        if folder.is_dir():
            folder.rmdir()
        try:
            temporary.rename(folder)
        except OSError:
            # Another process may have unpacked the same atlas meanwhile.
            if not folder.is_dir():
                raise
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _forget_old(folder: Path) -> None:
    oldest = time.time() - STORED_DAYS * DAY_S
    for each in folder.glob("*"):
        with contextlib.suppress(OSError):
            if each.stat().st_mtime < oldest:
                shutil.rmtree(each, ignore_errors=True)


class WorkingFolder:
    """A folder for an edited atlas, created at the first `show`. Only changed files are written."""

    def __init__(self) -> None:
        self._scratch: ScratchFolder | None = None
        self._shown: dict[str, bytes] = {}

    def show(self, files: Mapping[str, bytes]) -> Path:
        """Make the folder contain exactly these files, and return it. Raises OSError."""
        path = self._content_folder()
        for name in self._shown.keys() - files.keys():
            (path / name).unlink(missing_ok=True)
            del self._shown[name]
        for name, body in files.items():
            if self._shown.get(name) != body:
                place = path / name
                # A failure may leave a part of the file.
                self._shown.pop(name, None)
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(body)
                self._shown[name] = body
        return path

    def remove(self) -> None:
        """Delete the folder as far as possible."""
        if self._scratch:
            self._scratch.cleanup()
        self._scratch = None
        self._shown.clear()

    def _content_folder(self) -> Path:
        if self._scratch is None:
            where = own_folder().with_name("editing")
            # Those of windows that were killed.
            remove_stale(where)
            self._scratch = ScratchFolder("atlas", where)
        # The lock of the folder is no content.
        return self._scratch.path / CONTENT
