"""Drawings with labels in another language or size."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from arctic_map.model.catalog import Catalog
from arctic_map.model.drawing import Drawing
from arctic_map.model.preferences import Labelling
from arctic_map.model.projection import Projection
from arctic_map.scene.drawings.labelling import with_labels
from arctic_map.scene.drawings.painting import features_of
from arctic_map.scene.words.naming import name_of


def relabelled(
    drawings: Sequence[Drawing],
    catalog: Catalog,
    projection: Projection,
    labelling: Labelling,
    fonts: Path | None = None,
    avoid: Sequence[Drawing] = (),
) -> tuple[Drawing, ...]:
    """The drawings with other labels and hover texts; labels of the drawings `avoid` are placed already."""
    layers = {layer.id: layer for layer in catalog.layers}
    named = [
        replace(
            drawing,
            names={
                feature.id: name_of(feature, labelling.names)
                for feature in features_of(layers[drawing.layer], catalog.symbology)
            },
        )
        for drawing in drawings
    ]
    return with_labels(named, catalog, projection, avoid=avoid, fonts=fonts, labelling=labelling)
