"""What was shown at the end is shown at the start."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from math import isclose
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QStandardPaths, QTranslator
from PySide6.QtWidgets import QApplication, QPushButton
from tests.desktop.conftest import opened
from tests.desktop.driver import POPUP_IS_WHOLE, Driver, until
from tests.source_article import LACKING, source
from tests.unit.content.contents import NEW

from arctic_map import resources
from arctic_map.content.package.packing import save
from arctic_map.content.package.unpacked import unpacked
from arctic_map.desktop.files.article_file import KEY
from arctic_map.desktop.panels.article.sentence_places import is_seen
from arctic_map.desktop.widgets import theming
from arctic_map.desktop.widgets.settings import Settings
from arctic_map.desktop.window.docks import LAYOUT_VERSION
from arctic_map.desktop.window.panel import Panel
from arctic_map.geo.projections import projection_named
from arctic_map.model.note import Note, NoteKind
from arctic_map.model.tr import speak
from arctic_map.scene.scene import Scene
from arctic_map.scene.session import actions
from arctic_map.scene.session.layer_order import move_layer
from arctic_map.storage import preparation
from arctic_map.storage.app_folders import SESSION
from arctic_map.storage.user_language import LANGUAGE_VARIABLE

pytestmark = pytest.mark.desktop


@pytest.fixture(autouse=True)
def own_folders(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path / "config"))
    yield Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.StateLocation))
    theming.use_text_size(100)
    theming.use_theme("light")


def started(file: Path | None = None, *, fresh: bool = False) -> AbstractContextManager[Driver]:
    """On the built-in atlas, or on the one in a file."""
    return opened(unpacked(file)[0] if file else resources.data(), file, remember=True, fresh=fresh)


NOTE = Note(id="own-7", kind=NoteKind.MARKER, places=((60.0, 72.0),), text="Our harbour")
SETTINGS = Settings(
    theme="dark", high_contrast=True, text_size=150, units="nmi", coordinates="seconds", names="ru"
)


def change_much(driver: Driver) -> None:
    catalog = driver.atlas.store.catalog
    driver.atlas.choices.choose(SETTINGS)
    driver.painted_after(actions.change_projection(projection_named("epsg3576")))
    driver.painted_after(
        actions.show_layers(["drills", "ports-other"], False), actions.show_features(["hamburg"], False)
    )
    driver.painted_after(actions.fade_layer("lanes", 0.5), move_layer("ports", 2, catalog))
    driver.painted_after(actions.keep_note(NOTE), actions.select_feature("arkhangelsk"))
    driver.painted_after(actions.go_to((-1_500_000.0, -2_500_000.0, 500_000.0, -500_000.0), smooth=False))


def stands_as(before: Scene, driver: Driver) -> None:
    """All that was shown is shown again, in the window and on the page."""
    after = driver.atlas.scene
    assert after.projection == before.projection
    assert [(layer.id, layer.shown, layer.opacity) for layer in after.layers] == [
        (layer.id, layer.shown, layer.opacity) for layer in before.layers
    ]
    assert after.features_hidden == before.features_hidden == {"hamburg"}
    assert after.selected == before.selected
    assert before.viewport and after.viewport
    assert isclose(after.viewport.resolution, before.viewport.resolution, rel_tol=0.01)
    assert abs(after.viewport.x - before.viewport.x) < 2 * before.viewport.resolution
    assert driver.ask("arctic.atlas.ground.projection.id") == "epsg3576"
    assert not driver.ask("arctic.atlas.layers.shown.has('drills')")
    shown = driver.ask("arctic.atlas.layers.order.map(({ id }) => id)")
    assert shown == [layer.id for layer in after.layers if layer.id in shown]
    assert shown.index("ports") < shown.index("lanes")
    # The page that was prepared for the start has no notes.
    assert driver.atlas.store.session.notes == (NOTE,) and "own-notes" in shown
    until(lambda: driver.ask(POPUP_IS_WHOLE), "the popup is whole")
    assert driver.problems == []


def is_set(driver: Driver) -> None:
    """The settings are those that were chosen, on the page too."""
    assert driver.atlas.choices.settings == SETTINGS
    page = "document.documentElement"
    assert driver.ask(f"{page}.dataset.contrast") == "high" and driver.ask(f"{page}.dataset.theme") == "dark"
    assert float(driver.ask(f"getComputedStyle({page}).getPropertyValue('--text')")) == 1.5
    labels = driver.ask("arctic.atlas.layers.shown.get('ports').drawing.labels.map(({ text }) => text)")
    assert "Шанхай" in labels and "nmi" in driver.text(".scale")


@pytest.mark.slow
def test_what_was_shown_and_chosen_comes_back_and_a_fresh_start_has_the_settings_alone(
    own_folders: Path,
) -> None:
    with started() as driver:
        change_much(driver)
        before = driver.atlas.scene
    with started() as driver:
        stands_as(before, driver)
        is_set(driver)
    # A crash between the two writings leaves a session without the page that goes with it.
    (own_folders / preparation.LAST).unlink()
    with started() as driver:
        stands_as(before, driver)
        driver.painted_after(actions.delete_notes([NOTE.id]))
        # Of a rotated map no page is stored.
        driver.painted_after(actions.change_projection(projection_named("epsg3576@30")))
    with started(fresh=True) as driver:
        is_set(driver)
        assert driver.atlas.scene.projection.id == "nsr"
        assert driver.atlas.scene.selected is None and not driver.atlas.scene.features_hidden
        assert "not stored" in driver.message
        driver.painted_after(actions.keep_note(NOTE))
        driver.atlas.window.resize(900, 700)
    with started() as driver:
        assert driver.atlas.scene.projection.id == "epsg3576@30"
        assert driver.ask("arctic.atlas.ground.projection.id") == "epsg3576@30"
        assert driver.atlas.scene.features_hidden == {"hamburg"} and not driver.atlas.store.session.notes


@pytest.mark.slow
def test_opened_files_come_back_and_a_missing_one_is_reported(tmp_path: Path) -> None:
    paths = [tmp_path / "other.geojson", tmp_path / "my stations.geojson"]
    for path in paths:
        path.write_text('{"type": "Point", "coordinates": [90, 81]}')
    with started() as driver:
        driver.atlas.open_files(paths)
        until(lambda: not driver.atlas.workspace.files.reading.busy, "the files are read")
        other, faded = (file.layer for file in driver.atlas.store.files)
        driver.painted_after(actions.fade_layer(faded.id, 0.4), actions.show_layers([other.id], False))
        driver.painted_after(actions.select_feature(faded.features[0].id))
    with started() as driver:
        assert [each.layer.file for each in driver.atlas.store.files] == [str(path) for path in paths]
        layers = {each.id: each for each in driver.atlas.scene.layers}
        assert (layers[faded.id].opacity, layers[other.id].shown) == (0.4, False)
        assert driver.atlas.scene.highlighted == (faded.features[0].id,)
        assert driver.ask(f"arctic.atlas.layers.shown.has('{faded.id}')")
        assert driver.problems == []
    away = paths[1].rename(tmp_path / "on a drive that is not mounted")
    with started() as driver:
        assert driver.message == "my stations.geojson was not opened: it was open before and no longer exists"
        assert [each.layer.file for each in driver.atlas.store.files] == [str(paths[0])]
    away.rename(paths[1])
    paths[0].unlink()
    with started() as driver:
        assert [each.layer.file for each in driver.atlas.store.files] == [str(paths[1])]
        assert next(each for each in driver.atlas.scene.layers if each.id == faded.id).opacity == 0.4
        driver.atlas.workspace.files.close_all()
        assert driver.atlas.store.session.files == ()
        assert driver.atlas.store.catalog.problems == driver.atlas.store.content.problems


@pytest.mark.slow
def test_another_atlas_opens_with_a_view_of_its_own_and_without_notes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    own = tmp_path / "own.arctic"
    save(own, NEW)
    with started() as driver:
        driver.painted_after(actions.keep_note(NOTE))
        driver.painted_after(actions.change_projection(projection_named("epsg3576")))
    with started(own) as driver:
        assert driver.atlas.store.session.notes == ()
        assert driver.atlas.scene.projection.id == "nsr"
        driver.painted_after(actions.change_projection(projection_named("world")))
    with started() as driver:
        assert driver.atlas.store.session.notes == (NOTE,)
        assert driver.atlas.scene.projection.id == "epsg3576"
    with started(own) as driver:
        assert driver.atlas.scene.projection.id == "world"


def test_a_session_that_is_no_good_is_set_aside_and_the_app_starts(own_folders: Path) -> None:
    own_folders.mkdir(parents=True)
    (own_folders / SESSION).write_text('{"projection": "mars"}')
    with started() as driver:
        assert driver.atlas.scene.projection.id == "nsr"
        notices = driver.atlas.window.notices
        # The hint of a first start may stand above it.
        assert notices and any("starts without it" in card.text for card in notices.cards)
    assert (own_folders / "session.unreadable.json").read_text() == '{"projection": "mars"}'


def test_panels_are_stored_without_a_normal_end() -> None:
    with started() as driver:
        settings, window = QSettings(), driver.atlas.window
        driver.atlas.window.toggle_panel(Panel.FACTS)
        until(
            lambda: settings.value("window/state") == window.saveState(LAYOUT_VERSION),
            "the panels are stored while the window is open",
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
def test_a_missing_copy_of_the_article_is_reported_once(tmp_path: Path) -> None:
    QSettings().setValue(KEY, str(tmp_path / "gone.txt"))
    lines = []
    for _ in range(2):
        with started() as driver:
            driver.atlas.window.show_panel(Panel.ARTICLE, True)
            panel = driver.atlas.workspace.article_panel
            until(panel.isVisible, "the panel")
            driver.settle()
            lines.append(panel.notice.text())
    assert lines[0].startswith("gone.txt, which was open before, is no longer in")
    assert lines[1] == ""


def test_the_window_speaks_the_chosen_language_from_the_next_start(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    with started() as driver:
        driver.atlas.choices.choose(Settings(language="ru"))
        assert driver.atlas.window.menuBar().actions()[0].text() == "&File"
    monkeypatch.delenv(LANGUAGE_VARIABLE)
    try:
        with started() as driver:
            assert driver.atlas.window.menuBar().actions()[0].text() == "&Файл"
            assert driver.atlas.store.session.preferences.names == "ru", "place names follow it"
    finally:
        speak(None)
        for words in qapp.findChildren(QTranslator):
            qapp.removeTranslator(words)


def test_another_language_is_offered_until_it_is_that_of_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(LANGUAGE_VARIABLE)
    with started() as driver:
        window, change = driver.atlas.window, driver.atlas.language
        assert change is not None

        def offers() -> list[str]:
            return [each.text for each in window.notices.cards] if window.notices else []

        driver.atlas.choices.choose(Settings(language="ru"))
        assert offers() == ["Open the window again to have it in Русский"]
        driver.atlas.choices.choose(Settings(language="en"))
        assert not offers()
        driver.atlas.choices.choose(Settings(language="zh"))
        assert window.notices is not None
        (card,) = window.notices.cards
        next(each for each in card.findChildren(QPushButton) if "again" in each.text()).click()
        assert change.opens_again and not window.isVisible()
