"""Sections of an HTML page with a heading, and its sources, licences and warnings."""

import re
from collections.abc import Iterable
from pathlib import Path

from arctic_map import __version__, resources
from arctic_map.export.html.offered_views import layers, never_shown
from arctic_map.export.marks.markup import tag, text
from arctic_map.model.catalog import Source
from arctic_map.model.tr import labelled, spaced, tr, tr_content
from arctic_map.scene.scene import Scene
from arctic_map.scene.words.sources import drawn, fetched


def section(id: str, heading: str, *content: str, hidden: bool = False) -> str:
    """A section with a heading, which links can target."""
    title = tag("h2", text(heading), id=f"{id}-heading")
    return tag(
        "section",
        title,
        *content,
        hidden="" if hidden else None,
        id=id,
        aria_labelledby=f"{id}-heading",
        tabindex="-1",
    )


def fold(id: str, heading: str, *content: str, above: str = "") -> str:
    """A section that is collapsed at first, but for what is above it."""
    title = tag("summary", tag("h2", text(heading), id=f"{id}-heading"))
    inner = tag("details", title, *content)
    return tag("section", above, inner, id=id, aria_labelledby=f"{id}-heading")


def button(words: str, **attributes: str | None) -> str:
    """An HTML button."""
    return tag("button", text(words), type="button", **attributes)


def fact_links(ids: Iterable[str], scene: Scene) -> str:
    """A line of links to facts of the page. Empty if it has none of them."""
    never = never_shown(scene).facts
    links = [tag("a", id, href=f"#fact-{id}") for id in ids if id in scene.catalog.fact and id not in never]
    return tag("p", labelled(tr("Facts"), tr(", ").join(links)), class_="quiet") if links else ""


SHIPPED = {
    "Leaflet": "leaflet/LICENSE",  # no words: names
    "Source Sans 3": "fonts/LICENSE",  # no words: names
    "Noto Sans SC": "fonts/NotoSansSC-LICENSE",  # no words: names
}
"""Third-party components in the page, and their licences below the web files."""
_ADDRESS = re.compile(r"(https?://[^\s<>\"]*[^\s<>\"'.,;:!?)])")


def credits(scene: Scene) -> str:
    """The section of sources and licences."""
    catalog = scene.catalog
    on_page = {layer.id for layer in layers(scene)}
    shown = [layer for layer in catalog.layers if layer.id in on_page]
    used, elsewhere = drawn(catalog, shown), fetched(shown, scene.wording)
    return fold(
        "sources",
        tr("Sources and licences"),
        tag("p", tag("strong", text(f"{scene.warning}."))),
        tag("ul", *map(_source, used), class_="sources"),
        *([tag("p", text(elsewhere))] if elsewhere else []),
        tag(
            "p",
            text(
                spaced(
                    tr("Facts after the article “{article}”.", article=tr_content(catalog.article_title))
                    if catalog.article
                    else "",
                    tr("Arctic Map {version}, data {data}.", version=__version__, data=catalog.version)
                    if catalog.publisher
                    else tr("Made with Arctic Map {version}.", version=__version__),
                )
            ),
        ),
        *(_licence(name, resources.web() / "vendor" / file) for name, file in SHIPPED.items()),
        # Narrow pages have no room for them on the map.
        above=tag("p", text(scene.source_line), class_="quiet credit"),  # no words: classes
    )


def without_addresses(words: str) -> str:
    """The text without URL schemes, so that nothing loads from elsewhere. XML namespaces are kept."""
    return re.sub(r"https?://(?!www\.w3\.org/)", "", words)


def _linked(words: str) -> str:
    """The text as HTML, in which addresses are links that open only when the reader follows them."""
    parts = _ADDRESS.split(words)
    return "".join(
        tag("a", text(without_addresses(part)), href=part, rel="noopener") if number % 2 else text(part)
        for number, part in enumerate(parts)
    )


def _source(source: Source) -> str:
    remarks = ". ".join(part.rstrip(".") for part in (source.licence, source.note) if part)
    return tag("li", tag("b", text(source.name)), _linked(f"{tr(': ')}{remarks}.") if remarks else "")


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
