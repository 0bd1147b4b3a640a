"""Help for beginners: a hint at the first start, and first steps in an atlas without facts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QSettings
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from arctic_map.desktop.widgets.notice import Notice, NoticeAction
from arctic_map.desktop.widgets.widget_text import ElidedLabel, shortcut_text
from arctic_map.model.tr import tr

if TYPE_CHECKING:
    from arctic_map.desktop.shell.workspace import Workspace
    from arctic_map.scene.scene import Scene
    from arctic_map.scene.session.session import Session


KEY, SEEN, FITTED_MS = "hint", "seen", 1000


class FirstHint(QObject):
    """Shows a line with buttons, and withdraws it for ever when the user acts."""

    def __init__(self, workspace: Workspace, settings: QSettings) -> None:
        super().__init__(workspace)
        self._workspace, self._settings = workspace, settings
        self._session = _chosen(workspace.store.session)
        self._view = workspace.store.session.viewport
        self._resized = QElapsedTimer()
        self._resized.start()
        text, self.line = ElidedLabel(), QWidget()
        text.say(tr("Click a mark, a line or a name to see what it is and how well it is known."))
        row = QHBoxLayout(self.line)
        row.setContentsMargins(4, 0, 4, 0)
        row.addWidget(text, 1)
        row.addWidget(self._button(tr("Start the tour"), self._start_tour))
        row.addWidget(self._button(tr("Help"), workspace.dialogs.show_help))
        row.addWidget(self._button(tr("Dismiss"), self._end))
        workspace.window.show_hint(self.line)
        workspace.store.scene_changed.connect(self._seen)

    def _button(self, words: str, do: Callable[[], object]) -> QToolButton:
        """Return a button that makes the status bar no higher."""
        button = QToolButton()
        button.setText(words)
        button.setMaximumHeight(self._workspace.window.fontMetrics().height() + 2)
        button.clicked.connect(do)
        return button

    def _start_tour(self) -> None:
        self._end()
        self._workspace.tour.start()

    def _seen(self, _before: Scene, scene: Scene) -> None:
        """End when something was chosen or the map moved, but not when it was resized."""
        then, now = self._view, scene.viewport
        self._view = now
        if then and now and (then.width, then.height) != (now.width, now.height):
            self._resized.start()
        # The page reports the view that fits a new size after the size itself.
        moved = then != now and self._resized.hasExpired(FITTED_MS)
        if moved or scene.goal is not None or _chosen(self._workspace.store.session) != self._session:
            self._end()

    def _end(self) -> None:
        self._workspace.store.scene_changed.disconnect(self._seen)
        self._settings.setValue(KEY, SEEN)
        self._workspace.window.show_hint(None)
        self.line.deleteLater()
        self.deleteLater()


def is_new(settings: QSettings) -> bool:
    """Return whether the user has never seen the introduction."""
    return bool(settings.value(KEY) != SEEN)


def _chosen(session: Session) -> Session:
    """Return the part of a session that the user decides."""
    return replace(session, viewport=None, goal=None)


STEPS_KEY = "first-steps"
HELP = "own"
"""The page of the help about it."""


class FirstSteps(QObject):
    """Shows the notice, and withdraws it with the first fact."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        welcome = tr(
            "This atlas has no facts yet.\nOpen its text ({article}), select a sentence there "
            "with the mouse or with {sentence}, and press {fact} to make the first one.",
            article=shortcut_text("F4"),
            sentence=shortcut_text("Ctrl+Down"),
            fact=shortcut_text("F"),
        )
        text = NoticeAction(tr("Open the te&xt"), workspace.show_in_article)
        help = NoticeAction(tr("&Help"), lambda: workspace.dialogs.show_help(HELP))
        workspace.window.notify(Notice(welcome, actions=(text, help), key=STEPS_KEY, stays=True))
        workspace.store.scene_changed.connect(self._follow)

    def _follow(self) -> None:
        if self._workspace.store.catalog.facts:
            self._workspace.store.scene_changed.disconnect(self._follow)
            self._workspace.window.withdraw(STEPS_KEY)
            self.deleteLater()
