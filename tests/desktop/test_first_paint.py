"""The first map is painted with all that belongs to it, or soon where the program takes long to say what."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWebEngineCore import QWebEngineProfile, QWebEngineScript
from tests.desktop.driver import Driver, until

from arctic_map import resources
from arctic_map.desktop.map.map_page import MapPage
from arctic_map.desktop.shell.app import begin
from arctic_map.desktop.web import web_view
from arctic_map.model.projection import Viewport

pytestmark = pytest.mark.desktop

PATIENCE_MS = 100
"""How long the page waits for the program's answer to its first view."""
LISTENING = """
const wait = setTimeout;
window.setTimeout = (then, ms, ...more) => wait(then, ms === %d ? %d : ms, ...more);
window.shown = [];
new MutationObserver(() => shown.push(document.querySelectorAll(".frame .mark").length))
  .observe(document, { subtree: true, attributes: true, attributeFilter: ["data-begun"] });
window.unseen = 0;
const plain = CanvasRenderingContext2D.prototype.fillRect;
CanvasRenderingContext2D.prototype.fillRect = function (x, y, width, height) {
  if (width > 200 && height > 200 && !shown.length) unseen += 1;
  return plain.call(this, x, y, width, height);
};
"""
"""With another patience: how many labels stood at the frame when the map was shown, and how often the base
map was painted before that."""


@pytest.fixture
def shown_late() -> None:
    """The window is shown when the page has all that it was started with."""


@pytest.fixture
def first(
    qapp: QCoreApplication, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Iterator[Driver]:
    """A window at its first paint; its page was listened to from its beginning, and had this patience."""

    def listened(parent: QObject) -> QWebEngineProfile:
        profile = QWebEngineProfile(parent)
        script = QWebEngineScript()
        script.setSourceCode(LISTENING % (PATIENCE_MS, request.param))
        script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentCreation)
        script.setWorldId(QWebEngineScript.ScriptWorldId.MainWorld)
        profile.scripts().insert(script)
        return profile

    def furnish_late(page: MapPage, viewport: Viewport) -> None:
        page.ready.connect(lambda: furnish(page, viewport))

    monkeypatch.setattr(web_view, "QWebEngineProfile", listened)
    furnish = MapPage._furnish
    if request.param == 0:
        monkeypatch.setattr(MapPage, "_furnish", furnish_late)
    atlas = begin(resources.data(), remember=False)
    driver = Driver(atlas)
    if "shown_late" in request.fixturenames:
        until(lambda: driver.ask("!!window.arctic?.atlas?.started"), "the page before the window")
    received: list[bool] = []
    atlas.painted.connect(lambda: received.append(True))
    atlas.window.show()
    until(lambda: received, "the first paint")
    yield driver
    until(lambda: atlas.is_ready, "the panels")
    atlas.window.close()
    atlas.dispose()
    atlas.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))


@pytest.mark.parametrize("first", [60_000], indirect=True)
def test_the_base_map_is_painted_once_and_shown_with_its_labels_at_the_frame(first: Driver) -> None:
    assert first.ask("shown")[0] > 0
    # It does not wait for them.
    assert first.ask("unseen") == 1


@pytest.mark.parametrize("first", [0], indirect=True)
def test_a_map_whose_labels_come_late_is_painted_without_and_then_has_them(first: Driver) -> None:
    assert first.ask("shown")[0] == 0
    assert first.ask('document.querySelectorAll(".frame .mark").length') > 0


@pytest.mark.parametrize("first", [60_000], indirect=True)
@pytest.mark.usefixtures("shown_late")
def test_a_page_that_is_there_before_the_window_has_its_labels_too(first: Driver) -> None:
    assert first.ask("shown")[0] > 0
