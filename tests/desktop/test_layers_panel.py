"""The layers panel with the real content."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QSlider, QTreeWidget, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from arctic_map import resources
from arctic_map.desktop.panels.layers.panel import LayersPanel
from arctic_map.files.catalog import load
from arctic_map.model.catalog import Catalog
from arctic_map.model.drawing import Drawing
from arctic_map.scene.compose import compose, start
from arctic_map.scene.drawings.drawings import Drawings
from arctic_map.scene.scene import Scene
from arctic_map.scene.session import actions
from arctic_map.scene.session.session import Session

CHECKED, PARTLY, UNCHECKED = (
    Qt.CheckState.Checked,
    Qt.CheckState.PartiallyChecked,
    Qt.CheckState.Unchecked,
)


def undrawn(catalog: Catalog) -> Drawings:
    """Drawings without a mark: panels look at none."""
    return Drawings(catalog, lambda projection, layer, digest: Drawing(layer, projection, digest))


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load(resources.data())


@pytest.fixture
def composed(catalog: Catalog) -> Callable[..., Scene]:
    def of(*steps: actions.Action) -> Scene:
        session = start(catalog, Session())
        for action in steps:
            session = action(session)
        return compose(catalog, session, undrawn(catalog))

    return of


@pytest.fixture
def panel(qtbot: QtBot, composed: Callable[..., Scene]) -> LayersPanel:
    panel = LayersPanel(lambda style: QIcon())
    qtbot.addWidget(panel)
    panel.resize(268, 700)
    panel.show()
    panel.show_scene(composed())
    return panel


@pytest.fixture
def requests(panel: LayersPanel) -> list[tuple[object, ...]]:
    """All that the panel wishes, in order."""
    heard: list[tuple[object, ...]] = []
    panel.layer_toggled.connect(lambda *said: heard.append(("layer", *said)))
    panel.layers_shown.connect(lambda *said: heard.append(("layers", *said)))
    panel.opacity_requested.connect(lambda *said: heard.append(("opacity", *said)))
    panel.feature_requested.connect(lambda *said: heard.append(("feature", *said)))
    return heard


def tree(panel: LayersPanel) -> QTreeWidget:
    found = panel.findChild(QTreeWidget)
    assert found is not None
    return found


def row(panel: LayersPanel, name: str) -> QTreeWidgetItem:
    (found,) = tree(panel).findItems(name, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive)
    return found


def name_of(catalog: Catalog, layer_id: str) -> str:
    return next(layer.name for layer in catalog.layers if layer.id == layer_id)


def button(panel: LayersPanel, text: str) -> QPushButton:
    return next(found for found in panel.findChildren(QPushButton) if found.text() == text)


def test_every_layer_is_listed_under_its_theme_with_its_number_of_features(
    panel: LayersPanel, catalog: Catalog
) -> None:
    for layer in catalog.layers:
        item = row(panel, layer.name)
        assert item.text(1) == (str(len(layer.features)) if layer.features else "")
        assert item.checkState(0) is (CHECKED if layer.shown else UNCHECKED)
    assert row(panel, "Trade").childCount() == sum(layer.theme == "trade" for layer in catalog.layers)


def test_a_click_on_a_check_box_wishes_once_and_shows_what_holds(
    panel: LayersPanel, requests: list[tuple[object, ...]], catalog: Catalog
) -> None:
    lanes = row(panel, name_of(catalog, "lanes"))
    lanes.setCheckState(0, UNCHECKED)
    assert requests == [("layer", "lanes")]
    # Nobody granted the wish, so the layer is still on the map and the box says so.
    assert lanes.checkState(0) is CHECKED


def test_space_toggles_the_current_layer(
    panel: LayersPanel, requests: list[tuple[object, ...]], catalog: Catalog, qtbot: QtBot
) -> None:
    tree(panel).setCurrentItem(row(panel, name_of(catalog, "ports")))
    QTest.keyClick(tree(panel), Qt.Key.Key_Space)
    assert requests == [("layer", "ports")]


def test_showing_a_scene_never_wishes(
    panel: LayersPanel, requests: list[tuple[object, ...]], composed: Callable[..., Scene], catalog: Catalog
) -> None:
    tree(panel).setCurrentItem(row(panel, name_of(catalog, "lanes")))
    panel.show_scene(composed(actions.toggle_layer("lanes"), actions.fade_layer("lanes", 0.4)))
    panel.show_scene(composed(actions.select_feature("arkhangelsk"), actions.change_theme("dark")))
    assert requests == []


def test_a_theme_is_half_checked_when_some_of_its_layers_are_hidden(
    panel: LayersPanel, composed: Callable[..., Scene]
) -> None:
    assert row(panel, "Trade").checkState(0) is CHECKED
    panel.show_scene(composed(actions.toggle_layer("lanes")))
    assert row(panel, "Trade").checkState(0) is PARTLY
    panel.show_scene(composed(actions.toggle_layer("drills")))
    assert row(panel, "Security").checkState(0) is UNCHECKED


def test_a_theme_shows_or_hides_all_its_layers(
    panel: LayersPanel, requests: list[tuple[object, ...]], catalog: Catalog
) -> None:
    row(panel, "Trade").setCheckState(0, UNCHECKED)
    mine = [layer.id for layer in catalog.layers if layer.theme == "trade"]
    assert requests == [("layers", mine, False)]


def test_all_and_none_leave_the_base_map_alone(
    panel: LayersPanel, requests: list[tuple[object, ...]], catalog: Catalog
) -> None:
    button(panel, "&None").click()
    button(panel, "&All").click()
    subject = [layer.id for layer in catalog.layers if layer.theme != "base"]
    assert requests == [("layers", subject, False), ("layers", subject, True)]


def test_the_slider_is_for_the_current_layer(
    panel: LayersPanel, requests: list[tuple[object, ...]], composed: Callable[..., Scene], catalog: Catalog
) -> None:
    slider = panel.findChild(QSlider)
    assert slider is not None
    assert not slider.isEnabled()
    panel.show_scene(composed(actions.fade_layer("lanes", 0.4)))
    tree(panel).setCurrentItem(row(panel, name_of(catalog, "lanes")))
    assert slider.isEnabled()
    assert slider.value() == 40
    tree(panel).setCurrentItem(row(panel, name_of(catalog, "ports")))
    assert slider.value() == 100
    assert requests == []
    slider.setValue(75)
    assert requests == [("opacity", "ports", 0.75)]


def test_a_layer_opens_to_its_features_and_enter_wishes_one(
    panel: LayersPanel, requests: list[tuple[object, ...]], catalog: Catalog, qtbot: QtBot
) -> None:
    ports = row(panel, name_of(catalog, "ports"))
    assert ports.childCount() == 0
    tree(panel).setCurrentItem(ports)
    QTest.keyClick(tree(panel), Qt.Key.Key_Right)
    assert ports.childCount() == int(ports.text(1))
    QTest.keyClick(tree(panel), Qt.Key.Key_Down)
    first = ports.child(0)
    assert first is not None
    assert tree(panel).currentItem() is first
    QTest.keyClick(tree(panel), Qt.Key.Key_Return)
    assert requests == [("feature", first.data(0, Qt.ItemDataRole.UserRole))]


def test_every_feature_can_be_reached(panel: LayersPanel, catalog: Catalog) -> None:
    reached = set()
    for layer in catalog.layers:
        item = row(panel, layer.name)
        item.setExpanded(True)
        children = (item.child(index) for index in range(item.childCount()))
        reached |= {child.data(0, Qt.ItemDataRole.UserRole) for child in children if child}
    assert reached == set(catalog.features)


def test_the_selected_feature_is_the_current_row_where_its_layer_stands_open(
    panel: LayersPanel, composed: Callable[..., Scene], catalog: Catalog
) -> None:
    row(panel, name_of(catalog, "ports")).setExpanded(True)
    panel.show_scene(composed(actions.select_feature("arkhangelsk")))
    current = tree(panel).currentItem()
    assert current is not None
    assert current.data(0, Qt.ItemDataRole.UserRole) == "arkhangelsk"


def test_symbols_are_asked_for_again_only_when_the_look_changes(
    qtbot: QtBot, composed: Callable[..., Scene]
) -> None:
    asked: list[str] = []

    def symbol(style: str) -> QIcon:
        asked.append(style)
        return QIcon()

    panel = LayersPanel(symbol)
    qtbot.addWidget(panel)
    panel.show_scene(composed())
    assert len(asked) == len(composed().layers)
    panel.show_scene(composed(actions.toggle_layer("lanes")))
    assert len(asked) == len(composed().layers)
    panel.show_scene(composed(actions.change_theme("dark")))
    assert len(asked) == 2 * len(composed().layers)


def test_markup_in_names_stays_text(qtbot: QtBot, composed: Callable[..., Scene]) -> None:
    scene = composed()
    hostile = replace(scene.layers[-1], name="<b>Names</b>", note="<img src='file:///etc/passwd'>")
    panel = LayersPanel(lambda style: QIcon())
    qtbot.addWidget(panel)
    panel.show_scene(replace(scene, layers=(*scene.layers[:-1], hostile)))
    tip = row(panel, "<b>Names</b>").toolTip(0)
    assert "&lt;b&gt;" in tip
    assert "<img" not in tip
