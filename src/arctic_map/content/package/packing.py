"""Packing a content folder into an atlas file reproducibly, and the initial content of a new atlas."""

import csv
import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from errno import EACCES, EDQUOT, EFBIG, ENOSPC, EPERM, EROFS
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from arctic_map import resources
from arctic_map.content.catalog_file import CATALOG, LayerRow, SourceRow, files_of, read_contents, required
from arctic_map.content.package.checked_reading import (
    MANIFEST,
    MARK,
    MAX_FILES,
    MIME,
    manifest_of,
    name_problem,
    read_packed,
)
from arctic_map.errors import ArcticMapError, ContentError, system_reason
from arctic_map.model.catalog import BASE
from arctic_map.model.problem import FileProblem
from arctic_map.model.tr import digits, tr
from arctic_map.storage.atomic_write import write_bytes
from arctic_map.storage.bounded_reading import MAX_SIZE, MEGABYTE, Unreadable, read_bytes
from arctic_map.storage.decoding import toml_table

_WHEN = (1980, 1, 1, 0, 0, 0)
"""The earliest time of the .zip format, so that the time of packing does not change the bytes."""
_MODE = 0o100644
_UNIX = 3
_LEVEL = 9
_SLOW = MEGABYTE
"""Bytes of a file that takes more than 0.1 s to compress."""
COUNTRIES = "country-names"
"""The layer with names of countries."""
FULL = (ENOSPC, EDQUOT, EFBIG)
LOCKED = (EACCES, EPERM, EROFS)


def packed(files: Mapping[str, bytes], *, at_once: bool = False) -> bytes:
    """The bytes of an atlas file; `at_once` stores large files uncompressed, for speed."""
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        archive.writestr(_entry(MARK, ZIP_STORED), MIME)
        archive.writestr(_entry(MANIFEST, ZIP_DEFLATED), manifest_of(files), compresslevel=_LEVEL)
        for name in sorted(files):
            method = ZIP_STORED if at_once and len(files[name]) > _SLOW else ZIP_DEFLATED
            archive.writestr(_entry(name, method), files[name], compresslevel=_LEVEL)
    return target.getvalue()


def _entry(name: str, method: int) -> ZipInfo:
    entry = ZipInfo(name, _WHEN)
    entry.compress_type = method
    entry.create_system = _UNIX
    entry.external_attr = _MODE << 16
    return entry


def gathered(folder: Path) -> tuple[dict[str, bytes], tuple[FileProblem, ...]]:
    """The files that a folder's catalogue names, and why others cannot be packed. Raises ContentError."""
    try:
        read_contents(folder)
    except Unreadable as error:
        where = f"{folder / CATALOG}{f', {error.where}' if error.where else ''}"
        raise ContentError(error.why, where=where) from None
    files: dict[str, bytes] = {}
    problems: list[FileProblem] = []
    for name in dict.fromkeys((CATALOG, *files_of(folder))):
        try:
            path = required(folder, name)
            if why := name_problem(name):
                raise Unreadable(why)
            files[name] = read_bytes(path)
        except Unreadable as error:
            problems.append((name, error.why))
    if len(files) > MAX_FILES:
        raise ContentError(
            tr("the catalogue names more than {count} files", count=MAX_FILES), where=str(folder)
        )
    return files, tuple(problems)


def save(path: Path, files: Mapping[str, bytes]) -> None:
    """Write an atlas file atomically. Raises ArcticMapError and leaves the old file unchanged."""
    content = packed(files)
    if len(content) > MAX_SIZE:
        raise ArcticMapError(
            tr(
                "the atlas would have {size} MB; at most {most} MB are opened again",
                size=digits(f"{len(content) / MEGABYTE:,.0f}"),
                most=digits(f"{MAX_SIZE / MEGABYTE:,.0f}"),
            ),
            where=str(path),
        )
    try:
        # Never replace a readable file by one that cannot be read again.
        if read_packed(content).files != files:
            raise ArcticMapError(
                tr("the atlas could not be packed without errors, so nothing was saved"), where=str(path)
            )
    except Unreadable as error:
        raise ArcticMapError(tr("the atlas was not saved: {why}", why=error.why), where=str(path)) from None
    try:
        write_bytes(path, content, lasting=True)
    except OSError as error:
        raise ArcticMapError(
            tr("the atlas was not saved: {why}", why=why_not_written(error)), where=str(path)
        ) from None


def why_not_written(error: OSError) -> str:
    """Why a file could not be written, and what to do."""
    if error.errno in FULL:
        return tr("the disk is full; free some space, or save elsewhere. The previous version is still there")
    if error.errno in LOCKED:
        return tr("the file or its folder is locked against writing; save under another name or elsewhere")
    return system_reason(error)


TEXT = "article.txt"
RowData = dict[str, object]
DRAWN, NAMES = "atlas", "names"
"""Source ids of what the author of an atlas draws, and of the names of the base map."""
NAMES_SOURCE: RowData = {
    "id": NAMES,
    "name": "Positions of names, Arctic Map",  # no words: of the atlas
    "short": "names by Arctic Map",  # no words: of the atlas
    "licence": "MIT",
    "note": "Names of seas and countries are placed by hand, for orientation.",  # no words: of the atlas
}


@dataclass(frozen=True, slots=True)
class About:
    """The owner's information on the article."""

    title: str
    author: str = ""
    date: str = ""
    address: str = ""
    language: str = ""


HEADER = (
    "# The content of an atlas, to be edited: "  # no words: for its author, in the file
    "`arctic-map atlas pack` makes one file of this folder."
)


def made(text: str, about: About) -> dict[str, bytes]:
    """The files of a new atlas by name. Raises Unreadable if the built-in content cannot be read."""
    layers, sources, files = base_map(whole_earth=True)
    sources.append({"id": DRAWN, "name": "Drawn by the author of the atlas"})  # no words: of the atlas
    article = {name: getattr(about, name) for name in About.__dataclass_fields__}
    blocks = [
        HEADER,
        toml_table({"version": "1", "title": about.title, "facts": []}),
        "[article]\n" + toml_table({**_stated(article), "text": TEXT}),
        *(f"[[source]]\n{toml_table(row)}" for row in sources),
        *(f"[[layer]]\n{toml_table(row)}" for row in layers),
    ]
    return {CATALOG: ("\n\n".join(blocks) + "\n").encode(), TEXT: text.encode(), **files}


def save_new(path: Path, text: str, about: About) -> None:
    """Write a new atlas. Raises ArcticMapError, or Unreadable as `made` does."""
    save(path, made(text, about))


def base_map(
    more: Collection[str] = (), *, whole_earth: bool = False
) -> tuple[list[RowData], list[RowData], dict[str, bytes]]:
    """Base map layers, lowest first, their sources and those with ids in `more`, and files of names.

    With `whole_earth`, countries that the map of the north does without have names too. Rows are tables of a
    catalogue. Raises Unreadable if the built-in content cannot be read.
    """
    data = resources.data()
    contents = read_contents(data)
    layers = [row for row in contents.layers if row.topic == BASE]
    named = {source for row in layers for source in row.sources} | {*more}
    sources = [row for row in contents.sources if row.id in named]
    files = {row.file: _names(data / row.file, whole_earth=whole_earth) for row in layers if row.file}
    return (
        [_stated(_row(row)) for row in layers],
        [*(_stated(_row(row)) for row in sources), NAMES_SOURCE],
        files,
    )


def _countries() -> Iterator[dict[str, Any]]:
    """Names of countries in all parts of the Earth, as features of GeoJSON.

    Those that the built-in atlas names too are here for their rank on maps of other parts of the Earth.
    """
    with (resources.root() / "places" / "countries.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            properties = {
                "name": row["name"],
                "names": {"ru": row["ru"], "zh": row["zh"]},
                "precision": "generalised",
                "style": "country-name",
                "rank": int(row["rank"]),
            }
            point = {"type": "Point", "coordinates": [float(row["lon"]), float(row["lat"])]}
            id = "name-" + re.sub("[^a-z]+", "-", row["name"].lower().replace("ô", "o"))
            kind = "Feature"  # no words: GeoJSON
            yield {"type": kind, "id": id, "properties": properties, "geometry": point}


def _row(row: LayerRow | SourceRow) -> RowData:
    return {name: getattr(row, name) for name in row.__struct_fields__}


def _stated(row: Mapping[str, object]) -> RowData:
    """The row without empty values and defaults."""
    return {
        key: value
        for key, value in row.items()
        if value not in ("", (), {}) and (key, value) != ("shown", True)
    }


def _names(path: Path, *, whole_earth: bool) -> bytes:
    """A layer of names without links to facts and without call-outs, one feature per line."""
    layer = json.loads(path.read_bytes())
    more = {row["id"]: row for row in _countries()} if whole_earth and path.stem == COUNTRIES else {}

    def lines() -> Iterator[str]:
        for feature in (more | {each["id"]: each for each in layer["features"]}).values():
            known = {key: value for key, value in feature["properties"].items() if key != "callout"}
            rank = {"rank": more[id]["properties"]["rank"]} if (id := feature["id"]) in more else {}
            properties = {**known, **rank, "facts": [], "source": NAMES}
            yield json.dumps({**feature, "properties": properties}, ensure_ascii=False)

    text = f'{{"type": "FeatureCollection", "features": [\n{",\n".join(lines())}\n]}}\n'  # no words: GeoJSON
    return text.encode()
