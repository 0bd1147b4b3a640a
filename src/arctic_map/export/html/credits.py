"""Sources, licences and warnings of a page of its own."""

import re
from pathlib import Path

from arctic_map import __version__, resources
from arctic_map.export.html.sections import fold
from arctic_map.export.marks.markup import tag, text
from arctic_map.model.catalog import Source
from arctic_map.model.tr import tr
from arctic_map.scene.scene import Scene

SHIPPED = {
    "Leaflet": "leaflet/LICENSE",  # no words: names
    "Source Sans 3": "fonts/LICENSE",  # no words: names
    "Noto Sans SC": "fonts/NotoSansSC-LICENSE",  # no words: names
}
"""What of other makers the page carries, and where the licence lies below the web files."""


def credits(scene: Scene) -> str:
    catalog = scene.catalog
    return fold(
        "sources",
        tr("Sources and licences"),
        tag("p", tag("strong", text(f"{scene.warning}.")), " ", tr("Lanes and zones are illustrations.")),
        tag("ul", *map(_source, catalog.sources), class_="sources"),
        tag(
            "p",
            text(
                f"{tr('Facts after the article “{article}”.', article=catalog.article)} "
                if catalog.article
                else ""
            ),
            text(tr("Arctic Map {version}, data {data}.", version=__version__, data=catalog.version)),
        ),
        *(_licence(name, resources.web() / "vendor" / file) for name, file in SHIPPED.items()),
    )


def without_addresses(words: str) -> str:
    """The text with addresses of the web as plain names: nothing leads out of the page. XML's own stay."""
    return re.sub(r"https?://(?!www\.w3\.org/)", "", words)


def _source(source: Source) -> str:
    said = ". ".join(part.rstrip(".") for part in (source.licence, source.note) if part)
    return tag("li", tag("b", text(source.name)), text(f": {said}." if said else ""))


def _licence(name: str, file: Path) -> str:
    try:
        words = file.read_text(encoding="utf-8")
    except OSError:
        words = ""
    return tag(
        "details",
        tag("summary", text(tr("Licence of {name}", name=name))),
        tag("pre", text(without_addresses(words))),
    )
