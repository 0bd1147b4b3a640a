"""The controls next to the map of a page of its own."""

import re
from dataclasses import replace
from datetime import date

import pytest

from arctic_map.export.html.desk import desk
from arctic_map.model.catalog import Catalog, Layer, LayerKind
from arctic_map.model.fact import Fact, Kind
from arctic_map.model.feature import Feature, Precision
from arctic_map.scene.scene import Scene
from arctic_map.scene.timeline import Range


def fact(id: str, when: str) -> Fact:
    return Fact(id=id, topic="trade", text=f"Fact {id}.", kind=Kind.REPORTED, when=when)


def feature(number: int) -> Feature:
    return Feature(
        id=f"f{number}",
        name=f"Place {number}",
        geometry={"type": "Point", "coordinates": [40.0, 70.0]},
        precision=Precision.SURVEYED,
        source="",
        style="place",
    )


@pytest.fixture
def dated(scene: Scene) -> Scene:
    facts = (fact("T1", "2022-05"), fact("T2", "2024-11-05"))
    return replace(scene, catalog=replace(scene.catalog, facts=facts), facts=facts)


def sliders(page: str) -> dict[str, tuple[int, int, int]]:
    """Least, most and chosen month of each."""
    found = re.findall(r'<input type="range" id="(\w+)" min="(\d+)" max="(\d+)" step="1" value="(\d+)"', page)
    return {id: (int(least), int(most), int(value)) for id, least, most, value in found}


def test_time_runs_from_the_first_january_to_the_last_december(dated: Scene) -> None:
    first, last = 2022 * 12, 2024 * 12 + 11
    assert sliders(desk(dated, "auto", {})) == {"from": (first, last, first), "to": (first, last, last)}


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (Range(date(2023, 3, 1), date(2024, 10, 31)), (2023 * 12 + 2, 2024 * 12 + 9)),
        (Range(date(1990, 1, 1), date(2090, 12, 31)), (2022 * 12, 2024 * 12 + 11)),
    ],
)
def test_the_chosen_time_is_set_by_its_months_within_all_dates(
    chosen: Range, expected: tuple[int, int], dated: Scene
) -> None:
    found = sliders(desk(replace(dated, when=chosen), "auto", {}))
    assert (found["from"][2], found["to"][2]) == expected


def test_there_is_no_time_where_nothing_has_a_date(scene: Scene) -> None:
    assert not sliders(desk(scene, "auto", {}))


def test_a_page_without_facts_does_not_speak_of_them(scene: Scene, dated: Scene) -> None:
    without = replace(scene, catalog=replace(scene.catalog, facts=()), facts=())
    assert 'href="#facts"' in desk(dated, "auto", {}) and 'href="#facts"' not in desk(without, "auto", {})
    assert '<section hidden="" id="facts"' in desk(without, "auto", {})


def test_projection_and_colours_are_chosen_as_the_map_has_them(scene: Scene) -> None:
    chosen = re.findall(r'<option value="(\w+)" selected=""', desk(scene, "dark", {}))
    assert chosen == ["epsg3413", "dark"]


def test_layers_that_are_shown_are_checked(scene: Scene) -> None:
    hidden = replace(scene.layers[2], shown=False, note="Why & how")
    page = desk(replace(scene, layers=(*scene.layers[:2], hidden, *scene.layers[3:])), "auto", {})
    boxes = dict(re.findall(r'<input type="checkbox" data-layer="([\w-]+)"( checked="")?', page))
    assert boxes["lanes"] == "" and boxes["ports"]
    assert 'title="Why &amp; how"' in page


@pytest.mark.parametrize(("file", "listed"), [("", 1200), ("own.geojson", 1000)])
def test_of_an_opened_file_a_thousand_places_are_named(scene: Scene, file: str, listed: int) -> None:
    features = tuple(map(feature, range(1200)))
    layer = Layer(
        id="ports", name="Ports", topic="base", kind=LayerKind.FEATURES, features=features, file=file
    )
    catalog = Catalog("1", "", "", "", (layer,), (), ())
    assert desk(replace(scene, catalog=catalog), "auto", {}).count('data-place="f') == listed
