from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arctic_map.geo.projections import PROJECTIONS
from arctic_map.model.projection import Projection
from arctic_map.model.view import Goal, Selection, Viewport
from arctic_map.scene.session import actions
from arctic_map.scene.session.actions import Action
from arctic_map.scene.session.session import Session

VIEW = Viewport(1.0, 2.0, 3.0, 400.0, 300.0)
BUSY = Session(
    projection="world",
    theme="dark",
    hidden=frozenset({"land"}),
    opacity=(("ports", 0.5),),
    order=("ports", "lanes"),
    selected=Selection(feature="moscow"),
    goal=Goal((0, 0, 1, 1)),
    viewport=VIEW,
)


@pytest.mark.parametrize(
    ("action", "changed"),
    [
        (actions.toggle_layer("ports"), {"hidden"}),
        (actions.show_layers(["land"], True), {"hidden"}),
        (actions.fade_layer("ports", 0.2), {"opacity"}),
        (actions.order_as_made, {"order"}),
        (actions.select_feature("shanghai"), {"selected"}),
        (actions.select_fact("T1"), {"selected"}),
        (actions.select_nothing, {"selected"}),
        (actions.change_projection(PROJECTIONS[0]), {"projection", "viewport", "goal"}),
        (actions.change_theme("light"), {"theme"}),
        (actions.go_to((1, 2, 3, 4)), {"goal"}),
        (actions.view_moved(Viewport(0, 0, 1, 2, 3)), {"viewport", "goal"}),
        (actions.toggle_kind("forecast"), {"kinds_hidden"}),
        (actions.toggle_precision("schematic"), {"precisions_hidden"}),
        (actions.filter_nothing, set()),
    ],
)
def test_an_action_changes_only_what_it_is_about(action: Action, changed: set[str]) -> None:
    after = action(BUSY)
    found = {one.name for one in fields(Session) if getattr(after, one.name) != getattr(BUSY, one.name)}
    assert found == changed


@given(st.lists(st.sampled_from(["land", "ports", "lanes"]), max_size=8))
def test_toggling_twice_is_toggling_never(ids: list[str]) -> None:
    session = Session()
    for id in (*ids, *reversed(ids)):
        session = actions.toggle_layer(id)(session)
    assert session == Session()


def test_layers_are_shown_and_hidden_together_and_once() -> None:
    hidden = actions.show_layers(["a", "b"], False)(Session(hidden=frozenset({"b", "c"})))
    assert hidden.hidden == {"a", "b", "c"}
    assert actions.show_layers(["a", "b", "x"], True)(hidden).hidden == {"c"}


def test_an_opaque_layer_is_not_listed_as_faded() -> None:
    faded = actions.fade_layer("ports", 0.3)(actions.fade_layer("ports", 0.6)(Session()))
    assert faded.opacity == (("ports", 0.3),)
    assert actions.fade_layer("ports", 1.0)(faded).opacity == ()
    assert actions.fade_layer("ports", -1.0)(faded).opacity == (("ports", 0.0),)


def test_a_closed_file_has_no_place_in_the_order() -> None:
    session = Session(files=("/a.geojson",), order=("opened-a", "ports", "lanes"))
    assert actions.close_file("/a.geojson", "opened-a")(session).order == ("ports", "lanes")


def test_a_selection_is_of_one_thing() -> None:
    one = actions.select_fact("T1")(actions.select_feature("moscow")(Session()))
    assert one.selected == Selection(fact="T1")


@pytest.mark.parametrize("projection", PROJECTIONS)
def test_a_new_projection_is_shown_from_its_home(projection: Projection) -> None:
    after = actions.change_projection(projection)(BUSY)
    assert after.goal == Goal(projection.home, smooth=False)
    assert after.viewport is None
    assert after.selected == BUSY.selected


def test_hearing_where_the_map_is_ends_the_wish() -> None:
    asked = actions.go_to((0, 0, 9, 9))(Session())
    assert asked.goal == Goal((0, 0, 9, 9), smooth=True)
    assert actions.view_moved(VIEW)(asked).goal is None
