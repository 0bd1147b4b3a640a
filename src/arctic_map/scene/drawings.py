"""Every layer's drawing on every plane: made when the package was built, or now if the layer has changed."""

from collections.abc import Callable

from arctic_map.errors import UnknownName
from arctic_map.geo.planes import plane_named
from arctic_map.model.catalog import Catalog, Layer, LayerKind
from arctic_map.model.drawing import Drawing

Reader = Callable[[str, str, str], Drawing | None]
"""Plane id, layer id and digest to the prepared drawing; None when there is none for this digest."""

DRAWN = (LayerKind.FEATURES, LayerKind.GRATICULE)
"""Kinds of layer that have a drawing of their own."""


class Drawings:
    """Drawings of one catalogue, each read or drawn once."""

    def __init__(self, catalog: Catalog, read: Reader) -> None:
        self._catalog, self._read = catalog, read
        self._layers = {layer.id: layer for layer in catalog.layers}
        self._prepared: dict[tuple[str, str], Drawing | None] = {}
        self._known: dict[tuple[str, str], Drawing] = {}

    def get(self, layer_id: str, plane_id: str) -> Drawing:
        """The layer on the plane, with labels; empty for parts of the base map. Raises UnknownName."""
        key = layer_id, plane_id
        if key not in self._known:
            if layer_id not in self._layers:
                raise UnknownName(f"there is no layer {layer_id!r}")
            self._known[key] = self._find(self._layers[layer_id], plane_id)
        return self._known[key]

    def _find(self, layer: Layer, plane_id: str) -> Drawing:
        if layer.kind not in DRAWN:
            return Drawing(layer.id, plane_id, layer.digest)
        return self._read_once(layer, plane_id) or self._draw(layer, plane_id)

    def _read_once(self, layer: Layer, plane_id: str) -> Drawing | None:
        key = layer.id, plane_id
        if key not in self._prepared:
            self._prepared[key] = self._read(plane_id, layer.id, layer.digest)
        return self._prepared[key]

    def _draw(self, layer: Layer, plane_id: str) -> Drawing:
        # Loaded only here: the window must not wait for projections when all is prepared.
        from arctic_map.scene.labelling import with_labels
        from arctic_map.scene.painting import draw

        plane = plane_named(plane_id)
        return with_labels([draw(layer, plane)], self._catalog, plane, beside=self._decided(layer, plane_id))[
            0
        ]

    def _decided(self, layer: Layer, plane_id: str) -> list[Drawing]:
        """The drawings whose labels stand already, so that a changed layer's labels keep clear of them."""
        others = (other for other in self._layers.values() if other.kind in DRAWN and other.id != layer.id)
        found = (
            self._known.get((other.id, plane_id)) or self._read_once(other, plane_id) for other in others
        )
        return [drawing for drawing in found if drawing is not None]
