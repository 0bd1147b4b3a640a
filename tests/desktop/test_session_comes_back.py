"""What was shown at the end is shown at the start."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from math import isclose
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, QStandardPaths, QTimer
from PySide6.QtWidgets import QApplication
from tests.cases import first_quick
from tests.desktop.driver import POPUP_IS_WHOLE, Driver, until
from tests.source_article import LACKING, source
from tests.unit.content.contents import NEW

from arctic_map import resources
from arctic_map.content.package.packing import save
from arctic_map.content.package.unpacked import unpacked
from arctic_map.desktop.files.article import KEY
from arctic_map.desktop.panels.article.places import is_seen
from arctic_map.desktop.shell.app import begin
from arctic_map.desktop.window.docks import LAYOUT_VERSION
from arctic_map.desktop.window.panel import Panel
from arctic_map.geo.projections import projection_named
from arctic_map.model.note import Note, NoteKind
from arctic_map.model.saved import Saved
from arctic_map.scene.session import actions
from arctic_map.scene.session.layer_order import move_layer
from arctic_map.storage import first_page, session_file
from arctic_map.storage.app_folders import SESSION

pytestmark = pytest.mark.desktop


@pytest.fixture(autouse=True)
def own_folders(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.StateLocation))


@contextmanager
def started(file: Path | None = None, *, fresh: bool = False) -> Iterator[Driver]:
    """On the built-in atlas, or on the one in a file."""
    atlas = begin(unpacked(file)[0] if file else resources.data(), fresh=fresh, atlas_file=file)
    driver = Driver(atlas)
    came: list[bool] = []
    atlas.painted.connect(lambda: came.append(True))
    atlas.window.resize(1100, 750)
    atlas.window.show()
    until(lambda: came, "the first paint")
    until(lambda: atlas.is_ready, "the panels")
    driver.settle()
    yield driver
    atlas.window.close()
    atlas.dispose()
    atlas.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))


def change_much(driver: Driver) -> None:
    driver.painted_after(actions.change_projection(projection_named("epsg3576")))
    driver.painted_after(actions.show_layers(["drills", "ports-other"], False))
    driver.painted_after(actions.fade_layer("lanes", 0.5), move_layer("ports", 2, driver.atlas.store.catalog))
    driver.painted_after(actions.select_feature("arkhangelsk"))
    driver.painted_after(actions.go_to((-1_500_000.0, -2_500_000.0, 500_000.0, -500_000.0), smooth=False))
    driver.settle()


@pytest.mark.slow
def test_notes_come_back_and_stand_on_the_map() -> None:
    note = Note(id="own-7", kind=NoteKind.MARKER, places=((60.0, 72.0),), text="Our harbour")
    shown = "[...arctic.atlas.layers.shown.keys()].includes('own-notes')"
    with started() as driver:
        driver.painted_after(actions.keep_note(note))
        assert driver.ask(shown) is True
    with started() as driver:
        assert driver.atlas.store.session.notes == (note,)
        driver.settle()
        # The page that was prepared for the start has none of them.
        assert driver.ask(shown) is True
        driver.painted_after(actions.delete_notes(["own-7"]))
        assert driver.ask(shown) is False
        assert driver.problems == []


@pytest.mark.slow
def test_another_atlas_opens_with_a_view_of_its_own_and_without_notes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    own = tmp_path / "own.arctic"
    save(own, NEW)
    note = Note(id="own-7", kind=NoteKind.MARKER, places=((60.0, 72.0),), text="Our harbour")
    with started() as driver:
        driver.painted_after(actions.keep_note(note))
        driver.painted_after(actions.change_projection(projection_named("epsg3576")))
    with started(own) as driver:
        assert driver.atlas.store.session.notes == ()
        assert driver.atlas.scene.projection.id == "nsr"
        driver.painted_after(actions.change_projection(projection_named("world")))
    with started() as driver:
        assert driver.atlas.store.session.notes == (note,)
        assert driver.atlas.scene.projection.id == "epsg3576"
    with started(own) as driver:
        assert driver.atlas.scene.projection.id == "world"


@pytest.mark.slow
def test_a_turned_map_and_hidden_features_come_back() -> None:
    with started() as driver:
        driver.painted_after(actions.change_projection(projection_named("nsr@30")))
        driver.painted_after(actions.show_features(["hamburg"], False))
        driver.settle()
        before = driver.viewport
    with started() as driver:
        scene = driver.atlas.scene
        assert scene.projection.id == "nsr@30"
        assert scene.features_hidden == {"hamburg"}
        assert driver.ask("arctic.atlas.ground.projection.id") == "nsr@30"
        assert isclose(driver.viewport.resolution, before.resolution, rel_tol=0.01)
        assert abs(driver.viewport.x - before.x) < 3 * before.resolution
        assert driver.problems == []


@pytest.mark.slow
def test_layers_projection_view_and_selection_come_back() -> None:
    with started() as driver:
        change_much(driver)
        before = driver.atlas.scene
    with started() as driver:
        after = driver.atlas.scene
        assert after.projection == before.projection
        assert [(layer.id, layer.shown, layer.opacity) for layer in after.layers] == [
            (layer.id, layer.shown, layer.opacity) for layer in before.layers
        ]
        assert after.selected == before.selected
        assert before.viewport and after.viewport
        assert isclose(after.viewport.resolution, before.viewport.resolution, rel_tol=0.01)
        assert abs(after.viewport.x - before.viewport.x) < 2 * before.viewport.resolution
        assert driver.ask("arctic.atlas.ground.projection.id") == "epsg3576"
        assert not driver.ask("arctic.atlas.layers.shown.has('drills')")
        shown = driver.ask("arctic.atlas.layers.order.map(({ id }) => id)")
        assert shown == [layer.id for layer in after.layers if layer.id in shown]
        assert shown.index("ports") < shown.index("lanes")
        until(lambda: driver.ask(POPUP_IS_WHOLE), "the popup is whole")


@pytest.mark.slow
def test_a_fresh_start_leaves_the_last_session_out() -> None:
    with started() as driver:
        change_much(driver)
    with started(fresh=True) as driver:
        assert driver.atlas.scene.projection.id == "nsr"
        assert driver.atlas.scene.selected is None


@pytest.mark.parametrize(
    "text", first_quick(["{", '{"projection": "mars"}', '{"projection": "nsr", "opacity": [["lanes", 7]]}'])
)
def test_a_session_that_is_no_good_is_set_aside_and_the_app_starts(text: str, own_folders: Path) -> None:
    own_folders.mkdir(parents=True)
    (own_folders / SESSION).write_text(text)
    with started() as driver:
        assert driver.atlas.scene.projection.id == "nsr"
        notices = driver.atlas.window.notices
        # The hint of a first start may stand above it.
        assert notices and any("starts without it" in card.text for card in notices.cards)
    assert (own_folders / "session.unreadable.json").read_text() == text


@pytest.mark.slow
def test_what_was_kept_only_in_part_comes_back_whole(own_folders: Path) -> None:
    """A crash between the two writings leaves a session without the page that goes with it."""
    with started() as driver:
        change_much(driver)
    for _ in range(2):
        (own_folders / first_page.LAST).unlink()
        with started() as driver:
            assert driver.atlas.scene.projection.id == "epsg3576"
            assert driver.ask("arctic.atlas.ground.projection.id") == "epsg3576"


def test_panels_are_kept_without_a_normal_end() -> None:
    with started() as driver:
        settings, window = QSettings(), driver.atlas.window
        driver.atlas.window.toggle_panel(Panel.FACTS)
        until(
            lambda: settings.value("window/state") == window.saveState(LAYOUT_VERSION),
            "the panels are kept while the window is open",
        )


@pytest.mark.slow
def test_the_readers_copy_of_the_article_comes_back_with_the_selected_fact_lit() -> None:
    path = source()
    if path is None:
        pytest.skip(LACKING)
    with started() as driver:
        workspace = driver.atlas.workspace
        workspace.article.open(path)
        until(lambda: workspace.article_panel.reading, "the text")
        driver.painted_after(actions.select_fact("T7"))
    with started() as driver:
        workspace = driver.atlas.workspace
        assert driver.atlas.window.panel_in_front(Panel.ARTICLE)
        until(lambda: workspace.article_panel.reading, "the text")
        assert workspace.article_panel.reading is not None
        text = workspace.article_panel.reading.text
        assert text.marks.highlighted
        until(lambda: is_seen(text, text.marks.highlighted[0]), "the sentence in view")
        workspace.article.close()


@pytest.mark.slow
def test_a_copy_of_the_article_that_has_gone_is_said_once(tmp_path: Path) -> None:
    QSettings().setValue(KEY, str(tmp_path / "gone.txt"))
    said = []
    for _ in range(2):
        with started() as driver:
            driver.atlas.window.show_panel(Panel.ARTICLE, True)
            panel = driver.atlas.workspace.article_panel
            until(panel.isVisible, "the panel")
            driver.settle()
            said.append(panel.notice.text())
    assert said[0].startswith("gone.txt, which was open before, is no longer in")
    assert said[1] == ""


@pytest.mark.slow
def test_a_story_that_plays_is_kept_while_it_plays(own_folders: Path) -> None:
    """Changes that follow each other quickly do not put the writing off."""
    with started() as driver:
        session_file.write(own_folders, Saved(projection="nsr"))
        never_still = QTimer()
        never_still.timeout.connect(lambda: driver.atlas.apply(actions.toggle_kind("forecast")))
        never_still.start(20)
        driver.atlas.apply(actions.select_feature("murmansk"))
        until(lambda: (kept := session_file.read(own_folders)) and kept.feature == "murmansk", "it is kept")
        assert never_still.isActive()


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such device")
def test_a_session_that_is_a_link_to_a_device_is_set_aside(own_folders: Path) -> None:
    own_folders.mkdir(parents=True)
    (own_folders / SESSION).symlink_to("/dev/zero")
    with started() as driver:
        # Below the hint of the first start, where this is the first one.
        assert (notices := driver.atlas.window.notices)
        assert any("starts without it" in card.text for card in notices.cards)
        driver.painted_after(actions.select_feature("murmansk"))
    kept = session_file.read(own_folders)
    assert kept and kept.feature == "murmansk"
    assert not (own_folders / SESSION).is_symlink()
