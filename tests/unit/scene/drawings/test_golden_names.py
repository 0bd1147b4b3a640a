"""Where the names of a thinned-out atlas stand, each with its zooms, as files that can be read."""

import os
from dataclasses import replace
from pathlib import Path

from tests.built_in import built_in_atlas, read_drawing

from arctic_map.geo.projections import projection_named
from arctic_map.model.catalog import DRAWN
from arctic_map.model.preferences import Labelling
from arctic_map.scene.drawings.drawings import drawings_for
from arctic_map.scene.drawings.labelling import with_labels

GOLDEN = Path(__file__).parents[3] / "golden" / "drawings"
EVERY = {"country-names": 12, "sea-names": 12, "ice-edge": 4, "ports-other": 2}
"""Of these layers only so many-th features are there."""


def test_the_names_stand_at_the_golden_places() -> None:
    whole = built_in_atlas()
    layers = tuple(
        replace(layer, features=layer.features[:: EVERY.get(layer.id, 1)])
        for layer in whole.layers
        if layer.kind in DRAWN
    )
    content, drawings = replace(whole, layers=layers), drawings_for(whole, read_drawing)
    kept = {feature.id for layer in layers for feature in layer.features}
    plain = []
    for layer in layers:
        drawing = drawings.get(layer.id, "nsr")
        shapes = tuple(
            each for each in drawing.shapes if each.feature in kept or each.feature not in whole.features
        )
        plain.append(replace(drawing, shapes=shapes, labels=()))
    found = with_labels(plain, content, projection_named("nsr"), labelling=Labelling("en", 120))
    lines = []
    for drawing in found:
        lines.append(drawing.layer)
        for each in drawing.labels:
            shift = f"{each.dx:.1f} {each.dy:.1f} {each.anchor} {each.width:.1f}"
            zooms = f"{each.zoom:.2f} to {each.until:.2f}"
            letters = f", {len(each.letters) // 3} letters {sum(each.letters):.0f}" if each.letters else ""
            below = f", below: {each.below}" if each.below else ""
            lines.append(
                f"    {each.text} ({each.style}, {each.feature}): {each.x:.0f} {each.y:.0f} {shift}, {zooms}"
                f"{letters}{below}"
            )
    made, golden = "\n".join(lines) + "\n", GOLDEN / "nsr-names-120.txt"
    if "WRITE_GOLDEN" in os.environ:
        golden.write_text(made, encoding="utf-8")
    assert made == golden.read_text(encoding="utf-8")
