"""Layers can be drawn in another order than the catalogue's, and everything that is drawn follows."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.built_in import built_in

from arctic_map.export.features import feature_tables
from arctic_map.model.catalog import BASE
from arctic_map.scene.compose import compose, start
from arctic_map.scene.scene import Scene
from arctic_map.scene.session import actions
from arctic_map.scene.session.layer_order import (
    is_movable,
    is_reordered,
    move_layer,
    ordered,
    place_between,
    place_of,
    stepped_layer,
    to_place,
)
from arctic_map.scene.session.saved_sessions import restored_view, saved
from arctic_map.scene.session.session import Session


def scene(session: Session | None = None) -> Scene:
    catalog, drawings = built_in()
    return compose(catalog, session or start(catalog, Session()), drawings)


def movable(session: Session) -> list[str]:
    return [layer.id for layer in ordered(built_in()[0].layers, session.order) if is_movable(layer)]


USUAL = movable(Session())
MOVES = st.lists(st.tuples(st.sampled_from(USUAL), st.integers(-1, len(USUAL) + 1)), max_size=8)


@given(MOVES)
def test_moves_are_those_of_a_list_and_the_base_map_stays_in_its_places(moves: list[tuple[str, int]]) -> None:
    catalog, session, expected = built_in()[0], Session(), [*USUAL]
    for id, to in moves:
        session = move_layer(id, to, catalog)(session)
        expected.remove(id)
        expected.insert(max(to, 0), id)
    assert movable(session) == expected
    assert (session.order == ()) == (expected == USUAL)
    drawn = ordered(catalog.layers, session.order)
    for layer, usual in zip(drawn, catalog.layers, strict=True):
        assert (layer.topic == BASE) == (usual.topic == BASE)
        assert layer.topic != BASE or layer == usual


@given(MOVES, st.sampled_from(USUAL))
def test_a_step_up_and_a_step_down_is_none(moves: list[tuple[str, int]], id: str) -> None:
    catalog, session = built_in()[0], Session()
    for moved, to in moves:
        session = move_layer(moved, to, catalog)(session)
    place = movable(session).index(id)
    again = move_layer(id, place, catalog)(move_layer(id, place + 1, catalog)(session))
    assert movable(again) == movable(session)


@pytest.mark.parametrize("id", ["land", "country-names", "nothing"])
def test_the_base_map_and_what_is_not_there_cannot_be_moved(id: str) -> None:
    assert move_layer(id, 3, built_in()[0])(Session()) == Session()
    assert place_of(id, scene()) is None
    assert stepped_layer(id, 1, scene()) is None
    assert place_between(id, "lanes", "ports", scene()) is None


def test_layers_that_an_order_does_not_name_lie_on_top() -> None:
    drawn = movable(Session(order=("gone", "ports", "lanes")))
    assert drawn[:2] == ["ports", "lanes"]
    assert drawn[2:] == [id for id in USUAL if id not in ("ports", "lanes")]


def test_files_that_are_not_read_yet_keep_their_places() -> None:
    catalog = built_in()[0]
    session = Session(order=("opened-later", *USUAL))
    assert move_layer("ports", 0, catalog)(session).order == ("opened-later", "ports", *USUAL[:-1])


def test_steps_end_at_the_lowest_and_the_highest() -> None:
    first = scene()
    assert stepped_layer(USUAL[0], -1, first) is None
    assert stepped_layer(USUAL[0], 1, first) == 1
    assert stepped_layer(USUAL[-1], 1, first) is None
    assert stepped_layer(None, 1, first) is None


def test_a_layer_goes_right_over_one_or_right_under_another() -> None:
    first = scene()
    over = [id for id in USUAL if id != "lanes"]
    assert place_between("lanes", None, "places", first) == over.index("places") + 1
    assert place_between("lanes", "drills", None, first) == over.index("drills")
    assert place_between("lanes", "lanes", "drills", first) == USUAL.index("lanes")
    assert place_between("lanes", "land", None, first) is None


def test_a_move_says_between_which_layers_the_layer_then_lies() -> None:
    first, top = scene(), len(USUAL) - 1
    names = {layer.id: layer.name for layer in first.layers}
    assert to_place("ports", 0, first).message == f"{names['ports']} is drawn below {names[USUAL[0]]}"
    assert to_place("lanes", top, first).message == f"{names['lanes']} is drawn above {names['ports']}"
    middle = f"above {names[USUAL[1]]} and below {names[USUAL[2]]}"
    assert to_place("ports", 2, first).message == f"{names['ports']} is drawn {middle}"
    (step,) = to_place("ports", 2, first).steps
    assert movable(step(Session())) == [*USUAL[:2], "ports", *USUAL[2:-1]]


def test_scene_legend_signs_and_tables_follow() -> None:
    catalog = built_in()[0]
    session = move_layer("ports", 0, catalog)(start(catalog, Session()))
    moved = scene(session)
    assert is_reordered(moved) and not is_reordered(scene())
    assert [layer.id for layer in moved.layers if is_movable(layer)] == ["ports", *USUAL[:-1]]
    tables = [table.id for table in feature_tables(moved)]
    assert tables == [layer.id for layer in moved.layers if layer.id in tables]
    assert tables[0] == "ports" and {*tables} == {table.id for table in feature_tables(scene())}
    assert {*moved.legend} == {*scene().legend}
    assert scene(actions.order_as_made(session)) == scene()


@given(MOVES)
def test_a_picture_brings_back_the_order_of_what_it_shows(moves: list[tuple[str, int]]) -> None:
    catalog = built_in()[0]
    session = start(catalog, Session())
    for id, to in moves:
        session = move_layer(id, to, catalog)(session)
    shown = scene(session)
    again = restored_view(saved(shown, (0.0, 0.0, 1e6, 1e6)), catalog)
    assert scene(replace(again, goal=None)).layers == shown.layers
    hidden = actions.show_layers(["drills", "lanes"], False)(session)
    again = restored_view(saved(scene(hidden), (0.0, 0.0, 1e6, 1e6)), catalog)
    assert [id for id in movable(again) if id not in ("drills", "lanes")] == [
        id for id in movable(session) if id not in ("drills", "lanes")
    ]


def test_a_picture_of_the_usual_order_asks_for_none() -> None:
    view = saved(scene(), (0.0, 0.0, 1e6, 1e6))
    assert restored_view(replace(view, layers=("gone", *view.layers)), built_in()[0]).order == ()
