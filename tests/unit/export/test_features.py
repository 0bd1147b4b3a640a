"""Which tables a file of features holds."""

import csv
import re
from dataclasses import replace
from datetime import date
from functools import cache
from io import StringIO
from xml.etree import ElementTree

import pytest
from tests.built_in import built_in_atlas, read_drawing
from tests.wordings import RUSSIAN

from arctic_map.errors import ExportError
from arctic_map.export import features
from arctic_map.export.features import delimited
from arctic_map.model.attributes import Row, Table, Value
from arctic_map.model.catalog import LayerKind
from arctic_map.model.feature import Geometry
from arctic_map.model.tr import speaking
from arctic_map.scene.compose import compose, start
from arctic_map.scene.drawings.drawings import drawings_for
from arctic_map.scene.scene import Scene
from arctic_map.scene.session.session import Session
from arctic_map.tables.writers.route_files import comma_separated, gpx


@cache
def shown() -> Scene:
    content = built_in_atlas()
    return compose(content, start(content, Session()), drawings_for(content, read_drawing))


def ids(suffix: str) -> list[str]:
    return [table.id for table in features.tables(shown(), suffix)]


@pytest.mark.parametrize("suffix", [".fgb", ".csv"])
def test_a_format_of_one_layer_holds_all_in_one(suffix: str) -> None:
    assert ids(suffix) == ["features"]


def test_other_formats_have_a_layer_each_along_with_facts_and_sources_but_for_kml() -> None:
    whole, places = ids(".gpkg"), ids(".kml")
    assert {"lanes", "ports"} <= {*places} and whole[: len(places)] == places
    assert whole[len(places) :] == ["facts", "sources"] and ids(".geojson") == whole


def test_a_layer_that_lies_on_disk_is_refused_while_it_is_shown() -> None:
    scene = shown()
    rows = replace(scene.layers[-1], name="Stations", kind=LayerKind.ROWS, count=60_000, shown=True)
    for suffix in (".geojson", ".gpkg", ".kml", ".fgb", ".csv"):
        with pytest.raises(ExportError, match="Stations has 60,000 features"):
            features.encoded(replace(scene, layers=(*scene.layers, rows)), suffix)
    hidden = replace(scene, layers=(*scene.layers, replace(rows, shown=False)))
    assert features.encoded(hidden, ".csv") == features.encoded(scene, ".csv")


def test_tables_of_a_russian_scene_are_in_russian() -> None:
    with speaking(RUSSIAN):
        content = built_in_atlas()
        scene = compose(content, start(content, Session()), drawings_for(content, read_drawing))
    by_id = {table.id: table for table in features.tables(scene, ".gpkg")}
    assert by_id["ports"].name == "Порты из статьи" and by_id["facts"].name == "Факты"
    for row in by_id["facts"].records():
        for column in ("text", "place", "inferred", "question", "note"):
            assert not row[column] or re.search("[а-я]", str(row[column])), (row["fact"], column)
    [trade] = [row for row in by_id["facts"].records() if row["fact"] == "T3"]
    assert "км" in str(trade["figures"]) and "Lane" not in str(trade["figures"])


POINT: Geometry = {"type": "Point", "coordinates": [30.5, 70.25, 9.0]}
LINE: Geometry = {"type": "LineString", "coordinates": [(1.0, 2.0), (3.25, 4.0)]}
SIDES = [[(1.0, 2.0), (180.0, 3.0)], [(-180.0, 3.0), (-179.0, 4.0)]]
PARTS: Geometry = {"type": "MultiLineString", "coordinates": SIDES}


def table(*geometries: Geometry | None, **values: Value) -> Table:
    columns: dict[str, type[str] | type[date]] = dict.fromkeys(values, str)
    rows = tuple(Row(f"r{number}", each, tuple(values.values())) for number, each in enumerate(geometries))
    return Table(id="t", name="A <table>", note="Not & for", columns=columns, rows=rows)


def cells(made: bytes) -> list[list[str]]:
    return [*csv.reader(StringIO(made.decode(), newline=""))]


def test_points_have_columns_of_their_place_and_one_without_a_place_has_none() -> None:
    made = cells(delimited(table(POINT, None, lon="a", name="b")))
    assert made == [["lon", "lat", "lon_", "name"], ["30.5", "70.25", "a", "b"], ["", "", "a", "b"]]


def test_other_shapes_have_a_column_of_text() -> None:
    made = cells(delimited(table(POINT, LINE, None, wkt="a", lon="b")))
    assert made[0] == ["wkt", "wkt_", "lon"]
    assert [row[0] for row in made[1:]] == ["POINT Z (30.5 70.25 9)", "LINESTRING (1 2, 3.25 4)", ""]


def test_what_a_spreadsheet_would_run_is_text_and_days_are_iso_8601() -> None:
    (_, row) = cells(delimited(table(POINT, a="=1+1", b="@x", c="\tx", d="-5", e=None, f=date(2024, 2, 9))))
    assert row[2:] == ["'=1+1", "'@x", "'\tx", "-5", "", "2024-02-09"]
    (header, _) = cells(delimited(table(POINT, **{"=a": "x"})))
    assert header[2] == "'=a"


def test_routes_as_text_have_their_line_in_the_last_column() -> None:
    made = cells(comma_separated(table(LINE, PARTS, None, by="nsr", month=None)))
    assert made == [
        ["by", "month", "wkt"],
        ["nsr", "", "MULTILINESTRING ((1.000000 2.000000, 3.250000 4.000000))"],
        ["nsr", "", "MULTILINESTRING ((1.000000 2.000000, 180.000000 3.000000), "
                    "(-180.000000 3.000000, -179.000000 4.000000))"],
        ["nsr", "", "MULTILINESTRING ()"],
    ]  # fmt: skip


def test_routes_as_tracks_have_a_part_for_each_side_of_180_degrees() -> None:
    root = ElementTree.fromstring(gpx(table(LINE, PARTS, name="By & by", month=None, km="7")))
    space = "{http://www.topografix.com/GPX/1/1}"
    assert [each.text for each in root[0]] == ["A <table>", "Not & for"]
    tracks = root.findall(f"{space}trk")
    assert [each.findtext(f"{space}name") for each in tracks] == ["By & by"] * 2
    description = tracks[0].findtext(f"{space}desc") or ""
    assert "km: 7" in description and "month" not in description
    parts = [[len(part) for part in each.findall(f"{space}trkseg")] for each in tracks]
    assert parts == [[2], [2, 2]]
    first = tracks[0].find(f"{space}trkseg/{space}trkpt")
    assert first is not None and (first.get("lat"), first.get("lon")) == ("2.000000", "1.000000")
