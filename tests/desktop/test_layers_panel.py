"""The layers panel with the real content."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QIcon
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton, QSlider
from pytestqt.qtbot import QtBot
from tests.built_in import built_in_atlas
from tests.desktop import layer_rows
from tests.desktop.desk import Composed, undrawn
from tests.desktop.layer_rows import CHECKED, PARTLY, UNCHECKED, children, count_of, state, tree_of

from arctic_map.desktop.panels.layer_rows import ID
from arctic_map.desktop.panels.layers_panel import LayersPanel
from arctic_map.model.catalog import Catalog
from arctic_map.model.preferences import DEFAULT
from arctic_map.scene.compose import compose, start
from arctic_map.scene.reading import by_topic
from arctic_map.scene.scene import Scene
from arctic_map.scene.session import actions
from arctic_map.scene.session.layer_order import is_movable, move_layer
from arctic_map.scene.session.session import Session

# Events of dragging are made here as Qt makes them.
pytestmark = pytest.mark.filterwarnings("ignore:.*QDrag(Enter|Move)Event.*:DeprecationWarning")


Requests = list[tuple[object, ...]]


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return built_in_atlas()


@pytest.fixture
def panel(qtbot: QtBot, composed: Composed) -> LayersPanel:
    panel = LayersPanel(lambda style: QIcon())
    qtbot.addWidget(panel)
    panel.resize(268, 700)
    panel.show()
    panel.show_scene(composed())
    return panel


@pytest.fixture
def requests(panel: LayersPanel) -> Requests:
    """All that the panel wishes, in order."""
    received: Requests = []
    panel.layer_toggled.connect(lambda *values: received.append(("layer", *values)))
    panel.layers_shown.connect(lambda *values: received.append(("layers", *values)))
    panel.opacity_requested.connect(lambda *values: received.append(("opacity", *values)))
    panel.feature_requested.connect(lambda *values: received.append(("feature", *values)))
    panel.order_requested.connect(lambda *values: received.append(("order", *values)))
    return received


def row(panel: LayersPanel, name: str) -> QModelIndex:
    return layer_rows.row(tree_of(panel), name)


def name_of(catalog: Catalog, layer_id: str) -> str:
    return next(layer.name for layer in catalog.layers if layer.id == layer_id)


def button(panel: LayersPanel, text: str) -> QPushButton:
    return next(found for found in panel.findChildren(QPushButton) if found.text() == text)


def test_a_click_on_a_check_box_or_the_space_key_wishes_once_and_the_box_shows_what_holds(
    panel: LayersPanel, requests: Requests, catalog: Catalog
) -> None:
    lanes = row(panel, name_of(catalog, "lanes"))
    layer_rows.click_box(tree_of(panel), lanes)
    assert requests == [("layer", "lanes")]
    # Nobody granted the wish, so the layer is still on the map and the box says so.
    assert state(lanes) is CHECKED
    tree_of(panel).setCurrentIndex(row(panel, name_of(catalog, "ports")))
    QTest.keyClick(tree_of(panel), Qt.Key.Key_Space)
    assert requests[1:] == [("layer", "ports")]


def test_showing_a_scene_never_wishes(
    panel: LayersPanel, requests: Requests, composed: Composed, catalog: Catalog
) -> None:
    tree_of(panel).setCurrentIndex(row(panel, name_of(catalog, "lanes")))
    panel.show_scene(composed(actions.toggle_layer("lanes"), actions.fade_layer("lanes", 0.4)))
    panel.show_scene(composed(actions.select_feature("arkhangelsk"), actions.prefer("dark", DEFAULT)))
    assert requests == []


def test_a_theme_is_half_checked_when_some_of_its_layers_are_hidden(
    panel: LayersPanel, composed: Composed
) -> None:
    assert state(row(panel, "Trade")) is CHECKED
    panel.show_scene(composed(actions.toggle_layer("lanes")))
    assert state(row(panel, "Trade")) is PARTLY
    panel.show_scene(composed(actions.toggle_layer("drills")))
    assert state(row(panel, "Security")) is UNCHECKED


def test_all_and_none_leave_the_base_map_alone(
    panel: LayersPanel, requests: Requests, catalog: Catalog
) -> None:
    button(panel, "&None").click()
    button(panel, "&All").click()
    subject = [layer.id for layer in catalog.layers if layer.topic != "base"]
    assert requests == [("layers", subject, False), ("layers", subject, True)]


def test_the_slider_is_for_the_current_layer(
    panel: LayersPanel, requests: Requests, composed: Composed, catalog: Catalog
) -> None:
    slider = panel.findChild(QSlider)
    assert slider is not None
    assert not slider.isVisible()
    panel.show_scene(composed(actions.fade_layer("lanes", 0.4)))
    tree_of(panel).setCurrentIndex(row(panel, name_of(catalog, "lanes")))
    assert slider.isVisible()
    assert slider.value() == 40
    tree_of(panel).setCurrentIndex(row(panel, name_of(catalog, "ports")))
    assert slider.value() == 100
    assert requests == []
    slider.setValue(75)
    assert requests == [("opacity", "ports", 0.75)]


def test_a_layer_opens_to_its_features_and_enter_wishes_one(
    panel: LayersPanel, requests: Requests, catalog: Catalog, qtbot: QtBot
) -> None:
    ports = row(panel, name_of(catalog, "ports"))
    tree_of(panel).setCurrentIndex(ports)
    QTest.keyClick(tree_of(panel), Qt.Key.Key_Right)
    assert tree_of(panel).isExpanded(ports)
    assert len(children(tree_of(panel), ports)) == int(count_of(ports))
    QTest.keyClick(tree_of(panel), Qt.Key.Key_Down)
    first = children(tree_of(panel), ports)[0]
    assert tree_of(panel).currentIndex() == first
    QTest.keyClick(tree_of(panel), Qt.Key.Key_Return)
    assert requests == [("feature", first.data(ID))]


def test_the_selected_feature_is_the_current_row_where_its_layer_stands_open(
    panel: LayersPanel, composed: Composed, catalog: Catalog
) -> None:
    tree_of(panel).expand(row(panel, name_of(catalog, "ports")))
    panel.show_scene(composed(actions.select_feature("arkhangelsk")))
    assert tree_of(panel).currentIndex().data(ID) == "arkhangelsk"


def test_markup_in_names_stays_text(qtbot: QtBot, composed: Composed) -> None:
    scene = composed()
    hostile = replace(scene.layers[-1], name="<b>Names</b>", note="<img src='file:///etc/passwd'>")
    panel = LayersPanel(lambda style: QIcon())
    qtbot.addWidget(panel)
    panel.show_scene(replace(scene, layers=(*scene.layers[:-1], hostile)))
    tip = row(panel, "<b>Names</b>").data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;" in tip
    assert "<img" not in tip


def test_a_layer_is_dragged_above_the_row_that_it_is_dropped_on_or_over(
    panel: LayersPanel, requests: Requests, composed: Composed
) -> None:
    tree = tree_of(panel)
    lanes, places = layer_rows.layer_row(tree, "lanes"), layer_rows.layer_row(tree, "places")
    over = movable(composed())
    over.remove("lanes")
    expected = [("order", "lanes", over.index("places") + 1)]
    assert layer_rows.drag(tree, lanes, tree.visualRect(places).topLeft() + QPoint(60, 1))
    assert requests == expected
    assert layer_rows.drag(tree, lanes, tree.visualRect(places).center())
    assert requests == 2 * expected
    # Past layers of other topics, too.
    lowest = layer_rows.layer_row(tree, "drills")
    assert layer_rows.drag(tree, lanes, tree.visualRect(lowest).bottomLeft() + QPoint(60, -1))
    assert requests[-1] == ("order", "lanes", movable(composed()).index("drills"))


def test_the_base_map_is_neither_dragged_nor_dropped_on(
    panel: LayersPanel, requests: Requests, composed: Composed
) -> None:
    tree = tree_of(panel)
    land, lanes = layer_rows.layer_row(tree, "land"), layer_rows.layer_row(tree, "lanes")
    assert not layer_rows.drag(tree, land, tree.visualRect(lanes).center())
    assert not layer_rows.drag(tree, lanes, tree.visualRect(land).center())
    assert not layer_rows.drag(tree, layer_rows.row(tree, "Trade"), tree.visualRect(lanes).center())
    assert requests == []


def test_rows_follow_the_order_and_what_is_chosen_and_open_stays_so(
    panel: LayersPanel, composed: Composed, catalog: Catalog
) -> None:
    tree = tree_of(panel)
    ports = layer_rows.layer_row(tree, "ports")
    tree.expand(ports)
    tree.setCurrentIndex(ports)
    lower = move_layer("ports", 0, catalog)
    panel.show_scene(composed(lower))
    trade = [index.data(ID) for index in children(tree, row(panel, "Trade"))]
    assert trade == [layer.id for layer in by_topic(composed(lower).layers, catalog.topic)["trade"]]
    assert trade[-1] == "ports"
    assert tree.currentIndex().data(ID) == "ports"
    assert panel.current_layer == "ports"
    assert tree.isExpanded(layer_rows.layer_row(tree, "ports"))


@pytest.mark.slow
def test_twenty_thousand_features_are_listed_to_the_last(
    panel: LayersPanel, composed: Composed, requests: Requests
) -> None:
    scene = composed()
    ports = next(layer for layer in scene.catalog.layers if layer.id == "ports")
    features = tuple(
        replace(ports.features[0], id=f"opened-a.{number}", name=f"Station {number}", names={})
        for number in range(20_000)
    )
    layer = replace(
        ports, id="opened-a", topic="opened", file="/a.geojson", name="a.geojson", features=features
    )
    many = replace(scene.catalog, layers=(*scene.catalog.layers, layer))
    session = start(many, Session())
    panel.show_scene(compose(many, session, undrawn(many)))
    tree = tree_of(panel)
    opened = layer_rows.layer_row(tree, "opened-a")
    tree.expand(opened)
    tree.setCurrentIndex(opened)
    QTest.keyClick(tree, Qt.Key.Key_Down)
    last = tree.model().index(19_999, 0, opened)
    tree.scrollTo(last)
    assert tree.viewport().rect().contains(tree.visualRect(last))
    tree.setCurrentIndex(last)
    QTest.keyClick(tree, Qt.Key.Key_Return)
    assert requests == [("feature", "opened-a.19999")]
    assert tree.currentIndex().data() == "Station 19999"
    # What follows a click on a box: one row and its topic are reported, not all.
    changed_rows: list[int] = []
    model = tree.model()
    model.dataChanged.connect(lambda first, last, *_: changed_rows.append(last.row() - first.row() + 1))
    for signal in (model.rowsInserted, model.rowsRemoved, model.rowsMoved, model.layoutChanged):
        signal.connect(lambda *_: changed_rows.append(20_000))
    model.modelReset.connect(lambda: changed_rows.append(20_000))
    panel.show_scene(compose(many, actions.toggle_layer("lanes")(session), undrawn(many)))
    assert changed_rows == [1, 1]
    assert tree.currentIndex() == last


def movable(scene: Scene) -> list[str]:
    return [layer.id for layer in scene.layers if is_movable(layer)]


def feature_row(panel: LayersPanel, layer: str, name: str) -> QModelIndex:
    tree = tree_of(panel)
    parent = row(panel, layer)
    tree.expand(parent)
    return next(index for index in children(tree, parent) if index.data() == name)


def test_a_click_on_a_feature_s_box_hides_it_and_goes_nowhere(
    panel: LayersPanel, requests: Requests, composed: Composed
) -> None:
    panel.features_shown.connect(lambda *values: requests.append(("features", *values)))
    port = feature_row(panel, "Ports of the article", "Arkhangelsk")
    assert state(port) is CHECKED
    layer_rows.click_box(tree_of(panel), port)
    assert requests == [("features", ["arkhangelsk"], False)]
    panel.show_scene(composed(actions.show_features(["arkhangelsk"], False)))
    assert state(feature_row(panel, "Ports of the article", "Arkhangelsk")) is UNCHECKED
    assert state(row(panel, "Ports of the article")) is PARTLY
    # The layer's own box then stands for all of them.
    layer_rows.click_box(tree_of(panel), row(panel, "Ports of the article"))
    assert requests[-1] == ("features", ["arkhangelsk"], True)
    QTest.mouseClick(
        tree_of(panel).viewport(),
        Qt.MouseButton.LeftButton,
        pos=tree_of(panel).visualRect(feature_row(panel, "Ports of the article", "Hamburg")).center(),
    )
    assert ("feature", "hamburg") in requests


def offered(panel: LayersPanel, index: QModelIndex) -> list[str]:
    """What the menu of a row offers, in its order."""
    tree_of(panel).customContextMenuRequested.emit(tree_of(panel).visualRect(index).center())
    menu = next(each for each in tree_of(panel).findChildren(QMenu) if each.isVisible())
    words = [action.text() for action in menu.actions() if action.text()]
    menu.close()
    return words


def test_a_right_click_offers_what_can_be_done_with_a_layer_or_a_feature(panel: LayersPanel) -> None:
    tree = tree_of(panel)
    ports = layer_rows.layer_row(tree, "ports")
    assert offered(panel, ports) == ["Go to layer", "Raise layer", "Lower layer"]
    tree.expand(ports)
    assert offered(panel, children(tree, ports)[0])[:2] == ["Go to feature", "Hide feature"]
