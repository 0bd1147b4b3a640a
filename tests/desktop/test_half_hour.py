"""The help's half hour with one's own data, step by step, as a reader would follow it."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from tests.desktop.driver import LEFT, NO_KEYS, Driver, until

from arctic_map.desktop.shell.search_box import Finder
from arctic_map.desktop.window.panel import Panel
from arctic_map.export.request import Request
from arctic_map.model.layer_style import Method
from arctic_map.render import headless
from arctic_map.scene.session import actions
from arctic_map.scene.timeline import Range

pytestmark = [pytest.mark.desktop, pytest.mark.slow]
Key, Shift, Ctrl = Qt.Key, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
Alt = Qt.KeyboardModifier.AltModifier
COUNT = 40


@pytest.fixture
def stations(tmp_path: Path) -> Path:
    features = [
        {
            "type": "Feature",
            "properties": {"name": f"Station {n}", "depth": n * 2.5, "seen": f"2024-{n % 12 + 1:02}-05"},
            "geometry": {"type": "Point", "coordinates": [70 + 1.5 * n, 75 + (n % 5)]},
        }
        for n in range(COUNT)
    ]
    path = tmp_path / "stations.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


@pytest.fixture
def analyst(driver: Driver) -> Iterator[Driver]:
    yield driver
    driver.atlas.workspace.tools.sketching.stop()
    driver.atlas.workspace.files.close_all()
    driver.atlas.window.show_panel(Panel.TABLE, False)
    driver.settle()


def legend(driver: Driver) -> list[str]:
    return [entry.text for entry in driver.atlas.scene.legend]


def test_each_step_of_the_half_hour_does_what_the_help_says(
    analyst: Driver, stations: Path, tmp_path: Path
) -> None:
    driver, workspace, store = analyst, analyst.atlas.workspace, analyst.atlas.store

    # 1. Open the file.
    driver.atlas.open_files([stations])
    until(lambda: store.files and not workspace.files.reading.busy, "the file is read")
    driver.settle()
    layer = store.files[0].layer.id

    # 2. See what it is, and give it a name.
    driver.take_keyboard()
    driver.command(Key.Key_Return, Alt)
    properties = workspace.file_layers.properties.dialog
    assert properties is not None and properties.isVisible() and properties.layer_id == layer
    properties.close()
    driver.take_keyboard()
    driver.command(Key.Key_F2, Ctrl)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit), "the name is written where it stands"
    field.selectAll()
    QTest.keyClicks(field, "Our stations")
    QTest.keyClick(field, Key.Key_Return)
    until(
        lambda: "Our stations" in [entry.text for entry in driver.atlas.scene.legend],
        "its name in the legend",
    )

    # 3. Look at its rows.
    driver.command(Key.Key_F3)
    table = workspace.table_panel
    until(lambda: len(table.model.places) == COUNT, "the rows")
    at = [each.column for each in table.model.fields].index("depth")
    for _ in range(2):
        heading = QPoint(table.header.sectionViewportPosition(at) + 20, 8)
        QTest.mouseClick(table.header.viewport(), LEFT, NO_KEYS, heading)
    until(lambda: table.model.index(0, at).data() == f"{2.5 * (COUNT - 1):g}", "the deepest first")
    line = table.header.line("name")
    line.setFocus()
    QTest.keyClicks(line, "station 1")
    until(lambda: len(table.model.places) == 11, "what is written is looked for")
    table.view.selectRow(0)
    until(lambda: driver.atlas.scene.highlighted, "the row lights up")
    table.bar.clear_button.click()
    until(lambda: len(table.model.places) == COUNT, "all rows")

    # 4. Give it a look.
    driver.take_keyboard()
    driver.command(Key.Key_Y, Ctrl | Shift)
    styling = workspace.file_layers.styling
    until(
        lambda: styling.dialog and styling.dialog.field.count() and not styling.waits,
        "the dialog of the style",
    )
    dialog = styling.dialog
    assert dialog is not None
    for box, expected in (
        (dialog.method, Method.QUANTILE),
        (dialog.field, "depth"),
        (dialog.size_field, "depth"),
        (dialog.label_field, "name"),
        (dialog.date_field, "seen"),
    ):
        assert box.findData(expected) >= 0, expected
        box.setCurrentIndex(box.findData(expected))
        until(lambda: not styling.waits and not dialog._soon.isActive(), "the style")
    until(
        lambda: len([each for each in driver.atlas.scene.legend if "depth" in each.group]) >= 5, "the classes"
    )
    dialog.close()
    driver.settle()
    drawing = f"arctic.atlas.layers.shown.get('{layer}').drawing"
    until(lambda: driver.ask(f"{drawing}.labels.length"), "names next to the marks")
    driver.painted_after(actions.choose_range(Range(date(2024, 3, 1), date(2024, 3, 31))))
    until(
        lambda: driver.ask(f"arctic.atlas.layers.shown.get('{layer}').drawing.shapes.length") < COUNT,
        "some days",
    )
    store.undo()
    driver.settle()

    # 5. See what lies together.
    driver.painted_after(actions.select_nothing)
    clicked = f"{layer}.20"
    driver.click(driver.point_of(clicked))
    until(lambda: driver.atlas.scene.selected, "the mark is chosen")
    driver.settle()
    driver.take_keyboard()
    driver.command(Key.Key_I)
    until(lambda: workspace.tools.identifying.dialog is not None, "the list")
    here = workspace.tools.identifying.dialog
    assert here is not None and "Station" in here.text.toPlainText() and "depth" in here.text.toPlainText()
    here.copy()
    assert "depth" in QApplication.clipboard().text()
    here.close()

    # 6. Find a feature.
    driver.take_keyboard()
    driver.command(Key.Key_F, Ctrl)
    finder = workspace.finder
    assert isinstance(finder, Finder)
    QTest.keyClicks(finder.box, "Station 33")
    until(lambda: finder.results.isVisible() and finder.results.found, "what is found")
    QTest.keyClick(finder.box, Key.Key_Return)
    until(
        lambda: driver.atlas.scene.selected and driver.atlas.scene.selected.feature == f"{layer}.33",
        "the feature",
    )
    driver.settle()
    driver.painted_after(actions.go_to(driver.atlas.scene.projection.home, smooth=False))

    # 7. Measure.
    driver.take_keyboard()
    driver.command(Key.Key_M)
    sketching = workspace.tools.sketching
    for lon, lat in ((60.0, 76.0), (100.0, 78.0)):
        driver.point(driver.place_of(lon, lat))
        driver.click(driver.place_of(lon, lat))
    until(lambda: sketching.sketch and len(sketching.sketch.places) == 2, "the places")
    driver.press(Key.Key_Return)
    until(lambda: sketching.sketch and sketching.sketch.ended, "the end")
    assert sketching.bar is not None
    sketching.bar.copy_button.click()
    assert "°" in QApplication.clipboard().text() and "km" in QApplication.clipboard().text()
    sketching.bar.keep_button.click()
    until(lambda: len(store.session.notes) == 1, "the measurement stays")

    # 8. Point things out.
    for key, keys, words in ((Key.Key_N, NO_KEYS, "Here"), (Key.Key_N, Shift, "Words")):
        driver.take_keyboard()
        driver.command(key, keys)
        driver.press(Key.Key_Space)
        until(lambda: sketching.notes.dialog is not None and sketching.notes.dialog.isVisible(), "the dialog")
        assert sketching.notes.dialog is not None
        QTest.keyClicks(sketching.notes.dialog.field, words)
        QTest.keyClick(sketching.notes.dialog.field, Key.Key_Return)
        sketching.notes.dialog = None
    assert [note.text for note in store.session.notes][1:] == ["Here", "Words"]
    names = [each.name for each in driver.atlas.scene.layers]
    assert "Your notes" in names

    # 9. Undo.
    driver.take_keyboard()
    driver.command(Key.Key_Z, Ctrl)
    assert len(store.session.notes) == 2
    driver.settle()

    # 10. Export.
    out = tmp_path / "map.svg"
    headless.write_scene(driver.atlas.scene, store.drawings, Request(width=900, height=700), out)
    drawn = out.read_text()
    assert "Our stations" in drawn and "Here" in drawn
