"""The running app: connects what panels, menus and page say to what is done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QSettings, QTimer, Signal
from PySide6.QtWidgets import QApplication

from arctic_map.desktop import appearance
from arctic_map.desktop.commands import Panel
from arctic_map.desktop.map_page import MapPage
from arctic_map.desktop.menus import Menus
from arctic_map.desktop.store import Store
from arctic_map.desktop.warming import Warming
from arctic_map.desktop.web.view import MapView
from arctic_map.desktop.window import Window
from arctic_map.files import first_page
from arctic_map.geo.planes import plane_named
from arctic_map.scene import actions
from arctic_map.scene.session import Session, Theme

if TYPE_CHECKING:
    from arctic_map.model.view import Viewport
    from arctic_map.scene.actions import Action
    from arctic_map.scene.scene import Scene


class ShowsScene(Protocol):
    def show_scene(self, scene: Scene) -> None: ...


class Atlas(QObject):
    """The running app: window, map and panels, and the store as soon as the content is read."""

    painted = Signal()
    """The map stands in the window for the first time, with all that belongs to it."""
    told = Signal(int)
    """The page has painted the batch of messages with this number."""
    failed = Signal(str)

    def __init__(self, view: MapView, data: Path, warming: Warming, *, remember: bool = True) -> None:
        """`remember` reads and keeps the window's state in the user's settings. Raises ContentError."""
        super().__init__()
        self._data, self.view = data, view
        self._settings = QSettings() if remember else QSettings("", QSettings.Format.IniFormat)
        self.theme_wish = _theme(self._settings.value("theme"))
        theme = appearance.use_theme(self.theme_wish)
        view.set_background(QApplication.palette().window().color())
        self._store: Store | None = None
        self._panels: tuple[ShowsScene, ...] = ()
        prepared_page = first_page.read(data, theme)
        self.page = MapPage(view, prepared_page, warming)
        self.page.painted.connect(self.painted)
        self.page.told.connect(self.told)
        self.page.failed.connect(self._page_failed)
        self.page.failed.connect(self.failed)
        self.page.moved.connect(self._moved)
        self.page.pointed.connect(self._pointed)
        self.page.feature_clicked.connect(self._feature_clicked)
        self.page.map_clicked.connect(lambda: self.apply(actions.select_nothing))
        self.window = Window(self._settings)
        self.window.setCentralWidget(view)
        self.menus = Menus(self.window, self)
        if prepared_page is None:
            self._open()
        self.window.restore()
        self.window.panels_changed.connect(self._panels_changed)
        QApplication.styleHints().colorSchemeChanged.connect(self._system_turned)
        self.painted.connect(lambda: QTimer.singleShot(0, self._fill_panels))

    @property
    def store(self) -> Store:
        return self._store or self._open()

    @property
    def scene(self) -> Scene:
        return self.store.scene

    def apply(self, action: Action) -> None:
        self.store.apply(action)

    def dispose(self) -> None:
        self.view.dispose()

    # What commands ask for

    def choose_theme(self, theme: Theme | None) -> None:
        self.theme_wish = theme
        self._settings.setValue("theme", theme or "")
        self.apply(actions.change_theme(appearance.use_theme(theme)))

    def zoom(self, steps: float) -> None:
        from arctic_map.scene import approach

        if self.scene.viewport is not None:
            self.apply(actions.go_to(approach.nearer(self.scene.viewport, steps)))

    def export(self) -> None:
        from arctic_map.desktop.dialogs import export

        if out := export.ask_and_write(self.window, self.scene, self.store.drawings):
            self._say(f"The map was written to {out}")

    def quit(self) -> None:
        self.window.close()

    def show_shortcuts(self) -> None:
        from arctic_map.desktop.dialogs.shortcuts import ShortcutsDialog

        ShortcutsDialog(self.window).exec()

    def show_about(self) -> None:
        from arctic_map.desktop.dialogs.about import AboutDialog

        AboutDialog(self.store.catalog, self.window).exec()

    def toggle_panel(self, panel: Panel) -> None:
        self.window.toggle_panel(panel)

    def panel_shown(self, panel: Panel) -> bool:
        return self.window.panel_shown(panel)

    def toggle_full_screen(self) -> None:
        self.window.toggle_full_screen()

    def full_screen(self) -> bool:
        return self.window.isFullScreen()

    # What panels wish

    def go_to_feature(self, feature_id: str) -> None:
        """Select a feature, show its layer and move the map there, on the world's plane if need be."""
        from arctic_map.scene import approach

        layer_id = self.scene.catalog.layer_of[feature_id]
        self.apply(actions.show_layers([layer_id], True))
        box = approach.box_of([feature_id], self.scene.catalog, self.scene.plane.id, self.store.drawings)
        if box is None:
            self._say(
                f"{self.scene.catalog.features[feature_id].name} lies outside this plane: shown on the world"
            )
            self.apply(actions.change_plane(plane_named("world")))
            box = approach.box_of([feature_id], self.scene.catalog, "world", self.store.drawings)
        self.apply(actions.select_feature(feature_id))
        if box is not None:
            self.apply(actions.go_to(box))

    def _fill_panels(self) -> None:
        from arctic_map.desktop.icons import symbol_icon
        from arctic_map.desktop.panels.facts import FactsPanel
        from arctic_map.desktop.panels.layers import LayersPanel
        from arctic_map.desktop.panels.problems import ProblemsPanel

        layers = LayersPanel(lambda style: symbol_icon(style, self.scene.look))
        layers.layer_toggled.connect(lambda id: self.apply(actions.toggle_layer(id)))
        layers.layers_shown.connect(lambda ids, shown: self.apply(actions.show_layers(ids, shown)))
        layers.opacity_wished.connect(lambda id, value: self.apply(actions.fade_layer(id, value)))
        layers.feature_wished.connect(self.go_to_feature)
        facts = FactsPanel()
        facts.fact_wished.connect(lambda id: self.apply(actions.select_fact(id)))
        facts.feature_wished.connect(self.go_to_feature)
        facts.all_facts_wished.connect(lambda: self.apply(actions.select_nothing))
        problems = ProblemsPanel()
        self.layers_panel, self.facts_panel, self.problems_panel = layers, facts, problems
        self._panels = (layers, facts, problems)
        for panel, widget in ((Panel.LAYERS, layers), (Panel.FACTS, facts), (Panel.PROBLEMS, problems)):
            widget.show_scene(self.scene)
            self.window.set_panel(panel, widget)

    # The scene

    def _open(self) -> Store:
        """Read the content and follow it: when it is first needed, at the latest after the first paint."""
        from arctic_map.files import catalog, prepared
        from arctic_map.scene.compose import start
        from arctic_map.scene.drawings import Drawings

        content = catalog.load(self._data)
        session = start(content, Session(theme=appearance.painted()))
        self._store = store = Store(content, session, Drawings(content, prepared.read_drawing))
        store.scene_changed.connect(self._scene_changed)
        self.page.follow(store)
        self._show(store.scene)
        return store

    def _scene_changed(self, _before: Scene, scene: Scene) -> None:
        self._show(scene)
        for panel in self._panels:
            panel.show_scene(scene)

    def _show(self, scene: Scene) -> None:
        self.window.show_scene(scene)
        self.menus.show_scene(scene)

    def _panels_changed(self) -> None:
        """Turn the check marks; before the content is there, all of them wait for it."""
        if self._store is not None:
            self.menus.refresh()

    def _feature_clicked(self, feature_id: str) -> None:
        if feature_id in self.scene.catalog.features:
            self.apply(actions.select_feature(feature_id))

    def _moved(self, viewport: Viewport) -> None:
        self.apply(actions.view_moved(viewport))

    def _pointed(self, x: float, y: float) -> None:
        from arctic_map.geo.position import unproject

        self.window.show_position(*(unproject(self.scene.plane, x, y) or (None, None)))

    def _page_failed(self, why: str) -> None:
        self._say(f"The map has a problem: {why}")

    def _say(self, sentence: str) -> None:
        self.window.statusBar().showMessage(sentence, 8000)

    def _system_turned(self) -> None:
        if self.theme_wish is None:
            self.apply(actions.change_theme(appearance.use_theme(None)))


def _theme(value: object) -> Theme | None:
    """The theme kept in the settings; None, which follows the system, for anything else."""
    return "light" if value == "light" else "dark" if value == "dark" else None
