"""The workspace without a page: fast, for what needs window, panels and commands but no map."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSettings

from arctic_map import resources
from arctic_map.desktop.editing.editions import ContentVersions
from arctic_map.desktop.panels.facts.facts_panel import FactsPanel
from arctic_map.desktop.shell.commands.bars import Bars
from arctic_map.desktop.shell.workspace import Workspace
from arctic_map.desktop.web.web_view import MapView
from arctic_map.desktop.widgets.folders import state_folder
from arctic_map.desktop.window.choices import Choices
from arctic_map.desktop.window.main_window import Window
from arctic_map.desktop.window.store import Store
from arctic_map.model.catalog import Catalog
from arctic_map.model.drawing import Drawing
from arctic_map.scene.compose import start
from arctic_map.scene.drawings.drawings import Drawings, drawings_for
from arctic_map.scene.scene import Scene
from arctic_map.scene.session.session import Session

Composed = Callable[..., Scene]
"""Makes the scene of the built-in atlas after some actions."""


def undrawn(catalog: Catalog) -> Drawings:
    """Drawings without a mark: panels look at none."""
    return drawings_for(catalog, lambda projection, layer, digest: Drawing(layer, projection, digest))


def all_cards_made(panel: FactsPanel, count: int = 60) -> bool:
    """Scroll the list to its end, and back once it has its `count` cards; whether it has."""
    bar, made = panel.card_list.verticalScrollBar(), len(panel.cards) == count
    bar.setValue(0 if made else bar.maximum())
    return made


class Desk:
    """The workspace on the real content, round a map that is never loaded."""

    def __init__(self, catalog: Catalog, settings: QSettings) -> None:
        self.catalog = catalog
        self.store = Store(catalog, start(catalog, Session()), undrawn(catalog))
        self.window = Window(settings)
        self.window.restore()
        # So wide that no panel stands behind another.
        self.window.resize(1280, 800)
        self.bars = Bars(self.window)
        self.view, self.choices = MapView(), Choices(settings)
        self.window.setCentralWidget(self.view)
        data = resources.data()
        editions = ContentVersions(data, state_folder())
        self.workspace = Workspace(
            self.store, editions, self.window, self.view, self.bars, self.choices, settings, data
        )
        self.menus = self.workspace.menus
        self.window.panels_changed.connect(self.menus.refresh)
        self.choices.changed.connect(self.menus.refresh)

    @property
    def scene(self) -> Scene:
        return self.store.scene

    @property
    def session(self) -> Session:
        return self.store.session

    def trigger(self, command: str) -> None:
        self.menus.actions[command].trigger()

    def checked(self, group: str) -> list[str]:
        return [
            id for id, action in self.menus.actions.items() if id.startswith(group) and action.isChecked()
        ]

    def dispose(self) -> None:
        self.workspace.close()
        self.choices.dispose()
        self.view.dispose()
