"""`arctic-map search`."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from arctic_map.cli.catalog import catalog_of
from arctic_map.cli.text import one_line, say, say_json, table
from arctic_map.scene.search.search import index

if TYPE_CHECKING:
    from arctic_map.scene.search.search import Hit


def run(options: Namespace) -> int:
    catalog = catalog_of(options)
    hits = index(catalog).find(" ".join(options.query), options.limit)
    if options.json:
        say_json([hit_json(hit) for hit in hits])
        return 0
    for line in (
        table([(f"{hit.score:.2f}", hit.kind, hit.id, one_line(hit.title)) for hit in hits]) if hits else ()
    ):
        say(line)
    return 0


def hit_json(hit: Hit) -> dict[str, Any]:
    return {"kind": hit.kind, "id": hit.id, "title": hit.title, "score": round(hit.score, 3)}
