"""The commands of the menu Atlas: facts, places, tested figures, charts, tour, views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arctic_map.desktop.shell.commands.command import Command, Handler, Menu
from arctic_map.model.catalog import BASE
from arctic_map.model.itinerary import LAYER as ROUTE
from arctic_map.model.outline import OutlineKind
from arctic_map.model.tr import tr, tr_later

if TYPE_CHECKING:
    from arctic_map.desktop.shell.commands.command import Context
    from arctic_map.model.feature import Feature


def drawing(kind: OutlineKind) -> Handler:
    """Return a handler that starts drawing a new place."""
    return lambda context: context.authoring.places.begin(kind)


def why_not_edited(context: Context) -> str:
    """Return why the atlas cannot be edited; empty if it can."""
    return context.draft.why_not


def why_not_drawn(context: Context) -> str:
    """Return why nothing new can be drawn now; empty if it can."""
    return why_not_edited(context) or (
        tr("Finish the current drawing first.") if context.tools.digitising.active else ""
    )


def selected_place(context: Context) -> str:
    """Return the id of the selected feature if it belongs to the atlas itself; otherwise empty."""
    feature = (context.scene.selected.feature if context.scene.selected else None) or ""
    catalog = context.scene.catalog
    layer = catalog.layer_of.get(feature, "")
    own = any(
        each.id == layer and not each.file and each.topic in (*catalog.topic, BASE) for each in catalog.layers
    )
    return feature if own else ""


def why_not_changed(context: Context) -> str:
    """Return why no place can be edited now; empty if the selected one can."""
    if why := why_not_drawn(context):
        return why
    return "" if selected_place(context) else tr("Select a place of the atlas first.")


def selected_guest(context: Context) -> Feature | None:
    """Return the selected feature of an opened file or a route; None without one."""
    feature = (context.scene.selected.feature if context.scene.selected else None) or ""
    catalog = context.scene.catalog
    layer = catalog.layer_of.get(feature, "")
    guest = any(each.id == layer and (each.file or each.id == ROUTE) for each in catalog.layers)
    return catalog.features.get(feature) if guest else None


def why_not_editable(context: Context) -> str:
    """Return why the selected feature cannot be copied to the atlas; empty if it can."""
    if why := why_not_drawn(context):
        return why
    if selected_guest(context):
        return ""
    selected = context.scene.selected
    if selected and context.scene.catalog.rows_of(selected.feature or ""):
        # On disk its geometry is rounded for drawing.
        return tr("A feature of a large file cannot be added. Open a file with this feature alone.")
    return tr("Select a feature of an opened file, or a route, first.")


def make_editable(context: Context) -> None:
    """Copy the selected feature of a file or a route to the atlas."""
    if feature := selected_guest(context):
        context.authoring.places.copy_to_atlas(feature)


def of_kind(
    id: str, text: str, shortcut: str, kind: OutlineKind, tip: str, *, apart: bool = False
) -> Command:
    """Return a command that draws an outline of this kind."""
    icon = id.partition(".")[2]
    return Command(id, text, shortcut, Menu.ATLAS, drawing(kind), tip=tip, why_not=why_not_drawn, icon=icon)


COMMANDS: tuple[Command, ...] = (
    of_kind(
        "atlas.draw-point",
        tr_later("Draw a point…"),
        "P",
        OutlineKind.POINT,
        tr_later("Add a point with its precision and source"),
        apart=True,
    ),
    of_kind(
        "atlas.draw-line",
        tr_later("Draw a line…"),
        "L",
        OutlineKind.LINE,
        tr_later("Add a line along the shortest path on the ellipsoid"),
    ),
    of_kind(
        "atlas.draw-area",
        tr_later("Draw an area…"),
        "A",
        OutlineKind.AREA,
        tr_later("Add a zone; its style decides whether it has an outline"),
    ),
    Command(
        "atlas.take-over",
        tr_later("Add the selected feature to the atlas…"),
        "",
        Menu.ATLAS,
        make_editable,
        tip=tr_later("Copy a feature of an opened file, or a route, to the atlas"),
        why_not=why_not_editable,
    ),
    Command(
        "atlas.edit-place",
        tr_later("Edit place…"),
        "Shift+E",
        Menu.ATLAS,
        lambda context: context.authoring.places.edit(selected_place(context)),
        tip=tr_later("Edit the shape and attributes of the selected place"),
        why_not=why_not_changed,
        apart=True,
    ),
    Command(
        "atlas.delete-place",
        tr_later("Delete place"),
        "Shift+Delete",
        Menu.ATLAS,
        lambda context: context.authoring.places.delete(selected_place(context)),
        tip=tr_later("Delete the selected place, also from facts and tour steps; you can undo this"),
        why_not=why_not_changed,
    ),
    Command(
        "atlas.test-figure",
        tr_later("Test a figure…"),
        "Shift+T",
        Menu.ATLAS,
        lambda context: context.authoring.ledger.add(),
        tip=tr_later("Compare a figure of a fact with a length or area on the map, or with other figures"),
        why_not=why_not_edited,
        apart=True,
    ),
    Command(
        "atlas.ledger",
        tr_later("Ledger rows…"),
        "",
        Menu.ATLAS,
        lambda context: context.authoring.ledger.show(),
        tip=tr_later("Edit or delete the figures that the atlas tests"),
    ),
    Command(
        "atlas.add-chart",
        tr_later("Add a chart…"),
        "Shift+C",
        Menu.ATLAS,
        lambda context: context.authoring.charts.add(),
        tip=tr_later("Show figures of facts as bars or columns"),
        why_not=why_not_edited,
    ),
    Command(
        "atlas.charts",
        tr_later("Charts…"),
        "",
        Menu.ATLAS,
        lambda context: context.authoring.charts.show(),
        tip=tr_later("View, edit or delete the charts of the atlas"),
    ),
    Command(
        "atlas.people",
        tr_later("People and their names…"),
        "",
        Menu.ATLAS,
        lambda context: context.authoring.people.show(),
        tip=tr_later("Edit the people in the facts, their offices and their names in several scripts"),
    ),
    Command(
        "atlas.topics",
        tr_later("Topics…"),
        "",
        Menu.ATLAS,
        lambda context: context.authoring.topics.show(),
        tip=tr_later("Name, order and colour the topics of facts and layers"),
    ),
    Command(
        "atlas.add-step",
        tr_later("Add the current view to the tour…"),
        "Shift+F5",
        Menu.ATLAS,
        lambda context: context.authoring.steps.add(),
        tip=tr_later("Add a tour step with the visible layers, the dates and the selected fact"),
        why_not=why_not_edited,
        apart=True,
    ),
    Command(
        "atlas.steps",
        tr_later("Tour steps…"),
        "",
        Menu.ATLAS,
        lambda context: context.authoring.steps.show(),
        tip=tr_later("Edit, reorder, preview or delete the steps of the tour"),
    ),
    Command(
        "atlas.keep-view",
        tr_later("Save the current view…"),
        "Shift+V",
        Menu.VIEWS,
        lambda context: context.authoring.views.add(),
        tip=tr_later("Save the view under a name, for all readers of the atlas and for exports"),
        why_not=why_not_edited,
    ),
    Command(
        "atlas.views",
        tr_later("Saved views…"),
        "",
        Menu.VIEWS,
        lambda context: context.authoring.views.show(),
        tip=tr_later("Show, rename, reorder or delete the saved views"),
    ),
)


def selected_fact(context: Context) -> str:
    """Return the id of the selected fact; empty without one."""
    return (context.scene.selected.fact if context.scene.selected else None) or ""


def why_fact_not_edited(context: Context) -> str:
    """Return why no fact can be edited now; empty if the selected one can."""
    return why_not_edited(context) or ("" if selected_fact(context) else tr("Select a fact first."))


FACT_COMMANDS: tuple[Command, ...] = (
    Command(
        "fact.add",
        tr_later("Make a fact…"),
        "F",
        Menu.ATLAS,
        lambda context: context.authoring.make_fact(),
        tip=tr_later("Make a fact of the selected sentence, in your own words"),
        why_not=why_not_edited,
    ),
    Command(
        "fact.edit",
        tr_later("Edit fact…"),
        "E",
        Menu.ATLAS,
        lambda context: context.authoring.facts.edit(selected_fact(context)),
        tip=tr_later("Edit the text, kind, date, figures and places of the selected fact"),
        why_not=why_fact_not_edited,
    ),
    Command(
        "fact.delete",
        tr_later("Delete fact"),
        "",
        Menu.ATLAS,
        lambda context: context.authoring.facts.delete(selected_fact(context)),
        tip=tr_later("Delete the selected fact; you can undo this"),
        why_not=why_fact_not_edited,
    ),
    Command(
        "fact.replace-text",
        tr_later("Replace the text…"),
        "",
        Menu.ATLAS,
        lambda context: context.authoring.facts.ask_text(),
        tip=tr_later("Read a newer version of the text from a file and match the facts to its sentences"),
        why_not=why_not_edited,
    ),
)
