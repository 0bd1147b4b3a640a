"""The running app: connects what panels, menus and page say to what is done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QSettings, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from arctic_map.desktop.appearance.choices import Choices
from arctic_map.desktop.commands.bars import Bars
from arctic_map.desktop.map.map_frame import MapFrame
from arctic_map.desktop.map.map_page import MapPage
from arctic_map.desktop.panels.panel import Panel
from arctic_map.desktop.startup.folders import state_folder
from arctic_map.desktop.startup.preloader import Preloader
from arctic_map.desktop.startup.session_keeper import Memory
from arctic_map.desktop.store import Store
from arctic_map.desktop.web.view import MapView
from arctic_map.desktop.window import Window
from arctic_map.files import first_page

if TYPE_CHECKING:
    from arctic_map.desktop.commands.copying import What
    from arctic_map.desktop.commands.menus import Menus
    from arctic_map.desktop.dialogs.export import ExportDialog
    from arctic_map.desktop.dialogs.help import HelpWindow
    from arctic_map.desktop.finder.search_box import Finder
    from arctic_map.desktop.panels.timeline.panel import TimelinePanel
    from arctic_map.desktop.tour.tour import Tour
    from arctic_map.desktop.user_files.opening import Opening
    from arctic_map.model.catalog import Catalog
    from arctic_map.model.chart import Chart
    from arctic_map.model.problem import Problem
    from arctic_map.model.saved_view import SavedView
    from arctic_map.model.style import Theme
    from arctic_map.model.view import Viewport
    from arctic_map.scene.scene import Scene
    from arctic_map.scene.session.actions import Action
    from arctic_map.scene.session.journeys import Journey
    from arctic_map.scene.session.session import Session
    from arctic_map.scene.words.citation import Form
    from arctic_map.scene.words.links import Link


class ShowsScene(Protocol):
    def show_scene(self, scene: Scene) -> None: ...


class Atlas(QObject):
    """The running app: window, map and panels, and the store as soon as the content is read."""

    painted = Signal()
    """The map stands in the window for the first time, with all that belongs to it."""
    told = Signal(int)
    """The page has painted the batch of messages with this number."""
    failed = Signal(str)

    def __init__(
        self, view: MapView, data: Path, preloader: Preloader, *, remember: bool = True, fresh: bool = False
    ) -> None:
        """`remember` keeps window and session for the next time, `fresh` starts without the last ones.

        Raises ContentError.
        """
        super().__init__()
        self._data, self.view = data, view
        self._settings = QSettings() if remember else QSettings("", QSettings.Format.IniFormat)
        if not remember:
            # Qt keeps even what has no file, for the next one without a file.
            self._settings.clear()
        self.choices = Choices(self._settings)
        theme = self.choices.theme
        view.set_background(QApplication.palette().window().color())
        self._store: Store | None = None
        self._panels: tuple[ShowsScene, ...] = ()
        self.finder: Finder | None = None
        self._link: Link | None = None
        self._files: list[Path] = []
        self._view: SavedView | None = None
        """To be followed once the panels are there."""
        self.export_dialog: ExportDialog | None = None
        """While it is open."""
        self.help: HelpWindow | None = None
        """Once it was opened."""
        self.opening: Opening | None = None
        """Files that people open, once the panels are there."""
        self.tour: Tour | None = None
        """The guided tour, once it was started."""
        self.timeline_panel: TimelinePanel | None = None
        self._memory = Memory(state_folder(), data, theme, self.choices.look) if remember else None
        if self._memory:
            self._memory.writing.connect(self._remember_window)
        self._restores = self._memory is not None and self._memory.holds_session and not fresh
        if not self.choices.is_prepared_for:
            prepared_page = None
        elif self._memory and self._restores:
            prepared_page = self._memory.first_page()
        else:
            prepared_page = first_page.read(data, self.choices.prepared_look)
        self._changed = prepared_page is None and not first_page.is_prepared(data)
        self.page = MapPage(view, prepared_page, preloader, self.choices)
        self.page.painted.connect(self.painted)
        self.page.told.connect(self.told)
        self.page.failed.connect(self._page_failed)
        self.page.failed.connect(self.failed)
        self.page.moved.connect(self._moved)
        self.page.pointed.connect(self._pointed)
        self.page.feature_clicked.connect(self._feature_clicked)
        self.page.map_clicked.connect(self._map_clicked)
        self.window = Window(self._settings)
        self.map_frame = MapFrame(view)
        self.map_frame.retry_requested.connect(self._retry)
        self.page.gone.connect(self._map_gone)
        self.window.setCentralWidget(self.map_frame)
        self.bars = Bars(self.window)
        self._menus: Menus | None = None
        if prepared_page is None:
            self._open()
        if not fresh:
            self.window.restore()
        self.window.closing.connect(self._keep)
        self.window.panels_changed.connect(self._panels_changed)
        self.choices.changed.connect(self._prefer)
        self.painted.connect(lambda: QTimer.singleShot(0, self._fill_panels))

    @property
    def store(self) -> Store:
        return self._store or self._open()

    @property
    def menus(self) -> Menus:
        """Filled when first asked for, at the latest after the first paint."""
        if self._menus is None:
            from arctic_map.desktop.commands.menus import Menus

            self._menus = Menus(self.window, self.bars, self)
        return self._menus

    @property
    def scene(self) -> Scene:
        return self.store.scene

    def apply(self, action: Action) -> None:
        self.store.apply(action)

    def dispose(self) -> None:
        self.choices.dispose()
        if self._memory:
            self._memory.end()
        if self.opening:
            self.opening.close()
        self.view.dispose()

    # What commands ask for

    @property
    def theme_choice(self) -> Theme | None:
        return self.choices.theme_choice

    def choose_theme(self, theme: Theme | None) -> None:
        self.choices.choose_theme(theme)

    def show_settings(self) -> None:
        self.choices.show_dialog(self.window)

    def zoom(self, steps: float) -> None:
        from arctic_map.scene.session import actions, approach

        if self.scene.viewport is not None:
            self.apply(actions.go_to(approach.nearer(self.scene.viewport, steps), exact=True))

    def export(self) -> None:
        from arctic_map.desktop.dialogs.export import ExportDialog

        self.export_dialog = dialog = ExportDialog(
            self.scene, self.store.drawings, self._settings, self.window
        )
        dialog.written.connect(lambda out: self._say(f"The map was written to {out}"))
        dialog.finished.connect(self._export_closed)
        dialog.open()

    def _export_closed(self) -> None:
        if self.export_dialog:
            self.export_dialog.deleteLater()
        self.export_dialog = None

    def copy_map(self) -> None:
        from arctic_map.desktop.map.map_copy import copy_map
        from arctic_map.errors import ArcticMapError

        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            copy_map(self.scene, self.store.drawings)
        except ArcticMapError as error:
            self._say(f"The map was not copied: {error}")
        else:
            self._say("The map was copied, as a picture and as an SVG drawing")
        finally:
            QApplication.restoreOverrideCursor()

    def find(self, begin: str) -> None:
        if self.finder:
            self.finder.begin(begin)
        else:
            self.bars.search.setFocus()

    def copy_position(self) -> None:
        from arctic_map.desktop.commands.copying import copy_position

        self._say(copy_position(self.scene))

    def copy_link(self) -> None:
        self._copy(self._selected_fact(), "link")

    def copy_citation(self, form: Form) -> None:
        self._copy(self._selected_fact(), form)

    def play_or_pause(self) -> None:
        if self.timeline_panel:
            self.timeline_panel.play_or_pause()

    def playing(self) -> bool:
        return self.timeline_panel is not None and self.timeline_panel.playing

    def step_in_time(self, step: int) -> None:
        if self.timeline_panel:
            self.timeline_panel.pause()
            self.timeline_panel.step(step)

    def change_speed(self, step: int) -> None:
        if self.timeline_panel:
            self.timeline_panel.change_speed(step)

    def start_tour(self) -> None:
        from arctic_map.desktop.tour.tour import Tour
        from arctic_map.desktop.window import LAYOUT_VERSION

        if self.touring() or not self.store.catalog.tour:
            return
        if self.timeline_panel:
            self.timeline_panel.pause()
        if self.tour:
            self.tour.deleteLater()
        self.tour = Tour(self.window, self.view, self.store, LAYOUT_VERSION)
        self.tour.ended.connect(self.menus.refresh)

    def step_tour(self, step: int) -> None:
        if self.tour:
            self.tour.step(step)

    def end_tour(self) -> None:
        if self.tour:
            self.tour.end()

    def touring(self) -> bool:
        return self.tour is not None and self.tour.running

    def open_dialog(self) -> None:
        if self.opening:
            self.opening.ask()

    def recent_files(self) -> tuple[Path, ...]:
        return self.opening.recent.paths if self.opening else ()

    def forget_recent(self) -> None:
        if self.opening:
            self.opening.recent.clear()

    def open_files(self, paths: Sequence[Path]) -> None:
        """Show files on the map, as soon as the panels are there: GeoJSON, or the views of pictures."""
        if self.opening:
            self.opening.open(paths)
        else:
            self._files += paths

    def close_files(self) -> None:
        if self.opening:
            self.opening.close_all()

    def quit(self) -> None:
        self.window.close()

    def show_help(self, page: str = "") -> None:
        if self.help is None:
            from arctic_map.desktop.dialogs import help

            self.help = help.window(self.store.catalog, lambda: self.scene.look, self.window)
        self.help.come_forward(page)

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
        """Select a feature, show its layer and move the map there, in the world's projection if need be."""
        from arctic_map.scene.session import journeys

        self._travel(journeys.to_feature(feature_id, self.scene, self.store.drawings))

    def go_to_layer(self, layer_id: str) -> None:
        """Show a layer, and move the map so that all of it is seen."""
        from arctic_map.scene.session import journeys

        if any(layer.id == layer_id for layer in self.scene.layers):
            self._travel(journeys.to_layer(layer_id, self.scene, self.store.drawings))

    def go_to_fact(self, fact_id: str) -> None:
        """Select a fact, bring its card to the front and move the map to its places."""
        from arctic_map.scene.session import journeys

        self.window.show_panel(Panel.FACTS, True)
        self._travel(journeys.to_fact(fact_id, self.scene, self.store.drawings))

    def go_to_person(self, person_id: str) -> None:
        """List the facts that name a person."""
        from arctic_map.scene.session import journeys

        self.window.show_panel(Panel.FACTS, True)
        self._travel(journeys.to_person(person_id))

    def go_to_position(self, lon: float, lat: float) -> None:
        """Degrees."""
        from arctic_map.scene.session import journeys

        self._travel(journeys.to_position(lon, lat, self.scene))

    def compare(self, feature_ids: Iterable[str], fact_id: str) -> None:
        """Show features side by side, and select the fact that speaks of them."""
        from arctic_map.scene.session import journeys

        self._travel(journeys.to_compare(feature_ids, fact_id, self.scene, self.store.drawings))

    def show_view(self, view: SavedView) -> None:
        """Show the view that a picture carries, as soon as the panels are there."""
        from arctic_map.scene.session import actions

        if self.finder is None:
            self._view = view
            return
        from arctic_map.scene.session import restoring

        catalog, now = self.store.catalog, self.store.session
        found = restoring.restored(view, catalog)
        session = replace(found, theme=now.theme, preferences=now.preferences, files=now.files, goal=None)
        self.apply(lambda _: session)
        self.apply(actions.go_to(view.box, smooth=False, exact=True))
        if gone := restoring.missing(view, catalog):
            self._say(f"The content no longer holds {', '.join(gone)}")

    def follow(self, link: Link) -> None:
        """Go where a link leads, as soon as the panels are there; one that leads nowhere is said to."""
        if self.finder is None:
            self._link = link
            return
        from arctic_map.scene.session import journeys

        if problem := journeys.dead_end(link, self.scene):
            self._say(problem)
        elif link.kind == "fact":
            self.go_to_fact(link.id)
        elif link.kind == "feature":
            self.go_to_feature(link.id)
        elif link.at is not None:
            self.go_to_position(*link.at)

    def _travel(self, journey: Journey) -> None:
        for step in journey.steps:
            self.apply(step)
        if journey.said:
            self._say(journey.said)

    def _selected_fact(self) -> str | None:
        return self.scene.selected.fact if self.scene.selected else None

    def _copy(self, fact_id: str | None, what: What) -> None:
        from arctic_map.desktop.commands.copying import copy

        self._say(copy(self.store.catalog, fact_id, what))

    def _fill_panels(self) -> None:
        from arctic_map.desktop.appearance import qt_buttons
        from arctic_map.desktop.appearance.icons import symbol_icon
        from arctic_map.desktop.commands import tab_order
        from arctic_map.desktop.panels.facts.panel import FactsPanel
        from arctic_map.desktop.panels.layers import LayersPanel
        from arctic_map.desktop.panels.problems import ProblemsPanel
        from arctic_map.desktop.panels.timeline.panel import TimelinePanel
        from arctic_map.desktop.startup.examination import Examination
        from arctic_map.scene.session import actions

        self.menus.show_scene(self.scene)
        layers = LayersPanel(lambda style: symbol_icon(style, self.scene.look))
        layers.layer_toggled.connect(lambda id: self.apply(actions.toggle_layer(id)))
        layers.layers_shown.connect(lambda ids, shown: self.apply(actions.show_layers(ids, shown)))
        layers.opacity_requested.connect(lambda id, value: self.apply(actions.fade_layer(id, value)))
        layers.feature_requested.connect(self.go_to_feature)
        layers.layer_requested.connect(self.go_to_layer)
        layers.close_requested.connect(self._close_file)
        facts = FactsPanel()
        facts.copy_requested.connect(self._copy)
        facts.fact_requested.connect(lambda id: self.apply(actions.select_fact(id)))
        facts.feature_requested.connect(self.go_to_feature)
        facts.all_facts_requested.connect(lambda: self.apply(actions.select_nothing))
        facts.chart_export_requested.connect(self._export_chart)
        facts.no_filter_requested.connect(lambda: self.apply(actions.filter_nothing))
        facts.filters.kind_requested.connect(lambda kind: self.apply(actions.toggle_kind(kind)))
        facts.filters.precision_requested.connect(lambda each: self.apply(actions.toggle_precision(each)))
        timeline = TimelinePanel()
        timeline.range_requested.connect(lambda when: self.apply(actions.choose_range(when)))
        timeline.fact_requested.connect(lambda id: self.apply(actions.select_fact(id)))
        timeline.feature_requested.connect(self.go_to_feature)
        timeline.playing_changed.connect(self.menus.refresh)
        problems = ProblemsPanel()
        self.layers_panel, self.facts_panel, self.problems_panel = layers, facts, problems
        self._panels = (layers, facts, timeline, problems, *self._ledger_and_search())
        self.timeline_panel = timeline
        for panel, widget in (
            (Panel.LAYERS, layers),
            (Panel.FACTS, facts),
            (Panel.TIMELINE, timeline),
            (Panel.PROBLEMS, problems),
        ):
            widget.show_scene(self.scene)
            self.window.set_panel(panel, widget)
        before = (self.bars.toolbar, layers, self.view, facts, self.ledger_panel)
        tab_order.arrange(
            (
                *(stop for region in before for stop in tab_order.stops(region)),
                *timeline.stops,
                *tab_order.stops(problems),
            )
        )
        qt_buttons.name_them(self.window)
        if self._changed:
            self._examination = Examination(self._data)
            self._examination.found.connect(self._problems_found)
            self._examination.begin()
        self._open_doors()
        if self._link:
            self.follow(self._link)
        if self._view:
            self.show_view(self._view)

    def _open_doors(self) -> None:
        """From now on files are taken: those of the last session and of the command line, then any."""
        from arctic_map.desktop.user_files.dropping import Dropping
        from arctic_map.desktop.user_files.opening import Opening

        self.opening = opening = Opening(self._data, self.store, self._settings, self.window)
        opening.said.connect(self._say)
        opening.layer_requested.connect(self.go_to_layer)
        opening.view_requested.connect(self.show_view)
        self.dropping = dropping = Dropping(self.window, (self.view, self.bars.search))
        dropping.dropped.connect(opening.open)
        dropping.refused.connect(self._say)
        if files := self.store.session.files:
            opening.open_again(files, self._memory.chosen if self._memory else "")
        if self._files:
            opening.open(self._files)

    def _close_file(self, layer_id: str) -> None:
        if self.opening:
            self.opening.close_file(layer_id)

    def _problems_found(self, problems: tuple[Problem, ...]) -> None:
        """Content that was changed is looked at once more, thoroughly, when the window stands."""
        if problems != self.scene.problems:
            self.store.replace_problems(problems)

    def _ledger_and_search(self) -> tuple[ShowsScene, ...]:
        from arctic_map.desktop.finder.search_box import Finder
        from arctic_map.desktop.panels.ledger.panel import LedgerPanel

        self.ledger_panel = ledger = LedgerPanel()
        ledger.compare_requested.connect(self.compare)
        ledger.fact_requested.connect(self.go_to_fact)
        ledger.feature_requested.connect(self.go_to_feature)
        ledger.show_scene(self.scene)
        self.window.set_panel(Panel.LEDGER, ledger)
        self.finder = finder = Finder(self.bars.search, self.window, self.menus.possible)
        finder.feature_requested.connect(self.go_to_feature)
        finder.fact_requested.connect(self.go_to_fact)
        finder.person_requested.connect(self.go_to_person)
        finder.position_requested.connect(self.go_to_position)
        finder.command_requested.connect(lambda id: self.menus.actions[id].trigger())
        finder.left.connect(self.view.setFocus)
        finder.show_scene(self.scene)
        return ledger, finder

    def _export_chart(self, chart: Chart) -> None:
        from arctic_map.desktop.dialogs import chart as dialog

        if out := dialog.ask_and_write(self.window, chart, self.store.catalog):
            self._say(f"The chart was written to {out}")

    # The scene

    def _open(self) -> Store:
        """Read the content and follow it: when it is first needed, at the latest after the first paint."""
        from arctic_map.files import catalog, prepared
        from arctic_map.files.land import land_on
        from arctic_map.scene.compose import start
        from arctic_map.scene.drawings.drawings import Drawings
        from arctic_map.scene.session.session import Session

        content = catalog.load(self._data)
        session = self._last_session(content) or start(content, Session(theme=self.choices.theme))
        session = replace(session, preferences=self.choices.preferences)
        self._store = store = Store(
            content, session, Drawings(content, prepared.read_drawing, prepared.read_labelled, land_on)
        )
        store.scene_changed.connect(self._scene_changed)
        if self._memory:
            self._memory.follow(store)
        self.page.follow(store)
        self._show(store.scene)
        return store

    def _last_session(self, content: Catalog) -> Session | None:
        if not (self._memory and self._restores):
            return None
        self._memory.troubled.connect(self._say)
        return self._memory.session(content)

    def _keep(self) -> None:
        if self._memory:
            self._memory.write()

    def _remember_window(self) -> None:
        # In the tour the window is not as the user has arranged it.
        if not self.touring():
            self.window.remember()

    def _scene_changed(self, _before: Scene, scene: Scene) -> None:
        self._show(scene)
        for panel in self._panels:
            panel.show_scene(scene)

    def _show(self, scene: Scene) -> None:
        self.window.show_scene(scene)
        if self._menus:
            self._menus.show_scene(scene)

    def _panels_changed(self) -> None:
        """Turn the check marks; before the content is there, all of them wait for it."""
        if self._memory and self._store:
            self._memory.write_soon()
        if self._menus:
            self._menus.refresh()

    def _feature_clicked(self, feature_id: str) -> None:
        from arctic_map.scene.session import actions

        if feature_id in self.scene.catalog.features:
            self.apply(actions.select_feature(feature_id))

    def _map_clicked(self) -> None:
        from arctic_map.scene.session import actions

        self.apply(actions.select_nothing)

    def _moved(self, viewport: Viewport) -> None:
        from arctic_map.scene.session import actions

        self.apply(actions.view_moved(viewport))

    def _pointed(self, x: float, y: float) -> None:
        from arctic_map.geo.position import unproject

        self.window.show_position(*(unproject(self.scene.projection, x, y) or (None, None)))

    def _map_gone(self, why: str) -> None:
        self.map_frame.show_gone(f"The map has stopped several times and is not started again: {why}.")

    def _retry(self) -> None:
        self.map_frame.show_map()
        self.page.start_again()

    def _page_failed(self, why: str) -> None:
        self._say(f"The map has a problem: {why}")

    def _say(self, sentence: str) -> None:
        self.window.statusBar().showMessage(sentence, 8000)

    def _prefer(self) -> None:
        from arctic_map.scene.session import actions

        before, preferences = self.scene.preferences, self.choices.preferences
        self.apply(actions.prefer(self.choices.theme, preferences))
        if before.text_size != preferences.text_size:
            # When all words have their new size.
            QTimer.singleShot(0, self.window, self.window.arrange)
