"""Files of very many features read by GDAL, in batches that are converted to degrees at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from arctic_map.model.opened import Choice, LayerOfFile
from arctic_map.storage import bounded_reading
from arctic_map.storage.sanitized import sanitized
from arctic_map.tables import gdal
from arctic_map.tables.readers import placing, vector
from arctic_map.tables.readers.file_kinds import KINDS
from arctic_map.tables.readers.private_copy import Copied, private_copy
from arctic_map.tables.readers.read_features import (
    BATCH_SIZE,
    BatchCollector,
    Bulk,
    PartTaker,
    Progress,
    joined_bulks,
)
from arctic_map.tables.readers.wkb import flat, packed_column


def read_bulk(path: Path, choice: Choice, kind: str, progress: Progress, shown: PartTaker) -> Bulk | None:
    """The shapes in lon/lat degrees, None if few; `shown` gets the first of many. Raises Unreadable."""
    with private_copy(path, kind) as copied, vector.plain_errors(copied):
        sources = vector.sources_of(copied)
        chosen = vector.chosen_of(sources, choice.layers)
        total = sum(each.features for each in chosen)
        if total < bounded_reading.FEW_FEATURES and copied.size < bounded_reading.FEW_BYTES:
            return None
        layers = tuple(
            LayerOfFile(each.name, each.geometry, each.features) for each in sources if each.geometry
        )
        guesses = [("", guess) for each in chosen if (guess := vector.guess_of(copied, each))]

        def new() -> Bulk:
            return Bulk(
                attributes=lambda: _attributes(path, choice, kind),
                problems=[*copied.problems, *guesses],
                digest=copied.digest,
                layers=layers,
            )

        if not choice.crs and len({each.crs for each in chosen}) > 1:
            return joined_bulks(new(), _each_placed(copied, chosen, lambda count: progress(count / total)))

        def bulk_of(gathering: BatchCollector) -> Bulk:
            return placing.placed_at_once(gathering, new(), chosen[0].crs, choice.crs)

        gathering = BatchCollector(total, lambda: shown(bulk_of(gathering.part()), total))
        for source in chosen:
            _gather(copied, source, gathering, lambda: progress(gathering.total / max(total, 1)))
        return bulk_of(gathering)


def _each_placed(
    copied: Copied, chosen: Sequence[vector.Source], progress: Callable[[int], None]
) -> Iterator[Bulk]:
    """Yield the shapes of each layer, converted from its own reference system."""
    before = 0
    for source in chosen:
        gathering = BatchCollector()
        _gather(copied, source, gathering, partial(progress, before))
        bulk = placing.placed_at_once(gathering, Bulk(), source.crs, "")
        name = sanitized(source.name, 60)
        bulk.problems = [(f"{name}.{where}" if where else name, why) for where, why in bulk.problems]
        before += bulk.total
        yield bulk


def _attributes(path: Path, choice: Choice, kind: str) -> dict[str, list[object]]:
    """The attributes, read from another copy because the first one is deleted by then."""
    with private_copy(path, kind) as copied, vector.plain_errors(copied):
        columns: dict[str, list[object]] = {}
        count = 0
        chosen = vector.chosen_of(vector.sources_of(copied), choice.layers)
        for source in chosen:
            values = vector.values_of(copied, source)
            # The number of features of a Shapefile includes those that were deleted.
            total = len(next(iter(values.values()), range(source.features)))
            if len(chosen) > 1 and "layer" not in values:
                values["layer"] = [source.name] * total
            for name, column in values.items():
                columns.setdefault(name, [None] * count).extend(column)
            count += total
            for column in columns.values():
                column.extend([None] * (count - len(column)))
        return columns


def _gather(
    copied: Copied, source: vector.Source, gathering: BatchCollector, progress: Callable[[], None]
) -> None:
    first = gathering.total
    options = {"layer": source.name, **KINDS[copied.kind].options}
    with gdal.open_arrow(copied.path, columns=[], batch_size=BATCH_SIZE, use_pyarrow=False, **options) as (
        meta,
        stream,
    ):
        for packed in packed_column(stream, meta["geometry_name"] or "wkb_geometry"):
            gathering.add(flat(packed), packed)
            progress()
    damaged = gdal.damaged_rows(copied.path, source.name, gathering.empty(first))
    gathering.damaged += [first + row for row in damaged]
