"""A file of very many features, as rows on disk on every plane."""

import os
from argparse import Namespace
from functools import cached_property

from arctic_map.cli.layering import telling
from arctic_map.geo import planes
from arctic_map.model.projection import Box
from arctic_map.tables import opened_layer
from arctic_map.tables.readers.bulk import Bulk
from arctic_map.tables.tiles import tile_builder
from arctic_map.tables.tiles.tile_builder import Ready
from arctic_map.tables.tiles.tile_store import Dataset


class Rows:
    """Features by the hundred thousand as rows on disk, first on the plane that is shown."""

    def __init__(self, options: Namespace) -> None:
        self._options = options
        self._shows_part = False

    def show_part(self, part: Bulk, total: int) -> None:
        """The first rows, of so many."""
        found = tile_builder.ready(part)
        if found.kinds:
            found.total = total
            self._write_layer(part, found, part=True)
            self._shows_part = True

    def write(self, many: Bulk) -> None:
        found = tile_builder.ready(many)
        boxes = self._write_layer(many, found)
        _stand_far_back()
        for family in planes.families(self._first_family)[1:]:
            boxes |= self._write_plane(found, family)
        opened_layer.write_boxes(self._options.out, boxes)
        telling.say(opened_layer.PLANES)
        del found
        many.forget_places()
        # DuckDB: the window has all marks before it is loaded.
        from arctic_map.cli.layering import table

        table.of_many(many, self._options.out)

    @cached_property
    def _first_family(self) -> str:
        return telling.first_projection(self._options).family

    def _write_layer(self, many: Bulk, found: Ready, *, part: bool = False) -> dict[str, Box]:
        options = self._options
        layer = tile_builder.layer_of(options.file, options.hue, many, found, part=part)
        boxes = self._write_plane(found, self._first_family, part=part)
        opened_layer.write_layer(options.out, layer, tile_builder.told(found), boxes, part=part)
        telling.say(opened_layer.ALL if self._shows_part else opened_layer.READY)
        return boxes

    def _write_plane(self, found: Ready, family: str, *, part: bool = False) -> dict[str, Box]:
        plane = tile_builder.plane_of(found, family)
        Dataset(self._options.out).write(family, plane, part=part)
        return planes.boxes(family, plane.box)


def _stand_far_back() -> None:
    """What is still to come is not waited for, while the window has to paint."""
    if hasattr(os, "nice"):
        os.nice(10)
