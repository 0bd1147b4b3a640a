"""Ways to what was found: layers on, filters off, the projection turned only where it must be."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.built_in import built_in_atlas, read_drawing

from arctic_map.geo.position import project
from arctic_map.geo.projections import HORIZON, projection_named
from arctic_map.model.opened import OpenedFile
from arctic_map.model.projection import Selection, Viewport
from arctic_map.scene.compose import compose
from arctic_map.scene.drawings.drawings import drawings_for
from arctic_map.scene.drawings.file_layers import FileLayers
from arctic_map.scene.opened_files import with_files
from arctic_map.scene.scene import Scene
from arctic_map.scene.session import journeys
from arctic_map.scene.session.journeys import Journey
from arctic_map.scene.session.session import Session
from arctic_map.scene.words.links import Link
from arctic_map.tables.opened_drawings import OpenedFileDrawings
from arctic_map.tables.readers import any_file

CATALOG = built_in_atlas()
DRAWINGS = drawings_for(CATALOG, read_drawing)


def scene(session: Session) -> Scene:
    return compose(CATALOG, session, DRAWINGS)


def after(journey: Journey, session: Session) -> Session:
    for step in journey.steps:
        session = step(session)
    return session


def test_a_hidden_layer_is_shown_again() -> None:
    before = Session(hidden=frozenset({"ports", "lakes"}))
    there = after(journeys.to_feature("arkhangelsk", scene(before), DRAWINGS), before)
    assert there.hidden == {"lakes"}
    assert there.selected == Selection(feature="arkhangelsk")
    assert there.goal is not None


def test_a_hidden_feature_is_shown_again_and_this_is_reported() -> None:
    before = Session(features_hidden=frozenset({"arkhangelsk", "L1"}))
    journey = journeys.to_feature("arkhangelsk", scene(before), DRAWINGS)
    assert after(journey, before).features_hidden == {"L1"}
    assert journey.message == "Arkhangelsk was hidden and is shown again"


def test_a_message_names_the_feature_in_the_language_of_the_map() -> None:
    hidden = scene(Session(features_hidden=frozenset({"murmansk"})))
    russian = replace(hidden, preferences=replace(hidden.preferences, names="ru"))
    assert "Мурманск" in journeys.to_feature("murmansk", russian, DRAWINGS).message


def test_a_link_to_an_edge_of_ice_brings_its_month() -> None:
    before = Session(hidden=frozenset({"ice-edge"}))
    there = after(journeys.to_feature("ice-edge-7", scene(before), DRAWINGS), before)
    assert (there.month, there.hidden) == (7, frozenset())
    seen = scene(there).filtered_out.features
    assert "ice-edge-7" not in seen and "ice-edge-9" in seen


@pytest.mark.slow
def test_a_place_with_a_meridian_turns_the_map() -> None:
    before = Session()
    there = after(journeys.to_position(100.0, 75.0, scene(before), 30), before)
    assert there.projection == "nsr@30"
    assert there.goal is not None
    x0, y0, x1, y1 = there.goal.box
    place = project(projection_named("nsr@30"), 100.0, 75.0)
    assert place is not None
    assert ((x0 + x1) / 2, (y0 + y1) / 2) == pytest.approx(place, abs=1.0)
    # The projection's own meridian turns it back; the world, which has no pole, gives way to the first one.
    back = after(journeys.to_position(100.0, 75.0, scene(there), 105), there)
    assert back.projection == "nsr"
    world = Session(projection="world")
    assert after(journeys.to_position(100.0, 75.0, scene(world), 30), world).projection == "nsr@30"


def test_a_centred_map_shows_as_much_around_its_centre_as_before() -> None:
    before = Session(viewport=Viewport(2_000_000.0, -1_000_000.0, 4000.0, 900, 700))
    there = after(journeys.to_centre(100.4, 14.8, scene(before)), before)
    assert there.projection == "centred_100_15" and there.goal
    x0, y0, x1, y1 = there.goal.box
    assert (x1 - x0, y1 - y0) == pytest.approx((3.6e6, 2.8e6))
    place = project(projection_named(there.projection), 100.4, 14.8)
    assert place and ((x0 + x1) / 2, (y0 + y1) / 2) == pytest.approx(place)
    whole = Session(projection="world", viewport=Viewport(0.0, 0.0, 40_000.0, 900, 700))
    there = after(journeys.to_centre(0.0, 0.0, scene(whole)), whole)
    assert there.goal and there.goal.box == (-HORIZON, -HORIZON, HORIZON, HORIZON)


def test_choosing_a_month_shows_what_differs_by_it() -> None:
    before = Session(hidden=frozenset({"ice-edge", "lakes"}))
    there = after(journeys.to_month(3, scene(before)), before)
    assert (there.month, there.hidden) == (3, frozenset({"lakes"}))


def test_filters_are_lifted_only_when_they_hide_the_goal() -> None:
    before = Session(kinds_hidden=frozenset({"reported"}))
    journey = journeys.to_fact("T3", scene(before), DRAWINGS)
    assert journey.message == "The filters were removed to show T3"
    assert after(journey, before).kinds_hidden == frozenset()
    other = journeys.to_fact("S6", scene(before), DRAWINGS)
    assert other.message == ""
    assert after(other, before).kinds_hidden == {"reported"}


def test_a_fact_without_places_leaves_the_map_where_it_is() -> None:
    fact = next(fact.id for fact in CATALOG.facts if not fact.features)
    there = after(journeys.to_fact(fact, scene(Session()), DRAWINGS), Session())
    assert (there.goal, there.projection, there.selected) == (None, "nsr", Selection(fact=fact))


def test_what_the_projection_does_not_hold_is_shown_on_the_world() -> None:
    journey = journeys.to_feature("name-brazil", scene(Session()), DRAWINGS)
    assert after(journey, Session()).projection == "world"
    assert "this projection does not reach" in journey.message


@pytest.mark.parametrize(
    ("lanes", "projection"), [(["L5"], "nsr"), (["L5", "L6"], "world"), (["L7"], "world"), ([], "nsr")]
)
def test_lanes_are_compared_where_they_are_not_distorted(lanes: list[str], projection: str) -> None:
    journey = journeys.to_compare(lanes, "T3", scene(Session()), DRAWINGS)
    there = after(journey, Session())
    assert there.projection == projection
    assert there.selected == Selection(fact="T3", compared=tuple(lanes))
    assert bool(journey.message) == (projection == "world")


def test_messages_about_a_position_and_a_comparison_are_whole_sentences() -> None:
    there = journeys.to_position(45.0, -75.0, scene(Session()))
    assert there.message == "Shown on the world map: this projection does not reach this position"
    filtered = scene(Session(precisions_hidden=frozenset({"generalised"})))
    compared = journeys.to_compare(["L5"], "T3", filtered, DRAWINGS)
    assert compared.message == "The filters were removed to show the comparison"


def test_lanes_stay_on_the_world_once_they_are_there() -> None:
    before = Session(projection="world")
    there = after(journeys.to_compare(["L5"], "T3", scene(before), DRAWINGS), before)
    assert there.projection == "world"


def test_only_the_compared_lanes_are_lit() -> None:
    there = Session(selected=Selection(fact="T3", compared=("L5",)))
    assert scene(there).highlighted == ("L5",)
    assert set(scene(Session(selected=Selection(fact="T3"))).highlighted) == set(CATALOG.fact["T3"].features)


def test_the_places_of_several_facts_are_lit_together() -> None:
    there = after(journeys.to_facts(["T3", "G5"], scene(Session()), DRAWINGS), Session())
    places = {*CATALOG.fact["T3"].features, *CATALOG.fact["G5"].features}
    assert set(scene(there).highlighted) == places
    assert there.selected is not None
    assert there.selected.fact == "T3"


def test_one_fact_of_a_sentence_is_selected_as_any() -> None:
    there = after(journeys.to_facts(["T3"], scene(Session()), DRAWINGS), Session())
    assert there.selected == Selection(fact="T3")


def test_a_position_is_pointed_at() -> None:
    there = after(journeys.to_position(40.5, 64.5, scene(Session())), Session())
    card = scene(there).card
    assert card is not None
    assert card.title == "64°30.0′N 40°30.0′E"
    assert there.goal is not None
    x0, y0, x1, y1 = there.goal.box
    assert (card.x, card.y) == pytest.approx(((x0 + x1) / 2, (y0 + y1) / 2))


def test_a_person_lights_the_places_of_their_facts() -> None:
    person = next(person for person in CATALOG.people if person.facts)
    there = after(journeys.to_person(person.id), Session())
    places = {id for fact in person.facts for id in CATALOG.fact[fact].features}
    assert set(scene(there).highlighted) == places
    assert there.goal is None


def test_a_link_that_leads_nowhere_is_reported() -> None:
    assert journeys.dead_end(Link("fact", "T3"), scene(Session())) == ""
    assert "there is no fact 'T99'" in journeys.dead_end(Link("fact", "T99"), scene(Session()))


def test_a_position_is_gone_to_on_whatever_projection_it_is_shown() -> None:
    for lon, lat, projection in ((18.4, -33.9, "world"), (40.5, 64.5, "nsr")):
        there = after(journeys.to_position(lon, lat, scene(Session())), Session())
        assert there.projection == projection
        assert there.goal is not None and there.selected == Selection(position=(lon, lat))
        assert scene(there).card is not None
        x0, y0, x1, y1 = there.goal.box
        assert x1 - x0 == pytest.approx(2 * journeys.NEAR) and y1 - y0 == pytest.approx(2 * journeys.NEAR)


def test_a_row_without_a_place_leaves_the_map_where_it_is(tmp_path: Path) -> None:
    features = (
        '{"type":"Feature","properties":{"name":"Somewhere"},"geometry":{"type":"Point","coordinates":[9,70]}},'
        '{"type":"Feature","properties":{"name":"Nowhere"},"geometry":null}'
    )
    path = tmp_path / "a.geojson"
    path.write_text(f'{{"type":"FeatureCollection","features":[{features}]}}')
    layer = any_file.read(path).layer
    catalog = with_files(CATALOG, [OpenedFile(layer=layer)])
    opened = FileLayers().with_file(OpenedFileDrawings(layer.id, tmp_path))
    drawings = drawings_for(catalog, read_drawing, files=opened)
    before = Session()
    journey = journeys.to_feature(layer.features[1].id, compose(catalog, before, drawings), drawings)
    there = after(journey, before)
    assert journey.message == "Nowhere has no position on the map"
    assert (there.projection, there.goal) == (before.projection, before.goal)
    assert there.selected == Selection(feature=layer.features[1].id)
