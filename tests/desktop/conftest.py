"""The real window with the real page, off screen."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from tests.desktop.hand import Hand, until

from arctic_map import resources
from arctic_map.desktop.app import begin
from arctic_map.desktop.atlas import Atlas
from arctic_map.geo.planes import plane_named
from arctic_map.model.view import Goal
from arctic_map.scene.compose import start
from arctic_map.scene.session import Session

SIZE = (1280, 800)


@contextmanager
def opened(data: Path) -> Iterator[Hand]:
    """A window on a folder of content, closed at the end; the map stands and the panels are filled."""
    atlas = begin(data, remember=False)
    hand = Hand(atlas)
    came: list[bool] = []
    atlas.painted.connect(lambda: came.append(True))
    atlas.window.resize(*SIZE)
    atlas.window.show()
    until(lambda: came or hand.flaws, "the first paint")
    assert not hand.flaws
    until(lambda: hasattr(atlas, "problems_panel"), "the panels")
    hand.settle()
    yield hand
    # Off screen, what was copied outlives Python, and would end the process in a crash.
    QApplication.clipboard().clear()
    atlas.window.close()
    atlas.dispose()
    atlas.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))


@pytest.fixture(scope="module")
def open_atlas(qapp: QApplication) -> Callable[[Path], AbstractContextManager[Hand]]:
    return opened


@pytest.fixture(scope="module")
def opened_hand(qapp: QApplication) -> Iterator[Hand]:
    with opened(resources.data()) as hand:
        yield hand


@pytest.fixture
def hand(opened_hand: Hand) -> Iterator[Hand]:
    """The window as it is after the start: light, whole route, nothing selected; no flaw may come up."""

    def anew(session: Session) -> Session:
        first = start(opened_hand.atlas.store.catalog, Session())
        at = session.viewport if session.plane == first.plane else None
        return replace(first, viewport=at, goal=Goal(plane_named(first.plane).home, smooth=False, exact=True))

    opened_hand.atlas.choose_theme("light")
    opened_hand.painted_after(anew)
    opened_hand.flaws.clear()
    yield opened_hand
    assert opened_hand.flaws == []


@pytest.fixture
def atlas(hand: Hand) -> Atlas:
    return hand.atlas
