"""Everything round the map: menus, panels, search, opened files, dialogs and tour, connected to the store.

Loaded once, after the first paint.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QSettings

from arctic_map.desktop.appearance import qt_buttons
from arctic_map.desktop.appearance.icons import symbol_icon
from arctic_map.desktop.commands import tab_order
from arctic_map.desktop.commands.copying import What, copy
from arctic_map.desktop.commands.menus import Menus
from arctic_map.desktop.commands.regions import Regions
from arctic_map.desktop.dialogs.opener import Dialogs
from arctic_map.desktop.finder.search_box import Finder
from arctic_map.desktop.map.map_menu import MapMenu
from arctic_map.desktop.navigator import Navigator
from arctic_map.desktop.panels.article.panel import ArticlePanel
from arctic_map.desktop.panels.facts.panel import FactsPanel
from arctic_map.desktop.panels.layers.panel import LayersPanel
from arctic_map.desktop.panels.ledger.panel import LedgerPanel
from arctic_map.desktop.panels.panel import Panel
from arctic_map.desktop.panels.problems import ProblemsPanel
from arctic_map.desktop.panels.timeline.panel import TimelinePanel
from arctic_map.desktop.startup.examination import Examination
from arctic_map.desktop.tour.guide import TourGuide
from arctic_map.desktop.user_files.article import ArticleFile
from arctic_map.desktop.user_files.dropping import Dropping
from arctic_map.desktop.user_files.opening import Opening
from arctic_map.scene.reading import facts_selected
from arctic_map.scene.session import actions, layer_order

if TYPE_CHECKING:
    from arctic_map.desktop.appearance.choices import Choices
    from arctic_map.desktop.commands.bars import Bars
    from arctic_map.desktop.store import Store
    from arctic_map.desktop.web.view import MapView
    from arctic_map.desktop.window import Window
    from arctic_map.model.problem import Problem
    from arctic_map.scene.scene import Scene


class ShowsScene(Protocol):
    def show_scene(self, scene: Scene) -> None: ...


class Workspace(QObject):
    """What commands act on. Panels show and request; here their requests become actions and journeys."""

    def __init__(
        self,
        store: Store,
        window: Window,
        view: MapView,
        bars: Bars,
        choices: Choices,
        settings: QSettings,
        data: Path,
    ) -> None:
        super().__init__(window)
        self.store, self.window, self.choices = store, window, choices
        self._view, self._bars, self._data = view, bars, data
        self.navigator = Navigator(store, window)
        self.dialogs = Dialogs(store, settings, window)
        self.tour = TourGuide(window, view, store)
        self.layers_panel = self._layers()
        self.facts_panel = self._facts()
        self.timeline_panel = self._timeline()
        self.problems_panel = ProblemsPanel()
        self.ledger_panel = self._ledger()
        self.article = ArticleFile(lambda: store.catalog, settings, window)
        self.article_panel = self._article()
        self.files = Opening(data, store, settings, window)
        self.dropping = Dropping(window, (view, bars.search))
        self.finder = Finder(bars.search, window, lambda command: self.menus.possible(command))
        self.regions = Regions(
            window.docks,
            view,
            {Panel.FACTS: lambda: self.facts_panel.entry, Panel.TIMELINE: lambda: self.timeline_panel.canvas},
        )
        self.menus = Menus(window, bars, self)
        self.map_menu = MapMenu(view, self, self.menus)
        self._shows: tuple[ShowsScene, ...] = (
            self.menus,
            self.layers_panel,
            self.facts_panel,
            self.timeline_panel,
            self.problems_panel,
            self.ledger_panel,
            self.article_panel,
            self.finder,
        )
        self._connect()
        self.show_scene(store.scene)
        self._put_in_place()
        store.scene_changed.connect(lambda _before, scene: self.show_scene(scene))

    @property
    def scene(self) -> Scene:
        return self.store.scene

    def show_scene(self, scene: Scene) -> None:
        for each in self._shows:
            each.show_scene(scene)

    def say(self, sentence: str) -> None:
        self.window.say(sentence)

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

    def close(self) -> None:
        self.files.close()

    def _layers(self) -> LayersPanel:
        apply, panel = self.store.apply, LayersPanel(lambda style: symbol_icon(style, self.scene.look))
        panel.layer_toggled.connect(lambda id: apply(actions.toggle_layer(id)))
        panel.layers_shown.connect(lambda ids, shown: apply(actions.show_layers(ids, shown)))
        panel.features_shown.connect(lambda ids, shown: apply(actions.show_features(ids, shown)))
        panel.order_requested.connect(self.move_layer)
        panel.current_changed.connect(lambda: self.menus.refresh())
        panel.opacity_requested.connect(lambda id, value: apply(actions.fade_layer(id, value)))
        panel.feature_requested.connect(self.navigator.go_to_feature)
        panel.layer_requested.connect(self.navigator.go_to_layer)
        panel.close_requested.connect(lambda id: self.files.close_file(id))
        return panel

    def _facts(self) -> FactsPanel:
        apply, panel = self.store.apply, FactsPanel()
        panel.copy_requested.connect(self._copy)
        panel.fact_requested.connect(lambda id: apply(actions.select_fact(id)))
        panel.article_requested.connect(lambda id: self.show_in_article((id,)))
        panel.feature_requested.connect(self.navigator.go_to_feature)
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
        panel.playing_changed.connect(lambda: self.menus.refresh())
        panel.fold_requested.connect(self.window.docks.fold_timeline)
        panel.set_folded(self.window.docks.timeline_folded)
        self.window.docks.folded.connect(panel.set_folded)
        return panel

    def _ledger(self) -> LedgerPanel:
        panel = LedgerPanel()
        panel.compare_requested.connect(self.navigator.compare)
        panel.back_requested.connect(self.navigator.go_back)
        panel.fact_requested.connect(self.navigator.go_to_fact)
        panel.feature_requested.connect(self.navigator.go_to_feature)
        return panel

    def _article(self) -> ArticlePanel:
        panel, file = ArticlePanel(), self.article
        panel.text_requested.connect(file.open_again)
        panel.open_requested.connect(file.ask)
        panel.paste_requested.connect(file.paste)
        panel.close_requested.connect(file.close)
        panel.facts_requested.connect(self.navigator.go_to_facts)
        file.reading.connect(panel.show_reading)
        file.refused.connect(panel.show_notice)
        file.came.connect(panel.show_copy)
        file.closed.connect(panel.close_copy)
        file.asked_for.connect(lambda: self.window.show_panel(Panel.ARTICLE, True))
        return panel

    def _connect(self) -> None:
        for speaker in (self.navigator, self.dialogs, self.files):
            speaker.said.connect(self.say)
            speaker.noticed.connect(self.window.notify)
        self.files.withdrawn.connect(self.window.withdraw)
        self.files.problems_requested.connect(lambda: self.window.show_panel(Panel.PROBLEMS, True))
        self.files.reading.busy_changed.connect(self.menus.refresh)
        for changed in (self.article.came, self.article.closed):
            changed.connect(lambda *_: self.menus.refresh())
        self.files.layer_requested.connect(self.navigator.go_to_layer)
        self.files.article_requested.connect(self.article.open)
        self.files.view_requested.connect(self.navigator.show_view)
        self.dropping.dropped.connect(self.files.open)
        self.dropping.refused.connect(self.files.refuse)
        self.finder.feature_requested.connect(self.navigator.go_to_feature)
        self.finder.fact_requested.connect(self.navigator.go_to_fact)
        self.finder.person_requested.connect(self.navigator.go_to_person)
        self.finder.position_requested.connect(self.navigator.go_to_position)
        self.finder.command_requested.connect(lambda id: self.menus.actions[id].trigger())
        self.finder.left.connect(self._view.setFocus)
        self.tour.begins.connect(self.timeline_panel.pause)
        self.tour.ended.connect(self.menus.refresh)

    def _put_in_place(self) -> None:
        for panel, widget in (
            (Panel.LAYERS, self.layers_panel),
            (Panel.FACTS, self.facts_panel),
            (Panel.LEDGER, self.ledger_panel),
            (Panel.ARTICLE, self.article_panel),
            (Panel.TIMELINE, self.timeline_panel),
            (Panel.PROBLEMS, self.problems_panel),
        ):
            self.window.docks.set_panel(panel, widget)
        beside = (self.facts_panel, self.ledger_panel, self.article_panel)
        before = (self._bars.toolbar, self.layers_panel, self._view, *beside)
        tab_order.arrange(
            (
                *(stop for region in before for stop in tab_order.stops(region)),
                *self.timeline_panel.stops,
                *tab_order.stops(self.problems_panel),
            )
        )
        qt_buttons.name_them(self.window)

    def _copy(self, fact_id: str | None, what: What) -> None:
        self.say(copy(self.store.catalog, fact_id, what))

    def _problems_found(self, problems: tuple[Problem, ...]) -> None:
        if problems != self.scene.problems:
            self.store.replace_problems(problems)
