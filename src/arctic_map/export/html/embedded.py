"""Data for the scripts of an HTML page in place of a program: messages, decisions and files."""

import json
from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any
from zlib import Z_FILTERED, compressobj

from arctic_map.export.decided import KINDS, feature_signs, legend_foot, legend_lines, period_words
from arctic_map.export.html import own_files
from arctic_map.export.html.offered_views import chosen_days, layers, months, never_shown, offered, views
from arctic_map.export.html.projection_tables import (
    LEVELS,
    as_json,
    has_relief,
    projection_tables,
    shown_layer,
)
from arctic_map.export.html.story import steps
from arctic_map.model.fact import Fact
from arctic_map.model.feature import Feature
from arctic_map.model.preferences import Units
from arctic_map.model.projection import Box, Projection
from arctic_map.model.reckoning import MONTHS
from arctic_map.model.reckoning import shown as months_shown
from arctic_map.model.style import Look
from arctic_map.model.tr import tr_count
from arctic_map.page.assets import asset_for, drawn
from arctic_map.page.updates import show_look, show_projection, show_words
from arctic_map.scene import cards, timeline
from arctic_map.scene.drawings.drawings import Drawings
from arctic_map.scene.scene import Scene, SceneLayer, graticule_among
from arctic_map.scene.sea_ice import ice_lines, month_in_words
from arctic_map.scene.symbology import legend
from arctic_map.scene.symbology.looks import look_in_print, look_of
from arctic_map.scene.words.measures import METRES
from arctic_map.scene.words.words import name_of

Data = dict[str, Any]


def data(scene: Scene, drawings: Drawings, *, box: Box | None = None, colours: str = "auto") -> Data:
    """All decisions as JSON values. `box` is the first view in projected metres."""
    catalog = scene.catalog
    never = never_shown(scene)
    facts = [fact for fact in catalog.facts if fact.id not in never.facts]
    return {
        "colours": colours,
        "looks": {look.name: as_json(show_look(look, scene.preferences.names)) for look in looks(scene)},
        "words": as_json(show_words(scene)),
        "counts": [tr_count(count, "{count} fact", "{count} facts") for count in range(len(facts) + 1)],
        "unit": _unit(scene.preferences.units),
        "projection": scene.projection.id,
        "projections": {
            projection.id: projection_tables(projection, scene, drawings, box)
            for projection in offered(scene)
        },
        "hidden": [layer.id for layer in layers(scene) if not layer.shown],
        "graticule": graticule_among(catalog.layers, catalog.symbology),
        "legend": legend_lines(scene),
        "foot": legend_foot(scene),
        "max_rows": legend.MAX_ROWS,
        "shared": {style: lane for style, (lane, _, _) in catalog.symbology.shared.items()},
        "kinds": len(KINDS),
        "features": _features(scene, facts, never),
        "facts": {
            fact.id: {"span": months(fact.when), "features": fact.features, "kind": KINDS.index(fact.kind)}
            for fact in facts
        },
        "period": period_words(extent(scene), scene.when),
        "days": chosen_days(scene.when, catalog),
        "month": scene.month or 0,
        "months": [month_in_words(month or None) for month in range(MONTHS + 1)],
        "selected": _selected(scene),
        "views": views(scene, box),
        "steps": steps(scene, drawings),
    }


def _features(scene: Scene, facts: Sequence[Fact], never: timeline.HiddenByTime) -> Data:
    """Features by id. `facts` are those of the page, `never` is what it never shows."""
    catalog = scene.catalog
    facts_of: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        for feature in fact.features:
            facts_of[feature].append(fact)
    return {
        feature.id: {
            "name": name_of(feature, scene.preferences.names),
            "layer": catalog.layer_of[feature.id],
            "span": months(feature.when),
            "precision": str(feature.precision),
            "facts": [id for id in feature.facts if id in catalog.fact and id not in never.facts],
            **_lines(feature, scene),
            **({"never": True} if feature.id in never.features else {}),
            **({"months": _shown_in(feature.month)} if feature.month else {}),
            **(
                {"signs": listed} if (listed := feature_signs(feature, catalog, facts_of[feature.id])) else {}
            ),
        }
        for feature in catalog.features.values()
    }


def _lines(feature: Feature, scene: Scene) -> Data:
    """The lines of a feature's popup. Those that differ by month are separate."""
    lines = cards.lines(feature, scene.catalog, scene.preferences)
    of_ice = [ice_lines(feature, scene.catalog, month or None) for month in range(MONTHS + 1)]
    if not of_ice[0]:
        return {"lines": lines}
    # Lines that are the same in every month follow once.
    monthly = [each[: len(months_shown(month or None))] for month, each in enumerate(of_ice)]
    return {"lines": lines[len(monthly[0]) :], "monthly": monthly}


def _shown_in(month: int) -> list[int]:
    """The selectable months, 0 for none, in which a feature of this month is visible, its own first."""
    return [each for each in (*range(1, MONTHS + 1), 0) if month in months_shown(each or None)]


def looks(scene: Scene) -> tuple[Look, Look, Look]:
    """The looks light, dark and greyscale."""
    table, requested = scene.catalog.symbology, scene.preferences
    return (
        look_of(table, "light", requested),
        look_of(table, "dark", requested),
        look_in_print(table, requested),
    )


def extent(scene: Scene) -> timeline.Range | None:
    """The period that facts and features cover, in whole years."""
    return timeline.extent(timeline.marks(scene.catalog))


def packed(scene: Scene, drawings: Drawings) -> dict[str, str]:
    """Every file that the page reads by its address, as base64 of zlib data."""
    files: dict[str, str] = {}
    labelling = scene.preferences.labelling
    for projection in offered(scene):
        drawings = drawings.with_all_names(projection.id, labelling)
        for layer in layers(scene):
            if drawings.moved_names(layer.id, projection.id, labelling) is not None:
                moved = drawings.get(layer.id, projection.id, labelling)
                files[shown_layer(layer, 0, projection, scene).url] = _packed(drawn(moved).body)
        for address in _addresses(projection, scene):
            if address not in files:
                files[address] = _packed(asset_for(address.partition("?")[0], scene, drawings).body)
        for layer in (layer for layer in layers(scene) if layer.file):
            files[shown_layer(layer, 0, projection, scene).url] = _packed(
                _of_file(layer, scene, drawings, projection)
            )
    return files


def _packed(body: bytes) -> str:
    # Numbers have few repetitions, so this is smaller and faster than the highest level.
    packer = compressobj(7, memLevel=8, strategy=Z_FILTERED)
    return b64encode(packer.compress(body) + packer.flush()).decode()


def _of_file(layer: SceneLayer, scene: Scene, drawings: Drawings, projection: Projection) -> bytes:
    """What the page reads for an opened file: its drawing, or an image of its marks."""
    if own_files.is_picture(layer):
        return json.dumps(own_files.picture(layer, scene, drawings, projection)).encode()
    return drawn(own_files.drawing(layer, scene, drawings, projection)).body


def _addresses(projection: Projection, scene: Scene) -> Iterator[str]:
    shown = show_projection(replace(scene, projection=projection))
    yield shown.outline
    yield from (address for _, address in shown.levels[:LEVELS])
    if has_relief(projection, scene):
        yield shown.relief_box
    yield from (
        message.url
        for layer in layers(scene)
        if not layer.file and (message := shown_layer(layer, 0, projection, scene)).url
    )


def _unit(units: Units) -> Data:
    """The unit of the scale bar and its length in metres."""
    return {"word": units, "metres": METRES[units]}


def _selected(scene: Scene) -> Data | None:
    chosen = scene.selected
    if chosen is None or not (chosen.feature or chosen.fact):
        return None
    return {"feature": chosen.feature} if chosen.feature else {"fact": chosen.fact}
