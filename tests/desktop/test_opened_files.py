"""GeoJSON that a reader opens is a layer of the map, marked as the reader's own, until it is closed."""

import json
import os
import signal
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QModelIndex, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QFileOpenEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QTreeView, QWidget
from tests.desktop.driver import Driver, count_of, until
from tests.desktop.layer_rows import children, state, tree_of
from tests.desktop.layer_rows import count_of as features_in
from tests.looks import LOOKS

from arctic_map import resources
from arctic_map.desktop.files.file_reading import FileReading
from arctic_map.desktop.files.open_events import FileOpenEvents
from arctic_map.desktop.files.opening import Opening
from arctic_map.desktop.files.reading_job import Job, Place
from arctic_map.desktop.shell.app import begin
from arctic_map.desktop.shell.commands.menu import Menu
from arctic_map.export.request import Request
from arctic_map.geo.projections import PROJECTIONS, projection_named
from arctic_map.model.catalog import Layer
from arctic_map.render import headless
from arctic_map.scene.session import actions
from arctic_map.scene.timeline import Range

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


def said(driver: Driver) -> str:
    return driver.said


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


def test_a_file_dropped_on_the_window_is_a_layer(driver: Driver, opening: Opening, file: Path) -> None:
    hint = driver.atlas.workspace.dropping.hint
    enter = dragged(driver, carried(file))
    assert enter.isAccepted()
    assert enter.dropAction() is Qt.DropAction.CopyAction
    assert hint.isVisible() and "my stations.geojson" in hint.words
    assert hint.geometry().contains(driver.atlas.map_frame.geometry().center())
    drop = dropped(driver, carried(file))
    assert drop.isAccepted() and drop.dropAction() is Qt.DropAction.CopyAction
    assert not hint.isVisible()
    until(lambda: driver.atlas.store.files, "the file is open")
    driver.settle()
    assert [row.data() for row in rows_of(driver)] == ["my stations.geojson"]
    assert "is on the map: 4 features; 2 problems are listed below" in said(driver)


def test_what_leaves_again_or_is_no_file_changes_nothing(
    driver: Driver, opening: Opening, file: Path
) -> None:
    dragged(driver, carried(file))
    QCoreApplication.sendEvent(driver.atlas.window, QDragLeaveEvent())
    assert not driver.atlas.workspace.dropping.hint.isVisible()
    words = QMimeData()
    words.setText(str(file))
    assert not dragged(driver, words).isAccepted()
    assert not dropped(driver, words).isAccepted()
    dropped(driver, carried("http://example.org/a.geojson"))
    assert said(driver) == "Only files on this computer can be opened"
    assert not opening.reading.busy
    assert driver.atlas.store.files == ()


def test_the_map_leaves_what_is_dropped_to_the_window(driver: Driver) -> None:
    within = [driver.atlas.view, *driver.atlas.view.findChildren(QWidget), driver.atlas.bars.search]
    assert [widget for widget in within if widget.acceptDrops()] == []
    assert driver.atlas.window.acceptDrops()


def test_a_page_that_starts_anew_leaves_it_too(driver: Driver) -> None:
    fresh = QWidget(driver.atlas.view)
    fresh.setAcceptDrops(True)
    until(lambda: not fresh.acceptDrops(), "the new widget lets it pass")
    fresh.deleteLater()


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
    others = [written(tmp_path / f"{number} & <b>.geojson", FEATURES[0]) for number in range(2)]
    opened(driver, *others, file)
    others[1].unlink()
    menu = recent_menu(driver)
    assert entries(menu) == ["my stations.geojson", "0 && <b>.geojson", "&Clear list"]
    opening.close_all()
    menu.actions()[1].trigger()
    until(lambda: driver.atlas.store.files and not opening.reading.busy, "the file is open again")
    assert driver.atlas.store.files[0].layer.file == str(others[0])
    assert entries(recent_menu(driver))[0] == "0 && <b>.geojson"
    driver.atlas.workspace.menus.actions["file.clear-recent"].trigger()
    assert entries(recent_menu(driver)) == ["No recent files", "&Clear list"]


def test_no_more_than_ten_files_are_remembered(opening: Opening, tmp_path: Path) -> None:
    paths = [written(tmp_path / f"{number}.geojson") for number in range(12)]
    for path in paths:
        opening.recent.add(path)
    assert opening.recent.paths == tuple(reversed(paths[2:]))
    opening.recent.add(paths[5])
    assert opening.recent.paths[0] == paths[5]
    assert len(opening.recent.paths) == 10


def recent_menu(driver: Driver) -> QMenu:
    menu = driver.atlas.workspace.menus.menu(Menu.RECENT)
    menu.aboutToShow.emit()
    return menu


def entries(menu: QMenu) -> list[str]:
    """Without the numbers that keys choose them by."""
    texts = [action.text() for action in menu.actions() if not action.isSeparator()]
    return [text[3:] if text[:1] == "&" and text[2:3] == " " else text for text in texts]


def test_macos_hands_files_and_links_over_as_events(driver: Driver, file: Path) -> None:
    came: list[object] = []
    doorman = QWidget()
    events = FileOpenEvents(doorman)
    events.came.connect(came.append)
    for event in (QFileOpenEvent(str(file)), QFileOpenEvent(QUrl("arctic-map://fact/T3"))):
        QCoreApplication.sendEvent(doorman, event)
    QCoreApplication.sendEvent(doorman, QFileOpenEvent(QUrl("http://example.org/")))
    assert came[0] == file
    assert str(came[1]) == "arctic-map://fact/T3"
    assert len(came) == 2


@pytest.mark.parametrize("name", ["notes.odt", "map.rar", "scene.tif", "noname"])
def test_what_is_of_no_known_kind_gets_a_sentence(
    name: str, driver: Driver, opening: Opening, tmp_path: Path
) -> None:
    (tmp_path / name).write_text("words")
    driver.atlas.open_files([tmp_path / name])
    assert said(driver).startswith(f"{name} was not opened: files of this kind are not supported")


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


def test_its_problems_are_listed_with_file_feature_and_reason(
    driver: Driver, opening: Opening, file: Path
) -> None:
    opened(driver, file)
    found = {(problem.where, problem.why) for problem in driver.atlas.scene.problems}
    assert {problem.file for problem in driver.atlas.scene.problems} == {"my stations.geojson"}
    assert ("features[2].geometry.coordinates[0]", "the ring is not closed; it is drawn closed") in found
    assert any(where.startswith("features[1] A track.geometry") and "180°" in why for where, why in found)
    opening.close_all()
    assert driver.atlas.scene.problems == ()


def test_a_click_selects_and_the_popup_says_what_the_file_says(
    driver: Driver, opening: Opening, file: Path
) -> None:
    layer = opened(driver, file)
    driver.click(driver.point_of(layer.features[0].id))
    until(lambda: driver.atlas.scene.selected, "the click is heard")
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


@pytest.mark.slow
def test_named_features_are_lettered_and_found(driver: Driver, opening: Opening, file: Path) -> None:
    layer = opened(driver, file)
    for projection in ("nsr", "epsg3576", "world"):
        drawing = driver.atlas.store.drawings.get(layer.id, projection)
        assert {"Station <i>Nord</i>", "A track"} <= {label.text for label in drawing.labels}
        assert "Area 3" not in {label.text for label in drawing.labels}
        assert drawing.names and drawing.names[layer.features[2].id] == "Area 3"
    finder = driver.atlas.workspace.finder
    assert finder
    driver.atlas.workspace.finder.begin("")
    QTest.keyClicks(driver.atlas.bars.search, "nord")
    until(lambda: finder.results.isVisible(), "the results")
    assert "Station <i>Nord</i>" in [found.title for found in finder.results.found]
    driver.atlas.bars.search.clear()


@pytest.mark.slow
def test_it_stands_on_every_projection_in_both_looks(driver: Driver, opening: Opening, file: Path) -> None:
    layer = opened(driver, file)
    for projection in PROJECTIONS:
        driver.painted_after(actions.change_projection(projection))
        driver.atlas.workspace.navigator.go_to_layer(layer.id)
        driver.settle()
        for theme in ("light", "dark"):
            driver.atlas.choices.choose_theme(theme)
            driver.settle()
            marks = count_of(driver.map_shot(), LOOKS[theme].styles["file-1-point"].fill)
            assert marks > 10, f"{projection.id}, {theme}"


@pytest.mark.slow
def test_what_lies_in_the_south_is_shown_on_the_world(
    driver: Driver, opening: Opening, tmp_path: Path
) -> None:
    south = {
        "type": "Feature",
        "properties": {"name": "Cape"},
        "geometry": {"type": "Point", "coordinates": [18, -34]},
    }
    opened(driver, written(tmp_path / "south.geojson", south))
    until(lambda: driver.atlas.scene.projection.id == "world", "the world")
    driver.settle()
    assert said(driver) == "south.geojson lies outside this projection: shown on the world"


@pytest.mark.slow
def test_no_filter_leaves_it_out(driver: Driver, opening: Opening, file: Path) -> None:
    layer = opened(driver, file)
    driver.painted_after(
        actions.choose_range(Range(date(1995, 1, 1), date(1995, 12, 31))),
        actions.toggle_precision("surveyed"),
    )
    assert not {feature.id for feature in layer.features} & driver.atlas.scene.filtered_out.features
    assert count_of(driver.map_shot(), LOOKS["light"].styles["file-1-point"].fill) > 10


@pytest.mark.slow
def test_several_files_have_colours_of_their_own(driver: Driver, opening: Opening, tmp_path: Path) -> None:
    paths = [written(tmp_path / f"{number}.geojson", FEATURES[0]) for number in range(4)]
    opened(driver, *paths)
    styles = [file.layer.features[0].style for file in driver.atlas.store.files]
    assert styles == ["file-1-point", "file-2-point", "file-3-point", "file-1-point"]


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
    assert "was not opened" in said(driver)


# Closing


def close_by_key(driver: Driver) -> None:
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
@pytest.mark.parametrize(
    "close",
    [close_by_key, close_by_menu, close_by_command],
)
def test_closing_takes_all_of_it_away(
    close: Callable[[Driver], None], driver: Driver, opening: Opening, file: Path
) -> None:
    before = file.read_bytes()
    layer = opened(driver, file)
    driver.painted_after(actions.select_feature(layer.features[0].id))
    close(driver)
    driver.settle()
    assert driver.atlas.store.files == ()
    assert rows_of(driver) == []
    assert driver.atlas.scene.selected is None
    assert not driver.ask(f"arctic.atlas.layers.shown.has('{layer.id}')")
    assert (
        driver.ask("[...arctic.atlas.layers.cache.keys()].filter((url) => url.includes('opened-')).length")
        == 0
    )
    until(lambda: "my stations" not in driver.text("body"), "the popup fades")
    assert said(driver) == "my stations.geojson was closed"
    assert not driver.atlas.workspace.menus.actions["file.close"].isEnabled()
    assert file.read_bytes() == before
    assert not [each for each in opening.reading.readers.folder.iterdir() if each.is_dir()]


def test_the_atlas_s_own_layers_are_not_closed(driver: Driver) -> None:
    panel = tree(driver)
    panel.setCurrentIndex(children(panel, children(panel)[0])[0])
    count = len(driver.atlas.scene.layers)
    QTest.keyClick(panel, Qt.Key.Key_Delete)
    assert len(driver.atlas.scene.layers) == count


# Exports and pictures


@pytest.mark.slow
def test_exports_say_that_it_is_the_reader_s_own(
    driver: Driver, opening: Opening, file: Path, tmp_path: Path
) -> None:
    opened(driver, file)
    for suffix in (".svg", ".geojson", ".kml", ".html"):
        out = tmp_path / f"out{suffix}"
        headless.write_scene(driver.atlas.scene, driver.atlas.store.drawings, Request(), out)
        text = out.read_text(encoding="utf-8")
        assert "not checked" in text, suffix
        assert "Station &lt;i&gt;Nord" in text or "Station <i>Nord" in text or "\\u003ci>Nord" in text, suffix
        assert str(tmp_path) not in text, suffix


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
    until(lambda: "was made with" in said(driver), "the sentence")
    assert said(driver) == "The picture was made with my stations.geojson, which no longer exists"


def test_a_picture_that_carries_nothing_gets_a_sentence(
    driver: Driver, opening: Opening, tmp_path: Path
) -> None:
    picture = tmp_path / "photo.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    driver.atlas.open_files([picture])
    until(lambda: not opening.reading.busy, "the picture is read")
    assert said(driver).startswith("photo.png was not opened: the view cannot be restored")


# From one day to the next


@pytest.fixture
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def started(fresh: bool = False) -> Driver:
    atlas = begin(resources.data(), fresh=fresh)
    driver = Driver(atlas)
    came: list[bool] = []
    atlas.painted.connect(lambda: came.append(True))
    atlas.window.resize(1100, 750)
    atlas.window.show()
    until(lambda: came, "the first paint")
    until(lambda: atlas.is_ready, "the panels")
    until(lambda: not atlas.workspace.files.reading.busy, "the files are read")
    driver.settle()
    return driver


def ended(driver: Driver) -> None:
    driver.atlas.window.close()
    driver.atlas.dispose()
    driver.atlas.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))


@pytest.mark.slow
@pytest.mark.usefixtures("own_folders", "qapp")
def test_opened_files_come_back_and_a_missing_one_is_said(file: Path, tmp_path: Path) -> None:
    other = written(tmp_path / "other.geojson", FEATURES[1])
    driver = started()
    layer = opened(driver, other, file)
    driver.painted_after(actions.fade_layer(layer.id, 0.4), actions.select_feature(layer.features[0].id))
    first = driver.atlas.store.files[0].layer
    driver.painted_after(actions.show_layers([first.id], False))
    view = driver.viewport
    ended(driver)

    driver = started()
    assert [each.layer.file for each in driver.atlas.store.files] == [str(other), str(file)]
    layers = {each.id: each for each in driver.atlas.scene.layers}
    assert (layers[layer.id].opacity, layers[first.id].shown) == (0.4, False)
    assert driver.atlas.scene.selected and driver.atlas.scene.selected.feature == layer.features[0].id
    assert abs(driver.viewport.x - view.x) < 2 * view.resolution
    assert driver.ask(f"arctic.atlas.layers.shown.has('{layer.id}')")
    assert driver.problems == []
    ended(driver)

    file.unlink()
    driver = started()
    assert [each.layer.file for each in driver.atlas.store.files] == [str(other)]
    assert said(driver) == ("my stations.geojson was not opened: it was open before and no longer exists")
    assert driver.atlas.store.session.files == (str(other),)
    ended(driver)

    driver = started(fresh=True)
    assert driver.atlas.store.files == ()
    ended(driver)


@pytest.mark.slow
def test_an_address_of_another_window_s_file_has_turns_taken_out(
    driver: Driver, opening: Opening, file: Path
) -> None:
    round_about = file.parent / "no" / ".." / file.name
    assert opened(driver, round_about).file == os.fspath(file)


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="kills the page's process as Unix has it")
def test_a_map_that_comes_back_has_it_and_leaves_drops_to_the_window(
    driver: Driver, opening: Opening, file: Path
) -> None:
    layer = opened(driver, file)
    came: list[bool] = []
    connection = driver.atlas.page.came_up.connect(lambda: came.append(True))
    os.kill(driver.atlas.view.page().renderProcessPid(), signal.SIGKILL)
    until(lambda: came, "the map after its process was killed")
    driver.atlas.page.came_up.disconnect(connection)
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
def test_a_file_dropped_on_the_list_of_layers_is_opened_too(
    driver: Driver, opening: Opening, file: Path
) -> None:
    viewport, place, data = tree(driver).viewport(), QPoint(60, 60), carried(file)
    for event in (
        QDragEnterEvent(place, ACTIONS, data, LEFT, NONE),
        QDropEvent(QPointF(place), ACTIONS, data, LEFT, NONE),
    ):
        QCoreApplication.sendEvent(viewport, event)
        assert event.isAccepted() and event.dropAction() is Qt.DropAction.CopyAction
    until(lambda: driver.atlas.store.files, "the file is open")
    driver.settle()


@pytest.mark.slow
def test_an_opened_file_can_lie_under_the_atlas_s_own_layers(
    driver: Driver, opening: Opening, file: Path
) -> None:
    layer = opened(driver, file)
    driver.take_keyboard()
    tree(driver).setCurrentIndex(rows_of(driver)[0])
    driver.command(Qt.Key.Key_Down, CONTROL_SHIFT)
    assert said(driver) == "my stations.geojson is drawn above Other ports and below Ports of the article"
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
    assert said(driver) == "my stations.geojson was not opened: it takes longer than two minutes to read"
    assert opened(driver, file).features


def test_no_reading_outlives_the_window(qapp: object, tmp_path: Path) -> None:
    reading = FileReading(resources.data(), lambda job: Place())
    reading.read(Job(written(tmp_path / "a.geojson", *[FEATURES[0]] * 20_000)))
    until(lambda: reading.process_id, "the process")
    process, folder = reading.process_id, reading.readers.folder
    reading.close()
    assert not folder.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
