"""Of very many features the first ones are handed on while the others are read."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from tests.bench.scale import written
from tests.cases import first_quick

from arctic_map.model.opened import Choice
from arctic_map.tables.readers import any_file, read_features
from arctic_map.tables.readers.read_features import Bulk
from arctic_map.tables.tiles import tile_builder

COUNT = 150_000
Take = Callable[[Path], tuple[Bulk, list[tuple[Bulk, int]]]]


@pytest.fixture
def take() -> Take:
    def bulk_of(path: Path) -> tuple[Bulk, list[tuple[Bulk, int]]]:
        parts: list[tuple[Bulk, int]] = []
        whole = any_file.read_bulk(path, Choice(), lambda _: None, lambda *part: parts.append(part))
        assert whole is not None
        return whole, parts

    return bulk_of


@pytest.mark.parametrize("name", first_quick(["points.gpkg", "areas.gpkg", "points.parquet"]))
def test_the_first_part_has_the_places_that_the_whole_has(
    take: Take, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(read_features, "MANY", COUNT)
    monkeypatch.setattr(read_features, "PART", 10_000)
    whole, [(part, total)] = take(written(tmp_path / name, COUNT, indexed=False))
    assert (whole.total, total) == (COUNT, COUNT)
    assert 10_000 <= part.total < COUNT
    for some, all_of_it in (
        (part.x, whole.x),
        (part.of_point, whole.of_point),
        (part.areas.x, whole.areas.x),
    ):
        assert np.array_equal(some, all_of_it[: len(some)])
    assert tile_builder.ready(part).kinds == tile_builder.ready(whole).kinds


def test_a_file_that_is_soon_read_is_shown_as_a_whole(take: Take, tmp_path: Path) -> None:
    assert take(written(tmp_path / "points.gpkg", 5000, indexed=False))[1] == []
