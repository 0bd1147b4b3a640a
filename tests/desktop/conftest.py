"""The real window with the real page, off screen."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QSize
from PySide6.QtWidgets import QApplication, QWidget
from tests.built_in import built_in_atlas
from tests.desktop.desk import Composed, undrawn
from tests.desktop.driver import Driver, until

from arctic_map import resources
from arctic_map.desktop.shell.app import begin
from arctic_map.desktop.shell.atlas import Atlas
from arctic_map.desktop.window.panel import Panel
from arctic_map.geo.projections import projection_named
from arctic_map.model.catalog import Catalog
from arctic_map.model.preferences import Preferences
from arctic_map.model.projection import Goal
from arctic_map.scene.compose import compose, start
from arctic_map.scene.scene import Scene
from arctic_map.scene.session.actions import Action
from arctic_map.scene.session.session import Session

SIZE = (1280, 800)
SHARING = pytest.StashKey[set[Path]]()


@contextmanager
def opened(
    data: Path, file: Path | None = None, *, remember: bool = False, fresh: bool = False
) -> Iterator[Driver]:
    """A window on a folder of content, closed at the end; the map stands and the panels are filled.

    `file` is the atlas file that it was unpacked from. With `remember` it begins with what the last one has
    left, unless `fresh`.
    """
    atlas = begin(data, remember=remember, fresh=fresh, atlas_file=file)
    driver = Driver(atlas)
    received: list[bool] = []
    atlas.painted.connect(lambda: received.append(True))
    atlas.window.resize(*SIZE)
    atlas.window.show()
    until(lambda: received or driver.problems, "the first paint")
    assert not driver.problems
    until(lambda: atlas.is_ready, "the panels")
    until(lambda: not atlas.workspace.files.reading.busy, "the files that were open")
    driver.settle()
    yield driver
    # Off screen, what was copied outlives Python, and would end the process in a crash.
    QApplication.clipboard().clear()
    atlas.window.close()
    atlas.dispose()
    atlas.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))


@pytest.fixture(scope="module")
def open_atlas(qapp: QApplication) -> Callable[..., AbstractContextManager[Driver]]:
    return opened


class SharedWindow:
    """A window on the built-in atlas, lent to one module after another while each leaves it as it was."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._driver: Driver | None = None
        self._at_first: Standing | None = None
        self._layout: QByteArray | None = None

    def lend(self) -> Driver:
        if self._driver is None:
            self._driver = self._stack.enter_context(opened(resources.data()))
            set_back(self._driver)
            self._at_first = Standing.of(self._driver)
            self._layout = self._driver.atlas.window.docks.state()
        return self._driver

    def take_back(self, *, keep: bool) -> None:
        """Closed without `keep`, or when it stands otherwise: the next module gets a new one then."""
        stored = False
        try:
            stored = keep and self._stands_as_at_first()
        finally:
            if not stored:
                self.close()

    def close(self) -> None:
        self._driver = self._at_first = None
        self._stack.close()

    def _stands_as_at_first(self) -> bool:
        driver = self._driver
        assert driver is not None and self._at_first is not None
        if driver.problems or others_than(driver):
            return False
        set_back(driver)
        if Standing.of(driver) != self._at_first:
            self._put_panels_back(driver)
        return Standing.of(driver) == self._at_first

    def _put_panels_back(self, driver: Driver) -> None:
        assert self._at_first is not None and self._layout is not None
        docks, first = driver.atlas.window.docks, self._at_first
        docks.restore(self._layout, stacked=first.stacked, folded=first.folded)
        driver.settle()


@dataclass(frozen=True)
class Standing:
    """What of a window a module could leave behind, when the session is set back."""

    panels: frozenset[Panel]
    stacked: bool
    folded: bool
    map: QSize
    size: QSize
    preferences: Preferences
    catalog: Catalog
    page: object

    @classmethod
    def of(cls, driver: Driver) -> "Standing":
        atlas, docks = driver.atlas, driver.atlas.window.docks
        return cls(
            frozenset(panel for panel in Panel if docks.panels.is_shown(panel)),
            docks.stacked,
            docks.timeline_folded,
            driver.map_rect.size(),
            atlas.window.size(),
            atlas.choices.preferences,
            atlas.store.catalog,
            driver.ask("[arctic.atlas.furniture.chosen, document.querySelector('.legend')?.open]"),
        )


def others_than(driver: Driver) -> list[QWidget]:
    """Dialogs and other windows that are open in addition to the driver's."""
    every = QApplication.topLevelWidgets()
    return [each for each in every if each.isVisible() and each is not driver.atlas.window]


def sharing(items: Iterable[pytest.Item]) -> set[Path]:
    """The files of those tests that get the shared window, and open no other one at the same time."""
    functions = [each for each in items if isinstance(each, pytest.Function)]
    share, open_others = (
        {each.path for each in functions if fixture in each.fixturenames}
        for fixture in ("opened_driver", "open_atlas")
    )
    return share - open_others


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(session: pytest.Session, items: list[pytest.Item]) -> None:
    """Modules that share the window come first, so that it is closed only once for those that open others."""
    folder = f"{Path(__file__).parent}{os.sep}"
    here = [at for at, each in enumerate(items) if str(each.path).startswith(folder)]
    share = session.stash[SHARING] = sharing(items)
    in_order = sorted((items[at] for at in here), key=lambda each: each.path not in share)
    for at, each in zip(here, in_order, strict=True):
        items[at] = each


@pytest.fixture(scope="module", autouse=True)
def no_window_of_others(shared_window: SharedWindow, request: pytest.FixtureRequest) -> None:
    """A test that opens a window of its own has no other open."""
    if request.path not in request.session.stash[SHARING]:
        shared_window.close()


@pytest.fixture(scope="session")
def shared_window(qapp: QApplication) -> Iterator[SharedWindow]:
    shared = SharedWindow()
    yield shared
    shared.close()


@pytest.fixture(scope="module")
def opened_driver(shared_window: SharedWindow, request: pytest.FixtureRequest) -> Iterator[Driver]:
    failed = request.session.testsfailed
    yield shared_window.lend()
    # Whoever fails has left it no one knows how.
    shared_window.take_back(keep=request.session.testsfailed == failed)


def set_back(driver: Driver) -> None:
    """The session as it is after the start: light, whole route, nothing selected."""

    def restarted(session: Session) -> Session:
        first = start(driver.atlas.store.catalog, Session())
        at = session.viewport if session.projection == first.projection else None
        return replace(
            first,
            viewport=at,
            goal=Goal(projection_named(first.projection).in_window, smooth=False, exact=True),
        )

    driver.atlas.choices.choose_theme("light")
    left_as_it_was = driver.atlas.store.session == driver.fresh
    driver.painted_after(*([] if left_as_it_was else [restarted]))
    driver.fresh = driver.atlas.store.session


@pytest.fixture
def driver(opened_driver: Driver) -> Iterator[Driver]:
    """The window as it is after the start; no problem may come up."""
    set_back(opened_driver)
    opened_driver.take_keyboard()
    opened_driver.dismiss_notices()
    # A message takes the place of what the status bar shows.
    opened_driver.atlas.window.statusBar().clearMessage()
    opened_driver.problems.clear()
    yield opened_driver
    assert opened_driver.problems == []


@pytest.fixture
def atlas(driver: Driver) -> Atlas:
    return driver.atlas


@pytest.fixture
def closing(driver: Driver) -> Iterator[Driver]:
    """The window, whose opened files are closed at the end."""
    yield driver
    driver.atlas.workspace.files.close_all()
    driver.settle()


@pytest.fixture
def composed() -> Composed:
    """Without a mark: panels look at none."""

    def of(*steps: Action) -> Scene:
        catalog = built_in_atlas()
        session = start(catalog, Session())
        for action in steps:
            session = action(session)
        return compose(catalog, session, undrawn(catalog))

    return of
