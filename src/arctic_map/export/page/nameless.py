"""Marks to leave out on a page: without facts, and without a label at its scale."""

from collections.abc import Iterable, Iterator

from arctic_map.export.marks.field import Field
from arctic_map.model.drawing import Drawing
from arctic_map.model.feature import Precision
from arctic_map.scene.scene import Scene


def nameless(scene: Scene, drawings: Iterable[Drawing], field: Field) -> frozenset[str]:
    """Ids of features that only the pointer could identify, which does not exist on paper."""
    return frozenset(id for drawing in drawings for id in _of(scene, drawing, field))


def _of(scene: Scene, drawing: Drawing, field: Field) -> Iterator[str]:
    features, styles = scene.catalog.features, scene.catalog.symbology.styles
    named = {label.feature for label in drawing.labels if label.zoom <= field.zoom < label.until}
    for shape in drawing.shapes:
        feature, row = features.get(shape.feature), styles.get(shape.style)
        if shape.kind != "point" or feature is None or row is None or row.label is None:
            continue
        if feature.precision is Precision.UNCHECKED or not row.label.zooms:
            # Keep the user's own marks, and those whose labels do not depend on the scale.
            continue
        if not (feature.facts or shape.feature in named or shape.feature in scene.highlighted):
            yield shape.feature
