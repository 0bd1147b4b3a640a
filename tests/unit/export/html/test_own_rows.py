"""Rows on disk in a page of its own: each tells what the window tells of it; days are chosen on the page."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.built_in import built_in_atlas, read_drawing
from tests.cases import first_quick

from arctic_map.cli.export_files import MapFiles
from arctic_map.cli.export_tables import with_styles, write_tables_for_page
from arctic_map.export.html import embedded, opened, own_rows
from arctic_map.geo.projections import PROJECTIONS, projection_named
from arctic_map.geo.turning import turned
from arctic_map.model.attributes import Filter, RowQuery
from arctic_map.model.catalog import LayerKind
from arctic_map.model.layer_style import LayerStyle, Method
from arctic_map.model.opened import Choice
from arctic_map.scene.compose import compose, start
from arctic_map.scene.drawings.drawings import Drawings, drawings_for
from arctic_map.scene.scene import Scene
from arctic_map.scene.session.session import Session
from arctic_map.scene.timeline import Range

COUNT = 2100
DATED = LayerStyle(date_field="seen")


def geometry(n: int) -> dict[str, Any]:
    lon, lat = 20 + n / 20, 66 + (n % 40) / 4
    match n % 3:
        case 0:
            return {"type": "Point", "coordinates": [lon, lat]}
        case 1:
            return {"type": "LineString", "coordinates": [[lon, lat], [lon + 0.2, lat + 0.1]]}
        case _:
            ring = [[lon, lat], [lon + 0.3, lat], [lon + 0.3, lat + 0.2], [lon, lat]]
            return {"type": "Polygon", "coordinates": [ring]}


def written(folder: Path, count: int) -> Path:
    features = [
        {
            "type": "Feature",
            "properties": {
                "name": f"Station {n}" if n else None,
                "depth": n,
                "seen": f"{2001 + n % 20}-05-01" if n % 7 else None,
            },
            "geometry": geometry(n),
        }
        for n in range(count)
    ]
    path = folder / "stations.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def shown(folder: Path, count: int, style: LayerStyle, when: Range | None = None) -> tuple[Scene, Drawings]:
    """A file in a style on the map, as the command line shows it."""
    files = MapFiles({written(folder, count): Choice()}, folder, lambda _: None)
    content = files.added_to(built_in_atlas())
    families = {each.family for each in PROJECTIONS}
    drawings = files.drawn(drawings_for(content, read_drawing), families)
    write_tables_for_page(files)
    session = start(content, Session(styles=tuple((id, style) for id in files.files), when=when))
    content, session, drawings = with_styles(content, session, drawings, files)
    return compose(content, session, drawings), drawings


def own(scene: Scene, drawings: Drawings) -> tuple[str, Scene, Drawings]:
    """The file's layer, and the scene and drawings with a feature for each of its rows."""
    own, drawn = own_rows.with_own_rows(scene, drawings)
    return next(each.id for each in own.layers if each.file), own, drawn


def exported(scene: Scene, drawings: Drawings) -> tuple[str, dict[str, Any], Scene, Drawings]:
    layer, with_rows, drawn = own(scene, drawings)
    return layer, embedded.data(with_rows, drawn), with_rows, drawn


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> tuple[Scene, Drawings]:
    return shown(tmp_path_factory.mktemp("plain"), COUNT, LayerStyle())


def test_each_row_tells_what_its_popup_tells_in_the_window(plain: tuple[Scene, Drawings]) -> None:
    scene, drawings = plain
    layer, data, _, _ = exported(scene, drawings)
    found = data["features"][f"{layer}.8"]
    assert (found["name"], found["layer"], found["span"]) == ("Station 8", layer, None)
    lines = dict(found["lines"])
    assert (lines["depth"], lines["seen"]) == ("8", "2009-05-01")
    assert "not checked by the atlas" in lines["Source"]
    assert data["features"][f"{layer}.0"]["name"] == "Feature 1"
    for projection in PROJECTIONS:
        places = data["projections"][projection.id]["places"]
        assert len([id for id in places if id.startswith(layer)]) == COUNT
    assert {each.kind for each in scene.layers if each.file} == {LayerKind.ROWS}, "the scene is as it was"
    assert drawings.files.rows(layer) is not None


def test_every_mark_belongs_to_its_row_and_has_the_look_of_its_class(tmp_path: Path) -> None:
    style = LayerStyle(
        method=Method.EQUAL,
        field="depth",
        title="depth",
        edges=(0.0, 1000.0, 2099.0),
        query=RowQuery(filters=(Filter("depth", ">= 100"),)),
    )
    scene, drawings = shown(tmp_path, COUNT, style)
    layer, data, with_rows, drawn = exported(scene, drawings)
    assert len([id for id in data["features"] if id.startswith(layer)]) == COUNT - 100
    row = next(each for each in with_rows.layers if each.id == layer)
    for projection in (projection_named("nsr"), projection_named("world")):
        shapes = opened.drawing(row, with_rows, drawn, projection).shapes
        kinds = {int(each.feature.rpartition(".")[2]): each for each in shapes}
        assert sorted(kinds) == [*range(100, COUNT)]
        assert all(each.kind == ("point", "line", "area")[n % 3] for n, each in kinds.items())
        assert kinds[100].style == f"{layer}~0-line" and kinds[2000].style == f"{layer}~1-area"


@pytest.mark.parametrize("count", first_quick([COUNT, 40]))
def test_the_days_of_few_and_many_are_chosen_on_the_page(count: int, tmp_path: Path) -> None:
    period = Range(date(2003, 1, 1), date(2004, 12, 31))
    scene, drawings = shown(tmp_path, count, DATED, period)
    layer, data, with_rows, drawn = exported(scene, drawings)
    assert (data["days"]["first"], data["days"]["last"]) == (12 * 2003, 12 * 2004 + 11)
    may = 12 * 2002 + 4
    assert data["features"][f"{layer}.1"]["span"] == (may, may)
    assert data["features"][f"{layer}.7"]["span"] is None
    left_out = with_rows.filtered_out.features
    assert f"{layer}.1" in left_out and f"{layer}.2" not in left_out
    row = next(each for each in with_rows.layers if each.id == layer)
    shapes = opened.drawing(row, with_rows, drawn, scene.projection).shapes
    assert len({each.feature for each in shapes}) == count, "those of other days are there to come back"


@pytest.mark.slow
def test_labels_by_a_field_stand_on_every_projection(tmp_path: Path) -> None:
    layer, scene, drawn = own(*shown(tmp_path, 40, LayerStyle(label_field="name")))
    row = next(each for each in scene.layers if each.id == layer)
    for name in ("nsr", "world"):
        labels = opened.drawing(row, scene, drawn, projection_named(name)).labels
        assert len(labels) > 10 and all(each.text.startswith("Station ") for each in labels)


def test_without_such_labels_no_row_is_named_on_the_map(plain: tuple[Scene, Drawings]) -> None:
    layer, scene, drawn = own(*plain)
    row = next(each for each in scene.layers if each.id == layer)
    for projection in (projection_named("nsr"), turned(projection_named("nsr"), 30.0)):
        drawing = opened.drawing(row, scene, drawn, projection)
        assert drawing.labels == () and len(drawing.shapes) == COUNT


def test_of_more_rows_there_are_marks_alone_and_the_page_says_so(
    plain: tuple[Scene, Drawings], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_rows, "MAX_ROWS", COUNT - 1)
    scene, drawings = plain
    assert own_rows.with_own_rows(scene, drawings) == (scene, drawings)
    names = [each.name for each in opened.labelled(scene).layers if each.file]
    assert names == ["stations.geojson (marks only)"]


def test_a_page_without_files_is_as_it_was(scene: Scene) -> None:
    drawings = drawings_for(scene.catalog, read_drawing)
    assert own_rows.with_own_rows(replace(scene), drawings)[1] is drawings
