"""Names of a page's subject come before all others, at any scale."""

from dataclasses import replace

import pytest
from tests.built_in import built_in_atlas, read_drawing
from tests.looks import LIGHT

from arctic_map.export.marks import lettering
from arctic_map.export.marks.path import Field
from arctic_map.export.page.first_names import first_names, with_first_names
from arctic_map.geo.position import meet
from arctic_map.model.drawing import Drawing, Label, Shape
from arctic_map.model.projection import COARSEST, Selection, Viewport
from arctic_map.scene.compose import compose, start
from arctic_map.scene.drawings.drawings import drawings_for
from arctic_map.scene.session.session import Session

KM = 1000.0
FIELD = Field(Viewport(0.0, 0.0, KM, 400.0, 300.0))
NEAR = FIELD.zoom + 3.0
"""A zoom that this page does not reach."""


def place(id: str, x: float, y: float, zoom: float) -> Drawing:
    shape = Shape(id, "point", "port-named", ((x, y),), (x, y, x, y))
    label = Label(id, x, y, 9.0, 4.0, "start", "port-named", zoom, id, 70.0)
    return Drawing(id, "nsr", "", (shape,), labels=(label,), names={id: id})


def lane(y: float) -> Drawing:
    box = (-150 * KM, y, 150 * KM, y)
    return Drawing("lane", "nsr", "", (Shape("lane", "line", "lane-nsr", (box,), box),))


def written(drawings: list[Drawing], *needed: str) -> str:
    named = with_first_names(drawings, LIGHT, FIELD, needed)
    found = lettering.labels(named, LIGHT, FIELD, first=needed)
    return "".join(name.letters for own in found for name in own)


def test_a_place_whose_label_waits_for_a_larger_scale_is_named_if_the_page_is_about_it() -> None:
    port = place("Murmansk", 0.0, 0.0, NEAR)
    assert "Murmansk" not in written([port])
    assert "Murmansk" in written([port], "Murmansk")


def test_the_name_of_the_subject_displaces_others_and_crosses_no_lane() -> None:
    port, other = place("Murmansk", 0.0, 0.0, NEAR), place("Severomorsk", -10 * KM, 30 * KM, FIELD.zoom)
    drawings = [lane(-4 * KM), other, port]
    (named,) = with_first_names(drawings, LIGHT, FIELD, ("Murmansk",))[2:]
    (box,) = lettering.boxes_of(named, LIGHT, FIELD)
    _, on_page = FIELD.at(0.0, -4 * KM)
    assert not box[1] <= on_page <= box[3]
    (theirs,) = lettering.boxes_of(other, LIGHT, FIELD)
    assert meet(box, theirs) is ("Severomorsk" not in written(drawings, "Murmansk"))


def test_a_label_that_a_lane_crosses_moves_off_it() -> None:
    port = place("Yokohama", 0.0, 0.0, FIELD.zoom)
    drawings = [lane(0.0), port]
    (before,) = lettering.boxes_of(port, LIGHT, FIELD)
    (after,) = lettering.boxes_of(
        with_first_names(drawings, LIGHT, FIELD, ("Yokohama",))[1], LIGHT, FIELD, ("Yokohama",)
    )
    assert before[1] < 150.0 < before[3]
    assert not after[1] <= 150.0 <= after[3]


def test_no_place_beyond_the_map_is_named() -> None:
    assert "Suez" not in written([place("Suez", 500 * KM, 0.0, NEAR)], "Suez")


@pytest.mark.parametrize(
    ("selected", "title", "names"),
    [
        (Selection(feature="tiksi"), "", {"tiksi"}),
        (None, "From Murmansk to Pevek", {"murmansk", "pevek"}),
        (None, "The Murmanskaya Zhizn of 2024", set()),
    ],
    ids=["highlighted", "titled", "part of another word"],
)
def test_a_map_of_the_whole_arctic_names_what_is_highlighted_and_what_its_title_says(
    selected: Selection | None, title: str, names: set[str]
) -> None:
    catalog = built_in_atlas()
    drawings = drawings_for(catalog, read_drawing)
    scene = compose(catalog, replace(start(catalog, Session()), selected=selected), drawings)
    scene = replace(scene, title=title, subtitle="")
    ports = drawings.get("ports-other", scene.projection.id)
    needed, _ = first_names(scene, {"ports-other": ports}, (), chart=False)
    assert {*needed} == names
    x0, y0, x1, y1 = scene.projection.home
    field = Field(
        Viewport((x0 + x1) / 2, (y0 + y1) / 2, COARSEST, (x1 - x0) / COARSEST, (y1 - y0) / COARSEST)
    )
    (named,) = with_first_names([ports], scene.look, field, needed)
    placed = {id for id in names if [*lettering.boxes_of(named, scene.look, field, (id,))]}
    assert placed == names
