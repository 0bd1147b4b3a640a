"""Planning in the background: the newest question is answered, in the store, and no other."""

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot
from tests.built_in import built_in_atlas, read_drawing, read_labelled
from tests.unit.scene.routing.made_up import across_the_sea

from arctic_map.desktop.routing import network as network_module
from arctic_map.desktop.routing.planning import Planning, RouteNames
from arctic_map.desktop.window.store import Store
from arctic_map.model.catalog import Catalog, Layer
from arctic_map.model.drawing import Label
from arctic_map.model.itinerary import LAYER, NOWHERE, Itinerary, Stop
from arctic_map.model.preferences import USUAL
from arctic_map.page.assets import start_messages
from arctic_map.scene.compose import start
from arctic_map.scene.drawings.drawings import drawings_for
from arctic_map.scene.drawings.route_labels import RouteLabelContext
from arctic_map.scene.routing.waterways import Waterways
from arctic_map.scene.session import actions
from arctic_map.scene.session.session import Session
from arctic_map.storage.base_map import land_on

MURMANSK, DIKSON, TIKSI = (
    Stop("Murmansk", (33.05, 68.98)),
    Stop("Dikson", (80.5, 73.5)),
    Stop("Tiksi", (128.9, 71.7)),
)
LONG = 60_000
"""Milliseconds, on a computer that does other things."""


class Desk:
    """A store whose routes are planned."""

    def __init__(self, wait: Callable[..., None]) -> None:
        content = built_in_atlas()
        drawings = drawings_for(content, read_drawing, read_labelled, land_on)
        self.store = Store(content, start(content, Session()), drawings)
        self.planning = Planning(self.store, self.store)
        self.store.scene_changed.connect(lambda _, after: self.planning.show_scene(after))
        self._wait = wait

    def ask(self, route: Itinerary) -> None:
        self.store.apply(actions.plan_route(route))

    def answered(self) -> None:
        self._wait(lambda: not self.planning.busy, timeout=LONG)

    def settled(self) -> None:
        self._wait(lambda: not self.planning.improving, timeout=LONG)

    @property
    def ways(self) -> tuple[str, ...]:
        layers = (layer for layer in self.store.catalog.layers if layer.id == LAYER)
        return tuple(feature.name for layer in layers for feature in layer.features)


@pytest.fixture(scope="module")
def network() -> list[Waterways]:
    """The waterways that the first desk has read, for those after it."""
    return []


@pytest.fixture
def desk(qtbot: QtBot, network: list[Waterways]) -> Iterator[Desk]:
    desk = Desk(qtbot.waitUntil)
    desk.planning._waterways = network[0] if network else None
    yield desk
    if not network and desk.planning._waterways:
        network.append(desk.planning._waterways)


def test_only_the_newest_of_two_questions_is_answered(desk: Desk) -> None:
    seen: list[Itinerary] = []
    desk.store.scene_changed.connect(
        lambda _, after: seen.append(after.plan.requested) if after.plan else None
    )
    first, second = Itinerary(MURMANSK, TIKSI), Itinerary(MURMANSK, DIKSON)
    desk.ask(first)
    desk.ask(second)
    desk.answered()
    assert desk.store.plan is not None and desk.store.plan.requested == second
    assert set(seen) == {second}
    assert desk.store.scene.routes[0].finish.name == "Dikson"


def test_it_says_once_when_no_better_answer_will_come(desk: Desk) -> None:
    settled: list[Itinerary] = []
    desk.planning.settled.connect(lambda: settled.append(desk.store.scene.route))
    requested = Itinerary(MURMANSK, TIKSI)
    desk.ask(requested)
    assert desk.planning.improving
    desk.settled()
    assert settled == [requested] and not desk.planning.busy


def test_another_month_plans_again_and_another_unit_changes_only_the_text(desk: Desk) -> None:
    desk.ask(Itinerary(DIKSON, TIKSI))
    desk.answered()
    assert any(" km" in name for name in desk.ways)
    desk.store.apply(actions.choose_month(3))
    planned_again = desk.planning.busy
    desk.answered()
    plan = desk.store.plan
    assert planned_again and plan is not None and plan.month == 3 and plan.icy[0] > 0.9 * plan.ways[0].length
    preferences = replace(desk.store.session.preferences, units="nmi")
    desk.store.apply(lambda session: replace(session, preferences=preferences))
    assert not desk.planning.busy and desk.store.plan == plan
    assert any(" nmi" in name for name in desk.ways) and not any(" km" in name for name in desk.ways)


def test_a_route_that_is_undone_takes_its_layer_with_it_and_returns_by_redo(desk: Desk) -> None:
    desk.ask(Itinerary(DIKSON, TIKSI))
    desk.answered()
    assert desk.ways
    desk.store.undo()
    assert desk.store.scene.route == NOWHERE and desk.store.plan is None and not desk.ways
    desk.store.redo()
    desk.answered()
    assert desk.ways


def test_the_page_that_is_stored_for_the_next_start_asks_for_no_route(desk: Desk) -> None:
    """The way is found again there; until then it has no drawing."""
    desk.ask(Itinerary(DIKSON, TIKSI))
    desk.answered()
    assert "/route.json" in start_messages(desk.store.scene).decode()
    assert "/route.json" not in start_messages(desk.store.as_at_start()).decode()


def test_where_no_way_leads_a_sentence_says_so(desk: Desk) -> None:
    closed = ("bering", "long", "severnaya-zemlya", "shokalsky", "vilkitsky", "red-army", "pole")
    desk.ask(Itinerary(DIKSON, TIKSI, (), tuple(sorted(closed))))
    desk.answered()
    plan = desk.store.plan
    assert plan is not None and (plan.ways or "There is no route from Dikson to Tiksi" in plan.problem)
    assert all("Vilkitsky" not in name for name in desk.ways)


def test_planning_that_fails_unexpectedly_ends_with_a_sentence(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: shown.append(kind))
    monkeypatch.setattr(network_module, "read_waterways", lambda: dict[str, Waterways]()["nsr"])
    desk = Desk(qtbot.waitUntil)
    desk.ask(Itinerary(DIKSON, TIKSI))
    desk.settled()
    assert desk.store.plan is not None and desk.store.plan.problem == "an unexpected error occurred"
    assert not desk.planning.busy and shown == [KeyError]


ACROSS = across_the_sea((33.0, 71.0), (100.0, 80.0), (180.0, 72.0))
FARTHER = across_the_sea((33.0, 71.0), (100.0, 80.0), (180.0, 72.0), (150.0, 45.0))


@pytest.fixture
def store(qtbot: QtBot) -> Store:
    content = with_route(ACROSS)
    return Store(content, start(content, Session()), drawings_for(content, read_drawing, read_labelled))


def with_route(layer: Layer) -> Catalog:
    content = built_in_atlas()
    return replace(content, layers=(*content.layers, layer))


def test_names_come_when_they_are_placed_and_are_requested_once(store: Store, qtbot: QtBot) -> None:
    names = RouteNames(store, store, lambda: False)
    store.scene_changed.connect(lambda _, after: names.show_scene(after))
    names.show_scene(store.scene)
    assert names.busy
    qtbot.waitUntil(lambda: not names.busy, timeout=60_000)
    assert store.drawings.names_lacking("nsr", USUAL) is None
    assert any(layer.moved for layer in store.scene.layers)


def test_no_names_are_placed_along_a_route_that_a_better_one_is_about_to_follow(
    store: Store, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected, placed = [True], list[RouteLabelContext]()

    def place(given: RouteLabelContext) -> Mapping[str, tuple[Label, ...]]:
        placed.append(given)
        return {}

    monkeypatch.setattr("arctic_map.scene.drawings.route_labels.RouteLabelContext.names", place)
    names = RouteNames(store, store, lambda: expected[0])
    names.show_scene(store.scene)
    assert names.busy
    store.show_edition(1, with_route(FARTHER), "Change the route")
    expected[0] = False
    names.show_scene(store.scene)
    qtbot.waitUntil(lambda: not names.busy, timeout=60_000)
    (given,) = placed
    assert given.route.digest == FARTHER.digest
    assert store.drawings.names_lacking("nsr", USUAL) is None
