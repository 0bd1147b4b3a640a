"""All that is at a place is listed, own and built in: points, lines, areas, with every attribute."""

from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from tests.built_in import built_in_atlas, read_drawing

from arctic_map.geo.position import project
from arctic_map.geo.projections import projection_named
from arctic_map.model.attributes import RowQuery
from arctic_map.model.catalog import Catalog, Layer, LayerKind, Rows
from arctic_map.model.drawing import Drawing
from arctic_map.model.layer_style import LayerStyle
from arctic_map.model.note import MEASUREMENTS, NOTES, Note, NoteKind
from arctic_map.model.preferences import DEFAULT
from arctic_map.model.projection import Box, Viewport
from arctic_map.scene.compose import compose, start
from arctic_map.scene.drawings.drawings import Drawings, drawings_for
from arctic_map.scene.drawings.file_layers import FileLayers
from arctic_map.scene.identify import FeatureAtPoint, here
from arctic_map.scene.scene import Scene
from arctic_map.scene.session import actions
from arctic_map.scene.session.session import Session
from arctic_map.scene.sketches.notes import drawings_of, with_notes

ARKHANGELSK = 40.5217, 64.5300
LINK = "See https://example.org/a?b=1"
MARKER = Note(id="own-1", kind=NoteKind.MARKER, places=(ARKHANGELSK,), text=LINK)
AROUND = Note(id="own-2", kind=NoteKind.AREA, places=((30.0, 60.0), (50.0, 60.0), (50.0, 70.0), (30.0, 70.0)))


@cache
def noted() -> tuple[Catalog, Drawings]:
    content = built_in_atlas()
    drawings = drawings_for(content, read_drawing)
    for each in drawings_of(content, (MARKER, AROUND), DEFAULT):
        drawings = drawings.with_files(drawings.files.with_file(each))
    return with_notes(content, (MARKER, AROUND), DEFAULT), drawings


def scene(*steps: actions.Action) -> Scene:
    catalog, drawings = noted()
    session = start(catalog, Session(notes=(MARKER, AROUND), viewport=Viewport(0, 0, 8000, 800, 600)))
    for step in steps:
        session = step(session)
    return compose(catalog, session, drawings)


def found(*steps: actions.Action, at: tuple[float, float] = ARKHANGELSK) -> list[FeatureAtPoint]:
    place = project(projection_named("nsr"), *at)
    assert place is not None
    return list(here(scene(*steps), noted()[1], *place))


def test_own_and_built_in_are_listed_together_in_order() -> None:
    layers = [each.layer for each in found()]
    assert layers[0] == "Your notes"
    assert layers[1] == "Ports of the article"
    assert "Shipping lanes" in layers[2:-1]
    assert layers[-1] == "Your measurements"
    assert len({each.feature for each in found()}) == len(found())


def test_each_has_all_that_is_known_of_it() -> None:
    port = next(each for each in found() if each.feature == "arkhangelsk")
    attributes = dict(port.lines)
    assert attributes["Layer"] == "Ports of the article"
    assert attributes["Precision"].startswith("Surveyed")
    assert "Архангельск" in attributes["Other names"]
    assert "T1" in attributes and port.text.startswith("Arkhangelsk\nLayer: Ports of the article")


def test_a_link_is_text() -> None:
    assert found()[0].name == LINK and found()[0].text.startswith(LINK)


@pytest.mark.parametrize(
    ("step", "gone"),
    [
        (actions.show_layers([NOTES], False), "own-1"),
        (actions.show_layers([MEASUREMENTS], False), "own-2"),
        (actions.show_features(["arkhangelsk"], False), "arkhangelsk"),
        (actions.toggle_precision("surveyed"), "arkhangelsk"),
    ],
)
def test_what_is_not_visible_is_not_listed(step: actions.Action, gone: str) -> None:
    assert gone in {each.feature for each in found()}
    assert gone not in {each.feature for each in found(step)}


def test_farther_than_the_eye_takes_for_one_place_nothing_is_listed() -> None:
    names = {each.feature for each in found(at=(ARKHANGELSK[0], ARKHANGELSK[1] + 0.3))}
    assert "arkhangelsk" in names
    assert "arkhangelsk" not in {each.feature for each in found(at=(45.0, 64.0))}
    assert found(at=(-40.0, 75.0)) == []


def test_an_area_reaches_to_its_edge_and_not_beyond() -> None:
    assert "own-2" in {each.feature for each in found(at=(49.0, 65.0))}
    assert "own-2" not in {each.feature for each in found(at=(51.0, 65.0))}


def test_a_scene_without_a_view_has_it_too() -> None:
    place = project(projection_named("nsr"), *ARKHANGELSK)
    assert place is not None
    assert here(replace(scene(), viewport=None), noted()[1], *place)


class OnDisk:
    """Rows of a file, the third of which is everywhere."""

    def hit(self, family: str, x: float, y: float, reach: float) -> int | None:
        return 2

    def details(self, row: int) -> tuple[str, tuple[tuple[str, str], ...]]:
        return "", (("depth", "12"), ("row", str(row)))


class OpenedOnDisk:
    layer_id = "opened-0123456789ab"
    rows = OnDisk()

    def drawing(self, projection_id: str) -> Drawing:
        return Drawing(self.layer_id, projection_id, "")

    def body(self, projection_id: str) -> bytes:
        return b""

    def box(self, projection_id: str) -> Box | None:
        return None


def test_features_on_disk_are_listed_after_those_in_memory() -> None:
    content = built_in_atlas()
    opened: Any = OpenedOnDisk()
    drawings = drawings_for(content, read_drawing, files=FileLayers().with_file(opened))
    rows = Rows(count=5, styles=("file-1-point",))
    layer = Layer(
        id=OpenedOnDisk.layer_id,
        name="many.gpkg",
        topic="opened",
        kind=LayerKind.ROWS,
        rows=rows,
        file="many.gpkg",
    )
    catalog = replace(content, layers=(*content.layers, layer))
    session = start(catalog, Session(viewport=Viewport(0, 0, 8000, 800, 600)))
    place = project(projection_named("nsr"), *ARKHANGELSK)
    assert place is not None
    *first_ones, last = here(compose(catalog, session, drawings), drawings, *place)
    assert first_ones and (last.feature, last.name) == (f"{layer.id}.2", "Feature 3")
    assert dict(last.lines) == {"Layer": "many.gpkg", "depth": "12", "row": "2", "Source": "many.gpkg"}
    # What its style leaves out of the map is not there.
    style = LayerStyle(query=RowQuery(expression="depth > 12"))
    layers = drawings.files
    classed = layers.layer(layer.id).with_classes(style.key, bytes([0, 0, 255, 0, 0]))
    drawings = drawings.with_files(layers.with_layer(layer.id, classed)).in_style({layer.id: style}, None)
    assert here(compose(catalog, session, drawings), drawings, *place) == tuple(first_ones)
