"""Files of very many features read by GDAL, in batches that are converted to degrees at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from arctic_map.model.opened import Choice, LayerOfFile
from arctic_map.storage import bounded_reading
from arctic_map.tables import gdal
from arctic_map.tables.readers import placing, vector
from arctic_map.tables.readers.file_kinds import KINDS
from arctic_map.tables.readers.private_copy import Copied, private_copy
from arctic_map.tables.readers.read_features import BATCH_SIZE, BatchCollector, Bulk, PartTaker, Progress
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
        systems = {each.crs for each in chosen}
        crs = systems.pop() if len(systems) == 1 else ""

        def bulk_of(gathering: BatchCollector) -> Bulk:
            bulk = Bulk(
                attributes=lambda: _attributes(path, choice, kind),
                problems=list(copied.problems),
                digest=copied.digest,
                layers=layers,
            )
            return placing.placed_at_once(gathering, bulk, crs, choice.crs)

        gathering = BatchCollector(total, lambda: shown(bulk_of(gathering.part()), total))
        for source in chosen:
            _gather(copied, source, gathering, lambda: progress(gathering.total / max(total, 1)))
        return bulk_of(gathering)


def _attributes(path: Path, choice: Choice, kind: str) -> dict[str, list[object]]:
    """The attributes, read from another copy because the first one is deleted by then."""
    with private_copy(path, kind) as copied, vector.plain_errors(copied):
        columns: dict[str, list[object]] = {}
        count = 0
        chosen = vector.chosen_of(vector.sources_of(copied), choice.layers)
        for source in chosen:
            values = vector.values_of(copied, source)
            if len(chosen) > 1 and "layer" not in values:
                values["layer"] = [source.name] * source.features
            for name, column in values.items():
                columns.setdefault(name, [None] * count).extend(column)
            count += source.features
            for column in columns.values():
                column.extend([None] * (count - len(column)))
        return columns


def _gather(
    copied: Copied, source: vector.Source, gathering: BatchCollector, progress: Callable[[], None]
) -> None:
    options = {"layer": source.name, **KINDS[copied.kind].options}
    with gdal.open_arrow(copied.path, columns=[], batch_size=BATCH_SIZE, use_pyarrow=False, **options) as (
        meta,
        stream,
    ):
        for packed in packed_column(stream, meta["geometry_name"] or "wkb_geometry"):
            gathering.add(flat(packed), packed)
            progress()
