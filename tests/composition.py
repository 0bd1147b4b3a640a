"""Pages as people order them, and the measures of their composition."""

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from arctic_map import resources
from arctic_map.cli.catalog_reading import catalog_of
from arctic_map.cli.commands import export
from arctic_map.cli.export_map import requested_page
from arctic_map.cli.main import add_common
from arctic_map.cli.parser import Parser
from arctic_map.export.page import subject
from arctic_map.export.page.page_grid import BAND
from arctic_map.export.page.seen import rows
from arctic_map.export.svg import Page
from arctic_map.geo.position import within
from arctic_map.model.catalog import DRAWN
from arctic_map.render import snapshot
from arctic_map.scene.compose import turned_scene

OWN = """name,lon,lat,depth
Station 1,33.1,69.2,120
Station 2,15.6,78.2,88
Station 3,81.0,73.9,35
Station 4,104.2,77.8,140
Station 5,128.6,71.6,22
Station 6,150.9,76.0,18
Station 7,-169.8,68.3,41
"""
"""An opened table, with places from Svalbard to the Chukchi Sea."""
BASE = "depth,land,lakes,borders,disputed,graticule,arctic-circle,sea-names,country-names"
SUBJECTS: dict[str, tuple[str, ...]] = {
    "default": (),
    "ice": ("--month", "9"),
    "route": ("--route", "Murmansk", "Yokohama", "--month", "9"),
    "drills": ("--layers", f"{BASE},drills"),
    "facts": ("--facts", "S3,S6"),
    "own": ("--with", "{own}"),
    "atlas": ("--data", "{atlas}"),
}
WORLD = {"world": ("--route", "Murmansk", "Yokohama", "--month", "9", "--projection", "world")}
SIZES: dict[str, tuple[str, ...]] = {
    "slide": ("--preset", "slide-16x9"),
    "1600x1000": ("--size", "1600x1000"),
    "a4-landscape": ("--preset", "a4-landscape"),
    "a4-portrait": ("--preset", "a4-portrait"),
    "journal": ("--preset", "journal-single"),
    "square": ("--preset", "square"),
}
LANGUAGES = ("en", "ru", "zh")


@dataclass(frozen=True)
class Measures:
    """What a page's composition comes to, in shares of 1."""

    frame: float
    """The map's frame in the page."""
    subject: float
    """The box of the subject in the frame."""
    whole: bool
    """Whether all of the subject is in the frame."""
    legend: float
    """The legend, with its insets and scale where they share a panel, in the page."""
    entries: int
    """Lines of the legend without headings."""
    longest: int
    """Lines in its longest column; next, in its shortest."""
    shortest: int
    panels: bool
    """Whether legend and scale are on the map."""
    named: frozenset[str]
    """Places that title or subtitle name, or of an opened file; next, those of them without their label."""
    unnamed: frozenset[str]


def cases() -> Iterator[tuple[str, str, str]]:
    """Subject, size and language of each page."""
    for about in SUBJECTS:
        for size in SIZES:
            yield from ((about, size, language) for language in LANGUAGES)


def a_third_of_the_cases() -> Iterator[tuple[str, str, str]]:
    """Each subject in each size, and each subject and each size in each language."""
    for row, about in enumerate(SUBJECTS):
        for column, size in enumerate(SIZES):
            # Starting here, the longest table, that of routes in Russian, meets the size with the least room.
            yield about, size, LANGUAGES[(row + column + 1) % len(LANGUAGES)]


def options(about: str, size: str, language: str, folder: Path) -> argparse.Namespace:
    """The options of a page, as on a command line."""
    own = folder / "stations.csv"
    own.write_text(OWN, encoding="utf-8")
    parser = Parser(prog="export")
    add_common(parser, None)
    export.options(parser)
    arguments = [
        word.format(own=own, atlas=resources.atlases() / "sea-ice") for word in (SUBJECTS | WORLD)[about]
    ]
    out = str(folder / "page.png")
    return parser.parse_args([*arguments, *SIZES[size], "--language", language, out])


def measured(about: str, size: str, language: str, folder: Path) -> tuple[Page, Measures]:
    """A page and its measures."""
    parsed = options(about, size, language, folder)
    found = requested_page(parsed, catalog_of(parsed), None, folder)
    assert found is not None
    scene, drawings, request = found
    page = snapshot.page(scene, drawings, request)
    only = subject.only_subject(scene, drawings, request)
    turned = turned_scene(only, drawings, round(page.projection.down))
    points = [page.field.view.pixel(*point) for point in subject.subject(turned, drawings, request)]
    shown = snapshot.in_language(turned, request)
    labelling = shown.preferences.on_paper.labelling
    drawings = drawings.with_all_names(page.projection.id, labelling)
    text = f"{page.title}\n{shown.subtitle}"
    named = {
        names[shape.feature]
        for layer in shown.layers
        if layer.shown and layer.topic != "base" and layer.kind in DRAWN
        for drawing in [drawings.get(layer.id, page.projection.id, labelling)]
        for names in [(drawing.names or {}) | {each.feature: each.text for each in drawing.labels}]
        for shape in drawing.shapes
        if shape.kind == "point" and within(shape.box, page.field.view.box)
        if shape.feature not in shown.filtered_out.features
        and (layer.file or names.get(shape.feature, "-") in text)
    }
    return page, _measures(page, points, frozenset(named))


def _measures(page: Page, points: list[tuple[float, float]], named: frozenset[str]) -> Measures:
    layout = page.layout
    whole_page = layout.page.width * layout.page.height
    map = layout.map
    xs, ys = zip(*points, strict=True) if points else ((0.0, map.width), (0.0, map.height))
    x0, x1 = max(0.0, min(xs)), min(map.width, max(xs))
    y0, y1 = max(0.0, min(ys)), min(map.height, max(ys))
    columns: dict[float, int] = {}
    for entry in layout.entries:
        columns[round(entry.x)] = columns.get(round(entry.x), 0) + len(entry.lines)
    legend = layout.legend
    panels = [room for room in layout.panels if legend and room.x <= legend.x <= room.right]
    area = (
        sum(room.width * room.height for room in panels[:1])
        if panels
        else legend.width * legend.height
        if legend
        else 0.0
    )
    lines = rows(page.legend)
    return Measures(
        frame=(map.width + 2 * BAND) * (map.height + 2 * BAND) / whole_page,
        subject=(x1 - x0) * (y1 - y0) / (map.width * map.height),
        whole=min(xs) >= -1 and min(ys) >= -1 and max(xs) <= map.width + 1 and max(ys) <= map.height + 1,
        legend=area / whole_page,
        entries=sum(1 for entry in layout.entries if not lines[entry.number].heading),
        longest=max(columns.values(), default=0),
        shortest=min(columns.values(), default=0),
        panels=bool(layout.panels),
        named=named,
        unnamed=named - {unescape(text) for text in re.findall(r"<text[^>]*>([^<]+)<", "".join(page.map))},
    )
