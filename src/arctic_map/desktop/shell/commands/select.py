"""Commands that select features and facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arctic_map.desktop.shell.commands.command import Command, Handler, applying
from arctic_map.desktop.shell.commands.menu import Menu
from arctic_map.geo.in_box import within
from arctic_map.model.tr import tr_later
from arctic_map.scene.reading import facts_in_order, facts_selected, features_in_order, stepped
from arctic_map.scene.session import actions

if TYPE_CHECKING:
    from arctic_map.desktop.shell.commands.context import Context


def stepping_features(step: int) -> Handler:
    """Return a handler that selects the next or previous feature, and brings it into view."""

    def handler(context: Context) -> None:
        selected = context.scene.selected
        current = selected.feature if selected else None
        if feature := stepped(features_in_order(context.scene), current, step):
            context.store.apply(actions.select_feature(feature))
            card, view = context.scene.card, context.scene.viewport
            if not (card and view and within((card.x, card.y, card.x, card.y), view.box)):
                context.navigator.go_to_feature(feature)

    return handler


def stepping_facts(step: int) -> Handler:
    """Return a handler that selects the next or previous fact."""

    def handler(context: Context) -> None:
        selected = context.scene.selected
        ids = [fact.id for fact in facts_in_order(context.scene.facts)]
        if fact := stepped(ids, selected.fact if selected else None, step):
            context.store.apply(actions.select_fact(fact))

    return handler


def something_selected(context: Context) -> bool:
    """Return whether anything is selected."""
    return context.scene.selected is not None


def selection_clearable(context: Context) -> bool:
    """Return whether Esc clears the selection, rather than closing a tool or the tour."""
    return something_selected(context) and not context.tools.sketching.active


COMMANDS: tuple[Command, ...] = (
    Command("select.next-feature", tr_later("Next feature"), "Alt+Down", Menu.SELECT, stepping_features(1)),
    Command(
        "select.previous-feature", tr_later("Previous feature"), "Alt+Up", Menu.SELECT, stepping_features(-1)
    ),
    Command(
        "select.next-fact", tr_later("Next fact"), "Alt+PgDown", Menu.SELECT, stepping_facts(1), apart=True
    ),
    Command("select.previous-fact", tr_later("Previous fact"), "Alt+PgUp", Menu.SELECT, stepping_facts(-1)),
    Command(
        "select.show-in-article",
        tr_later("Show in the article"),
        "Ctrl+J",
        Menu.SELECT,
        lambda context: context.show_in_article(),
        tip=tr_later("Show the sentence of the selected fact, or those about the selected place or person"),
        enabled=lambda context: bool(facts_selected(context.scene)),
        apart=True,
    ),
    Command(
        "select.clear",
        tr_later("Clear selection"),
        "Esc",
        Menu.SELECT,
        applying(actions.select_nothing),
        tip=tr_later("Show all facts again; in the guided tour, this key ends the tour"),
        enabled=selection_clearable,
        apart=True,
    ),
)
