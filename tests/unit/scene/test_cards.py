"""What a card says of a feature, and where it points."""

from math import hypot
from typing import Any

import pytest
from tests.built_in import built_in

from arctic_map.geo.projections import PROJECTIONS
from arctic_map.model.decorations import Card
from arctic_map.model.preferences import Preferences
from arctic_map.model.projection import Projection
from arctic_map.scene.cards import PRECISION_WORDS, card, lines
from arctic_map.scene.session import actions
from arctic_map.scene.session.session import Session


def of(feature: str, projection: str = "nsr") -> Card | None:
    catalog, drawings = built_in()
    return card(catalog, actions.select_feature(feature)(Session(projection=projection)), drawings)


def test_a_card_says_precision_and_source() -> None:
    found = of("arkhangelsk")
    assert found is not None
    texts = dict(found.lines)
    assert (found.feature, found.title) == ("arkhangelsk", "Arkhangelsk")
    assert texts["Precision"].startswith("Surveyed")
    assert texts["Source"].startswith("World Port Index")
    assert found.facts == ("T1", "T2", "T12")
    assert "Архангельск" in texts["Other names"]


def test_the_name_of_a_country_that_facts_speak_of_has_a_card_of_its_own() -> None:
    found = of("name-alaska")
    assert found is not None
    name = next(
        each for each in built_in()[1].get("country-names", "nsr").labels if each.feature == found.feature
    )
    assert (found.x, found.y) == (name.x, name.y)
    assert found.facts == ("S3",) and found.box == (name.x, name.y, name.x, name.y)
    assert of("name-iceland") is None


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda projection: projection.id)
def test_a_point_is_pointed_at(projection: Projection) -> None:
    _, drawings = built_in()
    found = of("arkhangelsk", projection.id)
    shape = next(s for s in drawings.get("ports", projection.id).shapes if s.feature == "arkhangelsk")
    assert found is not None
    assert (found.x, found.y) == shape.parts[0][:2]


def longest(layer: str, feature: str) -> list[tuple[float, float]]:
    """The vertices of its longest part."""
    shapes = built_in()[1].get(layer, "nsr").shapes
    part = max((part for shape in shapes if shape.feature == feature for part in shape.parts), key=len)
    return list(zip(part[::2], part[1::2], strict=True))


@pytest.mark.parametrize("lane", ["L1", "L2", "L4", "L5"])
def test_a_line_is_pointed_at_in_its_middle(lane: str) -> None:
    found, vertices = of(lane), longest("lanes", lane)
    assert found is not None
    assert (found.x, found.y) == vertices[len(vertices) // 2]


def test_an_area_is_pointed_at_where_it_ends_at_the_top() -> None:
    found = of("Z1")
    assert found is not None
    assert (found.x, found.y) == max(longest("drills", "Z1"), key=lambda place: place[1])


def test_every_feature_says_how_sure_it_is_and_where_it_comes_from() -> None:
    catalog, _ = built_in()
    for feature in catalog.features.values():
        texts = dict(lines(feature, catalog))
        assert texts["Precision"] == PRECISION_WORDS[feature.precision]
        assert texts["Source"] == catalog.source[feature.source].name
        assert texts.get("Inferred", "") == feature.inferred
        assert all(texts.values())


def test_a_card_knows_where_a_lane_ends_and_nothing_of_the_kind_of_other_marks() -> None:
    arkhangelsk, lane, leg = of("arkhangelsk"), of("L3"), of("R1")
    assert arkhangelsk is not None and lane is not None and leg is not None
    assert arkhangelsk.ends == ()
    assert len(lane.ends) == len(leg.ends) == 2
    assert any(hypot(x - arkhangelsk.x, y - arkhangelsk.y) < 20_000 for x, y in lane.ends)


def test_without_a_feature_there_is_no_card() -> None:
    catalog, drawings = built_in()
    assert card(catalog, Session(), drawings) is None
    assert card(catalog, actions.select_fact("T1")(Session()), drawings) is None
    assert of("nothing") is None


def test_what_the_projection_does_not_hold_has_no_card() -> None:
    catalog, drawings = built_in()
    outside = [
        id
        for id, layer in catalog.layer_of.items()
        if id not in {each.feature for each in drawings.get(layer, "nsr").shapes}
        and not catalog.features[id].facts
    ]
    assert outside and all(of(id) is None for id in outside)


def with_requests(feature: str, **request: Any) -> Card:
    catalog, drawings = built_in()
    session = Session(preferences=Preferences(**request))
    found = card(catalog, actions.select_feature(feature)(session), drawings)
    assert found is not None
    return found


def test_a_card_has_the_readers_name_and_the_others_below() -> None:
    found = with_requests("arkhangelsk", names="ru")
    assert found.title == "Архангельск"
    assert dict(found.lines)["Other names"] == "Arkhangelsk · 阿尔汉格尔斯克"


@pytest.mark.parametrize(
    ("form", "words"),
    [("minutes", "64°31.8′N 40°31.3′E"), ("seconds", "64°31′47″N 40°31′18″E"), ("decimal", "64.530, 40.522")],
)
def test_a_surveyed_place_says_its_position_in_the_readers_form(form: str, words: str) -> None:
    assert dict(with_requests("arkhangelsk", coordinates=form).lines)["Position"] == words


def test_what_is_not_known_exactly_says_no_position() -> None:
    assert "Position" not in dict(with_requests("moscow").lines)
    assert "Position" not in dict(with_requests("Z1").lines)


@pytest.mark.parametrize(
    ("units", "least", "most"), [("km", 14_900, 15_100), ("nmi", 8_000, 8_200), ("mi", 9_200, 9_400)]
)
def test_a_lane_says_its_length_in_the_readers_unit(units: str, least: float, most: float) -> None:
    number, unit = dict(with_requests("L5", units=units).lines)["Length as drawn"].split()
    assert unit == units
    assert least < float(number.replace(",", "")) < most


@pytest.mark.parametrize(
    ("form", "title"), [("minutes", "70°00.0′N"), ("seconds", "70°00′00″N"), ("decimal", "70.000,")]
)
def test_a_typed_position_is_written_in_the_readers_form(form: str, title: str) -> None:
    catalog, drawings = built_in()
    session = Session(preferences=Preferences(coordinates=form))  # type: ignore[arg-type]
    found = card(catalog, actions.select_position(30.0, 70.0)(session), drawings)
    assert found is not None
    assert found.title.startswith(title)
    assert found.lines[0][1] and found.lines[0][1] != found.title
