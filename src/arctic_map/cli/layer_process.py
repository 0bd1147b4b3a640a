"""Reads and draws a file for the window, in a process of its own."""

import os
import sys
from argparse import Namespace
from functools import cached_property
from pathlib import Path

from arctic_map.cli.main import data_of
from arctic_map.cli.text import ProgressOutput, flush, say
from arctic_map.content.prepared_catalog import content_of
from arctic_map.errors import ContentError
from arctic_map.geo import projected_marks
from arctic_map.geo.projections import PROJECTIONS, projection_named
from arctic_map.model.catalog import DRAWN
from arctic_map.model.opened import (
    PICTURES,
    Choice,
    OpenedFile,
    Question,
    Reader,
    layer_id,
    parted,
    reader_of,
)
from arctic_map.model.path_text import LATER
from arctic_map.model.projection import Box, Projection
from arctic_map.model.tr import tr, tr_later
from arctic_map.scene.drawings.labelling import with_labels
from arctic_map.scene.drawings.painting import box_of, draw_file
from arctic_map.scene.opened_files import with_files
from arctic_map.storage import embedded_view
from arctic_map.storage.bounded_reading import TOO_MUCH, Unreadable
from arctic_map.storage.languages import speak_in
from arctic_map.storage.preparation import read_drawing
from arctic_map.tables import file_data, opened_layer
from arctic_map.tables.file_data import FileData
from arctic_map.tables.readers import any_file
from arctic_map.tables.readers.private_copy import copied_once
from arctic_map.tables.readers.read_features import Bulk

PROGRESS_DELAY_S = 0.4
SEVERAL = tr_later("it contains several layers, and none was selected")


def read(args: Namespace) -> None:
    """Write to the output folder what the window shows, or why it cannot. Raises OSError."""
    speak_in(args.wording)
    id = layer_id(str(args.file))
    args.out.mkdir(parents=True, exist_ok=True)
    try:
        with copied_once():
            if reader_of(args.file.suffix.lower()) is Reader.RASTER:
                _copy_raster(args)
            elif args.file.suffix.lower() in PICTURES:
                opened_layer.write_view(args.out, embedded_view.read(args.file))
            elif args.ask and not parted(args.file)[1] and len(layers := any_file.layers_of(args.file)) > 1:
                opened_layer.write_refusal(args.out, id, tr(SEVERAL), Question.LAYERS, layers)
            else:
                _read_features(args)
    except ContentError as error:
        opened_layer.write_refusal(args.out, id, f"{error.what}: {error.why}")
    except Unreadable as error:
        why = f"{error.where}: {error.why}" if error.where else error.why
        columns = any_file.unnamed_columns(error)
        question = Question.COLUMNS if columns else Question.CRS if any_file.lacks_crs(error) else None
        opened_layer.write_refusal(args.out, id, why, question, columns=columns)
    except (MemoryError, RecursionError):
        opened_layer.write_refusal(args.out, id, tr(TOO_MUCH))


def _copy_raster(args: Namespace) -> None:
    """Copy the pixels, which the window reads for each view. Raises Unreadable."""
    # Late import: only rasters need GDAL's part for them, 60 ms.
    from arctic_map.tables.rasters.raster_layer import OpenedRaster, open_raster

    words = [opened_layer.READY]

    def show_part(part: OpenedRaster) -> None:
        opened_layer.write_layer(args.out, part.layer, part.problems, part.boxes, part=True)
        _report(words.pop())
        words.append(opened_layer.ALL)

    progress = ProgressOutput(delay=PROGRESS_DELAY_S)
    opened = open_raster(args.file, args.hue, args.out, args.crs, progress, show_part)
    opened_layer.write_layer(args.out, opened.layer, opened.problems, opened.boxes)
    opened_layer.write_boxes(args.out, opened.boxes)
    _report(words.pop())


def _read_features(args: Namespace) -> None:
    """Read and draw the features. Raises Unreadable and ContentError."""
    choice = Choice(tuple(args.layers), args.crs, tuple(args.columns))
    tiles = _Tiles(args)
    progress = ProgressOutput(delay=PROGRESS_DELAY_S)
    data = file_data.read(args.file, args.hue, choice, progress, tiles.show_part)
    if data.layer.rows:
        tiles.write(data)
    else:
        _draw(data, args)


def _draw(data: FileData, args: Namespace) -> None:
    """Draw the layer in every projection, with labels that avoid those of other layers."""
    content = content_of(data_of(args))
    layers = [layer for layer in content.layers if layer.kind in DRAWN]
    whole = with_files(content, [OpenedFile(layer=data.layer)])
    boxes = {}
    first = _first_projection(args)
    for projection in (first, *(projection for projection in PROJECTIONS if projection is not first)):
        drawing = draw_file(data.layer, projection, data.marks)
        avoid = (
            *(read_drawing(projection.id, layer.id, layer.digest) for layer in layers),
            *(opened_layer.read_drawing(folder, projection.id) for folder in args.avoid),
        )
        there = [each for each in avoid if each is not None]
        opened_layer.write_drawing(args.out, with_labels([drawing], whole, projection, avoid=there)[0])
        if box := box_of(drawing):
            boxes[projection.id] = box
        if projection is first:
            opened_layer.write_layer(args.out, data.layer, data.problems, boxes)
            _report(opened_layer.READY)
            _write_table(data, args.out)
    opened_layer.write_boxes(args.out, boxes)


class _Tiles:
    """Writes very many features as tiles, first for the projection that is shown."""

    def __init__(self, args: Namespace) -> None:
        self._args = args
        self._shows_part = False

    def show_part(self, part: Bulk, total: int) -> None:
        """Show the first rows of `total`."""
        try:
            data = file_data.of_bulk(self._args.file, self._args.hue, part, total)
        except Unreadable:
            # The remaining rows may still have something to show.
            return
        self._write_layer(data, part=True)
        self._shows_part = True

    def write(self, data: FileData) -> None:
        """Write all rows for all projections."""
        boxes = self._write_layer(data)
        _lower_priority()
        for family in projected_marks.families(self._first_family)[1:]:
            boxes |= data.write_plane(self._args.out, family)
        opened_layer.write_boxes(self._args.out, boxes)
        _report(opened_layer.PLANES)
        data.forget_places()
        _write_table(data, self._args.out)

    @cached_property
    def _first_family(self) -> str:
        return _first_projection(self._args).family

    def _write_layer(self, data: FileData, *, part: bool = False) -> dict[str, Box]:
        boxes = data.write_plane(self._args.out, self._first_family, part=part)
        opened_layer.write_layer(self._args.out, data.layer, data.problems, boxes, part=part)
        _report(opened_layer.ALL if self._shows_part else opened_layer.READY)
        return boxes


def _write_table(data: FileData, folder: Path) -> None:
    """Write the attribute table. The layer remains usable without it."""
    # Late import: DuckDB takes 40 ms, and the window already has all marks.
    from arctic_map.tables.attributes.attribute_writer import FAILURES

    try:
        data.write_table(folder)
    except (*FAILURES, Unreadable, MemoryError) as error:
        sys.stderr.write(f"no table: {error}\n")  # no words: for the log
    else:
        _report(opened_layer.TABLE)


def _report(word: bytes) -> None:
    """Send a message to the window at once."""
    say(word.decode())
    flush()


def _first_projection(args: Namespace) -> Projection:
    named = args.projection
    return projection_named(sys.stdin.readline().strip() if named == LATER else named)


def _lower_priority() -> None:
    """Lower the priority, since nobody waits for the rest while the window has to paint."""
    if hasattr(os, "nice"):
        os.nice(5)
