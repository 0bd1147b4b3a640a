"""The messages that change the page from one scene to the next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from arctic_map.model.catalog import DRAWN, LayerKind
from arctic_map.model.preferences import USUAL, Labelling
from arctic_map.model.projection import FINER_FROM, Projection
from arctic_map.model.tr import Wording, tr_later
from arctic_map.page import addresses
from arctic_map.page.to_page import (
    FilterOut,
    HideLayer,
    Highlight,
    HighlightRows,
    MoveView,
    OrderLayers,
    ShowCard,
    ShowClasses,
    ShowFurniture,
    ShowLayer,
    ShowLegend,
    ShowLook,
    ShowNames,
    ShowProjection,
    ShowSigns,
    ShowWords,
    ToPage,
)

if TYPE_CHECKING:
    from arctic_map.model.drawing import Label
    from arctic_map.model.style import Look
    from arctic_map.scene.scene import Scene, SceneLayer

LEVELS = tuple((zoom, level) for level, zoom in enumerate((-99.0, *FINER_FROM)))
"""Lowest zoom of each level of detail of the base map."""
TEXTS: tuple[str, ...] = (
    tr_later("Legend"),
    tr_later("Scale: {length}"),
    tr_later("{pole}: {degrees} degrees clockwise from up"),
    tr_later("Facts"),
    tr_later("Read fact {fact}"),
    tr_later("{number} m"),
    tr_later("{number} km"),
    tr_later("{number} nmi"),
    tr_later("{number} mi"),
    tr_later("at {latitude}"),
    tr_later("{length} at {latitude}"),
    tr_later("the Equator"),
    tr_later("{degrees}°N"),
    tr_later("{degrees}°S"),
    tr_later("North"),
    tr_later("North Pole"),
    tr_later("Map. Arrow keys move it, plus and minus zoom; Alt with down or up goes from mark to mark."),
    tr_later("Map. Arrow keys move it, plus and minus zoom."),
    tr_later("A part of the map cannot be drawn here. ({why})"),
    tr_later("The map cannot be drawn here; the facts can be read without it. ({why})"),
    tr_later("{fact} is shown on the map: {places}."),
    tr_later("Nothing is selected."),
    tr_later("It is outside this projection."),
    tr_later("{count} listed."),
    tr_later("Facts about {name}"),
    tr_later("{some} of {count}"),
    tr_later("All times"),
    tr_later("Nothing found."),
    tr_later("Read {count}"),
    tr_later("Whole route"),
    tr_later("Zoom in"),
    tr_later("Zoom out"),
    tr_later("Close popup"),
    tr_later("Everything here"),
    tr_later("List everything at this place with its attributes (I)"),
    tr_later("Show in the article"),
    tr_later("Show the sentences that say so (Ctrl+J)"),
)


def updates(before: Scene | None, after: Scene) -> Iterator[ToPage]:
    """Yield messages in the order that the page needs; all of them if there was no scene before."""
    turned = before is None or before.projection != after.projection
    relettered = before is not None and before.preferences.labelling != after.preferences.labelling
    if before is None or before.look != after.look or relettered:
        yield show_look(after.look, after.preferences.names)
    if before is None or (before.period, before.source_line) != (after.period, after.source_line):
        yield show_words(after)
    # Before the projection, as the first view is fitted beside the legend.
    if before is None or before.legend != after.legend:
        yield ShowLegend(after.legend)
    if turned:
        yield show_projection(after)
    yield from layer_updates(None if turned else before, after)
    if before is None or before.filtered_out.features != after.filtered_out.features:
        yield FilterOut(tuple(sorted(after.filtered_out.features)))
    if turned or before is None or before.signs != after.signs:
        yield ShowSigns(after.signs)
    if turned or before is None or before.highlighted != after.highlighted:
        yield Highlight(after.highlighted, after.story)
    if turned or before is None or before.card != after.card:
        yield ShowCard(after.card)
    # A new projection starts with its own first view, and nothing can be animated from the old one.
    first = turned and after.goal is not None and after.goal.box == after.projection.in_window
    goal = None if first else after.goal
    if goal is not None and before is not None and before.goal != goal:
        yield MoveView(goal.box, goal.smooth and not turned, goal.exact)
    if after.furniture is not None and (before is None or before.furniture != after.furniture):
        yield ShowFurniture(after.furniture)


def layer_updates(before: Scene | None, after: Scene) -> Iterator[ToPage]:
    """Yield messages for layers that changed, in draw order."""
    old = {layer.id: layer for layer in before.layers} if before else {}
    labelling = after.preferences.labelling
    relettered = before is not None and before.preferences.labelling != labelling
    for order, layer in enumerate(after.layers):
        was = old.get(layer.id)
        changed = was is None or not was.shown or _look(was) != _look(layer)
        if layer.shown and (was.classes if was and was.shown else "") != layer.classes:
            # Before the layer, so that it never appears without its classes.
            on_disk = layer.kind is LayerKind.ROWS
            yield ShowClasses(layer.id, addresses.classes(layer.id, layer.classes), layer.styled, on_disk)
        names = _names(layer)
        if layer.shown and (_names(was) if was and was.shown else None) != names:
            yield ShowNames(layer.id, names, layer.labels is not None)
        if layer.shown and (was.highlighted_shapes if was and was.shown else ()) != layer.highlighted_shapes:
            yield HighlightRows(layer.id, layer.highlighted_shapes)
        if layer.shown and (changed or relettered):
            yield show_layer(layer, order, after.projection, labelling)
        elif not layer.shown and was is not None and was.shown:
            yield HideLayer(layer.id)
    # Layers of closed files.
    for removed in old.keys() - {layer.id for layer in after.layers}:
        if old[removed].shown:
            yield HideLayer(removed)
    if before and _renumbered(before, after):
        yield OrderLayers(tuple(layer.id for layer in after.layers))


def _names(layer: SceneLayer) -> tuple[Label, ...] | None:
    return layer.moved if layer.labels is None else layer.labels


def _renumbered(before: Scene, after: Scene) -> bool:
    """Whether the position of a remaining layer changed, by moving, adding or removing layers."""
    places = {layer.id: place for place, layer in enumerate(before.layers)}
    return any(places.get(layer.id, place) != place for place, layer in enumerate(after.layers))


def show_words(scene: Scene) -> ShowWords:
    """The texts around the map."""
    words = scene.title, scene.subtitle, scene.period, scene.source_line, scene.warning
    return ShowWords(*words, page_words(scene.wording))


def show_look(look: Look, names: str = "en") -> ShowLook:
    """Colours, styles and text size of the page."""
    return ShowLook(look.name, look.palette, look.styles, look.high_contrast, look.text_size, names)


def show_layer(
    layer: SceneLayer, order: int, projection: Projection, labelling: Labelling = USUAL
) -> ShowLayer:
    """A layer with the address of its drawing."""
    if layer.kind is LayerKind.ROWS:
        url = addresses.rows(projection.family, layer.id, layer.digest[:12])
        return ShowLayer(layer.id, layer.kind, order, layer.opacity, url, layer.items, layer.under_names)
    if layer.kind is LayerKind.RASTER:
        url = addresses.raster(projection.id, layer.id, layer.digest)
        return ShowLayer(layer.id, layer.kind, order, layer.opacity, url, layer.items, layer.under_names)
    drawn = layer.kind in DRAWN
    key = "" if layer.file else labelling.key
    url = addresses.drawing(projection.id, layer.id, key, layer.digest[:12]) if drawn else ""
    return ShowLayer(layer.id, layer.kind, order, layer.opacity, url, layer.items, layer.under_names)


def _look(layer: SceneLayer) -> tuple[object, ...]:
    return layer.opacity, layer.digest, layer.under_names


def show_projection(scene: Scene) -> ShowProjection:
    """The projection with its base map and first view."""
    projection = scene.projection
    return ShowProjection(
        id=projection.id,
        box=projection.box,
        ground=projection.ground,
        outline=addresses.outline(projection.family),
        levels=tuple((zoom, addresses.level(projection.family, level)) for zoom, level in LEVELS),
        relief=addresses.relief(projection.family),
        relief_box=addresses.relief_box(projection.family),
        goal=scene.viewport.box if scene.viewport else projection.in_window,
        home=projection.home,
        legend=projection.legend,
    )


def page_words(wording: Wording) -> dict[str, str]:
    """Translations of the texts of the scripts by their English form, if they differ."""
    return {text: words for text in TEXTS if (words := wording(text)) != text}
