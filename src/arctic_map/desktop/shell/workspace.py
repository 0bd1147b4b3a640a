"""The workspace: menus, panels, search, files, dialogs and tour, loaded once after the first paint."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings

from arctic_map.desktop.editing.atlas_file import AtlasCopy
from arctic_map.desktop.editing.atlas_saving import AtlasSaving
from arctic_map.desktop.editing.draft import Draft
from arctic_map.desktop.editing.start_page import StartPageOpener
from arctic_map.desktop.files.article_file import ArticleFile
from arctic_map.desktop.files.opening import Opening
from arctic_map.desktop.files.other_programs import Dropping
from arctic_map.desktop.map.map_tools import MapTools
from arctic_map.desktop.shell import connected_panels
from arctic_map.desktop.shell.commands.keyboard import FocusRegions
from arctic_map.desktop.shell.commands.menus import Menus
from arctic_map.desktop.shell.connected_panels import PanelPlaces
from arctic_map.desktop.shell.dialog_opener import Dialogs
from arctic_map.desktop.shell.map_menu import MapMenu
from arctic_map.desktop.shell.search_box import Finder
from arctic_map.desktop.tour.guide import TourGuide
from arctic_map.desktop.widgets import buttons
from arctic_map.desktop.widgets.notice import Notice, Severity
from arctic_map.desktop.widgets.symbol_icons import symbol_icon
from arctic_map.desktop.widgets.tasks import TaskQueue
from arctic_map.desktop.window.announcer import Announcer
from arctic_map.desktop.window.navigator import Navigator
from arctic_map.desktop.window.panel import Panel
from arctic_map.scene.reading import facts_selected

if TYPE_CHECKING:
    from arctic_map.desktop.editing.authoring import Authoring
    from arctic_map.desktop.editing.editions import ContentVersions
    from arctic_map.desktop.files.file_layers import FileLayers
    from arctic_map.desktop.panels.article.article_panel import ArticlePanel
    from arctic_map.desktop.panels.ice_panel import IcePanel
    from arctic_map.desktop.panels.ledger_panel import LedgerPanel
    from arctic_map.desktop.panels.problems_panel import ProblemsPanel
    from arctic_map.desktop.panels.route_panel import RoutePanel
    from arctic_map.desktop.panels.table_panel import TablePanel
    from arctic_map.desktop.routing.routing import Routing
    from arctic_map.desktop.shell.commands.bars import Bars
    from arctic_map.desktop.web.web_view import MapView
    from arctic_map.desktop.window.choices import Choices
    from arctic_map.desktop.window.main_window import Window
    from arctic_map.desktop.window.store import Store
    from arctic_map.model.problem import Problem
    from arctic_map.scene.scene import Scene
    from arctic_map.scene.words.links import Link


class Workspace(QObject):
    """The parts on which commands act, with their requests connected to the store and each other.

    Panels that are hidden at first are created when they become visible.
    """

    def __init__(
        self,
        store: Store,
        editions: ContentVersions,
        window: Window,
        view: MapView,
        bars: Bars,
        choices: Choices,
        settings: QSettings,
        data: Path,
        file: Path | None = None,
    ) -> None:
        """`data` was unpacked from the atlas `file`, if given."""
        super().__init__(window)
        self.store, self.window, self.choices = store, window, choices
        self._sea = ""
        """The selected sea of the ice record."""
        self._view, self._bars, self._settings, self._data = view, bars, settings, data
        self.draft = Draft(file, editions, store, self)
        self.navigator = Navigator(store, window)
        self.dialogs = Dialogs(store, choices, settings, view, window)
        self.tour = TourGuide(window, view, store)
        self.tools = MapTools(view, store, self.navigator, window)
        self.article = ArticleFile(lambda: store.content, settings, window, lambda: self.draft.folder)
        self.files = Opening(data, store, settings, window)
        self.saving = AtlasSaving(self.draft, lambda: store.catalog.title, window)
        self.starting = StartPageOpener(self.files, self.saving, self.draft, window)
        self.atlas_copy = AtlasCopy(self.draft.files, lambda: store.catalog.title, window)
        self.dropping = Dropping(window, (view, bars.search))
        self.layers_panel = connected_panels.layers_panel(self)
        self.facts_panel = connected_panels.facts_panel(self)
        self.timeline_panel = connected_panels.timeline_panel(self)
        self.finder = Finder(bars.search, window, lambda command: self.menus.possible(command))
        self.regions = FocusRegions(
            window.docks,
            view,
            lambda: self.tools.bar,
            {Panel.FACTS: lambda: self.facts_panel.entry, Panel.TIMELINE: lambda: self.timeline_panel.canvas},
        )
        self.menus: Menus = Menus(window, bars, self)
        self.map_menu = MapMenu(view, self, self.menus)
        self.panels = PanelPlaces(
            window.docks,
            bars.toolbar,
            view,
            {
                Panel.LEDGER: lambda: self.ledger_panel,
                Panel.ARTICLE: lambda: self.article_panel,
                Panel.ROUTE: lambda: self.route_panel,
                Panel.ICE: lambda: self.ice_panel,
                Panel.PROBLEMS: lambda: self.problems_panel,
                Panel.TABLE: lambda: self.table_panel,
            },
        )
        self._connect()
        self._put_in_place()
        store.scene_changed.connect(lambda _before, scene: self.show_scene(scene))
        if self.draft.bring_back():
            window.notify(Notice(self.saving.brought_back, key="draft"))

    @property
    def scene(self) -> Scene:
        """The present scene."""
        return self.store.scene

    @cached_property
    def problems_panel(self) -> ProblemsPanel:
        from arctic_map.desktop.panels.problems_panel import ProblemsPanel

        panel = ProblemsPanel()
        panel.message_emitted.connect(self.window.say)
        return self.panels.put_late(Panel.PROBLEMS, panel, panel.show_scene, self.scene)

    @cached_property
    def ledger_panel(self) -> LedgerPanel:
        panel = connected_panels.ledger_panel(self)
        return self.panels.put_late(Panel.LEDGER, panel, panel.show_scene, self.scene)

    @cached_property
    def ice_panel(self) -> IcePanel:
        panel = connected_panels.ice_panel(self)
        panel.playing_changed.connect(lambda: self.menus.refresh())
        return self.panels.put_late(Panel.ICE, panel, panel.show_scene, self.scene)

    @property
    def plays_ice(self) -> bool:
        """Whether the ice panel plays the months."""
        return self.panels.is_made(Panel.ICE) and self.ice_panel.playing

    @cached_property
    def article_panel(self) -> ArticlePanel:
        panel = connected_panels.article_panel(self)
        return self.panels.put_late(Panel.ARTICLE, panel, panel.show_scene, self.scene)

    @cached_property
    def authoring(self) -> Authoring:
        """The editing of the user's own atlas."""
        from arctic_map.desktop.editing.authoring import Authoring

        authoring = Authoring(
            self.store,
            self.draft,
            self.window,
            self.tools.digitising,
            self.navigator,
            self.tour,
            self.dialogs.open_chart,
            lambda: self.article.copy,
            self._chosen_text,
        )
        authoring.message_emitted.connect(self.window.say)
        authoring.noticed.connect(self.window.notify)
        authoring.sentence_requested.connect(lambda _: self.window.show_panel(Panel.ARTICLE, True))
        authoring.sentence_requested.connect(lambda sentence: self.article_panel.show_sentence(sentence))
        return authoring

    @cached_property
    def route_panel(self) -> RoutePanel:
        routing = self.routing
        return self.panels.put_late(Panel.ROUTE, routing.panel, routing.show_scene, self.scene)

    @cached_property
    def routing(self) -> Routing:
        """The planner of routes."""
        from arctic_map.desktop.routing.routing import Routing

        routing = Routing(
            self.store, self.window, self._settings, lambda style: symbol_icon(style, self.scene.look)
        )
        routing.message_emitted.connect(self.window.say)
        routing.noticed.connect(self.window.notify)
        routing.feature_requested.connect(self.navigator.go_to_feature)
        routing.files_written.connect(self.files.open)
        return routing

    @cached_property
    def file_layers(self) -> FileLayers:
        """The commands for layers of opened files."""
        from arctic_map.desktop.files.file_layers import FileLayers

        def before_the_reader() -> Iterator[str]:
            yield self.layers_panel.current_layer or ""
            if self.panels.is_made(Panel.TABLE):
                yield self.table_panel.layer_id or ""

        layers = FileLayers(self.store, self.files, self._settings, before_the_reader, self.window)
        layers.message_emitted.connect(self.window.say)
        layers.noticed.connect(self.window.notify)
        layers.withdrawn.connect(self.window.withdraw)
        layers.written.connect(self.dialogs.notify_written)
        layers.file_requested.connect(lambda path: self.files.open([path]))
        layers.derived.tones_requested.connect(self.dialogs.play)
        self.finder.query_changed.connect(layers.search.ask)
        layers.search.found.connect(self.finder.show_rows)
        return layers

    @cached_property
    def table_panel(self) -> TablePanel:
        panel = connected_panels.table_panel(self)
        return self.panels.put_late(Panel.TABLE, panel, panel.show_scene, self.scene)

    def show_scene(self, scene: Scene) -> None:
        """Show a scene in menus, search box and panels."""
        self.menus.show_scene(scene)
        self.finder.show_scene(scene)
        self.panels.show_scene(scene)
        self._bring_forward(scene)

    def _bring_forward(self, scene: Scene) -> None:
        """Show the ice panel when a sea is selected; create the route panel when the session has a route."""
        selected, before = scene.selected, self._sea
        feature = scene.catalog.features.get(selected.feature or "") if selected else None
        self._sea = feature.ice if feature else ""
        if self._sea and self._sea != before and not scene.story:
            self.window.show_panel(Panel.ICE, True)
        if scene.route.stops and not self.panels.is_made(Panel.ROUTE):
            self.panels.make(Panel.ROUTE)

    def examine(self) -> None:
        """Check changed content completely in the background."""
        TaskQueue(self).submit(_problems_of, self._data, done=self.store.replace_problems)

    def show_in_article(self, fact_ids: Sequence[str] = ()) -> None:
        """Show the article, with the sentences of these facts or of the selection."""
        if fact_ids and facts_selected(self.scene) != tuple(fact_ids):
            self.navigator.go_to_facts(fact_ids)
        self.window.show_panel(Panel.ARTICLE, True)
        self.article_panel.focus_first()

    def _chosen_text(self) -> tuple[int, int] | None:
        """Return the offsets of the characters selected in the article; None without a selection."""
        return self.article_panel.chosen if self.panels.is_made(Panel.ARTICLE) else None

    def open_files(self, paths: Sequence[Path], flies: bool = True) -> None:
        """Open files; the tour ends first, since it shows its own layers."""
        self.tour.end()
        self.files.open(paths, flies=flies)

    def follow(self, link: Link) -> None:
        """Go where a link leads; the tour ends first."""
        self.tour.end()
        self.navigator.follow(link)

    def show_table(self, layer_id: str) -> None:
        """Show the rows of an opened file."""
        self.window.show_panel(Panel.TABLE, True)
        if self.table_panel.layer_id != layer_id:
            self.table_panel.show_layer(layer_id)
        self.table_panel.focus_first()

    def close(self) -> None:
        """Close all parts and end background work."""
        self.draft.close()
        self.atlas_copy.close()
        if "file_layers" in self.__dict__:
            self.file_layers.close()
        if self.panels.is_made(Panel.TABLE):
            self.table_panel.close_table()
        self.files.close()
        if "routing" in self.__dict__:
            self.routing.close()

    def _connect(self) -> None:
        self.announcer = Announcer(self.store, self.window)
        for speaker in (self.draft, self.atlas_copy, self.tools, self.navigator, self.dialogs, self.files):
            speaker.message_emitted.connect(self.window.say)
        for part in (self.navigator, self.dialogs, self.files, self.saving, self.atlas_copy):
            part.noticed.connect(self.window.notify)
        for changed in (
            self.draft.changed,
            self.tools.changed,
            self.tour.started,
            self.tour.ended,
            self.files.reading.busy_changed,
            self.article.loaded,
            self.article.closed,
            self.layers_panel.current_changed,
            self.timeline_panel.playing_changed,
        ):
            changed.connect(lambda *_: self.menus.refresh())
        self.files.withdrawn.connect(self.window.withdraw)
        self.files.table_loaded.connect(lambda id: self.file_layers.on_table_loaded(id))
        self.draft.refused.connect(lambda why: self.window.notify(Notice(why, Severity.WARNING, key="draft")))
        self.draft.not_saved.connect(self.saving.warn)
        self.draft.changed.connect(self.article.follow)
        self.atlas_copy.saved.connect(self.saving.offer)
        self.tour.begins.connect(self.tools.sketching.stop)
        self.tour.begins.connect(self.timeline_panel.pause)
        self.navigator.route_requested.connect(lambda text: self.routing.follow(text))
        self.dialogs.view_requested.connect(self.navigator.show_view)
        self.files.problems_requested.connect(lambda: self.window.show_panel(Panel.PROBLEMS, True))
        self.files.layers_requested.connect(self.navigator.go_to_layers)
        self.files.article_requested.connect(self.article.open)
        self.files.view_requested.connect(self.navigator.show_view)
        self.dropping.dropped.connect(self.open_files)
        self.dropping.refused.connect(self.files.refuse)
        self.article.reading.connect(lambda name: self.article_panel.show_reading(name))
        self.article.refused.connect(lambda why: self.article_panel.show_notice(why))
        self.article.loaded.connect(lambda copy, name: self.article_panel.show_copy(copy, name))
        self.article.closed.connect(lambda: self.article_panel.close_copy())
        self.article.requested.connect(lambda: self.window.show_panel(Panel.ARTICLE, True))
        self.finder.feature_requested.connect(self.navigator.go_to_feature)
        self.finder.fact_requested.connect(self.navigator.go_to_fact)
        self.finder.layer_requested.connect(lambda id: self.navigator.go_to_layers([id]))
        self.finder.person_requested.connect(self.navigator.go_to_person)
        self.finder.position_requested.connect(self.navigator.go_to_position)
        self.finder.command_requested.connect(lambda id: self.menus.actions[id].trigger())
        self.finder.focus_left.connect(self._view.setFocus)

    def _put_in_place(self) -> None:
        scene, put, timeline = self.scene, self.panels.put, self.timeline_panel
        self.menus.show_scene(scene)
        self.finder.show_scene(scene)
        put(Panel.LAYERS, self.layers_panel, self.layers_panel.show_scene, scene)
        put(Panel.FACTS, self.facts_panel, self.facts_panel.show_scene, scene)
        put(Panel.TIMELINE, timeline, timeline.show_scene, scene, lambda: timeline.stops)
        self.panels.begin()
        self._bring_forward(scene)
        buttons.name_them(self.window)


def _problems_of(data: Path) -> tuple[Problem, ...]:
    """Return all problems of changed content."""
    from arctic_map.content import check  # in the task, since the checks load slowly too
    from arctic_map.scene.symbology import legibility

    return tuple(check.content(data, legibility.problems))
