"""The panels that most windows open late or never, imported and connected when they are first visible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from arctic_map.desktop.widgets.appearance.widget_text import shortcut_text
from arctic_map.scene.session import actions

if TYPE_CHECKING:
    from arctic_map.desktop.panels.article.panel import ArticlePanel
    from arctic_map.desktop.panels.ice.panel import IcePanel
    from arctic_map.desktop.panels.ledger.panel import LedgerPanel
    from arctic_map.desktop.panels.table.panel import TablePanel
    from arctic_map.desktop.shell.commands.context import Context


def ledger_panel(context: Context) -> LedgerPanel:
    """Return the ledger panel."""
    from arctic_map.desktop.panels.ledger.panel import LedgerPanel
    from arctic_map.storage.shipped.lane_ways import read_lane_ways

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
    from arctic_map.desktop.panels.ice.panel import IcePanel

    panel = IcePanel()
    panel.month_requested.connect(context.navigator.choose_month)
    panel.feature_requested.connect(context.navigator.go_to_feature)
    panel.export_requested.connect(context.dialogs.export_ice)
    context.tour.begins.connect(panel.pause)
    return panel


def article_panel(context: Context) -> ArticlePanel:
    """Return the article panel."""
    from arctic_map.desktop.panels.article.panel import ArticlePanel

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
    from arctic_map.desktop.panels.table.panel import TablePanel

    apply, panel = context.store.apply, TablePanel(context.files.table_of, shortcut_text("Ctrl+O"))
    panel.features_requested.connect(lambda ids: apply(actions.select_features(ids)))
    panel.feature_requested.connect(context.navigator.go_to_feature)
    panel.style_requested.connect(lambda id: context.file_layers.choose_style(id))
    panel.export_requested.connect(lambda id, query: context.file_layers.row_export.ask(id, query))
    panel.map_filter_requested.connect(lambda id, query: context.file_layers.styling.filter(id, query))
    panel.said.connect(context.window.say)
    context.files.table_came.connect(panel.take_table)
    return panel
