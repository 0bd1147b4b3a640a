"""Map files for other programs, read back by GDAL."""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pyogrio
import pytest
import shapely
from shapely.geometry import shape

from arctic_map import resources
from arctic_map.content import catalog
from arctic_map.errors import ExportError
from arctic_map.export.features import encoded, fact_table, feature_tables, source_table
from arctic_map.model.attributes import Row, Table
from arctic_map.scene.compose import compose, start
from arctic_map.scene.drawings.drawings import drawings_for
from arctic_map.scene.scene import Scene
from arctic_map.scene.session import actions
from arctic_map.scene.session.session import Session
from arctic_map.scene.timeline import Range
from arctic_map.storage.preparation import read_drawing
from arctic_map.tables.writers.gdal_tables import geopackage, kml
from arctic_map.tables.writers.geojson_tables import geojson

KINDS = (".geojson", ".gpkg", ".kml")
Places = dict[str, tuple[dict[str, Any], shapely.Geometry]]


def made(*requests: actions.Action) -> Scene:
    content = catalog.load(resources.data())
    session = start(content, Session())
    for request in requests:
        session = request(session)
    return compose(content, session, drawings_for(content, read_drawing))


@pytest.fixture(scope="module")
def scene() -> Scene:
    return made()


def read(path: Path) -> Places:
    """Attributes and geometry of each feature of all layers, by the atlas's own id."""
    found: Places = {}
    for layer, kind in pyogrio.list_layers(path):
        if kind is None:
            continue
        meta, _, shapes, columns = pyogrio.raw.read(path, layer=layer)
        for row, drawn in enumerate(shapes):
            values = {
                str(name): _plain(column[row]) for name, column in zip(meta["fields"], columns, strict=True)
            }
            found[values["feature"]] = values, shapely.from_wkb(drawn)
    return found


def _shown(scene: Scene) -> list[set[str]]:
    """Ids of the features of each layer that is shown at the start, without the names of the base map."""
    layers = (layer for layer in scene.catalog.layers if layer.shown and layer.topic != "base")
    return [{each.id for each in layer.features} for layer in layers]


def _plain(value: Any) -> Any:
    if hasattr(value, "astype"):
        day = value.astype(object)
        return day.isoformat() if isinstance(day, date) else None
    return value


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_read_back_is_what_was_visible(kind: str, scene: Scene, tmp_path: Path) -> None:
    path = tmp_path / f"map{kind}"
    path.write_bytes(encoded(scene, kind))
    found = read(path)
    tables = feature_tables(scene)
    rows = {
        row.id: (row, record)
        for table in tables
        for row, record in zip(table.rows, table.records(), strict=True)
    }
    assert found.keys() == rows.keys() == {id for layer in _shown(scene) for id in layer}
    for id, (row, record) in rows.items():
        values, drawn = found[id]
        for column, value in record.items():
            # GDAL names the column that holds a KML's <name> itself, and has dates with slashes.
            got = values.get(column, values.get(column.capitalize()))
            if kind == ".kml" and isinstance(value, date):
                value = value.isoformat().replace("-", "/")
            assert got == (value.isoformat() if isinstance(value, date) else value), (id, column)
        assert row.geometry is not None
        expected = shapely.normalize(shape(row.geometry))
        single = shapely.get_num_geometries(drawn) == 1 and not row.geometry["type"].startswith("Multi")
        drawn = shapely.force_2d(shapely.get_geometry(drawn, 0) if single else drawn)
        assert shapely.equals_exact(shapely.normalize(drawn), expected, 1e-9), id


@pytest.mark.slow
@pytest.mark.parametrize("kind", [".gpkg", ".kml"])
def test_the_same_features_are_the_same_bytes(kind: str, scene: Scene) -> None:
    first = encoded(scene, kind)
    # Long enough for a clock that counts seconds to move on.
    time.sleep(1.1)
    assert encoded(scene, kind) == first


def test_facts_without_a_place_are_in_a_table(scene: Scene, tmp_path: Path) -> None:
    path = tmp_path / "map.gpkg"
    path.write_bytes(encoded(scene, ".gpkg"))
    meta, _, shapes, columns = pyogrio.raw.read(path, layer="facts")
    assert shapes is None
    facts = dict(zip(meta["fields"], columns, strict=True))
    assert list(facts["fact"]) == list(scene.catalog.fact)
    assert list(facts["text"]) == [fact.text for fact in scene.catalog.facts]


def test_geojson_is_as_its_standard_has_it(scene: Scene) -> None:
    text = encoded(scene, ".geojson").decode()
    read = json.loads(text)
    assert read["type"] == "FeatureCollection" and "crs" not in read
    assert len(read["facts"]) == len(scene.facts) and read["sources"][0]["licence"]
    for feature in read["features"]:
        assert feature["type"] == "Feature" and feature["id"]
        drawn = shape(feature["geometry"])
        x0, y0, x1, y1 = drawn.bounds
        assert -180 <= x0 <= x1 <= 180 and -90 <= y0 <= y1 <= 90
        for polygon in getattr(drawn, "geoms", [drawn]):
            if polygon.geom_type == "Polygon":
                assert polygon.exterior.is_ccw
                assert not any(hole.is_ccw for hole in polygon.interiors)


def test_hidden_layers_and_what_the_days_leave_out_stay_away(tmp_path: Path) -> None:
    scene = made(
        actions.toggle_layer("lanes"), actions.choose_range(Range(date(2013, 1, 1), date(2013, 12, 31)))
    )
    path = tmp_path / "map.gpkg"
    path.write_bytes(encoded(scene, ".gpkg"))
    found = read(path)
    assert "kiruna" in found and "R2" not in found and "L1" not in found
    assert "G1" in (found["kiruna"][0]["facts"] or "")
    assert "T1:" not in (found["shanghai"][0]["fact_texts"] or "")


def test_a_scene_with_nothing_to_show_is_an_empty_file_of_its_kind(scene: Scene, tmp_path: Path) -> None:
    empty = replace(scene, layers=(), facts=())
    assert json.loads(encoded(empty, ".geojson"))["features"] == []
    (tmp_path / "map.gpkg").write_bytes(encoded(empty, ".gpkg"))
    assert [layer for layer, _ in pyogrio.list_layers(tmp_path / "map.gpkg")] == ["facts", "sources"]
    assert encoded(empty, ".kml").endswith(b"<Document/></kml>\n")


def test_every_sign_of_a_text_survives(tmp_path: Path) -> None:
    words = 'a "quoted" <b>&amp; line\nand Мурманск 摩尔曼斯克 \u2028'
    row = Row("x", {"type": "Point", "coordinates": [179.9, -89.5]}, ("x", words, None))
    columns: dict[str, type[str] | type[date]] = {"feature": str, "name": str, "first_day": date}
    table = Table(id="odd", name="Odd & <new>", note="", columns=columns, rows=(row,))
    for kind, content in {
        ".geojson": geojson((table,)),
        ".gpkg": geopackage((table,)),
        ".kml": kml((table,)),
    }.items():
        path = tmp_path / f"map{kind}"
        path.write_bytes(content)
        values, drawn = read(path)["x"]
        assert values.get("name", values.get("Name")) == words
        assert (drawn.x, drawn.y) == (179.9, -89.5)


def test_no_text_breaks_a_kml_file(tmp_path: Path) -> None:
    row = Row("x", {"type": "Point", "coordinates": [0, 0]}, ("x", "a ]]> b \x07 <i>c</i>"))
    table = Table(id="odd", name="]]>", note="]]>", columns={"feature": str, "name": str}, rows=(row,))
    (tmp_path / "map.kml").write_bytes(kml((table,)))
    assert read(tmp_path / "map.kml")["x"][0]["Name"] == "a ]] > b  <i>c</i>"


@pytest.mark.parametrize("write", [geopackage, kml])
def test_no_room_for_temporary_files_is_one_clear_sentence(
    write: Callable[[Sequence[Table]], bytes], scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    removed = tmp_path / "gone"
    monkeypatch.setattr("tempfile.tempdir", str(removed))
    with pytest.raises(ExportError, match=r"^\S*gone: temporary files cannot be written: \S.{,100}$"):
        write(feature_tables(scene))


def test_tables_of_facts_and_sources_hold_what_the_catalogue_holds(scene: Scene) -> None:
    facts = {record["fact"]: record for record in fact_table(scene).records()}
    assert facts["T5"]["figures"] and "million t" in str(facts["T5"]["figures"])
    assert [record["source"] for record in source_table(scene).records()] == list(scene.catalog.source)
