"""The commands of the menus Layers and Select."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arctic_map.desktop.shell.commands.command import Command, Handler, Menu, Test, applying
from arctic_map.desktop.window.panel import Panel
from arctic_map.geo.position import within
from arctic_map.model.derived_file import CONTOURS, HEAT_MAP, HEXAGONS, SAMPLE
from arctic_map.model.note import NoteKind
from arctic_map.model.tr import tr_later
from arctic_map.scene.reading import facts_in_order, facts_selected, features_in_order, stepped, subject
from arctic_map.scene.session import actions, layer_order
from arctic_map.scene.session.layer_order import is_reordered, stepped_layer

if TYPE_CHECKING:
    from arctic_map.desktop.shell.commands.command import Context


def showing_subject(shown: bool) -> Handler:
    """Return a handler that shows or hides all thematic layers."""
    return lambda context: context.store.apply(actions.show_layers(subject(context.scene.layers), shown))


def move_layer(context: Context, layer_id: str, to: int) -> None:
    """Move a layer to an index among the movable layers, counted from the bottom."""
    journey = layer_order.to_place(layer_id, to, context.scene)
    context.store.apply_together(journey.steps)
    context.window.say(journey.message)


def stepping_layer(step: int) -> Handler:
    """Return a handler that moves the current layer up or down."""

    def handler(context: Context) -> None:
        layer_id = context.layers_panel.current_layer
        to = stepped_layer(layer_id, step, context.scene)
        if layer_id is not None and to is not None:
            move_layer(context, layer_id, to)

    return handler


def layer_steppable(step: int) -> Test:
    """Return a test whether the current layer can be moved up or down."""
    return lambda context: stepped_layer(context.layers_panel.current_layer, step, context.scene) is not None


def has_values(context: Context) -> bool:
    """Return whether a raster of values is open."""
    return any(each.raster and not each.raster.is_colour for each in context.scene.catalog.layers)


def rename_file(context: Context) -> None:
    """Start renaming the current file's layer in the panel."""
    # Another panel may cover the list.
    context.window.show_panel(Panel.LAYERS, True)
    context.layers_panel.rename(context.file_layers.current)


COMMANDS: tuple[Command, ...] = (
    Command(
        "layers.show",
        tr_later("Show all thematic layers"),
        "Ctrl+Shift+A",
        Menu.LAYERS,
        showing_subject(True),
        tip=tr_later("The base map is not changed"),
    ),
    Command(
        "layers.hide",
        tr_later("Hide all thematic layers"),
        "Ctrl+Shift+H",
        Menu.LAYERS,
        showing_subject(False),
        tip=tr_later("The base map is not changed"),
    ),
    Command(
        "layers.show-features",
        tr_later("Show all hidden features"),
        "",
        Menu.LAYERS,
        lambda context: context.store.apply(actions.show_features(context.scene.features_hidden, True)),
        tip=tr_later("Show the features that were hidden one by one in the Layers panel"),
        enabled=lambda context: bool(context.scene.features_hidden),
    ),
    Command(
        "layers.style",
        tr_later("Layer style…"),
        "Ctrl+Shift+Y",
        Menu.LAYERS,
        lambda context: context.file_layers.choose_style(),
        tip=tr_later("Set colours, sizes and labels of an opened file by its fields, or colours of a raster"),
        enabled=lambda context: any(layer.file for layer in context.scene.layers),
        apart=True,
    ),
    Command(
        "layers.export-features",
        tr_later("Export features of a file…"),
        "",
        Menu.LAYERS,
        lambda context: context.file_layers.export_features(),
        tip=tr_later(
            "Export all features with their attributes as GeoPackage, GeoJSON, FlatGeobuf, KML or CSV"
        ),
        enabled=lambda context: any(layer.has_features for layer in context.scene.layers),
    ),
    Command(
        "layers.hexagons",
        tr_later("Count points in hexagons…"),
        "",
        Menu.LAYERS,
        lambda context: context.file_layers.derive(HEXAGONS),
        tip=tr_later("Show how dense the points of an opened file are, as a new layer of equal areas"),
        enabled=lambda context: any(layer.has_features for layer in context.scene.layers),
    ),
    Command(
        "layers.heat-map",
        tr_later("Heat map of points…"),
        "",
        Menu.LAYERS,
        lambda context: context.file_layers.derive(HEAT_MAP),
        tip=tr_later("Show how dense the points of an opened file are, as a new layer of blurred colours"),
        enabled=lambda context: any(layer.has_features for layer in context.scene.layers),
    ),
    Command(
        "layers.contours",
        tr_later("Contours of a raster…"),
        "",
        Menu.LAYERS,
        lambda context: context.file_layers.derive(CONTOURS),
        tip=tr_later("Draw lines of equal value of the selected raster, as a new layer"),
        enabled=has_values,
    ),
    Command(
        "layers.sample",
        tr_later("Values of a raster at points…"),
        "",
        Menu.LAYERS,
        lambda context: context.file_layers.derive(SAMPLE),
        tip=tr_later("Add the values of the topmost raster to the features of a file, as a new layer"),
        enabled=lambda context: (
            has_values(context) and any(layer.has_features for layer in context.scene.layers)
        ),
    ),
    Command(
        "layers.properties",
        tr_later("Layer properties…"),
        "Alt+Return",
        Menu.LAYERS,
        lambda context: context.file_layers.show_properties(),
        tip=tr_later("Show the source, reference system, extent, fields and problems of an opened file"),
        enabled=lambda context: any(layer.file for layer in context.scene.layers),
    ),
    Command(
        "layers.rename",
        tr_later("Rename layer"),
        "Ctrl+F2",
        Menu.LAYERS,
        rename_file,
        tip=tr_later("Rename the selected layer; leave the name empty to use that of the file"),
        enabled=lambda context: any(layer.file for layer in context.scene.layers),
    ),
    Command(
        "layers.raise",
        tr_later("Raise layer"),
        "Ctrl+Shift+Up",
        Menu.LAYERS,
        stepping_layer(1),
        tip=tr_later("Draw the selected layer above the next one; you can also drag it"),
        enabled=layer_steppable(1),
        apart=True,
    ),
    Command(
        "layers.lower",
        tr_later("Lower layer"),
        "Ctrl+Shift+Down",
        Menu.LAYERS,
        stepping_layer(-1),
        tip=tr_later("Draw the selected layer below the next one"),
        enabled=layer_steppable(-1),
    ),
    Command(
        "layers.original-order",
        tr_later("Restore the order of layers"),
        "",
        Menu.LAYERS,
        applying(actions.order_as_made),
        tip=tr_later("Draw the layers in the order of the atlas"),
        enabled=lambda context: is_reordered(context.scene),
    ),
)


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
        ids = [fact.id for fact in facts_in_order(context.scene.facts, context.scene.catalog.topic)]
        if fact := stepped(ids, selected.fact if selected else None, step):
            context.store.apply(actions.select_fact(fact))

    return handler


def something_selected(context: Context) -> bool:
    """Return whether anything is selected."""
    return context.scene.selected is not None


def selection_clearable(context: Context) -> bool:
    """Return whether Esc clears the selection, rather than closing a tool or the tour."""
    return something_selected(context) and not context.tools.sketching.active


def selecting_in_area(context: Context) -> bool:
    """Return whether the tool that selects features in an area is in use."""
    sketch = context.tools.sketching.sketch
    return sketch is not None and sketch.selects


SELECT_COMMANDS: tuple[Command, ...] = (
    Command("select.next-feature", tr_later("Next feature"), "Alt+Down", Menu.SELECT, stepping_features(1)),
    Command(
        "select.previous-feature", tr_later("Previous feature"), "Alt+Up", Menu.SELECT, stepping_features(-1)
    ),
    Command(
        "select.nearest-feature",
        tr_later("Nearest feature"),
        "W",
        Menu.SELECT,
        lambda context: context.navigator.walk(1),
        tip=tr_later("Walk to the features around the selected one, the nearest first"),
    ),
    Command(
        "select.nearer-feature",
        tr_later("Back to the nearer feature"),
        "Shift+W",
        Menu.SELECT,
        lambda context: context.navigator.walk(-1),
    ),
    Command(
        "select.next-fact", tr_later("Next fact"), "Alt+PgDown", Menu.SELECT, stepping_facts(1), apart=True
    ),
    Command("select.previous-fact", tr_later("Previous fact"), "Alt+PgUp", Menu.SELECT, stepping_facts(-1)),
    Command(
        "select.in-area",
        tr_later("Features in an area"),
        "Shift+I",
        Menu.SELECT,
        lambda context: context.tools.sketching.begin(NoteKind.AREA, selects=True),
        tip=tr_later("Select all features in an area that you draw on the map, and their rows in the table"),
        checked=selecting_in_area,
        enabled=lambda context: not context.tools.digitising.active,
        apart=True,
    ),
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
