"""Everything round the map: menus, panels, search, opened files, dialogs and tour, connected to the store.

Loaded once, after the first paint.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Qt
from PySide6.QtWidgets import QWidget

from arctic_map import resources
from arctic_map.desktop.appearance import qt_buttons
from arctic_map.desktop.appearance.icons import symbol_icon
from arctic_map.desktop.commands import tab_order
from arctic_map.desktop.commands.copying import What, copy
from arctic_map.desktop.commands.keys import keys
from arctic_map.desktop.commands.menus import Menus
from arctic_map.desktop.commands.regions import Regions
from arctic_map.desktop.dialogs.opener import Dialogs
from arctic_map.desktop.editing.draft import Draft
from arctic_map.desktop.editing.saving import Saving
from arctic_map.desktop.finder.row_search import RowSearch
from arctic_map.desktop.finder.search_box import Finder
from arctic_map.desktop.map.digitising import Digitising
from arctic_map.desktop.map.identifying import Identifying
from arctic_map.desktop.map.map_menu import MapMenu
from arctic_map.desktop.map.sketching import Sketching
from arctic_map.desktop.navigator import Navigator
from arctic_map.desktop.notices.notice import Notice, Severity
from arctic_map.desktop.panels.facts.panel import FactsPanel
from arctic_map.desktop.panels.layers.panel import LayersPanel
from arctic_map.desktop.panels.panel import Panel
from arctic_map.desktop.panels.timeline.panel import TimelinePanel
from arctic_map.desktop.startup.examination import Examination
from arctic_map.desktop.startup.folders import state_folder
from arctic_map.desktop.tour.guide import TourGuide
from arctic_map.desktop.user_files.article import ArticleFile
from arctic_map.desktop.user_files.atlas_copy import AtlasCopy
from arctic_map.desktop.user_files.dropping import Dropping
from arctic_map.desktop.user_files.feature_export import FeatureExport
from arctic_map.desktop.user_files.field_labels import FieldLabels
from arctic_map.desktop.user_files.layer_properties import LayerProperties
from arctic_map.desktop.user_files.layer_styling import LayerStyling
from arctic_map.desktop.user_files.opening import Opening
from arctic_map.desktop.user_files.row_export import RowExport
from arctic_map.model.endings import ATLAS
from arctic_map.model.tr import tr
from arctic_map.scene.reading import facts_selected
from arctic_map.scene.session import actions, layer_order

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

    from arctic_map.desktop.appearance.choices import Choices
    from arctic_map.desktop.commands.bars import Bars
    from arctic_map.desktop.editing.authoring import Authoring
    from arctic_map.desktop.editing.fact_editing import FactEditing
    from arctic_map.desktop.editing.start_page import StartPage
    from arctic_map.desktop.panels.article.panel import ArticlePanel
    from arctic_map.desktop.panels.ice.panel import IcePanel
    from arctic_map.desktop.panels.ledger.panel import LedgerPanel
    from arctic_map.desktop.panels.problems import ProblemsPanel
    from arctic_map.desktop.panels.route.panel import RoutePanel
    from arctic_map.desktop.panels.table.panel import TablePanel
    from arctic_map.desktop.routing.routing import Routing
    from arctic_map.desktop.store import Store
    from arctic_map.desktop.web.view import MapView
    from arctic_map.desktop.window import Window
    from arctic_map.model.problem import Problem
    from arctic_map.scene.scene import Scene


class Workspace(QObject):
    """What commands act on. Panels show and request; here their requests become actions and journeys.

    Panels that stand behind others, or that nobody has opened, are made when they are first seen.
    """

    def __init__(
        self,
        store: Store,
        window: Window,
        view: MapView,
        bars: Bars,
        choices: Choices,
        settings: QSettings,
        data: Path,
        file: Path | None = None,
    ) -> None:
        """`file` is the atlas file that the content in the folder `data` was unpacked from."""
        super().__init__(window)
        self.store, self.window, self.choices = store, window, choices
        self.start_page: StartPage | None = None
        """The last one that was shown."""
        self._sea = ""
        """Of the record, which is selected."""
        self._view, self._bars, self._settings, self._data = view, bars, settings, data
        self.draft = Draft(file, data, store, state_folder(), self)
        self.navigator = Navigator(store, window)
        self.dialogs = Dialogs(store, settings, window)
        self.tour = TourGuide(window, view, store)
        self.sketching = Sketching(view, store, window)
        self.digitising = Digitising(view, store, window)
        self.identifying = Identifying(store, self.navigator, window)
        self.layers_panel = self._layers()
        self.facts_panel = self._facts()
        self.timeline_panel = self._timeline()
        self.article = ArticleFile(lambda: store.catalog, settings, window, lambda: self.draft.folder)
        self.files = Opening(data, store, settings, window)
        self.row_export = RowExport(store, self.files.table_of, window)
        self.feature_export = FeatureExport(store, self.files.choice_of, window)
        self.styling = LayerStyling(store, self.files.table_of, window)
        self.properties = LayerProperties(store, self.files.table_of, self.files.choice_of, window)
        self.labels = FieldLabels(store, self.files.table_of, window)
        self.saving = Saving(self.draft, lambda: store.catalog.title, window)
        self.atlas_copy = AtlasCopy(self.draft.files, lambda: store.catalog.title, window)
        self.dropping = Dropping(window, (view, bars.search))
        self.finder = Finder(bars.search, window, lambda command: self.menus.possible(command))
        self.row_search = RowSearch(store, self.files.table_of, window)
        self.regions = Regions(
            window.docks,
            view,
            lambda: next(
                (bar for bar in (self.digitising.bar, self.sketching.bar) if bar and bar.isVisible()), None
            ),
            {Panel.FACTS: lambda: self.facts_panel.entry, Panel.TIMELINE: lambda: self.timeline_panel.canvas},
        )
        self.menus = Menus(window, bars, self)
        self.map_menu = MapMenu(view, self, self.menus)
        self._shows: list[Callable[[Scene], None]] = [
            self.menus.show_scene,
            self.layers_panel.show_scene,
            self.facts_panel.show_scene,
            self.timeline_panel.show_scene,
            self.finder.show_scene,
        ]
        self._late: dict[Panel, Callable[[], QWidget]] = {
            Panel.LEDGER: lambda: self.ledger_panel,
            Panel.ARTICLE: lambda: self.article_panel,
            Panel.ROUTE: lambda: self.route_panel,
            Panel.ICE: lambda: self.ice_panel,
            Panel.PROBLEMS: lambda: self.problems_panel,
            Panel.TABLE: lambda: self.table_panel,
        }
        self._made: dict[Panel, QWidget] = {}
        """Those of them that are there."""
        self._connect()
        self.show_scene(store.scene)
        self._put_in_place()
        store.scene_changed.connect(lambda _before, scene: self.show_scene(scene))
        self._bring_back()

    @property
    def scene(self) -> Scene:
        return self.store.scene

    @cached_property
    def problems_panel(self) -> ProblemsPanel:
        # Most contents have no problems.
        from arctic_map.desktop.panels.problems import ProblemsPanel

        panel = ProblemsPanel()
        return self._made_late(Panel.PROBLEMS, panel, panel.show_scene)

    @cached_property
    def ledger_panel(self) -> LedgerPanel:
        # Until it is seen, neither it nor what it reckons with is needed.
        from arctic_map.desktop.panels.ledger.panel import LedgerPanel
        from arctic_map.files.lane_ways import read_lane_ways

        panel = LedgerPanel(read_lane_ways)
        panel.compare_requested.connect(self.navigator.compare)
        panel.back_requested.connect(self.navigator.go_back)
        panel.fact_requested.connect(self.navigator.go_to_fact)
        panel.feature_requested.connect(self.navigator.go_to_feature)
        panel.editable = self.draft.editable
        panel.edit_requested.connect(lambda id: self.authoring.ledger.edit(id))
        return self._made_late(Panel.LEDGER, panel, panel.show_scene)

    @cached_property
    def ice_panel(self) -> IcePanel:
        # Until it is seen, neither it nor the charts are needed.
        from arctic_map.desktop.panels.ice.panel import IcePanel

        panel = IcePanel()
        panel.month_requested.connect(self.navigator.choose_month)
        panel.feature_requested.connect(self.navigator.go_to_feature)
        panel.export_requested.connect(self.dialogs.export_ice)
        panel.playing_changed.connect(lambda: self.menus.refresh())
        self.tour.begins.connect(panel.pause)
        return self._made_late(Panel.ICE, panel, panel.show_scene)

    @property
    def plays_ice(self) -> bool:
        return Panel.ICE in self._made and self.ice_panel.playing

    @cached_property
    def article_panel(self) -> ArticlePanel:
        # Only who reads the article beside the facts needs it.
        from arctic_map.desktop.panels.article.panel import ArticlePanel

        panel, file = ArticlePanel(), self.article
        # Later: it asks while it is put in its place, and the answer finds it only when it is made.
        panel.text_requested.connect(file.open_again, Qt.ConnectionType.QueuedConnection)
        panel.open_requested.connect(file.ask)
        panel.paste_requested.connect(file.paste)
        panel.close_requested.connect(file.close)
        panel.facts_requested.connect(self.navigator.go_to_facts)
        panel.sentence_requested.connect(lambda *sentence: self.fact_editing.add(*sentence))
        return self._made_late(Panel.ARTICLE, panel, panel.show_scene)

    @cached_property
    def authoring(self) -> Authoring:
        # Only an atlas of one's own can be edited.
        from arctic_map.desktop.editing.authoring import Authoring

        made = Authoring(
            self.store,
            self.draft,
            self.window,
            self.digitising,
            self.navigator,
            self.tour,
            self.dialogs.open_chart,
        )
        made.said.connect(self.say)
        return made

    @cached_property
    def fact_editing(self) -> FactEditing:
        # Only an atlas of one's own can be edited.
        from arctic_map.desktop.editing.fact_editing import FactEditing

        editing = FactEditing(
            self.store, self.draft, lambda: self.article.copy, self._chosen_text, self.window
        )
        editing.said.connect(self.say)
        editing.noticed.connect(self.window.notify)
        editing.place_requested.connect(self._offer_place)
        return editing

    def _offer_place(self, name: str, lon: float, lat: float, source: str) -> None:
        """A place that a fact speaks of, where a gazetteer has it: how sure that is, its owner says."""
        point = {"type": "Point", "coordinates": [lon, lat]}
        self.authoring.places.offer(name, point, note=tr("Position after {source}.", source=source))

    @cached_property
    def route_panel(self) -> RoutePanel:
        return self._made_late(Panel.ROUTE, self.routing.panel, self.routing.show_scene)

    @cached_property
    def routing(self) -> Routing:
        # Most windows plan no route.
        from arctic_map.desktop.routing.routing import Routing

        routing = Routing(self.store, self.window, self._settings, self._symbol)
        routing.said.connect(self.say)
        routing.noticed.connect(self.window.notify)
        routing.feature_requested.connect(self.navigator.go_to_feature)
        routing.files_kept.connect(self.files.open)
        return routing

    def takes_click(self, x: float, y: float, feature_id: str = "") -> bool:
        """Whether a click, at projected metres and maybe on a feature, is an end of the route."""
        return Panel.ROUTE in self._made and self.routing.takes_click(x, y, feature_id)

    @cached_property
    def table_panel(self) -> TablePanel:
        # Only opened files have rows.
        from arctic_map.desktop.panels.table.panel import TablePanel

        apply, panel = self.store.apply, TablePanel(self.files.table_of, keys("Ctrl+O"))
        panel.features_requested.connect(lambda ids: apply(actions.select_features(ids)))
        panel.feature_requested.connect(self.navigator.go_to_feature)
        panel.style_requested.connect(lambda id: self.choose_style(id))
        panel.export_requested.connect(lambda id, query: self.row_export.ask(id, query))
        panel.map_filter_requested.connect(lambda id, query: self.styling.filter(id, query))
        panel.said.connect(self.say)
        self.files.table_came.connect(panel.take_table)
        return self._made_late(Panel.TABLE, panel, panel.show_scene)

    def _made_late[Late: QWidget](
        self, panel: Panel, widget: Late, show_scene: Callable[[Scene], None]
    ) -> Late:
        """A panel that is there from now on: in its dock, with the scene, on the way of the Tab key."""
        show_scene(self.scene)
        self._shows.append(show_scene)
        self.window.docks.set_panel(panel, widget)
        self._made[panel] = widget
        self._order_tabs()
        qt_buttons.name_them(widget)
        return widget

    def _make_late(self, panel: Panel) -> None:
        if panel in self._late:
            self._late[panel]()

    def show_scene(self, scene: Scene) -> None:
        self._bring_ice_forward(scene)
        if scene.route.stops and Panel.ROUTE not in self._made:
            # It finds its ways, which are on the map whoever sees the panel.
            self._make_late(Panel.ROUTE)
        for show_scene in self._shows:
            show_scene(scene)

    def _bring_ice_forward(self, scene: Scene) -> None:
        """A sea that is clicked has its year in the panel of ice."""
        selected, before = scene.selected, self._sea
        feature = scene.catalog.features.get(selected.feature or "") if selected else None
        self._sea = feature.ice if feature else ""
        if self._sea and self._sea != before and not scene.story:
            self.window.show_panel(Panel.ICE, True)

    def _bring_back(self) -> None:
        if self.draft.bring_back():
            self.window.notify(
                Notice(
                    tr("What was not saved at the last time is back; Undo takes it away again."), key="draft"
                )
            )

    def _symbol(self, style: str) -> QIcon:
        return symbol_icon(style, self.scene.look)

    def say(self, sentence: str) -> None:
        self.window.say(sentence)

    @property
    def tool(self) -> Digitising | Sketching:
        """What clicks on the map are for."""
        return self.digitising if self.digitising.active else self.sketching

    def undo(self) -> None:
        """The last step of a drawing; without one, the last change of the map."""
        (self.digitising if self.digitising.active else self.store).undo()

    def redo(self) -> None:
        (self.digitising if self.digitising.active else self.store).redo()

    def _drawing_changed(self) -> None:
        if self.digitising.active:
            self.sketching.stop()
        self.menus.refresh()

    def move_layer(self, layer_id: str, to: int) -> None:
        """To a place among those that can be moved, from the bottom."""
        journey = layer_order.to_place(layer_id, to, self.scene)
        self.store.apply_together(journey.steps)
        self.say(journey.said)

    def examine(self) -> None:
        """Content that was changed is looked at once more, thoroughly, when the window stands."""
        self._examination = Examination(self._data)
        self._examination.found.connect(self._problems_found)
        self._examination.begin()

    def show_in_article(self, fact_ids: Sequence[str] = ()) -> None:
        """Bring the article to the front, with the sentences of these facts or of the selected ones lit."""
        if fact_ids and facts_selected(self.scene) != tuple(fact_ids):
            self.navigator.go_to_facts(fact_ids)
        self.window.show_panel(Panel.ARTICLE, True)
        self.article_panel.take_focus()

    def make_fact(self) -> None:
        """Of the sentence that is selected in the article, where one is."""
        self.fact_editing.add(*(self._chosen_text() or ()))

    def _chosen_text(self) -> tuple[int, int] | None:
        """The characters of the article that are selected."""
        return self.article_panel.chosen if Panel.ARTICLE in self._made else None

    def show_start(self) -> None:
        """What one may begin with."""
        # A dialog that few windows show.
        from arctic_map.desktop.editing.start_page import StartPage
        from arctic_map.files.atlas_file.unpacked import title_of
        from arctic_map.files.atlas_file.unsaved import all_kept

        shipped = resources.prepared() / "atlases"
        page = StartPage(
            self.files.recent.paths,
            [path for path in all_kept(state_folder()) if path != self.draft.path],
            [(path, title_of(path)) for path in sorted(shipped.glob(f"*{ATLAS}"))],
            self.window,
        )
        page.new_requested.connect(self.saving.new)
        page.open_requested.connect(self.files.ask)
        page.built_in_requested.connect(self.saving.open_built_in)
        page.path_requested.connect(lambda path: self.files.open([path]))
        self.start_page = page
        page.open()

    def show_review(self) -> None:
        """What a careful editor would ask; a row leads to its fact, or to its sentence in the article."""
        first = self.dialogs.review is None
        opened = self.dialogs.show_review(self.article.copy)
        if first:
            opened.fact_requested.connect(self.navigator.read_fact)
            opened.sentence_requested.connect(self._show_sentence)
            opened.mending_requested.connect(self.fact_editing.mend)

    def _review_again(self) -> None:
        """What is mended is asked about no more."""
        if self.dialogs.review is not None and self.dialogs.review.isVisible():
            self.dialogs.review_again(self.article.copy)

    def _show_sentence(self, sentence: str) -> None:
        self.window.show_panel(Panel.ARTICLE, True)
        self.article_panel.show_sentence(sentence)

    def show_table(self, layer_id: str) -> None:
        """The rows of this opened file."""
        self.window.show_panel(Panel.TABLE, True)
        if self.table_panel.layer_id != layer_id:
            self.table_panel.show_layer(layer_id)
        self.table_panel.take_focus()

    def choose_style(self, layer_id: str = "") -> None:
        """Of this opened file, or of the one whose row or table is before the reader."""
        self.styling.show(self._file_before_the_reader(layer_id))

    def _file_before_the_reader(self, layer_id: str = "") -> str:
        """The id of this opened file, or else of the one whose row or table is looked at."""
        files = [layer.id for layer in self.scene.layers if layer.file]
        in_table = self.table_panel.layer_id if Panel.TABLE in self._made else ""
        likely = (layer_id, self.layers_panel.current_layer or "", in_table)
        return next((id for id in likely if id in files), files[-1] if files else "")

    def export_features(self) -> None:
        """Of the opened file that is before the reader."""
        self.feature_export.ask(self._file_before_the_reader())

    def show_properties(self) -> None:
        """Of the opened file that is before the reader."""
        self.properties.show(self._file_before_the_reader())

    def close(self) -> None:
        self.draft.close()
        self.feature_export.close()
        self.styling.close()
        self.labels.close()
        self.row_search.close()
        if Panel.TABLE in self._made:
            self.table_panel.close_table()
        self.files.close()
        if "routing" in self.__dict__:
            self.routing.close()

    def _layers(self) -> LayersPanel:
        apply, panel = self.store.apply, LayersPanel(self._symbol)
        panel.layer_toggled.connect(lambda id: apply(actions.toggle_layer(id)))
        panel.layers_shown.connect(lambda ids, shown: apply(actions.show_layers(ids, shown)))
        panel.features_shown.connect(lambda ids, shown: apply(actions.show_features(ids, shown)))
        panel.order_requested.connect(self.move_layer)
        panel.current_changed.connect(lambda: self.menus.refresh())
        panel.opacity_requested.connect(lambda id, value: apply(actions.fade_layer(id, value)))
        panel.feature_requested.connect(self.navigator.go_to_feature)
        panel.layer_requested.connect(self.navigator.go_to_layer)
        panel.close_requested.connect(lambda id: self.files.close_file(id))
        panel.style_requested.connect(lambda id: self.choose_style(id))
        panel.features_requested.connect(lambda id: self.feature_export.ask(id))
        panel.properties_requested.connect(lambda id: self.properties.show(id))
        panel.rename_requested.connect(lambda id, name: self.properties.rename(id, name))
        panel.table_requested.connect(lambda id: self.show_table(id))
        return panel

    def _facts(self) -> FactsPanel:
        apply, panel = self.store.apply, FactsPanel()
        panel.copy_requested.connect(self._copy)
        panel.fact_requested.connect(lambda id: apply(actions.select_fact(id)))
        panel.article_requested.connect(lambda id: self.show_in_article((id,)))
        panel.feature_requested.connect(self.navigator.go_to_feature)
        panel.editable = self.draft.editable
        panel.edit_requested.connect(lambda id: self.fact_editing.edit(id))
        panel.all_facts_requested.connect(lambda: apply(actions.select_nothing))
        panel.chart_requested.connect(self.dialogs.open_chart)
        panel.chart_export_requested.connect(self.dialogs.export_chart)
        panel.no_filter_requested.connect(lambda: apply(actions.filter_nothing))
        panel.filters.kind_requested.connect(lambda kind: apply(actions.toggle_kind(kind)))
        panel.filters.precision_requested.connect(lambda each: apply(actions.toggle_precision(each)))
        return panel

    def _timeline(self) -> TimelinePanel:
        apply, panel = self.store.apply, TimelinePanel()
        panel.range_requested.connect(lambda when: apply(actions.choose_range(when)))
        panel.fact_requested.connect(lambda id: apply(actions.select_fact(id)))
        panel.feature_requested.connect(self.navigator.go_to_feature)
        panel.layer_requested.connect(self.navigator.go_to_layer)
        panel.playing_changed.connect(lambda: self.menus.refresh())
        panel.fold_requested.connect(self.window.docks.fold_timeline)
        panel.set_folded(self.window.docks.timeline_folded)
        self.window.docks.folded.connect(panel.set_folded)
        return panel

    def _connect(self) -> None:
        self.draft.said.connect(self.say)
        self.draft.changed.connect(self.menus.refresh)
        self.draft.changed.connect(self._review_again)
        self.draft.refused.connect(lambda why: self.window.notify(Notice(why, Severity.WARNING, key="draft")))
        self.sketching.said.connect(self.say)
        self.digitising.said.connect(self.say)
        self.digitising.changed.connect(self._drawing_changed)
        self.sketching.changed.connect(self.menus.refresh)
        self.identifying.said.connect(self.say)
        self.tour.begins.connect(self.sketching.stop)
        for speaker in (self.navigator, self.dialogs, self.files):
            speaker.said.connect(self.say)
            speaker.noticed.connect(self.window.notify)
        self.navigator.route_requested.connect(lambda text: self.routing.follow(text))
        self.files.table_came.connect(self.styling.take_table)
        self.styling.said.connect(self.say)
        self.files.table_came.connect(self.labels.take_table)
        self.labels.said.connect(self.say)
        self.properties.said.connect(self.say)
        self.row_export.said.connect(self.say)
        self.dialogs.view_requested.connect(self.navigator.show_view)
        self.row_export.written.connect(self.dialogs.tell_written)
        self.feature_export.said.connect(self.say)
        self.feature_export.written.connect(self.dialogs.tell_written)
        self.feature_export.noticed.connect(self.window.notify)
        self.feature_export.withdrawn.connect(self.window.withdraw)
        self.saving.noticed.connect(self.window.notify)
        self.atlas_copy.saved.connect(self.saving.offer)
        self.atlas_copy.noticed.connect(self.window.notify)
        self.files.withdrawn.connect(self.window.withdraw)
        self.files.problems_requested.connect(lambda: self.window.show_panel(Panel.PROBLEMS, True))
        self.files.reading.busy_changed.connect(self.menus.refresh)
        article = self.article
        article.reading.connect(lambda name: self.article_panel.show_reading(name))
        article.refused.connect(lambda why: self.article_panel.show_notice(why))
        article.came.connect(lambda copy, name: self.article_panel.show_copy(copy, name))
        article.closed.connect(lambda: self.article_panel.close_copy())
        self.draft.changed.connect(article.follow)
        article.asked_for.connect(lambda: self.window.show_panel(Panel.ARTICLE, True))
        for changed in (article.came, article.closed):
            changed.connect(lambda *_: self.menus.refresh())
        self.files.layer_requested.connect(self.navigator.go_to_layer)
        self.files.article_requested.connect(self.article.open)
        self.files.view_requested.connect(self.navigator.show_view)
        self.dropping.dropped.connect(self.files.open)
        self.dropping.refused.connect(self.files.refuse)
        self.finder.asked.connect(self.row_search.ask)
        self.row_search.found.connect(self.finder.take_rows)
        self.files.table_came.connect(self.row_search.take_table)
        self.finder.feature_requested.connect(self.navigator.go_to_feature)
        self.finder.fact_requested.connect(self.navigator.go_to_fact)
        self.finder.person_requested.connect(self.navigator.go_to_person)
        self.finder.position_requested.connect(self.navigator.go_to_position)
        self.finder.command_requested.connect(lambda id: self.menus.actions[id].trigger())
        self.finder.left.connect(self._view.setFocus)
        self.tour.begins.connect(self.timeline_panel.pause)
        self.tour.ended.connect(self.menus.refresh)

    def _put_in_place(self) -> None:
        docks = self.window.docks
        for panel, widget in (
            (Panel.LAYERS, self.layers_panel),
            (Panel.FACTS, self.facts_panel),
            (Panel.TIMELINE, self.timeline_panel),
        ):
            docks.set_panel(panel, widget)
        docks.wanted.connect(self._make_late)
        for panel in self._late:
            if docks.is_in_front(panel):
                self._make_late(panel)
        self._order_tabs()
        qt_buttons.name_them(self.window)

    def _order_tabs(self) -> None:
        """As one reads the window: the map stands between the layers and what is told of it."""
        first, *others = Panel
        before = (self._bars.toolbar, self.window.docks.of[first].widget(), self._view)
        tab_order.arrange(
            (
                *(stop for region in before for stop in tab_order.stops(region)),
                *(stop for panel in others for stop in self._stops(panel)),
            )
        )

    def _stops(self, panel: Panel) -> list[QWidget]:
        if panel is Panel.TIMELINE:
            return list(self.timeline_panel.stops)
        return tab_order.stops(self.window.docks.of[panel].widget())

    def _copy(self, fact_id: str | None, what: What) -> None:
        self.say(copy(self.store.catalog, fact_id, what))

    def _problems_found(self, problems: tuple[Problem, ...]) -> None:
        if problems != self.scene.problems:
            self.store.replace_problems(problems)
