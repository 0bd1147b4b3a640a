"""The table of what features say: a layer without it is a layer still."""

import sys
from pathlib import Path

from arctic_map.cli.layering import telling
from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.tables import opened_layer
from arctic_map.tables.attributes import attribute_writer
from arctic_map.tables.readers.bulk import Bulk
from arctic_map.tables.readers.geojson import Opened


def of_many(many: Bulk, folder: Path) -> None:
    """What rows say."""
    try:
        attribute_writer.write_fields(folder, many.total, many.says(), untyped=many.untyped)
    except (*attribute_writer.FAILURES, Unreadable, MemoryError) as error:
        sys.stderr.write(f"no table: {error}\n")
    else:
        telling.say(opened_layer.TABLE)


def of_few(found: Opened, folder: Path) -> None:
    """What features say that are held each for itself."""
    try:
        rows = [int(each.id.rpartition(".")[2]) for each in found.layer.features]
        attribute_writer.write_records(folder, rows, found.records, untyped=found.untyped)
    except (*attribute_writer.FAILURES, MemoryError) as error:
        sys.stderr.write(f"no table: {error}\n")
    else:
        telling.say(opened_layer.TABLE)
