"""Every layer's drawing in every projection: prepared with the package, or made now if it has changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from arctic_map.errors import UnknownName
from arctic_map.geo.projections import projection_named
from arctic_map.geo.turning import around, base_id, is_turned, rotation
from arctic_map.model.catalog import DRAWN, Catalog, Layer
from arctic_map.model.drawing import Drawing, Shape
from arctic_map.model.preferences import USUAL, Labelling
from arctic_map.scene.drawings.in_view import Pieces, pieces

if TYPE_CHECKING:
    from pathlib import Path

    from arctic_map.model.projection import Affine, Box, Projection
    from arctic_map.scene.drawings.painting import Land

Reader = Callable[[str, str, str], Drawing | None]
"""Projection id, layer id and digest to the prepared drawing; None when there is none for this digest."""

LabelledReader = Callable[[str, str, str, str], Drawing | None]
"""The same for other labels, by their key, which comes first; None also where they change nothing."""


class OpenedDrawings(Protocol):
    """Drawings of an opened file in all projections, made elsewhere."""

    @property
    def layer_id(self) -> str: ...
    def drawing(self, projection_id: str) -> Drawing: ...
    def body(self, projection_id: str) -> bytes:
        """As the page reads it. Raises OSError."""

    def box(self, projection_id: str) -> Box | None: ...


class Drawings:
    """Drawings of one catalogue, each read or drawn once."""

    def __init__(
        self,
        catalog: Catalog,
        read: Reader,
        read_labelled: LabelledReader = lambda *_: None,
        land: Land | None = None,
    ) -> None:
        self._land = land
        self._catalog, self._read, self._read_labelled = catalog, read, read_labelled
        self._layers = {layer.id: layer for layer in catalog.layers}
        self._prepared: dict[tuple[str, str], Drawing | None] = {}
        self._known: dict[tuple[str, str], Drawing] = {}
        self._shapes: dict[tuple[str, str], dict[str, list[Shape]]] = {}
        self._pieces: dict[tuple[str, str], Pieces] = {}
        self._opened: dict[str, OpenedDrawings] = {}
        """Of opened files."""
        self._labelled: dict[tuple[str, Labelling], dict[str, Drawing]] = {}
        """Of a projection, all layers by id, with other labels than the usual ones."""

    def hold(self, opened: OpenedDrawings) -> None:
        """Have the drawings of an opened file, in place of those it had before."""
        self.let_go(opened.layer_id)
        self._opened[opened.layer_id] = opened

    def let_go(self, layer_id: str) -> None:
        self._opened.pop(layer_id, None)
        self.forget(layer_id)

    def forget(self, layer_id: str) -> None:
        """A layer's drawings are asked for anew."""
        for known in (self._known, self._shapes, self._pieces):
            for key in [key for key in known if key[0] == layer_id]:
                del known[key]

    def body(self, layer_id: str, projection_id: str) -> bytes | None:
        """An opened file's drawing as the page reads it; None for what `get` has to be asked for.

        Raises OSError.
        """
        opened = self._opened.get(layer_id)
        return opened.body(projection_id) if opened and not is_turned(projection_id) else None

    def box(self, layer_id: str, projection_id: str) -> Box | None:
        """The box round all of a layer, projected metres; None where the projection shows nothing of it.

        A file's drawings may not be there yet; then there is none either.
        """
        if opened := self._opened.get(layer_id):
            box = opened.box(base_id(projection_id))
            return around(box, _turn(projection_id)) if box and is_turned(projection_id) else box
        if layer_id not in self._layers:
            return None
        boxes = [shape.box for shape in self.get(layer_id, projection_id).shapes]
        if not boxes:
            return None
        x0, y0, x1, y1 = zip(*boxes, strict=True)
        return min(x0), min(y0), max(x1), max(y1)

    def shapes_of(self, feature_id: str, layer_id: str, projection_id: str) -> list[Shape]:
        """A feature's shapes on the projection."""
        key = layer_id, projection_id
        if key not in self._shapes:
            found: dict[str, list[Shape]] = {}
            for shape in self.get(layer_id, projection_id).shapes:
                found.setdefault(shape.feature, []).append(shape)
            self._shapes[key] = found
        return self._shapes[key].get(feature_id, [])

    def pieces(self, layer_id: str, projection_id: str) -> Pieces:
        """A layer's marks, cut so that it is quickly found whether a view holds any of them."""
        key = layer_id, projection_id
        if key not in self._pieces:
            drawing = self.get(layer_id, projection_id)
            self._pieces[key] = pieces(drawing, self._catalog.symbology, self._catalog.features)
        return self._pieces[key]

    def get(self, layer_id: str, projection_id: str, labelling: Labelling = USUAL) -> Drawing:
        """The layer in the projection, with labels; of the base map only what the legend explains.

        Raises UnknownName.
        """
        decided_here = labelling != USUAL or is_turned(projection_id)
        if decided_here and layer_id in self._layers and self._layers[layer_id].kind in DRAWN:
            return self._with_other_labels(projection_id, labelling)[layer_id]
        key = layer_id, projection_id
        if key not in self._known and layer_id in self._opened:
            self._known[key] = self._turned(
                self._opened[layer_id].drawing(base_id(projection_id)), projection_id
            )
        if key not in self._known:
            if layer_id not in self._layers:
                raise UnknownName(f"there is no layer {layer_id!r}")  # no words: for the command line
            self._known[key] = self._find(self._layers[layer_id], projection_id)
        return self._known[key]

    def _with_other_labels(self, projection_id: str, labelling: Labelling) -> dict[str, Drawing]:
        """The labels of all layers, decided together: which have room depends on all of them."""
        key = projection_id, labelling
        if key not in self._labelled:
            if is_turned(projection_id):
                self._forget_other_turns(projection_id)
            self._labelled[key] = self._prepared_labels(*key) or self._placed_labels(*key)
        return self._labelled[key]

    def _prepared_labels(self, projection_id: str, labelling: Labelling) -> dict[str, Drawing]:
        """Only if no layer has changed: then none of them can have other labels."""
        if is_turned(projection_id):
            return {}
        layers = [layer for layer in self._layers.values() if layer.kind in DRAWN]
        usual = {layer.id: self._read_once(layer, projection_id) for layer in layers}
        other = {
            layer.id: self._read_labelled(labelling.key, projection_id, layer.id, layer.digest)
            for layer in layers
        }
        if not any(other.values()) or not all(usual.values()):
            return {}
        return {id: drawing for id in usual if (drawing := other[id] or usual[id]) is not None}

    def _placed_labels(self, projection_id: str, labelling: Labelling) -> dict[str, Drawing]:
        usual = [
            self._turned(self.get(id, base_id(projection_id)), projection_id)
            for id, layer in self._layers.items()
            if layer.kind in DRAWN
        ]
        found = relabelled(usual, self._catalog, projection_named(projection_id), labelling)
        return {drawing.layer: drawing for drawing in found}

    def _turned(self, drawing: Drawing, projection_id: str) -> Drawing:
        """As it lies on the projection, which may be the drawing's own."""
        if not is_turned(projection_id):
            return drawing
        # numpy, which a map that is not turned does without.
        from arctic_map.scene.drawings.turning import turned_drawing

        return turned_drawing(drawing, projection_id, _turn(projection_id))

    def _forget_other_turns(self, projection_id: str) -> None:
        """A map that is turned step by step would fill the memory with what it has left."""
        for known in (self._known, self._shapes, self._pieces):
            for key in [key for key in known if is_turned(key[1]) and key[1] != projection_id]:
                del known[key]
        for other in [key for key in self._labelled if is_turned(key[0]) and key[0] != projection_id]:
            del self._labelled[other]

    def _find(self, layer: Layer, projection_id: str) -> Drawing:
        if is_turned(projection_id):
            return self._turned(self.get(layer.id, base_id(projection_id)), projection_id)
        if layer.kind not in DRAWN:
            # Parts of the base map are prepared or not there: the page has files of its own for them.
            return self._read_once(layer, projection_id) or Drawing(layer.id, projection_id, layer.digest)
        return self._read_once(layer, projection_id) or self._draw(layer, projection_id)

    def _read_once(self, layer: Layer, projection_id: str) -> Drawing | None:
        key = layer.id, projection_id
        if key not in self._prepared:
            self._prepared[key] = self._read(projection_id, layer.id, layer.digest)
        return self._prepared[key]

    def _draw(self, layer: Layer, projection_id: str) -> Drawing:
        # Loaded only here: the window must not wait for projections when all is prepared.
        from arctic_map.scene.drawings.labelling import with_labels
        from arctic_map.scene.drawings.painting import draw

        projection = projection_named(projection_id)
        return with_labels(
            [draw(layer, projection, self._catalog.symbology, self._land)],
            self._catalog,
            projection,
            beside=self._decided(layer, projection_id),
        )[0]

    def _decided(self, layer: Layer, projection_id: str) -> list[Drawing]:
        """The drawings whose labels stand already, so that a changed layer's labels keep clear of them."""
        others = (other for other in self._layers.values() if other.kind in DRAWN and other.id != layer.id)
        found = (
            self._known.get((other.id, projection_id)) or self._read_once(other, projection_id)
            for other in others
        )
        return [drawing for drawing in found if drawing is not None]


def _turn(projection_id: str) -> Affine:
    """From the projection as it is prepared to the turned one."""
    return rotation(projection_named(base_id(projection_id)), projection_named(projection_id).down)


def relabelled(
    drawings: Sequence[Drawing],
    catalog: Catalog,
    projection: Projection,
    labelling: Labelling,
    fonts: Path | None = None,
) -> tuple[Drawing, ...]:
    """The drawings of a projection with other labels, and names of that language at the pointer."""
    # What was prepared is never drawn, and then shapely is not needed.
    from arctic_map.scene.drawings.labelling import with_labels
    from arctic_map.scene.drawings.painting import features_of
    from arctic_map.scene.words.naming import name_of

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
    return with_labels(named, catalog, projection, fonts=fonts, labelling=labelling)
