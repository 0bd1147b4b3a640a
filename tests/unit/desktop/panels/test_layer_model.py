"""The model of the layer tree, checked by Qt's rules for models through what happens to a scene."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot
from tests.built_in import built_in_atlas

from arctic_map.desktop.panels.layer_model import LayersModel
from arctic_map.desktop.panels.layer_rows import COUNT, ID
from arctic_map.model.catalog import Catalog, Layer
from arctic_map.model.drawing import Drawing
from arctic_map.model.preferences import Preferences
from arctic_map.scene.compose import compose, start
from arctic_map.scene.drawings.drawings import drawings_for
from arctic_map.scene.reading import by_topic
from arctic_map.scene.scene import Scene
from arctic_map.scene.session import actions
from arctic_map.scene.session.layer_order import move_layer
from arctic_map.scene.session.session import Session

CATALOG = built_in_atlas()
Role = Qt.ItemDataRole


def opened(name: str, count: int) -> Layer:
    ports = next(layer for layer in CATALOG.layers if layer.id == "ports")
    first = replace(ports.features[0], names={})
    features = tuple(replace(first, id=f"{name}.{each}", name=f"Mark {each}") for each in range(count))
    return replace(ports, id=name, topic="opened", file=f"/{name}", name=name, features=features)


def with_layers(*layers: Layer) -> Catalog:
    return replace(CATALOG, layers=(*CATALOG.layers, *layers))


def scene(*steps: actions.Action, catalog: Catalog = CATALOG) -> Scene:
    session = start(catalog, Session())
    for action in steps:
        session = action(session)
    return compose(
        catalog,
        session,
        drawings_for(catalog, lambda projection, layer, digest: Drawing(layer, projection, digest)),
    )


@pytest.fixture
def model(qtbot: QtBot) -> LayersModel:
    """Each change is checked by Qt's own tester; a breach fails the test."""
    model = LayersModel(lambda style: QIcon())
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    return model


def rows(model: LayersModel, parent: QModelIndex | None = None) -> list[QModelIndex]:
    parent = parent or QModelIndex()
    return [model.index(row, 0, parent) for row in range(model.rowCount(parent))]


def listed(model: LayersModel) -> list[list[str]]:
    """Ids of the layers of each topic."""
    return [[layer.data(ID) for layer in rows(model, topic)] for topic in rows(model)]


def expected(scene: Scene) -> list[list[str]]:
    return [[layer.id for layer in layers] for layers in by_topic(scene.layers, scene.catalog.topic).values()]


STORIES: dict[str, Sequence[Scene]] = {
    "a layer is toggled": (scene(), scene(actions.toggle_layer("lanes"))),
    "layers are put in another order": (
        scene(),
        scene(move_layer("ports", 0, CATALOG)),
        scene(move_layer("countries", 11, CATALOG), move_layer("lanes", 0, CATALOG)),
        scene(),
    ),
    "files come and go": (
        scene(),
        scene(catalog=with_layers(opened("opened-a", 12))),
        scene(catalog=with_layers(opened("opened-a", 12), opened("opened-b", 3))),
        scene(catalog=with_layers(opened("opened-b", 3))),
        scene(),
    ),
    "a file has other features": (
        scene(catalog=with_layers(opened("opened-a", 12))),
        scene(catalog=with_layers(opened("opened-a", 5))),
        scene(catalog=with_layers(opened("opened-a", 1), opened("opened-b", 2))),
    ),
    "names and colours change": (scene(), scene(actions.prefer("dark", Preferences(names="ru")))),
}


@pytest.mark.parametrize("story", STORIES)
def test_the_rows_are_those_of_the_scene(story: str, model: LayersModel) -> None:
    for each in STORIES[story]:
        model.show_scene(each)
        assert listed(model) == expected(each)
        features = {layer.id: layer.features for layer in each.catalog.layers}
        for topic in rows(model):
            for layer in rows(model, topic):
                found = [row.data(ID) for row in rows(model, layer)]
                assert found == [feature.id for feature in features[layer.data(ID)]]
                assert layer.data(COUNT) == (f"{len(found):,}" if found else "")


def test_rows_stay_the_same_rows_wherever_they_move(model: LayersModel) -> None:
    model.show_scene(scene())
    ports = QPersistentModelIndex(model.index_of_layer("ports"))
    port = QPersistentModelIndex(model.index_of_feature("ports", "arkhangelsk"))
    lanes = QPersistentModelIndex(model.index_of_layer("lanes"))
    model.show_scene(scene(move_layer("ports", 0, CATALOG), catalog=with_layers(opened("opened-a", 2))))
    assert ports.data(ID) == "ports" and port.data(ID) == "arkhangelsk" and lanes.data(ID) == "lanes"
    assert port.parent() == model.index_of_layer("ports")
    assert model.feature_at(port) == "arkhangelsk"
    layer = model.layer_at(port)
    assert layer is not None and layer.id == "ports"
    without = replace(CATALOG, layers=tuple(each for each in CATALOG.layers if each.id != "ports"))
    model.show_scene(scene(catalog=without))
    assert not ports.isValid() and not port.isValid() and lanes.data(ID) == "lanes"


def test_many_rows_have_no_objects_and_are_found_by_number(qtbot: QtBot) -> None:
    model = LayersModel(lambda style: QIcon())
    model.show_scene(scene(catalog=with_layers(opened("opened-a", 20_000))))
    layer = model.index_of_layer("opened-a")
    assert model.rowCount(layer) == 20_000
    last = model.index(19_999, 0, layer)
    assert (last.data(), last.parent()) == ("Mark 19999", layer)
    assert model.index_of_feature("opened-a", "opened-a.19999") == last
    assert layer.data(COUNT) == "20,000"
    assert layer.data(Role.AccessibleTextRole) == "opened-a, 20,000 features"
    assert model.children() == []


def test_a_filtered_layer_says_how_many_of_its_features_are_shown() -> None:
    model = LayersModel(lambda style: QIcon())
    shown = scene(catalog=with_layers(opened("opened-a", 2000)))
    layers = [replace(each, matching=1200) if each.id == "opened-a" else each for each in shown.layers]
    model.show_scene(replace(shown, layers=tuple(layers)))
    layer = model.index_of_layer("opened-a")
    assert layer.data(COUNT) == "1,200 / 2,000"
    assert layer.data(Role.AccessibleTextRole) == "opened-a, 1,200 of 2,000 features match the filter"
    assert "1,200 of 2,000 features match the filter" in layer.data(Role.ToolTipRole)


def test_what_a_user_does_to_a_row_is_only_requested(model: LayersModel) -> None:
    model.show_scene(scene())
    requests: list[tuple[object, ...]] = []
    model.layer_toggled.connect(lambda *values: requests.append(values))
    model.layers_shown.connect(lambda *values: requests.append(values))
    lanes = model.index_of_layer("lanes")
    model.setData(lanes, Qt.CheckState.Unchecked, Role.CheckStateRole)
    model.setData(lanes, Qt.CheckState.Checked, Role.CheckStateRole)
    model.setData(lanes.parent(), Qt.CheckState.Unchecked, Role.CheckStateRole)
    trade = [layer.id for layer in CATALOG.layers if layer.topic == "trade"]
    assert requests == [("lanes",), (trade, False)]
    assert Qt.CheckState(lanes.data(Role.CheckStateRole)) is Qt.CheckState.Checked


def test_names_of_features_are_in_the_reader_s_language(model: LayersModel) -> None:
    model.show_scene(scene())
    port = model.index_of_feature("ports", "arkhangelsk")
    row_counts: list[int] = []
    model.dataChanged.connect(lambda first, last, *_: row_counts.append(last.row() - first.row() + 1))
    model.show_scene(scene(actions.prefer("light", Preferences(names="ru"))))
    assert port.data() == "Архангельск"
    assert "Arkhangelsk" in port.data(Role.ToolTipRole)
    assert sum(row_counts) >= len(CATALOG.features)
