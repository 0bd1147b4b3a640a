"""Labelled drawings of a layer: prepared, or drawn and cached."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from math import atan2, degrees

from arctic_map.errors import UnknownName
from arctic_map.geo.projections import projection_named
from arctic_map.geo.turning import base_id, is_turned, rotation
from arctic_map.model.catalog import DRAWN, Catalog, Layer
from arctic_map.model.drawing import Chevrons, Drawing, Shape
from arctic_map.model.itinerary import LAYER as ROUTE
from arctic_map.model.preferences import USUAL, Labelling
from arctic_map.model.projection import Affine
from arctic_map.scene.drawings.file_layers import FileLayers
from arctic_map.scene.drawings.version import ContentVersion, fingerprints
from arctic_map.scene.memo import Identity, memo
from arctic_map.scene.opened_files import in_classes


def with_names(
    of: ContentVersion, files: FileLayers, layer_id: str, projection_id: str, labelling: Labelling
) -> Drawing:
    """The layer with its labels without a route. Raises UnknownName."""
    layer = of.layers.get(layer_id)
    placed_here = labelling != USUAL or is_turned(projection_id)
    if placed_here and layer and layer.kind in DRAWN and layer_id not in of.nameless:
        if layer.file:
            return _file_with_other_labels(of, files, layer, projection_id, labelling)
        return _with_other_labels(of, files, projection_id, labelling)[layer_id]
    return turned(_upright(of, files, layer_id, base_id(projection_id)), projection_id)


def without_names(of: ContentVersion, layer: Layer, projection_id: str) -> Drawing:
    """The prepared drawing, or one without labels; the projection is not rotated."""
    if prepared := _prepared(of, layer, projection_id):
        return prepared

    def drawn() -> Drawing:
        from arctic_map.scene.drawings.painting import draw  # late: loads shapely, seldom needed

        # A route avoids land by itself.
        land = None if layer.id == ROUTE else of.land
        return draw(layer, projection_named(projection_id), of.catalog.symbology, land)

    return memo(("drawn", of.sources, layer.id, layer.digest, projection_id), drawn, weight)


def turned(drawing: Drawing, projection_id: str) -> Drawing:
    """The drawing rotated to a projection, or itself if that is its own."""
    if not is_turned(projection_id):
        return drawing

    def moved() -> Drawing:
        return turned_drawing(drawing, projection_id, turn(projection_id))

    return memo(("turned", Identity(drawing), projection_id), moved, weight)


def turn(projection_id: str) -> Affine:
    """The transformation from the prepared projection to the rotated one."""
    return rotation(projection_named(base_id(projection_id)), projection_named(projection_id).down)


def weight(drawing: Drawing | None) -> int:
    """Approximate number of coordinates, for the cache."""
    return 1 + sum(len(part) for shape in drawing.shapes for part in shape.parts) if drawing else 1


def _weight_of_all(drawings: Mapping[str, Drawing]) -> int:
    return sum(map(weight, drawings.values()))


def _upright(of: ContentVersion, files: FileLayers, layer_id: str, projection_id: str) -> Drawing:
    """The drawing in a projection that is not rotated, with default labels. Raises UnknownName."""
    file, layer = files.layer(layer_id), of.layers.get(layer_id)
    if opened := file.opened:
        key = "opened", Identity(opened), file.revision, projection_id
        return _in_classes(of, files, memo(key, lambda: opened.drawing(projection_id), weight))
    if layer is None:
        raise UnknownName(f"there is no layer {layer_id!r}")  # no words: for the command line
    if layer.kind not in DRAWN:
        # The page loads parts of the base map from files; only those with a legend entry are prepared.
        return _prepared(of, layer, projection_id) or _empty(layer, projection_id)
    if layer.file or layer.id in of.later:
        return _avoiding_others(of, files, layer, projection_id)
    return _placed_together(of, projection_id)[layer.id]


def _in_classes(of: ContentVersion, files: FileLayers, drawing: Drawing) -> Drawing:
    if (now := files.classes_now(drawing.layer)) is None:
        return drawing
    key = "classes", Identity(drawing), now
    return memo(key, lambda: in_classes(drawing, now[0], styled=now[1]), weight)


def _prepared(of: ContentVersion, layer: Layer, projection_id: str) -> Drawing | None:
    key = "prepared", of.read, projection_id, layer.id, layer.digest
    return memo(key, lambda: of.read(projection_id, layer.id, layer.digest), weight)


def _empty(layer: Layer, projection_id: str) -> Drawing:
    """An empty drawing, always the same object, as caches use its identity."""
    key = "empty", layer.id, layer.digest, projection_id
    return memo(key, lambda: Drawing(layer.id, projection_id, layer.digest), weight)


def _placed_together(of: ContentVersion, projection_id: str) -> Mapping[str, Drawing]:
    """The layers of the first version of the atlas; their labels depend on each other."""

    def placed() -> dict[str, Drawing]:
        own = of.settled_layers
        prepared = [_prepared(of, layer, projection_id) for layer in own]
        shapes = [without_names(of, layer, projection_id) for layer in own]
        drawings = shapes if all(prepared) else _with_labels(shapes, of.settled, projection_id)
        return {drawing.layer: drawing for drawing in drawings}

    return memo(("together", of.placed_first, projection_id), placed, _weight_of_all)


def _avoiding_others(of: ContentVersion, files: FileLayers, layer: Layer, projection_id: str) -> Drawing:
    """A file or a changed layer, with labels that avoid all earlier ones."""
    if (prepared := _prepared(of, layer, projection_id)) is not None:
        return prepared
    before = _below_file(of, layer.id) if layer.file else _before_change(of, files, layer.id)

    def placed() -> Drawing:
        avoid = [_upright(of, files, each.id, projection_id) for each in before]
        shapes = [without_names(of, layer, projection_id)]
        return _with_labels(shapes, of.catalog, projection_id, avoid)[0]

    return memo(("avoid", _among(of, files, layer, before), projection_id), placed, weight)


def _among(of: ContentVersion, files: FileLayers, layer: Layer, before: Sequence[Layer]) -> Hashable:
    """A cache key of everything that affects the labels of a layer placed after others."""
    # Classes and periods change the drawings of files on disk only.
    opened = tuple(
        (Identity(file.opened), file.revision, files.classes_now(each.id))
        for each in (*before, layer)
        if (file := files.layer(each.id)).opened
    )
    return of.placed_first, of.later, fingerprints((*before, layer)), opened


def _before_change(of: ContentVersion, files: FileLayers, layer_id: str) -> list[Layer]:
    """The layers whose labels a changed layer avoids."""
    still_to_come = of.later[of.later.index(layer_id) :]
    there = (each for each in of.drawn if not each.file or files.layer(each.id).opened)
    return [each for each in there if each.id not in still_to_come]


def _below_file(of: ContentVersion, layer_id: str) -> list[Layer]:
    """The layers whose labels an opened file avoids."""
    opened = [layer.id for layer in of.drawn if layer.file]
    above = opened[opened.index(layer_id) :]
    return [layer for layer in of.drawn if layer.id not in above]


def _with_other_labels(
    of: ContentVersion, files: FileLayers, projection_id: str, labelling: Labelling
) -> Mapping[str, Drawing]:
    """The layers of the atlas with other labels, which depend on each other."""

    def placed() -> Mapping[str, Drawing]:
        if prepared := _prepared_labels(of, projection_id, labelling):
            return prepared
        usual = [
            turned(_upright(of, files, layer.id, base_id(projection_id)), projection_id) for layer in of.own
        ]
        drawings = _relabelled(usual, of.catalog, projection_id, labelling)
        return {drawing.layer: drawing for drawing in drawings}

    return memo(("other", of.placed_now, projection_id, labelling), placed, _weight_of_all)


def _prepared_labels(of: ContentVersion, projection_id: str, labelling: Labelling) -> Mapping[str, Drawing]:
    """Prepared labels; empty if any layer has changed, as that may affect all labels."""
    other = {
        layer.id: of.read_labelled(labelling.key, projection_id, layer.id, layer.digest) for layer in of.own
    }
    if not any(other.values()):
        return {}
    # All layers of a rotated projection are prepared, or none.
    usual = (
        other
        if is_turned(projection_id)
        else {each.id: _prepared(of, each, projection_id) for each in of.own}
    )
    if not all(usual.values()):
        return {}
    return {id: drawing for id in usual if (drawing := other[id] or usual[id]) is not None}


def _file_with_other_labels(
    of: ContentVersion, files: FileLayers, layer: Layer, projection_id: str, labelling: Labelling
) -> Drawing:
    """An opened file with labels that avoid those of the atlas and of files below."""
    below = _below_file(of, layer.id)

    def placed() -> Drawing:
        usual = turned(_upright(of, files, layer.id, base_id(projection_id)), projection_id)
        avoid = [with_names(of, files, each.id, projection_id, labelling) for each in below]
        return _relabelled([usual], of.catalog, projection_id, labelling, avoid)[0]

    return memo(("file", _among(of, files, layer, below), projection_id, labelling), placed, weight)


def _with_labels(
    shapes: Sequence[Drawing], catalog: Catalog, projection_id: str, avoid: Sequence[Drawing] = ()
) -> tuple[Drawing, ...]:
    from arctic_map.scene.drawings.labelling import with_labels  # late: loads shapely, seldom needed

    return with_labels(shapes, catalog, projection_named(projection_id), avoid=avoid)


def _relabelled(
    drawings: Sequence[Drawing],
    catalog: Catalog,
    projection_id: str,
    labelling: Labelling,
    avoid: Sequence[Drawing] = (),
) -> tuple[Drawing, ...]:
    from arctic_map.scene.drawings.labelling import relabelled  # late: loads shapely, seldom needed

    return relabelled(drawings, catalog, projection_named(projection_id), labelling, avoid=avoid)


def turned_drawing(drawing: Drawing, projection_id: str, turn: Affine) -> Drawing:
    """The drawing rotated by `turn`, with labels at rotated positions, where they may overlap."""
    angle = degrees(atan2(turn.d, turn.a))
    return replace(
        drawing,
        projection=projection_id,
        shapes=tuple(_shape(shape, turn) for shape in drawing.shapes),
        chevrons=tuple(
            Chevrons(
                each.feature,
                each.style,
                tuple((*turn(x, y), direction + angle, zoom) for x, y, direction, zoom in each.marks),
            )
            for each in drawing.chevrons
        ),
        labels=tuple(
            replace(label, x=x, y=y) for label in drawing.labels for x, y in (turn(label.x, label.y),)
        ),
        spots={id: turn(*spot) for id, spot in drawing.spots.items()} if drawing.spots else drawing.spots,
    )


def _shape(shape: Shape, turn: Affine) -> Shape:
    import numpy as np  # late: only for rotated maps

    matrix = np.array([[turn.a, turn.d], [turn.b, turn.e]])
    moved = [np.rint(np.reshape(part, (-1, 2)) @ matrix + (turn.c, turn.f)) for part in shape.parts]
    low = np.min([part.min(axis=0) for part in moved], axis=0)
    high = np.max([part.max(axis=0) for part in moved], axis=0)
    return replace(
        shape,
        parts=tuple(tuple(part.ravel().tolist()) for part in moved),
        box=(float(low[0]), float(low[1]), float(high[0]), float(high[1])),
    )
