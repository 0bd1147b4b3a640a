"""An opened file is one more layer everywhere, and never confused with one of the atlas's own."""

import json
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import shapely
from tests.built_in import built_in_atlas, read_drawing
from tests.looks import LOOKS, SYMBOLOGY

from arctic_map.export.features import feature_tables
from arctic_map.geo.projections import PROJECTIONS, projection_named
from arctic_map.model.catalog import BASE, Catalog
from arctic_map.model.drawing import Drawing
from arctic_map.model.opened import HUES, OpenedFile, layer_id, style_id
from arctic_map.model.problem import Problem
from arctic_map.model.projection import ZOOM_RANGE, Box
from arctic_map.page.assets import asset_for
from arctic_map.page.to_page import HideLayer, ShowLayer, ShowWords
from arctic_map.page.updates import updates
from arctic_map.scene import cards
from arctic_map.scene.compose import compose, start
from arctic_map.scene.drawings.drawings import drawings_for
from arctic_map.scene.drawings.file_layers import FileLayers
from arctic_map.scene.drawings.painting import box_of, draw
from arctic_map.scene.opened_files import free_hue, with_files
from arctic_map.scene.reading import by_topic, features_in_order, subject
from arctic_map.scene.scene import Scene
from arctic_map.scene.search_entries import entries
from arctic_map.scene.session import actions, journeys
from arctic_map.scene.session.actions import Action
from arctic_map.scene.session.layer_order import move_layer
from arctic_map.scene.session.saved_sessions import missing, missing_files, restored, saved, to_saved
from arctic_map.scene.session.session import Session
from arctic_map.scene.symbology import legend
from arctic_map.scene.timeline import Range
from arctic_map.scene.words.sources import short
from arctic_map.storage import embedded_view
from arctic_map.tables.readers import geojson

NAMED = {
    "type": "Feature",
    "properties": {"name": "Buoy", "depth": 12},
    "geometry": {"type": "Point", "coordinates": [60, 75]},
}
PLAIN = {
    "type": "Feature",
    "properties": {},
    "geometry": {"type": "Polygon", "coordinates": [[[60, 76], [70, 76], [70, 78], [60, 76]]]},
}


@cache
def content() -> Catalog:
    return built_in_atlas()


@pytest.fixture
def file(tmp_path: Path) -> OpenedFile:
    return written(tmp_path / "my map.geojson", NAMED, PLAIN)


def written(path: Path, *features: Any) -> OpenedFile:
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return OpenedFile(layer=geojson.read(path).layer, problems=(Problem(path.name, "features[0]", "why"),))


def scene_of(*opened: OpenedFile, steps: tuple[Action, ...] = ()) -> Scene:
    whole = with_files(content(), opened)
    session = start(whole, Session())
    for step in steps:
        session = step(session)
    return compose(whole, session, drawings_for(whole, read_drawing))


def test_nothing_changes_without_files() -> None:
    assert with_files(content(), ()) is content()


def test_it_lies_on_top_and_brings_its_problems(file: OpenedFile) -> None:
    scene = scene_of(file)
    assert scene.layers[-1].file == file.layer.file
    assert scene.layers[-1].count == 2
    assert scene.problems == (*content().problems, *file.problems)
    assert next(iter(by_topic(scene.layers, scene.catalog.topic))) == "opened"
    assert file.layer.id not in subject(scene.layers)
    assert file.layer.features[0].id in features_in_order(scene)


def test_legend_and_source_line_say_whose_it_is(file: OpenedFile) -> None:
    scene = scene_of(file)
    line = "my map.geojson"
    assert legend.FILES in [entry.group for entry in scene.legend]
    assert [entry.text for entry in scene.legend].count(line) == 1
    assert scene.source_line.startswith("With the reader's own file my map.geojson, not checked · Sources: ")
    hidden = scene_of(file, steps=(actions.toggle_layer(file.layer.id),))
    assert line not in [entry.text for entry in hidden.legend]
    assert hidden.source_line == scene_of().source_line


def test_long_names_keep_beginning_and_end() -> None:
    name = "observations of everything in the north 2019-2024 final.geojson"
    assert short(name) == "observations of every…inal.geojson"
    assert short("a.geojson") == "a.geojson"


def test_hues_are_shared_evenly() -> None:
    used: list[str] = []
    for _ in range(2 * HUES):
        used.append(style_id(free_hue(used), "point"))
    assert used == [style_id(hue, "point") for hue in (*range(1, HUES + 1), *range(1, HUES + 1))]


HANDLES = {"chosen-vertex", "segment-middle"}
"""Of a shape while it is drawn: no marks of the atlas."""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_its_styles_are_none_of_the_atlas_s(theme: Any) -> None:
    styles = LOOKS[theme].styles
    own = {id: style for id, style in styles.items() if id.startswith("file-")}
    assert len(own) == 3 * HUES
    atlas = [style for id, style in styles.items() if id not in own and id not in HANDLES]
    assert not {style.stroke for style in own.values()} - {LOOKS[theme].palette.items["land"].fill} & {
        style.stroke for style in atlas
    }
    diamond = own["file-1-point"].symbol
    assert diamond and all(style.symbol != diamond for style in atlas)


def test_dates_and_classes_leave_it_in(file: OpenedFile) -> None:
    when = actions.choose_range(Range(date(1990, 1, 1), date(1990, 2, 1)))
    classes = [
        actions.toggle_precision(each) for each in ("surveyed", "generalised", "schematic", "undisclosed")
    ]
    scene = scene_of(file, steps=(when, *classes))
    ids = {feature.id for feature in file.layer.features}
    assert scene.filtered_out.features and not ids & scene.filtered_out.features


def test_the_popup_says_the_properties_and_the_file(file: OpenedFile) -> None:
    whole = with_files(content(), [file])
    assert cards.lines(file.layer.features[0], whole) == (
        ("depth", "12"),
        ("Source", "my map.geojson (the reader's own file, not checked by the atlas)"),
    )


def test_only_names_of_its_own_are_found_and_not_too_many(
    file: OpenedFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = with_files(content(), [file])
    found = [(each.kind, each.title) for each in entries(whole, "en") if each.id.startswith(file.layer.id)]
    assert found == [("feature", "Buoy"), ("layer", "my map.geojson")]
    monkeypatch.setattr("arctic_map.scene.search_entries.MAX_FILE_FEATURES", 0)
    assert len(entries(whole, "en")) == len(entries(content(), "en")) + 1


def test_the_page_is_notified_of_opening_changing_and_closing(file: OpenedFile) -> None:
    before, after = scene_of(), scene_of(file)
    (show,) = (each for each in updates(before, after) if isinstance(each, ShowLayer))
    assert show.id == file.layer.id
    assert show.url == f"/drawing/nsr/{file.layer.id}.json?{file.layer.digest[:12]}"
    assert any(isinstance(each, ShowWords) for each in updates(before, after))
    assert [each for each in updates(after, before) if isinstance(each, HideLayer)] == [
        HideLayer(file.layer.id)
    ]
    changed = scene_of(replace(file, layer=replace(file.layer, digest="other")))
    assert [each.url for each in updates(after, changed) if isinstance(each, ShowLayer)] == [
        f"/drawing/nsr/{file.layer.id}.json?other"
    ]
    assert list(updates(after, after)) == []


class OpenedDrawings:
    """Drawings that were made elsewhere."""

    rows = None
    raster = None

    def __init__(self, file: OpenedFile) -> None:
        self.layer, self.layer_id, self.requests = file.layer, file.layer.id, 0

    def drawing(self, projection_id: str) -> Drawing:
        self.requests += 1
        return draw(self.layer, projection_named(projection_id), SYMBOLOGY)

    def body(self, projection_id: str) -> bytes:
        return b"{}"

    def box(self, projection_id: str) -> Box | None:
        return box_of(self.drawing(projection_id))


def test_drawings_are_queried_once_and_released(file: OpenedFile) -> None:
    stub = OpenedDrawings(file)
    drawings = drawings_for(content(), read_drawing, files=FileLayers().with_file(stub))
    assert drawings.get(stub.layer_id, "nsr").shapes == drawings.get(stub.layer_id, "nsr").shapes
    assert stub.requests == 1
    assert len(drawings.shapes_of(file.layer.features[0].id, stub.layer_id, "nsr")) == 1
    scene = scene_of(file)
    assert asset_for(f"/drawing/nsr/{stub.layer_id}.json", scene, drawings).body == b"{}"
    drawings = drawings.with_files(drawings.files.without(stub.layer_id))
    with pytest.raises(Exception, match="there is no layer"):
        drawings.get(stub.layer_id, "nsr")


def test_the_way_to_a_layer(file: OpenedFile, tmp_path: Path) -> None:
    scene = scene_of(file)
    drawings = drawings_for(scene.catalog, read_drawing)
    journey = journeys.to_layers([file.layer.id], scene, drawings)
    assert (len(journey.steps), journey.message) == (2, "")
    south = written(
        tmp_path / "south.geojson", {**NAMED, "geometry": {"type": "Point", "coordinates": [0, -60]}}
    )
    scene = scene_of(south)
    journey = journeys.to_layers([south.layer.id], scene, drawings_for(scene.catalog, read_drawing))
    assert len(journey.steps) == 3
    assert journey.message == "Shown on the world map: this projection does not reach south.geojson"


def test_the_way_to_several_layers_shows_all_of_them(file: OpenedFile, tmp_path: Path) -> None:
    point = {**NAMED, "geometry": {"type": "Point", "coordinates": [-170, 66]}}
    files = file, written(tmp_path / "strait.geojson", point)
    scene, ids = scene_of(*files), [each.layer.id for each in files]
    drawings = drawings_for(scene.catalog, read_drawing)
    goal = journeys.to_layers(ids, scene, drawings).steps[1](Session()).goal
    boxes = [drawings.box(id, "nsr") for id in ids]
    assert goal and boxes[0] != boxes[1]
    assert all(box and shapely.box(*goal.box).contains(shapely.box(*box)) for box in boxes)


def test_areas_are_below_lanes_and_ports_until_the_reader_raises_them(
    file: OpenedFile, tmp_path: Path
) -> None:
    ring = [[60, 70], [90, 70], [90, 75], [60, 75], [60, 70]]
    area = written(
        tmp_path / "area.geojson", {**NAMED, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    )
    scene = scene_of(file, area)
    order = [layer.id for layer in scene.layers if layer.topic != BASE]
    assert (order[0], order[-1]) == (area.layer.id, file.layer.id)
    assert not any(layer.under_names for layer in scene.layers)
    top = len(order)
    raised = scene_of(file, area, steps=(move_layer(area.layer.id, top, scene.catalog),))
    under = {layer.id for layer in raised.layers if layer.under_names}
    assert under == {*order}, "everything is painted in the order of the layers"
    hidden = scene_of(
        file,
        area,
        steps=(
            move_layer(area.layer.id, top, scene.catalog),
            actions.show_layers([each for each in order if each != area.layer.id], False),
        ),
    )
    assert not any(layer.under_names for layer in hidden.layers), "there is nothing to cover"


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda projection: projection.id)
def test_labels_of_a_file_keep_clear_of_the_atlas_s(projection: Any, file: OpenedFile) -> None:
    whole = with_files(content(), [file])
    drawn = drawings_for(whole, read_drawing).get(file.layer.id, projection.id)
    assert {label.text for label in drawn.labels} == {"Buoy"}
    # Where the atlas's own leave no room it stands in one seat after the other, and in one for good.
    ends = [(label.zoom, label.until) for label in drawn.labels]
    assert all(before[1] <= after[0] for before, after in pairwise(ends))
    assert ends[-1][1] > ZOOM_RANGE[1]
    assert {shape.style for shape in drawn.shapes} == {"file-1-point", "file-1-area"}


def test_other_programs_get_its_own_columns_and_a_word_that_it_is_not_checked(file: OpenedFile) -> None:
    table = next(each for each in feature_tables(scene_of(file)) if each.name == file.layer.name)
    record = table.records()[0]
    assert (record["name"], record["depth"]) == ("Buoy", "12")
    assert "not checked" in table.note


def test_a_session_remembers_what_is_open(file: OpenedFile) -> None:
    path, id = file.layer.file, file.layer.id
    session = Session()
    for step in (actions.open_file(path), actions.open_file(path), actions.fade_layer(id, 0.5)):
        session = step(session)
    assert session.files == (path,)
    back = restored(to_saved(session), content(), "light")
    assert (back.files, back.opacity) == ((path,), ((id, 0.5),))
    odd = "/tmp/\udcff.geojson"
    both = to_saved(actions.open_file(odd)(session))
    assert all(text.isprintable() for text in both.files)
    assert restored(both, content(), "light").files == (path, odd)
    chosen = actions.select_feature(f"{id}.0")(session)
    closed = actions.close_file(path, id)(actions.toggle_layer(id)(chosen))
    assert closed == Session()


def test_a_picture_knows_the_names_and_not_the_places(file: OpenedFile) -> None:
    view = saved(scene_of(file), (0.0, 0.0, 1.0, 1.0))
    text = embedded_view.encode(view)
    assert view.files == ("my map.geojson",)
    assert str(Path(file.layer.file).parent) not in text
    assert embedded_view.decode(text) == view
    assert missing(view, content()) == ()
    assert missing_files(view, content()) == ("my map.geojson",)
    assert missing_files(view, with_files(content(), [file])) == ()


def test_the_same_path_is_the_same_layer() -> None:
    assert layer_id("/a/b.geojson") == layer_id("/a/b.geojson") != layer_id("/a/c.geojson")
    assert layer_id("/a/\udcff.geojson").isascii()
