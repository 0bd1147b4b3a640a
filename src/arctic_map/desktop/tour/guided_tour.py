"""The guided tour: turns the window into a presentation, and restores it afterwards."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDockWidget, QPushButton, QToolBar, QWidget
from shiboken6 import isValid

from arctic_map.desktop.tour.caption import Caption
from arctic_map.desktop.tour.speech import Speech
from arctic_map.desktop.widgets.theming import painted
from arctic_map.geo.projections import projection_named
from arctic_map.model.tr import tr
from arctic_map.scene import map_views as steps
from arctic_map.scene.session import actions
from arctic_map.scene.sound import language_of

if TYPE_CHECKING:
    from arctic_map.desktop.web.web_view import MapView
    from arctic_map.desktop.window.main_window import Window
    from arctic_map.desktop.window.store import Store
    from arctic_map.model.projection import Box
    from arctic_map.scene.scene import Scene
    from arctic_map.scene.session.session import Session

LARGER = 1.25
"""Scale of text and symbols for an audience, in a window of default size."""
MAX_SCALE = 3.0
USUAL = (1280.0, 800.0)
PRESS = ("Return", "Enter")


@dataclass(frozen=True, slots=True)
class WindowBefore:
    """The state that the end of the tour restores."""

    session: Session
    view: Box | None
    state: Qt.WindowState
    zoom: float
    bars: tuple[QWidget, ...]
    """Those of menu bar, toolbar and status bar that were visible."""
    focus: QWidget | None
    """May be deleted while the tour runs, as the button of the notice that started it."""


class Tour(QObject):
    """Runs from its creation to `end`; needs a catalogue with at least one step."""

    ended = Signal()

    def __init__(self, window: Window, view: MapView, store: Store, first: int = 0) -> None:
        """`first` is the number of the first step, from 0."""
        super().__init__(window)
        self._window, self._view, self._store = window, view, store
        self._steps = store.catalog.tour
        self.number = 0
        """The number of the present step, from 0."""
        self.running = True
        bars = (window.menuBar(), *window.findChildren(QToolBar), window.statusBar())
        session = store.session
        self._before = WindowBefore(
            session,
            _view(session),
            window.windowState(),
            view.zoomFactor(),
            tuple(bar for bar in bars if not bar.isHidden()),
            window.focusWidget(),
        )
        self._size = _size(store.scene)
        self.caption = Caption(store.catalog, store.scene.look)
        self.speech = Speech(self)
        self.caption.aloud.toggled.connect(self._read)
        self._dock = self._make_dock()
        self._clear_the_window()
        # Shortcuts that also press buttons, and Esc, which elsewhere clears the selection.
        self._keys = [QShortcut(QKeySequence(key), window, self.press) for key in PRESS]
        self._keys.append(QShortcut(QKeySequence("Space"), window, self.press_on))
        self._keys.append(QShortcut(QKeySequence("Esc"), window, self.end))
        window.installEventFilter(self)
        window.setWindowState(window.windowState() | Qt.WindowState.WindowFullScreen)
        self._scale()
        store.scene_changed.connect(self._seen)
        self._go(first, smooth=False)
        self.caption.next.setFocus()

    def step(self, by: int) -> None:
        """Go to a step relative to the present one; do nothing beyond the ends."""
        number = self.number + by
        if self.running and 0 <= number < len(self._steps):
            self._go(number)

    def go(self, number: int) -> None:
        """Go to a step by its number, from 0; a negative number counts from the last."""
        if self.running:
            self._go(number % len(self._steps))

    def press_on(self) -> None:
        """Like `press`, but never end the tour: presenters send this key to go on."""
        if self._window.focusWidget() is self.caption.end:
            self.step(1)
        else:
            self.press()

    def press(self) -> None:
        """Click the focused button, or else go to the next step."""
        focused = self._window.focusWidget()
        if isinstance(focused, QPushButton) and focused is not self.caption.next:
            focused.click()
        else:
            self.step(1)

    def end(self) -> None:
        """End the tour and restore window and session."""
        if not self.running:
            return
        self.running = False
        before, window = self._before, self._window
        self._store.scene_changed.disconnect(self._seen)
        window.removeEventFilter(self)
        for key in self._keys:
            key.setEnabled(False)
            key.deleteLater()
        self.caption.aloud.setChecked(False)
        self.caption.exhibit.dismiss()
        window.removeDockWidget(self._dock)
        self._dock.setParent(None)
        self._dock.deleteLater()
        self._view.setZoomFactor(before.zoom)
        window.setWindowState(before.state)
        for bar in before.bars:
            bar.show()
        window.docks.show_for_tour(False)
        if before.session.projection != self._store.session.projection:
            self._store.apply(
                actions.change_projection(projection_named(before.session.projection)), undoable=False
            )
        self._store.keep_steps(steps.history_left(self._store.history, before.session))
        self._store.apply(self._restored, undoable=False)
        if before.view is not None:
            # The page fits it again once it has its earlier size.
            self._store.apply(actions.go_back_to(before.view))
        self._return_keyboard()
        self.ended.emit()

    def _restored(self, session: Session) -> Session:
        return replace(steps.left(session, self._before.session), theme=painted())

    def _return_keyboard(self) -> None:
        """Return the focus to its earlier widget, or to the map if that is gone."""
        focus = self._before.focus
        there = focus is not None and isValid(focus) and focus.isVisible()
        (focus if focus and there else self._view).setFocus()

    def _go(self, number: int, *, smooth: bool = True) -> None:
        self.number, store = number, self._store
        step = self._steps[number]
        if step.projection != store.session.projection:
            store.apply(actions.change_projection(projection_named(step.projection)), undoable=False)
            smooth = False
        store.apply(
            lambda session: steps.at(
                step, session, store.catalog, store.drawings, smooth=smooth, theme=painted()
            ),
            undoable=False,
        )
        self.caption.show_step(number, store.scene.look)
        if self.caption.aloud.isChecked():
            self._read(True)

    def _read(self, on: bool) -> None:
        """Read the step by a voice of the system, or stop reading."""
        if on:
            self.speech.read(self.caption.text, language_of(self.caption.text))
        else:
            self.speech.stop()

    def _seen(self, _before: Scene, scene: Scene) -> None:
        """When the size of the map has changed, fit the step's extent into it."""
        size = _size(scene)
        if size is not None and size != self._size:
            self._size = size
            # Other receivers must get this scene before the next one is made.
            QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        step, store = self._steps[self.number], self._store
        if self.running and step.projection == store.session.projection:
            box = steps.view(step, store.catalog, store.drawings)
            store.apply(actions.go_to(box, smooth=False))

    def _make_dock(self) -> QDockWidget:
        dock = QDockWidget(tr("Guided tour"))
        dock.setObjectName("tour")
        dock.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        dock.setTitleBarWidget(QWidget())
        dock.setWidget(self.caption)
        self.caption.step_requested.connect(self.step)
        self.caption.chosen.connect(self.go)
        self.caption.end_requested.connect(self.end)
        return dock

    def _clear_the_window(self) -> None:
        window = self._window
        window.docks.show_for_tour(True)
        for bar in self._before.bars:
            bar.hide()
        window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self._dock)

    def _scale(self) -> None:
        """Scale text and symbols with the screen, to be readable from the back of a hall."""
        window = self._window
        share = min(window.width() / USUAL[0], window.height() / USUAL[1])
        scale = min(max(LARGER * share, 1.0), MAX_SCALE)
        self._view.setZoomFactor(scale)
        self.caption.fit(window.size(), scale / LARGER, self._store.scene.preferences.text_size / 100)
        areas = Qt.DockWidgetArea
        area = areas.RightDockWidgetArea if self.caption.at_side else areas.BottomDockWidgetArea
        if window.dockWidgetArea(self._dock) is not area:
            window.addDockWidget(area, self._dock)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() is QEvent.Type.Resize:
            self._scale()
        return False


def _view(session: Session) -> Box | None:
    """The box that shows the present view again, even if the page has not reached it yet."""
    if session.goal and session.goal.exact:
        return session.goal.box
    viewport = session.viewport
    return (viewport.requested or viewport.box) if viewport else None


def _size(scene: Scene) -> tuple[float, float] | None:
    return (scene.viewport.width, scene.viewport.height) if scene.viewport else None
