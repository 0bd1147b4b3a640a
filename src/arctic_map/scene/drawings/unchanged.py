"""Which layers of two versions of a content have the same marks, so that nothing of them is drawn anew."""

from dataclasses import replace

from arctic_map.model.catalog import Catalog, Layer
from arctic_map.model.feature import Feature


def with_fingerprints(before: Catalog, after: Catalog) -> Catalog:
    """The later version, whose layers with the same marks have the fingerprints of the earlier one.

    Whether facts name a feature is a part of its mark; which ones do is none.
    """
    if before.symbology != after.symbology:
        return after
    known = {layer.id: layer for layer in before.layers}
    return replace(after, layers=tuple(_layer(known.get(layer.id), layer) for layer in after.layers))


def _layer(before: Layer | None, after: Layer) -> Layer:
    if before is None or before.kind is not after.kind or _marks(before) != _marks(after):
        return after
    return replace(after, digest=before.digest)


def _marks(layer: Layer) -> tuple[Feature, ...]:
    return tuple(replace(feature, facts=feature.facts and ("",)) for feature in layer.features)
