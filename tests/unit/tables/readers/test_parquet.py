"""GeoParquet and plain Parquet tables: where their rows lie, and the problems of broken ones."""

import json
from pathlib import Path
from typing import Any

import duckdb
import msgspec
import numpy as np
import pytest
import shapely
from tests import format_samples as samples

from arctic_map.model.attributes import Kind
from arctic_map.model.opened import Choice
from arctic_map.storage import bounded_reading
from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.tables.attributes.column_types import by_fields, column_of
from arctic_map.tables.readers import parquet


def written(folder: Path, query: str, name: str = "table.parquet", **entries: str) -> Path:
    file = folder / name
    with duckdb.connect() as connection:
        metadata = ", ".join(f"{key}: '{value}'" for key, value in entries.items())
        options = f", KV_METADATA {{{metadata}}}" if entries else ""
        connection.execute(f"COPY ({query}) TO '{file}' (FORMAT parquet{options})")
    return file


def features(file: Path) -> list[dict[str, Any]]:
    return [msgspec.json.decode(row) for _, row in parquet.read_raw(file, Choice()).rows]


def test_a_table_with_longitudes_and_latitudes_has_places(tmp_path: Path) -> None:
    rows = features(written(tmp_path, "SELECT 'Murmansk' AS name, 33.05 AS lon, '68.97' AS lat"))
    assert rows[0]["geometry"] == {"type": "Point", "coordinates": [33.05, 68.97]}
    assert rows[0]["properties"] == {"name": "Murmansk"}


def test_letters_and_minutes_in_columns_of_their_own_belong_to_the_place(tmp_path: Path) -> None:
    query = "SELECT '-0' AS lat_deg, 30 AS lat_min, '20' AS lon_deg, 45 AS lon_min, ' w' AS lon_hem"
    assert features(written(tmp_path, query))[0]["geometry"]["coordinates"] == [-20.75, -0.5]
    nothing = "SELECT 20 AS longitude, '' AS ew, 70 AS latitude, NULL AS ns"
    assert features(written(tmp_path, nothing))[0]["geometry"]["coordinates"] == [20, 70]


def test_a_column_of_well_known_text_is_a_place_and_what_is_none_has_no_place(tmp_path: Path) -> None:
    file = written(tmp_path, "SELECT unnest(['POINT(33 69)', 'nowhere']) AS wkt")
    assert [row["geometry"] for row in features(file)] == [{"type": "Point", "coordinates": [33, 69]}]
    assert parquet.read_raw(file, Choice()).problems == [("features[1]", parquet.UNPLACED)]


def test_geometry_is_found_by_its_type_without_other_information(tmp_path: Path) -> None:
    assert features(written(tmp_path, "SELECT 'POINT(33 69)'::GEOMETRY AS place"))[0]["geometry"] == {
        "type": "Point",
        "coordinates": [33, 69],
    }


def test_values_are_as_exact_as_in_the_file(tmp_path: Path) -> None:
    query = (
        "SELECT 0.5 AS lon, 70 AS lat, 1152921504606846977 AS id, DATE '2024-02-29' AS day, "
        "TIMESTAMP '2024-02-29 12:30:00' AS at, 12.50::DECIMAL(6, 2) AS price, "
        "'x'::BLOB AS raw, [1, 2] AS list"
    )
    assert features(written(tmp_path, query))[0]["properties"] == {
        "id": 2**60 + 1,
        "day": "2024-02-29",
        "at": "2024-02-29 12:30:00",
        "price": 12.5,
        "raw": "(1 bytes)",
        "list": [1, 2],
    }


def test_columns_that_only_repeat_the_place_are_no_attributes(tmp_path: Path) -> None:
    geo = (
        '{"version":"1.1.0","primary_column":"g","columns":{"g":{"encoding":"WKB","geometry_types":[],'
        '"covering":{"bbox":{"xmin":["box","xmin"],"ymin":["box","ymin"]}}}}}'
    )
    query = "SELECT 1 AS n, ST_AsWKB('POINT(3 70)'::GEOMETRY) AS g, {'xmin': 3, 'ymin': 70} AS box"
    assert features(written(tmp_path, query, geo=geo))[0]["properties"] == {"n": 1}


def test_a_name_that_would_be_a_pattern_names_the_one_file(tmp_path: Path) -> None:
    written(tmp_path, "SELECT 1 AS lon, 2 AS lat")
    file = tmp_path / "tab[lm]e*.parquet"
    (tmp_path / "table.parquet").rename(file)
    assert len(features(file)) == 1


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is it complete"),
        (b"hello", "its content is not that of a Parquet file"),
        (b"PAR1" + b"\0" * 200, "it cannot be read as Parquet"),
    ],
)
def test_what_is_no_parquet_gets_its_sentence(tmp_path: Path, content: bytes, why: str) -> None:
    file = tmp_path / "a.parquet"
    file.write_bytes(content or samples.write(tmp_path, ".parquet", "Point").read_bytes()[:-40])
    with pytest.raises(Unreadable, match=why):
        parquet.read_raw(file, Choice())


PLACES = ("1.5, 'y': 60", "2, 'y': 61.25", "1, 'y': 62", "1.5, 'y': 60")
AT = "[" + ", ".join(f"{{'x': {place}, 'z': 9}}" for place in PLACES) + "]"


@pytest.mark.parametrize("count", [1, 3000])
@pytest.mark.parametrize(
    ("encoding", "values", "wkt"),
    [
        ("point", f"{AT}[1]", "POINT (1.5 60)"),
        ("linestring", AT, "LINESTRING (1.5 60, 2 61.25, 1 62, 1.5 60)"),
        ("multipoint", AT, "MULTIPOINT ((1.5 60), (2 61.25), (1 62), (1.5 60))"),
        ("polygon", f"[{AT}]", "POLYGON ((1.5 60, 2 61.25, 1 62, 1.5 60))"),
        (
            "multilinestring",
            f"[{AT}, {AT}]",
            "MULTILINESTRING ((1.5 60, 2 61.25, 1 62, 1.5 60), (1.5 60, 2 61.25, 1 62, 1.5 60))",
        ),
        ("multipolygon", f"[[{AT}]]", "MULTIPOLYGON (((1.5 60, 2 61.25, 1 62, 1.5 60)))"),
    ],
)
def test_columns_of_positions_are_places(
    encoding: str, values: str, wkt: str, count: int, tmp_path: Path
) -> None:
    geo = f'{{"primary_column":"g","columns":{{"g":{{"encoding":"{encoding}"}}}}}}'
    file = written(tmp_path, f"SELECT n, {values} AS g FROM range({count}) AS t(n)", geo=geo)
    found = features(file)
    assert len(found) == count and shapely.from_geojson(json.dumps(found[0]["geometry"])).wkt == wkt
    bulk = parquet.read_bulk(file, Choice(), lambda share: None, lambda part, total: None)
    assert (bulk.total if bulk else 1) == count and (not bulk or bulk.problems == [])


def test_a_description_of_an_old_version_is_understood(tmp_path: Path) -> None:
    geo = '{"primary_column":"g","columns":{"g":{"encoding":"WKB","crs":"EPSG:3413"}}}'
    query = "SELECT ST_AsWKB('POINT(0 -2000000)'::GEOMETRY) AS g"
    (feature,) = features(written(tmp_path, query, geo=geo))
    assert feature["geometry"]["coordinates"] == pytest.approx([-45, 71.69], abs=0.01)


@pytest.mark.parametrize(
    ("geo", "why"),
    [
        ("[1]", "geometry is not as GeoParquet has it"),
        ('{"version":"1.0.0","primary_column":"h","columns":{}}', "geometry is not as GeoParquet has it"),
        (
            '{"version":"1.0.0","primary_column":"g","columns":{"g":{"encoding":"odd","geometry_types":[]}}}',
            "in an encoding that is not known, odd",
        ),
    ],
)
def test_geometry_that_is_described_wrongly_is_refused(tmp_path: Path, geo: str, why: str) -> None:
    file = written(tmp_path, "SELECT 'x'::BLOB AS g", geo=geo)
    with pytest.raises(Unreadable, match=why):
        parquet.read_raw(file, Choice())


def test_a_description_that_is_no_utf_8_is_refused(tmp_path: Path) -> None:
    file = written(tmp_path, "SELECT ''::BLOB AS geometry", geo='{"primary_column": "?", "columns": {}}')
    file.write_bytes(file.read_bytes().replace(b'"?"', b'"\xff"'))
    with pytest.raises(Unreadable, match="what it says of its geometry is not as GeoParquet has it"):
        parquet.read_raw(file, Choice())


def test_duckdb_may_read_nothing_but_the_file(tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("secret\n1\n")
    content = written(tmp_path, "SELECT 1 AS lon, 2 AS lat").read_bytes()
    with parquet.opened(content) as (connection, _):
        for query in (
            f"SELECT * FROM read_csv('{other}')",
            f"COPY (SELECT 1) TO '{tmp_path}/out.csv'",
            "SET enable_external_access = true",
            "INSTALL httpfs",
        ):
            with pytest.raises(duckdb.Error) as refused:
                connection.execute(query)
            assert isinstance(refused.value, duckdb.PermissionException | duckdb.InvalidInputException)
    assert not (tmp_path / "out.csv").exists()


QUERY = """SELECT 33.05 AS lon, 68.97 AS lat, DATE '2023-06-01' AS day,
TIMESTAMP '2023-06-01 12:30:00.5' AS at, TIMESTAMPTZ '2023-06-01 12:30:00+03' AS instant,
TIME '12:30:00' AS clock, 0.1::FLOAT AS half,
1.25::DECIMAL(18, 2) AS price, 7::DECIMAL(18, 0) AS id, 12345678901234567890.12::DECIMAL(30, 2) AS digits,
uuid() AS key, {'a': DATE '2023-06-01'} AS parts, 'NaN'::DOUBLE AS gone FROM range(3)"""
KINDS = {
    **{"day": Kind.DATE, "at": Kind.TIME, "instant": Kind.TIME, "clock": Kind.TEXT, "half": Kind.REAL},
    **{"price": Kind.REAL, "id": Kind.INTEGER, "digits": Kind.TEXT, "key": Kind.TEXT, "parts": Kind.TEXT},
}


@pytest.mark.parametrize("many", [False, True])
def test_types_of_columns_are_preserved_whatever_the_number_of_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, many: bool
) -> None:
    monkeypatch.setattr(bounded_reading, "FEW_FEATURES", 0)
    file = written(tmp_path, QUERY)
    if many:
        bulk = parquet.read_bulk(file, Choice(), lambda share: None, lambda part, total: None)
        assert bulk is not None
        values = bulk.attributes()
    else:
        values = by_fields([each["properties"] for each in features(file)])
    columns = {name: column_of(name, column) for name, column in values.items()}
    assert {name: columns[name].kind for name in KINDS} == KINDS
    assert columns["at"].values[0] == np.datetime64("2023-06-01T12:30:00.5")
    assert (columns["instant"].values[0], columns["instant"].zone) == (np.datetime64("2023-06-01T09:30"), "Z")
    assert columns["half"].values[0] == 0.1 and columns["digits"].values[0] == "12345678901234567890.12"
    assert not [name for name, column in columns.items() if str(column.values[0]).startswith('"')]
    assert columns["gone"].values[0] in (None, np.ma.masked)
