"""A file of few features, drawn on every projection."""

from argparse import Namespace
from pathlib import Path

from arctic_map.cli.layering import telling
from arctic_map.content import catalog
from arctic_map.geo.projections import PROJECTIONS
from arctic_map.model.catalog import DRAWN
from arctic_map.model.opened import OpenedFile
from arctic_map.scene.drawings.labelling import with_labels
from arctic_map.scene.drawings.opened_files import box_of, draw_file
from arctic_map.scene.opened import with_files
from arctic_map.storage.prepared_drawings import read_drawing
from arctic_map.tables import opened_layer
from arctic_map.tables.readers.geojson import Opened


def draw(found: Opened, data: Path, options: Namespace) -> None:
    """The layer in every projection, its labels clear of those that stand there already."""
    content = catalog.load(data)
    layers = [layer for layer in content.layers if layer.kind in DRAWN]
    whole = with_files(content, [OpenedFile(layer=found.layer)])
    boxes = {}
    first = telling.first_projection(options)
    for projection in (first, *(projection for projection in PROJECTIONS if projection is not first)):
        drawing = draw_file(found.layer, projection, found.marks)
        standing = (
            *(read_drawing(projection.id, layer.id, layer.digest) for layer in layers),
            *(opened_layer.read_drawing(folder, projection.id) for folder in options.beside),
        )
        there = [each for each in standing if each is not None]
        opened_layer.write_drawing(options.out, with_labels([drawing], whole, projection, beside=there)[0])
        if box := box_of(drawing):
            boxes[projection.id] = box
        if projection is first:
            opened_layer.write_layer(options.out, found.layer, found.problems, boxes)
            telling.say(opened_layer.READY)
            _write_table(found, options.out)
    opened_layer.write_boxes(options.out, boxes)


def _write_table(found: Opened, folder: Path) -> None:
    # DuckDB: the window has all marks before it is loaded.
    from arctic_map.cli.layering import table

    table.of_few(found, folder)
