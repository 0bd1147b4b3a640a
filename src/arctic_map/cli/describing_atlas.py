"""What `arctic-map info` says of an atlas file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from arctic_map.content import check
from arctic_map.content.catalog import load
from arctic_map.content.catalog_file import inside, own_text, read_contents
from arctic_map.content.documents import article_text
from arctic_map.content.package.unpacked import unpacked
from arctic_map.errors import ContentError
from arctic_map.model.opened import Choice
from arctic_map.scene.ledger.ledger import rows
from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.tables.description import Described, Description, describe

if TYPE_CHECKING:
    from arctic_map.content.catalog_file import ArticleRow
    from arctic_map.model.catalog import Catalog

DRIVER = "Atlas"
ABOUT = ("title", "author", "date", "address", "language")
"""What the owner says of the article."""


def described_atlas(path: Path) -> tuple[Description, dict[str, Any]]:
    """Layers and problems as of any file, and what makes it an atlas. Raises Unreadable."""
    try:
        folder, _ = unpacked(path)
        catalog = load(folder)
    except ContentError as error:
        raise Unreadable(error.what) from None
    problems = tuple(
        (": ".join(part for part in (_within(path, each.file), each.where) if part), each.why)
        for each in check.atlas(path)
    )
    article = read_contents(folder).head.article
    description = Description(DRIVER, tuple(_layers(folder)), problems)
    return description, _contents(catalog, article, _text(folder))


def _contents(catalog: Catalog, article: ArticleRow, text: str | None) -> dict[str, Any]:
    """The keys of `atlas` in the JSON."""
    return {
        "title": catalog.title,
        "edition": catalog.version or None,
        "article": {key: getattr(article, key) or None for key in ABOUT},
        "text_words": None if text is None else len(text.split()),
        "facts": len(catalog.facts),
        "people": len(catalog.people),
        "ledger_rows": len(rows(catalog)),
        "charts": len(catalog.charts),
        "tour_steps": len(catalog.tour),
        "views": len(catalog.views),
        "sources": len(catalog.sources),
    }


def _layers(folder: Path) -> Iterator[Described]:
    """Those with features; why one cannot be read stands among the problems."""
    for row in read_contents(folder).layers:
        path = inside(folder, row.file) if row.file else None
        if path is None:
            continue
        try:
            yield from (replace(layer, name=row.name) for layer in describe(path, Choice()).layers)
        except Unreadable:
            continue


def _text(folder: Path) -> str | None:
    own = own_text(folder)
    try:
        return article_text.read(own) if own else None
    except Unreadable:
        return None


def _within(path: Path, file: str) -> str:
    """A file of the atlas by its name there."""
    return file.removeprefix(str(path)).removeprefix("/")
