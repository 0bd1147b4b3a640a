"""Files of very many features: from the start of the process to their picture, against QGIS with the same."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import isqrt
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import rasterio
from rasterio.shutil import copy
from rasterio.transform import from_origin
from tests.bench import qgis
from tests.bench.measures import Measure

SIZE = (1280, 800)
PYTHON = "/usr/bin/python3"
"""The one that Debian's PyQGIS belongs to."""
CHUNK_SIZE = 1_000_000
PROJECT = """
import sys
from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsProject, QgsRasterLayer, QgsVectorLayer
app = QgsApplication([], False)
app.initQgis()
is_raster = sys.argv[1].endswith(".tif")
kind = QgsRasterLayer if is_raster else QgsVectorLayer
layer = kind(sys.argv[1], "measured", "gdal" if is_raster else "ogr")
if not layer.isValid():
    sys.exit("QGIS cannot read it")
project = QgsProject.instance()
project.setCrs(QgsCoordinateReferenceSystem("EPSG:5940"))
project.addMapLayer(layer)
project.write(sys.argv[2])
"""


@dataclass(frozen=True, slots=True)
class Case:
    what: str
    file: str
    count: int
    bound: float | None
    """Of the time that QGIS takes."""
    against: str = ""
    """The file that QGIS is given, where it is another."""
    times: int = 3
    """Trials of ours and of QGIS, in turns; the median counts."""


CASES = (
    Case("100,000 points, GeoJSON", "points-100000.geojson", 100_000, 0.5),
    Case("1 million points, GeoJSON", "points-1000000.geojson", 1_000_000, 0.3),
    Case("1 million points, GeoPackage", "points-1000000.gpkg", 1_000_000, 0.45),
    Case("1 million points, GeoParquet", "points-1000000.parquet", 1_000_000, 0.4, "points-1000000.gpkg"),
    Case("1 million polygons of 17 vertices, GeoPackage", "areas-1000000.gpkg", 1_000_000, 0.5),
    Case("raster of 10,000 x 10,000 pixels, COG", "raster-100000000.tif", 100_000_000, 0.5),
    Case("10 million points, GeoPackage", "points-10000000.gpkg", 10_000_000, None, times=1),
)
MOVED = ("points-1000000.gpkg", "areas-1000000.gpkg")
"""With which the map is panned and zoomed."""
BOUNDS = {
    "pan_p95_ms": ("pan, p95 of a frame", "ms", 34.0),
    "zoom_median_ms": ("zoom step to a first picture, median", "ms", 50.0),
    "sharp_median_ms": ("zoom step to the sharp picture, median", "ms", 250.0),
    "click_ms": ("click to the popup of what was hit, median", "ms", 50.0),
    "sort_ms": ("sort to the first rows, median", "ms", 300.0),
    "filter_ms": ("filter to the first rows, median", "ms", 300.0),
}
MAX_MEMORY_MB = 1500.0


def measure(only: Sequence[str] = (), files: Path | None = None) -> Iterator[Measure]:
    """A case after the other; each file is made for it, of invented places that stand for nothing.

    `only` those whose words hold one of these, all without any; `files` is where they stay for the next time.
    """
    missing = qgis.missing()
    with _folder(files) as folder:
        for case in CASES:
            if only and not any(word in case.what for word in only):
                continue
            file = written(folder / case.file, case.count)
            compared = not missing and case.bound is not None
            other = written(folder / (case.against or case.file), case.count) if compared else None
            trials, others = [], []
            for _ in range(case.times):
                trials.append(trial(file))
                if other and "why" not in trials[-1]:
                    others.append(theirs(folder, other))
            if why := next((each["why"] for each in trials if "why" in each), ""):
                yield Measure(what=case.what, value=float("nan"), unit="x", bound=case.bound, note=why)
                continue
            ours = {key: median(each[key] for each in trials) for key in trials[0] if key != "why"}
            if case.file in MOVED:
                ours |= by_hand(file)
            yield from _measures(case, ours, median(others) if others else None, missing)


@contextmanager
def _folder(files: Path | None) -> Iterator[Path]:
    if files is not None:
        files.mkdir(parents=True, exist_ok=True)
        yield files
        return
    with TemporaryDirectory(prefix="arctic-map-bench-") as name:
        yield Path(name)


def _measures(
    case: Case, ours: Mapping[str, Any], theirs: float | None, missing: list[str]
) -> Iterator[Measure]:
    first, still = ours["first_at"], ours["still_at"]
    note = f"first picture {first:.2f} s, still {still:.2f} s, reader {ours['reader_peak_mb']:.0f} MB"
    if theirs is None:
        lack = f"; not compared, without {', '.join(missing)}" if missing and case.bound else ""
        yield Measure(what=f"{case.what}: to the picture", value=still, unit="s", note=note + lack)
    else:
        note = f"{note}; QGIS {theirs:.2f} s"
        yield Measure(what=case.what, value=still / theirs, unit="x", bound=case.bound, note=note)
    most = MAX_MEMORY_MB if case.count > 1_000_000 else None
    yield Measure(what=f"{case.what}: memory when still", value=ours["memory_mb"], unit="MB", bound=most)
    if case.file in MOVED:
        for key, (what, unit, bound) in BOUNDS.items():
            yield Measure(what=f"{case.what}: {what}", value=ours[key], unit=unit, bound=bound)


def trial(file: Path) -> dict[str, Any]:
    """What the doctor says, or why it cannot."""
    command = [sys.executable, "-m", "arctic_map", "doctor", "--open", str(file), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return {"why": done.stderr.strip().splitlines()[-1] if done.stderr else "it ended"}
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def by_hand(file: Path) -> dict[str, float]:
    """In a process of its own: a window is not closed without a trace."""
    command = [sys.executable, "-m", "tests.bench.hands", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def theirs(folder: Path, file: Path) -> float:
    """Seconds from the start of QGIS to its picture, the file in the system's memory as for ours."""
    project = folder / f"{file.stem}.qgs"
    script = folder / "project.py"
    script.write_text(PROJECT)
    with qgis.screen() as environment:
        subprocess.run([PYTHON, str(script), str(file), str(project)], env=environment, check=True)
        begin = time.perf_counter()
        subprocess.run(
            qgis.snapshot(folder, project, SIZE), env=environment, check=False, capture_output=True
        )
        elapsed = time.perf_counter() - begin
    # It says that it failed also where it did not.
    picture = folder / "qgis.png"
    if not picture.exists():
        raise RuntimeError(f"QGIS made no picture of {file.name}")
    picture.unlink()
    return elapsed


def written(path: Path, count: int, *, indexed: bool = True) -> Path:
    """Invented places, or areas round them, by numbers that are the same each time.

    A GeoPackage is `indexed` by place for other programs; that takes half of the time.
    """
    if path.exists():
        return path
    if path.suffix == ".tif":
        return _write_raster(path, isqrt(count))
    random = np.random.default_rng(17)
    for start in range(0, count, CHUNK_SIZE):
        some = min(CHUNK_SIZE, count - start)
        lon, lat = random.uniform(-180, 180, some), 60 + 28 * random.random(some) ** 1.5
        if path.suffix == ".geojson":
            _write_json(path, lon, lat)
        elif path.suffix == ".parquet":
            _write_parquet(path, lon, lat)
        else:
            _write_gpkg(path, lon, lat, append=start > 0, indexed=indexed)
    return path


def _write_raster(path: Path, side: int) -> Path:
    """Waves, in a plane around the pole, with overviews."""
    cell = 8_000_000 / side
    across = np.sin(np.arange(side) / side * 40.0)
    plain = path.with_suffix(".plain")
    profile: dict[str, Any] = {
        "width": side,
        "height": side,
        "count": 1,
        "dtype": "float32",
        "crs": "EPSG:3413",
    }
    with rasterio.open(
        plain, "w", driver="GTiff", tiled=True, transform=from_origin(-4e6, 4e6, cell, cell), **profile
    ) as out:
        for top in range(0, side, 500):
            down = np.cos(np.arange(top, top + 500) / side * 30.0)
            out.write(
                np.multiply.outer(down, across).round(2).astype(np.float32)[None],
                window=((top, top + 500), (0, side)),
            )
    copy(plain, path, driver="COG", compress="deflate", overviews="AUTO")
    plain.unlink()
    return path


def _write_json(path: Path, lon: Any, lat: Any) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write('{"type":"FeatureCollection","features":[\n')
        for number, (x, y) in enumerate(zip(lon.tolist(), lat.tolist(), strict=True)):
            file.write(",\n" if number else "")
            file.write(
                f'{{"type":"Feature","properties":{{"name":"Place {number}","kind":{number % 97}}},'
                f'"geometry":{{"type":"Point","coordinates":[{x:.6f},{y:.6f}]}}}}'
            )
        file.write("\n]}\n")


def _write_parquet(path: Path, lon: Any, lat: Any) -> None:
    import duckdb

    packed = np.array([bytes(each) for each in _points(lon, lat)], dtype=object)
    with duckdb.connect() as connection:
        connection.register("given", {"geometry": packed, "kind": np.arange(len(lon)) % 97})
        connection.execute(
            "COPY (SELECT ST_GeomFromWKB(geometry) AS geometry, kind FROM given) "
            f"TO '{path}' (FORMAT parquet)"
        )


def _write_gpkg(path: Path, lon: Any, lat: Any, *, append: bool, indexed: bool) -> None:
    from pyogrio import raw

    areas = path.name.startswith("areas")
    packed = _areas(lon, lat) if areas else _points(lon, lat)
    raw.write(
        path,
        np.array([bytes(each) for each in packed], dtype=object),
        [np.array([f"Place {number}" for number in range(len(lon))], dtype=object), np.arange(len(lon)) % 97],
        ["name", "kind"],
        geometry_type="Polygon" if areas else "Point",
        crs="EPSG:4326",
        driver="GPKG",
        append=append,
        SPATIAL_INDEX="YES" if indexed else "NO",
    )


def _points(lon: Any, lat: Any) -> Any:
    found = np.zeros((len(lon), 21), np.uint8)
    found[:, 0] = found[:, 1] = 1
    found[:, 5:] = np.column_stack([lon, lat]).view(np.uint8)
    return found


def _areas(lon: Any, lat: Any) -> Any:
    """Of 17 vertices, a kilometre to four across."""
    angle = np.linspace(0, 2 * np.pi, 17)
    reach = 0.005 + 0.015 * np.random.default_rng(3).random((len(lon), 16))
    reach = np.column_stack([reach, reach[:, 0]])
    x = np.clip(lon[:, None] + reach * np.cos(angle) / np.cos(np.radians(lat))[:, None], -180, 180)
    y = lat[:, None] + reach * np.sin(angle)
    found = np.zeros((len(lon), 13 + 16 * 17), np.uint8)
    found[:, 0], found[:, 1], found[:, 5], found[:, 9] = 1, 3, 1, 17
    found[:, 13:] = np.ascontiguousarray(np.stack([x, y], axis=2)).reshape(len(lon), -1).view(np.uint8)
    return found
