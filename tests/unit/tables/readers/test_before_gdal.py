"""A Shapefile is read by a sound index, or without one by its records."""

import sqlite3
from pathlib import Path
from struct import pack

import numpy as np
import pytest
import shapely
from pyogrio import raw
from tests import format_samples as samples

from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.tables.readers import any_file, before_gdal
from arctic_map.tables.readers.before_gdal import DAMAGED

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


KML = """<?xml version="1.0" encoding="{encoding}"?>
<?xml-stylesheet type="text/xsl" href="kml.xsl"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>Мурманск</name>{shape}</Placemark>
</Document></kml>"""
GPX = """<?xml version="1.0" encoding="{encoding}"?>
<?xml-stylesheet type="text/xsl" href="details.xsl"?><!-- of a journey -->
<gpx version="1.1" creator="a" xmlns="http://www.topografix.com/GPX/1/1">
<wpt lat="69" lon="33"><name>Мурманск</name></wpt></gpx>"""
POINT = "<Point><coordinates>33,69</coordinates></Point>"
AT = "<coordinates>30,60 40,60 40,70 30,60</coordinates>"


@pytest.mark.parametrize("name", ["a.kml", "a.gpx"])
@pytest.mark.parametrize(
    "encoding", ["UTF-8", "UTF-8-sig", "UTF-16", "UTF-16-LE", "UTF-16-BE", "windows-1251"]
)
def test_a_file_in_any_encoding_is_read(name: str, encoding: str, tmp_path: Path) -> None:
    text = (KML if name == "a.kml" else GPX).format(encoding=encoding.removesuffix("-sig"), shape=POINT)
    (tmp_path / name).write_bytes(text.encode(encoding))
    opened = any_file.read(tmp_path / name)
    assert [feature.name for feature in opened.layer.features] == ["Мурманск"]
    assert opened.problems == ()


def test_a_text_that_is_not_in_its_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.kml").write_bytes(b"\xff\xfe<\0k\0m\0l\0\x00\xd8")
    with pytest.raises(Unreadable, match="not in the encoding that it names"):
        any_file.read(tmp_path / "a.kml")


@pytest.mark.parametrize(
    ("shape", "kinds"),
    [
        (f"<LinearRing>{AT}</LinearRing>", ["LineString"]),
        (
            f"<MultiGeometry>{POINT}<LinearRing id='a'>{AT}</LinearRing></MultiGeometry>",
            ["Point", "LineString"],
        ),
        (f"<Polygon><outerBoundaryIs><LinearRing>{AT}</LinearRing></outerBoundaryIs></Polygon>", ["Polygon"]),
    ],
)
def test_a_ring_that_is_no_boundary_is_a_line(shape: str, kinds: list[str], tmp_path: Path) -> None:
    (tmp_path / "a.kml").write_text(KML.format(encoding="UTF-8", shape=shape), encoding="utf-8")
    (feature,) = any_file.read(tmp_path / "a.kml").layer.features
    parts = feature.geometry.get("geometries", [feature.geometry])
    assert [part["type"] for part in parts] == kinds


def geopackage(folder: Path, *statements: str) -> Path:
    file = samples.write(folder, ".gpkg", "Point")
    database = sqlite3.connect(file)
    for statement in statements:
        database.execute(statement)
    database.commit()
    database.close()
    return file


SHOWN = (
    "insert into gpkg_contents (table_name, data_type, srs_id) values ('v', 'features', 4326)",
    "insert into gpkg_geometry_columns values ('v', 'geom', 'POINT', 4326, 0, 0)",
)


def test_a_view_that_never_ends_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(before_gdal, "PATIENCE_S", 0.2)
    endless = (
        "create view v as with recursive n(i) as (select 1 union all select i + 1 from n) "
        "select i, geom from n, sample where i < 0"
    )
    with pytest.raises(Unreadable, match="a view whose rows take too long"):
        any_file.read(geopackage(tmp_path, endless, *SHOWN))


def test_a_view_that_never_ends_and_is_no_layer_is_left_alone(tmp_path: Path) -> None:
    endless = (
        "create view v as with recursive n(i) as (select 1 union all select i + 1 from n) select i from n"
    )
    assert len(any_file.read(geopackage(tmp_path, endless)).layer.features) == 3


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("zeroblob(900000000)", "a view of it computes values of more than 50 MB"),
        ("hex(zeroblob(450000000))", "a view of it computes values of more than 50 MB"),
        ("printf('%.*c', 900000000, 'x')", "a view of it calls printf"),
    ],
)
def test_a_view_that_computes_very_long_values_is_refused(tmp_path: Path, value: str, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        any_file.read(geopackage(tmp_path, f"create view v as select *, {value} from sample", *SHOWN))


def test_a_view_of_very_many_bytes_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(before_gdal, "MAX_BYTES", 1000)
    long = "create view v as select *, zeroblob(400) from sample"
    with pytest.raises(Unreadable, match="save it as a plain table"):
        any_file.read(geopackage(tmp_path, long, *SHOWN))


def test_a_column_that_is_computed_when_it_is_read_is_refused(tmp_path: Path) -> None:
    table = "create table v (fid integer primary key, geom blob, long as (zeroblob(900000000)) virtual)"
    with pytest.raises(Unreadable, match=r"its column v\.long is computed when it is read"):
        any_file.read(geopackage(tmp_path, table, *SHOWN))


def test_a_view_that_reads_other_files_is_refused(tmp_path: Path) -> None:
    reading = "create view v as select gdal_get_pixel_value('/etc/hosts', 1, '', 0, 0) i, geom from sample"
    with pytest.raises(Unreadable, match="no such function"):
        any_file.read(geopackage(tmp_path, reading, *SHOWN))


def test_a_sound_view_is_a_layer_and_triggers_do_nothing(tmp_path: Path) -> None:
    file = geopackage(
        tmp_path,
        "create view v as select fid, geom, name from sample where fid < 3",
        *SHOWN,
        "create trigger t after insert on sample begin delete from sample; end",
    )
    before = file.read_bytes()
    assert len(any_file.read(file).layer.features) == 5
    assert file.read_bytes() == before
