"""Of files of features on the web, those that the map shows are read, whole and each once."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import msgspec
import numpy as np
import pytest
import shapely
from tests.shared_server import Server, reply
from tests.unit.fetching.remote_parts import ranges, view_of

from arctic_map.fetching.failure import FetchError
from arctic_map.fetching.fetch import fetch_layer
from arctic_map.fetching.remote_features import COPIERS, boxes_of
from arctic_map.fetching.remote_file import RemoteBlocks
from arctic_map.model.map_view import FetchView
from arctic_map.model.opened import Choice
from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.storage.layer_copies import origin_of
from arctic_map.tables import gdal
from arctic_map.tables.readers import any_file

COUNT = 50_000
BOUNDS = "xmin", "ymin", "xmax", "ymax"
GEO: dict[str, Any] = {
    "version": "1.1.0",
    "primary_column": "geometry",
    "columns": {
        "geometry": {
            "encoding": "WKB",
            "geometry_types": ["Polygon"],
            "bbox": [-180.0, 50.0, 180.0, 90.0],
            "covering": {"bbox": {corner: ["bbox", corner] for corner in BOUNDS}},
        }
    },
}


@dataclass(frozen=True, slots=True)
class Sample:
    path: Path
    shapes: Any
    """By the number in the column `id`, in the reference system of the file."""
    system: str

    def expected(self, view: FetchView) -> set[int]:
        """The features whose extents meet the view."""
        bounds = shapely.bounds(self.shapes)
        met = np.zeros(len(bounds), bool)
        for box in boxes_of(view, self.system):
            met |= shapely.intersects(shapely.box(*bounds.T), shapely.box(*box))
        return set(np.flatnonzero(met).tolist())


def squares(east: float, north: float, low: float, half: float, count: int = COUNT) -> Any:
    random = np.random.default_rng(1)
    x, y = random.uniform(-east, east, count), random.uniform(low, north, count)
    # Files for ranges have neighbours side by side.
    order = np.lexsort((np.floor(x / east * 18), np.floor((y - low) / (north - low) * 20)))
    return shapely.box(x - half, y - half, x + half, y + half)[order]


def flatgeobuf(folder: Path, shapes: Any, system: str, **options: str) -> Sample:
    path = folder / "sample.fgb"
    gdal.raw_write(
        path,
        shapely.to_wkb(shapes),
        field_data=[np.arange(len(shapes)), np.array([f"№ {n}" for n in range(len(shapes))], object)],
        fields=np.array(["id", "name"], object),
        geometry_type="Polygon",
        driver="FlatGeobuf",
        layer="sample",
        crs=system,
        **options,
    )
    return Sample(path, shapes, system)


def parquet(
    folder: Path, shapes: Any, columns: str, metadata: Any = GEO, system: str = "EPSG:4326"
) -> Sample:
    path, bounds = folder / "sample.parquet", shapely.bounds(shapes)
    own = {"id": np.arange(len(shapes)), **dict(zip(BOUNDS, bounds.T, strict=True))}
    own["wkb"] = shapely.to_wkb(shapes)
    text = msgspec.json.encode(metadata).decode()
    keys = f", KV_METADATA {{geo: '{text}'}}" if metadata else ""
    connection = duckdb.connect()
    connection.execute("CREATE TABLE own AS SELECT * FROM own")
    connection.execute(
        f"COPY (SELECT id, 'name ' || id AS name, {columns} FROM own ORDER BY id) TO '{path}' "
        f"(FORMAT parquet, ROW_GROUP_SIZE 2048{keys})"
    )
    return Sample(path, shapes, system)


EXTENT = "{'xmin': xmin, 'ymin': ymin, 'xmax': xmax, 'ymax': ymax} AS bbox, wkb AS geometry"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Sample]:
    """A file of a kind, written once."""
    return cache(lambda kind: written(kind, tmp_path_factory.mktemp(kind)))


def written(kind: str, folder: Path) -> Sample:
    match kind:
        case "fgb":
            return flatgeobuf(folder, squares(179.9, 89.9, 50.0, 0.05), "EPSG:4326")
        case "fgb-polar":
            return flatgeobuf(folder, squares(3e6, 3e6, -3e6, 5000.0), "EPSG:3413")
        case "parquet":
            return parquet(folder, squares(179.9, 89.9, 50.0, 0.05), EXTENT)
        case "parquet-points":
            column = {"encoding": "point", "geometry_types": ["Point"]}
            metadata = {**GEO, "columns": {"geometry": column}}
            shapes = squares(180.0, 90.0, 50.0, 0.0)
            return parquet(folder, shapes, "{'x': xmin, 'y': ymin} AS geometry", metadata)
        case _:
            return parquet(folder, squares(180.0, 90.0, 50.0, 0.0), "xmin AS lon, ymin AS lat", None)


@pytest.mark.parametrize("place", [(40.0, 72.0), (180.0, 70.0), (0.0, 89.5)])
@pytest.mark.parametrize("kind", ["fgb", "fgb-polar", "parquet", "parquet-points", "table"])
def test_the_features_that_the_map_shows_are_read_and_little_else(
    kind: str, place: tuple[float, float], sample: Callable[[str], Sample], double: Server, tmp_path: Path
) -> None:
    made, view = sample(kind), view_of(*place, 1000.0)
    body = made.path.read_bytes()
    double.faults[made.path.name] = ranges(body)
    sizes = list[int]()
    path = fetch_layer(
        f"http://{double.host}/{made.path.name}",
        made.path.name,
        tmp_path / "copies",
        lambda done, of: sizes.append(done),
        view,
    )
    raw = any_file.read_raw(path, Choice())
    rows = [msgspec.json.decode(row)["properties"] for _, row in raw.rows]
    assert sorted(row["id"] for row in rows) == sorted(made.expected(view)) and len(rows) > 50
    assert not raw.problems
    assert all(row["name"].endswith(f" {row['id']}") for row in rows)
    # Files of this size still have several features in each part.
    assert sizes[-1] < 0.5 * len(body)
    origin = origin_of(path)
    assert (
        origin is not None
        and origin.only_view
        and origin.remarks == ("only what the map showed was fetched",)
    )


@pytest.mark.parametrize("lon", [-100.0, 180.0])
def test_longitudes_may_be_from_0_to_360(lon: float, double: Server, tmp_path: Path) -> None:
    lons = np.arange(0.5, 360.0)
    made = flatgeobuf(tmp_path, shapely.box(lons - 0.1, 69.9, lons + 0.1, 70.1), "EPSG:4326")
    double.faults[made.path.name] = ranges(made.path.read_bytes())
    address = f"http://{double.host}/{made.path.name}"
    path = fetch_layer(address, made.path.name, tmp_path / "c", view=view_of(lon, 70.0, 1000.0))
    rows = [msgspec.json.decode(row)["properties"] for _, row in any_file.read_raw(path, Choice()).rows]
    near = {round(lon % 360.0 + each - 0.5) for each in (-2.0, -1.0, 0.0, 1.0, 2.0)}
    assert near <= {row["id"] for row in rows} and len(rows) < 20


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("fgb", "its file has no index"),
        ("covering", "its rows do not say in columns of their own where they are"),
        ("moon", "its file does not say where on the Earth it lies"),
        ("parquet", "its rows do not say in columns of their own where they are"),
        ("without-system", "its file does not say where on the Earth it lies"),
    ],
)
def test_a_file_that_cannot_be_read_in_parts_is_fetched_whole(
    kind: str, why: str, double: Server, tmp_path: Path
) -> None:
    shapes = squares(179.9, 89.9, 50.0, 0.05, 500)
    column: dict[str, Any] = {"encoding": "WKB", "geometry_types": [], "crs": None}
    if kind == "fgb":
        made = flatgeobuf(tmp_path, shapes, "EPSG:4326", SPATIAL_INDEX="NO")
    elif kind == "moon":
        made = flatgeobuf(tmp_path, shapes, "IAU_2015:30100")
    elif kind == "covering":
        paths = {corner: ["extent", corner] for corner in BOUNDS}
        geometry = {**GEO["columns"]["geometry"], "covering": {"bbox": paths}}
        made = parquet(tmp_path, shapes, EXTENT, {**GEO, "columns": {"geometry": geometry, "other": None}})
    elif kind == "parquet":
        made = parquet(tmp_path, shapes, "wkb AS geometry", None)
    else:
        made = parquet(tmp_path, shapes, EXTENT, {**GEO, "columns": {"geometry": column}})
    double.faults[made.path.name] = ranges(made.path.read_bytes())
    address = f"http://{double.host}/{made.path.name}"
    path = fetch_layer(address, made.path.name, tmp_path / "copies", view=view_of(40.0, 72.0, 1000.0))
    assert path.read_bytes() == made.path.read_bytes()
    origin = origin_of(path)
    assert origin is not None and origin.remarks == (f"all of it was fetched: {why}",)


@pytest.mark.parametrize("name", ["ships.fgb", "ships.parquet"])
@pytest.mark.parametrize("fault", ["page", "empty", "dies", "elsewhere"])
def test_what_cannot_be_read_is_an_error(
    name: str, fault: str, sample: Callable[[str], Sample], double: Server, tmp_path: Path
) -> None:
    made = sample(name.rpartition(".")[2])
    body, view = made.path.read_bytes(), view_of(40.0, 72.0, 1000.0)
    answer = ranges(body)
    match fault:
        case "page":
            answer, why = ranges(b"<html>" * 9), "its file is no (FlatGeobuf|Parquet), or is damaged"
        case "empty":
            answer, why = ranges(body[:4] + bytes(len(body) - 8) + body[-4:]), "is damaged"
        case "dies":
            count = iter(range(9999))
            whole = ranges(body)
            answer = lambda to: whole(to) if next(count) < 2 else to.send_error(500)  # noqa: E731
            why = "error 500"
        case _:
            view, why = view_of(40.0, 30.0, 1000.0), "the map shows none of it"
    double.faults[name] = answer
    with pytest.raises(FetchError, match=why):
        fetch_layer(f"http://{double.host}/{name}", name, tmp_path / "c", view=view)
    assert not [*(tmp_path / "c").rglob("*.*")]


@pytest.mark.parametrize("name", ["sample.fgb", "sample.parquet"])
def test_a_damaged_file_is_read_or_refused(name: str, tmp_path: Path) -> None:
    shapes, random = squares(179.9, 89.9, 50.0, 0.05, 200), np.random.default_rng(2)
    made = flatgeobuf(tmp_path, shapes, "EPSG:4326") if "fgb" in name else parquet(tmp_path, shapes, EXTENT)
    body, refused = made.path.read_bytes(), 0
    for _ in range(100):
        damaged = bytearray(body)
        # Half of the damage is where the file says how it is built.
        start = 0 if name.endswith("fgb") else len(body) - 3000
        where = (
            random.integers(start, start + 3000, 3)
            if random.random() < 0.5
            else random.integers(0, len(body), 9)
        )
        for at in where.tolist():
            damaged[at] = random.integers(256)
        blocks = FixedBlocks(bytes(damaged))
        try:
            COPIERS[made.path.suffix](blocks, lambda system: [(0.0, 50.0, 90.0, 90.0)], tmp_path / "out")
        except Unreadable:
            refused += 1
    assert 0 < refused < 100


class FixedBlocks(RemoteBlocks):
    """The blocks of a file in memory."""

    def __init__(self, body: bytes) -> None:
        self._body, self.size = body, len(body)

    def read(self, start: int, length: int) -> bytes:
        return self._body[start : start + length]


def test_a_server_of_whole_files_gives_the_whole_file(double: Server, tmp_path: Path) -> None:
    made = flatgeobuf(tmp_path, squares(179.9, 89.9, 50.0, 0.05, 500), "EPSG:4326")
    body = made.path.read_bytes()
    double.faults["sample.fgb"] = lambda to: reply(to, body, "application/octet-stream")
    path = fetch_layer(
        f"http://{double.host}/sample.fgb", "sample.fgb", tmp_path / "c", view=view_of(40.0, 72.0, 1000.0)
    )
    assert path.read_bytes() == body
