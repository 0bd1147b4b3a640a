"""The real window with the real page, off screen."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from tests.desktop.driver import Driver, until

from arctic_map import resources
from arctic_map.desktop.app import begin
from arctic_map.desktop.atlas import Atlas
from arctic_map.geo.projections import projection_named
from arctic_map.model.view import Goal
from arctic_map.scene.compose import start
from arctic_map.scene.session.session import Session

SIZE = (1280, 800)


@contextmanager
def opened(data: Path, file: Path | None = None) -> Iterator[Driver]:
    """A window on a folder of content, closed at the end; the map stands and the panels are filled.

    `file` is the atlas file that it was unpacked from.
    """
    atlas = begin(data, remember=False, atlas_file=file)
    driver = Driver(atlas)
    came: list[bool] = []
    atlas.painted.connect(lambda: came.append(True))
    atlas.window.resize(*SIZE)
    atlas.window.show()
    until(lambda: came or driver.problems, "the first paint")
    assert not driver.problems
    until(lambda: atlas.is_ready, "the panels")
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


@pytest.fixture(scope="module")
def opened_driver(qapp: QApplication) -> Iterator[Driver]:
    with opened(resources.data()) as driver:
        yield driver


@pytest.fixture
def driver(opened_driver: Driver) -> Iterator[Driver]:
    """The window as it is after the start: light, whole route, nothing selected; no problem may come up."""

    def anew(session: Session) -> Session:
        first = start(opened_driver.atlas.store.catalog, Session())
        at = session.viewport if session.projection == first.projection else None
        return replace(
            first, viewport=at, goal=Goal(projection_named(first.projection).home, smooth=False, exact=True)
        )

    opened_driver.atlas.choices.choose_theme("light")
    left_as_it_was = opened_driver.atlas.store.session == opened_driver.fresh
    opened_driver.painted_after(*([] if left_as_it_was else [anew]))
    opened_driver.fresh = opened_driver.atlas.store.session
    opened_driver.dismiss_notices()
    opened_driver.problems.clear()
    yield opened_driver
    assert opened_driver.problems == []


@pytest.fixture
def atlas(driver: Driver) -> Atlas:
    return driver.atlas
