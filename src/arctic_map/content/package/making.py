"""The initial content of a user's atlas: the article's text and a base map."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from arctic_map import resources
from arctic_map.content.catalog_file import CATALOG, LayerRow, SourceRow, read_contents
from arctic_map.content.package.packing import save
from arctic_map.model.catalog import BASE
from arctic_map.storage.toml_text import table

TEXT = "article.txt"
RowData = dict[str, object]
DRAWN, NAMES = "atlas", "names"
"""Source ids of what the author of an atlas draws, and of the names of the base map."""
NAMES_SOURCE: RowData = {
    "id": NAMES,
    "name": "Positions of names, Arctic Map",
    "short": "names by Arctic Map",
    "licence": "MIT",
    "note": "Names of seas and countries are placed by hand, for orientation.",
}


@dataclass(frozen=True, slots=True)
class About:
    """The owner's information on the article."""

    title: str
    author: str = ""
    date: str = ""
    address: str = ""
    language: str = ""


def made(text: str, about: About) -> dict[str, bytes]:
    """The files of a new atlas by name. Raises Unreadable if the built-in content cannot be read."""
    layers, sources, files = base_map()
    sources.append({"id": DRAWN, "name": "Drawn by the author of the atlas"})
    article = {name: getattr(about, name) for name in About.__dataclass_fields__}
    blocks = [
        "# The content of an atlas, to be edited: `arctic-map atlas pack` makes one file of this folder.",
        table({"version": "1", "title": about.title, "facts": []}),
        "[article]\n" + table({**_stated(article), "text": TEXT}),
        *(f"[[source]]\n{table(row)}" for row in sources),
        *(f"[[layer]]\n{table(row)}" for row in layers),
    ]
    return {CATALOG: ("\n\n".join(blocks) + "\n").encode(), TEXT: text.encode(), **files}


def save_new(path: Path, text: str, about: About) -> None:
    """Write a new atlas. Raises ArcticMapError, or Unreadable as `made` does."""
    save(path, made(text, about))


def base_map(more: Collection[str] = ()) -> tuple[list[RowData], list[RowData], dict[str, bytes]]:
    """Base map layers, lowest first, their sources and those with ids in `more`, and files of names.

    Rows are tables of a catalogue. Raises Unreadable if the built-in content cannot be read.
    """
    data = resources.data()
    contents = read_contents(data)
    layers = [row for row in contents.layers if row.topic == BASE]
    named = {source for row in layers for source in row.sources} | {*more}
    sources = [row for row in contents.sources if row.id in named]
    files = {row.file: _names(data / row.file) for row in layers if row.file}
    return (
        [_stated(_row(row)) for row in layers],
        [*(_stated(_row(row)) for row in sources), NAMES_SOURCE],
        files,
    )


def _row(row: LayerRow | SourceRow) -> RowData:
    return {name: getattr(row, name) for name in row.__struct_fields__}


def _stated(row: Mapping[str, object]) -> RowData:
    """The row without empty values and defaults."""
    return {
        key: value
        for key, value in row.items()
        if value not in ("", (), {}) and (key, value) != ("shown", True)
    }


def _names(path: Path) -> bytes:
    """A layer of names without links to facts and without call-outs, one feature per line."""
    layer = json.loads(path.read_bytes())

    def lines() -> Iterator[str]:
        for feature in layer["features"]:
            known = {key: value for key, value in feature["properties"].items() if key != "callout"}
            properties = {**known, "facts": [], "source": NAMES}
            yield json.dumps({**feature, "properties": properties}, ensure_ascii=False)

    return f'{{"type": "FeatureCollection", "features": [\n{",\n".join(lines())}\n]}}\n'.encode()
