"""Sheets of every preset in every projection and all colours: pages as they are exported, side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import get_args

from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from arctic_map import resources
from arctic_map.content import catalog
from arctic_map.desktop.shell.startup import environment
from arctic_map.export.request import PRESETS, Request
from arctic_map.geo.projections import PROJECTIONS
from arctic_map.model.style import Colours
from arctic_map.render import raster, snapshot
from arctic_map.scene.compose import compose, start
from arctic_map.scene.drawings.drawings import Drawings, drawings_for
from arctic_map.scene.scene import Scene
from arctic_map.scene.session.session import Session
from arctic_map.storage.preparation import read_drawing

MAX_SIDE = 1000
"""Longer side of a page on its sheet, px."""
GAP = 24
DESK = "#777777"
THEMES: Sequence[Colours] = get_args(Colours)
SIZES = {
    "thumbnail": Request(width=600, height=400),
    "thumbnail-square": Request(width=600, height=600),
    "small": Request(width=360, height=240),
    "wide": Request(width=1600, height=500),
    "tall": Request(width=500, height=1400),
    "a5-landscape": Request(width=210, height=148, unit="mm"),
    "a0-portrait": Request(width=841, height=1189, unit="mm"),
    "a0-landscape": Request(width=1189, height=841, unit="mm"),
    "4k": Request(width=3840, height=2160),
}
"""From a thumbnail to a poster, besides the presets."""
FACTS = ("T1", "T3", "S1", "G2")


def requests() -> Iterator[tuple[str, Request]]:
    for preset in PRESETS:
        yield f"presets-{preset.name}", preset.applied(Request())
    for name, request in SIZES.items():
        yield f"presets-size-{name}", request
    for name, facts in (("a4-portrait", FACTS), ("slide-16x9", FACTS)):
        preset = next(preset for preset in PRESETS if preset.name == name)
        yield f"presets-facts-{name}", preset.applied(Request(facts=facts))


def write(folder: Path, words: Sequence[str]) -> None:
    """A picture for each size with one of the words in its name, or all: colours down, projections across."""
    expected = [(name, request) for name, request in requests() if chosen(name, words)]
    if not expected:
        return
    environment.prepare(offscreen=True)
    # Referenced until all is painted: Qt has no fonts without it.
    app = QGuiApplication.instance() or QGuiApplication(["arctic-map"])
    content = catalog.load(resources.data())
    drawings = drawings_for(content, read_drawing)
    scenes = [
        compose(content, start(content, Session(projection=projection.id)), drawings)
        for projection in PROJECTIONS
    ]
    for name, request in expected:
        rows = [
            [page(scene, drawings, replace(request, theme=theme)) for scene in scenes] for theme in THEMES
        ]
        together(rows).save(str(folder / f"{name}.png"))
    del app


def chosen(name: str, words: Sequence[str]) -> bool:
    return not words or any(word in name for word in words)


def page(scene: Scene, drawings: Drawings, request: Request) -> QImage:
    """The whole route as it is exported, shrunk to its place on the sheet."""
    svg = snapshot.page(scene, drawings, replace(request, box=scene.projection.printed)).svg
    width, height = request.css
    share = min(1.0, MAX_SIDE / max(width, height))
    return raster.image(svg, round(width * share), round(height * share))


def together(rows: Sequence[Sequence[QImage]]) -> QImage:
    """Pictures of one size on a desk."""
    width, height = rows[0][0].width() + GAP, rows[0][0].height() + GAP
    sheet = QImage(len(rows[0]) * width + GAP, len(rows) * height + GAP, QImage.Format.Format_RGB32)
    sheet.fill(QColor(DESK))
    painter = QPainter(sheet)
    for down, row in enumerate(rows):
        for across, picture in enumerate(row):
            painter.drawImage(GAP + across * width, GAP + down * height, picture)
    painter.end()
    return sheet
