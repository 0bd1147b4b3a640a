"""The panels that every window has, with their requests connected to actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arctic_map.desktop.panels.facts.panel import FactsPanel
from arctic_map.desktop.panels.layers.panel import LayersPanel
from arctic_map.desktop.panels.timeline.panel import TimelinePanel
from arctic_map.desktop.shell.commands.copying import What, copy
from arctic_map.desktop.shell.commands.layers import move_layer
from arctic_map.desktop.widgets.appearance.icons import symbol_icon
from arctic_map.scene.session import actions

if TYPE_CHECKING:
    from arctic_map.desktop.shell.commands.context import Context


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
    panel.layer_requested.connect(navigator.go_to_layer)
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
    panel.range_requested.connect(lambda when: apply(actions.choose_range(when)))
    panel.fact_requested.connect(lambda id: apply(actions.select_fact(id)))
    panel.feature_requested.connect(context.navigator.go_to_feature)
    panel.layer_requested.connect(context.navigator.go_to_layer)
    panel.fold_requested.connect(docks.fold_timeline)
    panel.set_folded(docks.timeline_folded)
    docks.folded.connect(panel.set_folded)
    return panel
