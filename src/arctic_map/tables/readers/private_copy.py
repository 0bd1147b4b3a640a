"""Copies a file and its companions into a folder where GDAL finds nothing else and may write."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from arctic_map.errors import system_reason
from arctic_map.model.problem import FileProblem
from arctic_map.model.tr import digits, tr, tr_later
from arctic_map.storage.app_folders import ScratchFolder
from arctic_map.storage.bounded_reading import (
    CHANGED,
    MAX_SIZE_ON_DISK,
    MAX_TEXT_SIZE,
    MEGABYTE,
    Unreadable,
    is_there,
    read_bytes,
    read_head,
)
from arctic_map.tables.readers import before_gdal, file_kinds
from arctic_map.tables.readers.before_gdal import blank_impossible_dates, ensure_index, ensure_table
from arctic_map.tables.readers.file_kinds import HEAD, KINDS, require_kind

NO_ATTRIBUTES = tr_later("there is no .dbf file beside it, so its features have no attributes")
LINKS = tr_later("it links to other files or to the network (NetworkLink), which the atlas does not follow")
UNSAVED = tr_later("another program is writing to it; its latest changes are not in the file yet")
_PLAIN = re.compile(r"[^\w-]+")
_WAL = b"\x02\x02"
"""Bytes 18 and 19 of an SQLite file whose latest pages may be in a companion file."""
_PLAIN_PAGES = b"\x01\x01"
MAX_SIZE_IN_MEMORY = 16 * MEGABYTE
"""Bytes. Larger files are copied by the system."""


@dataclass(frozen=True, slots=True)
class Copied:
    """The copy of a file."""

    path: Path
    """The path for GDAL: a file, or a folder with Shapefiles."""
    kind: str
    """Suffix of the file, such as `.shp`."""
    digest: str
    size: int
    """Size of the copy in bytes."""
    problems: tuple[FileProblem, ...] = ()


class _Copies:
    def __init__(self) -> None:
        self.stack = ExitStack()
        self.copies: dict[tuple[Path, str], Copied] = {}


_copies: ContextVar[_Copies | None] = ContextVar("kept copies", default=None)  # no words: no text


@contextmanager
def copied_once() -> Iterator[None]:
    """Within the block, copy each file only once, so that all readers see the same content."""
    copies = _Copies()
    before = _copies.set(copies)
    try:
        with copies.stack:
            yield
    finally:
        _copies.reset(before)


@contextmanager
def private_copy(path: Path, kind: str = "") -> Iterator[Copied]:
    """Copy a file for the block; `kind` replaces its suffix. Raises Unreadable if the content differs."""
    kind = kind or path.suffix.lower()
    copies = _copies.get()
    if copies is None:
        with _copy_of(path, kind) as copied:
            yield copied
        return
    if (path, kind) not in copies.copies:
        copies.copies[path, kind] = copies.stack.enter_context(_copy_of(path, kind))
    yield copies.copies[path, kind]


@contextmanager
def _copy_of(path: Path, kind: str) -> Iterator[Copied]:
    files, problems = _files(path, kind)
    try:
        with ScratchFolder("copy") as folder:
            digest = sha256()
            for name, content in files.items():
                if isinstance(content, Path):
                    digest.update(_copy(content, Path(folder, name)))
                else:
                    digest.update(content)
                    Path(folder, name).write_bytes(content)
            for shp in Path(folder).glob("*.shp"):
                problems += [*ensure_index(shp), *ensure_table(shp), *blank_impossible_dates(shp)]
            opened = Path(folder) if kind == ".zip" else Path(folder, next(iter(files)))
            size = sum(_size(Path(folder, name)) for name in files)
            yield Copied(opened, opened.suffix or ".shp", digest.hexdigest(), size, tuple(problems))
    except OSError as error:
        raise Unreadable(
            tr("a copy for reading it cannot be written: {why}", why=system_reason(error))
        ) from None


def _files(path: Path, kind: str) -> tuple[dict[str, bytes | Path], list[FileProblem]]:
    """Contents by simplified names, the file itself first, and problems. Large files are given as paths."""
    if kind in KINDS and KINDS[kind].may_be_large and _size(path) > MAX_SIZE_IN_MEMORY:
        return _large(path, kind)
    content = read_bytes(path, largest=MAX_TEXT_SIZE)
    if kind == ".zip":
        problems = list[FileProblem]()
        return {**file_kinds.shapefiles(content, problems)}, problems
    if kind == ".kmz":
        kind, content = file_kinds.kml(content)
    if kind in (".kml", ".gpx"):
        content = before_gdal.in_utf8(content)
    require_kind(content, kind)
    if kind == ".kml":
        content = file_kinds.fit_for_kml(file_kinds.without_loose_rings(content))
    stem = _PLAIN.sub("_", path.stem)[:80] or "file"
    files: dict[str, bytes | Path] = {f"{stem}{kind}": content}
    problems = []
    for suffix, companion in _companions(path, kind):
        files[f"{stem}{suffix}"] = read_bytes(companion, largest=MAX_TEXT_SIZE)
    if sum(len(each) for each in files.values() if isinstance(each, bytes)) > MAX_TEXT_SIZE:
        most = digits(f"{MAX_TEXT_SIZE / MEGABYTE:,.0f}")
        raise Unreadable(
            tr("it and the files that belong to it are too large; at most {size} MB are read", size=most)
        )
    if kind == ".shp" and f"{stem}.dbf" not in files:
        problems.append(("", tr(NO_ATTRIBUTES)))
    if kind == ".kml" and b"<NetworkLink" in content:
        problems.append(("", tr(LINKS)))
    if kind == ".gpkg":
        if content[18:20] == _WAL:
            # The copy would not open without its companion file.
            files[f"{stem}{kind}"] = content[:18] + _PLAIN_PAGES + content[20:]
        if _size(path.with_name(f"{path.name}-wal")):
            problems.append(("", tr(UNSAVED)))
    return files, problems


def _large(path: Path, kind: str) -> tuple[dict[str, bytes | Path], list[FileProblem]]:
    """Like `_files`, for a file that is copied without reading it."""
    head = read_head(path, largest=MAX_SIZE_ON_DISK, length=HEAD)
    require_kind(head, kind)
    stem = _PLAIN.sub("_", path.stem)[:80] or "file"
    files: dict[str, bytes | Path] = {f"{stem}{kind}": path}
    files |= {f"{stem}{suffix}": companion for suffix, companion in _companions(path, kind)}
    problems: list[FileProblem] = []
    if kind == ".shp" and f"{stem}.dbf" not in files:
        problems.append(("", tr(NO_ATTRIBUTES)))
    if kind == ".gpkg" and _size(path.with_name(f"{path.name}-wal")):
        problems.append(("", tr(UNSAVED)))
    return files, problems


def _copy(path: Path, to: Path) -> bytes:
    """Copy a file and return bytes that identify it. Raises Unreadable if it changes meanwhile."""
    head = read_head(path, largest=MAX_SIZE_ON_DISK)
    before = path.stat()
    shutil.copyfile(path, to)
    after = path.stat()
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise Unreadable(tr(CHANGED))
    if to.suffix == ".gpkg" and head[18:20] == _WAL:
        # The copy would not open without its companion file.
        with to.open("r+b") as file:
            file.seek(18)
            file.write(_PLAIN_PAGES)
    return head + f"{os.fspath(path)} {after.st_size} {after.st_mtime_ns}".encode()


def _companions(path: Path, kind: str) -> Iterator[tuple[str, Path]]:
    """Yield the companion files, with suffixes in lower or upper case."""
    for suffix in KINDS[kind].companions:
        for spelled in (suffix, suffix.upper()):
            if is_there(companion := path.with_suffix(spelled)):
                yield suffix, companion
                break
        else:
            if kind == ".000":
                return


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
