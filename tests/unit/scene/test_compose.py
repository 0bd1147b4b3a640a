"""From the content and the user's wishes to what is seen."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.built_in import built_in, scene_after
from tests.looks import DARK, LIGHT

from arctic_map.errors import UnknownName
from arctic_map.export.request import Request
from arctic_map.geo.projections import PROJECTIONS, projection_named
from arctic_map.model.preferences import DEFAULT
from arctic_map.model.problem import Problem
from arctic_map.model.view import Selection, Viewport
from arctic_map.render.snapshot import page
from arctic_map.scene.attributes import feature_tables
from arctic_map.scene.compose import WARNING, compose, highlighted_features
from arctic_map.scene.session import actions
from arctic_map.scene.session.actions import Action
from arctic_map.scene.session.session import Session
from arctic_map.scene.timeline import Range

VIEW = Viewport(1_300_000, -1_000_000, 15_000, 636, 614)


def test_the_first_scene_is_the_whole_route_in_the_light() -> None:
    first, (catalog, _) = scene_after(), built_in()
    assert first.projection == PROJECTIONS[0]
    assert first.look == LIGHT
    assert first.facts == catalog.facts and len(first.facts) == 60
    assert (first.selected, first.card, first.highlighted, first.goal, first.viewport, first.furniture) == (
        None, None, (), None, None, None,
    )  # fmt: skip
    assert first.period == ""


def test_the_warning_and_the_sources_are_always_there() -> None:
    for one in (
        scene_after(),
        scene_after(actions.prefer("dark", DEFAULT), actions.show_layers(["land"], False)),
    ):
        assert one.warning == WARNING == "Not for navigation"
        assert one.source_line.startswith("Sources: ")
        assert "Natural Earth" in one.source_line and "World Port Index" in one.source_line
        assert built_in()[0].version in one.source_line


def test_all_layers_are_listed_in_draw_order_hidden_ones_too() -> None:
    catalog, _ = built_in()
    layers = scene_after().layers
    assert [layer.id for layer in layers] == [layer.id for layer in catalog.layers]
    assert [layer.id for layer in layers if not layer.shown] == [
        one.id for one in catalog.layers if not one.shown
    ]
    assert next(layer for layer in layers if layer.id == "lanes").count == 7
    assert next(layer for layer in layers if layer.id == "land").count == 0


def test_every_layer_with_a_mark_has_a_style_that_stands_for_it() -> None:
    for layer in scene_after().layers:
        known = {*LIGHT.styles, *LIGHT.palette.items}
        assert layer.style in known, layer.id


def test_a_hidden_layer_leaves_the_legend() -> None:
    styles = [entry.style for entry in scene_after().legend]
    assert "port-named" in styles
    hidden = scene_after(actions.toggle_layer("ports"))
    assert "port-named" not in [entry.style for entry in hidden.legend]
    assert not next(layer for layer in hidden.layers if layer.id == "ports").shown


def test_a_hidden_feature_leaves_the_page_the_data_and_the_legend() -> None:
    drills = [id for id, each in built_in()[0].features.items() if each.style == "drill-undisclosed"]
    hidden = scene_after(actions.show_features(["arkhangelsk", *drills], False))
    assert "arkhangelsk" in hidden.filtered_out.features
    svg = page(hidden, built_in()[1], Request()).svg
    assert ">Arkhangelsk<" not in svg and ">Hamburg<" in svg
    assert 'id="feature-arkhangelsk"' not in svg
    rows = {row.id for table in feature_tables(hidden) for row in table.rows}
    assert "arkhangelsk" not in rows and "hamburg" in rows
    legends = [{entry.style for entry in each.legend} for each in (scene_after(), hidden)]
    assert ["drill-undisclosed" in styles for styles in legends] == [True, False]


def test_a_faded_layer_says_how_much() -> None:
    faded = scene_after(actions.fade_layer("lanes", 0.4))
    assert {layer.id: layer.opacity for layer in faded.layers if layer.opacity != 1} == {"lanes": 0.4}


def test_a_selected_feature_is_lit_up_and_has_a_card() -> None:
    chosen = scene_after(actions.select_feature("arkhangelsk"))
    assert chosen.highlighted == ("arkhangelsk",)
    assert chosen.card is not None and chosen.card.title == "Arkhangelsk"


def test_a_card_goes_with_what_it_speaks_of_and_comes_back_with_it() -> None:
    select = actions.select_feature("Z4")
    for away, back in (
        (actions.show_layers(["drills"], False), actions.show_layers(["drills"], True)),
        (actions.choose_range(Range(date(2013, 1, 1), date(2013, 12, 31))), actions.choose_range(None)),
    ):
        removed, again = scene_after(select, away), scene_after(select, away, back)
        # What is chosen in a panel stays so, as a row of a table.
        assert removed.card is None and removed.selected == Selection(feature="Z4")
        assert again.card is not None and again.highlighted == ("Z4",)


def test_a_selected_fact_lights_up_all_its_places() -> None:
    catalog, _ = built_in()
    for fact in catalog.facts:
        chosen = scene_after(actions.select_fact(fact.id))
        assert chosen.highlighted == tuple(dict.fromkeys(fact.features))
        assert chosen.card is None


def test_a_selection_of_nothing_that_exists_lights_up_nothing() -> None:
    catalog, _ = built_in()
    assert highlighted_features(catalog, Selection(fact="X1")) == ()
    assert scene_after(actions.select_feature("nowhere")).card is None


def test_the_furniture_comes_with_the_viewport() -> None:
    furnished = scene_after(actions.view_moved(VIEW)).furniture
    assert furnished is not None
    assert "km at" in furnished.scale_text and furnished.frame
    bare = scene_after(actions.view_moved(VIEW), actions.show_layers(["graticule"], False)).furniture
    assert bare is not None and bare.frame == ()


def test_the_dark_theme_changes_the_look_alone() -> None:
    light, dark = (
        scene_after(actions.select_fact("T1")),
        scene_after(actions.select_fact("T1"), actions.prefer("dark", DEFAULT)),
    )
    assert dark.look == DARK
    assert replace(dark, look=LIGHT) == light


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda projection: projection.id)
def test_a_projection_keeps_selection_and_layers(projection: object) -> None:
    steps = (actions.select_feature("murmansk"), actions.toggle_layer("land"))
    turned = scene_after(*steps, actions.change_projection(projection))  # type: ignore[arg-type]
    assert turned.projection == projection
    assert turned.highlighted == ("murmansk",)
    assert turned.card is not None
    assert turned.layers == scene_after(*steps).layers


def test_an_unknown_projection_is_refused() -> None:
    catalog, drawings = built_in()
    with pytest.raises(UnknownName):
        compose(catalog, Session(projection="mars"), drawings)


def test_problems_are_passed_on() -> None:
    catalog, drawings = built_in()
    problem = Problem("layers/ports.geojson", "features[0]", "broken")
    assert compose(replace(catalog, problems=(problem,)), Session(), drawings).problems == (problem,)


STEPS = st.sampled_from(
    [
        actions.toggle_layer("lanes"),
        actions.toggle_layer("graticule"),
        actions.fade_layer("ports", 0.5),
        actions.select_feature("moscow"),
        actions.select_fact("S1"),
        actions.select_nothing,
        actions.change_projection(projection_named("world")),
        actions.change_projection(projection_named("epsg3576")),
        actions.prefer("dark", DEFAULT),
        actions.view_moved(VIEW),
        actions.toggle_kind("forecast"),
        actions.toggle_precision("undisclosed"),
        actions.filter_nothing,
    ]
)


@given(st.lists(STEPS, max_size=6))
def test_the_same_wishes_give_the_same_scene(steps: list[Action]) -> None:
    one, other = scene_after(*steps), scene_after(*steps)
    assert one == other
    shown = {layer.id for layer in one.layers if layer.shown}
    assert all(one.catalog.layer_of[id] for id in one.highlighted)
    assert ("lanes" in shown) == (steps.count(STEPS.elements[0]) % 2 == 0)  # type: ignore[attr-defined]
