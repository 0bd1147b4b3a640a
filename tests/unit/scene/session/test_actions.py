"""Each action changes only what it is about."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arctic_map.geo.projections import PROJECTIONS
from arctic_map.model.itinerary import LAYER, Itinerary, Stop
from arctic_map.model.layer_style import LayerStyle
from arctic_map.model.note import Note, NoteKind
from arctic_map.model.preferences import DEFAULT
from arctic_map.model.projection import Goal, Projection, Selection, Viewport
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
        (actions.prefer("light", DEFAULT), {"theme"}),
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
def test_a_new_projection_is_shown_from_its_first_view(projection: Projection) -> None:
    after = actions.change_projection(projection)(BUSY)
    assert after.goal == Goal(projection.in_window, smooth=False)
    assert after.viewport is None
    assert after.selected == BUSY.selected


def test_hearing_where_the_map_is_ends_the_wish() -> None:
    with_goal = actions.go_to((0, 0, 9, 9))(Session())
    assert with_goal.goal == Goal((0, 0, 9, 9), smooth=True)
    assert actions.view_moved(VIEW)(with_goal).goal is None


ONE = Note(id="own-1", kind=NoteKind.MARKER, places=((30.0, 70.0),))
TWO = Note(id="own-2", kind=NoteKind.TEXT, places=((31.0, 70.0),), text="Ice")
FILE = Session(
    files=("/a.csv", "/b.csv"),
    hidden=frozenset({"f", "g"}),
    features_hidden=frozenset({"f.1", "g.1"}),
    opacity=(("f", 0.5), ("g", 0.6)),
    styles=(("f", LayerStyle()), ("g", LayerStyle())),
    names=(("f", "F"), ("g", "G")),
    order=("g", "f"),
    selected=Selection(feature="f.1"),
)


def test_closing_a_file_removes_all_settings_of_its_layer_and_none_of_another() -> None:
    left = actions.close_file("/a.csv", "f")(FILE)
    assert (left.files, left.hidden, left.features_hidden) == (
        ("/b.csv",),
        frozenset({"g"}),
        frozenset({"g.1"}),
    )
    assert (left.opacity, left.names, left.order) == ((("g", 0.6),), (("g", "G"),), ("g",))
    assert [id for id, _ in left.styles] == ["g"] and left.selected is None
    assert actions.close_file("/b.csv", "g")(FILE).selected == FILE.selected


def test_a_layer_has_one_style_and_one_name_the_latest() -> None:
    look = LayerStyle(ramp="magma")
    assert actions.style_layer("f", look)(FILE).styles == (FILE.styles[1], ("f", look))
    assert actions.style_layer("f", None)(FILE).styles == FILE.styles[1:]
    assert actions.rename_layer("f", "New")(FILE).names == (("g", "G"), ("f", "New"))
    assert actions.rename_layer("f", "")(FILE).names == (("g", "G"),)


def test_a_hidden_or_deleted_mark_is_selected_no_more() -> None:
    assert actions.show_features(["f.1"], False)(FILE).selected is None
    assert actions.show_features(["f.2"], False)(FILE).selected == FILE.selected
    assert actions.show_features(["f.1"], True)(FILE).selected == FILE.selected
    noted = Session(
        notes=(ONE, TWO), selected=Selection(feature="own-1"), features_hidden=frozenset({"own-1"})
    )
    left = actions.delete_notes(["own-1"])(noted)
    assert (left.notes, left.selected, left.features_hidden) == ((TWO,), None, frozenset())
    assert actions.delete_notes(["own-2"])(noted).selected == noted.selected


def test_a_note_stays_in_its_place_and_can_be_seen() -> None:
    hidden = Session(notes=(ONE, TWO), hidden=frozenset({"own-notes"}), features_hidden=frozenset({"own-1"}))
    moved = Note(id="own-1", kind=NoteKind.MARKER, places=((32.0, 70.0),))
    after = actions.keep_note(moved)(hidden)
    assert (after.notes, after.hidden, after.features_hidden) == ((moved, TWO), frozenset(), frozenset())
    assert actions.keep_note(ONE)(Session(notes=(TWO,))).notes == (TWO, ONE)


def test_a_new_route_is_shown_and_a_way_of_the_last_one_is_selected_no_more() -> None:
    route = Itinerary(Stop("A", (0.0, 0.0)), Stop("B", (1.0, 0.0)))
    for chosen, left in (("route.nsr", None), ("ports.x", Selection(feature="ports.x"))):
        before = Session(hidden=frozenset({LAYER, "ports"}), selected=Selection(feature=chosen))
        after = actions.plan_route(route)(before)
        assert (after.route, after.hidden, after.selected) == (route, frozenset({"ports"}), left)
    assert actions.plan_route(route)(Session()).selected is None


def test_of_several_features_all_are_lit_and_one_is_selected() -> None:
    assert actions.select_features(["a"])(Session()).selected == Selection(feature="a")
    assert actions.select_features(["a", "b"])(Session()).selected == Selection(compared=("a", "b"))
    assert actions.select_features([])(FILE).selected is None
