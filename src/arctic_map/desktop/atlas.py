"""The running app: connects what panels, menus and page say to what is done."""

from threading import Thread

from PySide6.QtCore import QObject, QSettings, QTimer, Signal
from PySide6.QtWidgets import QApplication

from arctic_map.desktop import appearance
from arctic_map.desktop.commands import Panel
from arctic_map.desktop.menus import Menus
from arctic_map.desktop.store import Store
from arctic_map.desktop.web.view import MapView
from arctic_map.desktop.window import Window
from arctic_map.files import prepared
from arctic_map.geo.planes import plane_named
from arctic_map.model.catalog import Catalog
from arctic_map.model.plane import Plane
from arctic_map.model.view import Viewport
from arctic_map.page import messages
from arctic_map.page.asset import Asset
from arctic_map.page.assets import asset_for
from arctic_map.page.updates import updates
from arctic_map.scene import actions, approach
from arctic_map.scene.actions import Action
from arctic_map.scene.compose import start
from arctic_map.scene.drawings import Drawings
from arctic_map.scene.looks import LOOKS
from arctic_map.scene.scene import Scene
from arctic_map.scene.session import Session, Theme


class Atlas(QObject):
    """The running app: store, window, map and panels."""

    painted = Signal()
    """The map stands in the window for the first time, with all that belongs to it."""
    told = Signal(int)
    """The page has painted the batch of messages with this number."""
    failed = Signal(str)
    _warm = Signal()
    """PROJ is loaded, so that positions can be told without a wait."""

    def __init__(self, view: MapView, content: Catalog, *, remember: bool = True) -> None:
        """`remember` reads and keeps the window's state in the user's settings."""
        super().__init__()
        self._settings = QSettings() if remember else QSettings("", QSettings.Format.IniFormat)
        self.theme_wish = _theme(self._settings.value("theme"))
        theme = appearance.use_theme(self.theme_wish)
        self.view = view
        view.set_background(LOOKS[theme].palette.paper)
        view.answer_with(self._answer)
        self.store = Store(
            content, start(content, Session(theme=theme)), Drawings(content, prepared.read_drawing)
        )
        self._page_scene: Scene | None = None
        self._live = False
        self._ready = self._framed = self._painted = False
        self.window = Window(self._settings)
        self.window.setCentralWidget(self.view)
        self.menus = Menus(self.window, self)
        self.window.show_scene(self.scene)
        self.window.restore()
        self.window.panels_changed.connect(self.menus.refresh)
        self.view.bridge.heard.connect(self._heard)
        self.store.scene_changed.connect(self._scene_changed)
        QApplication.styleHints().colorSchemeChanged.connect(self._system_turned)
        self.painted.connect(lambda: QTimer.singleShot(0, self._fill_panels))
        self._panels: tuple[QObject, ...] = ()
        self._waiting: Viewport | None = None
        self._is_warm = False
        self._warm.connect(self._warmed)
        Thread(target=self._warm_up, args=(self.scene.plane,), daemon=True).start()

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

    # The scene and the page

    def _scene_changed(self, _before: Scene, scene: Scene) -> None:
        self.window.show_scene(scene)
        self.menus.show_scene(scene)
        for panel in self._panels:
            panel.show_scene(scene)  # type: ignore[attr-defined]
        self._tell(scene)

    def _tell(self, scene: Scene) -> int | None:
        """Tell the page what has changed since it was last told; nothing before it listens."""
        if not self._live:
            return None
        batch = tuple(updates(self._page_scene, scene))
        self._page_scene = scene
        return self.view.bridge.tell(messages.encode(*batch)) if batch else None

    def _answer(self, path: str) -> Asset:
        if path == "/start.json":
            self._page_scene = self.scene
            self._live = self._ready = self._framed = False
        return asset_for(path, self.scene, self.store.drawings)

    def _heard(self, text: str) -> None:
        match messages.understood(text):
            case messages.PageReady():
                self._ready = True
                self._report_paint()
            case messages.Painted(count):
                self._framed = True
                self.told.emit(count)
                self._report_paint()
            case messages.FeatureClicked(_, feature):
                if feature in self.scene.catalog.features:
                    self.apply(actions.select_feature(feature))
            case messages.MapClicked():
                self.apply(actions.select_nothing)
            case messages.ViewMoved(x, y, resolution, width, height):
                self._live = True
                self._view_moved(Viewport(x, y, resolution, width, height))
            case messages.PointerMoved(x, y):
                self._show_pointer(x, y)
            case messages.PageFailed(why):
                self._say(f"The map has a problem: {why}")
                self.failed.emit(why)

    def _view_moved(self, viewport: Viewport) -> None:
        """Take the page's word for where it is; until PROJ is there, the last word waits."""
        if self._is_warm:
            self.apply(actions.view_moved(viewport))
        else:
            self._waiting = viewport

    def _warmed(self) -> None:
        self._is_warm = True
        if self._waiting is not None:
            self.apply(actions.view_moved(self._waiting))

    def _report_paint(self) -> None:
        """Say once that the map stands, when the page has painted with scale and labels at the frame."""
        if self._ready and self._framed and not self._painted:
            self._painted = True
            self.painted.emit()

    def _warm_up(self, plane: Plane) -> None:
        """Load PROJ while Chromium starts: the first scale bar needs it."""
        from arctic_map.geo.position import unproject

        unproject(plane, 0.0, 0.0)
        self._warm.emit()

    def _show_pointer(self, x: float, y: float) -> None:
        from arctic_map.geo.position import unproject

        self.window.show_position(*(unproject(self.scene.plane, x, y) or (None, None)))

    def _say(self, sentence: str) -> None:
        self.window.statusBar().showMessage(sentence, 8000)

    def _system_turned(self) -> None:
        if self.theme_wish is None:
            self.apply(actions.change_theme(appearance.use_theme(None)))


def _theme(value: object) -> Theme | None:
    """The theme kept in the settings; None, which follows the system, for anything else."""
    return "light" if value == "light" else "dark" if value == "dark" else None
