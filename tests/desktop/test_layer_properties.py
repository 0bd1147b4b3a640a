"""What an opened file's layer is, and what it is called: by mouse and keyboard, undone, saved, in exports."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from tests import format_samples as samples
from tests.desktop.driver import Driver, until
from tests.desktop.layer_rows import row, tree_of

from arctic_map.export import features as feature_files
from arctic_map.export.request import Request
from arctic_map.model.opened import layer_id
from arctic_map.render import headless
from arctic_map.scene.session import saved_sessions
from arctic_map.scene.session.saved_sessions import restored

pytestmark = pytest.mark.desktop


def test_properties_tell_what_the_file_is(closing: Driver, tmp_path: Path) -> None:
    driver, place = closing, closing.atlas.workspace
    file = samples.write(tmp_path, ".gpkg", "Point", "EPSG:3413", layer="ports")
    layer = driver.open_file(file)
    # As the menu and its shortcut ask for them.
    place.menus.actions["layers.properties"].trigger()
    dialog = place.file_layers.properties.dialog
    assert dialog is not None and dialog.process is not None
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible(), "the reading ends too"
    place.menus.actions["layers.properties"].trigger()
    again = place.file_layers.properties.dialog
    assert again is not None and again is not dialog
    dialog = again
    assert dialog.layer_id == layer
    texts = dialog.values
    assert texts["file"].text() == str(file) and texts["features"].text().startswith("3 ")
    until(lambda: dialog.process is None, "the file is described")
    assert (texts["format"].text(), texts["geometry"].text()) == ("GPKG", "Point")
    assert texts["crs"].text() == "EPSG:3413"
    assert texts["extent"].text() == "64°33.0′N 33°03.0′E to 80°30.0′N 40°30.0′E"
    model = dialog.fields.model()
    fields = {model.index(at, 0).data(): model.index(at, 1).data() for at in range(model.rowCount())}
    assert fields["number"] == "whole number" and fields["day"] == "date"
    # Another name is accepted by Enter, and the dialog stays.
    dialog.name.selectAll()
    QTest.keyClicks(dialog.name, "Ports of mine")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert [each.name for each in driver.atlas.scene.layers if each.id == layer] == ["Ports of mine"]
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert place.file_layers.properties.dialog is None


@pytest.mark.slow
def test_properties_are_read_whole_with_words_of_twice_the_size(closing: Driver, tmp_path: Path) -> None:
    driver, place = closing, closing.atlas.workspace
    usual = driver.atlas.choices.settings
    driver.atlas.choices.choose(replace(usual, text_size=200))
    file = tmp_path / "a-long-name-of-a-survey-of-stations-2023.geojson"
    shapes = [
        {"type": "Point", "coordinates": [60, 70]},
        {"type": "LineString", "coordinates": [[60, 70], [61, 70]]},
    ]
    features = [{"type": "Feature", "properties": {"number": 1}, "geometry": each} for each in shapes]
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    driver.open_file(file)
    place.menus.actions["layers.properties"].trigger()
    dialog = place.file_layers.properties.dialog
    assert dialog is not None
    until(lambda: dialog.process is None, "the file is described")
    assert dialog.name.cursorPosition() == 0
    assert dialog.values["geometry"].text() == "several kinds"
    until(
        lambda: all(each.height() >= each.heightForWidth(each.width()) for each in dialog.values.values()),
        "no line of it is cut",
    )
    assert dialog.fields.columnWidth(1) >= dialog.fields.sizeHintForColumn(1)
    dialog.reject()
    driver.atlas.choices.choose(usual)


@pytest.mark.slow
def test_a_layer_is_renamed_in_the_list_and_everywhere(closing: Driver, tmp_path: Path) -> None:
    driver, store = closing, closing.atlas.store
    panel = driver.atlas.workspace.layers_panel
    file = samples.write(tmp_path, ".geojson", "Point", "EPSG:4326")
    layer = driver.open_file(file)
    tree = tree_of(panel)
    tree.setCurrentIndex(row(panel_tree := tree, file.name))
    driver.atlas.workspace.menus.actions["layers.rename"].trigger()
    line = panel_tree.findChild(QLineEdit)
    assert line is not None and line.text() == file.name
    line.selectAll()
    QTest.keyClicks(line, "Soundings")
    QTest.keyClick(line, Qt.Key.Key_Return)
    driver.settle()
    scene = driver.atlas.scene
    assert [each.name for each in scene.layers if each.id == layer] == ["Soundings"]
    assert any(entry.text == "Soundings" for entry in scene.legend)
    assert "Soundings" in scene.source_line
    out = tmp_path / "map.svg"
    headless.write_scene(scene, store.drawings, Request(width=900, height=700), out)
    assert ">Soundings<" in out.read_text()
    assert json.loads(feature_files.encoded(scene, ".geojson"))["features"]
    again = restored(saved_sessions.to_saved(store.session), store.catalog, "light")
    assert again.names == ((layer, "Soundings"),) and layer == layer_id(str(file))

    assert store.history.undo_name == "Rename a layer: Soundings"
    store.undo()
    assert [each.name for each in driver.atlas.scene.layers if each.id == layer] == [file.name]
    store.redo()
    # An empty name is that of the file.
    driver.atlas.workspace.file_layers.properties.rename(layer, "")
    assert store.session.names == ()
    assert [each.name for each in driver.atlas.scene.layers if each.id == layer] == [file.name]
