"""The panels in their docks, connected to actions; the last four are imported when first visible."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from arctic_map.desktop.panels.facts.facts_panel import FactsPanel
from arctic_map.desktop.panels.layers_panel import LayersPanel
from arctic_map.desktop.panels.timeline.timeline_panel import TimelinePanel
from arctic_map.desktop.shell.commands import keyboard
from arctic_map.desktop.shell.commands.edit_menu import What, copy
from arctic_map.desktop.shell.commands.layers_menu import move_layer
from arctic_map.desktop.widgets import buttons
from arctic_map.desktop.widgets.symbol_icons import symbol_icon
from arctic_map.desktop.widgets.widget_text import shortcut_text
from arctic_map.desktop.window.panel import Panel
from arctic_map.scene.session import actions

if TYPE_CHECKING:
    from arctic_map.desktop.panels.article.article_panel import ArticlePanel
    from arctic_map.desktop.panels.ice_panel import IcePanel
    from arctic_map.desktop.panels.ledger_panel import LedgerPanel
    from arctic_map.desktop.panels.table_panel import TablePanel
    from arctic_map.desktop.shell.commands.command import Context
    from arctic_map.desktop.window.docks import Docks
    from arctic_map.scene.scene import Scene


def layers_panel(context: Context) -> LayersPanel:
    """Return the layers panel."""
    store, apply, navigator = context.store, context.store.apply, context.navigator
    panel = LayersPanel(lambda style: symbol_icon(style, store.scene.look))
    panel.layer_toggled.connect(lambda id: apply(actions.toggle_layer(id)))
    panel.layers_shown.connect(lambda ids, shown: apply(actions.show_layers(ids, shown)))
    panel.features_shown.connect(lambda ids, shown: apply(actions.show_features(ids, shown)))
    panel.order_requested.connect(lambda id, to: move_layer(context, id, to))
    panel.opacity_requested.connect(lambda id, value: apply(actions.fade_layer(id, value)))
    panel.feature_requested.connect(navigator.go_to_feature)
    panel.layer_requested.connect(lambda id: navigator.go_to_layers([id]))
    panel.close_requested.connect(lambda id: context.files.close_file(id))
    panel.style_requested.connect(lambda id: context.file_layers.choose_style(id))
    panel.features_requested.connect(lambda id: context.file_layers.export_features(id))
    panel.properties_requested.connect(lambda id: context.file_layers.show_properties(id))
    panel.rename_requested.connect(lambda id, name: context.file_layers.properties.rename(id, name))
    panel.table_requested.connect(lambda id: context.show_table(id))
    return panel


def facts_panel(context: Context) -> FactsPanel:
    """Return the facts panel."""
    store, apply, panel = context.store, context.store.apply, FactsPanel()

    def copied(fact_id: str | None, what: What) -> None:
        context.window.say(copy(store.catalog, fact_id, what))

    panel.copy_requested.connect(copied)
    panel.fact_requested.connect(lambda id: apply(actions.select_fact(id)))
    panel.article_requested.connect(lambda id: context.show_in_article((id,)))
    panel.feature_requested.connect(context.navigator.go_to_feature)
    panel.editable = context.draft.editable
    panel.edit_requested.connect(lambda id: context.authoring.facts.edit(id))
    panel.all_facts_requested.connect(lambda: apply(actions.select_nothing))
    panel.chart_requested.connect(context.dialogs.open_chart)
    panel.chart_export_requested.connect(context.dialogs.export_chart)
    panel.no_filter_requested.connect(lambda: apply(actions.filter_nothing))
    panel.filters.kind_requested.connect(lambda kind: apply(actions.toggle_kind(kind)))
    panel.filters.precision_requested.connect(lambda each: apply(actions.toggle_precision(each)))
    return panel


def timeline_panel(context: Context) -> TimelinePanel:
    """Return the timeline."""
    apply, docks, panel = context.store.apply, context.window.docks, TimelinePanel()
    panel.range_requested.connect(lambda when: apply(actions.choose_range(when), continues=panel.plays_on))
    panel.fact_requested.connect(lambda id: apply(actions.select_fact(id)))
    panel.feature_requested.connect(context.navigator.go_to_feature)
    panel.layer_requested.connect(lambda id: context.navigator.go_to_layers([id]))
    panel.fold_requested.connect(docks.fold_timeline)
    panel.set_folded(docks.timeline_folded)
    docks.folded.connect(panel.set_folded)
    return panel


def ledger_panel(context: Context) -> LedgerPanel:
    """Return the ledger panel."""
    from arctic_map.desktop.panels.ledger_panel import LedgerPanel
    from arctic_map.storage.route_data import read_lane_ways

    panel = LedgerPanel(read_lane_ways)
    panel.compare_requested.connect(context.navigator.compare)
    panel.back_requested.connect(context.navigator.go_back)
    panel.fact_requested.connect(context.navigator.go_to_fact)
    panel.feature_requested.connect(context.navigator.go_to_feature)
    panel.editable = context.draft.editable
    panel.edit_requested.connect(lambda id: context.authoring.ledger.edit(id))
    return panel


def ice_panel(context: Context) -> IcePanel:
    """Return the ice panel."""
    from arctic_map.desktop.panels.ice_panel import IcePanel

    panel = IcePanel()
    panel.month_requested.connect(context.navigator.choose_month)
    panel.feature_requested.connect(context.navigator.go_to_feature)
    panel.export_requested.connect(context.dialogs.export_ice)
    panel.tones_requested.connect(context.dialogs.play)
    context.tour.begins.connect(panel.pause)
    return panel


def article_panel(context: Context) -> ArticlePanel:
    """Return the article panel."""
    from arctic_map.desktop.panels.article.article_panel import ArticlePanel

    panel, file = ArticlePanel(), context.article
    # Queued, since the panel emits this during its creation, before the answer can reach it.
    panel.text_requested.connect(file.open_again, Qt.ConnectionType.QueuedConnection)
    panel.open_requested.connect(file.ask)
    panel.paste_requested.connect(file.paste)
    panel.close_requested.connect(file.close)
    panel.facts_requested.connect(context.navigator.go_to_facts)
    panel.sentence_requested.connect(lambda *sentence: context.authoring.facts.add(*sentence))
    return panel


def table_panel(context: Context) -> TablePanel:
    """Return the table panel."""
    from arctic_map.desktop.panels.table_panel import TablePanel

    apply, panel = context.store.apply, TablePanel(context.files.table_of, shortcut_text("Ctrl+O"))
    panel.features_requested.connect(lambda ids: apply(actions.select_features(ids)))
    panel.feature_requested.connect(context.navigator.go_to_feature)
    panel.style_requested.connect(lambda id: context.file_layers.choose_style(id))
    panel.export_requested.connect(lambda id, query: context.file_layers.row_export.ask(id, query))
    panel.map_filter_requested.connect(lambda id, query: context.file_layers.styling.filter(id, query))
    panel.message_emitted.connect(context.window.say)
    context.files.table_loaded.connect(panel.on_table_loaded)
    return panel


Show = Callable[["Scene"], None]


class PanelPlaces:
    """Fills docks with panels, and passes each new scene to them."""

    def __init__(
        self, docks: Docks, toolbar: QWidget, view: QWidget, late: Mapping[Panel, Callable[[], object]]
    ) -> None:
        """`late` creates each of the panels that are hidden at first."""
        self._docks, self._toolbar, self._view, self._late = docks, toolbar, view, late
        self._made: dict[Panel, QWidget] = {}
        self._shows: list[Show] = []
        self._stops: dict[Panel, Callable[[], Sequence[QWidget]]] = {}

    def put(
        self,
        panel: Panel,
        widget: QWidget,
        show_scene: Show,
        scene: Scene,
        stops: Callable[[], Sequence[QWidget]] | None = None,
    ) -> None:
        """Put a panel into its dock; `stops` returns its tab stops, if it has a special order."""
        show_scene(scene)
        self._made[panel] = widget
        self._shows.append(show_scene)
        if stops:
            self._stops[panel] = stops
        self._docks.panels.set_panel(panel, widget)

    def put_late[Late: QWidget](self, panel: Panel, widget: Late, show_scene: Show, scene: Scene) -> Late:
        """Put a panel that is created late into its dock."""
        self.put(panel, widget, show_scene, scene)
        self._order_tabs()
        buttons.name_them(widget)
        return widget

    def begin(self) -> None:
        """Create further panels when they become visible; call this after the first ones were put."""
        self._docks.panels.contents_needed.connect(self.make)
        for panel in self._late:
            if self._docks.panels.is_in_front(panel):
                self.make(panel)
        self._order_tabs()

    def is_made(self, panel: Panel) -> bool:
        """Return whether a panel was created."""
        return panel in self._made

    def make(self, panel: Panel) -> None:
        """Create a panel, if it was not."""
        if panel in self._late:
            self._late[panel]()

    def show_scene(self, scene: Scene) -> None:
        """Show a scene in all panels that were created."""
        for show_scene in self._shows:
            show_scene(scene)

    def _order_tabs(self) -> None:
        """Set the tab order as one reads: layers, map, other panels."""
        first, *others = Panel
        before = (self._toolbar, self._docks.panels.of[first].widget(), self._view)
        keyboard.set_tab_order(
            (
                *(stop for region in before for stop in keyboard.tab_stops(region)),
                *(stop for panel in others for stop in self._stops_in(panel)),
            )
        )

    def _stops_in(self, panel: Panel) -> Sequence[QWidget]:
        if stops := self._stops.get(panel):
            return stops()
        return keyboard.tab_stops(self._docks.panels.of[panel].widget())
