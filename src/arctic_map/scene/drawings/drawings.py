"""Cache of what was computed for a session besides its content: drawings of all layers and projections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from arctic_map.geo.projections import projection_named
from arctic_map.geo.turning import around, base_id, is_turned
from arctic_map.model.catalog import DRAWN, Catalog, Layer
from arctic_map.model.drawing import Drawing, Label, Shape
from arctic_map.model.preferences import USUAL, Labelling
from arctic_map.scene.drawings.file_layers import FileLayers
from arctic_map.scene.drawings.in_view import Pieces, pieces
from arctic_map.scene.drawings.layer_drawing import turn, turned, weight, with_names, without_names
from arctic_map.scene.drawings.version import ContentVersion, LabelledReader, Reader, fingerprints
from arctic_map.scene.memo import Identity, memo

if TYPE_CHECKING:
    from arctic_map.model.layer_style import LayerStyle
    from arctic_map.model.projection import Box
    from arctic_map.scene.drawings.painting import Land
    from arctic_map.scene.drawings.route_labels import RouteLabelContext
    from arctic_map.scene.timeline import Range


@dataclass(frozen=True, slots=True)
class RouteNames:
    """The labels of a map with a route."""

    digest: str
    """Digest of the route's layer."""
    drawings: Mapping[str, Drawing]
    """Drawings by layer: the route, and layers whose labels are in its way."""


@dataclass(frozen=True, eq=False)
class Drawings:
    """The drawings of all layers, immutable; they are cached by fingerprints of their input."""

    version: ContentVersion
    files: FileLayers = field(default_factory=FileLayers)
    route: Layer | None = None
    """An additional layer besides those of the content."""
    route_names: Mapping[tuple[str, Labelling], RouteNames] = field(default_factory=dict)
    """The last placed labels by projection."""

    def with_content(self, catalog: Catalog) -> Drawings:
        """Replace the content and redraw layers with another fingerprint; labels of all others stay."""
        version = self.version.followed_by(catalog)
        same = fingerprints(self.version.catalog.layers) == fingerprints(catalog.layers)
        return replace(self, version=version, route_names=self.route_names if same else {})

    def with_files(self, files: FileLayers) -> Drawings:
        """Replace the opened files."""
        return replace(self, files=files, route_names={})

    def in_style(self, styles: Mapping[str, LayerStyle], when: Range | None) -> Drawings:
        """Style these opened files, and give all others the default look."""
        files = self.files.in_style(styles, when)
        same = files.painted_by == self.files.painted_by
        return replace(self, files=files) if same else self.with_files(files)

    def with_route(self, layer: Layer | None) -> Drawings:
        """Set or remove the route; its labels are placed later."""
        return replace(self, route=layer, route_names=self.route_names if layer else {})

    def with_route_names(self, given: RouteLabelContext, names: Mapping[str, tuple[Label, ...]]) -> Drawings:
        """Add labels by layer, unless the drawings have changed since `given`."""
        if self.route is None:
            return self
        key = given.projection.id, given.labelling
        drawn = {drawing.layer: drawing for drawing in (given.route, *given.others)}
        if any(self.alone(id, *key) != drawing for id, drawing in drawn.items()):
            return self
        moved = {id: replace(drawn[id], labels=names[id]) for id in names}
        route_names = RouteNames(given.route.digest, moved)
        return replace(self, route_names={**self.route_names, key: route_names})

    def with_all_names(self, projection_id: str, labelling: Labelling) -> Drawings:
        """Place all labels of a map with a route now."""
        if (given := self.names_lacking(projection_id, labelling)) is None:
            return self
        return self.with_route_names(given, given.names())

    def was_there(self, layer_id: str) -> bool:
        """Whether an earlier version of the content had such a layer."""
        return layer_id in self.version.removed

    def get(self, layer_id: str, projection_id: str, labelling: Labelling = USUAL) -> Drawing:
        """A labelled layer; of the base map only what the legend explains. Raises UnknownName."""
        moved = self._with_moved_names(layer_id, projection_id, labelling)
        return moved or self.alone(layer_id, projection_id, labelling)

    def alone(self, layer_id: str, projection_id: str, labelling: Labelling) -> Drawing:
        """The layer with its labels without a route; the route has none. Raises UnknownName."""
        if self.route is not None and self.route.id == layer_id:
            return turned(without_names(self.version, self.route, base_id(projection_id)), projection_id)
        return with_names(self.version, self.files, layer_id, projection_id, labelling)

    def draw_all(self, projection_id: str, labelling: Labelling) -> None:
        """Draw and cache all layers in a projection."""
        for layer in self.version.drawn:
            self.get(layer.id, projection_id, labelling)

    def shapes(self, layer_id: str, projection_id: str) -> Drawing:
        """As `get`, but layers whose labels are not prepared may lack them. Raises UnknownName."""
        layer = self.version.layers.get(layer_id)
        if layer is None or layer.kind not in DRAWN or self.files.layer(layer_id).opened:
            return self.get(layer_id, projection_id)
        return turned(without_names(self.version, layer, base_id(projection_id)), projection_id)

    def box(self, layer_id: str, projection_id: str) -> Box | None:
        """Bounding box in projected metres; None if nothing is visible, or drawings of a file are pending."""
        if opened := self.files.layer(layer_id).opened:
            box = opened.box(base_id(projection_id))
            return around(box, turn(projection_id)) if box and is_turned(projection_id) else box
        if layer_id not in self.version.layers and not self._is_route(layer_id):
            return None
        boxes = [shape.box for shape in self.get(layer_id, projection_id).shapes]
        if not boxes:
            return None
        x0, y0, x1, y1 = zip(*boxes, strict=True)
        return min(x0), min(y0), max(x1), max(y1)

    def shapes_of(self, feature_id: str, layer_id: str, projection_id: str) -> list[Shape]:
        """The shapes of a feature in the projection."""
        drawing = self.get(layer_id, projection_id)

        def by_feature() -> dict[str, list[Shape]]:
            shapes: dict[str, list[Shape]] = {}
            for shape in drawing.shapes:
                shapes.setdefault(shape.feature, []).append(shape)
            return shapes

        return memo(("features", Identity(drawing)), by_feature, len).get(feature_id, [])

    def pieces(self, layer_id: str, projection_id: str) -> Pieces:
        """The marks of a layer, cut into pieces for quick tests against a view."""
        drawing, symbology = self.get(layer_id, projection_id), self.version.catalog.symbology
        whole = self._whole if self._is_route(layer_id) else self.version.catalog
        return memo(
            ("pieces", Identity(drawing), symbology.digest),
            lambda: pieces(drawing, symbology, whole.features),
            lambda _: weight(drawing),
        )

    def moved_names(
        self, layer_id: str, projection_id: str, labelling: Labelling
    ) -> tuple[Label, ...] | None:
        """All labels of the route, or of a layer whose labels are in its way; None for others.

        Labels of the atlas stay as for the last route until those for the new one are placed.
        """
        moved = self._with_moved_names(layer_id, projection_id, labelling)
        return moved.labels if moved else None

    def names_lacking(self, projection_id: str, labelling: Labelling) -> RouteLabelContext | None:
        """The input for placing labels with a route; None if they are placed or there is no route."""
        placed = self.route_names.get((projection_id, labelling))
        if self.route is None or (placed and placed.digest == self.route.digest):
            return None
        # Loads shapely, only for a route.
        from arctic_map.scene.drawings.route_labels import RouteLabelContext

        return RouteLabelContext(
            self.alone(self.route.id, projection_id, labelling),
            tuple(self.alone(layer.id, projection_id, labelling) for layer in self.version.drawn),
            self._whole,
            projection_named(projection_id),
            labelling,
        )

    @property
    def _whole(self) -> Catalog:
        more = (self.route,) if self.route else ()
        return replace(self.version.catalog, layers=(*self.version.catalog.layers, *more))

    def _is_route(self, layer_id: str) -> bool:
        return self.route is not None and self.route.id == layer_id

    def _with_moved_names(self, layer_id: str, projection_id: str, labelling: Labelling) -> Drawing | None:
        placed = self.route_names.get((projection_id, labelling))
        if placed is None or (self.route and self._is_route(layer_id) and self.route.digest != placed.digest):
            return None
        return placed.drawings.get(layer_id)


def _nothing(*_: str) -> None:
    """Stands for a package without prepared labels."""


def drawings_for(
    catalog: Catalog,
    read: Reader,
    read_labelled: LabelledReader = _nothing,
    land: Land | None = None,
    files: FileLayers | None = None,
) -> Drawings:
    """Drawings for a content, which may be prepared, and for opened files."""
    return Drawings(ContentVersion(catalog, read, read_labelled, land), files or FileLayers())
