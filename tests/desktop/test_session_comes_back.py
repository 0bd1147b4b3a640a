"""What was shown at the end is shown at the start."""

from collections.abc import Iterator
from contextlib import contextmanager
from math import isclose
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, QStandardPaths, QTimer
from PySide6.QtWidgets import QApplication
from tests.desktop.hand import Hand, until

from arctic_map import resources
from arctic_map.desktop.app import begin
from arctic_map.desktop.panel import Panel
from arctic_map.desktop.window import LAYOUT_VERSION
from arctic_map.files import first_page, session
from arctic_map.geo.planes import plane_named
from arctic_map.model.saved import Saved
from arctic_map.scene import actions

pytestmark = pytest.mark.desktop


@pytest.fixture(autouse=True)
def own_folders(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.StateLocation))


@contextmanager
def started(*, fresh: bool = False) -> Iterator[Hand]:
    atlas = begin(resources.data(), fresh=fresh)
    hand = Hand(atlas)
    came: list[bool] = []
    atlas.painted.connect(lambda: came.append(True))
    atlas.window.resize(1100, 750)
    atlas.window.show()
    until(lambda: came, "the first paint")
    until(lambda: hasattr(atlas, "problems_panel"), "the panels")
    hand.settle()
    yield hand
    atlas.window.close()
    atlas.dispose()
    atlas.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))


def change_much(hand: Hand) -> None:
    hand.painted_after(actions.change_plane(plane_named("epsg3576")))
    hand.painted_after(actions.show_layers(["drills", "ports-other"], False))
    hand.painted_after(actions.fade_layer("lanes", 0.5))
    hand.painted_after(actions.select_feature("murmansk"))
    hand.painted_after(actions.go_to((-1_500_000.0, -2_500_000.0, 500_000.0, -500_000.0), smooth=False))
    hand.settle()


def test_layers_plane_view_and_selection_come_back() -> None:
    with started() as hand:
        change_much(hand)
        before = hand.atlas.scene
    with started() as hand:
        after = hand.atlas.scene
        assert after.plane == before.plane
        assert [(layer.id, layer.shown, layer.opacity) for layer in after.layers] == [
            (layer.id, layer.shown, layer.opacity) for layer in before.layers
        ]
        assert after.selected == before.selected
        assert before.viewport and after.viewport
        assert isclose(after.viewport.resolution, before.viewport.resolution, rel_tol=0.01)
        assert abs(after.viewport.x - before.viewport.x) < 2 * before.viewport.resolution
        assert hand.ask("arctic.atlas.ground.plane.id") == "epsg3576"
        assert not hand.ask("arctic.atlas.layers.shown.has('drills')")


def test_a_fresh_start_leaves_the_last_session_out() -> None:
    with started() as hand:
        change_much(hand)
    with started(fresh=True) as hand:
        assert hand.atlas.scene.plane.id == "nsr"
        assert hand.atlas.scene.selected is None


@pytest.mark.parametrize("text", ["{", '{"plane": "mars"}', '{"plane": "nsr", "opacity": [["lanes", 7]]}'])
def test_a_session_that_is_no_good_is_set_aside_and_the_app_starts(text: str, own_folders: Path) -> None:
    own_folders.mkdir(parents=True)
    (own_folders / session.NAME).write_text(text)
    with started() as hand:
        assert hand.atlas.scene.plane.id == "nsr"
        assert "starts anew" in hand.atlas.window.statusBar().currentMessage()
    assert (own_folders / "session.unreadable.json").read_text() == text


def test_what_was_kept_only_in_part_comes_back_whole(own_folders: Path) -> None:
    """A crash between the two writings leaves a session without the page that goes with it."""
    with started() as hand:
        change_much(hand)
    for _ in range(2):
        (own_folders / first_page.LAST).unlink()
        with started() as hand:
            assert hand.atlas.scene.plane.id == "epsg3576"
            assert hand.ask("arctic.atlas.ground.plane.id") == "epsg3576"


def test_panels_are_kept_without_a_normal_end() -> None:
    with started() as hand:
        settings, window = QSettings(), hand.atlas.window
        hand.atlas.toggle_panel(Panel.FACTS)
        until(
            lambda: settings.value("window/state") == window.saveState(LAYOUT_VERSION),
            "the panels are kept while the window is open",
        )


def test_a_story_that_plays_is_kept_while_it_plays(own_folders: Path) -> None:
    """Changes that follow each other quickly do not put the writing off."""
    with started() as hand:
        session.write(own_folders, Saved(plane="nsr"))
        never_still = QTimer(interval=20)
        never_still.timeout.connect(lambda: hand.atlas.apply(actions.toggle_kind("forecast")))
        never_still.start()
        hand.atlas.apply(actions.select_feature("murmansk"))
        until(lambda: (kept := session.read(own_folders)) and kept.feature == "murmansk", "it is kept")
        assert never_still.isActive()
