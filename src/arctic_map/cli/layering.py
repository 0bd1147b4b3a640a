"""`arctic-map layer-of`: what the window has done in a process of its own, no command for users.

So the window goes on whatever the file: this process may take long or much memory, or be ended.
"""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from arctic_map.cli.addresses import local_path
from arctic_map.cli.content import data_of
from arctic_map.cli.parser import Commands

if TYPE_CHECKING:
    from arctic_map.files.readers.geojson import Opened

MEMORY = 4_000_000_000
"""Bytes that reading a file may take, where the system holds a process to it."""
SEVERAL = "it holds several layers, of which none was chosen"


def add(commands: Commands) -> None:
    command = commands.add_hidden("layer-of", run, text="Read a file and draw it on every projection.")
    command.add_argument("file", metavar="ADDRESS", type=local_path)
    command.add_argument("--out", metavar="DIR", type=Path, required=True)
    command.add_argument("--hue", type=int, default=1)
    command.add_argument("--projection", default="nsr", help="the one that is drawn first")
    command.add_argument("--layer", dest="layers", metavar="NAME", action="append", default=[])
    command.add_argument("--crs", default="")
    command.add_argument("--ask", action="store_true", help="rather ask which layers than take all")
    command.add_argument("--beside", metavar="DIR", type=Path, action="append", default=[])


def run(options: Namespace) -> int:
    _stand_back()
    # A file that is refused gets its sentence before all this is loaded.
    from arctic_map.errors import ContentError
    from arctic_map.files import opened_layer, snapshot
    from arctic_map.files.readers import any_file
    from arctic_map.files.reading import TOO_MUCH, Unreadable
    from arctic_map.model.opened import PICTURES, Choice, Question, layer_id

    id = layer_id(str(options.file))
    options.out.mkdir(parents=True, exist_ok=True)
    try:
        if options.file.suffix.lower() in PICTURES:
            opened_layer.write_view(options.out, snapshot.read(options.file))
        elif options.ask and len(layers := any_file.layers_of(options.file)) > 1:
            opened_layer.write_refusal(options.out, id, SEVERAL, Question.LAYERS, layers)
        else:
            choice = Choice(tuple(options.layers), options.crs)
            _draw(any_file.read(options.file, options.hue, choice), data_of(options), options)
    except ContentError as error:
        opened_layer.write_refusal(options.out, id, f"{error.what}: {error.why}")
    except Unreadable as error:
        why = f"{error.where}: {error.why}" if error.where else error.why
        question = Question.CRS if any_file.lacks_crs(error) else None
        opened_layer.write_refusal(options.out, id, why, question)
    except (MemoryError, RecursionError):
        opened_layer.write_refusal(options.out, id, TOO_MUCH)
    return 0


def _draw(found: Opened, data: Path, options: Namespace) -> None:
    """The layer in every projection, its labels clear of those that stand there already."""
    # A file that is refused gets its sentence before all this is loaded.
    from arctic_map.files import catalog, opened_layer
    from arctic_map.files.prepared import read_drawing
    from arctic_map.geo.projections import PROJECTIONS, projection_named
    from arctic_map.model.catalog import DRAWN
    from arctic_map.model.opened import OpenedFile
    from arctic_map.scene.drawings.labelling import with_labels
    from arctic_map.scene.drawings.opened_files import box_of, draw_file
    from arctic_map.scene.opened import with_files

    content = catalog.load(data)
    layers = [layer for layer in content.layers if layer.kind in DRAWN]
    whole = with_files(content, [OpenedFile(layer=found.layer)])
    boxes = {}
    first = projection_named(options.projection)
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
            _say_ready()
    opened_layer.write_boxes(options.out, boxes)


def _say_ready() -> None:
    # A file that is refused gets its sentence before all this is loaded.
    from arctic_map.files.opened_layer import READY

    # A program of Windows' own kind has nowhere to say it; then its end says so.
    if sys.stdout is not None:
        sys.stdout.write(f"{READY.decode()}\n")
        sys.stdout.flush()


def _stand_back() -> None:
    """Behind the window when both want the processor, and within bounds of memory."""
    if hasattr(os, "nice"):
        os.nice(5)
    # Each thread of numpy's would reserve memory, and there is nothing here for them to do.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if sys.platform != "win32":
        # A file that is refused gets its sentence before all this is loaded.
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        limit = MEMORY if most == resource.RLIM_INFINITY else min(MEMORY, most)
        resource.setrlimit(resource.RLIMIT_AS, (limit, most))
