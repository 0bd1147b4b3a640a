"""A file and those that belong to it, copied where GDAL finds nothing else and may leave what it likes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from arctic_map.files.file_problem import FileProblem
from arctic_map.files.limits import LARGEST, MEGABYTE
from arctic_map.files.paths import is_there
from arctic_map.files.readers import archive
from arctic_map.files.readers.file_kinds import KINDS, require_kind
from arctic_map.files.reading import Unreadable, read_bytes

NO_ATTRIBUTES = "there is no .dbf file beside it, so its features have no attributes"
LINKS = "it links to other files or to the network (NetworkLink), which the atlas does not follow"
UNSAVED = "another program is writing to it; its latest changes are not in the file yet"
_PLAIN = re.compile(r"[^\w-]+")
_WAL = b"\x02\x02"
"""What says at byte 18 of an SQLite file that its latest pages may lie in a file beside it."""


@dataclass(frozen=True, slots=True)
class Copied:
    path: Path
    """What GDAL is to open: a file, or a folder with Shapefiles."""
    kind: str
    """The end of the file's name, as `.shp`."""
    digest: str
    problems: tuple[FileProblem, ...] = ()


@contextmanager
def private_copy(path: Path, kind: str = "") -> Iterator[Copied]:
    """The copy, until it is no more needed; `kind` stands in for the end of its name.

    Raises Unreadable for what is not of its kind.
    """
    kind = kind or path.suffix.lower()
    files, problems = _files(path, kind)
    digest = sha256()
    for content in files.values():
        digest.update(content)
    try:
        with TemporaryDirectory(prefix="arctic-map-copy-", ignore_cleanup_errors=True) as folder:
            for name, content in files.items():
                Path(folder, name).write_bytes(content)
            opened = Path(folder) if kind == ".zip" else Path(folder, next(iter(files)))
            yield Copied(opened, opened.suffix or ".shp", digest.hexdigest(), tuple(problems))
    except OSError as error:
        raise Unreadable(f"a copy for reading it cannot be written: {error.strerror}") from None


def _files(path: Path, kind: str) -> tuple[dict[str, bytes], list[FileProblem]]:
    """Contents by plain names, the file itself first, and what is amiss."""
    content = read_bytes(path)
    if kind == ".zip":
        return archive.shapefiles(content), []
    if kind == ".kmz":
        kind, content = archive.kml(content)
    require_kind(content, kind)
    stem = _PLAIN.sub("_", path.stem)[:80] or "file"
    files, problems = {f"{stem}{kind}": content}, list[FileProblem]()
    for suffix, found in _beside(path, kind):
        files[f"{stem}{suffix}"] = read_bytes(found, largest=LARGEST)
    if sum(map(len, files.values())) > LARGEST:
        most = f"{LARGEST / MEGABYTE:,.0f} MB"
        raise Unreadable(f"it and the files that belong to it are too large; at most {most} are read")
    if kind == ".shp" and f"{stem}.dbf" not in files:
        problems.append(("", NO_ATTRIBUTES))
    if kind == ".kml" and b"<NetworkLink" in content:
        problems.append(("", LINKS))
    if kind == ".gpkg":
        if content[18:20] == _WAL:
            # Without its companion file the copy would not open.
            files[f"{stem}{kind}"] = content[:18] + b"\x01\x01" + content[20:]
        if _size(path.with_name(f"{path.name}-wal")):
            problems.append(("", UNSAVED))
    return files, problems


def _beside(path: Path, kind: str) -> Iterator[tuple[str, Path]]:
    """The files that belong to one, in letters of any case."""
    for suffix in KINDS[kind].beside:
        for spelled in (suffix, suffix.upper()):
            if is_there(found := path.with_suffix(spelled)):
                yield suffix, found
                break
        else:
            if kind == ".000":
                return


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
