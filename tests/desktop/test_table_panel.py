"""The table of an opened file in the real window: rows, filters, selection both ways, copy."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from tests.desktop.driver import LEFT, NO_KEYS, Driver, count_of, until

from arctic_map.desktop.panels.table_panel import TablePanel
from arctic_map.desktop.window.dock_sizes import has_room
from arctic_map.desktop.window.panel import Panel
from arctic_map.export.request import Request
from arctic_map.model.layer_style import PLAIN, LayerStyle, Method
from arctic_map.render import headless
from arctic_map.scene.session import actions, saved_sessions
from arctic_map.scene.session.saved_sessions import restored
from arctic_map.scene.symbology.colours import RAMPS, SETS

pytestmark = [pytest.mark.desktop, pytest.mark.slow]
KINDS = "ice", "ship", "port"
COUNT = 240
OUTLINE = "#ff00cc"


def record(number: int) -> dict[str, object]:
    name = f"=Station {number}"
    return {"name": name, "kind": KINDS[number % 3], "depth": (number * 37) % 240, "id": 2**62 + number}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    features = [
        {
            "type": "Feature",
            "properties": record(number),
            "geometry": {"type": "Point", "coordinates": [number * 1.5 - 180, 68 + number % 20]},
        }
        for number in range(COUNT)
    ]
    path = tmp_path_factory.mktemp("table") / "stations.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


@pytest.fixture
def panel(driver: Driver, file: Path) -> Iterator[TablePanel]:
    workspace = driver.atlas.workspace
    driver.atlas.open_files([file])
    until(lambda: driver.atlas.store.files, "the file")
    workspace.layers_panel.table_requested.emit(driver.atlas.store.files[0].layer.id)
    panel = workspace.table_panel
    until(lambda: len(panel.model.places) == COUNT, "the rows")
    until(lambda: not workspace.files.reading.busy, "all is read")
    driver.settle()
    yield panel
    workspace.files.close_all()
    driver.atlas.window.show_panel(Panel.TABLE, False)
    driver.settle()


def answered(panel: TablePanel, holds: Callable[[], bool], what: str) -> None:
    until(lambda: holds() and panel.asking and not panel.asking.waits and not panel._soon.isActive(), what)


def cells(panel: TablePanel, column: str, rows: int = 3) -> list[str]:
    """What the first rows show, once they have come."""
    at = [field.column for field in panel.model.fields].index(column)

    def texts() -> list[str]:
        return [str(panel.model.index(row, at).data()) for row in range(rows)]

    until(lambda: "…" not in texts(), "the cells")
    return texts()


def heading(panel: TablePanel, column: str) -> QPoint:
    at = [field.column for field in panel.model.fields].index(column)
    return QPoint(panel.header.sectionViewportPosition(at) + 20, 8)


def styles_are_seen_at_once_and_everywhere(driver: Driver, panel: TablePanel, folder: Path) -> None:
    atlas, layer = driver.atlas, panel.layer_id
    styling, store = atlas.workspace.file_layers.styling, atlas.store
    driver.painted_after(actions.select_nothing)

    def style() -> LayerStyle:
        return dict(store.session.styles).get(layer, PLAIN)

    def done(holds: Callable[[], object], what: str) -> None:
        def idle() -> bool:
            soon = styling.dialog is not None and styling.dialog._soon.isActive()
            return not styling.waits and not soon

        until(lambda: holds() and idle(), what)
        driver.settle()

    # As the list of layers asks for it.
    atlas.workspace.layers_panel.style_requested.emit(layer)
    done(lambda: styling.dialog is not None and styling.dialog.layer_id == layer, "the dialog")
    dialog = styling.dialog
    assert dialog is not None
    dialog.method.setCurrentIndex(dialog.method.findData(Method.CATEGORY))
    dialog.field.setCurrentIndex(dialog.field.findData("kind"))
    done(lambda: style().categories == ("ice", "port", "ship"), "the categories")
    ice, port, ship = SETS["Okabe-Ito"][:3]
    until(
        lambda: all(count_of(driver.map_shot(), colour) > 200 for colour in (ice, port, ship)), "the colours"
    )
    entries = [entry.text for entry in atlas.scene.legend if "kind" in entry.group]
    assert entries == ["ice", "port", "ship"]
    # In every export as on the screen.
    for name in ("map.png", "map.svg", "map.html"):
        headless.write_scene(atlas.scene, store.drawings, Request(width=900, height=700), folder / name)
    assert count_of(QImage(str(folder / "map.png")), ice) > 200
    svg = (folder / "map.svg").read_text()
    assert all(colour in svg for colour in (ice, port, ship)) and ">ship<" in svg
    assert ice in (folder / "map.html").read_text()

    dialog.method.setCurrentIndex(dialog.method.findData(Method.QUANTILE))
    dialog.field.setCurrentIndex(dialog.field.findData("depth"))
    dialog.size_field.setCurrentIndex(dialog.size_field.findData("depth"))
    done(lambda: len(style().edges) == 6, "the classes")
    assert sum(dialog.histogram._shown.counts if dialog.histogram._shown else ()) == COUNT
    until(lambda: count_of(driver.map_shot(), RAMPS["viridis"][-1]) > 200, "the ramp")
    dialog.method.setCurrentIndex(dialog.method.findData(Method.LIMITS))
    done(lambda: len(style().limits) == 4, "limits to start with")
    dialog.limits.selectAll()
    QTest.keyClicks(dialog.limits, "5; 2,5")
    dialog.marks.size_box.setValue(14)
    dialog.outlines.width_box.setValue(2.0)
    dialog.outlines.colour_button.choose_colour(OUTLINE)
    done(lambda: (style().limits, style().size) == ((2.5, 5.0), 14.0), "limits and size of one's own")
    until(lambda: count_of(driver.map_shot(), OUTLINE) > 100, "an outline of one's own")
    assert dialog.limits.text() == "5; 2,5", "what is typed is not rewritten"
    dialog.close()

    # Only what is listed is on the map, in the same colours.
    panel.header.line("kind").setText("= ice")
    panel.bar.on_map.click()
    done(lambda: style().query.filtered, "the filter of the map")
    matching = {each.id: each.matching for each in atlas.scene.layers}
    assert matching[layer] == COUNT // 3 and matching["ports"] is None
    shapes = store.drawings.get(layer, atlas.scene.projection.id).shapes
    assert len(shapes) == COUNT // 3
    stored = restored(saved_sessions.to_saved(store.session), store.catalog, "light")
    assert stored.styles == store.session.styles, "the style comes back on another day"
    assert store.history.undo_name == "Change the style of stations.geojson"
    store.undo()
    done(lambda: not panel.bar.on_map.isChecked(), "the filter is undone")
    # Changes of a style within a second are one step; on a busy computer they are not within one.
    while store.session.styles:
        store.undo()
    done(lambda: not store.session.styles, "the style is undone")
    until(lambda: count_of(driver.map_shot(), ice) < 50, "the file's own colour")
    panel.bar.clear_button.click()
    out = folder / "rows.csv"
    atlas.workspace.file_layers.row_export.write(layer, panel.query, out)
    until(out.exists, "the rows are written")
    written = out.read_bytes().decode().split("\r\n")
    assert written[0] == "name,kind,depth,id" and len(written) == COUNT + 2
    assert written[-2].startswith("'=Station")


def test_rows_are_sorted_filtered_chosen_copied_and_styled(
    driver: Driver, panel: TablePanel, tmp_path: Path
) -> None:
    atlas, layer = driver.atlas, panel.layer_id
    assert cells(panel, "id", 2) == [str(2**62), str(2**62 + 1)]
    for first in ("0", "239"):
        QTest.mouseClick(panel.header.viewport(), LEFT, NO_KEYS, heading(panel, "depth"))
        answered(panel, lambda first=first: cells(panel, "depth", 1) == [first], "the order")  # type: ignore[misc]

    line = panel.header.line("kind")
    line.setFocus()
    QTest.keyClicks(line, "SHI")
    answered(panel, lambda: len(panel.model.places) == COUNT // 3, "the filter")
    assert panel.bar.row_count.text() == "80 of 240 rows"
    panel.bar.expression.setFocus()
    QTest.keyClicks(panel.bar.expression, "depth < 10")
    answered(panel, lambda: 0 < len(panel.model.places) < 10, "the condition")
    expected = sorted((n * 37 % 240 for n in range(COUNT) if n % 3 == 1 and n * 37 % 240 < 10), reverse=True)
    assert cells(panel, "depth", len(expected)) == [str(depth) for depth in expected]
    QTest.keyClicks(panel.bar.expression, " and")
    answered(panel, lambda: "syntax error" in panel.foot.text(), "a sentence")

    panel.bar.clear_button.click()
    answered(panel, lambda: len(panel.model.places) == COUNT, "all rows")
    assert "syntax error" not in panel.foot.text()
    # Coordinates on demand; hidden again, they filter nothing.
    assert [field.column for field in panel.view.fields] == ["name", "kind", "depth", "id"]
    panel.coordinates.click()
    assert [field.column for field in panel.view.fields][-2:] == ["longitude", "latitude"]
    assert cells(panel, "latitude", 1) == [str(68 + int(panel.view.numbers[panel.model.places[0]]) % 20)]
    panel.header.line("latitude").setText("87")
    answered(panel, lambda: len(panel.model.places) == COUNT // 20, "the filter by latitude")
    panel.coordinates.click()
    answered(panel, lambda: len(panel.model.places) == COUNT, "all rows again")
    # From the table to the map.
    panel.view.selectRow(3)
    number = int(panel.view.numbers[panel.model.places[3]])
    assert atlas.scene.selected and atlas.scene.selected.feature == f"{layer}.{number}"
    keep = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    panel.view.selectionModel().select(panel.model.index(5, 0), keep)
    assert len(atlas.scene.highlighted) == 2
    # And back: what is clicked on the map is the chosen row.
    driver.dismiss_notices()
    driver.painted_after(actions.select_nothing)
    until(lambda: driver.ask("document.querySelectorAll('.leaflet-popup').length") == 0, "no popup any more")
    driver.settle()
    clicked = f"{layer}.199"
    driver.click(driver.point_of(clicked))
    until(lambda: atlas.scene.selected and atlas.scene.selected.feature, "the map's selection")
    chosen = atlas.scene.selected.feature
    rows = panel.view.selectionModel().selectedRows()
    assert [int(panel.view.numbers[panel.model.places[row.row()]]) for row in rows] == [
        int(str(chosen).split(".")[1])
    ]
    assert panel.view.visualRect(rows[0]).intersects(panel.view.viewport().rect())

    panel.view.setFocus()
    QTest.keyClick(panel.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    clipboard = QGuiApplication.clipboard()
    until(lambda: clipboard.text().startswith("name\t"), "the copy")
    heading_line, row = clipboard.text().split("\n")
    assert heading_line == "name\tkind\tdepth\tid"
    assert row.startswith("'=Station ")
    panel.view.setCurrentIndex(panel.model.index(0, 2))
    answered(panel, lambda: panel.foot.text().startswith("depth: 240 values, 240 different"), "statistics")
    assert "mean 119.5, median 119.5" in panel.foot.text()

    styles_are_seen_at_once_and_everywhere(driver, panel, tmp_path)

    atlas.workspace.files.close_all()
    assert panel.empty.isVisible() and "drop a GeoPackage" in panel.empty.text()
    assert panel.layer_id == "" and panel.asking is None


def test_when_the_table_goes_all_is_as_it_was(driver: Driver) -> None:
    docks = driver.atlas.window.docks

    def seen() -> tuple[bool, ...]:
        return (
            docks.timeline_folded,
            *(docks.panels.is_seen(each) for each in (Panel.FACTS, Panel.TIMELINE)),
        )

    before, height = seen(), docks.panels.of[Panel.TIMELINE].height()
    driver.atlas.window.show_panel(Panel.TABLE, True)
    driver.settle()
    assert not docks.panels.is_seen(Panel.TIMELINE)
    driver.atlas.window.show_panel(Panel.TABLE, False)
    driver.settle()
    assert seen() == before and docks.panels.of[Panel.TIMELINE].height() == height


def test_a_small_window_shows_rows_of_a_table_and_restores_all_panels_after_it(
    driver: Driver, panel: TablePanel
) -> None:
    window, docks = driver.atlas.window, driver.atlas.window.docks
    size = window.size()
    window.show_panel(Panel.TABLE, False)
    window.resize(900, 600)
    driver.settle()
    before = [each for each in Panel if docks.panels.is_shown(each)]
    try:
        window.show_panel(Panel.TABLE, True)
        driver.settle()
        middle = window.centralWidget()
        assert middle is not None and has_room(middle.width(), middle.height(), (900, 600))
        assert panel.view.viewport().height() >= 2 * panel.view.rowHeight(0)
        assert panel.bar.export_button.mapTo(window, panel.bar.export_button.rect().topRight()).x() < 900
        window.show_panel(Panel.TABLE, False)
        driver.settle()
        assert [each for each in Panel if docks.panels.is_shown(each)] == before
    finally:
        window.resize(size)
        driver.settle()
