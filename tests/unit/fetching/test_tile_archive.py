"""Of a PMTiles archive on the web, the tiles that the map shows are read, as features or as a picture."""

import subprocess
import sys
import zlib
from io import BytesIO
from math import asinh, pi, radians, tan
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
import rasterio
import shapely
from PIL import Image
from pmtiles.tile import Compression, TileType, tileid_to_zxy, zxy_to_tileid
from pmtiles.writer import Writer
from tests.shared_server import Server, reply
from tests.unit.fetching.remote_parts import ranges, view_of

from arctic_map.fetching.failure import FetchError
from arctic_map.fetching.fetch import fetch_layer, shared_layers
from arctic_map.model.map_view import FetchView
from arctic_map.storage.layer_copies import origin_of
from arctic_map.tables import gdal

COUNT, ZOOM, SIDE = 3000, 7, 16
ARCHIVING = """
from pyogrio import raw
meta, _, shapes, fields = raw.read("stations.fgb")
raw.write(
    "stations.pmtiles", shapes, field_data=fields, fields=meta["fields"], geometry_type="Polygon",
    driver="PMTiles", layer="stations", crs="EPSG:4326", MINZOOM=0, MAXZOOM=6,
)
"""
DESCRIBED = {
    "tile_type": TileType.PNG,
    "tile_compression": Compression.NONE,
    "min_lon_e7": -1_800_000_000,
    "min_lat_e7": -850_000_000,
    "max_lon_e7": 1_800_000_000,
    "max_lat_e7": 850_000_000,
    "center_zoom": 0,
    "center_lon_e7": 0,
    "center_lat_e7": 0,
}


@pytest.fixture(scope="module")
def stations(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Any]:
    """An archive of small squares, and their centres by their numbers."""
    random = np.random.default_rng(1)
    x, y = random.uniform(-179.0, 179.0, COUNT), random.uniform(50.0, 84.0, COUNT)
    path = tmp_path_factory.mktemp("archive") / "stations.fgb"
    gdal.raw_write(
        path,
        shapely.to_wkb(shapely.box(x - 0.1, y - 0.03, x + 0.1, y + 0.03)),
        field_data=[np.arange(COUNT), np.array([f"№ {n}" for n in range(COUNT)], object)],
        fields=np.array(["id", "name"], object),
        geometry_type="Polygon",
        driver="FlatGeobuf",
        layer="stations",
        crs="EPSG:4326",
    )
    # The program itself has no driver that GDAL needs for writing archives.
    subprocess.run([sys.executable, "-c", ARCHIVING], cwd=path.parent, check=True)
    return path.with_suffix(".pmtiles").read_bytes(), shapely.points(x, y)


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """An archive of pictures whose colours say their column, row and level, without row 2 of each level."""
    path = tmp_path_factory.mktemp("archive") / "relief.pmtiles"
    with path.open("wb") as file:
        writer = Writer(file)
        for number in range(zxy_to_tileid(ZOOM, 0, 0) + 4**ZOOM):
            zoom, column, row = tileid_to_zxy(number)
            if row == 2:
                continue
            out = BytesIO()
            Image.new("RGB", (SIDE, SIDE), (column, row, zoom)).save(out, "PNG")
            writer.write_tile(number, out.getvalue())
        writer.finalize(dict(DESCRIBED), {"attribution": "Institute of Relief"})
        writer.tile_f.close()
    return path.read_bytes()


def fetched(double: Server, name: str, layer: str, folder: Path, view: FetchView) -> Path:
    return fetch_layer(f"http://{double.host}/{name}", layer, folder / "copies", view=view)


@pytest.mark.parametrize("metres", [1000.0, 5000.0])
def test_the_features_of_the_tiles_that_the_map_shows_are_read(
    metres: float, stations: tuple[bytes, Any], double: Server, tmp_path: Path
) -> None:
    body, centres = stations
    double.faults["stations.pmtiles"] = ranges(body)
    (layer,) = shared_layers(f"http://{double.host}/stations.pmtiles")
    assert layer.name == "stations" and not layer.geometry
    view = view_of(40.0, 72.0, metres)
    path = fetched(double, "stations.pmtiles", "stations", tmp_path, view)
    rows = [msgspec.json.decode(line) for line in path.read_bytes().splitlines()]
    found = {int(row["properties"]["id"]) for row in rows}
    ((west, south, east, north),) = view.boxes
    # The box is wider than the view by a margin.
    inside = shapely.box(west + 1.0, south + 1.0, east - 1.0, north - 1.0)
    expected = set(np.flatnonzero(shapely.contains(inside, centres)).tolist())
    assert expected and expected <= found and len(found) < COUNT / 2
    for row in rows:
        number = int(row["properties"]["id"])
        assert row["properties"]["name"] == f"№ {number}"
        assert (
            shapely.distance(shapely.from_geojson(msgspec.json.encode(row["geometry"])), centres[number])
            < 0.2
        )
    origin = origin_of(path)
    assert origin is not None
    assert origin.remarks == (
        "features are cut at tile edges, and their detail suits the scale of the map at that time",
    )


def test_pictures_lie_where_their_tiles_are(pictures: bytes, double: Server, tmp_path: Path) -> None:
    double.faults["relief.pmtiles"] = ranges(pictures)
    path = fetched(double, "relief.pmtiles", "tiles", tmp_path, view_of(40.0, 72.0, 5000.0))
    with rasterio.open(path) as raster:
        zoom = int(raster.read(3).max())
        x, y = radians(40.0), asinh(tan(radians(72.0)))
        place = tuple(int((0.5 + sign * angle / (2 * pi)) * 2**zoom) for sign, angle in ((1, x), (-1, y)))
        pixel = next(raster.sample([(x * 6_378_137.0, y * 6_378_137.0)]))
        assert tuple(pixel.tolist()) == (*place, zoom, 255) and zoom >= 5
    origin = origin_of(path)
    assert origin is not None and origin.credit == "Institute of Relief"
    # A part of the file was enough.
    assert len(double.requests) < 12


def test_missing_tiles_are_named(pictures: bytes, double: Server, tmp_path: Path) -> None:
    double.faults["relief.pmtiles"] = ranges(pictures)
    path = fetched(double, "relief.pmtiles", "tiles", tmp_path, view_of(40.0, 80.0, 30_000.0))
    origin = origin_of(path)
    assert origin is not None and any("are missing on the server" in each for each in origin.remarks)


def changed(body: bytes, at: int, new: bytes) -> bytes:
    return body[:at] + new + body[at + len(new) :]


def bomb(body: bytes, start: bytes = b"") -> bytes:
    """An archive whose directory is huge without its compression."""
    packing = zlib.compressobj(9, wbits=31)
    packed = start + b"".join([*(packing.compress(bytes(1_000_000)) for _ in range(50)), packing.flush()])
    return changed(body, 8, len(body).to_bytes(8, "little") + len(packed).to_bytes(8, "little")) + packed


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        (lambda body: b"<html>" * 99, "no PMTiles archive"),
        (lambda body: body[:100], "no PMTiles archive"),
        (lambda body: changed(body, 7, b"\2"), "no PMTiles archive"),
        (lambda body: changed(body, 99, b"\6"), "tiles of a kind that cannot be read"),
        (lambda body: changed(body, 100, b"\7\3"), "no PMTiles archive"),
        (lambda body: changed(body, 127, bytes(400)), "no PMTiles archive"),
        (bomb, "no PMTiles archive"),
        (lambda body: bomb(body, zlib.compress(b"\0", wbits=31)), "no PMTiles archive"),
        (lambda body: body[: len(body) // 3], "no PMTiles archive|is damaged|broken off|cannot be read"),
    ],
)
def test_what_cannot_be_read_is_an_error(
    fault: Any, why: str, stations: tuple[bytes, Any], double: Server, tmp_path: Path
) -> None:
    double.faults["stations.pmtiles"] = ranges(fault(stations[0]))
    with pytest.raises(FetchError, match=why):
        fetched(double, "stations.pmtiles", "stations", tmp_path, view_of(40.0, 72.0, 1000.0))


def test_a_damaged_archive_is_read_or_refused(
    stations: tuple[bytes, Any], double: Server, tmp_path: Path
) -> None:
    random, refused = np.random.default_rng(3), 0
    for _ in range(60):
        body = bytearray(stations[0])
        for at in random.integers(0, 2500 if random.random() < 0.5 else len(body), 4).tolist():
            body[at] = random.integers(256)
        double.faults["stations.pmtiles"] = ranges(bytes(body))
        try:
            fetched(double, "stations.pmtiles", "stations", tmp_path, view_of(40.0, 72.0, 2000.0))
        except FetchError:
            refused += 1
    assert 0 < refused < 60


def test_a_server_of_whole_files_is_refused(
    stations: tuple[bytes, Any], double: Server, tmp_path: Path
) -> None:
    double.faults["stations.pmtiles"] = lambda to: reply(to, stations[0], "application/octet-stream")
    with pytest.raises(FetchError, match="it gives whole files only"):
        fetched(double, "stations.pmtiles", "stations", tmp_path, view_of(40.0, 72.0, 1000.0))
