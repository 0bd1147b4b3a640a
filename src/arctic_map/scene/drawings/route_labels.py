"""Labels of a map with a route: its own, and those of the atlas that are in its way."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import hypot

from shapely import MultiLineString

from arctic_map.geo.label_requests import LabelCandidate, text_box
from arctic_map.geo.line_clearance import LineClearance
from arctic_map.model.catalog import BASE, Catalog
from arctic_map.model.drawing import BELOW, Drawing, Label
from arctic_map.model.preferences import Labelling
from arctic_map.model.projection import ZOOM_RANGE, Projection
from arctic_map.model.symbology import Symbology
from arctic_map.scene.drawings.labelling import SAME_PLACE, with_labels
from arctic_map.scene.drawings.named_features import PADDING
from arctic_map.scene.drawings.obstacles import STRAY, segments_of, ways_of
from arctic_map.scene.memo import Identity, memo
from arctic_map.scene.symbology.looks import enlarged, look
from arctic_map.scene.words.words import name_of


@dataclass(frozen=True, slots=True)
class RouteLabelContext:
    """Everything that affects the labels of a projection with a route."""

    route: Drawing
    """Without labels."""
    others: tuple[Drawing, ...]
    """The layers of the atlas, with their labels on a map without a route."""
    catalog: Catalog
    """Including the layer of the route."""
    projection: Projection
    labelling: Labelling

    def names(self) -> Mapping[str, tuple[Label, ...]]:
        """All labels by layer: of the route, and of each layer whose labels are in its way."""
        on_map = tuple(map(Identity, (self.route, *self.others)))
        return memo(("names", on_map, self.projection.id, self.labelling), lambda: _moved_names(self))


def _moved_names(given: RouteLabelContext) -> Mapping[str, tuple[Label, ...]]:
    """Article labels move off the route, base map labels lose zooms, labels along lines stay; by layer."""
    catalog, labelling, symbology = given.catalog, given.labelling, given.catalog.symbology
    others = [replace(each, labels=tuple(_not_of_ends(each, given))) for each in given.others]
    (route,) = with_labels(
        [given.route], catalog, given.projection, avoid=others, clear_of=given.route, labelling=labelling
    )
    lines = _lines(route, symbology)
    cut = {each.layer: tuple(_cut(each.labels, lines, symbology, labelling)) for each in others}
    base = {layer.id for layer in catalog.layers if layer.topic == BASE}
    moved = frozenset(
        label.feature
        for each in others
        if each.layer not in base
        for label in {*each.labels} - {*cut[each.layer]}
    )
    labels = {
        each.layer: cut[each.layer]
        if each.layer in base
        else tuple(label for label in each.labels if label.feature not in moved)
        for each in others
    }
    touched = [each for each in given.others if labels[each.layer] != each.labels]
    subject = [each for each in touched if each.layer not in base]
    placed = with_labels(
        [replace(each, labels=()) for each in subject],
        catalog,
        given.projection,
        avoid=[*(replace(each, labels=labels[each.layer]) for each in given.others), route],
        clear_of=route,
        only=moved,
        labelling=labelling,
    )
    by_layer = {each.layer: labels[each.layer] for each in touched}
    by_layer |= {each.layer: (*labels[each.layer], *each.labels) for each in placed}
    return {**by_layer, route.layer: route.labels}


def _not_of_ends(drawing: Drawing, given: RouteLabelContext) -> Iterator[Label]:
    """Exclude labels of places that are ends of the route, whose own labels are in every view."""
    ends = [
        (name_of(given.catalog.features[shape.feature], given.labelling.names), shape.parts[0][:2])
        for shape in given.route.shapes
        if shape.kind == "point" and given.catalog.symbology.styles[shape.style].label
    ]
    for label in drawing.labels:
        if not any(
            label.text == name and hypot(label.x - x, label.y - y) < SAME_PLACE for name, (x, y) in ends
        ):
            yield label


def _lines(route: Drawing, symbology: Symbology) -> LineClearance:
    rows = [symbology.styles[shape.style] for shape in route.shapes if shape.kind == "line"]
    half = max((max(row.width, row.casing_width) / 2 for row in rows), default=0.0)
    return LineClearance(segments_of(MultiLineString(ways_of(route)).simplify(STRAY)), half + PADDING)


def _cut(
    labels: Sequence[Label], lines: LineClearance, symbology: Symbology, labelling: Labelling
) -> Iterator[Label]:
    """Limit labels to the zooms at which no line is too near."""
    styles = look(symbology, "light").styles
    for label in labels:
        lettering = styles[label.style].lettering
        if label.letters or lettering is None:
            yield label
            continue
        size = enlarged(lettering, labelling.text_size).size
        candidate = LabelCandidate(label.x, label.y, label.dx, label.dy, label.anchor)
        box = text_box(candidate, label.width, size, BELOW * size if label.below else 0.0)
        until = min(label.until, ZOOM_RANGE[1])
        free = lines.free_between(candidate, box, label.zoom, until)
        if free == [(label.zoom, until)]:
            yield label
        else:
            for start, end in free:
                yield replace(label, zoom=start, until=label.until if end == until else end)
