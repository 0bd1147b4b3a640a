"""Marks that a page does without: nothing is told of them, and at its scale they bear no name."""

from collections.abc import Iterable, Iterator

from arctic_map.export.marks.field import Field
from arctic_map.model.drawing import Drawing
from arctic_map.model.feature import Precision
from arctic_map.scene.scene import Scene


def nameless(scene: Scene, drawings: Iterable[Drawing], field: Field) -> frozenset[str]:
    """Ids of features. On a screen the pointer names them; on paper they are rings that nobody can ask."""
    return frozenset(id for drawing in drawings for id in _of(scene, drawing, field))


def _of(scene: Scene, drawing: Drawing, field: Field) -> Iterator[str]:
    features, styles = scene.catalog.features, scene.catalog.symbology.styles
    named = {label.feature for label in drawing.labels if label.zoom <= field.zoom < label.until}
    for shape in drawing.shapes:
        feature, row = features.get(shape.feature), styles.get(shape.style)
        if shape.kind != "point" or feature is None or row is None or row.label is None:
            continue
        if feature.precision is Precision.UNCHECKED or not row.label.zooms:
            # The reader's own marks, and those whose names do not wait for a scale, are there for themselves.
            continue
        if not (feature.facts or shape.feature in named or shape.feature in scene.highlighted):
            yield shape.feature
