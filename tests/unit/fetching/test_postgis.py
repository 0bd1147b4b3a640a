"""Tables of a PostGIS database are copied as they are, and nothing in it can be changed or run."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pytest
from tests.database import Database, database

from arctic_map.fetching import postgis
from arctic_map.fetching.failure import FetchError
from arctic_map.fetching.fetch import fetch_layer, shared_layers
from arctic_map.fetching.postgis import copy_table
from arctic_map.model.map_view import DegreeBox, FetchView
from arctic_map.model.opened import Choice
from arctic_map.model.shared_source import SharedLayer
from arctic_map.storage.layer_copies import origin_of
from arctic_map.tables.attributes.attribute_store import AttributeStore
from arctic_map.tables.description import describe
from arctic_map.tables.file_data import read
from arctic_map.tables.writers.arrow_streams import rows_of

# The database is only installed for these.
pytestmark = pytest.mark.slow

TABLES = """
CREATE TYPE kind AS ENUM ('ship', 'station');
CREATE TABLE ships (id serial PRIMARY KEY, name text, speed numeric(8, 3), seen date, at timestamptz, tags text[],
    info jsonb, kind kind, ok boolean, geom geometry(Point, 4326));
INSERT INTO ships (name, speed, seen, at, tags, info, kind, ok, geom)
    SELECT 'Ship ' || i, i * 0.125, date '2020-01-01' + i, timestamptz '2026-11-30 12:00+00', array['a', 'b'],
        '{"a": 1}', 'ship', i % 2 = 0, ST_SetSRID(ST_MakePoint(i, 70), 4326) FROM generate_series(1, 40) i;
CREATE TABLE polar (id int, geom geometry(MultiPolygon, 3413));
INSERT INTO polar SELECT 1, ST_Multi(ST_MakeEnvelope(0, -2000000, 100000, -1900000, 3413));
CREATE TABLE points AS SELECT lon, lat, ST_Transform(ST_SetSRID(ST_MakePoint(lon + 0.5, lat + 0.5), 4326), 3413)
    ::geometry(Point, 3413) AS geom FROM generate_series(-180, 179, 3) lon, generate_series(45, 89) lat;
CREATE INDEX ON points USING gist (geom);
CREATE VIEW "Odd ""name" AS SELECT id, geom FROM ships;
CREATE TABLE two (id int, start geometry(Point, 4326), goal geography(Point, 4326));
INSERT INTO two VALUES (1, 'SRID=4326;POINT(30 70)', 'POINT(40 80)');
CREATE TABLE curved (id int, geom geometry(CurvePolygon, 3413));
INSERT INTO curved VALUES (1, ST_GeomFromText('CURVEPOLYGON(CIRCULARSTRING(0 -1000, 500 -1500, 0 -2000, -500 -1500, 0 -1000))', 3413));
CREATE TABLE unplaced (id int, geom geometry);
INSERT INTO unplaced VALUES (1, 'POINT(30 70)');
CREATE TABLE mixed (id int, geom geometry);
INSERT INTO mixed VALUES (1, 'SRID=4326;POINT(30 70)'), (2, ST_Transform('SRID=4326;POINT(40 80)'::geometry, 3413));
CREATE TABLE odd (id int, "Geometry" text, n numeric, seen date, at timestamptz, geom geometry(Point, 4326));
INSERT INTO odd VALUES (1, 'a  b', '1e400', 'infinity', '-infinity', 'SRID=4326;POINT(30 70)'),
    (2, 'a b', '0.5', '2026-11-30', '2026-11-30 12:00+00', 'SRID=4326;POINT(31 70)');
CREATE TABLE cap (id int, geom geometry(Polygon, 3413));
INSERT INTO cap VALUES (1, ST_Buffer('SRID=3413;POINT(0 0)'::geometry, 2000000));
CREATE TABLE empty (id int, geom geometry(Point, 4326));
CREATE TABLE hidden (id int, geom geometry(Point, 4326));
CREATE ROLE guest LOGIN;
GRANT SELECT ON ships TO guest;
ANALYZE;
"""  # noqa: E501  # a shape


@pytest.fixture(scope="module")
def institute() -> Iterator[Database]:
    # Sockets have short paths.
    with TemporaryDirectory(prefix="arctic-map-db-") as folder, database(Path(folder)) as running:
        running.run(TABLES)
        yield running


def fetched(institute: Database, name: str, folder: Path) -> Path:
    return fetch_layer(institute.address, name, folder)


def test_tables_and_views_with_shapes_are_listed_if_they_may_be_read(institute: Database) -> None:
    names = [each.name for each in shared_layers(institute.address)]
    assert names == sorted(
        ["public.ships", "public.polar", 'public.Odd "name', "public.two.start", "public.two.goal"]
        + [
            f"public.{name}"
            for name in ("curved", "unplaced", "mixed", "odd", "cap", "empty", "hidden", "points")
        ]
    )
    ships = next(each for each in shared_layers(institute.address) if each.name == "public.ships")
    assert ships == SharedLayer("public.ships", "ships", 40, "Point")
    assert [each.name for each in shared_layers(institute.address_of("guest"))] == ["public.ships"]


def test_values_of_all_types_come_as_they_are(institute: Database, tmp_path: Path) -> None:
    path = fetched(institute, "public.ships", tmp_path)
    origin = origin_of(path)
    assert origin is not None and (origin.host, origin.layer, origin.remarks) == (
        "localhost",
        "public.ships",
        (),
    )
    data = read(path, 1)
    assert data.layer.count == 40 and data.problems == ()
    data.write_table(tmp_path)
    store = AttributeStore(tmp_path)
    kinds = {field.name: field.kind.name for field in store.fields}
    assert kinds == {
        "id": "INTEGER", "name": "TEXT", "speed": "REAL", "seen": "DATE", "at": "TIME", "tags": "TEXT",
        "info": "TEXT", "kind": "TEXT", "ok": "BOOLEAN",
    }  # fmt: skip
    store.close()
    feature = data.layer.features[0]
    assert dict(feature.details) | {
        "speed": "0.125",
        "tags": "{a,b}",
        "info": '{"a": 1}',
        "kind": "ship",
    } == dict(feature.details)


@pytest.mark.parametrize(
    ("name", "extent"),
    [
        ("public.polar", (-45.0, 71.66610510, -41.98721249, 72.59034947)),
        ("public.two.goal", (40.0, 80.0, 40.0, 80.0)),
        ("public.mixed", (30.0, 70.0, 40.0, 80.0)),
        ('public.Odd "name', (1.0, 70.0, 40.0, 70.0)),
    ],
)
def test_shapes_of_any_system_are_in_their_place(
    name: str, extent: tuple[float, ...], institute: Database, tmp_path: Path
) -> None:
    found = describe(fetched(institute, name, tmp_path), Choice()).layers[0].extent
    assert found == pytest.approx(extent, abs=1e-6)


@pytest.mark.parametrize(
    "boxes",
    [
        ((-180.0, 60.0, 180.0, 90.0),),
        ((150.0, 65.0, 180.0, 75.0), (-180.0, 65.0, -150.0, 75.0)),
        ((20.0, 70.0, 60.0, 80.0),),
        ((-90.0, 50.0, 90.0, 88.0),),
        ((-46.0, 45.0, -44.0, 90.0),),
    ],
)
def test_a_view_of_a_table_in_another_system_lacks_nothing(
    boxes: tuple[DegreeBox, ...], institute: Database, tmp_path: Path
) -> None:
    out = tmp_path / "points.parquet"
    copy_table(institute.address, "public.points", out, lambda done, of: None, boxes)
    found = duckdb.connect().execute(f"SELECT lon, lat FROM '{out}'").fetchall()
    every = [(lon, lat) for lon in range(-180, 180, 3) for lat in range(45, 90)]
    expected = {
        (lon, lat)
        for west, south, east, north in boxes
        for lon, lat in every
        if west <= lon + 0.5 <= east and south <= lat + 0.5 <= north
    }
    assert set(found) == expected and len(found) == len(expected)


def test_curves_become_lines(institute: Database, tmp_path: Path) -> None:
    layer = read(fetched(institute, "public.curved", tmp_path), 1).layer
    assert layer.count == 1


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("public.unplaced", "does not say in which reference system its shapes are"),
        ("public.empty", "the layer has no features"),
        ("public.missing", "it has no layer public.missing"),
        ("public.ships; DROP TABLE ships", "it has no layer"),
    ],
)
def test_what_cannot_be_fetched_is_an_error(name: str, why: str, institute: Database, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match=why):
        fetched(institute, name, tmp_path)
    assert not list(tmp_path.iterdir())


def test_nothing_can_be_written(institute: Database) -> None:
    for sql in (
        "DROP TABLE ships",
        "UPDATE ships SET ok = false",
        "SET TRANSACTION READ WRITE; DROP TABLE ships",
    ):
        with pytest.raises(FetchError), postgis.connected(institute.address) as query:
            query(sql)
    assert "public.ships" in {each.name for each in shared_layers(institute.address)}


def test_a_database_that_cannot_be_reached_is_an_error_without_the_password(institute: Database) -> None:
    for address, why in (
        (f"postgresql://me:secret@/x?host={institute.folder}", 'role "me" does not exist'),
        (institute.address_of("tester", "missing"), 'database "missing" does not exist'),
        (institute.address_of("tester", "postgres"), "it is a database without PostGIS"),
        ("postgresql://me:secret@arctic-map.invalid/x", "there is no computer of this name"),
        (f"postgresql://me:secret@/x?host={institute.folder}/none", "no database answers at this address"),
    ):
        with pytest.raises(FetchError, match=why) as caught:
            shared_layers(address)
        assert "secret" not in str(caught.value)


def test_a_query_that_takes_too_long_is_ended(institute: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgis, "QUERY_S", 0.05)
    with (
        pytest.raises(FetchError, match="the query took longer"),
        postgis.connected(institute.address) as query,
    ):
        rows_of(query("SELECT pg_sleep(20)::text AS slept"))


@pytest.mark.parametrize(
    ("name", "count"), [("public.ships", 23), ("public.mixed", 1), ("public.two.goal", 0)]
)
def test_of_a_view_only_its_rows_are_copied(
    name: str, count: int, institute: Database, tmp_path: Path
) -> None:
    view = FetchView(((9.95, 65.0), (30.05, 75.0), (20.0, 70.0)), 500, 500, only=True)
    if not count:
        with pytest.raises(FetchError, match="no features in what the map shows"):
            fetch_layer(institute.address, name, tmp_path, view=view)
        return
    path = fetch_layer(institute.address, name, tmp_path, view=view)
    assert read(path, 1).layer.count == count
    origin = origin_of(path)
    assert origin is not None and origin.remarks == ("only what the map showed was fetched",)


def test_the_rows_of_a_query_are_fetched(institute: Database, tmp_path: Path) -> None:
    sql = """SELECT name, speed * 2 AS twice, count(*) OVER () AS number, ST_Transform(geom, 3413) AS place
        FROM ships WHERE speed > 4 ORDER BY speed;"""
    path = fetch_layer(institute.address, sql, tmp_path)
    layer = read(path, 1).layer
    assert layer.count == 8 and layer.name.startswith("SELECT name, speed * 2 AS twice,")
    details = dict(layer.features[0].details)
    assert (layer.features[0].name, details["twice"], details["number"]) == ("Ship 33", "8.25", "8")
    assert describe(path, Choice()).layers[0].extent == pytest.approx((33.0, 70.0, 40.0, 70.0), abs=1e-6)
    with_part = "WITH slow AS (SELECT * FROM ships WHERE id < 4) SELECT * FROM slow"
    assert read(fetch_layer(institute.address, with_part, tmp_path), 1).layer.count == 3


@pytest.mark.parametrize(
    ("sql", "why"),
    [
        ("SELECT 1; DROP TABLE ships", "only one query at a time"),
        ("SELECT geom FROM ships) TO PROGRAM 'true' --", "a query must not contain comments"),
        ("SELECT geom FROM ships) AS a, (SELECT 1", "the brackets of the query do not match"),
        ("SELECT pg_read_file('/etc/passwd') AS x, geom FROM ships", "the query uses pg_read_file"),
        ("SELECT \"pg_read_file\"('/etc/passwd') AS x, geom FROM ships", "the query uses pg_read_file"),
        ("SELECT query_to_xml('SELECT 1', true, true, '')::text, geom FROM ships", "uses query_to_xml"),
        ("SELECT geom, pg_sleep(9) FROM ships", "the query uses pg_sleep"),
        ("SELECT lo_import('/etc/passwd'), geom FROM ships", "the query uses lo_import"),
        ("SELECT nextval('ships_id_seq'), geom FROM ships", "the query uses nextval"),
        ("WITH gone AS (DELETE FROM ships RETURNING *) SELECT * FROM gone", "data-modifying|read-only"),
        ("SELECT id FROM ships", "the query has no column with shapes"),
        ("SELECT geom FROM nowhere", 'relation "nowhere" does not exist'),
        ("SELECT geom FROM empty", "the layer has no features"),
    ],
)
def test_a_query_that_could_do_harm_or_fails_is_an_error(
    sql: str, why: str, institute: Database, tmp_path: Path
) -> None:
    with pytest.raises(FetchError, match=why):
        fetch_layer(institute.address, sql, tmp_path)
    assert not list(tmp_path.iterdir())
    assert "public.ships" in {each.name for each in shared_layers(institute.address)}


def test_values_that_a_file_cannot_have_are_empty(institute: Database, tmp_path: Path) -> None:
    path = fetched(institute, "public.odd", tmp_path)
    rows = duckdb.connect().execute(f"SELECT * EXCLUDE geometry FROM '{path}' ORDER BY id").fetchall()
    assert rows[0] == (1, "a  b", None, None, None)
    assert rows[1][:4] == (2, "a b", 0.5, date(2026, 11, 30)) and rows[1][4].hour == 12


def test_text_in_a_query_stays_as_it_is(institute: Database, tmp_path: Path) -> None:
    path = fetch_layer(institute.address, """SELECT id, geom FROM odd WHERE "Geometry" = 'a  b'""", tmp_path)
    assert duckdb.connect().execute(f"SELECT id FROM '{path}'").fetchall() == [(1,)]


@pytest.mark.parametrize("south", [60.0, 80.0])
def test_a_shape_around_the_pole_is_in_each_view_of_it(
    south: float, institute: Database, tmp_path: Path
) -> None:
    box = -180.0, south, 180.0, 90.0
    copy_table(institute.address, "public.cap", tmp_path / "cap.parquet", lambda done, of: None, (box,))
