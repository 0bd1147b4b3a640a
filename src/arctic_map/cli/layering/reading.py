"""A file read, and drawn as one of few features or of very many; one that is refused gets its sentence."""

from __future__ import annotations

from argparse import Namespace
from functools import cached_property
from typing import TYPE_CHECKING

from arctic_map.cli.content import data_of
from arctic_map.cli.layering.telling import Telling
from arctic_map.errors import ContentError
from arctic_map.model.endings import PICTURES
from arctic_map.model.opened import Choice, Question, layer_id
from arctic_map.storage import embedded_view
from arctic_map.storage.bounded_reading import TOO_MUCH, Unreadable
from arctic_map.tables import opened_layer, opened_view
from arctic_map.tables.readers import any_file
from arctic_map.tables.readers.private_copy import copied_once

if TYPE_CHECKING:
    from arctic_map.cli.layering.rows import Rows
    from arctic_map.tables.readers.bulk import Bulk

SEVERAL = "it holds several layers, of which none was chosen"


def read(options: Namespace) -> None:
    """Leaves in the folder of the options what the window shall show, or why it cannot."""
    id = layer_id(str(options.file))
    options.out.mkdir(parents=True, exist_ok=True)
    try:
        with copied_once():
            if options.file.suffix.lower() in PICTURES:
                opened_view.write_view(options.out, embedded_view.read(options.file))
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


def _read(options: Namespace) -> None:
    """Raises Unreadable and ContentError."""
    choice = Choice(tuple(options.layers), options.crs)
    writing = _Writing(options)
    if many := any_file.take_many(options.file, choice, Telling(), writing.show_part):
        writing.rows.write(many)
        return
    found = any_file.read(options.file, options.hue, choice)
    # Labels and shapes, which a file that is refused gets its sentence without.
    from arctic_map.cli.layering.drawing import draw

    draw(found, data_of(options), options)


class _Writing:
    def __init__(self, options: Namespace) -> None:
        self._options = options

    def show_part(self, part: Bulk, total: int) -> None:
        self.rows.show_part(part, total)

    @cached_property
    def rows(self) -> Rows:
        # What writes rows, which a file that is refused gets its sentence without.
        from arctic_map.cli.layering.rows import Rows

        return Rows(self._options)
