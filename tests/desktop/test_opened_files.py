"""GeoJSON that a reader opens is a layer of the map, marked as the reader's own, until it is closed."""

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QModelIndex, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QTreeView, QWidget
from tests import format_samples as samples
from tests.desktop.driver import Driver, count_of, until
from tests.desktop.layer_rows import children, state, tree_of
from tests.desktop.layer_rows import count_of as features_in
from tests.looks import LOOKS

from arctic_map.desktop.files.file_watch import State
from arctic_map.desktop.files.open_dialog import LayerPicker
from arctic_map.desktop.files.opening import Opening
from arctic_map.desktop.files.questions import KEY, CrsPicker
from arctic_map.desktop.shell.commands.command import Menu
from arctic_map.desktop.window.panel import Panel
from arctic_map.export.request import Request
from arctic_map.geo.projections import projection_named
from arctic_map.model.catalog import Layer
from arctic_map.model.layer_style import LayerStyle
from arctic_map.model.opened import layer_path
from arctic_map.render import headless
from arctic_map.scene.session import actions
from arctic_map.scene.session.layer_order import move_layer

pytestmark = [
    pytest.mark.desktop,
    # Events of dragging are made here as Qt makes them.
    pytest.mark.filterwarnings("ignore:.*QDragEnterEvent.*:DeprecationWarning"),
]

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
ACTIONS = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
PROPERTIES = {
    "name": "Station <i>Nord</i>",
    "height": 36.5,
    "crew & guests": None,
    "open": True,
    "tags": ["a", {"b": 1}],
}
FEATURES = [
    {
        "type": "Feature",
        "id": "arkhangelsk",
        "properties": PROPERTIES,
        "geometry": {"type": "Point", "coordinates": [90, 81]},
    },
    {
        "type": "Feature",
        "properties": {"name": "A track"},
        "geometry": {"type": "LineString", "coordinates": [[60, 80], [80, 82], [170, 80], [-170, 78]]},
    },
    {
        "type": "Feature",
        "properties": {},
        "geometry": {"type": "Polygon", "coordinates": [[[100, 78], [120, 78], [120, 80]]]},
    },
    {"type": "Feature", "properties": {"name": "Nowhere"}, "geometry": None},
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return written(tmp_path / "my stations.geojson", *FEATURES)


def written(path: Path, *features: Any) -> Path:
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


@pytest.fixture
def opening(driver: Driver) -> Iterator[Opening]:
    """No file is open before and after, and none was lately."""
    opening = driver.atlas.workspace.files
    assert opening
    opening.recent.clear()
    yield opening
    until(lambda: not opening.reading.busy, "nothing is read any more")
    opening.close_all()
    opening._settings.remove(KEY)
    driver.settle()


def opened(driver: Driver, *paths: Path) -> Layer:
    """Open files in the window; the layer of the last one, when all is painted."""
    assert driver.atlas.workspace.files
    driver.atlas.open_files(paths)
    until(
        lambda: driver.atlas.workspace.files and not driver.atlas.workspace.files.reading.busy,
        "the files are read",
    )
    driver.settle()
    return driver.atlas.store.files[-1].layer


def text_shown(driver: Driver) -> str:
    return driver.message


def carried(*paths: Path | str) -> QMimeData:
    """What is dragged: files, or addresses."""
    data = QMimeData()
    data.setUrls([QUrl(path) if isinstance(path, str) else QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def dragged(driver: Driver, data: QMimeData) -> QDragEnterEvent:
    enter = QDragEnterEvent(QPoint(600, 300), ACTIONS, data, LEFT, NONE)
    QCoreApplication.sendEvent(driver.atlas.window, enter)
    return enter


def dropped(driver: Driver, data: QMimeData) -> QDropEvent:
    # Qt hands a drop only to what was entered.
    dragged(driver, data)
    drop = QDropEvent(QPointF(600, 300), ACTIONS, data, LEFT, NONE)
    QCoreApplication.sendEvent(driver.atlas.window, drop)
    return drop


def tree(driver: Driver) -> QTreeView:
    return tree_of(driver.atlas.workspace.layers_panel)


def rows_of(driver: Driver) -> list[QModelIndex]:
    """The rows of opened files in the panel; none where it has no heading for them."""
    first = children(tree(driver))[0]
    return children(tree(driver), first) if first.data() == "Opened files" else []


# Doors


def test_a_file_dropped_anywhere_on_the_window_is_a_layer(
    driver: Driver, opening: Opening, file: Path
) -> None:
    hint, view = driver.atlas.workspace.dropping.hint, driver.atlas.view
    # The map leaves what is dropped to the window.
    within = [view, *view.findChildren(QWidget), driver.atlas.bars.search]
    assert [widget for widget in within if widget.acceptDrops()] == []
    enter = dragged(driver, carried(file))
    assert enter.isAccepted()
    assert enter.dropAction() is Qt.DropAction.CopyAction
    assert hint.isVisible() and "my stations.geojson" in hint.words
    assert hint.geometry().contains(driver.atlas.map_frame.geometry().center())
    QCoreApplication.sendEvent(driver.atlas.window, QDragLeaveEvent())
    assert not hint.isVisible()
    # The list of layers takes it too.
    viewport, place, data = tree(driver).viewport(), QPoint(60, 60), carried(file)
    for event in (
        QDragEnterEvent(place, ACTIONS, data, LEFT, NONE),
        QDropEvent(QPointF(place), ACTIONS, data, LEFT, NONE),
    ):
        QCoreApplication.sendEvent(viewport, event)
        assert event.isAccepted() and event.dropAction() is Qt.DropAction.CopyAction
    assert not hint.isVisible()
    until(lambda: driver.atlas.store.files, "the file is open")
    driver.settle()
    assert [row.data() for row in rows_of(driver)] == ["my stations.geojson"]
    assert "is on the map: 4 features; 2 problems are listed below" in text_shown(driver)


def test_what_is_no_file_changes_nothing(driver: Driver, opening: Opening, file: Path) -> None:
    words = QMimeData()
    words.setText(str(file))
    assert not dragged(driver, words).isAccepted()
    assert not dropped(driver, words).isAccepted()
    dropped(driver, carried("http://example.org/a.geojson"))
    assert text_shown(driver) == "Only files on this computer can be opened"
    assert not opening.reading.busy
    assert driver.atlas.store.files == ()


def test_the_dialog_opens_files(driver: Driver, opening: Opening, file: Path) -> None:
    driver.take_keyboard()
    driver.command(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    until(lambda: opening.open_dialog.dialog and opening.open_dialog.dialog.isVisible(), "the dialog")
    assert opening.open_dialog.dialog
    opening.open_dialog.dialog.filesSelected.emit([str(file)])
    opening.open_dialog.dialog.reject()
    until(lambda: driver.atlas.store.files, "the file is open")
    until(lambda: opening.open_dialog.dialog is None, "the dialog is gone")
    driver.settle()


@pytest.mark.slow
def test_recent_files_are_listed_as_long_as_they_are_there(
    driver: Driver, opening: Opening, file: Path, tmp_path: Path
) -> None:
    other, removed = tmp_path / "0 & <b>.geojson", tmp_path / "gone.geojson"
    opened(driver, written(other, FEATURES[0]), file)
    opening.recent.add(removed)
    menu = recent_menu(driver)
    assert entries(menu) == ["my stations.geojson", "0 && <b>.geojson", "&Clear list"]
    opening.close_all()
    menu.actions()[1].trigger()
    until(lambda: driver.atlas.store.files and not opening.reading.busy, "the file is open again")
    assert driver.atlas.store.files[0].layer.file == str(other)
    assert entries(recent_menu(driver))[0] == "0 && <b>.geojson"
    driver.atlas.workspace.menus.actions["file.clear-recent"].trigger()
    assert entries(recent_menu(driver)) == ["No recent files", "&Clear list"]


def recent_menu(driver: Driver) -> QMenu:
    menu = driver.atlas.workspace.menus.menu(Menu.RECENT)
    menu.aboutToShow.emit()
    return menu


def entries(menu: QMenu) -> list[str]:
    """Without the numbers that keys choose them by."""
    texts = [action.text() for action in menu.actions() if not action.isSeparator()]
    return [text[3:] if text[:1] == "&" and text[2:3] == " " else text for text in texts]


# What is seen of it


def test_it_stands_in_panel_legend_and_source_line(driver: Driver, opening: Opening, file: Path) -> None:
    layer = opened(driver, file)
    row = rows_of(driver)[0]
    assert (row.data(), features_in(row)) == ("my stations.geojson", "4")
    assert not row.data(Qt.ItemDataRole.DecorationRole).isNull()
    assert state(row) is Qt.CheckState.Checked
    # Folded as it is.
    legend: str = driver.ask("document.querySelector('.legend').textContent")
    assert "Your files, not checked by the atlas" in legend and "my stations.geojson" in legend
    assert "With the reader's own file my stations.geojson, not checked" in driver.text(".foot .source")
    # On top of everything the atlas draws, in colours that are not the atlas's.
    assert driver.atlas.scene.layers[-1].id == layer.id
    picture = driver.map_shot()
    for kind in ("point", "line", "area"):
        colour = (
            LOOKS["light"].styles[f"file-1-{kind}"].stroke
            if kind != "point"
            else LOOKS["light"].styles["file-1-point"].fill
        )
        assert count_of(picture, colour) > 10, kind
    driver.check_layer(layer.id, False)
    assert count_of(driver.map_shot(), LOOKS["light"].styles["file-1-point"].fill) == 0
    assert "my stations" not in driver.text(".legend") + driver.text(".foot .source")


def test_a_click_selects_and_the_popup_says_what_the_file_says(
    driver: Driver, opening: Opening, file: Path
) -> None:
    layer = opened(driver, file)
    driver.click(driver.point_of(layer.features[0].id))
    until(lambda: driver.atlas.scene.selected, "the click is received")
    driver.settle()
    assert driver.atlas.scene.selected and driver.atlas.scene.selected.feature == layer.features[0].id
    card = driver.text(".leaflet-popup .card")
    for words in (
        "Station <i>Nord</i>",
        "id\narkhangelsk",
        "height\n36.5",
        "open\nyes",
        'tags\n["a",{"b":1}]',
    ):
        assert words in card
    assert "Source\nmy stations.geojson (the reader's own file, not checked by the atlas)" in card
    assert "crew" not in card
    assert driver.ask("document.querySelectorAll('.card i').length") == 0
    assert not driver.atlas.workspace.facts_panel.cards
    # It is found by its name.
    finder = driver.atlas.workspace.finder
    finder.begin("")
    QTest.keyClicks(driver.atlas.bars.search, "nord")
    until(lambda: finder.results.isVisible(), "the results")
    assert "Station <i>Nord</i>" in [found.title for found in finder.results.found]
    driver.atlas.bars.search.clear()


@pytest.mark.slow
def test_a_file_opened_again_is_shown_as_it_is_now(driver: Driver, opening: Opening, file: Path) -> None:
    layer = opened(driver, file)
    driver.painted_after(actions.fade_layer(layer.id, 0.5))
    written(file, FEATURES[0])
    again = opened(driver, file)
    assert again.id == layer.id
    assert [features_in(row) for row in rows_of(driver)] == ["1"]
    shown = f"arctic.atlas.layers.shown.get('{layer.id}')"
    assert driver.ask(f"{shown}.drawing.shapes.length") == 1
    assert driver.atlas.scene.layers[-1].opacity == 0.5
    file.write_text("{")
    driver.atlas.open_files([file])
    until(lambda: not opening.reading.busy, "the file is refused")
    assert driver.atlas.store.files == ()
    assert "was not opened" in text_shown(driver)


# Closing


def close_by_key(driver: Driver) -> None:
    driver.atlas.window.docks.show(Panel.LAYERS, True)
    driver.take_keyboard()
    tree(driver).setCurrentIndex(rows_of(driver)[0])
    tree(driver).setFocus()
    until(tree(driver).hasFocus, "the tree has the keyboard")
    QTest.keyClick(tree(driver), Qt.Key.Key_Delete)


def close_by_menu(driver: Driver) -> None:
    panel = tree(driver)
    panel.customContextMenuRequested.emit(panel.visualRect(rows_of(driver)[0]).center())
    menu = next(menu for menu in panel.findChildren(QMenu) if menu.isVisible())
    texts = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert texts[:3] == ["Go to layer", "Raise layer", "Lower layer"] and texts[-1] == "Close file"
    menu.actions()[-1].trigger()
    menu.close()


def close_by_command(driver: Driver) -> None:
    driver.take_keyboard()
    driver.command(Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.slow
def test_closing_takes_all_of_it_away(driver: Driver, opening: Opening, file: Path) -> None:
    before = file.read_bytes()
    layer = opened(driver, file)
    driver.painted_after(actions.select_feature(layer.features[0].id))
    close_by_key(driver)
    driver.settle()
    assert driver.atlas.store.files == ()
    assert rows_of(driver) == []
    assert driver.atlas.scene.selected is None
    assert not driver.ask(f"arctic.atlas.layers.shown.has('{layer.id}')")
    cached = "[...arctic.atlas.layers.cache.keys()].filter((url) => url.includes('opened-')).length"
    assert driver.ask(cached) == 0
    until(lambda: "my stations" not in driver.text("body"), "the popup fades")
    assert text_shown(driver) == "my stations.geojson was closed"
    assert not driver.atlas.workspace.menus.actions["file.close"].isEnabled()
    assert file.read_bytes() == before
    assert not [each for each in opening.reading.readers.folder.iterdir() if each.is_dir()]
    for close in (close_by_menu, close_by_command):
        opened(driver, file)
        close(driver)
        assert driver.atlas.store.files == (), close.__name__


def test_the_atlas_s_own_layers_are_not_closed(driver: Driver) -> None:
    panel = tree(driver)
    panel.setCurrentIndex(children(panel, children(panel)[0])[0])
    count = len(driver.atlas.scene.layers)
    QTest.keyClick(panel, Qt.Key.Key_Delete)
    assert len(driver.atlas.scene.layers) == count


# Exports and pictures


@pytest.mark.slow
def test_a_picture_made_with_it_brings_it_back(
    driver: Driver, opening: Opening, file: Path, tmp_path: Path
) -> None:
    layer = opened(driver, file)
    picture = tmp_path / "map.svg"
    headless.write_scene(driver.atlas.scene, driver.atlas.store.drawings, Request(), picture)
    opening.close_all()
    driver.painted_after(actions.change_projection(projection_named("epsg3413")))
    dropped(driver, carried(picture))
    until(lambda: driver.atlas.store.files and not opening.reading.busy, "the file is open again")
    driver.settle()
    assert driver.atlas.scene.projection.id == "nsr"
    assert driver.atlas.store.files[0].layer.id == layer.id
    opening.close_all()
    file.unlink()
    opening.recent.clear()
    dropped(driver, carried(picture))
    until(lambda: "was made with" in text_shown(driver), "the sentence")
    assert text_shown(driver) == "The picture was made with my stations.geojson, which no longer exists"


def test_a_picture_that_carries_nothing_gets_a_sentence(
    driver: Driver, opening: Opening, tmp_path: Path
) -> None:
    picture = tmp_path / "photo.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    driver.atlas.open_files([picture])
    until(lambda: not opening.reading.busy, "the picture is read")
    assert text_shown(driver).startswith("photo.png was not opened: the view cannot be restored")


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="kills the page's process as Unix has it")
def test_a_map_that_comes_back_has_it_and_leaves_drops_to_the_window(
    driver: Driver, opening: Opening, file: Path
) -> None:
    layer = opened(driver, file)
    received: list[bool] = []
    connection = driver.atlas.page.ready.connect(lambda: received.append(True))
    os.kill(driver.atlas.view.page().renderProcessPid(), signal.SIGKILL)
    until(lambda: received, "the map after its process was killed")
    driver.atlas.page.ready.disconnect(connection)
    assert driver.ask(f"arctic.atlas.layers.shown.get('{layer.id}').drawing.shapes.length") == 3
    within = [driver.atlas.view, *driver.atlas.view.findChildren(QWidget)]
    until(lambda: not any(widget.acceptDrops() for widget in within), "the new page lets drops pass")


@pytest.mark.slow
def test_a_long_list_is_listed_to_its_end(driver: Driver, opening: Opening, tmp_path: Path) -> None:
    layer = opened(driver, written(tmp_path / "many.geojson", *[FEATURES[0]] * 1005))
    row = rows_of(driver)[0]
    tree(driver).expand(row)
    last = children(tree(driver), row)[-1]
    tree(driver).activated.emit(last)
    assert driver.atlas.scene.selected and driver.atlas.scene.selected.feature == layer.features[1004].id
    assert tree(driver).currentIndex() == last


@pytest.mark.slow
def test_an_opened_file_can_lie_under_the_atlas_s_own_layers(
    driver: Driver, opening: Opening, file: Path
) -> None:
    layer = opened(driver, file)
    driver.take_keyboard()
    tree(driver).setCurrentIndex(rows_of(driver)[0])
    driver.command(Qt.Key.Key_Down, CONTROL_SHIFT)
    assert (
        text_shown(driver) == "my stations.geojson is drawn above Other ports and below Ports of the article"
    )
    driver.settle()
    ids = [each.id for each in driver.atlas.scene.layers]
    shown = driver.ask("arctic.atlas.layers.order.map(({ id }) => id)")
    assert [id for id in ids if id in shown] == shown
    assert shown.index("ports-other") < shown.index(layer.id) < shown.index("ports")
    assert tree(driver).currentIndex() == rows_of(driver)[0]
    driver.atlas.workspace.menus.actions["layers.original-order"].trigger()
    assert [each.id for each in driver.atlas.scene.layers][-1] == layer.id
    assert not driver.atlas.workspace.menus.actions["layers.original-order"].isEnabled()
    assert not driver.atlas.workspace.menus.actions["layers.raise"].isEnabled()


@pytest.mark.slow
def test_a_file_that_takes_too_long_gets_its_sentence(driver: Driver, opening: Opening, file: Path) -> None:
    usual = opening.reading.patience.interval()
    opening.reading.patience.setInterval(0)
    driver.atlas.open_files([file])
    until(lambda: not opening.reading.busy, "the reading is given up")
    opening.reading.patience.setInterval(usual)
    assert (
        text_shown(driver) == "my stations.geojson was not opened: it takes longer than two minutes to read"
    )
    assert opened(driver, file).features


# What a file does not say leads to a question


def container(folder: Path) -> Path:
    file = samples.write(folder, ".gpkg", "Point", "EPSG:3413", layer="ports")
    samples.write(folder, ".gpkg", "LineString", "EPSG:32637", layer="lanes", append=True)
    return file


def read(driver: Driver, opening: Opening) -> list[int]:
    """How many features each open file has, when all is read."""
    until(lambda: not opening.reading.busy, "the files are read")
    driver.settle()
    return [len(file.layer.features) for file in driver.atlas.store.files]


@pytest.mark.slow
def test_layers_of_a_container_are_chosen_by_keyboard(
    driver: Driver, opening: Opening, tmp_path: Path
) -> None:
    file = container(tmp_path)
    driver.atlas.open_files([file])
    until(lambda: opening.questions.dialog is not None, "the question for the layers")
    dialog = opening.questions.dialog
    assert isinstance(dialog, LayerPicker)
    words = [dialog.list.item(number).text() for number in range(dialog.list.count())]
    assert words == ["ports: points, 3 features", "lanes: lines, 2 features"]
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    assert dialog.names == ("lanes",)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert read(driver, opening) == [2]
    # As at the next start: without asking.
    (path,) = driver.atlas.store.session.files
    driver.atlas.store.opened.close(driver.atlas.store.files[0].layer.id)
    opening.open_again([path])
    assert read(driver, opening) == [2]
    assert opening.recent.paths == (file,)


@pytest.mark.slow
def test_layers_of_a_container_are_layers_of_the_map_or_together_one(
    driver: Driver, opening: Opening, tmp_path: Path
) -> None:
    file = container(tmp_path)
    driver.atlas.open_files([file])
    until(lambda: opening.questions.dialog is not None, "the question for the layers")
    assert opening.questions.dialog
    QTest.keyClick(opening.questions.dialog, Qt.Key.Key_Return)
    # Points are drawn above lines, whatever their order in the file.
    assert read(driver, opening) == [2, 3]
    layers = [each.layer for each in driver.atlas.store.files]
    assert [layer.name for layer in layers] == ["lanes (sample.gpkg)", "ports (sample.gpkg)"]
    x0, y0, x1, y1 = driver.viewport.box
    for layer in layers:
        left, bottom, right, top = driver.atlas.store.drawings.box(layer.id, "nsr") or pytest.fail(layer.name)
        assert x0 < left <= right < x1 and y0 < bottom <= top < y1
    assert len({layer.file_style for layer in layers}) == 2
    assert opening.table_of(layers[0].id) != opening.table_of(layers[1].id)
    # Both are of one file, which has changed.
    samples.write(tmp_path, ".gpkg", "Point", "EPSG:3413", layer="ports")
    until(lambda: all(each.outdated for each in driver.atlas.store.files), "both are marked")
    opening.changes.read_again()
    read(driver, opening)
    assert not any(each.outdated for each in driver.atlas.store.files)
    driver.atlas.store.opened.close(layers[0].id)
    assert opening.changes.watch.in_state(State.AS_READ) == (layer_path(file, "ports"),)
    driver.atlas.store.opened.close(layers[1].id)
    driver.atlas.open_files([file])
    until(lambda: opening.questions.dialog is not None, "the question for the layers")
    dialog = opening.questions.dialog
    assert isinstance(dialog, LayerPicker)
    dialog.together.setChecked(True)
    dialog.accept()
    assert read(driver, opening) == [5]
    assert driver.atlas.store.files[0].layer.name == "sample.gpkg"


@pytest.mark.slow
def test_a_layer_of_areas_is_drawn_above_the_points_that_it_is_above(
    driver: Driver, opening: Opening, tmp_path: Path
) -> None:
    places = [(float(lon), 76.0) for lon in range(60, 100, 2)]
    ring = [[50, 74], [110, 74], [110, 79], [50, 79], [50, 74]]
    files = [
        geojson_of(tmp_path / "points.geojson", *({"type": "Point", "coordinates": at} for at in places)),
        geojson_of(tmp_path / "area.geojson", {"type": "Polygon", "coordinates": [ring]}),
    ]
    points, area = map(driver.open_file, files)
    store = driver.atlas.store
    colours = {
        points: LayerStyle(colour="#00ff00", size=16.0),
        area: LayerStyle(colour="#ff0000", outline=0.0),
    }
    for id, style in colours.items():
        driver.atlas.workspace.file_layers.styling.choose(id, style, 2)
        until(lambda id=id: id in dict(store.session.styles), "the style is chosen")  # type: ignore[misc]
    subjects = [layer.id for layer in driver.atlas.scene.layers if not layer.file]
    driver.painted_after(actions.show_layers(subjects, False))

    def is_above() -> bool:
        return count_of(driver.map_shot(), "#00ff00") == 0

    driver.settle()
    assert not is_above()
    driver.painted_after(move_layer(area, len(subjects), store.catalog))
    until(is_above, "the area covers the points")
    out = tmp_path / "map.svg"
    headless.write_scene(store.scene, store.drawings, Request(width=900, height=700), out)
    svg = out.read_text()
    assert svg.index(f'id="feature-{points}.0"') < svg.index(f'id="feature-{area}.0"')
    driver.painted_after(move_layer(area, 0, store.catalog))
    until(lambda: not is_above(), "and is covered by them")


def geojson_of(path: Path, *geometries: object) -> Path:
    features = [{"type": "Feature", "properties": {}, "geometry": each} for each in geometries]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


@pytest.mark.slow
def test_a_file_without_a_reference_system_leads_to_a_question(
    driver: Driver, opening: Opening, tmp_path: Path
) -> None:
    file = samples.write(tmp_path, ".dxf", "Point", "EPSG:3413")
    driver.atlas.open_files([file])
    until(lambda: opening.questions.dialog is not None, "the question for the reference system")
    dialog = opening.questions.dialog
    assert isinstance(dialog, CrsPicker)
    dialog.box.setEditText("3413")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert read(driver, opening) == [3]


@pytest.mark.slow
def test_who_does_not_want_to_say_gets_a_sentence(driver: Driver, opening: Opening, tmp_path: Path) -> None:
    driver.atlas.open_files([samples.write(tmp_path, ".dxf", "Point", "EPSG:3413"), container(tmp_path)])
    until(lambda: isinstance(opening.questions.dialog, CrsPicker), "the question for the reference system")
    assert opening.questions.dialog
    QTest.keyClick(opening.questions.dialog, Qt.Key.Key_Escape)
    until(lambda: isinstance(opening.questions.dialog, LayerPicker), "the question for the layers")
    assert opening._refusals.text.endswith("; open it again to name it")
    QTest.keyClick(opening.questions.dialog, Qt.Key.Key_Escape)
    assert read(driver, opening) == []
