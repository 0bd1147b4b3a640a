"""First steps in the user's own atlas, shown until it has a fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from arctic_map.desktop.widgets.appearance.widget_text import shortcut_text
from arctic_map.desktop.widgets.notices.notice import Notice, NoticeAction
from arctic_map.model.tr import tr

if TYPE_CHECKING:
    from arctic_map.desktop.shell.workspace import Workspace

KEY = "first-steps"
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
        workspace.window.notify(Notice(welcome, actions=(text, help), key=KEY, stays=True))
        workspace.store.scene_changed.connect(self._follow)

    def _follow(self) -> None:
        if self._workspace.store.catalog.facts:
            self._workspace.store.scene_changed.disconnect(self._follow)
            self._workspace.window.withdraw(KEY)
            self.deleteLater()
