"""Features of files of very many are found, gone to and highlighted, by keyboard and from the table."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import shapely
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from tests.desktop.driver import LEFT, MOUSE, NO_KEYS, Driver, count_of, until

from arctic_map.desktop.window.panel import Panel
from arctic_map.export.request import Request
from arctic_map.render import headless
from arctic_map.scene.reading import subject
from arctic_map.scene.session import actions

pytestmark = pytest.mark.desktop
COUNT = 2400
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def cleared(closing: Driver) -> Iterator[Driver]:
    """The search box is empty at the end, too."""
    yield closing
    closing.atlas.workspace.finder.box.clear()


@pytest.fixture
def soundings(tmp_path: Path) -> Path:
    """Points, and one area in the middle of them that a name tells apart."""
    features: list[object] = [
        {
            "type": "Feature",
            "properties": {"name": f"Sounding {n}", "ship": f"Vessel-{n % 40}"},
            "geometry": {"type": "Point", "coordinates": [30 + (n % 60) * 2.5, 68 + (n // 60) * 0.3]},
        }
        for n in range(COUNT)
    ]
    square = [[100.0, 74.0], [104.0, 74.0], [104.0, 75.0], [100.0, 75.0], [100.0, 74.0]]
    features.append(
        {
            "type": "Feature",
            "properties": {"name": "Quiet polynya", "ship": ""},
            "geometry": {"type": "Polygon", "coordinates": [square]},
        }
    )
    path = tmp_path / "soundings.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


@pytest.mark.slow
def test_a_row_is_found_by_typing_and_lit_up_where_it_lies(
    cleared: Driver, soundings: Path, tmp_path: Path
) -> None:
    driver, place = cleared, cleared.atlas.workspace
    layer = driver.open_file(soundings)
    driver.painted_after(actions.go_to(driver.atlas.scene.projection.home, smooth=False))
    driver.atlas.window.activateWindow()
    finder = place.finder
    finder.begin("")
    QTest.keyClicks(finder.box, "quiet polyn")
    until(
        lambda: finder.results.current is not None and finder.results.current.title == "Quiet polynya",
        "the row is found",
    )
    assert "In opened files" in finder.results.headings
    QTest.keyClick(finder.box, Qt.Key.Key_Return)
    expected = f"{layer}.{COUNT}"
    until(lambda: driver.atlas.scene.highlighted == (expected,), "it is selected")
    driver.settle()
    card = driver.atlas.scene.card
    assert card is not None and card.title == "Quiet polynya"
    (shape,) = next(each.highlighted_shapes for each in driver.atlas.scene.layers if each.id == layer)
    assert (shape.feature, shape.kind) == (expected, "area")
    halo = driver.atlas.scene.look.palette.halo
    until(lambda: count_of(driver.map_shot(), halo) > 30, "its edge is highlighted")
    # On a page too.
    out = tmp_path / "map.svg"
    store = driver.atlas.store
    headless.write_scene(store.scene, store.drawings, Request(width=900, height=700), out)
    assert f'id="feature-{expected}"' in out.read_text()
    driver.painted_after(actions.select_nothing)
    until(lambda: count_of(driver.map_shot(), halo) == 0, "and no more when nothing is selected")


@pytest.mark.slow
def test_rows_are_found_by_what_they_say_and_the_table_leads_to_them(
    cleared: Driver, soundings: Path
) -> None:
    driver, place = cleared, cleared.atlas.workspace
    layer = driver.open_file(soundings)
    finder = place.finder
    finder.begin("")
    QTest.keyClicks(finder.box, "vessel-7")
    until(lambda: any("ship: Vessel-7" in line.detail for line in finder.results.found), "the rows are found")
    assert all(line.id.startswith(layer) for line in finder.results.found)
    QTest.keyClick(finder.box, Qt.Key.Key_Escape)

    place.table_panel.feature_requested.emit(f"{layer}.61")
    until(lambda: driver.atlas.scene.highlighted == (f"{layer}.61",), "the table leads there")
    driver.settle()
    view, card = driver.viewport, driver.atlas.scene.card
    assert card is not None and card.title == "Sounding 61"
    x, y = view.pixel(card.x, card.y)
    assert 0 < x < view.width and 0 < y < view.height


@pytest.mark.slow
def test_rows_in_an_area_are_selected_by_lasso_rectangle_and_keys(cleared: Driver, soundings: Path) -> None:
    driver, place = cleared, cleared.atlas.workspace
    layer = driver.open_file(soundings)
    place.window.show_panel(Panel.TABLE, True)
    driver.painted_after(actions.show_layers(subject(driver.atlas.scene.layers), False))
    driver.settle()
    view, (x, y) = driver.viewport, driver.map_rect.center().toTuple()
    square = [QPoint(x, y), QPoint(x + 90, y), QPoint(x + 90, y + 60), QPoint(x, y + 60)]
    by_lasso = _enclosed(driver, *square)
    at = {f"{layer}.{n}": driver.place_of(30 + (n % 60) * 2.5, 68 + (n // 60) * 0.3) for n in range(COUNT)}
    area = shapely.Polygon([corner.toTuple() for corner in square])
    certain, possible = area.buffer(-2), area.buffer(2)
    assert {id for id, each in at.items() if certain.contains(shapely.Point(each.toTuple()))} <= by_lasso
    assert all(possible.contains(shapely.Point(at[id].toTuple())) for id in by_lasso if id in at)
    until(lambda: len(place.table_panel.view.chosen()) == len(by_lasso) > 9, "their rows are selected")
    assert _enclosed(driver, square[0], square[2], keys=SHIFT) == by_lasso
    assert driver.viewport == view, "neither moves nor zooms the map"

    driver.painted_after(actions.select_nothing)
    driver.command(Qt.Key.Key_I, SHIFT)
    driver.settle()
    driver.press(Qt.Key.Key_Space)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
        driver.press(key)
        driver.settle()
        driver.press(Qt.Key.Key_Space)
    driver.press(Qt.Key.Key_Return)
    until(lambda: driver.atlas.scene.highlighted, "those between the three places are selected")
    assert place.tools.sketching.sketch is None
    assert place.window.statusBar().currentMessage().endswith("features are selected")


def _enclosed(driver: Driver, *corners: QPoint, keys: Qt.KeyboardModifier = NO_KEYS) -> set[str]:
    """What is selected by dragging from the first corner by way of the others."""
    driver.painted_after(actions.select_nothing)
    driver.command(Qt.Key.Key_I, SHIFT)
    driver.settle()
    driver.point(corners[0])
    QTest.mousePress(driver.glass, LEFT, keys, corners[0])
    for corner in corners[1:]:
        QTest.mouseMove(driver.glass, corner)
        until(lambda to=corner: driver.ask(MOUSE)["at"] == [*to.toTuple()], "the pointer arrives")  # type: ignore[misc]
    QTest.mouseRelease(driver.glass, LEFT, keys, corners[-1])
    until(lambda: driver.atlas.scene.highlighted, "the features in the area are selected")
    driver.settle()
    assert driver.ask("arctic.atlas.map.dragging.enabled()") is True
    return {*driver.atlas.scene.highlighted}
