"""What the scripts of a page of its own read in place of a program: messages, decisions and packed files."""

import json
from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any
from zlib import Z_FILTERED, compressobj

from arctic_map.export.decided import KINDS, feature_signs, legend_foot, legend_lines, period_words
from arctic_map.export.html import opened
from arctic_map.export.html.days import chosen_days, months
from arctic_map.export.html.grid import grid
from arctic_map.export.html.left_out import never_shown
from arctic_map.export.html.views import offered, views
from arctic_map.model.catalog import Layer, LayerKind
from arctic_map.model.fact import Fact
from arctic_map.model.feature import Feature
from arctic_map.model.ice import MONTHS
from arctic_map.model.ice import shown as months_shown
from arctic_map.model.legend_entry import LegendEntry
from arctic_map.model.preferences import Units
from arctic_map.model.projection import Box, Projection
from arctic_map.model.style import Look
from arctic_map.model.tr import tr_count
from arctic_map.model.view import Selection
from arctic_map.page.assets import asset_for, drawn
from arctic_map.page.to_page import ShowLayer, ShowProjection, ToPage, encode
from arctic_map.page.updates import show_layer, show_look, show_projection, show_words
from arctic_map.scene import cards, timeline
from arctic_map.scene.drawings.drawings import Drawings
from arctic_map.scene.ice.chart import month_in_words
from arctic_map.scene.ice.lines import ice_lines
from arctic_map.scene.legend_in_view import legend_in_view
from arctic_map.scene.scene import Scene, SceneLayer, graticule_among
from arctic_map.scene.session import approach
from arctic_map.scene.session.session import Session
from arctic_map.scene.symbology import legend
from arctic_map.scene.symbology.dressing import grey_look, look_of
from arctic_map.scene.words.naming import name_of
from arctic_map.scene.words.projections import projection_words
from arctic_map.scene.words.units import METRES

LEVELS = 2
"""Levels of detail of the base map that are packed; the finest one alone is larger than all the rest."""
MOST_OF_FILE = 1000
"""Features of an opened file that are listed by name."""

Data = dict[str, Any]


def data(scene: Scene, drawings: Drawings, *, box: Box | None = None, colours: str = "auto") -> Data:
    """All decisions, as they go into JSON; `box` is what the first view shows, projected metres."""
    catalog = scene.catalog
    never = never_shown(scene)
    facts = [fact for fact in catalog.facts if fact.id not in never.facts]
    told: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        for feature in fact.features:
            told[feature].append(fact)
    return {
        "colours": colours,
        "looks": {look.name: _message(show_look(look, scene.preferences.names)) for look in looks(scene)},
        "words": _message(show_words(scene)),
        "counts": [tr_count(count, "{count} fact", "{count} facts") for count in range(len(facts) + 1)],
        "unit": _unit(scene.preferences.units),
        "projection": scene.projection.id,
        "projections": {
            projection.id: _projection(projection, scene, drawings, box) for projection in offered(scene)
        },
        "hidden": [layer.id for layer in layers(scene) if not layer.shown],
        "layers": [layer.id for layer in scene.layers],
        "graticule": graticule_among(catalog.layers, catalog.symbology),
        "legend": legend_lines(scene),
        "foot": legend_foot(scene),
        "most": legend.MOST,
        "shared": {style: lane for style, (lane, _, _) in catalog.symbology.shared.items()},
        "kinds": len(KINDS),
        "features": {
            feature.id: {
                "name": name_of(feature, scene.preferences.names),
                "layer": catalog.layer_of[feature.id],
                "span": months(feature.when),
                "sure": str(feature.precision),
                "facts": [id for id in feature.facts if id in catalog.fact and id not in never.facts],
                **_lines(feature, scene),
                **({"never": True} if feature.id in never.features else {}),
                **({"months": _shown_in(feature.month)} if feature.month else {}),
                **(
                    {"signs": listed} if (listed := feature_signs(feature, catalog, told[feature.id])) else {}
                ),
            }
            for feature in catalog.features.values()
        },
        "facts": {
            fact.id: {
                "span": months(fact.when),
                "features": fact.features,
                "kind": KINDS.index(fact.kind),
            }
            for fact in facts
        },
        "period": period_words(extent(scene), scene.when),
        "days": chosen_days(scene.when, catalog),
        "month": scene.month or 0,
        "months": [month_in_words(month or None) for month in range(MONTHS + 1)],
        "selected": _selected(scene),
        "views": views(scene, box),
    }


def _lines(feature: Feature, scene: Scene) -> Data:
    """Of its popup; what a sea says of each month apart."""
    lines = cards.lines(feature, scene.catalog, scene.preferences)
    of_ice = [ice_lines(feature, scene.catalog, month or None) for month in range(MONTHS + 1)]
    if not of_ice[0]:
        return {"lines": lines}
    # What they say alike in every month follows once.
    monthly = [each[: len(months_shown(month or None))] for month, each in enumerate(of_ice)]
    return {"lines": lines[len(monthly[0]) :], "monthly": monthly}


def _shown_in(month: int) -> list[int]:
    """The choices of a month, 0 for none, that show what is of this one; the month itself is first."""
    return [each for each in (*range(1, MONTHS + 1), 0) if month in months_shown(each or None)]


def looks(scene: Scene) -> tuple[Look, Look, Look]:
    """Light, dark and greyscale."""
    table, requested = scene.catalog.symbology, scene.preferences
    return look_of(table, "light", requested), look_of(table, "dark", requested), grey_look(table, requested)


def layers(scene: Scene) -> tuple[SceneLayer, ...]:
    """The layers of the page in draw order: a picture only where it is shown, for its size."""
    return tuple(layer for layer in scene.layers if layer.shown or layer.kind is not LayerKind.IMAGE)


def listed_by_name(layer: Layer) -> tuple[Feature, ...]:
    """The features that are listed by name, for a reader who cannot point at the map."""
    return layer.features[:MOST_OF_FILE] if layer.file else layer.features


def extent(scene: Scene) -> timeline.Range | None:
    """The days that the facts and features of the catalogue reach over, whole years."""
    return timeline.extent(timeline.marks(scene.catalog))


def packed(scene: Scene, drawings: Drawings) -> dict[str, str]:
    """Every file that the page reads, by its address: zlib, as base64."""
    found: dict[str, str] = {}
    labelling = scene.preferences.labelling
    for projection in offered(scene):
        drawings = drawings.with_all_names(projection.id, labelling)
        for layer in layers(scene):
            if drawings.moved_names(layer.id, projection.id, labelling) is not None:
                moved = drawings.get(layer.id, projection.id, labelling)
                found[_shown(layer, 0, projection, scene).url] = _packed(drawn(moved).body)
        for address in _addresses(projection, scene):
            if address not in found:
                found[address] = _packed(asset_for(address.partition("?")[0], scene, drawings).body)
        for layer in (layer for layer in layers(scene) if layer.file):
            found[_shown(layer, 0, projection, scene).url] = _packed(
                _of_file(layer, scene, drawings, projection)
            )
    return found


def _packed(body: bytes) -> str:
    # Numbers repeat little: for them this is smaller than the highest level, in a third of its time.
    packer = compressobj(6, memLevel=9, strategy=Z_FILTERED)
    return b64encode(packer.compress(body) + packer.flush()).decode()


def _of_file(layer: SceneLayer, scene: Scene, drawings: Drawings, projection: Projection) -> bytes:
    """What the page reads of an opened file: its drawing, or the picture of its marks."""
    if opened.is_picture(layer):
        return json.dumps(opened.picture(layer, scene, drawings, projection)).encode()
    return drawn(opened.drawing(layer, scene, drawings, projection)).body


def _shown(layer: SceneLayer, order: int, projection: Projection, scene: Scene) -> ShowLayer:
    """How the page is told of a layer: what lies on disk is marks like any other, or one picture."""
    as_marks = layer.kind is LayerKind.ROWS and not opened.is_picture(layer)
    told = replace(layer, kind=LayerKind.FEATURES) if as_marks else layer
    return show_layer(told, order, projection, scene.preferences.labelling)


def _addresses(projection: Projection, scene: Scene) -> Iterator[str]:
    shown = show_projection(replace(scene, projection=projection))
    yield shown.outline
    yield from (address for _, address in shown.levels[:LEVELS])
    if _has_relief(projection, scene):
        yield shown.relief_box
    yield from (
        message.url
        for layer in layers(scene)
        if not layer.file and (message := _shown(layer, 0, projection, scene)).url
    )


def _projection(projection: Projection, scene: Scene, drawings: Drawings, box: Box | None) -> Data:
    listed = [
        _shown(layer, order, projection, scene)
        for order, layer in enumerate(layers(scene))
        if layer.kind is not LayerKind.IMAGE or _has_relief(projection, scene)
    ]
    return {
        "label": projection_words(projection),
        "show": _message(_show_projection(projection, scene, drawings, box)),
        "layers": [_message(message) for message in listed],
        "home": projection.home,
        "legend": [asdict(entry) for entry in _first_legend(projection, scene, drawings, box)],
        "boxes": _boxes(projection, scene, drawings),
        "places": _places(projection, scene, drawings),
        "spots": _spots(projection, scene, drawings),
        "goals": _goals(projection, scene, drawings),
        "grid": asdict(grid(projection)),
    }


def _show_projection(
    projection: Projection, scene: Scene, drawings: Drawings, box: Box | None
) -> ShowProjection:
    """The message that turns to a projection, its relief within it where the picture is packed."""
    shown = show_projection(replace(scene, projection=projection))
    relief = ""
    if _has_relief(projection, scene):
        picture = asset_for(shown.relief, scene, drawings)
        relief = f"data:{picture.media_type};base64,{b64encode(picture.body).decode()}"
    return ShowProjection(
        id=shown.id,
        box=shown.box,
        ground=shown.ground,
        outline=shown.outline,
        levels=shown.levels[:LEVELS],
        relief=relief,
        relief_box=shown.relief_box,
        goal=box if box is not None and projection.id == scene.projection.id else projection.home,
        home=shown.home,
        legend=shown.legend,
    )


def _first_legend(
    projection: Projection, scene: Scene, drawings: Drawings, box: Box | None
) -> tuple[LegendEntry, ...]:
    """Of the first view, before the page knows what its map shows."""
    shown = {layer.id for layer in scene.layers if layer.shown}
    layers = [layer for layer in scene.catalog.layers if layer.id in shown]
    goal = box if box is not None and projection.id == scene.projection.id else projection.home
    return legend_in_view(
        scene.catalog,
        layers,
        goal,
        projection,
        drawings,
        scene.filtered_out.features,
        scene.signs,
        scene.wording,
    )


def _boxes(projection: Projection, scene: Scene, drawings: Drawings) -> dict[str, dict[str, list[Box]]]:
    """Round the lines of the base map that the legend explains, by layer and style, projected metres."""
    return {
        layer.id: {
            style: [mark.box for mark in marks]
            for (style, _), marks in drawings.pieces(layer.id, projection.id).items()
        }
        for layer in scene.catalog.layers
        if layer.kind is LayerKind.GROUND and drawings.pieces(layer.id, projection.id)
    }


def _has_relief(projection: Projection, scene: Scene) -> bool:
    """The picture is packed once, for the present projection and those that share its base map."""
    shown = any(layer.kind is LayerKind.IMAGE for layer in layers(scene))
    return shown and projection.family == scene.projection.family


def _places(projection: Projection, scene: Scene, drawings: Drawings) -> dict[str, tuple[int, ...]]:
    """Where the popup of each feature points, and the box that it stands beside, projected metres.

    Without those outside the projection.
    """
    found: dict[str, tuple[int, ...]] = {}
    for feature in scene.catalog.features:
        session = Session(projection=projection.id, selected=Selection(feature=feature))
        if card := cards.card(scene.catalog, session, drawings):
            found[feature] = tuple(map(round, (card.x, card.y, *card.box)))
    return found


def _goals(projection: Projection, scene: Scene, drawings: Drawings) -> dict[str, tuple[int, ...]]:
    """Where the map goes for each listed feature and fact, metres; without those it does not show."""
    boxes: defaultdict[str, list[Box]] = defaultdict(list)
    for layer in (layer for layer in scene.catalog.layers if layer.features):
        drawing, named = (
            drawings.get(layer.id, projection.id),
            {feature.id for feature in listed_by_name(layer)},
        )
        for shape in drawing.shapes:
            if shape.feature in named:
                boxes[shape.feature].append(shape.box)
        for label in drawing.labels:
            if label.feature in named:
                boxes[label.feature].append((label.x, label.y, label.x, label.y))
    for fact in scene.catalog.facts:
        boxes[fact.id] = [box for feature in fact.features for box in boxes.get(feature, ())]
    goals = {id: approach.goal_of(found) for id, found in boxes.items()}
    return {id: tuple(map(round, goal)) for id, goal in goals.items() if goal}


def _spots(projection: Projection, scene: Scene, drawings: Drawings) -> dict[str, tuple[float, float]]:
    """The marks beside which signs stand, projected metres."""
    return {
        feature.id: spots[feature.id]
        for layer in scene.catalog.layers
        if layer.features and (spots := drawings.get(layer.id, projection.id).spots)
        for feature in layer.features
        if feature.id in spots
    }


def _unit(units: Units) -> Data:
    """Of the scale bar: its word, and the metres in one."""
    return {"word": units, "metres": METRES[units]}


def _selected(scene: Scene) -> Data | None:
    chosen = scene.selected
    if chosen is None or not (chosen.feature or chosen.fact):
        return None
    return {"feature": chosen.feature} if chosen.feature else {"fact": chosen.fact}


def _message(message: ToPage) -> Any:
    return json.loads(encode(message))[0]
