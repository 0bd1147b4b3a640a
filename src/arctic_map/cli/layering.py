"""`arctic-map layer-of`: what the window has done in a process of its own, no command for users.

So the window goes on whatever the file: this process may take long or much memory, or be ended.
"""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from functools import cached_property
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from arctic_map.cli.addresses import local_path
from arctic_map.cli.content import data_of
from arctic_map.cli.parser import Commands
from arctic_map.model.later import LATER
from arctic_map.render import heap

if TYPE_CHECKING:
    from arctic_map.files.dataset_out import Ready
    from arctic_map.files.readers.bulk import Bulk
    from arctic_map.files.readers.geojson import Opened
    from arctic_map.model.projection import Box, Projection

FIRST_S, NOW_AND_THEN_S = 0.4, 0.2
"""Before the window is told how far the reading is, and between two times."""
MEMORY = 4_000_000_000
"""Bytes that reading a file may take, where the system holds a process to it."""
SEVERAL = "it holds several layers, of which none was chosen"


def add(commands: Commands) -> None:
    command = commands.add_hidden("layer-of", run, text="Read a file and draw it on every projection.")
    command.add_argument("file", metavar="ADDRESS", type=local_path)
    command.add_argument("--out", metavar="DIR", type=Path, required=True)
    command.add_argument("--hue", type=int, default=1)
    command.add_argument(
        "--projection", default="nsr", help="drawn first; - where the standard input names it"
    )
    command.add_argument("--layer", dest="layers", metavar="NAME", action="append", default=[])
    command.add_argument("--crs", default="")
    command.add_argument("--ask", action="store_true", help="rather ask which layers than take all")
    command.add_argument("--beside", metavar="DIR", type=Path, action="append", default=[])


def run(options: Namespace) -> int:
    _stand_back(waited_for=options.projection == LATER)
    heap.keep_all()
    # A file that is refused gets its sentence before all this is loaded.
    from arctic_map.errors import ContentError
    from arctic_map.files import opened_layer, snapshot
    from arctic_map.files.readers import any_file
    from arctic_map.files.readers.private_copy import copied_once
    from arctic_map.files.reading import TOO_MUCH, Unreadable
    from arctic_map.model.endings import PICTURES
    from arctic_map.model.opened import Question, layer_id

    id = layer_id(str(options.file))
    options.out.mkdir(parents=True, exist_ok=True)
    try:
        with copied_once():
            if options.file.suffix.lower() in PICTURES:
                opened_layer.write_view(options.out, snapshot.read(options.file))
            elif options.ask and len(layers := any_file.layers_of(options.file)) > 1:
                opened_layer.write_refusal(options.out, id, SEVERAL, Question.LAYERS, layers)
            else:
                _read(options)
    except ContentError as error:
        opened_layer.write_refusal(options.out, id, f"{error.what}: {error.why}")
    except Unreadable as error:
        why = f"{error.where}: {error.why}" if error.where else error.why
        question = Question.CRS if any_file.lacks_crs(error) else None
        opened_layer.write_refusal(options.out, id, why, question)
    except (MemoryError, RecursionError):
        opened_layer.write_refusal(options.out, id, TOO_MUCH)
    return 0


def _read(options: Namespace) -> None:
    """Raises Unreadable and ContentError."""
    # A file that is refused gets its sentence before all this is loaded.
    from arctic_map.files.readers import any_file
    from arctic_map.model.opened import Choice

    choice = Choice(tuple(options.layers), options.crs)
    writing = _RowsWriting(options)
    if many := any_file.take_many(options.file, choice, _Telling(), writing.show_part):
        writing.write(many)
    else:
        _draw(any_file.read(options.file, options.hue, choice), data_of(options), options)


def _draw(found: Opened, data: Path, options: Namespace) -> None:
    """The layer in every projection, its labels clear of those that stand there already."""
    # A file that is refused gets its sentence before all this is loaded.
    from arctic_map.files import catalog, opened_layer
    from arctic_map.files.prepared import read_drawing
    from arctic_map.geo.projections import PROJECTIONS
    from arctic_map.model.catalog import DRAWN
    from arctic_map.model.opened import OpenedFile
    from arctic_map.scene.drawings.labelling import with_labels
    from arctic_map.scene.drawings.opened_files import box_of, draw_file
    from arctic_map.scene.opened import with_files

    content = catalog.load(data)
    layers = [layer for layer in content.layers if layer.kind in DRAWN]
    whole = with_files(content, [OpenedFile(layer=found.layer)])
    boxes = {}
    first = _first_projection(options)
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
            _say(opened_layer.READY)
            _write_table(found, options.out)
    opened_layer.write_boxes(options.out, boxes)


class _RowsWriting:
    """Features by the hundred thousand as rows on disk, first on the plane that is shown."""

    def __init__(self, options: Namespace) -> None:
        self._options = options
        self._shows_part = False

    def show_part(self, part: Bulk, total: int) -> None:
        """The first rows, of so many."""
        # A file that is refused gets its sentence before all this is loaded.
        from arctic_map.files import dataset_out

        found = dataset_out.ready(part)
        if found.kinds:
            found.total = total
            self._write_layer(part, found, part=True)
            self._shows_part = True

    def write(self, many: Bulk) -> None:
        # A file that is refused gets its sentence before all this is loaded.
        from arctic_map.files import dataset_out, opened_layer
        from arctic_map.geo import planes

        found = dataset_out.ready(many)
        boxes = self._write_layer(many, found)
        _stand_far_back()
        for family in planes.families(self._first_family)[1:]:
            boxes |= self._write_plane(found, family)
        opened_layer.write_boxes(self._options.out, boxes)
        _say(opened_layer.PLANES)
        del found
        many.forget_places()
        _write_fields(many, self._options.out)

    @cached_property
    def _first_family(self) -> str:
        return _first_projection(self._options).family

    def _write_layer(self, many: Bulk, found: Ready, *, part: bool = False) -> dict[str, Box]:
        # A file that is refused gets its sentence before all this is loaded.
        from arctic_map.files import dataset_out, opened_layer

        options = self._options
        layer = dataset_out.layer_of(options.file, options.hue, many, found, part=part)
        boxes = self._write_plane(found, self._first_family, part=part)
        opened_layer.write_layer(options.out, layer, dataset_out.told(found), boxes, part=part)
        _say(opened_layer.ALL if self._shows_part else opened_layer.READY)
        return boxes

    def _write_plane(self, found: Ready, family: str, *, part: bool = False) -> dict[str, Box]:
        # A file that is refused gets its sentence before all this is loaded.
        from arctic_map.dataset.dataset import Dataset
        from arctic_map.files import dataset_out
        from arctic_map.geo import planes

        plane = dataset_out.plane_of(found, family)
        Dataset(self._options.out).write(family, plane, part=part)
        return planes.boxes(family, plane.box)


def _write_fields(many: Bulk, folder: Path) -> None:
    """What the rows say; a layer without it is a layer still."""
    # A file that is refused gets its sentence before all this is loaded.
    from arctic_map.files import attribute_store, opened_layer
    from arctic_map.files.reading import Unreadable

    try:
        attribute_store.write_fields(folder, many.total, many.says(), untyped=many.untyped)
    except (*attribute_store.FAILURES, Unreadable, MemoryError) as error:
        sys.stderr.write(f"no table: {error}\n")
    else:
        _say(opened_layer.TABLE)


class _Telling:
    """Tells the window how far the reading is, now and then."""

    def __init__(self) -> None:
        self._next = monotonic() + FIRST_S

    def __call__(self, share: float) -> None:
        if monotonic() > self._next:
            self._next = monotonic() + NOW_AND_THEN_S
            _say(b"%.3f" % share)


def _write_table(found: Opened, folder: Path) -> None:
    """What the features say; a layer without it is a layer still."""
    # A file that is refused gets its sentence before all this is loaded.
    from arctic_map.files import attribute_store, opened_layer

    try:
        rows = [int(each.id.rpartition(".")[2]) for each in found.layer.features]
        attribute_store.write_records(folder, rows, found.records, untyped=found.untyped)
    except (*attribute_store.FAILURES, MemoryError) as error:
        sys.stderr.write(f"no table: {error}\n")
    else:
        _say(opened_layer.TABLE)


def _say(word: bytes) -> None:
    # A program of Windows' own kind has nowhere to say it; then its end says so.
    if sys.stdout is not None:
        sys.stdout.write(f"{word.decode()}\n")
        sys.stdout.flush()


def _first_projection(options: Namespace) -> Projection:
    # A file that is refused gets its sentence before all this is loaded.
    from arctic_map.geo.projections import projection_named

    named = options.projection
    return projection_named(sys.stdin.readline().strip() if named == LATER else named)


def _stand_far_back() -> None:
    """What is still to come is not waited for, while the window has to paint."""
    if hasattr(os, "nice"):
        os.nice(10)


def _stand_back(*, waited_for: bool) -> None:
    """Within bounds of memory, and behind the window when both want the processor.

    While the window itself comes up, it is `waited_for` as much as that.
    """
    if hasattr(os, "nice") and not waited_for:
        os.nice(5)
    # Each thread of numpy's would reserve memory, and there is nothing here for them to do.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if sys.platform != "win32":
        # A file that is refused gets its sentence before all this is loaded.
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        limit = MEMORY if most == resource.RLIM_INFINITY else min(MEMORY, most)
        resource.setrlimit(resource.RLIMIT_AS, (limit, most))
