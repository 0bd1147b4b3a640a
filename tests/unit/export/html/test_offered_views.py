"""The views that an atlas keeps under names, in a page of its own."""

from dataclasses import replace
from math import hypot

import pytest
from tests.built_in import built_in_atlas, read_drawing, scene_after

from arctic_map.export.html.desk import desk
from arctic_map.export.html.offered_views import offered, placed, views
from arctic_map.geo.position import project
from arctic_map.geo.projections import PROJECTIONS, projection_named
from arctic_map.geo.turning import turned
from arctic_map.model.catalog import Catalog
from arctic_map.model.saved_view import NamedView, SavedView
from arctic_map.scene.compose import compose, start
from arctic_map.scene.drawings.drawings import drawings_for
from arctic_map.scene.scene import Scene
from arctic_map.scene.session import actions
from arctic_map.scene.session.session import Session

KARA = NamedView(
    "kara",
    "The Kara <Sea> in spring 2022",
    SavedView(
        projection="epsg3413",
        box=(0.0, 0.0, 3e6, 2e6),
        layers=("land", "lanes", "ports"),
        features_hidden=("hamburg",),
        opacity=(("lanes", 0.4),),
        when=("2022-03-01", "2022-05-31"),
        month=4,
        kinds_hidden=("forecast",),
    ),
)
TURNED = NamedView("turned", "Turned", SavedView(projection="nsr@30", box=(1e6, 0.0, 3e6, 1e6), layers=()))


@pytest.fixture(scope="module")
def content() -> Catalog:
    return replace(built_in_atlas(), views=(KARA, TURNED))


def composed(content: Catalog) -> Scene:
    session = actions.fade_layer("ports", 0.5)(start(content, Session()))
    return compose(content, session, drawings_for(content, read_drawing))


def test_a_view_has_all_that_it_shows(content: Catalog) -> None:
    opened, kara, _ = views(composed(content), (0.0, 0.0, 1.0, 1.0))
    assert (opened["id"], opened["projection"], opened["box"]) == ("", "nsr", (0.0, 0.0, 1.0, 1.0))
    assert (kara["name"], kara["projection"], kara["box"]) == (KARA.name, "epsg3413", KARA.view.box)
    shown = {layer.id for layer in content.layers} - {*kara["hidden"]}
    assert shown == {"land", "lanes", "ports"}
    # What the page itself shows paler is as the view has it.
    assert kara["opacity"]["lanes"] == 0.4 and kara["opacity"]["ports"] == 1.0
    march = 12 * 2022 + 2
    assert kara["days"] == {"first": march, "last": march + 2, "words": "March to May 2022", "hidden": None}
    assert kara["month"] == 4
    forecasts = sorted(fact.id for fact in content.facts if fact.kind == "forecast")
    assert kara["features"] == ["hamburg"] and kara["facts"] == forecasts != []


def test_a_map_turned_otherwise_is_shown_at_the_same_place(content: Catalog) -> None:
    scene = composed(content)
    *_, shown = views(scene)
    x0, y0, x1, y1 = shown["box"]
    assert shown["projection"] == "nsr" and (x1 - x0, y1 - y0) == pytest.approx((2e6, 1e6))
    pole = projection_named("nsr").pole
    assert pole
    far = hypot((x0 + x1) / 2 - pole[0], (y0 + y1) / 2 - pole[1])
    assert far == pytest.approx(hypot(2e6 - pole[0], 0.5e6 - pole[1])) and x0 != pytest.approx(1e6)
    as_turned = replace(scene, projection=turned(projection_named("nsr"), 30))
    assert views(as_turned)[-1]["projection"] == "nsr@30"
    assert views(as_turned)[-1]["box"] == TURNED.view.box


def test_the_page_offers_them_by_name(content: Catalog) -> None:
    charts = dict.fromkeys((chart.id for chart in content.charts), "")
    offered = desk(composed(content), "auto", charts)
    assert 'data-view="kara"' in offered and "The Kara &lt;Sea&gt; in spring 2022" in offered
    assert "data-view" not in desk(composed(replace(content, views=())), "auto", charts)


def offered_ids(content: Catalog, projection: str) -> list[str]:
    scene = replace(scene_after(), catalog=content, projection=projection_named(projection))
    return [each.id for each in offered(scene)]


def test_an_atlas_of_ones_own_offers_its_projection_and_the_world(content: Catalog) -> None:
    own = replace(content, publisher="")
    assert offered_ids(own, "centred_105_15") == ["centred_105_15", "world"]
    assert offered_ids(own, "epsg3995@30") == ["epsg3995@30", "world"]
    assert offered_ids(own, "world") == ["world"]
    assert offered_ids(content, "centred_105_15") == ["centred_105_15", *(each.id for each in PROJECTIONS)]


def test_a_view_on_a_map_that_is_not_offered_is_shown_on_the_world(content: Catalog) -> None:
    scene = compose(content, Session(), drawings_for(content, read_drawing))
    id, (x0, y0, x1, y1) = placed("centred_20_10", (-1e6, -5e5, 1e6, 5e5), scene)
    x, y = project(projection_named("world"), 20.0, 10.0) or (0.0, 0.0)
    assert id == "world" and ((x0 + x1) / 2, (y0 + y1) / 2) == pytest.approx((x, y), abs=1.0)
    assert (x1 - x0, y1 - y0) == pytest.approx((2e6, 1e6))
    assert placed("centred_20_10", (9e6, 9e6, 1e7, 1e7), scene) == ("world", projection_named("world").home)
