"""The introduction that is shown at the first start, until the user does something."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QSettings

from arctic_map.desktop.widgets.notices.notice import Notice, NoticeAction
from arctic_map.model.tr import tr, tr_later

if TYPE_CHECKING:
    from arctic_map.desktop.shell.workspace import Workspace
    from arctic_map.scene.scene import Scene
    from arctic_map.scene.session.session import Session

KEY = "hint"
"""Key of the setting and of the notice."""
SEEN = "seen"
FITTED_MS = 1000
TEXT = tr_later(
    "Click a port, a lane or a zone to see what it is and how precisely it is "
    "known.\nClick a place on a card to go there.\nThe guided tour tells the whole "
    "argument step by step."
)


class FirstHint(QObject):
    """Shows the notice, and withdraws it for ever when the user acts."""

    def __init__(self, workspace: Workspace, settings: QSettings) -> None:
        super().__init__(workspace)
        self._workspace, self._settings = workspace, settings
        self._session = _chosen(workspace.store.session)
        self._view = workspace.store.session.viewport
        self._resized = QElapsedTimer()
        self._resized.start()
        tour = NoticeAction(tr("Start the &tour"), workspace.tour.start)
        help = NoticeAction(tr("&Help"), workspace.dialogs.show_help)
        workspace.window.notify(Notice(tr(TEXT), actions=(tour, help), key=KEY, stays=True))
        workspace.store.scene_changed.connect(self._seen)
        if notices := workspace.window.notices:
            notices.dismissed.connect(self._dismissed)

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

    def _dismissed(self, key: str) -> None:
        if key == KEY:
            self._end()

    def _end(self) -> None:
        self._workspace.store.scene_changed.disconnect(self._seen)
        if notices := self._workspace.window.notices:
            notices.dismissed.disconnect(self._dismissed)
        self._settings.setValue(KEY, SEEN)
        self._workspace.window.withdraw(KEY)
        self.deleteLater()


def is_new(settings: QSettings) -> bool:
    """Return whether the user has never seen the introduction."""
    return bool(settings.value(KEY) != SEEN)


def _chosen(session: Session) -> Session:
    """Return the part of a session that the user decides."""
    return replace(session, viewport=None, goal=None)
