"""A Shapefile is read by a sound index, or without one by its records."""

from pathlib import Path
from struct import pack

import numpy as np
import pytest
import shapely
from pyogrio import raw

from arctic_map.tables.readers import any_file
from arctic_map.tables.readers.shape_index import DAMAGED

COUNT = 5


@pytest.fixture
def shp(tmp_path: Path) -> Path:
    """With five points."""
    path = tmp_path / "a.shp"
    points = shapely.to_wkb(shapely.points([(10 + number, 70) for number in range(COUNT)]))
    values = [np.arange(COUNT)]
    raw.write(path, points, values, np.array(["n"]), geometry_type="Point", crs="EPSG:4326")
    return path


def read(shp: Path) -> tuple[list[float], list[str]]:
    """Longitudes of the points, and problems."""
    opened = any_file.read(shp)
    places = [feature.geometry["coordinates"][0] for feature in opened.layer.features]
    return places, [why for _, why in opened.problems]


ALL = [10.0, 11.0, 12.0, 13.0, 14.0]


@pytest.mark.parametrize("slack", [b"", b"\1", bytes(40), b"what another program left"])
@pytest.mark.parametrize("has_index", [True, False])
def test_bytes_behind_the_last_record_are_nothing(slack: bytes, has_index: bool, shp: Path) -> None:
    shp.write_bytes(shp.read_bytes() + slack)
    if not has_index:
        shp.with_suffix(".shx").unlink()
    assert read(shp) == (ALL, [])


@pytest.mark.parametrize(
    "damage",
    [
        lambda index: index[:108],
        lambda index: index[:100] + pack(">II", 63, 10) + index[108:],
        lambda index: index[:100] + pack(">II", 2**30, 10) + index[108:],
        lambda index: b"else" + index[4:],
    ],
)
def test_a_damaged_index_loses_nothing(damage: object, shp: Path) -> None:
    index = shp.with_suffix(".shx")
    assert callable(damage)
    index.write_bytes(damage(index.read_bytes()))
    assert read(shp) == (ALL, [DAMAGED])


def test_damaged_records_are_reported(shp: Path) -> None:
    content = shp.read_bytes()
    shp.write_bytes(content[: 100 + 3 * 28] + b"\xff" * 28 + content[100 + 4 * 28 :])
    shp.with_suffix(".shx").unlink()
    assert read(shp) == (ALL[:3], ["its .shp file is damaged after feature 3; the rest is lost"])


def test_a_table_that_is_cut_short_loses_no_shape(shp: Path) -> None:
    table = shp.with_suffix(".dbf")
    table.write_bytes(table.read_bytes()[:-30])
    assert read(shp) == (ALL, ["its .dbf file ends after row 3 of 5; what the others say is lost"])
