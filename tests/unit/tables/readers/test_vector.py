"""Features that GDAL reads: their names are those of the file, and charts have their marks in place."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
import shapely
from pyogrio import raw
from tests import s57_sample

from arctic_map.model.feature import Feature
from arctic_map.model.opened import Choice
from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.tables import file_data
from arctic_map.tables.readers import any_file, geojson, vector

MARK = '<Placemark id="pm1"><name>A</name>{data}<Point><coordinates>30,70</coordinates></Point></Placemark>'


def properties_of(tmp_path: Path, data: str) -> dict[str, object]:
    file = tmp_path / "mark.kml"
    file.write_text(
        f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{MARK.format(data=data)}</Document></kml>'
    )
    ((_, row),) = vector.read_raw(file, Choice()).rows
    found: dict[str, object] = msgspec.json.decode(row)["properties"]
    return {name: value for name, value in found.items() if value is not None}


def test_the_id_of_a_mark_in_kml_is_its_id(tmp_path: Path) -> None:
    assert properties_of(tmp_path, "") == {"id": "pm1", "Name": "A"}


def test_a_field_of_kml_that_is_called_id_keeps_its_name(tmp_path: Path) -> None:
    data = '<ExtendedData><Data name="id"><value>7</value></Data></ExtendedData>'
    assert properties_of(tmp_path, data) == {"placemark id": "pm1", "Name": "A", "id": "7"}


def test_a_layer_of_kml_says_that_its_colours_are_lost(tmp_path: Path) -> None:
    properties_of(tmp_path, "")
    assert any_file.read(tmp_path / "mark.kml", 1, Choice()).layer.note.endswith(geojson.OWN_COLOURS)


def test_a_damaged_name_of_a_field_is_named_as_the_reason(tmp_path: Path) -> None:
    raw.write(
        tmp_path / "marks.shp",
        geometry=np.array([shapely.to_wkb(shapely.Point(30, 70))], dtype=object),
        geometry_type="Point",
        field_data=[np.array(["A"], dtype=object)],
        fields=np.array(["name"], dtype=object),
        crs="EPSG:4326",
        driver="ESRI Shapefile",
        encoding="UTF-8",
    )
    table = tmp_path / "marks.dbf"
    table.write_bytes(table.read_bytes().replace(b"name", b"\xff\xfeme", 1))
    with pytest.raises(Unreadable, match="Shapefile: a name in it is not UTF-8 text; is it complete"):
        vector.read_raw(tmp_path / "marks.shp", Choice())


CLOSE = 1e-6
"""Degrees: S-57 keeps whole ten-millionths of them."""


@pytest.fixture(scope="module")
def features(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Feature]:
    path = s57_sample.write(tmp_path_factory.mktemp("chart") / "XX100001.000")
    found = any_file.read(path)
    assert found.problems == ()
    return {dict(each.details)["layer"]: each for each in found.layer.features}


def test_every_mark_of_a_chart_is_there_with_what_it_says(features: dict[str, Feature]) -> None:
    assert set(features) == {"BOYLAT", "DEPCNT", "DEPARE"}
    assert features["BOYLAT"].name == s57_sample.NAME
    assert float(dict(features["DEPCNT"].details)["VALDCO"]) == s57_sample.DEPTH


@pytest.mark.parametrize(
    ("layer", "kind", "places"),
    [
        ("BOYLAT", "Point", [s57_sample.BUOY]),
        ("DEPCNT", "LineString", s57_sample.CONTOUR),
        ("DEPARE", "Polygon", s57_sample.AREA),
    ],
)
def test_a_mark_of_a_chart_lies_where_it_was_put(
    features: dict[str, Feature], layer: str, kind: str, places: list[tuple[float, float]]
) -> None:
    found: Any = features[layer].geometry
    assert found["type"] == kind
    at = found["coordinates"]
    got = [at] if kind == "Point" else at if kind == "LineString" else at[0]
    assert len(got) == len(places)
    for lon, lat in places:
        assert any(abs(lon - each[0]) < CLOSE and abs(lat - each[1]) < CLOSE for each in got)


SEGMENT = "<trkseg>{}</trkseg>"
TRACK = '<gpx version="1.1" creator="a" xmlns="http://www.topografix.com/GPX/1/1">{}</gpx>'


@pytest.mark.parametrize("tracks", [1, 2_100])
def test_a_track_loses_only_its_segment_of_a_single_point(tmp_path: Path, tracks: int) -> None:
    points = [f'<trkpt lat="{70 + number}" lon="10"/>' for number in range(4)]
    segments = (points[:2], points[2:3], points[2:])
    track = "<trk>" + "".join(SEGMENT.format("".join(each)) for each in segments) + "</trk>"
    file = tmp_path / "voyage.gpx"
    file.write_text(TRACK.format(track * tracks))
    data = file_data.read(file)
    *_, voyage = data.layer.features or [None]
    shape = voyage.place() if voyage else data.bulk and dict(data.bulk.others)[tracks - 1]
    assert shape and shape["type"] == "MultiLineString"
    assert [[lat for _, lat in line] for line in shape["coordinates"]] == [[70, 71], [72, 73]]
    where, why = data.problems[0]
    assert where == "features[0].geometry.coordinates[1]" and "this has 1" in why


def test_a_polygon_of_kml_whose_ring_is_open_is_drawn_closed(tmp_path: Path) -> None:
    file = tmp_path / "open.kml"
    ring = "<LinearRing><coordinates>0,70 10,70 10,75 0,75</coordinates></LinearRing>"
    area = f"<Polygon><outerBoundaryIs>{ring}</outerBoundaryIs></Polygon>"
    body = MARK.format(data="").replace("<Point><coordinates>30,70</coordinates></Point>", area)
    file.write_text(f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{body}</Document></kml>')
    opened = any_file.read(file)
    (feature,) = opened.layer.features
    assert shapely.geometry.shape(feature.place()).equals(shapely.box(0, 70, 10, 75))
    assert [why for _, why in opened.problems] == ["the ring is not closed; it is drawn closed"]


def marks(file: Path, **fields: Any) -> Path:
    count = len(next(iter(fields.values())))
    raw.write(
        file,
        geometry=shapely.to_wkb(shapely.points(np.linspace(10, 40, count), np.full(count, 70.0))),
        geometry_type="Point",
        field_data=[np.array(values) for values in fields.values()],
        fields=np.array([*fields], dtype=object),
        crs="EPSG:4326",
        driver="GPKG" if file.suffix == ".gpkg" else "ESRI Shapefile",
        encoding="UTF-8",
    )
    return file


def values_of(file: Path, name: str) -> list[object]:
    return [msgspec.json.decode(row)["properties"][name] for _, row in vector.read_raw(file, Choice()).rows]


@pytest.mark.parametrize("suffix", [".shp", ".gpkg"])
def test_a_text_that_is_cut_within_a_character_loses_only_that(tmp_path: Path, suffix: str) -> None:
    file = marks(tmp_path / f"marks{suffix}", name=np.array(["Тикси", "Ямал"], dtype=object))
    table = file.with_suffix(".dbf") if suffix == ".shp" else file
    table.write_bytes(table.read_bytes().replace("Ямал".encode(), "Яма".encode() + b"\xd0 "))
    assert values_of(file, "name") == ["Тикси", "Яма� " if suffix == ".gpkg" else "Яма�"]
    (problem,) = vector.read_raw(file, Choice()).problems
    assert problem == ("", "1 characters are not valid UTF-8; � stands for them")


def test_dates_that_no_calendar_has_are_left_out_and_counted(tmp_path: Path) -> None:
    dates = ["2020-01-01", "2020-02-29", "2020-12-31", "2020-05-05", "2019-03-31", "2000-02-28"]
    file = marks(tmp_path / "marks.shp", day=np.array(dates, dtype="datetime64[D]"))
    table = file.with_suffix(".dbf")
    content = table.read_bytes()
    for before, after in ((b"20200505", b"20200500"), (b"20190331", b"20190229"), (b"20201231", b"00000000")):
        content = content.replace(before, after)
    table.write_bytes(content)
    assert values_of(file, "day") == ["2020-01-01", "2020-02-29", None, None, None, "2000-02-28"]
    (problem,) = vector.read_raw(file, Choice()).problems
    assert problem[1].startswith("2 dates in its .dbf file are in no calendar")


@pytest.mark.parametrize("geometry", ["x''", "x'47500001' || 'junkjunkjunk'", "'text'"])
def test_a_damaged_geometry_of_a_geopackage_costs_only_itself(tmp_path: Path, geometry: str) -> None:
    file = marks(tmp_path / "marks.gpkg", n=[0, 1, 2])
    with closing(sqlite3.connect(file)) as database:
        triggers = database.execute("select name from sqlite_master where type = 'trigger'").fetchall()
        for (name,) in triggers:
            database.execute(f'drop trigger "{name}"')
        database.execute(f"update marks set geom = cast({geometry} as blob) where fid = 2")
        database.execute("update marks set geom = null where fid = 3")
        database.commit()
    read = vector.read_raw(file, Choice())
    rows = [msgspec.json.decode(row) for _, row in read.rows]
    assert [each["geometry"] is None for each in rows] == [False, True, True]
    assert [each["properties"]["n"] for each in rows] == [0, 1, 2]
    # An empty geometry is no problem.
    assert [where for where, _ in read.problems] == ["features[1]"]


def test_names_of_data_in_kml_are_those_of_the_file(tmp_path: Path) -> None:
    names = ("Глубина", "Станция", "plain_1", "of &quot;ship&quot;", "utf8_ff")
    data = "".join(f'<Data name="{name}"><value>{name}</value></Data>' for name in names)
    expected = [name.replace("&quot;", '"') for name in names]
    found = properties_of(tmp_path, f"<ExtendedData>{data}</ExtendedData>")
    assert found == {"id": "pm1", "Name": "A", **{name: name for name in expected}}


@pytest.mark.parametrize("place", ["<coordinates></coordinates>", "<extrude>1</extrude> <coordinates/>"])
def test_a_point_of_kml_without_coordinates_is_nowhere(tmp_path: Path, place: str) -> None:
    body = MARK.format(data="").replace("<coordinates>30,70</coordinates>", place)
    file = tmp_path / "mark.kml"
    file.write_text(f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{body}</Document></kml>')
    ((_, row),) = vector.read_raw(file, Choice()).rows
    assert msgspec.json.decode(row)["geometry"] is None


def russian(file: Path, language: int, cpg: str | None, count: int = 2, encoding: str = "cp1251") -> Path:
    names = ["Tiksi"] * (count - 1) + ["Новосибирские острова"]
    marks(file, name=np.array(names, dtype=object))
    table = file.with_suffix(".dbf")
    content = bytearray(table.read_bytes().replace(names[-1].encode(), names[-1].encode(encoding).ljust(41)))
    content[29] = language
    table.write_bytes(content)
    file.with_suffix(".cpg").unlink()
    if cpg is not None:
        file.with_suffix(".cpg").write_text(cpg)
    return file


@pytest.mark.parametrize(
    ("language", "cpg", "guessed"),
    [
        (0, None, True),
        (0x57, None, True),
        (0, "System", True),
        (0x57, "OEM\n", True),
        (0, "ANSI_1251", False),
    ],
)
def test_a_table_that_does_not_name_its_encoding_is_guessed(
    tmp_path: Path, language: int, cpg: str | None, guessed: bool
) -> None:
    file = russian(tmp_path / "marks.shp", language, cpg)
    assert values_of(file, "name")[1] == "Новосибирские острова"
    assert any("by a guess" in why for _, why in vector.read_raw(file, Choice()).problems) == guessed


def test_an_encoding_is_guessed_from_the_end_of_a_large_file_too(tmp_path: Path) -> None:
    data = file_data.read(russian(tmp_path / "marks.shp", 0, None, 60_000))
    assert data.bulk and data.fields()["name"][-1] == "Новосибирские острова"
    assert any("by a guess" in why for _, why in data.problems)


def test_no_encoding_is_guessed_for_a_table_of_plain_letters(tmp_path: Path) -> None:
    file = marks(tmp_path / "wide.shp", name=np.array(["x" * 200, "y"], dtype=object))
    file.with_suffix(".cpg").unlink()
    assert not vector.read_raw(file, Choice()).problems
