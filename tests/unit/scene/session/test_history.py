"""Undo and redo give back every map that there was, and nothing else."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from arctic_map.geo.projections import PROJECTIONS
from arctic_map.model.itinerary import NOWHERE, Itinerary, Speeds, Stop
from arctic_map.model.layer_style import LayerStyle
from arctic_map.model.note import Note, NoteKind
from arctic_map.model.projection import Viewport
from arctic_map.scene.session import actions
from arctic_map.scene.session.actions import Action
from arctic_map.scene.session.history import (
    MAP,
    TOGETHER_S,
    History,
    ViewHistory,
    VisitedView,
    back,
    forward,
    left,
    recorded,
    redo,
    step_name,
    undo,
)
from arctic_map.scene.session.session import Session
from arctic_map.scene.timeline import Range

NAMES = {"lanes": "Shipping lanes", "ports": "Ports"}
YEAR, OTHER = Range(date(2022, 1, 1), date(2022, 12, 31)), Range(date(2023, 1, 1), date(2024, 12, 31))


def map_in(session: Session) -> tuple[object, ...]:
    return tuple(getattr(session, name) for name in MAP)


def after(session: Session, *steps: Action, apart: float = 2 * TOGETHER_S) -> tuple[History, Session]:
    """The steps, some time apart."""
    history = History()
    for number, step in enumerate(steps):
        before, session = session, step(session)
        history = recorded(history, before, session, NAMES, number * apart)
    return history, session


def any_action(pick: random.Random) -> Action:
    layer = pick.choice(["lanes", "ports", "drills", "places"])
    ways: list[Callable[[], Action]] = [
        lambda: actions.toggle_layer(layer),
        lambda: actions.fade_layer(layer, pick.random()),
        lambda: actions.show_layers(pick.sample(["lanes", "ports", "drills"], 2), pick.random() < 0.5),
        lambda: actions.change_projection(pick.choice(PROJECTIONS)),
        lambda: actions.choose_range(pick.choice([None, YEAR, OTHER])),
        lambda: actions.toggle_kind(pick.choice(["forecast", "judgement"])),
        lambda: actions.toggle_precision("schematic"),
        lambda: actions.filter_nothing,
        lambda: actions.open_file(f"/data/{pick.randrange(3)}.geojson"),
        lambda: actions.close_file(f"/data/{pick.randrange(3)}.geojson", layer),
        lambda: actions.keep_note(note(pick.randrange(3), lon=pick.random())),
        lambda: actions.delete_notes(["own-1"]),
        lambda: actions.select_feature("arkhangelsk"),
        lambda: actions.view_moved(Viewport(pick.random(), 0, 1000, 800, 600)),
    ]
    return pick.choice(ways)()


@pytest.mark.parametrize("seed", range(5))
def test_200_random_actions_are_undone_and_redone_to_equal_maps(seed: int) -> None:
    pick, session, history = random.Random(seed), Session(), History()
    maps = [map_in(session)]
    for number in range(200):
        before, session = session, any_action(pick)(session)
        history = recorded(history, before, session, NAMES, number * 2 * TOGETHER_S)
        if map_in(session) != maps[-1]:
            maps.append(map_in(session))
    assert len(history.done) == len(maps) - 1
    for expected in reversed(maps[:-1]):
        history, session = undo(history, session)
        assert map_in(session) == expected
    assert not history.undo_name
    for expected in maps[1:]:
        history, session = redo(history, session)
        assert map_in(session) == expected
    assert not history.redo_name


def test_selection_and_view_are_not_undone() -> None:
    history, session = after(Session(), actions.toggle_layer("lanes"))
    session = actions.select_fact("T3")(session)
    view = Viewport(1, 2, 3, 400, 300)
    _, undone = undo(history, actions.view_moved(view)(session))
    assert undone.selected == session.selected
    assert undone.viewport == view
    assert "lanes" not in undone.hidden


def test_another_projection_brings_its_view_back() -> None:
    view = Viewport(1, 2, 3, 400, 300)
    history, session = after(Session(viewport=view), actions.change_projection(PROJECTIONS[4]))
    _, undone = undo(history, replace(session, viewport=Viewport(9, 9, 9, 400, 300), goal=None))
    assert undone.goal is not None
    assert undone.goal.box == view.box
    assert undone.viewport is None


def test_what_was_undone_is_forgotten_after_another_step() -> None:
    history, session = after(Session(), actions.toggle_layer("lanes"))
    history, session = undo(history, session)
    history = recorded(history, session, actions.toggle_layer("ports")(session), NAMES, 100)
    assert history.redo_name == ""
    assert history.undo_name == "Hide Ports"


def test_two_clicks_in_haste_are_two_steps() -> None:
    history, _ = after(Session(), actions.toggle_layer("lanes"), actions.toggle_layer("ports"), apart=0.1)
    assert [step.name for step in history.done] == ["Hide Shipping lanes", "Hide Ports"]


def test_a_slider_moved_away_and_back_in_haste_is_no_step() -> None:
    range_, all_dates = actions.choose_range(YEAR), actions.choose_range(None)
    history, _ = after(Session(), actions.toggle_layer("lanes"), range_, all_dates, apart=0.1)
    assert [step.name for step in history.done] == ["Hide Shipping lanes"]


def test_all_steps_remain() -> None:
    history, _ = after(Session(), *([actions.toggle_layer("lanes")] * 1000))
    assert len(history.done) == 1000


def test_a_step_may_have_a_name_of_its_own() -> None:
    session = Session()
    history = recorded(History(), session, replace(session, edition=1), {}, 0, "Add fact F1")
    assert history.undo_name == "Add fact F1"


def test_nothing_is_undone_or_redone_where_there_is_nothing() -> None:
    session = Session()
    assert undo(History(), session) == (History(), session)
    assert redo(History(), session) == (History(), session)


def note(number: int, kind: NoteKind = NoteKind.MARKER, text: str = "", lon: float = 30.0) -> Note:
    return Note(id=f"own-{number}", kind=kind, places=((lon, 70.0),), text=text)


ONE, TWO = note(1), note(2)
ROUTE = Itinerary(Stop("A", (0.0, 0.0)), Stop("B", (1.0, 0.0)))
LOOK = LayerStyle(ramp="magma")


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        ({}, {"hidden": {"lanes"}}, "Hide Shipping lanes"),
        ({"hidden": {"lanes"}}, {}, "Show Shipping lanes"),
        ({}, {"hidden": {"lanes", "ports"}}, "Hide 2 layers"),
        ({}, {"when": YEAR}, "Choose dates"),
        ({"when": YEAR}, {}, "Show all dates"),
        ({}, {"month": 9}, "Choose the month"),
        ({}, {"kinds_hidden": {"forecast"}}, "Filter"),
        ({"files": ("C:\\ice.geojson",)}, {}, "Close ice.geojson"),
        ({}, {"notes": (ONE,)}, "Add the note"),
        ({}, {"notes": (note(1, NoteKind.DISTANCE),)}, "Keep the measurement"),
        ({"notes": (ONE, TWO)}, {"notes": (TWO,)}, "Delete 1 note"),
        ({"notes": (note(1, NoteKind.AREA),)}, {}, "Delete the measurement"),
        ({"notes": (ONE, TWO)}, {"notes": ()}, "Delete 2 notes"),
        ({"notes": (ONE, TWO)}, {"notes": (ONE, note(2, lon=31.0))}, "Move the note"),
        ({"notes": (ONE, TWO)}, {"notes": (ONE, note(2, text="Ice"))}, "Change the note"),
        ({"notes": (ONE,)}, {"notes": (), "hidden": frozenset({"lanes"})}, "Delete 1 note"),
        ({"hidden": {"lanes"}}, {"hidden": {"ports"}}, "Choose layers"),
        ({"hidden": {"lanes", "ports"}}, {"hidden": set()}, "Show 2 layers"),
        ({}, {"hidden": {"nobody-knows"}}, "Hide a layer"),
        ({}, {"features_hidden": {"ports"}}, "Hide Ports"),
        ({"features_hidden": {"ports"}}, {}, "Show Ports"),
        ({}, {"features_hidden": {"nobody-knows"}}, "Hide a feature"),
        ({}, {"features_hidden": {"a", "b"}}, "Hide 2 features"),
        ({"features_hidden": {"a", "b"}}, {}, "Show 2 features"),
        ({}, {"features_hidden": {"ports"}, "hidden": {"lanes"}}, "Hide Ports"),
        ({"opacity": (("ports", 0.5),)}, {"opacity": (("ports", 0.7),)}, "Change the opacity of Ports"),
        ({}, {"opacity": (("ports", 0.5), ("lanes", 0.5))}, "Change the opacity"),
        ({}, {"styles": (("ports", LOOK),)}, "Change the style of Ports"),
        ({}, {"styles": (("ports", LOOK), ("lanes", LOOK))}, "Change the style of a layer"),
        ({}, {"names": (("ports", "Harbours"),)}, "Rename a layer: Harbours"),
        ({"names": (("ports", "Harbours"),)}, {}, "Rename a layer: Harbours"),
        ({"names": (("ports", "Old"),)}, {"names": (("ports", "New"),)}, "Rename a layer: New"),
        ({}, {"order": ("ports", "lanes")}, "Change the order of layers"),
        ({}, {"route": ROUTE}, "Change the route"),
        ({"route": ROUTE}, {"route": NOWHERE}, "Clear the route"),
        ({"route": ROUTE}, {"route": replace(ROUTE, closed=("suez",))}, "Close or open straits"),
        ({}, {"route": ROUTE, "hidden": {"lanes"}}, "Change the route"),
        ({}, {"speeds": Speeds(12.0, 6.0)}, "Change the speed"),
        ({}, {"month": 9, "hidden": {"lanes"}}, "Choose the month"),
        ({}, {"month": 9, "order": ("ports",)}, "Change the map"),
        ({}, {"when": YEAR, "kinds_hidden": {"forecast"}}, "Filter"),
        ({"when": YEAR}, {"kinds_hidden": {"forecast"}}, "Filter"),
        ({"when": YEAR, "precisions_hidden": {"schematic"}}, {}, "Remove the filters"),
        ({"files": ("/a/b.gpkg", "/a/c.gpkg")}, {"files": ()}, "Close 2 files"),
        ({"files": ("/a/b.gpkg",)}, {"files": ("/a/c.gpkg",)}, "Open c.gpkg"),
        ({}, {"projection": "nsr@90"}, "Rotate the map"),
        ({"projection": "nsr@90"}, {"projection": "world"}, "Change the projection"),
        ({}, {"projection": "nsr@90", "hidden": {"lanes"}}, "Change the projection"),
        ({}, {"edition": 1}, "Change the map"),
    ],
)  # fmt: skip
def test_every_kind_of_change_has_its_words(
    before: dict[str, object], after: dict[str, object], name: str
) -> None:
    def made(fields: dict[str, object]) -> Session:
        sets = {key: frozenset(value) if isinstance(value, set) else value for key, value in fields.items()}
        return replace(Session(), **sets)  # type: ignore[arg-type]

    assert step_name(made(before), made(after), NAMES) == name


def test_changes_a_second_apart_are_two_steps_and_turns_in_haste_are_one() -> None:
    fades = [actions.fade_layer("lanes", 0.9), actions.fade_layer("lanes", 0.8)]
    assert len(after(Session(), *fades, apart=TOGETHER_S)[0].done) == 2
    history, last = after(Session(), *fades, apart=TOGETHER_S * 0.99)
    assert len(history.done) == 1 and history.done[0].after == last
    assert undo(history, last)[1].opacity == ()
    assert history.done[0].at == pytest.approx(TOGETHER_S * 0.99)
    turned = [Session(projection=id) for id in ("nsr", "nsr@15", "nsr@30", "world")]
    history = History()
    for number, (first, second) in enumerate(pairwise(turned)):
        history = recorded(history, first, second, NAMES, number / 10)
    assert [step.name for step in history.done] == ["Rotate the map", "Change the projection"]


def test_a_slider_and_a_switch_in_haste_are_two_steps() -> None:
    both = [actions.fade_layer("lanes", 0.9), actions.choose_month(9)]
    history, _ = after(Session(), *both, actions.fade_layer("lanes", 0.8), apart=0.1)
    assert len(history.done) == 3


def test_the_opacity_of_two_layers_in_haste_makes_two_steps() -> None:
    fades = [actions.fade_layer("lanes", opacity) for opacity in (0.9, 1.0, 0.8)]
    history, session = after(Session(), *fades, actions.fade_layer("ports", 0.5), apart=0.1)
    assert [step.name for step in history.done] == [
        "Change the opacity of Shipping lanes",
        "Change the opacity of Ports",
    ]
    assert dict(undo(history, session)[1].opacity) == {"lanes": 0.8}


def test_an_undone_projection_without_a_view_goes_to_its_own_first_view() -> None:
    history, session = after(Session(projection="world"), actions.change_projection(PROJECTIONS[0]))
    _, undone = undo(history, session)
    world = next(each for each in PROJECTIONS if each.id == "world")
    assert undone.goal is not None and undone.viewport is None
    assert (undone.goal.box, undone.goal.smooth, undone.goal.exact) == (world.home, False, False)
    with_view = Session(projection="world", viewport=Viewport(1, 2, 3, 400, 300))
    history, session = after(with_view, actions.change_projection(PROJECTIONS[0]))
    _, undone = undo(history, session)
    assert undone.goal is not None and (undone.goal.smooth, undone.goal.exact) == (False, True)


HOME, NORTH, EAST = (VisitedView("nsr", (x, 0.0, x + 1, 1.0), None) for x in (0.0, 10.0, 20.0))


def test_back_returns_to_the_previous_view_and_forward_to_the_next() -> None:
    visits = left(left(ViewHistory(), HOME), NORTH)
    visits, there = back(visits, EAST)
    assert there == NORTH
    visits, there = back(visits, there)
    assert there == HOME
    visits, there = forward(visits, there)
    assert there == NORTH
    visits, there = forward(visits, there)
    assert (visits.future, there) == ((), EAST)


def test_from_the_ends_nothing_leads_on() -> None:
    assert back(ViewHistory(), HOME) == (ViewHistory(), HOME)
    assert forward(ViewHistory(), HOME) == (ViewHistory(), HOME)


def test_who_goes_elsewhere_has_nothing_to_go_forward_to() -> None:
    visits, _ = back(left(ViewHistory(), HOME), NORTH)
    assert left(visits, HOME).future == ()


def test_the_same_place_twice_is_one_visit() -> None:
    assert left(left(ViewHistory(), HOME), HOME).past == (HOME,)
