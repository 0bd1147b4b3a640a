"""Names along a route: placed in the background, for the newest route."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot
from tests.built_in import built_in_atlas, read_drawing, read_labelled
from tests.unit.scene.routing.made_up import across_the_sea

from arctic_map.desktop.routing.route_names import RouteNames
from arctic_map.desktop.window.store import Store
from arctic_map.model.catalog import Catalog, Layer
from arctic_map.model.drawing import Label
from arctic_map.model.preferences import USUAL
from arctic_map.scene.compose import start
from arctic_map.scene.drawings.drawings import drawings_for
from arctic_map.scene.drawings.route_labels import RouteLabelContext
from arctic_map.scene.session.session import Session

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
